import Facilities
import Foundation
import GRDB
import Geo
import Lists
import TestSupport
import Testing

@testable import Storage

/// Files of lists that a disk, a hand or another's server made: read, or refused as what they are.
@Suite("Foreign lists")
struct ForeignListsTests {
  private static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1"

  /// A file with a list, corrections and named sites.
  private func made() throws -> Scratch {
    let scratch = try Scratch()
    let store = try SQLiteListStore.open(scratch.database)
    for (version, event) in try ListsStoreTests.events().enumerated() {
      try store.append(event, after: version)
    }
    let position = try #require(Position(latitude: -3.4, longitude: 114.8))
    let day = try #require(CivilDate(iso: "2025-03-01"))
    for name in ["Proyek A", "Proyek B"] {
      try store.add(OwnSite(name: name, position: position, precisionMeters: 5, since: day))
    }
    try store.removeSite(named: "Proyek B", on: day)
    try (store.writer as? DatabasePool)?.writeWithoutTransaction {
      _ = try $0.checkpoint(.truncate)
    }
    try (store.writer as? DatabasePool)?.close()
    return scratch
  }

  private func use(_ path: String) {
    _ = try? SQLiteListStore.check(path)
    guard let store = try? SQLiteListStore.open(path) else { return }
    _ = try? store.version()
    _ = try? store.events(after: 0)
    _ = try? store.events(after: 3)
    _ = try? store.ownSites()
    _ = try? store.copy()
    try? (store.writer as? DatabasePool)?.close()
  }

  @Test("a changed file of lists crashes nothing")
  func changed() throws {
    let whole = try made()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: whole.database))
    withExtendedLifetime(whole) {}
    let rounds = Self.isLong ? 3_000 : 100
    var refused = 0
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<rounds {
        let copy = try Scratch()
        try FuzzTests.spoilt(bytes, &generator).write(to: URL(fileURLWithPath: copy.database))
        if (try? SQLiteListStore.check(copy.database)) == nil { refused += 1 }
        use(copy.database)
      }
    }
    print("changed lists: \(refused) refused")
    #expect(refused > rounds / 10)
  }

  @Test("values of other kinds in any column crash nothing")
  func kinds() throws {
    let whole = try made()
    let tables = [
      "list_event", "list_import", "list_site", "list_correction", "list_undo",
      "list_answer", "own_site",
    ]
    let source = try DatabaseQueue(path: whole.database)
    var tried = 0
    for table in tables {
      let columns = try source.read { db in try db.columns(in: table).map(\.name) }
      for column in columns where column != "version" && column != "number" {
        for value in ["x'FF00FE'", "NULL", "'kata'", "1e300", "-9223372036854775808"] {
          let copy = try Scratch()
          try FileManager.default.copyItem(atPath: whole.database, toPath: copy.database)
          let queue = try DatabaseQueue(path: copy.database)
          // The table anew without its rules, as whoever makes a file does.
          try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            try db.execute(sql: "CREATE TABLE free AS SELECT * FROM \(table)")
            try db.execute(sql: "DROP TABLE \(table); ALTER TABLE free RENAME TO \(table)")
            try db.execute(sql: "UPDATE \(table) SET \(column) = \(value)")
          }
          try queue.close()
          #expect(throws: ListStoreError.self, "\(table).\(column) = \(value)") {
            try SQLiteListStore.check(copy.database)
          }
          use(copy.database)
          tried += 1
        }
      }
    }
    try source.close()
    #expect(tried > 200)
  }

  @Test(
    "a file with triggers or views of another's is refused",
    arguments: [
      "CREATE TRIGGER t AFTER INSERT ON list_event BEGIN DELETE FROM own_site; END",
      "CREATE VIEW v AS SELECT 1",
      "DROP TRIGGER list_event_no_update",
      "CREATE TABLE more (a)",
    ])
  func shape(_ sql: String) throws {
    let scratch = try made()
    #expect(try SQLiteListStore.check(scratch.database) == ListsStoreTests.events().count)
    let queue = try DatabaseQueue(path: scratch.database)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
    #expect(throws: ListStoreError.self) { try SQLiteListStore.check(scratch.database) }
  }
}
