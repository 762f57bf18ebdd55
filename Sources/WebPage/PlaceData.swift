internal import Facilities
internal import Formats
internal import Geo

/// What the page's reader of names needs: the tables of areas and towns as they are embedded, and the
/// sites of this list in a short form.
///
/// Files of parts: a line with a part's name and its number of bytes, then these bytes.
struct PlaceData {
  let directory: Directory
  let tables: SeedTables

  /// Provinces and kabupaten: with the borders, which are a file of their own since the map needs them too,
  /// all that the reading of a coordinate hangs on.
  func areas() -> [UInt8] { Self.parts([tables.provinces, tables.regencies].map(Self.part)) }

  /// All the rest, which names need.
  func places() -> [UInt8] {
    let rest = [
      tables.districts, tables.villages, tables.towns, tables.aliases, tables.closedFacilities,
      tables.retiredIDs,
    ]
    return Self.parts(rest.map(Self.part) + [("sites", Array(sites().utf8))])
  }

  private static func part(_ table: SeedTable) -> (name: String, bytes: [UInt8]) {
    (table.name, table.bytes)
  }

  private static func parts(_ parts: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    parts.flatMap { Array("\($0.name) \($0.bytes.count)\n".utf8) + $0.bytes }
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
