public import Application
internal import Foundation
internal import GRDB
internal import Referrals
public import Sealing
internal import Synchronization

extension SQLiteStore {
  /// Compares everything with everything.
  ///
  /// SQLite's own integrity and foreign keys; tables, indexes and triggers with those of this program;
  /// the chain of events, link by link, and that of accesses; every body against its hash; every
  /// referral and attempt against the fold of its events, and its invariants; every sealed field against
  /// its key and the event that set it; every token against its mark; the ends of both logs against the
  /// head beside the file. Goes on after damaged rows. Cost: one pass in order of time and one
  /// by referral.
  public func verify() async throws(StoreError) -> VerifyReport {
    let path = path
    return try await withKeys { ring throws(StoreError) in
      var report = VerifyReport()
      do {
        // A connection that could write: on another SQLite does not look at constraints.
        let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
        try queue.writeWithoutTransaction { db in try Self.verifyPages(db, &report) }
        try queue.close()
      } catch {
        report.note(.pages(SQLiteRows.words(error)))
      }
      let pages = report
      let headFile = HeadFile.read(Beside.head(path), ring)
      return try await read { db in
        var report = pages
        guard try Self.keyNumber(db) == Int64(ring.current) else { throw StoreError.keysChanged }
        Self.verifyContent(ring, db, &report)
        let head = try Self.state(of: headFile, db)
        report.head = head
        switch head {
        case .agrees, .missing: break
        case .unreadable: report.note(.unreadableHead)
        case .behind(let known): report.note(.behindHead(known))
        }
        return report
      }
    }
  }

  static func verifyPages(_ db: Database, _ report: inout VerifyReport) throws {
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
      report.note(.pages(line))
    }
    let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
    if orphans > 0 { report.note(.danglingRows(orphans)) }
  }

  /// The checks with keys.
  static func verifyContent(_ ring: KeyRing, _ db: Database, _ report: inout VerifyReport) {
    let check = StoreCheck(ring, SQLiteRows(db), report)
    check.run { _ in try Schema.difference(db) }
    report = check.report
  }
}
