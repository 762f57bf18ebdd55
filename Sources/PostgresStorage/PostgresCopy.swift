package import Application
internal import Foundation
package import Sealing
internal import Synchronization

extension PostgresStore {
  /// Reads all tables as of one moment.
  package func snapshot<Value: Sendable>(
    _ work: @escaping @Sendable (any RowSource) throws -> Value
  ) async throws(StoreError) -> Value {
    try await readers.read { try work(PostgresSource($0)) }
  }

  /// The order in which texts are compared byte by byte.
  package static var byteOrder: String { "\"C\"" }
}

/// A database that takes the copy of a store; no store until the copy is whole and checked.
package final class PostgresCopy: CopyTarget, Sendable {
  /// The table that says that a copy is under way.
  static let mark = "copying"

  private let address: PostgresAddress
  private let keysPath: String
  private let connection: PostgresConnection

  /// Begins a copy into an empty database, or goes on with one that was interrupted.
  ///
  /// - Parameters:
  ///   - address: Where the copy will be.
  ///   - keys: The key file of the store that is copied.
  ///   - keysPath: Where the copy's key file will be; the same ring may be there already.
  /// - Throws: `nameTaken` where a store is there already, `keysUnusable` where a copy of another one is.
  package init(
    _ address: PostgresAddress, keys: String, keysPath: String
  ) throws(StoreError) {
    self.address = address
    self.keysPath = keysPath
    do {
      let ring = try KeyRing(path: keys)
      connection = try PostgresConnection(address)
      let isNew = try PostgresSchema.migrate(connection) { ring }
      if isNew { try connection.script("CREATE TABLE \(Self.mark) ()") }
      guard try Self.isCopying(connection) else {
        throw StoreError.nameTaken(path: address.url)
      }
      let found = try connection.run("SELECT mark FROM tail").rows.first?.bytes("mark")
      guard found == PostgresSchema.mark(ring) else { throw StoreError.keysUnusable }
      if Files.exists(keysPath) {
        guard PostgresSchema.mark(try KeyRing(path: keysPath)) == found else {
          throw StoreError.nameTaken(path: keysPath)
        }
      } else {
        try ring.create(path: keysPath)
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Whether a database is a copy that is not finished.
  static func isCopying(_ connection: PostgresConnection) throws -> Bool {
    try connection.run("SELECT (to_regclass('\(mark)') IS NOT NULL) AS value").rows.first?
      .whole("value") == 1
  }

  /// The key of the last row that a table holds already.
  package func last(_ table: CopiedTable) throws -> [StoredArgument]? {
    let order = table.order(collating: PostgresStore.byteOrder)
      .map { "\($0) DESC" }.joined(separator: ", ")
    return try connection.run("SELECT * FROM \(table.name) ORDER BY \(order) LIMIT 1").rows.first
      .map { try table.values($0).prefix(table.keys).compactMap { $0 } }
  }

  /// Puts rows behind the last, all or none.
  package func put(_ rows: [[StoredArgument?]], into table: CopiedTable) throws {
    var values: [PostgresValue] = []
    var types: [String] = []
    for (index, column) in table.columns.enumerated() {
      let cells = rows.map { $0[index] }
      switch column.kind {
      case .whole:
        types.append("bigint[]")
        values.append(
          .wholes(cells.map { if case .whole(let number)? = $0 { number } else { nil } }))
      case .flag:
        types.append("boolean[]")
        values.append(.flags(cells.map { $0 == .whole(1) }))
      case .text:
        types.append("text[]")
        values.append(.texts(cells.map { if case .text(let text)? = $0 { text } else { nil } }))
      case .bytes:
        types.append("bytea[]")
        values.append(.blobs(cells.map { if case .bytes(let bytes)? = $0 { bytes } else { nil } }))
      }
    }
    let marks = types.enumerated().map { "$\($0 + 1)::\($1)" }.joined(separator: ", ")
    try connection.run(
      "INSERT INTO \(table.name) (\(table.names)) SELECT * FROM unnest(\(marks))", values,
      isKept: true)
  }

  /// Makes the copy a store, when a check finds it sound and at the same end; what the check found.
  package func finish(_ state: CopiedState) async throws(StoreError) -> VerifyReport {
    do {
      try connection.run(
        """
        UPDATE tail SET events = $1, event_link = $2, accesses = $3, access_link = $4,
          referrals = coalesce((SELECT max(id) FROM referral), 0), accesses_removed = $5,
          keys = $6, clock = $7
        """,
        [
          .whole(state.events.sequence), .bytes(state.events.link),
          .whole(state.accesses.sequence), .bytes(state.accesses.link), .whole(state.removed),
          .whole(state.keys), .whole(state.clock),
        ])
    } catch {
      throw StoreError(error)
    }
    let store = try PostgresStore(address, keysPath: keysPath, takesCopy: true)
    let report = try await store.verify()
    guard report.isSound else { return report }
    do {
      try connection.script("DROP TABLE \(Self.mark)")
    } catch {
      throw StoreError(error)
    }
    return report
  }
}
