public import Application
internal import Foundation
internal import GRDB
internal import Referrals
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
        report.note(.pages(Self.words(error)))
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

  private static func words(_ error: any Error) -> String {
    // Of SQLite's own errors only the code: a message may quote a value.
    (error as? DatabaseError).map { "code \($0.extendedResultCode.rawValue)" } ?? "unreadable"
  }

  static func verifyPages(_ db: Database, _ report: inout VerifyReport) throws {
    for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
      report.note(.pages(line))
    }
    let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
    if orphans > 0 { report.note(.danglingRows(orphans)) }
  }

  /// The checks with keys; one that cannot be finished is noted, and the next is made.
  static func verifyContent(_ ring: KeyRing, _ db: Database, _ report: inout VerifyReport) {
    let checks: [(String, (KeyRing, Database, inout VerifyReport) throws -> Void)] = [
      (
        "schema",
        { _, db, report in
          if let difference = try Schema.difference(db) { report.note(.foreignSchema(difference)) }
        }
      ),
      ("event", verifyChain), ("referral", verifyFold), ("sealed", verifySealed),
      ("audit", verifyAccesses), ("token", verifyTokens),
    ]
    for (table, check) in checks {
      do {
        try check(ring, db, &report)
      } catch {
        report.note(.unreadableRow(table: table, row: words(error)))
      }
    }
  }

  private static func verifyChain(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    var link = ChainEnd.start.link
    var sequence: Int64 = 0
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT event.sequence, event.version, event.at, event.actor, event.body, event.body_hash,
          event.link, event.fields, referral.code, referral.purged_at
        FROM event LEFT JOIN referral ON referral.id = event.referral ORDER BY event.sequence
        """)
    while let row = try rows.next() {
      report.events += 1
      let found = try row.whole("sequence")
      if found != sequence &+ 1 {
        report.note(.missingEvents(sequence &+ 1...max(sequence &+ 1, found &- 1)))
      }
      sequence = found
      guard let stored = try? StoredEvent(row), let code = try? row.code() else {
        report.note(.unreadableRow(table: "event", row: String(found)))
        link = (try? row.bytes("link")) ?? link
        continue
      }
      if let body = try? row.bytesIfAny("body") {
        if sha256(body) != stored.hash { report.note(.changedEvent(found)) }
      } else {
        report.purgedEvents += 1
        if try row.wholeIfAny("purged_at") == nil { report.note(.emptiedEvent(found)) }
      }
      if stored.link(after: link, code: code, ring) != stored.link {
        report.note(.brokenChain(event: found))
      }
      link = stored.link
    }
  }

  private static func verifyFold(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM referral ORDER BY id")
    while let row = try rows.next() {
      report.referrals += 1
      do throws(StoreError) {
        if try row.wholeIfAny("purged_at") != nil { continue }
        try verifyFold(row, ring, db, &report)
      } catch {
        let id = (try? row.whole("id")).map { String($0) } ?? "?"
        report.note(.unreadableRow(table: "referral", row: id))
      }
    }
  }

  private static func verifyFold(
    _ row: Row, _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws(StoreError) {
    let code = try row.code()
    let id = try row.whole("id")
    guard let events = try? events(row: id, code, checkedWith: ring, db),
      let state = Referral(events)
    else { return report.note(.unfoldable(code)) }
    for invariant in state.brokenInvariants { report.note(.invariant(code, invariant)) }
    let stored: [String?] = [
      try row.text("branch"), try row.text("kind"), try row.text("region"),
      try row.text("priority"), try row.text("status"), try row.textIfAny("origin"),
      String(try row.whole("version")), String(try row.whole("case_code")),
      String(try row.whole("opened_at")), String(try row.whole("changed_at")),
      text(try row.wholeIfAny("closed_at")), text(try row.wholeIfAny("frozen_at")),
    ]
    let folded: [String?] = [
      state.branch, state.facts.kind.rawValue, state.facts.regionCode, state.priority.rawValue,
      state.status.rawValue, state.originFacilityID, String(state.version),
      String(state.caseCode.bits), String(state.openedAt.milliseconds),
      String(state.changedAt.milliseconds), text(state.closedAt?.milliseconds),
      text(state.frozenAt?.milliseconds),
    ]
    if stored != folded || state.code != code { report.note(.rowDiffers(code)) }
    var storedAttempts: [[String]] = []
    do {
      for row in try Row.fetchAll(
        db,
        sql: """
          SELECT number, facility, status, sent_at, answer_due_at, changed_at FROM attempt
          WHERE referral = ? ORDER BY number
          """, arguments: [id])
      {
        storedAttempts.append([
          String(try row.whole("number")), try row.textIfAny("facility") ?? "",
          try row.text("status"), text(try row.wholeIfAny("sent_at")),
          text(try row.wholeIfAny("answer_due_at")), String(try row.whole("changed_at")),
        ])
      }
    } catch {
      return report.note(.attemptsDiffer(code))
    }
    let foldedAttempts = state.attempts.map { attempt in
      [
        String(attempt.number), attempt.destination?.facilityID ?? "", attempt.status.rawValue,
        text(attempt.sentAt?.milliseconds), text(attempt.answerDueAt?.milliseconds),
        String(attempt.changedAt.milliseconds),
      ]
    }
    if storedAttempts != foldedAttempts { report.note(.attemptsDiffer(code)) }
  }

  private static func text(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
}
