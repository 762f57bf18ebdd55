internal import Audit
internal import Facilities
internal import Formats
internal import Geo

extension DirectoryExport {
  /// Waypoints for GPS handhelds (GPX 1.1).
  ///
  /// Facilities without a position are left out and counted.
  public func gpx() -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <gpx version="1.1" creator="plkk" xmlns="http://www.topografix.com/GPX/1/1">
      <metadata><name>\(Markup.escape("\(self.text.title) \(language.date(asOf.description))"))</name>\
      <desc>\(Markup.escape(preamble.joined(separator: "\n")))</desc>\
      <time>\(asOf)T00:00:00Z</time></metadata>

      """
    for facility in facilities {
      guard let position = facility.position else { continue }
      let statements = statements(facility).joined(separator: "\n")
      text += """
        <wpt lat="\(position.latitude.fixed(6))" lon="\(position.longitude.fixed(6))">\
        <name>\(Markup.escape(markedName(facility)))</name>\
        <cmt>\(Markup.escape(facility.phone))</cmt>\
        <desc>\(Markup.escape(statements))</desc>\
        <src>\(Markup.escape(source(facility)))</src>\
        <sym>Medical Facility</sym>\
        <type>\(facility.kind.rawValue),\(facility.basis.rawValue),\
        \(facility.positionPrecision.rawValue)</type></wpt>

        """
    }
    return text + "</gpx>\n"
  }

  /// Placemarks for map programs (KML 2.2), in a folder for each kabupaten.
  ///
  /// Facilities without a position are left out and counted.
  public func kml() -> String {
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <kml xmlns="http://www.opengis.net/kml/2.2"><Document>
      <name>\(Markup.escape("\(self.text.title) \(language.date(asOf.description))"))</name>
      <description>\(Markup.escape(preamble.joined(separator: "\n")))</description>
      <Style id="official"><IconStyle><color>ff00a000</color></IconStyle></Style>
      <Style id="reported"><IconStyle><color>ffd08000</color></IconStyle></Style>
      <Style id="presumed"><IconStyle><color>ff00c0ff</color></IconStyle></Style>
      <Style id="none"><IconStyle><color>ff808080</color></IconStyle></Style>

      """
    let placed = facilities.filter { $0.position != nil }
    let folders = Dictionary(grouping: placed) { $0.regencyCode }
    for code in folders.keys.sorted() {
      guard let folder = folders[code], let first = folder.first else { continue }
      text += "<Folder><name>\(Markup.escape(first.regency))</name>\n"
      for facility in folder {
        guard let position = facility.position else { continue }
        let statements = statements(facility).joined(separator: "\n")
        text += """
          <Placemark id="\(Markup.escape(facility.id))">\
          <name>\(Markup.escape(markedName(facility)))</name>\
          <description>\(Markup.escape(statements))</description>\
          <styleUrl>#\(facility.basis.rawValue)</styleUrl><ExtendedData>\
          \(data("plkk_basis", facility.basis.rawValue))\
          \(data("position_precision", facility.positionPrecision.rawValue))\
          \(data("source", source(facility)))</ExtendedData>\
          <Point><coordinates>\(position.longitude.fixed(6)),\(position.latitude.fixed(6))\
          </coordinates></Point></Placemark>

          """
      }
      text += "</Folder>\n"
    }
    return text + "</Document></kml>\n"
  }

  private func data(_ name: String, _ value: String) -> String {
    "<Data name=\"\(name)\"><value>\(Markup.escape(value))</value></Data>"
  }

  private func source(_ facility: Facility) -> String {
    [facility.basisSource, facility.basisDate].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Day, legend, what is left out, sources, credits.
  var preamble: [String] {
    let dates = self.text.dates(
      asOf: asOf.description, totals: Auditor.firstList, years: facilities.yearsSeen)
    var lines = [dates, self.text.calls, self.text.legend]
    if withoutPosition > 0 { lines.append(self.text.leftOut(withoutPosition)) }
    return lines + sourceLines() + self.text.credits
  }
}
