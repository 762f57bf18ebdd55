public import GRDB
internal import GRDBSQLite
public import Lists
internal import Sealing

/// Lists and corrections in SQLite.
///
/// It shares the database of the referrals when it is given their writer, or opens its own.
///
/// For example:
///
///     let lists = try SQLiteListStore.open(listsPath)
///     let version = try lists.version()
public final class SQLiteListStore: ListStore {
  let writer: any DatabaseWriter

  /// Uses an open database; its tables are made when they are missing.
  public init(_ writer: any DatabaseWriter) throws(ListStoreError) {
    self.writer = writer
    var migrator = DatabaseMigrator()
    ListsSchema.register(in: &migrator)
    let complete = migrator
    try Self.typed { try complete.migrate(writer) }
  }

  /// Opens a file, made when it is missing; write-ahead log, every commit on the disk.
  public static func open(_ path: String) throws(ListStoreError) -> SQLiteListStore {
    let pool = try typed {
      // Made beforehand, so that what root imports belongs to the account that serves it.
      if !Files.isTaken(path) { try Files.create(path) }
      let pool = try DatabasePool(path: path, configuration: .guarded)
      // GRDB sets NORMAL when it turns the log on, after `prepareDatabase`; FULL has to come later.
      try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
      return pool
    }
    return try SQLiteListStore(pool)
  }

  /// How many events are stored.
  public func version() throws(ListStoreError) -> Int {
    try Self.typed { try writer.read { try Self.version($0) } }
  }

  private static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "SELECT coalesce(max(version), 0) FROM list_event") ?? 0
  }

  /// The events after the first `version` ones, in the order of storing.
  public func events(after version: Int) throws(ListStoreError) -> [ListEvent] {
    try Self.typed {
      try writer.read { database in
        let rows = try Row.fetchAll(
          database, sql: "SELECT version, kind FROM list_event WHERE version > ? ORDER BY version",
          arguments: [version])
        return try rows.map { row in
          let version: Int = try row.stored("version")
          return switch try row.stored("kind") as String {
          case "list": .list(try ListsRows.list(version, database))
          case "correction": .correction(try ListsRows.correction(version, database))
          case "undo": .undo(try ListsRows.undo(version, database))
          default: throw ListStoreError.unreadable("list_event \(version)")
          }
        }
      }
    }
  }

  /// Appends events, in one transaction.
  @discardableResult
  public func append(_ events: [ListEvent], after version: Int) throws(ListStoreError) -> Int {
    try Self.typed {
      try writer.write { database in
        var last = try Self.version(database)
        guard last == version else {
          throw ListStoreError.conflict(expected: version, found: last)
        }
        for event in events {
          last += 1
          try Self.insert(event, last, database)
        }
        return last
      }
    }
  }

  private static func insert(_ event: ListEvent, _ version: Int, _ database: Database) throws {
    let kind =
      switch event {
      case .list: "list"
      case .correction: "correction"
      case .undo: "undo"
      }
    try database.execute(
      sql: "INSERT INTO list_event (version, kind) VALUES (?, ?)", arguments: [version, kind])
    switch event {
    case .list(let list): try ListsRows.insert(list, version, database)
    case .correction(let correction): try ListsRows.insert(correction, version, database)
    case .undo(let undo): try ListsRows.insert(undo, version, database)
    }
  }

  /// The whole store as the bytes of one database file: a snapshot.
  public func copy() throws(ListStoreError) -> [UInt8] {
    try Self.typed {
      let memory = try DatabaseQueue()
      try writer.backup(to: memory)
      return try memory.read { database in
        var count: sqlite3_int64 = 0
        guard let start = sqlite3_serialize(database.sqliteConnection, "main", &count, 0) else {
          throw ListStoreError.failed("sqlite3_serialize")
        }
        defer { sqlite3_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: Int(count)))
      }
    }
  }

  /// Turns what the database throws into the store's own error.
  static func typed<Value>(_ body: () throws -> Value) throws(ListStoreError) -> Value {
    do {
      return try body()
    } catch let error as ListStoreError {
      throw error
    } catch {
      throw .failed("\(error)")
    }
  }

  /// Looks through a file of lists that came from elsewhere or may be damaged: its pages, then that its
  /// tables and triggers are those of this program, then every event and named site; how many events.
  public static func check(_ path: String) throws(ListStoreError) -> Int {
    try typed {
      let queue = try DatabaseQueue(path: path, configuration: .guarded)
      let result = try queue.writeWithoutTransaction { db in
        try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
      }
      guard result == "ok" else { throw ListStoreError.unreadable("pages") }
      let store = try SQLiteListStore(queue)
      if let foreign = try queue.read(ListsSchema.difference) {
        throw ListStoreError.unreadable(foreign)
      }
      let count = try store.events(after: 0).count
      _ = try store.ownSites()
      try queue.close()
      return count
    }
  }
}

extension Row {
  /// A value of a column, of any type that a damaged or foreign file holds there.
  func stored<Value: DatabaseValueConvertible>(_ column: String) throws(ListStoreError) -> Value {
    guard let value: Value = try storedIfAny(column) else { throw .unreadable(column) }
    return value
  }

  /// A value of a column that may be empty.
  func storedIfAny<Value: DatabaseValueConvertible>(
    _ column: String
  ) throws(ListStoreError) -> Value? {
    guard hasColumn(column) else { throw .unreadable(column) }
    let stored: DatabaseValue = self[column]
    if stored.isNull { return nil }
    guard let value = Value.fromDatabaseValue(stored) else { throw .unreadable(column) }
    return value
  }
}
