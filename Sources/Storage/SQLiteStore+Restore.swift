public import Application
internal import Foundation
internal import GRDB
internal import Referrals
public import Sealing

/// What has to be confirmed for a restore that is not the usual case.
public struct RestoreConsent: Hashable, Sendable {
  /// A backup that holds less than what is there, or nothing at all.
  public var takesPoorer: Bool
  /// A file without signature: a backup of version 0.1.0, or a database itself.
  public var takesUnsigned: Bool

  /// Agrees to so much.
  public init(takesPoorer: Bool = false, takesUnsigned: Bool = false) {
    self.takesPoorer = takesPoorer
    self.takesUnsigned = takesUnsigned
  }
}

/// What a restore did.
public struct RestoreReport: Hashable, Sendable {
  /// What the check of the backup found.
  public var checked: VerifyReport
  /// What the backup holds.
  public var backup: StoreSummary
  /// What was there; nil where nothing was, or where it cannot be read.
  public var replaced: StoreSummary?
  /// Where the database that was there is kept.
  public var kept: String?
  /// Whether the lists came with it; those that were there stay otherwise.
  public var hasLists: Bool
}

extension SQLiteStore {
  /// Puts a backup in the place of a database that no server works on.
  ///
  /// It is checked as `verify` does, with the keys beside `path` or those of `keys`, and compared with
  /// what it replaces. The name is never free, and what was there is kept under a new name each time.
  public static func restore(
    from backup: String, to target: String, keys: String? = nil,
    _ consent: RestoreConsent = RestoreConsent()
  ) async throws(StoreError) -> RestoreReport {
    guard Files.exists(backup) else { throw .cannotOpen(path: backup) }
    let path = try Files.resolved(target)
    guard Files.identity(backup) != Files.identity(path) else { throw .nameTaken(path: backup) }
    let server = try ServerLock(database: path)
    let lock = try FileLock(database: path)
    defer { withExtendedLifetime((server, lock)) {} }
    let ring = try KeyRing(path: keys ?? Beside.keys(path))
    let staged = Beside.staged(path)
    removeStaged(staged)
    defer { removeStaged(staged) }
    if let page = try BackupFile.page(backup, ring) {
      try BackupFile.extract(backup, from: 0, count: page.database, to: staged)
      if page.lists > 0 {
        try BackupFile.extract(
          backup, from: page.database, count: page.lists, to: Beside.lists(staged))
      }
    } else {
      guard BackupFile.isDatabase(backup) else { throw .notOurs(path: backup) }
      guard consent.takesUnsigned else { throw .backupNotSigned }
      try copy(backup, to: staged)
    }
    try ring.write(path: Beside.keys(staged))
    var report = try await check(staged, isUnsigned: consent.takesUnsigned)
    report.replaced = try? summary(path)
    guard report.checked.isSound else { return report }
    let isEmpty = report.backup.referrals == 0
    if !consent.takesPoorer,
      isEmpty || report.replaced.map({ report.backup.isPoorer(than: $0) }) ?? false
    {
      throw .backupPoorer(report.backup, than: report.replaced)
    }
    report.kept = try putInPlace(staged, path, newKeys: keys != nil)
    report.hasLists = report.backup.lists > 0
    return report
  }

  /// Opens what is to be put in place, with its own copy of the keys, and checks all of it.
  private static func check(
    _ staged: String, isUnsigned: Bool
  ) async throws(StoreError) -> RestoreReport {
    let store: SQLiteStore
    do throws(StoreError) {
      store = try SQLiteStore(
        path: staged, use: .command, keysPath: Beside.keys(staged), takesOlder: isUnsigned)
    } catch .notOurs {
      throw .notOurs(path: staged)
    }
    let checked = try await store.verify()
    try await store.close()
    let summary: StoreSummary
    do { summary = try Self.summary(staged) } catch { throw StoreError(error) }
    return RestoreReport(
      checked: checked, backup: summary, replaced: nil, kept: nil, hasLists: false)
  }

