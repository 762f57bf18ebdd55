public import Application
internal import Foundation
internal import GRDB
internal import Referrals
public import Sealing
internal import Synchronization

/// A `ReferralStore` in one SQLite file.
///
/// Write-ahead log with `synchronous=FULL`: a commit that returned survives a power cut. Beside the
/// file are `FILE.keys` (the keys, owner-only), `FILE.head` (where the logs ended, signed), SQLite's
/// own `-wal` and `-shm`, `FILE.lock` and, while a server works on it, `FILE.server`. Several processes
/// may work on one file; only one of them as a server.
///
/// For example:
///
///     let store = try SQLiteStore(path: path)
///     let changes = try await store.lastSequence()
public final class SQLiteStore: KeptStore {
  /// How the file is opened.
  public enum Use: Hashable, Sendable {
    /// For one command beside others.
    case command
    /// As the one server of the file; a second one is refused.
    case server
    /// To look at what is wrong with it: a file that others have changed is opened nevertheless.
    case inspection
  }

  /// The database file, without links in its path.
  public let path: String
  /// The key file.
  public var keysPath: String { keysPathGiven ?? Beside.keys(path) }
  private let keysPathGiven: String?

  let pool: DatabasePool
  let writer: GroupWriter
  let keys: SharedKeys
  let states = StateCache()
  let aside = AsideLog()
  let headKeeper: HeadKeeper
  let clock: ClockKeeper
  let reserve: DiskReserve
  /// What the head beside the file said of it when it was opened.
  public let headAtStart: HeadState
  /// What this is a copy of, for reading alone; nil for a database itself.
  let origin: String?
  let asideFile: AsideFile
  private let lock: ServerLock?
  /// Whether this is the server of the file.
  var isServing: Bool { lock != nil }

  /// Opens a file, and makes it with fresh keys when neither it nor anything of it is there.
  ///
  /// Throws `keysMissing` when the file is there without its keys: fresh ones would read nothing. Throws
  /// `databaseMissing` when keys or kept copies lie there without the file.
  public convenience init(path: String, use: Use = .command) throws(StoreError) {
    try self.init(path: path, use: use, keysPath: nil, takesOlder: false)
  }

