import Facilities
import Geo

/// Embedded tables, shared by the suites of this room.
enum Fixture {
  static let tables = SeedTables.embedded()

  /// A table with one text replaced; traps when the text is not there, so that no test edits nothing.
  static func edited(_ table: SeedTable, _ old: String, _ new: String) -> SeedTable {
    let text = String(decoding: table.bytes, as: UTF8.self)
    guard let range = text.firstRange(of: old) else {
      preconditionFailure("\(table.name) does not hold \(old)")
    }
    return SeedTable(
      name: table.name, columns: table.columns,
      bytes: Array(text.replacingCharacters(in: range, with: new).utf8))
  }

  static func facility(
    _ id: String, _ latitude: Double?, _ longitude: Double? = nil, kind: FacilityKind = .clinic,
    basis: PLKKBasis = .reported, regency: String = "63.71",
    status: OperationalStatus.Word = .unknown
  ) -> Facility {
    var facility = Facility(
      id: id, name: "Klinik CONTOH \(id)", kind: kind, provinceCode: String(regency.prefix(2)),
      regencyCode: regency, regency: "Kota CONTOH",
      position: latitude.flatMap { north in
        longitude.flatMap { Position(latitude: north, longitude: $0) }
      }, positionPrecision: latitude == nil ? .unknown : .site, basis: basis)
    facility.operationalStatus = OperationalStatus(status, source: "CONTOH", date: "2026-01-01")
    return facility
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<String.Index>, with new: String) -> String {
    self[..<range.lowerBound] + new + self[range.upperBound...]
  }
}
