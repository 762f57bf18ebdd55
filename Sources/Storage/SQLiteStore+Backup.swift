public import Application
internal import Foundation
internal import GRDB
public import Referrals
public import Sealing

/// What a backup holds.
public struct BackupReport: Hashable, Sendable {
  /// What its check found; always sound.
  public let checked: VerifyReport
  /// The head at the moment of the backup.
  public let head: Head
  /// Whether lists and corrections are in it.
  public let hasLists: Bool
}

extension SQLiteStore {
  /// Copies referrals, lists and corrections into one file while they are in use; the copy holds one
  /// moment of each, is checked as `verify` does, and signed.
  ///
  /// The key file is not copied: a backup without it says nothing of anyone, and it is to be kept
  /// elsewhere. Refuses to write over a file that is there; nothing has the name before it is whole.
  @discardableResult
  public func backup(to target: String, now: Instant) async throws(StoreError) -> BackupReport {
    guard !Files.isTaken(target) else { throw .nameTaken(path: target) }
    // A rotation or a restore is waited for: in the middle of one there is no single moment to copy.
    let lock = try FileLock(database: path)
    defer { withExtendedLifetime(lock) {} }
    let ring = try await readWithKeys { _, ring in ring }
    let database = "\(target).part-\(getpid())-database"
    let lists = "\(target).part-\(getpid())-lists"
    let whole = "\(target).part-\(getpid())"
    func clean() {
      for part in [database, lists, whole] {
        for ending in ["", "-journal", "-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: part + ending)
        }
      }
    }
    clean()
    defer { clean() }
    try Files.create(database, exclusively: true)
    var report = VerifyReport()
    let head: Head
    do {
      let copy = try DatabaseQueue(path: database, configuration: Self.configuration)
      try pool.backup(to: copy)
      // A single file: no log beside it.
      (report, head) = try await copy.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        var report = VerifyReport()
        try Self.verifyPages(db, &report)
        Self.verifyContent(ring, db, &report)
        return (report, try Self.head(of: db, at: now))
      }
      try copy.close()
    } catch {
      throw StoreError(error)
    }
    guard report.isSound else { throw .inconsistent("\(report.problems[0])") }
    let hasLists = try Self.copyLists(Beside.lists(path), to: lists)
    try BackupFile.write(
      database: database, lists: hasLists ? lists : nil, to: whole, at: now, head: head, ring)
    // Noted first: a backup that purge does not know of would be worse than a note without one.
    try await writer.submit { db in
      try db.execute(
        sql: "INSERT INTO backup (at, path) VALUES (?, ?)", arguments: [now.milliseconds, target])
    }
    // A new name for the whole file; it fails where the name was taken meanwhile.
    try Files.rename(whole, to: target)
    return BackupReport(checked: report, head: head, hasLists: hasLists)
  }

  /// Copies the lists beside a database; false when there are none.
  private static func copyLists(_ path: String, to target: String) throws(StoreError) -> Bool {
    guard Files.exists(path) else { return false }
    try Files.create(target, exclusively: true)
    do {
      let source = try DatabaseQueue(path: path, configuration: .guarded)
      let copy = try DatabaseQueue(path: target, configuration: .guarded)
      try source.backup(to: copy)
      try copy.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        guard try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok" else {
          throw StoreError.listsDamaged
        }
      }
      try copy.close()
      try source.close()
      return true
    } catch {
      throw error is DatabaseError ? .listsDamaged : StoreError(error)
    }
  }

  /// Where the logs of a database end now.
  static func head(of db: Database, at now: Instant) throws -> Head {
    let transaction = try WriteTransaction(db)
    let events = try transaction.events()
    let accesses = try transaction.accesses()
    return Head(
      counter: 0, at: now, events: events.sequence, eventLink: events.link,
      accesses: accesses.sequence, accessLink: accesses.link)
  }

  /// Where the logs end now, for a line in a log elsewhere.
  public func head(now: Instant) async throws(StoreError) -> Head {
    try await writer.perform { transaction in
      let events = try transaction.events()
      let accesses = try transaction.accesses()
      return Head(
        counter: 0, at: now, events: events.sequence, eventLink: events.link,
        accesses: accesses.sequence, accessLink: accesses.link)
    }
  }

  /// When the newest backup that the file knows of was made; nil when it knows of none.
  public func lastBackup() async throws(StoreError) -> Instant? {
    try await read { db in
      try Int64.fetchOne(db, sql: "SELECT max(at) FROM backup").map(Instant.init(milliseconds:))
    }
  }

  /// Empties the log into the file and closes it.
  public func close() async throws(StoreError) {
    headKeeper.flush()
    var failure: StoreError?
    do {
      _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    } catch {
      // Others at work empty it when they close; nothing that was done here is in doubt.
      let found = StoreError(error)
      if found != .lockedByOther { failure = found }
    }
    // Closed also where the log could not be emptied: its content is found by the next opening.
    do { try pool.close() } catch { failure = failure ?? StoreError(error) }
    if let failure { throw failure }
  }
}
