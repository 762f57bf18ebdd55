internal import Facilities
internal import GRDB
internal import Geo
internal import Lists

/// Turns events into rows and back.
enum ListsRows {
  // MARK: Lists

  static func insert(_ list: ListImport, _ version: Int, _ database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO list_import
          (version, issuer, list_date, source_file, imported_on, actor, file_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        version, list.issuer, list.listDate.description, list.sourceFile,
        list.importedOn.description, list.actor, list.fileHash,
      ])
    let columns = """
      facility_id, name, kind, care_class, ownership, province_code, regency_code, regency,
      district_code, district, address, phone, beds, latitude, longitude, position_precision,
      position_source, official_code, agreement_number, agreement_start, agreement_end,
      listed_status, line, agreement_issuer, agreement_source_file, agreement_list_date, verified, note,
      emergency_24h, opening_hours, services
      """
    let marks = Array(repeating: "?", count: 32).joined(separator: ", ")
    let statement = try database.makeStatement(
      sql: "INSERT INTO list_site (version, \(columns)) VALUES (\(marks))")
    for entry in list.entries {
      let facility = entry.facility
      let agreement = entry.agreement
      try statement.execute(arguments: [
        version, facility.id, facility.name, facility.kind.rawValue, facility.careClass,
        facility.ownership, facility.provinceCode, facility.regencyCode, facility.regency,
        facility.districtCode, facility.district, facility.address, facility.phone, facility.beds,
        facility.position?.latitude, facility.position?.longitude,
        facility.positionPrecision.rawValue, facility.positionSource, agreement.officialCode,
        agreement.number, agreement.start?.description, agreement.end?.description,
        agreement.listed.rawValue, agreement.line, agreement.issuer, agreement.sourceFile,
        agreement.listDate.description, agreement.verified?.description, agreement.note,
        entry.services.emergency24h, entry.services.openingHours,
        joined(entry.services.services),
      ])
    }
  }

  static func list(_ version: Int, _ database: Database) throws -> ListImport {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM list_import WHERE version = ?", arguments: [version])
    else { throw ListStoreError.unreadable("list_import \(version)") }
    let issuer: String = try row.stored("issuer")
    let listDate = try date(row, "list_date", version)
    var list = ListImport(
      issuer: issuer, listDate: listDate, sourceFile: try row.stored("source_file"),
      importedOn: try date(row, "imported_on", version), actor: try row.stored("actor"),
      fileHash: try row.stored("file_hash"), entries: [])
    let count = try Int.fetchOne(
      database, sql: "SELECT count(*) FROM list_site WHERE version = ?", arguments: [version])
    list.entries.reserveCapacity(count ?? 0)
    let sites = try Row.fetchCursor(
      database, sql: "SELECT * FROM list_site WHERE version = ? ORDER BY facility_id",
      arguments: [version])
    var repeated = RepeatedTexts()
    while let site = try sites.next() {
      list.entries.append(
        ListEntry(
          facility: try facility(site, list, &repeated),
          agreement: try agreement(site, version, &repeated), services: try services(site)))
    }
    return list
  }

  /// Texts that many rows have, each kept once: names of kabupaten, of the issuer, of the file.
  private struct RepeatedTexts {
    private var kept = Set<String>()

    mutating func one(_ text: String) -> String { kept.insert(text).memberAfterInsert }
  }

  private static func facility(
    _ row: Row, _ list: ListImport, _ repeated: inout RepeatedTexts
  ) throws -> Facility {
    let id: String = try row.stored("facility_id")
    let latitude: Double? = try row.storedIfAny("latitude")
    let longitude: Double? = try row.storedIfAny("longitude")
    guard let kind = FacilityKind(rawValue: try row.stored("kind")),
      let precision = PositionPrecision(rawValue: try row.stored("position_precision"))
    else { throw ListStoreError.unreadable("list_site \(id)") }
    guard (latitude == nil) == (longitude == nil) else {
      throw ListStoreError.unreadable("list_site \(id)")
    }
    let position = try latitude.flatMap { north in
      try longitude.map { east in
        guard let position = Position(latitude: north, longitude: east) else {
          throw ListStoreError.unreadable("list_site \(id)")
        }
        return position
      }
    }
    return Facility(
      id: id, name: try row.stored("name"), kind: kind, careClass: try row.stored("care_class"),
      ownership: try row.stored("ownership"), provinceCode: try row.stored("province_code"),
      regencyCode: try row.stored("regency_code"), regency: repeated.one(try row.stored("regency")),
      districtCode: try row.stored("district_code"),
      district: repeated.one(try row.stored("district")),
      address: try row.stored("address"),
      phone: try row.stored("phone"), beds: try row.storedIfAny("beds"),
      position: position, positionPrecision: precision,
      positionSource: repeated.one(try row.stored("position_source")),
      basis: .official, basisSource: list.issuer, basisDate: repeated.one(list.listDate.description)
    )
  }

  private static func agreement(
    _ row: Row, _ version: Int, _ repeated: inout RepeatedTexts
  ) throws -> Agreement {
    guard let listed = ListedStatus(rawValue: try row.stored("listed_status")) else {
      throw ListStoreError.unreadable("list_site \(version)")
    }
    return Agreement(
      facilityID: try row.stored("facility_id"),
      issuer: repeated.one(try row.stored("agreement_issuer")),
      officialCode: try row.stored("official_code"), number: try row.stored("agreement_number"),
      start: try optionalDate(row, "agreement_start", version),
      end: try optionalDate(row, "agreement_end", version), listed: listed,
      sourceFile: repeated.one(try row.stored("agreement_source_file")),
      line: try row.stored("line"),
      listDate: try date(row, "agreement_list_date", version),
      verified: try optionalDate(row, "verified", version), note: try row.stored("note"))
  }

  /// Hours and services of a site, an answer's as well: their columns bear the same names.
  private static func services(_ row: Row) throws -> SiteServices {
    let emergency: Bool? = try row.storedIfAny("emergency_24h")
    let text: String = try row.stored("services")
    return SiteServices(
      emergency24h: emergency, openingHours: try row.stored("opening_hours"),
      services: text.split(separator: "\n").map(String.init))
  }

  /// Services a line each; what was read holds no line breaks.
  private static func joined(_ services: [String]) -> String {
    services.joined(separator: "\n")
  }

  // MARK: Undoing

  static func insert(_ undo: ListUndo, _ version: Int, _ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO list_undo (version, issuer, undone, date, actor) VALUES (?, ?, ?, ?, ?)",
      arguments: [version, undo.issuer, undo.version, undo.date.description, undo.actor])
  }

  static func undo(_ version: Int, _ database: Database) throws -> ListUndo {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM list_undo WHERE version = ?", arguments: [version])
    else { throw ListStoreError.unreadable("list_undo \(version)") }
    return ListUndo(
      issuer: try row.stored("issuer"), version: try row.stored("undone"),
      date: try date(row, "date", version),
      actor: try row.stored("actor"))
  }

  // MARK: Corrections

  static func insert(
    _ correction: FieldCorrection, _ version: Int, _ database: Database
  ) throws {
    let (action, subject, value) =
      switch correction.action {
      case .report(let doubt, let text): ("report", doubt.rawValue, text)
      case .edit(let field, let value): ("edit", field.rawValue, value)
      case .verify: ("verify", "", "")
      case .merge(let into): ("merge", into, "")
      case .answer(let answer): ("answer", answer.membership.rawValue, answer.words)
      }
    try database.execute(
      sql: """
        INSERT INTO list_correction (version, facility_id, action, subject, value, date, actor)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        version, correction.facilityID, action, subject, value, correction.date.description,
        correction.actor,
      ])
    guard case .answer(let answer) = correction.action else { return }
    try database.execute(
      sql: """
        INSERT INTO list_answer (version, emergency_24h, opening_hours, services)
        VALUES (?, ?, ?, ?)
        """,
      arguments: [
        version, answer.services.emergency24h, answer.services.openingHours,
        joined(answer.services.services),
      ])
  }

  static func correction(_ version: Int, _ database: Database) throws -> FieldCorrection {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT * FROM list_correction WHERE version = ?", arguments: [version])
    else { throw ListStoreError.unreadable("list_correction \(version)") }
    let subject: String = try row.stored("subject")
    let value: String = try row.stored("value")
    let action: FieldCorrection.Action? =
      switch try row.stored("action") as String {
      case "report": SiteDoubt(rawValue: subject).map { .report($0, value) }
      case "edit": FieldCorrection.Field(rawValue: subject).map { .edit($0, value) }
      case "verify": .verify
      case "merge": .merge(into: subject)
      case "answer": try answer(subject, value, version, database)
      default: nil
      }
    guard let action else { throw ListStoreError.unreadable("list_correction \(version)") }
    return FieldCorrection(
      facilityID: try row.stored("facility_id"), action: action,
      date: try date(row, "date", version),
      actor: try row.stored("actor"))
  }

  private static func answer(
    _ membership: String, _ words: String, _ version: Int, _ database: Database
  ) throws -> FieldCorrection.Action? {
    let row = try Row.fetchOne(
      database, sql: "SELECT * FROM list_answer WHERE version = ?", arguments: [version])
    guard let row, let membership = SiteAnswer.Membership(rawValue: membership) else { return nil }
    return .answer(SiteAnswer(membership: membership, services: try services(row), words: words))
  }

  // MARK: Dates

  private static func date(_ row: Row, _ column: String, _ version: Int) throws -> CivilDate {
    guard let date = try optionalDate(row, column, version) else {
      throw ListStoreError.unreadable("\(column) \(version)")
    }
    return date
  }

  private static func optionalDate(
    _ row: Row, _ column: String, _ version: Int
  ) throws -> CivilDate? {
    let text: String? = try row.storedIfAny(column)
    guard let text else { return nil }
    guard let date = CivilDate(iso: text) else {
      throw ListStoreError.unreadable("\(column) \(version): \(text)")
    }
    return date
  }
}
