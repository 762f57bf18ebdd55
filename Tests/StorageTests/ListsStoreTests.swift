import Facilities
import GRDB
import Geo
import Lists
import Application
import Storage
import StoreConformance
import Testing

@Suite struct ListsStoreTests {
  private static func day(_ number: Int) throws -> CivilDate {
    try #require(CivilDate(daysSince1970: 20_000 + number))
  }

  private static func list(_ issuer: String, _ date: Int, sites: Int) throws -> ListEvent {
    let date = try day(date)
    let entries = try (0..<sites).map { number in
      let id = "PLKK-63-L000\(number)"
      let facility = Facility(
        id: id, name: "Klinik CONTOH \(number)", kind: .clinic, careClass: "Pratama",
        ownership: "Swasta", provinceCode: "63", regencyCode: "63.10",
        regency: "Kabupaten Tanah Bumbu", districtCode: "63.10.04", district: "Satui",
        address: "Jl. Contoh \"\(number)\"", phone: "+6251870000", beds: number == 0 ? nil : 3,
        position: number == 0 ? nil : Position(latitude: -3.7, longitude: 115.4),
        positionPrecision: number == 0 ? .unknown : .site, positionSource: "list",
        basis: .official, basisSource: issuer, basisDate: date.description)
      return ListEntry(
        facility: facility,
        agreement: Agreement(
          facilityID: id, issuer: issuer, officialCode: "00\(number)", number: "PKS/\(number)",
          start: try day(0), end: number == 1 ? nil : try day(900), listed: .usable,
          sourceFile: "a.xlsx", line: number + 2, listDate: date, verified: date,
          note: number == 2 ? "hanya IGD" : ""),
        services: number == 0 ? .unknown : SiteServices(emergency24h: false, openingHours: "24 jam")
      )
    }
    return .list(
      ListImport(
        issuer: issuer, listDate: date, sourceFile: "a.xlsx", importedOn: date, actor: "officer",
        fileHash: "0f",
        entries: entries))
  }

  static func events() throws -> [ListEvent] {
    func correction(_ action: FieldCorrection.Action) throws -> ListEvent {
      .correction(
        FieldCorrection(
          facilityID: "PLKK-63-L0001", action: action, date: try day(3), actor: "KC Contoh"))
    }
    return [
      try list("KC Contoh", 1, sites: 3), try correction(.report(.wrongPhone, "salah 'nomor'")),
      try correction(.edit(.phone, "+62511")), try correction(.verify),
      try correction(.merge(into: "PLKK-63-L0002")), try list("KC Lain", 5, sites: 0),
      try correction(
        .answer(
          SiteAnswer(
            membership: .yes,
            services: SiteServices(
              emergency24h: true, openingHours: "08.00-16.00", services: ["bedah", "radiologi"]),
            words: "kata \"resepsionis\""))),
      try correction(.answer(SiteAnswer(membership: .unknown))),
      .undo(ListUndo(issuer: "KC Contoh", version: 1, date: try day(6), actor: "officer")),
    ]
  }

  /// What every store must do.
  private func conforms(_ store: any ListStore) throws {
    let events = try Self.events()
    #expect(try store.version() == 0)
    #expect(try store.events(after: 0).isEmpty)
    for (version, event) in events.enumerated() {
      #expect(try store.append(event, after: version) == version + 1)
    }
    #expect(try store.version() == events.count)
    #expect(try store.events(after: 0) == events)
    #expect(try store.events(after: 4) == Array(events.dropFirst(4)))
    #expect(try store.events(after: 99).isEmpty)
    #expect(throws: ListStoreError.conflict(expected: 2, found: 9)) {
      try store.append(events[0], after: 2)
    }
    #expect(try store.version() == 9)
  }

  @Test("The stores in memory and in SQLite keep the same promises")
  func conformance() throws {
    try conforms(MemoryListStore())
    try conforms(SQLiteListStore(DatabaseQueue()))
  }

  @Test("An event that breaks a rule of the tables changes nothing")
  func atomic() throws {
    let queue = try DatabaseQueue()
    let store = try SQLiteListStore(queue)
    guard case .list(var list) = try Self.list("KC Contoh", 1, sites: 3) else { return }
    list.entries.append(list.entries[0])
    #expect(throws: ListStoreError.self) { try store.append(.list(list), after: 0) }
    #expect(try store.version() == 0)
    let rows = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM list_site") }
    #expect(rows == 0)
  }

  @Test("History can be neither changed nor deleted")
  func appendOnly() throws {
    let queue = try DatabaseQueue()
    let store = try SQLiteListStore(queue)
    for (version, event) in try Self.events().enumerated() {
      try store.append(event, after: version)
    }
    for table in [
      "list_event", "list_import", "list_site", "list_correction", "list_undo", "list_answer",
    ] {
      #expect(throws: DatabaseError.self) {
        try queue.write { try $0.execute(sql: "DELETE FROM \(table)") }
      }
      #expect(throws: DatabaseError.self) {
        try queue.write { try $0.execute(sql: "UPDATE \(table) SET version = version + 100") }
      }
    }
    #expect(try store.events(after: 0) == (try Self.events()))
  }

  @Test("Two stores over one database see each other's events")
  func shared() throws {
    let queue = try DatabaseQueue()
    let first = try SQLiteListStore(queue)
    let second = try SQLiteListStore(queue)
    try first.append(try Self.list("KC Contoh", 1, sites: 1), after: 0)
    #expect(try second.version() == 1)
    #expect(throws: ListStoreError.conflict(expected: 0, found: 1)) {
      try second.append(try Self.list("KC Lain", 1, sites: 1), after: 0)
    }
  }

  @Test("A file of before undoing and calls is read on, with everything in it")
  func migration() throws {
    let queue = try DatabaseQueue()
    var migrator = DatabaseMigrator()
    ListsSchema.register(in: &migrator)
    try migrator.migrate(queue, upTo: "lists-1")
    try queue.write { database in
      try database.execute(
        sql: """
          INSERT INTO list_event VALUES (1, 'list'), (2, 'correction');
          INSERT INTO list_import VALUES (1, 'KC', '2026-01-31', 'a.csv', '2026-02-01', 'A');
          INSERT INTO list_correction VALUES (2, 'X', 'verify', '', '', '2026-02-02', 'A');
          """)
    }
    let store = try SQLiteListStore(queue)
    let events = try store.events(after: 0)
    #expect(events.count == 2)
    try store.append(
      .undo(ListUndo(issuer: "KC", version: 1, date: try Self.day(1), actor: "B")), after: 2)
    #expect(
      ListHistory(base: Directory([]), events: try store.events(after: 0)).lists.map(\.isUndone)
        == [true])
    #expect(throws: DatabaseError.self) {
      try queue.write { try $0.execute(sql: "DELETE FROM list_correction") }
    }
  }
}
