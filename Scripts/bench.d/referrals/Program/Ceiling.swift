import GRDBSQLite

/// What bare SQLite does with the very rows that the store wrote: the same tables, rows, bytes and
/// settings (WAL, `synchronous=FULL`, `secure_delete`, foreign keys), statements prepared once and
/// bound without copying, through the C interface, and nothing else.
final class Ceiling {
  deinit {
    for case (_, let values) in referrals.joined() {
      for value in values {
        switch value {
        case .text(let bytes, _), .blob(let bytes, _): bytes.deallocate()
        default: break
        }
      }
    }
  }

  struct Failure: Error { var code: Int32 }

  /// Which tables the rows are committed to.
  enum Tables {
    /// As the store has them.
    case same
    /// Without secondary indexes, checks, triggers and foreign keys: only rows and primary keys.
    case bare
  }

  private enum Value {
    case null
    case integer(Int64)
    case text(UnsafeMutablePointer<UInt8>, Int32)
    case blob(UnsafeMutablePointer<UInt8>, Int32)
  }

  private static let tables = ["referral", "event", "attempt", "sealed", "audit", "request"]
  private var schema: [String] = []
  private var bareSchema: [String] = []
  private var columns: [Int] = []
  /// The rows of one referral after the other, each with the number of its table.
  private var referrals: [[(table: Int, values: [Value])]] = []

  /// Reads the first referrals of a file that the store wrote by openings alone.
  init(of path: String, most: Int) throws {
    let db = try Self.open(path)
    defer { sqlite3_close(db) }
    try Self.each(
      db, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'grdb%'"
    ) { self.schema.append(String(cString: sqlite3_column_text($0, 0))) }
    referrals = Array(repeating: [], count: most)
    for (number, table) in Self.tables.enumerated() {
      try read(table, number, db)
    }
    referrals.removeAll { $0.isEmpty }
  }

  private func read(_ table: String, _ number: Int, _ db: OpaquePointer) throws {
    // Each opening has one entry of the log and one request; those follow in the order of time.
    let (order, parent): (String, Int32?) =
      switch table {
      case "referral": ("id", 0)
      case "event": ("sequence", 1)
      case "attempt", "sealed": ("referral", 0)
      case "audit": ("sequence", nil)
      default: ("at", nil)
      }
    var found = 0
    var names: [String] = []
    try Self.each(db, "SELECT * FROM \(table) ORDER BY \(order)") { statement in
      let count = sqlite3_column_count(statement)
      if names.isEmpty {
        names = (0..<count).map { String(cString: sqlite3_column_name(statement, $0)) }
      }
      let place = parent.map { Int(sqlite3_column_int64(statement, $0)) - 1 } ?? found
      found += 1
      guard self.referrals.indices.contains(place) else { return }
      self.referrals[place].append((number, (0..<count).map { Self.value(statement, $0) }))
    }
    columns.append(names.count)
    let key =
      switch table {
      case "attempt": ", PRIMARY KEY (referral, number)"
      case "sealed": ", PRIMARY KEY (referral, field)"
      case "request": ", PRIMARY KEY (actor, id)"
      default: ""
      }
    let list = names.enumerated().map { index, name in
      key.isEmpty && index == 0 ? "\(name) INTEGER PRIMARY KEY" : name
    }
    bareSchema.append(
      "CREATE TABLE \(table) (\(list.joined(separator: ", "))\(key))"
        + (key.isEmpty ? "" : " WITHOUT ROWID"))
  }

  /// Commits the rows in groups for at most so many seconds; referrals per second.
  func rate(_ path: String, group: Int, seconds: Double, into tables: Tables) throws -> Double {
    let db = try Self.open(path)
    defer { sqlite3_close(db) }
    for setting in ["journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"] {
      try Self.each(db, "PRAGMA \(setting)") { _ in }
    }
    try Self.each(db, "PRAGMA foreign_keys = \(tables == .same ? "ON" : "OFF")") { _ in }
    for statement in tables == .same ? schema : bareSchema { try Self.each(db, statement) { _ in } }
    let inserts = try zip(Self.tables, columns).map { table, count in
      let marks = Array(repeating: "?", count: count).joined(separator: ", ")
      return try Self.prepare(db, "INSERT INTO \(table) VALUES (\(marks))")
    }
    let begin = try Self.prepare(db, "BEGIN IMMEDIATE")
    let commit = try Self.prepare(db, "COMMIT")
    defer { for statement in inserts + [begin, commit] { sqlite3_finalize(statement) } }
    var done = 0
    let start = Bench.clock()
    while done < referrals.count, Bench.clock() - start < seconds {
      try Self.run(begin)
      for rows in referrals[done..<min(done + group, referrals.count)] {
        for row in rows {
          let statement = inserts[row.table]
          for (index, value) in row.values.enumerated() {
            Self.bind(statement, Int32(index + 1), value)
          }
          try Self.run(statement)
        }
        done += 1
      }
      try Self.run(commit)
    }
    return Double(done) / (Bench.clock() - start)
  }

  // MARK: - The C interface

  private static func open(_ path: String) throws -> OpaquePointer {
    var db: OpaquePointer?
    let code = sqlite3_open(path, &db)
    guard code == SQLITE_OK, let db else { throw Failure(code: code) }
    return db
  }

  private static func prepare(_ db: OpaquePointer, _ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(db, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw Failure(code: code) }
    return statement
  }

  private static func each(
    _ db: OpaquePointer, _ sql: String, _ body: (OpaquePointer) -> Void
  ) throws {
    let statement = try prepare(db, sql)
    defer { sqlite3_finalize(statement) }
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW: body(statement)
      case SQLITE_DONE: return
      case let code: throw Failure(code: code)
      }
    }
  }

  private static func run(_ statement: OpaquePointer) throws {
    let code = sqlite3_step(statement)
    sqlite3_reset(statement)
    guard code == SQLITE_DONE else { throw Failure(code: code) }
  }

  private static func bind(_ statement: OpaquePointer, _ index: Int32, _ value: Value) {
    switch value {
    case .null: sqlite3_bind_null(statement, index)
    case .integer(let number): sqlite3_bind_int64(statement, index, number)
    case .text(let bytes, let count):
      bytes.withMemoryRebound(to: CChar.self, capacity: Int(count)) {
        _ = sqlite3_bind_text(statement, index, $0, count, nil)
      }
    case .blob(let bytes, let count): sqlite3_bind_blob(statement, index, bytes, count, nil)
    }
  }

  private static func value(_ statement: OpaquePointer, _ column: Int32) -> Value {
    func copy(_ source: UnsafeRawPointer?) -> (UnsafeMutablePointer<UInt8>, Int32) {
      let count = sqlite3_column_bytes(statement, column)
      let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, Int(count)))
      if let source {
        UnsafeMutableRawPointer(bytes).copyMemory(from: source, byteCount: Int(count))
      }
      return (bytes, count)
    }
    switch sqlite3_column_type(statement, column) {
    case SQLITE_NULL: return .null
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_TEXT:
      let (bytes, count) = copy(UnsafeRawPointer(sqlite3_column_text(statement, column)))
      return .text(bytes, count)
    default:
      let (bytes, count) = copy(sqlite3_column_blob(statement, column))
      return .blob(bytes, count)
    }
  }
}
