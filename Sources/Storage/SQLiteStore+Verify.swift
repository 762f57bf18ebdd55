internal import Foundation
internal import GRDB
internal import Referrals
internal import Synchronization

extension SQLiteStore {
  /// Compares everything with everything.
  ///
  /// SQLite's own integrity and foreign keys; the chain of events, link by link; every body against
  /// its hash; every referral and attempt against the fold of its events, and its invariants; every
  /// sealed field against its key. Cost: one pass in order of time and one by referral.
  public func verify() async throws(StoreError) -> VerifyReport {
    let ring = keys.withLock { $0 }
    return try await read { db in
      var report = VerifyReport()
      for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
        report.note(.pages(line))
      }
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
      if orphans > 0 { report.note(.danglingRows(orphans)) }
      try Self.verifyChain(ring, db, &report)
      try Self.verifyFold(db, &report)
      try Self.verifySealed(ring, db, &report)
      return report
    }
  }

  private static func verifyChain(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    var link = firstLink
    var sequence: Int64 = 0
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT event.sequence, event.version, event.at, event.actor, event.body, event.body_hash,
          event.link, referral.code, referral.purged_at
        FROM event JOIN referral ON referral.id = event.referral ORDER BY event.sequence
        """)
    while let row = try rows.next() {
      report.events += 1
      sequence += 1
      let found: Int64 = row["sequence"]
      if found != sequence {
        report.note(.missingEvents(sequence...max(sequence, found - 1)))
        sequence = found
      }
      let hash: Data = row["body_hash"]
      if let body = row["body"] as Data? {
        if sha256(body) != hash { report.note(.changedEvent(found)) }
      } else {
        report.purgedEvents += 1
        if row["purged_at"] as Int64? == nil { report.note(.emptiedEvent(found)) }
      }
      let expected = ring.link(
        after: link, code: ReferralCode(bits: UInt64(row["code"] as Int64)),
        version: row["version"], at: Instant(milliseconds: row["at"]), actor: row["actor"],
        bodyHash: hash)
      link = row["link"]
      if expected != link { report.note(.brokenChain(event: found)) }
    }
  }

  private static func verifyFold(_ db: Database, _ report: inout VerifyReport) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM referral ORDER BY id")
    while let row = try rows.next() {
      report.referrals += 1
      if row["purged_at"] as Int64? != nil { continue }
      let code = ReferralCode(bits: UInt64(row["code"] as Int64))
      guard let events = try? events(row: row["id"], code, checkedWith: nil, db),
        let state = Referral(events)
      else {
        report.note(.unfoldable(code))
        continue
      }
      for invariant in state.brokenInvariants {
        report.note(.invariant(code, invariant))
      }
      let stored: [String] = [
        row["branch"], row["kind"], row["region"], row["priority"], row["status"],
        String(row["version"] as Int64), String(row["case_code"] as Int64),
        String(row["opened_at"] as Int64), String(row["changed_at"] as Int64),
        text(row["closed_at"]), text(row["frozen_at"]),
      ]
      let folded: [String] = [
        state.branch, state.facts.kind.rawValue, state.facts.regionCode, state.priority.rawValue,
        state.status.rawValue, String(state.version), String(state.caseCode.bits),
        String(state.openedAt.milliseconds), String(state.changedAt.milliseconds),
        text(state.closedAt?.milliseconds), text(state.frozenAt?.milliseconds),
      ]
      if stored != folded || state.code != code {
        report.note(.rowDiffers(code))
      }
      let attempts = try Row.fetchAll(
        db,
        sql: """
          SELECT number, facility, status, sent_at, answer_due_at, changed_at FROM attempt
          WHERE referral = ? ORDER BY number
          """, arguments: [row["id"] as Int64])
      let storedAttempts = attempts.map { row in
        [
          String(row["number"] as Int64), row["facility"] as String? ?? "", row["status"],
          text(row["sent_at"]), text(row["answer_due_at"]), String(row["changed_at"] as Int64),
        ]
      }
      let foldedAttempts = state.attempts.map { attempt in
        [
          String(attempt.number), attempt.destination?.facilityID ?? "", attempt.status.rawValue,
          text(attempt.sentAt?.milliseconds), text(attempt.answerDueAt?.milliseconds),
          String(attempt.changedAt.milliseconds),
        ]
      }
      if storedAttempts != foldedAttempts {
        report.note(.attemptsDiffer(code))
      }
    }
  }

  private static func verifySealed(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sealed.field, sealed.key_id, sealed.box, referral.code
        FROM sealed JOIN referral ON referral.id = sealed.referral
        """)
    while let row = try rows.next() {
      let code = ReferralCode(bits: UInt64(row["code"] as Int64))
      guard let field = PersonalField(rawValue: row["field"]),
        (try? ring.open(row["box"], key: row["key_id"], code: code, field: field)) != nil
      else {
        report.note(.unopenedField(code))
        continue
      }
    }
  }

  private static func text(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
}
