internal import Facilities
internal import Formats
internal import Geo

/// What the page's reader of names needs: the tables of areas and towns as they are embedded, and the
/// sites of this list in a short form.
///
/// A file of parts: a line with a part's name and its number of bytes, then these bytes.
struct PlaceData {
  let directory: Directory
  let tables: SeedTables

  /// The bytes; the borders are a file of their own, since the map needs them too.
  func bytes() -> [UInt8] {
    var bytes: [UInt8] = []
    func add(_ name: String, _ part: [UInt8]) {
      bytes += Array("\(name) \(part.count)\n".utf8)
      bytes += part
    }
    for table in [
      tables.provinces, tables.regencies, tables.districts, tables.villages, tables.towns,
      tables.aliases, tables.closedFacilities, tables.retiredIDs,
    ] { add(table.name, table.bytes) }
    add("sites", Array(sites().utf8))
    return bytes
  }

  /// A line a site, tabs between the fields; the reader is `Scripts/page.d/reader/Sites.swift`.
  private func sites() -> String {
    var text = ""
    for site in directory.facilities {
      let position = site.position.map { ["\($0.latitude)", "\($0.longitude)"] } ?? ["", ""]
      let fields =
        [
          site.id, site.name, site.otherNames.joined(separator: ";"), site.kind.rawValue,
          site.basis.rawValue,
        ] + position + [
          site.positionPrecision.rawValue, site.provinceCode, site.regencyCode, site.regency,
          site.districtCode, site.district, site.address, site.specialty?.rawValue ?? "",
          site.operationalStatus.word.rawValue,
        ]
      text += fields.map(Self.clean).joined(separator: "\t") + "\n"
    }
    return text
  }

  /// A field without what parts fields and lines.
  private static func clean(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
  }
}