  private static func summary(_ path: String) throws -> StoreSummary {
    guard Files.exists(path) else { throw StoreError.cannotOpen(path: path) }
    var summary = StoreSummary()
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      summary.referrals = try Int.fetchOne(db, sql: "SELECT count(*) FROM referral") ?? 0
      summary.events = try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0
      summary.newest = try Int64.fetchOne(db, sql: "SELECT max(at) FROM event")
        .map(Instant.init(milliseconds:))
      // So that what is kept needs no log beside it, if it can be read at all.
      _ = try? db.checkpoint(.truncate)
    }
    try queue.close()
    if Files.exists(Beside.lists(path)) {
      let lists = try DatabaseQueue(path: Beside.lists(path), configuration: .guarded)
      summary.lists = try lists.read { db in
        try Int.fetchOne(db, sql: "SELECT count(*) FROM list_event") ?? 0
      }
      try lists.close()
    }
    return summary
  }

  /// Copies an unsigned source through SQLite, so that its log is included; where SQLite may
  /// not write beside it, both files are copied as they are.
  private static func copy(_ source: String, to staged: String) throws(StoreError) {
    try Files.create(staged, exclusively: true)
    var reading = Configuration.guarded
    reading.readonly = true
    do {
      let from = try DatabaseQueue(path: source, configuration: reading)
      let copy = try DatabaseQueue(path: staged, configuration: configuration)
      try from.backup(to: copy)
      try copy.close()
      try from.close()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      removeStaged(staged)
      for ending in ["", "-wal"] where Files.exists(source + ending) {
        try BackupFile.extract(
          source + ending, from: 0, count: Files.size(source + ending), to: staged + ending)
      }
    } catch {
      throw StoreError(error)
    }
  }

  private static func removeStaged(_ staged: String) {
    for part in [staged, Beside.keys(staged), Beside.lists(staged), Beside.head(staged)] {
      for ending in ["", "-wal", "-shm", "-journal"] {
        try? FileManager.default.removeItem(atPath: part + ending)
      }
    }
  }

  /// Keeps what is there under a free number, then gives its name to the new file in one step.
  private static func putInPlace(
    _ staged: String, _ path: String, newKeys: Bool
  ) throws(StoreError) -> String? {
    try Files.sync(staged)
    let hasLists = Files.exists(Beside.lists(staged))
    let isThere = Files.exists(path)
    var kept: String?
    if isThere || (hasLists && Files.exists(Beside.lists(path))) {
      var number =
        (Beside.copies(path).last.flatMap { Int($0.split(separator: "-").last ?? "") } ?? 0)
      repeat { number += 1 } while !(try Files.keep(path, as: Beside.kept(path, number)))
      let name = Beside.kept(path, number)
      kept = name
      _ = try Files.keep("\(path)-wal", as: "\(name)-wal")
      if hasLists { _ = try Files.keep(Beside.lists(path), as: Beside.lists(name)) }
      if newKeys { _ = try Files.keep(Beside.keys(path), as: Beside.keys(name)) }
      Files.syncDirectory(of: path)
    }
    // A log that is not the new file's would be played into it.
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
    if newKeys || !isThere || (try? KeyRing(path: Beside.keys(path)).stage) != .used {
      try KeyRing(path: Beside.keys(staged)).write(path: Beside.keys(path))
    }
    // The head of the former file says nothing of the new one.
    try? FileManager.default.removeItem(atPath: Beside.head(path))
    if hasLists {
      for ending in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: Beside.lists(path) + ending)
      }
      try Files.sync(Beside.lists(staged))
      try Files.replaceName(Beside.lists(staged), over: Beside.lists(path))
    }
    try Files.replaceName(staged, over: path)
    Files.restrict(path)
    Files.syncDirectory(of: path)
    return kept
  }

  /// Evidence that a database was here, though it is not there now; nil where there is none.
  public static func witness(_ path: String) -> String? {
    if let witness = Beside.witness(path) { return witness }
    let keys = Beside.keys(path)
    guard Files.exists(keys), (try? KeyRing(path: keys))?.stage != .fresh else { return nil }
    return keys
  }

  /// Files that an interrupted restore has left.
  public static func leftOver(_ path: String) -> [String] {
    let staged = Beside.staged(path)
    return [staged, Beside.keys(staged), Beside.lists(staged)].filter(Files.isTaken)
  }

  /// How many older keys an interrupted rotation has left; nil where none was interrupted.
  public var unfinishedRotation: Int? {
    guard (try? KeyRing(path: keysPath))?.isRotating == true else { return nil }
    // One that is under way is waited for.
    let lock = try? FileLock(database: path)
    defer { withExtendedLifetime(lock) {} }
    guard let ring = try? KeyRing(path: keysPath), ring.isRotating else { return nil }
    return ring.olderKeys
  }

  /// The copies that restores have kept beside a database, oldest first.
  public static func keptCopies(_ path: String) -> [String] { Beside.copies(path) }
}
