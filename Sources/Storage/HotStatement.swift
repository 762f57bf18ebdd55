internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// A prepared statement that is bound and stepped without intermediate values.
///
/// GRDB prepares and keeps it. For the few statements that every change runs, making a list of
/// arguments and checking it costs more than SQLite's own work. One is used inside one transaction,
/// on its thread.
struct HotStatement {
  private let statement: Statement
  private let handle: SQLiteStatement

  /// Prepares, or takes what was prepared before on this connection.
  init(_ sql: String, _ db: Database) throws {
    statement = try db.cachedStatement(sql: sql)
    handle = statement.sqliteStatement
    sqlite3_reset(handle)
  }

  /// Sets a parameter, counted from 1; SQLite copies the value.
  func bind(_ index: CInt, _ value: some StatementBinding) {
    _ = value.bind(to: handle, at: index)
  }

  /// Sets a parameter that may be NULL.
  func bind(_ index: CInt, _ value: (some StatementBinding)?) {
    if let value { bind(index, value) } else { sqlite3_bind_null(handle, index) }
  }

  /// Goes on to the next row; false when there is none, and then the statement can be bound again.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(handle)
      return false
    case let code:
      // No message: it may quote a value that a person entered.
      sqlite3_reset(handle)
      throw DatabaseError(resultCode: ResultCode(rawValue: code))
    }
  }

  /// Runs a statement that gives no rows.
  func run() throws {
    while try step() {}
  }

  /// Ends the reading of rows before the last.
  func reset() { sqlite3_reset(handle) }

  /// A column of the current row, counted from 0.
  func integer(_ column: CInt) -> Int64 { sqlite3_column_int64(handle, column) }

  /// Whether a column of the current row is NULL.
  func isNull(_ column: CInt) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  /// The bytes of a column of the current row.
  func blob(_ column: CInt) -> Data {
    guard let bytes = sqlite3_column_blob(handle, column) else { return Data() }
    return Data(bytes: bytes, count: Int(sqlite3_column_bytes(handle, column)))
  }
}
