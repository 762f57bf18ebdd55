internal import Foundation
internal import GRDB
public import Referrals

extension SQLiteStore {
  /// Copies the database while it is in use; the copy holds one moment of it.
  ///
  /// The key file is not copied: a backup without it says nothing of anyone, and it is to be kept
  /// elsewhere. Refuses to write over a file that is there.
  public func backup(to target: String, now: Instant) async throws(StoreError) {
    guard !Files.isTaken(target) else {
      throw .invalid(what: "backup file", allowed: "a path where nothing is yet")
    }
    // Noted first: a backup that purge does not know of would be worse than a note without one.
    try await writer.submit { db in
      try db.execute(
        sql: "INSERT INTO backup (at, path) VALUES (?, ?)", arguments: [now.milliseconds, target])
    }
    try Files.create(target, exclusively: true)
    do {
      let copy = try DatabaseQueue(path: target)
      try pool.backup(to: copy)
      // A single file that can be carried: no log beside it.
      try await copy.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
      }
      try copy.close()
    } catch {
      // Half a backup must not be taken for one.
      for ending in ["", "-journal", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: target + ending)
      }
      throw StoreError(error)
    }
    Files.syncDirectory(of: target)
  }

  /// Puts a backup in the place of a database that no server works on.
  ///
  /// The backup is opened with the keys beside `path` and checked as `verify` does; only a sound one
  /// is put in place, by a rename, and the database that was there is kept as `FILE.before-restore`.
  public static func restore(
    from backup: String, to path: String
  ) async throws(StoreError) -> VerifyReport {
    guard Files.exists(backup) else { throw .cannotOpen(path: backup) }
    let lock = try ServerLock(database: path)
    defer { withExtendedLifetime(lock) {} }
    let staged = "\(path).restoring"
    let manager = FileManager.default
    func removeStaged() {
      for ending in ["", "-wal", "-shm", ".keys"] {
        try? manager.removeItem(atPath: staged + ending)
      }
    }
    removeStaged()
    defer { removeStaged() }
    do {
      try manager.copyItem(atPath: backup, toPath: staged)
    } catch {
      throw .readOnly
    }
    try KeyRing(path: "\(path).keys").write(path: "\(staged).keys")
    let report: VerifyReport
    do {
      let store = try SQLiteStore(path: staged)
      report = try await store.verify()
      try await store.close()
    }
    guard report.isSound else { return report }
    do {
      let kept = keptPath(path)
      for ending in ["", "-wal", "-shm"] where Files.exists(path + ending) {
        try? manager.removeItem(atPath: kept + ending)
        try manager.moveItem(atPath: path + ending, toPath: kept + ending)
      }
      try manager.moveItem(atPath: staged, toPath: path)
    } catch {
      throw .readOnly
    }
    Files.restrict(path)
    Files.syncDirectory(of: path)
    return report
  }

  /// Where a restore keeps the database that was there.
  public static func keptPath(_ path: String) -> String { "\(path).before-restore" }

  /// Empties the log into the file and closes it.
  public func close() async throws(StoreError) {
    do {
      _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
      try pool.close()
    } catch {
      throw StoreError(error)
    }
  }
}
