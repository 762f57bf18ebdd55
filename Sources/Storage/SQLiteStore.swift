internal import Foundation
internal import GRDB
internal import Referrals
internal import Synchronization

/// A `ReferralStore` in one SQLite file.
///
/// Write-ahead log with `synchronous=FULL`: a commit that returned survives a power cut. Beside the
/// file stand `FILE.keys` (the keys, owner-only), SQLite's own `-wal` and `-shm`, and, while a server
/// works on it, `FILE.server`. Several processes may work on one file; only one of them as a server.
public final class SQLiteStore: ReferralStore {
  /// How the file is opened.
  public enum Use: Hashable, Sendable {
    /// For one command beside others.
    case command
    /// As the one server of the file; a second one is refused.
    case server
  }

  /// The database file.
  public let path: String
  /// The key file.
  public var keysPath: String { "\(path).keys" }

  let pool: DatabasePool
  let writer: GroupWriter
  let keys: Mutex<KeyRing>
  let states = StateCache()
  private let lock: ServerLock?

  /// Opens a file, and makes it with fresh keys when neither it nor they are there.
  ///
  /// Throws `keysMissing` when the file is there without its keys: fresh ones would read nothing.
  public init(path: String, use: Use = .command) throws(StoreError) {
    self.path = path
    let isNew = !Files.exists(path)
    lock = use == .server ? try ServerLock(database: path) : nil
    let keysPath = "\(path).keys"
    if isNew && !Files.exists(keysPath) {
      try KeyRing().write(path: keysPath)
    }
    keys = Mutex(try KeyRing(path: keysPath))
    // Made owner-only beforehand: SQLite gives its log and index the rights of the file.
    if isNew { try Files.create(path) }
    do {
      pool = try DatabasePool(path: path, configuration: Self.configuration)
      // GRDB sets NORMAL when it turns the log on, after `prepareDatabase`; FULL has to come later.
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL")
      }
      if try pool.read(Schema.isFromLaterVersion) { throw StoreError.tooNew }
      try Schema.migrator.migrate(pool)
      if use == .server { try Self.checkPages(pool, path) }
    } catch {
      let failure = StoreError(error)
      if case .cannotOpen = failure { throw .cannotOpen(path: path) }
      throw failure
    }
    writer = GroupWriter(pool)
    if isNew { Files.syncDirectory(of: path) }
  }

  /// How many transactions this store has committed since it was opened; changes that wait together
  /// share one, so that changes divided by commits is the mean size of a group.
  public var commitCount: Int { writer.commitCount }

  /// Names of the migrations that the file has gone through, oldest first.
  public func migrations() async throws(StoreError) -> [String] {
    try await read { db in try Schema.migrator.completedMigrations(db) }
  }

  /// The settings that durability rests on, as the writing connection has them:
  /// `journal_mode`, `synchronous`, `foreign_keys`, `secure_delete`.
  public func settings() async throws(StoreError) -> [String: String] {
    try await writer.submit { db in
      var found: [String: String] = [:]
      for name in ["journal_mode", "synchronous", "foreign_keys", "secure_delete"] {
        found[name] = try String.fetchOne(db, sql: "PRAGMA \(name)")
      }
      return found
    }
  }

  /// The largest file whose pages are all checked before a server begins to work on it.
  ///
  /// It takes a few seconds at most; a larger one is left to `verify`.
  static let checkedAtStart = 256 << 20

  /// Looks through all tables and indexes, as a damaged index would hide what is there.
  private static func checkPages(_ pool: DatabasePool, _ path: String) throws {
    guard Files.size(path) <= checkedAtStart else { return }
    try pool.read { db in
      guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" else {
        throw StoreError.corrupt
      }
    }
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
    }
    return configuration
  }

  func read<Value: Sendable>(
    _ work: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    do {
      return try await pool.read(work)
    } catch {
      throw StoreError(error)
    }
  }
}

/// The one way that values become bytes in the file.
enum Coding {
  static func encode(_ value: some Encodable) throws(StoreError) -> Data {
    do { return try CanonicalJSON.encode(value) } catch { throw .inconsistent("unencodable value") }
  }

  static func decode<Value: Decodable>(_: Value.Type, _ bytes: Data) throws(StoreError) -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: bytes)
    } catch {
      throw .inconsistent("unreadable value")
    }
  }
}
