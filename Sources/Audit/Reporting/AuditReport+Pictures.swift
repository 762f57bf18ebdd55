internal import Facilities
public import Geo
public import Formats

extension AuditReport {
  /// Boundaries for the map: code of a kabupaten and its area.
  public typealias Boundaries = [(code: String, area: MultiPolygon)]

  /// A picture as an SVG file of its own.
  public func svg(
    _ picture: ReportPicture, _ language: ReportLanguage, boundaries: Boundaries
  ) -> String {
    switch picture {
    case .map: map(language, boundaries)
    case .lorenz: lorenz(language)
    case .coverage: coverage(language)
    }
  }

  /// Edges of the classes of sites for 100,000 people, and their colours, light to dark.
  static let classes: [(below: Double, color: String)] = [
    (0.5, "#eff3ff"), (1, "#c6dbef"), (2, "#9ecae1"), (4, "#6baed6"), (.infinity, "#3182bd"),
  ]

  private func map(_ language: ReportLanguage, _ boundaries: Boundaries) -> String {
    let shown = boundaries.filter { regionCode.isEmpty || $0.code.hasPrefix(regionCode) }
    let all = shown.flatMap { $0.area.rings.flatMap { $0 } }
    guard let first = all.first else { return Drawing(width: 10, height: 10).svg(title: "") }
    let south = all.reduce(first.latitude) { min($0, $1.latitude) }
    let north = all.reduce(first.latitude) { max($0, $1.latitude) }
    let west = all.reduce(first.longitude) { min($0, $1.longitude) }
    let east = all.reduce(first.longitude) { max($0, $1.longitude) }
    // Near the equator a degree is nearly as wide as high: one scale for both.
    let (width, legendHeight) = (720.0, 96.0)
    let scale = min((width - 16) / max(east - west, 0.01), 640 / max(north - south, 0.01))
    let height = (north - south) * scale + 16
    func x(_ longitude: Double) -> Double {
      (longitude - west) * scale + (width - (east - west) * scale) / 2
    }
    func y(_ latitude: Double) -> Double { (north - latitude) * scale + 8 }
    var drawing = Drawing(width: width, height: height + legendHeight)
    drawing.add(
      "<defs><pattern id=\"none\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
        + "patternTransform=\"rotate(45)\"><rect width=\"6\" height=\"6\" fill=\"#fff\"/>"
        + "<path d=\"M0 0V6\" stroke=\"#999\" stroke-width=\"2\"/></pattern></defs>")
    let figures = Dictionary(units.map { ($0.code, $0) }, uniquingKeysWith: { a, _ in a })
    for (code, area) in shown {
      let unit = figures[code]
      let color = unit.map { $0.count == 0 ? "url(#none)" : Self.color($0.per100kPopulation) }
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
    for site in sites.sorted(by: { $0.basis == .presumed && $1.basis != .presumed }) {
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
      farthest.prefix(10).map { point in
        (x(point.position.longitude), y(point.position.latitude))
      })
    addLegend(to: &drawing, language, top: height + 8)
    let caption = language.say(id: "Peta PLKK", en: "Map of PLKK")
    return drawing.svg(title: "\(caption) \(regionName), \(date)")
  }

  /// Triangles with numbers; a number stands where it covers nothing, or is left to the table.
  private func addFarthest(to drawing: inout Drawing, _ points: [(x: Double, y: Double)]) {
    for point in points {
      drawing.add(
        "<path d=\"M\(point.x.fixed(1)) \((point.y - 6).fixed(1))l5 9h-10z\" fill=\"#d7301f\" "
          + "stroke=\"#fff\" stroke-width=\".8\"/>")
    }
    struct Box {
      var left, right, top, bottom: Double

      func overlaps(_ other: Box) -> Bool {
        left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom
      }
    }
    var taken = points.map {
      Box(left: $0.x - 6, right: $0.x + 6, top: $0.y - 7, bottom: $0.y + 4)
    }
    for (place, point) in points.enumerated() {
      let text = "\(place + 1)"
      let width = Double(text.count) * 6.5
      let corners = [
        (point.x + 7, point.y + 4), (point.x - 7 - width, point.y + 4),
        (point.x - width / 2, point.y - 8), (point.x - width / 2, point.y + 13),
      ]
      let boxes = corners.map { left, line in
        Box(left: left, right: left + width, top: line - 8, bottom: line)
      }
      guard let box = boxes.first(where: { box in !taken.contains { $0.overlaps(box) } }) else {
        continue
      }
      taken.append(box)
      drawing.text(
        text, box.left, box.bottom, size: 10,
        style: "fill=\"#8c0000\" font-weight=\"bold\" stroke=\"#fff\" stroke-width=\"2.5\" "
          + "paint-order=\"stroke\"")
    }
  }

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

  private func addLegend(to drawing: inout Drawing, _ language: ReportLanguage, top: Double) {
    drawing.text(
      language.say(id: "PLKK per 100.000 penduduk", en: "PLKK per 100,000 inhabitants"), 8,
      top + 12,
      size: 11)
    var left = 8.0
    var low = 0.0
    for entry in Self.classes {
      let label =
        entry.below.isFinite
        ? "\(language.number(low, 1))–\(language.number(entry.below, 1))"
        : "≥ \(language.number(low, 1))"
      drawing.add(
        "<rect x=\"\(left.fixed(0))\" y=\"\((top + 20).fixed(0))\" width=\"24\" height=\"12\" "
          + "fill=\"\(entry.color)\" stroke=\"#666\" stroke-width=\".6\"/>")
      drawing.text(label, left + 29, top + 30, size: 11)
      left += 96
      low = entry.below
    }
    drawing.add(
      "<rect x=\"\(left.fixed(0))\" y=\"\((top + 20).fixed(0))\" width=\"24\" height=\"12\" "
        + "fill=\"url(#none)\" stroke=\"#666\" stroke-width=\".6\"/>")
    drawing.text(language.say(id: "tanpa PLKK", en: "no PLKK"), left + 29, top + 30, size: 11)
    left = 8
    for basis in bases {
      drawing.add(Self.mark(basis, left + 6, top + 50))
      let label = "\(language.basis(basis)) (\(whole.sites.byBasis[basis] ?? 0))"
      drawing.text(label, left + 16, top + 54, size: 11)
      left += Double(label.count) * 6.2 + 34
    }
    drawing.add(
      "<path d=\"M\((left + 6).fixed(1)) \((top + 44).fixed(1))l5 9h-10z\" fill=\"#d7301f\"/>")
    drawing.text(
      language.say(id: "desa terjauh", en: "farthest villages"),
      left + 16, top + 54, size: 11)
    drawing.text(
      language.say(
        id:
          "Batas wilayah digeneralisasi. Lokasi dugaan belum dipastikan sebagai PLKK. Nomor: tabel desa terjauh. \(date)",
        en:
          "Boundaries are generalised. Presumed sites are not confirmed as PLKK. "
          + "Numbers: table of farthest villages. \(date)"
      ),
      8, top + 76, size: 10, style: "fill=\"#555\"")
  }
}
