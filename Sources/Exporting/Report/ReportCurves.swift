internal import Audit
internal import Formats
internal import Wording

extension ReportDrawings {
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

  /// Lorenz curves of the kabupaten, and of the five provinces by their published totals.
  func lorenz() -> String {
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
    // Dashes differ too: readable without colours.
    var curves: [(String, Inequality?, String)] = [
      (
        language.say(id: "penduduk, seluruh daftar", en: "population, whole list"),
        report.byPopulation, "stroke=\"#08519c\" stroke-width=\"2\""
      ),
      (
        language.say(id: "luas, seluruh daftar", en: "area, whole list"), report.byArea,
        "stroke=\"#a63603\" stroke-width=\"2\" stroke-dasharray=\"7 3\""
      ),
    ]
    if let confirmed = report.confirmed {
      curves.append(
        (
          language.say(id: "penduduk, resmi/diberitakan", en: "population, official/reported"),
          confirmed.byPopulation, "stroke=\"#6baed6\" stroke-width=\"2\" stroke-dasharray=\"2 3\""
        ))
    }
    if let provincial = report.provincial {
      curves.append(
        (
          language.say(
            id: "penduduk, 5 provinsi (diumumkan)", en: "population, 5 provinces (published)"),
          provincial.byPopulation, "stroke=\"#238b45\" stroke-width=\"2\""
        ))
    }
    for (index, (name, value, style)) in curves.enumerated() {
      let line = frame.top + 22 + Double(index) * 20
      if let value {
        drawing.line(value.lorenz.map { (frame.x($0.weight), frame.y($0.count)) }, style)
      }
      drawing.line([(frame.left + 10, line - 4), (frame.left + 34, line - 4)], style)
      let gini =
        value.map { language.number($0.gini, 3) } ?? language.say(id: "tidak ada", en: "none")
      drawing.text("\(name): Gini \(gini)", frame.left + 40, line, size: 11)
    }
    return drawing.svg(
      title: language.say(id: "Kurva Lorenz", en: "Lorenz curves")
        + " \(report.regionName). \(language.dates(report))")
  }

  /// Share of the people within a distance, with the list and with the confirmed sites.
  func coverage() -> String {
    let frame = Frame(width: 560, height: 260)
    var drawing = Drawing(width: 650, height: 326)
    frame.draw(
      &drawing, xMarks: [0, 25, 50, 75, 100, 125, 150].map { (Double($0) / 150, "\($0)") },
      xTitle: language.say(
        id: "jarak garis lurus ke PLKK terdekat, km", en: "straight line to the nearest PLKK, km"),
      yTitle: language.say(id: "bagian ", en: "share of ") + language.weight(report.weight))
    func draw(_ distances: DistanceSummary, color: String, dashes: String) {
      let points = distances.curve.enumerated().map { step, share in
        (frame.x(Double(step) * DistanceSummary.curveStep / 150_000), frame.y(share))
      }
      drawing.line(points, "stroke=\"\(color)\" stroke-width=\"2\"\(dashes)")
      var labelled: (x: Double, y: Double)?
      for coverage in distances.coverage {
        guard let share = coverage.share, coverage.meters <= 150_000 else { continue }
        let (x, y) = (frame.x(coverage.meters / 150_000), frame.y(share))
        drawing.add(
          "<circle cx=\"\(x.fixed(1))\" cy=\"\(y.fixed(1))\" r=\"3.5\" fill=\"\(color)\"/>")
        // Labels must not stand on each other: the table has the figure.
        if let last = labelled, x - last.x < 105, abs(y - last.y) < 13 { continue }
        labelled = (x, y)
        drawing.text(
          "\(language.number(coverage.meters / 1000, 0)) km: \(language.number(share * 100, 1)) %",
          x + 7, share < 0.08 ? y - 7 : y + 15, size: 11, style: "fill=\"\(color)\"")
      }
    }
    draw(report.distances, color: "#08519c", dashes: "")
    if let confirmed = report.confirmed {
      draw(confirmed.distances, color: "#a63603", dashes: " stroke-dasharray=\"6 3\"")
    }
    for (index, (name, style)) in [
      (
        language.say(id: "seluruh daftar", en: "whole list"),
        "stroke=\"#08519c\" stroke-width=\"2\""
      ),
      (
        language.say(id: "resmi/diberitakan saja", en: "official/reported only"),
        "stroke=\"#a63603\" stroke-width=\"2\" stroke-dasharray=\"6 3\""
      ),
    ].prefix(report.confirmed == nil ? 1 : 2).enumerated() {
      let line = frame.y(0) - 34 + Double(index) * 18
      drawing.line([(frame.x(0.62), line - 4), (frame.x(0.62) + 26, line - 4)], style)
      drawing.text(name, frame.x(0.62) + 32, line, size: 11)
    }
    return drawing.svg(
      title: language.say(id: "Kurva cakupan", en: "Coverage curve")
        + " \(report.regionName). \(language.dates(report))")
  }
}