  /// Opens a file with keys and origin of its own.
  ///
  /// - Parameters:
  ///   - path: The database file.
  ///   - use: What it is opened for.
  ///   - keysPath: The key file, if not beside the database.
  ///   - takesOlder: Whether to take a file of version 0.1.0 with keys that have been used with a later one.
  ///   - origin: The path of the database that this is a copy of, for reading alone.
  /// - Throws: `StoreError.keysMissing` and `databaseMissing` as `init(path:use:)`; others where the file cannot be opened
  ///   or was changed by others.
  init(
    path: String, use: Use, keysPath: String?, takesOlder: Bool, origin: String? = nil
  ) throws(StoreError) {
    let path = try Files.resolved(path)
    self.path = path
    self.origin = origin
    keysPathGiven = keysPath
    asideFile = AsideFile(database: origin ?? path)
    lock = use == .server ? try ServerLock(database: path) : nil
    let opening = keysPath == nil ? try FileLock(database: path) : nil
    defer { withExtendedLifetime(opening) {} }
    let isNew = !Files.exists(path)
    let keysPath = keysPath ?? Beside.keys(path)
    if isNew, let witness = Beside.witness(path) {
      throw .databaseMissing(path: path, beside: witness)
    }
    if isNew && !Files.exists(keysPath) { try KeyRing().create(path: keysPath) }
    var ring = try KeyRing(path: keysPath)
    if isNew && ring.stage != .fresh { throw .databaseMissing(path: path, beside: keysPath) }
    // Made owner-only beforehand: SQLite gives its log and index the rights of the file.
    if isNew { try Files.create(path, exclusively: true) }
    do {
      pool = try DatabasePool(path: path, configuration: Self.configuration)
      // GRDB sets NORMAL when it turns the log on, after `prepareDatabase`; FULL has to come later.
      try pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216")
      }
      ring = try Self.shape(
        pool, ring, path, takesOlder: takesOlder, isStrict: use != .inspection)
      if use == .server { try Self.checkPages(pool, path) }
      if ring.stage != .used {
        ring.stage = .used
        try ring.write(path: keysPath)
      }
      let number = try pool.read(Self.keyNumber)
      ring = try ring.selected(number)
      let found = HeadFile.read(Beside.head(path), ring)
      headAtStart = try pool.read { db in try Self.state(of: found, db) }
      clock = ClockKeeper(stored: try pool.read(Self.clock))
    } catch {
      let failure = StoreError(error)
      if case .cannotOpen = failure { throw .cannotOpen(path: path) }
      throw failure
    }
    let kept = SharedKeys(ring)
    keys = kept
    let keeper = HeadKeeper(
      Beside.head(path), headAtStart, ring: { kept.withLock { $0 } },
      newer: { try? KeyRing(path: keysPath) })
    headKeeper = keeper
    reserve = DiskReserve(database: path)
    if use == .server { reserve.keep() }
    writer = GroupWriter(
      pool, FileWatch(path), clock, reserve, isRefusing: origin != nil
    ) { events, accesses in
      keeper.moved(events: events, accesses: accesses)
    }
    if isNew { Files.syncDirectory(of: path) }
    if origin == nil {
      let waiting = asideFile.kept(ring)
      aside.adopt(waiting.entries, of: waiting.files)
    }
  }

  deinit {
    // The copy that was read from; its folder is private.
    if origin != nil { try? FileManager.default.removeItem(atPath: Files.folder(of: path)) }
  }

  /// Brings the file into the shape of this program, or says why it is not one to be brought there.
  private static func shape(
    _ pool: DatabasePool, _ ring: KeyRing, _ path: String, takesOlder: Bool, isStrict: Bool
  ) throws -> KeyRing {
    switch try pool.read(Schema.state) {
    case .empty: guard ring.stage == .fresh else { throw StoreError.notOurs(path: path) }
    case .notOurs: throw StoreError.notOurs(path: path)
    case .tooNew: throw StoreError.tooNew
    case .older:
      // Someone took the marks away to plant a token under the old rules.
      guard ring.stage != .used || takesOlder else {
        throw StoreError.foreignSchema(Schema.authenticated)
      }
    case .current: break
    }
    try Schema.migrator(ring).migrate(pool)
    if isStrict, let difference = try pool.read(Schema.difference) {
      throw StoreError.foreignSchema(difference)
    }
    return ring
  }

  /// How many transactions this store has committed since it was opened; changes that wait together
  /// share one, so that changes divided by commits is the mean size of a group.
  public var commitCount: Int { writer.commitCount }

  /// Names of the migrations that the file has gone through, oldest first.
  public func migrations() async throws(StoreError) -> [String] {
    try await read { db in try Schema.migrator(KeyRing()).completedMigrations(db) }
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
  ///
  /// On the writing connection: SQLite does not look at the constraints of a table on another.
  private static func checkPages(_ pool: DatabasePool, _ path: String) throws {
    guard Files.size(path) <= checkedAtStart else { return }
    try pool.writeWithoutTransaction { db in
      guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" else {
        throw StoreError.corrupt
      }
    }
  }

  static func keyNumber(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM keeping WHERE name = 'keys'")) ?? 0
  }

  static var configuration: Configuration {
    var configuration = Configuration.guarded
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA secure_delete = ON") }
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

/// The names of the files beside a database.
enum Beside {
  static func keys(_ path: String) -> String { "\(path).keys" }
  static func head(_ path: String) -> String { "\(path).head" }
  static func lists(_ path: String) -> String { "\(path).lists" }
  static func reserve(_ path: String) -> String { "\(path).reserve" }
  static func aside(_ path: String) -> String { "\(path).aside" }
  static func staged(_ path: String) -> String { "\(path).restoring" }
  static func kept(_ path: String, _ number: Int) -> String { "\(path).before-restore-\(number)" }

  /// Evidence that a database was here, though it is not there now; of keys the content is read.
  static func witness(_ path: String) -> String? {
    for name in [head(path), staged(path), "\(path)-wal", "\(path).before-restore"]
    where Files.isTaken(name) { return name }
    return copies(path).first
  }

  /// The copies that restores have kept, oldest first.
  static func copies(_ path: String) -> [String] {
    let folder = Files.folder(of: path)
    let prefix = path.split(separator: "/").last.map { "\($0).before-restore-" } ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.compactMap { name in
      name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
    }.sorted().map { kept(path, $0) }
  }
}
