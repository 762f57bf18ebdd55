internal import Audit
internal import Facilities
internal import Formats
internal import Geo
internal import Wording

extension ReportDrawings {
  /// Edges of the classes of sites for 100,000 people, and their colours, light to dark.
  static let classes: [(below: Double, color: String)] = [
    (0.5, "#eff3ff"), (1, "#c6dbef"), (2, "#9ecae1"), (4, "#6baed6"), (.infinity, "#3182bd"),
  ]

  /// Kabupaten shaded by density, sites by what supports them, the farthest villages by number.
  func map(_ figures: AuditFigures) -> String {
    let regionCode = report.regionCode
    let shown = boundaries.filter { regionCode.isEmpty || $0.code.hasPrefix(regionCode) }
    let all = shown.flatMap { $0.area.rings.flatMap { $0 } }
    guard let first = all.first else { return Drawing(width: 10, height: 10).svg(title: "") }
    let south = all.reduce(first.latitude) { min($0, $1.latitude) }
    let north = all.reduce(first.latitude) { max($0, $1.latitude) }
    let west = all.reduce(first.longitude) { min($0, $1.longitude) }
    let east = all.reduce(first.longitude) { max($0, $1.longitude) }
    // Near the equator a degree is nearly as wide as high: one scale for both.
    let (width, legendHeight) = (720.0, 104.0)
    let scale = min((width - 16) / max(east - west, 0.01), 640 / max(north - south, 0.01))
    let height = (north - south) * scale + 16
    func x(_ longitude: Double) -> Double {
      (longitude - west) * scale + (width - (east - west) * scale) / 2
    }
    func y(_ latitude: Double) -> Double { (north - latitude) * scale + 8 }
    var drawing = Drawing(width: width, height: height + legendHeight)
    let units = Dictionary(figures.units.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    for (code, area) in shown {
      let unit = units[code]
      let color = unit.map { $0.count == 0 ? Self.emptyColor : Self.color($0.per100kPopulation) }
      var path = ""
      for ring in area.rings {
        var last: (Double, Double)?
        var corners: [String] = []
        for vertex in ring {
          let point = (x(vertex.longitude), y(vertex.latitude))
          // Half a unit is less than the line is wide.
          if let last, (point.0 - last.0).magnitude + (point.1 - last.1).magnitude < 0.6 {
            continue
          }
          last = point
          corners.append("\(point.0.fixed(1)) \(point.1.fixed(1))")
        }
        if corners.count >= 3 { path += "M" + corners.joined(separator: "L") + "Z" }
      }
      let density = unit.flatMap(\.per100kPopulation).map { language.number($0, 2) } ?? "–"
      drawing.add(
        "<path d=\"\(path)\" fill=\"\(color ?? "#fff")\" fill-rule=\"evenodd\" stroke=\"#666\" "
          + "stroke-width=\".6\"><title>\(Markup.escape(unit?.name ?? code)): \(unit?.count ?? 0) "
          + "PLKK, \(density)</title></path>")
    }
    for site in figures.sites.sorted(by: { $0.basis == .presumed && $1.basis != .presumed }) {
      guard let position = site.position else { continue }
      drawing.add(
        Self.mark(site.basis, x(position.longitude), y(position.latitude))
          .replacing(
            "/>",
            with: "><title>\(Markup.escape("\(site.id) \(site.name)")): "
              + "\(Markup.escape(language.basis(site.basis)))</title></circle>"))
    }
    addFarthest(
      to: &drawing,
      figures.farthest.prefix(10).map { point in
        (x(point.position.longitude), y(point.position.latitude))
      })
    addLegend(to: &drawing, figures, top: height + 8)
    let caption = language.say(id: "Peta PLKK", en: "Map of PLKK")
    return drawing.svg(title: "\(caption) \(report.regionName). \(language.dates(report))")
  }

  /// Triangles with numbers; where there is no room beside one, its number stands apart on a line.
  private func addFarthest(to drawing: inout Drawing, _ points: [(x: Double, y: Double)]) {
    for point in points {
      drawing.add(
        "<path d=\"M\(point.x.fixed(1)) \((point.y - 6).fixed(1))l5 9h-10z\" fill=\"#d7301f\" "
          + "stroke=\"#fff\" stroke-width=\".8\"/>")
    }
    for label in MapLabels.place(points, width: drawing.width) {
      if label.isApart {
        let (x, y) = (label.left + label.width / 2, label.line - 4)
        drawing.add(
          "<path d=\"M\(label.point.x.fixed(1)) \(label.point.y.fixed(1))L\(x.fixed(1)) "
            + "\(y.fixed(1))\" stroke=\"#8c0000\" stroke-width=\".8\"/>")
      }
      drawing.text(
        label.text, label.left, label.line, size: 10,
        style: "fill=\"#8c0000\" font-weight=\"bold\" stroke=\"#fff\" stroke-width=\"2.5\" "
          + "paint-order=\"stroke\"")
    }
  }

  /// Where the list has no site: plain, because it is no proof that there is none.
  private static let emptyColor = "#fafafa"

  private static func color(_ density: Double?) -> String {
    guard let density else { return "#fff" }
    for entry in classes where density < entry.below { return entry.color }
    return "#fff"
  }

  /// Confirmed sites are full, presumed ones hollow: readable without colours too.
  private static func mark(_ basis: PLKKBasis, _ x: Double, _ y: Double) -> String {
    let style =
      switch basis {
      case .official: "r=\"3.6\" fill=\"#00441b\" stroke=\"#fff\" stroke-width=\".8\""
      case .reported: "r=\"3.6\" fill=\"#f16913\" stroke=\"#fff\" stroke-width=\".8\""
      case .presumed:
        "r=\"2.4\" fill=\"#fff\" fill-opacity=\".7\" stroke=\"#333\" stroke-width=\".9\""
      case .none: "r=\"1.6\" fill=\"#999\""
      }
    return "<circle cx=\"\(x.fixed(1))\" cy=\"\(y.fixed(1))\" \(style)/>"
  }

  private func addLegend(to drawing: inout Drawing, _ figures: AuditFigures, top: Double) {
    func box(_ left: Double, _ color: String) {
      drawing.add(
        "<rect x=\"\(left.fixed(0))\" y=\"\((top + 20).fixed(0))\" width=\"24\" height=\"12\" "
          + "fill=\"\(color)\" stroke=\"#666\" stroke-width=\".6\"/>")
    }
    drawing.text(
      language.say(
        id: "PLKK dalam daftar per 100.000 penduduk", en: "listed PLKK per 100,000 inhabitants"),
      8, top + 12, size: 11)
    var left = 8.0
    var low = 0.0
    for entry in Self.classes {
      let label =
        entry.below.isFinite
        ? "\(language.number(low, 1))–\(language.number(entry.below, 1))"
        : "≥ \(language.number(low, 1))"
      box(left, entry.color)
      drawing.text(label, left + 29, top + 30, size: 11)
      left += 78
      low = entry.below
    }
    box(left, Self.emptyColor)
    drawing.text(
      language.say(
        id: "tidak ada dalam daftar (belum tentu tidak ada)",
        en: "none on this list (there may be some)"),
      left + 29, top + 30, size: 11)
    left = 8
    for basis in figures.bases {
      drawing.add(Self.mark(basis, left + 6, top + 50))
      let label = "\(language.basis(basis)) (\(figures.whole.sites.byBasis[basis] ?? 0))"
      drawing.text(label, left + 16, top + 54, size: 11)
      left += Double(label.count) * 6.2 + 34
    }
    drawing.add(
      "<path d=\"M\((left + 6).fixed(1)) \((top + 44).fixed(1))l5 9h-10z\" fill=\"#d7301f\"/>")
    drawing.text(
      language.say(
        id: "desa terjauh, nomor seperti tabel", en: "farthest villages, numbers as in the table"),
      left + 16, top + 54, size: 11)
    let notes = [
      language.dates(report) + ".",
      figures.presumed > 0
        ? language.say(
          id:
            "Lokasi dugaan belum dipastikan sebagai PLKK: warna mengikuti aturan pengisian daftar. "
            + "Batas wilayah disederhanakan.",
          en:
            "Presumed sites are not confirmed as PLKK: the shading follows the rule that filled the "
            + "list. Boundaries are simplified.")
        : language.say(
          id: "Hanya lokasi resmi atau diberitakan. Batas wilayah disederhanakan.",
          en: "Official and reported sites only. Boundaries are simplified."),
    ]
    for (index, note) in notes.enumerated() {
      drawing.text(note, 8, top + 74 + Double(index) * 14, size: 10, style: "fill=\"#555\"")
    }
  }
}
