internal import Formats
public import Facilities
internal import Geo
internal import Lists

extension DirectoryExport {
  /// The seat of a kabupaten: the kecamatan or desa that its administration is named after.
  ///
  /// `nil` when the gazetteer has no single place of that name there.
  public static func seat(
    of regency: Regency, in gazetteer: Gazetteer
  ) throws(SeedError) -> Region? {
    if regency.capital.isEmpty { return nil }
    // The full name of the kabupaten holds the town apart from others of its name.
    switch try gazetteer.lookUp("\(regency.capital), \(regency.region.name)") {
    case .found(let region, _): return region.position == nil ? nil : region
    case .ambiguous(let regions):
      let districts = regions.filter { $0.level == .district && $0.position != nil }
      return districts.count == 1 ? districts[0] : nil
    case .unknown:
      // A kota is its own seat.
      return regency.region.name.hasPrefix("Kota ") ? regency.region : nil
    }
  }

  /// A sheet to be printed on A4 for one kabupaten: nearest to the seat first, then by id.
  ///
  /// Those without a position stand last. It is one HTML file that loads nothing from anywhere.
  ///
  /// - Parameters:
  ///   - regency: The kabupaten or kota.
  ///   - seat: Where distances are measured from, in a straight line; `nil` leaves them out.
  public func sheet(regency: Regency, seat: Region?) -> String {
    let rows = facilities.filter { $0.regencyCode == regency.region.code }
      .map { facility -> (facility: Facility, meters: Double?) in
        guard let from = seat?.position, let to = facility.position else { return (facility, nil) }
        return (facility, Geodesic.distance(from: from, to: to))
      }
      .sorted {
        let (a, b) = ($0.meters ?? .infinity, $1.meters ?? .infinity)
        return a == b ? $0.facility.id < $1.facility.id : a < b
      }
    let title = "\(words.title): \(regency.region.name)"
    var text = """
      <!DOCTYPE html>
      <html lang="\(words.language)"><head><meta charset="utf-8">
      <title>\(Markup.escape(title))</title>
      <style>
      @page { size: A4; margin: 12mm }
      body { font: 10pt/1.3 sans-serif; color: #000 }
      h1 { font-size: 14pt; margin: 0 0 2mm }
      table { border-collapse: collapse; width: 100% }
      thead { display: table-header-group }
      tr { break-inside: avoid }
      th, td { border: 0.3mm solid #555; padding: 1mm 1.5mm; text-align: left; vertical-align: top }
      td.d, td.p { white-space: nowrap }
      tr.presumed td { border-style: dashed }
      footer { font-size: 7.5pt; margin-top: 3mm }
      </style></head><body>
      <h1>\(Markup.escape(title))</h1>
      <p>\(Markup.escape("\(words.asOf) \(asOf)."))\
       \(seat.map { Markup.escape("\(words.columns[3]): \($0.name).") } ?? "")</p>
      <p>\(Markup.escape(words.legend))</p>
      <table><thead><tr>

      """
    for head in words.columns { text += "<th>\(Markup.escape(head))</th>" }
    text += "</tr></thead><tbody>\n"
    for (facility, meters) in rows {
      let precision = words.precision(facility.positionPrecision)
      let basis = ([words.basis(facility)] + words.standing(facility)).joined(separator: ". ")
      let distance = meters.map {
        (facility.positionPrecision == .site ? "" : "± ") + words.distance($0)
      }
      text += """
        <tr class="\(facility.basis.rawValue)"><td>\(Markup.escape(markedName(facility)))<br>\
        \(Markup.escape(words.kind(facility.kind)))</td>\
        <td>\(Markup.escape(facility.address))</td>\
        <td class="p">\(Markup.escape(facility.phone))</td>\
        <td class="d">\(Markup.escape(distance ?? "–"))</td>\
        <td>\(Markup.escape(basis))\
        \(precision.isEmpty ? "" : "<br>" + Markup.escape(precision))</td></tr>

        """
    }
    text += "</tbody></table>\n<footer>\(Markup.escape(words.sources)):<br>\n"
    text += (sourceLines() + Self.credits).map(Markup.escape).joined(separator: "<br>\n")
    return text + "\n</footer></body></html>\n"
  }
}
