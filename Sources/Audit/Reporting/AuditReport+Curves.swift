internal import Formats

extension AuditReport {
  /// A frame with marks along both axes.
  private struct Frame {
    var left = 62.0
    var top = 14.0
    var width: Double
    var height: Double

    func x(_ share: Double) -> Double { left + share * width }
    func y(_ share: Double) -> Double { top + (1 - share) * height }

    func draw(
      _ drawing: inout Drawing, xMarks: [(Double, String)], xTitle: String, yTitle: String
    ) {
      for step in 0...4 {
        let share = Double(step) / 4
        drawing.add(
          "<path d=\"M\(left.fixed(1)) \(y(share).fixed(1))h\(width.fixed(1))\" stroke=\"#ddd\"/>")
        drawing.text("\(step * 25) %", left - 6, y(share) + 4, size: 11, anchor: "end")
      }
      for (share, label) in xMarks {
        drawing.add(
          "<path d=\"M\(x(share).fixed(1)) \(y(0).fixed(1))v5\" stroke=\"#666\"/>")
        drawing.text(label, x(share), y(0) + 18, size: 11, anchor: "middle")
      }
      drawing.add(
        "<path d=\"M\(left.fixed(1)) \(top.fixed(1))v\(height.fixed(1))h\(width.fixed(1))\" "
          + "fill=\"none\" stroke=\"#666\"/>")
      drawing.text(xTitle, x(0.5), y(0) + 36, anchor: "middle")
      drawing.add(
        "<text transform=\"translate(14 \(y(0.5).fixed(1))) rotate(-90)\" font-size=\"12\" "
          + "text-anchor=\"middle\" fill=\"#222\">\(Markup.escape(yTitle))</text>")
    }
  }

  func lorenz(_ language: ReportLanguage) -> String {
    let frame = Frame(width: 400, height: 400)
    var drawing = Drawing(width: 480, height: 466)
    frame.draw(
      &drawing, xMarks: (0...4).map { (Double($0) / 4, "\($0 * 25) %") },
      xTitle: language.say(
        id: "bagian penduduk atau luas, kumulatif", en: "share of population or area, cumulative"),
      yTitle: language.say(id: "bagian PLKK, kumulatif", en: "share of PLKK, cumulative"))
    drawing.line(
      [(frame.x(0), frame.y(0)), (frame.x(1), frame.y(1))],
      "stroke=\"#888\" stroke-dasharray=\"4 4\"")
    let curves: [(String, Inequality?, String)] = [
      (language.say(id: "menurut penduduk", en: "by population"), byPopulation, "#08519c"),
      (language.say(id: "menurut luas", en: "by area"), byArea, "#a63603"),
    ]
    for (place, (name, value, color)) in curves.enumerated() {
      let line = frame.top + 22 + Double(place) * 20
      // The second line is dashed: readable without colours too.
      let style =
        "stroke=\"\(color)\" stroke-width=\"2\"" + (place == 1 ? " stroke-dasharray=\"7 3\"" : "")
      if let value {
        drawing.line(value.lorenz.map { (frame.x($0.weight), frame.y($0.count)) }, style)
      }
      drawing.line([(frame.left + 14, line - 4), (frame.left + 40, line - 4)], style)
      let gini =
        value.map { language.number($0.gini, 3) } ?? language.say(id: "tidak ada", en: "none")
      drawing.text("\(name), Gini \(gini)", frame.left + 46, line)
    }
    return drawing.svg(
      title: language.say(id: "Kurva Lorenz", en: "Lorenz curves") + ", \(regionName), \(date)")
  }

  func coverage(_ language: ReportLanguage) -> String {
    let frame = Frame(width: 560, height: 260)
    var drawing = Drawing(width: 650, height: 326)
    frame.draw(
      &drawing, xMarks: [0, 25, 50, 75, 100, 125, 150].map { (Double($0) / 150, "\($0)") },
      xTitle: language.say(
        id: "jarak garis lurus ke PLKK terdekat, km", en: "straight line to the nearest PLKK, km"),
      yTitle: language.say(id: "bagian ", en: "share of ") + language.weight(weight))
    let points = distances.curve.enumerated().map { step, share in
      (frame.x(Double(step) * DistanceSummary.curveStep / 150_000), frame.y(share))
    }
    drawing.line(points, "stroke=\"#08519c\" stroke-width=\"2\"")
    var labelled: (x: Double, y: Double)?
    for coverage in distances.coverage {
      guard let share = coverage.share, coverage.meters <= 150_000 else { continue }
      let (x, y) = (frame.x(coverage.meters / 150_000), frame.y(share))
      drawing.add("<circle cx=\"\(x.fixed(1))\" cy=\"\(y.fixed(1))\" r=\"3.5\" fill=\"#08519c\"/>")
      // Where the curve is flat, labels would stand on each other: the table has the figure. Near the
      // axis there is room above the curve only.
      if let last = labelled, x - last.x < 105, abs(y - last.y) < 13 { continue }
      labelled = (x, y)
      drawing.text(
        "\(language.number(coverage.meters / 1000, 0)) km: \(language.number(share * 100, 1)) %",
        x + 7, share < 0.08 ? y - 7 : y + 15, size: 11)
    }
    return drawing.svg(
      title: language.say(id: "Kurva cakupan", en: "Coverage curve") + ", \(regionName), \(date)")
  }
}
