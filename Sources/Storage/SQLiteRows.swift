internal import Application
internal import Foundation
internal import GRDB
internal import Sealing

extension Row: StoredRow {
  func wholeIfAny(_ column: String) throws(StoreError) -> Int64? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let number = Int64.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return number
  }

  func textIfAny(_ column: String) throws(StoreError) -> String? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let text = String.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return text
  }

  func bytesIfAny(_ column: String) throws(StoreError) -> Data? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard let bytes = Data.fromDatabaseValue(value) else { throw .inconsistent(column) }
    return bytes
  }
}

/// The tables of a file as of the moment of a connection's transaction.
struct SQLiteRows: RowSource {
  private let db: Database

  init(_ db: Database) { self.db = db }

  func all(_ sql: String, _ arguments: [StoredArgument]) throws -> [Row] {
    return try Row.fetchAll(
      db.cachedStatement(sql: sql), arguments: StatementArguments(arguments.map(Self.value)))
  }

  /// A value as a parameter.
  static func value(_ argument: StoredArgument) -> DatabaseValue {
    switch argument {
    case .whole(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .bytes(let bytes): bytes.databaseValue
    }
  }

  func each(_ sql: String, _ body: (Row) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() { try body(row) }
  }

  /// Of SQLite's own errors only the code: a message may quote a value.
  func words(_ error: any Error) -> String { Self.words(error) }

  static func words(_ error: any Error) -> String {
    (error as? DatabaseError).map { "code \($0.extendedResultCode.rawValue)" } ?? "unreadable"
  }
}
