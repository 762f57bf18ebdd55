package import Application
internal import Foundation
internal import GRDB
package import Sealing

extension SQLiteStore {
  /// Reads all tables as of one moment.
  package func snapshot<Value: Sendable>(
    _ work: @escaping @Sendable (any RowSource) throws -> Value
  ) async throws(StoreError) -> Value {
    try await read { db in try work(SQLiteRows(db)) }
  }

  /// The order in which texts are compared byte by byte.
  package static var byteOrder: String { "BINARY" }
}

/// A new file that takes the copy of a store; beside its final name until it is whole and checked.
package final class SQLiteCopy: CopyTarget, Sendable {
  private let path: String
  private let staged: String
  private let store: SQLiteStore

  /// Begins a copy, or goes on with one that was interrupted.
  ///
  /// - Parameters:
  ///   - path: Where the file will be; nothing may be there.
  ///   - keys: The key file of the store that is copied, which the file takes over.
  /// - Throws: `nameTaken` where something is there already.
  package init(_ path: String, keys: String) throws(StoreError) {
    let path = try Files.resolved(path)
    for name in [path, Beside.keys(path)] where Files.isTaken(name) {
      throw .nameTaken(path: name)
    }
    self.path = path
    staged = "\(path).copying"
    if !Files.exists(staged) {
      var ring = try KeyRing(path: keys)
      ring.stage = .fresh
      try ring.write(path: Beside.keys(staged))
    }
    store = try SQLiteStore(path: staged, use: .server)
  }

  /// The key of the last row that a table holds already.
  package func last(_ table: CopiedTable) throws -> [StoredArgument]? {
    let order = table.order(collating: SQLiteStore.byteOrder)
    return try store.pool.read { db in
      let sql = """
        SELECT * FROM \(table.name)
        ORDER BY \(order.map { "\($0) DESC" }.joined(separator: ", ")) LIMIT 1
        """
      return try SQLiteRows(db).all(sql).first
        .map { try table.values($0).prefix(table.keys).compactMap { $0 } }
    }
  }

  /// Appends rows, all or none.
  package func put(_ rows: [[StoredArgument?]], into table: CopiedTable) throws {
    let marks = Array(repeating: "?", count: table.columns.count).joined(separator: ", ")
    try store.pool.write { db in
      let statement = try db.makeStatement(
        sql: "INSERT INTO \(table.name) (\(table.names)) VALUES (\(marks))")
      for row in rows {
        try statement.execute(
          arguments: StatementArguments(row.map { $0.map(SQLiteRows.value) ?? DatabaseValue.null }))
      }
    }
  }

  /// Makes the copy a store, when a check finds it sound and at the same end; what the check found.
  package func finish(_ state: CopiedState) async throws(StoreError) -> VerifyReport {
    try await store.writer.submit { db in
      for (name, value) in [
        ("accesses-removed", state.removed), ("keys", state.keys), ("clock", state.clock),
      ] {
        try db.execute(
          sql: "UPDATE keeping SET value = ? WHERE name = ?", arguments: [value, name])
      }
    }
    let report = try await store.verify()
    let copied = try await store.snapshot { try CopiedState($0) }
    guard report.isSound else { return report }
    guard copied.events == state.events, copied.accesses == state.accesses else {
      throw .inconsistent("the copy ends elsewhere")
    }
    try await store.close()
    try Files.rename(Beside.keys(staged), to: Beside.keys(path))
    try Files.rename(staged, to: path)
    for name in [Beside.head(staged), "\(staged)-wal", "\(staged)-shm", Beside.reserve(staged)] {
      try? FileManager.default.removeItem(atPath: name)
    }
    return report
  }
}
