internal import Application
internal import Foundation
internal import Referrals

/// The check of a whole store, whatever database it is in: chain of events, link by link, and that of
/// accesses; every body against its hash; every referral and attempt against the fold of its events, and
/// its invariants; every sealed field against its key and the event that set it; every token against its
/// mark.
///
/// Goes on after damaged rows. Cost: one pass in order of time and one by referral.
package final class StoreCheck<Source: RowSource> {
  let ring: KeyRing
  let source: Source
  /// What was found so far.
  package var report: VerifyReport

  /// Checks the tables of a source; goes on with a report that was begun.
  package init(_ ring: KeyRing, _ source: Source, _ report: VerifyReport = VerifyReport()) {
    self.ring = ring
    self.source = source
    self.report = report
  }

  /// All checks with keys; one that cannot be finished is noted, and the next is made.
  ///
  /// - Parameter shape: The first table, index or trigger that is not as this program makes it.
  package func run(shape: (Source) throws -> String?) {
    note("schema") {
      if let difference = try shape(source) { report.note(.foreignSchema(difference)) }
    }
    note("event") { try events() }
    note("referral") { try referrals() }
    note("sealed") { try sealedFields() }
    note("audit") { try accesses() }
    note("token") { try tokens() }
  }

  private func note(_ table: String, _ check: () throws -> Void) {
    do {
      try check()
    } catch {
      report.note(.unreadableRow(table: table, row: source.words(error)))
    }
  }

  private func events() throws {
    var link = ChainEnd.start.link
    var sequence: Int64 = 0
    try source.each(
      """
      SELECT event.sequence, event.version, event.at, event.actor, event.body, event.body_hash,
        event.link, event.fields, referral.code, referral.purged_at
      FROM event LEFT JOIN referral ON referral.id = event.referral ORDER BY event.sequence
      """
    ) { row in
      report.events += 1
      let found = try row.whole("sequence")
      if found != sequence &+ 1 {
        report.note(.missingEvents(sequence &+ 1...max(sequence &+ 1, found &- 1)))
      }
      sequence = found
      guard let stored = try? StoredEvent(row), let code = try? row.code() else {
        report.note(.unreadableRow(table: "event", row: String(found)))
        link = (try? row.bytes("link")) ?? link
        return
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

  private func referrals() throws {
    try source.each("SELECT * FROM referral ORDER BY id") { row in
      report.referrals += 1
      do throws(StoreError) {
        if try row.wholeIfAny("purged_at") != nil { return }
        try referral(row)
      } catch {
        let id = (try? row.whole("id")).map { String($0) } ?? "?"
        report.note(.unreadableRow(table: "referral", row: id))
      }
    }
  }

  private func referral(_ row: Source.Row) throws(StoreError) {
    let code = try row.code()
    let id = try row.whole("id")
    guard let events = try? StoredReferral.events(row: id, code, ring, source),
      let state = Referral(events)
    else { return report.note(.unfoldable(code)) }
    for invariant in state.brokenInvariants { report.note(.invariant(code, invariant)) }
    let stored: [String?] = [
      try row.text("branch"), try row.text("kind"), try row.text("region"),
      try row.text("priority"), try row.text("status"), try row.textIfAny("origin"),
      String(try row.whole("version")), String(try row.whole("case_code")),
      String(try row.whole("opened_at")), String(try row.whole("changed_at")),
      Self.text(try row.wholeIfAny("closed_at")), Self.text(try row.wholeIfAny("frozen_at")),
    ]
    let folded: [String?] = [
      state.branch, state.facts.kind.rawValue, state.facts.regionCode, state.priority.rawValue,
      state.status.rawValue, state.originFacilityID, String(state.version),
      String(state.caseCode.bits), String(state.openedAt.milliseconds),
      String(state.changedAt.milliseconds), Self.text(state.closedAt?.milliseconds),
      Self.text(state.frozenAt?.milliseconds),
    ]
    if stored != folded || state.code != code { report.note(.rowDiffers(code)) }
    var storedAttempts: [[String]] = []
    do {
      for row in try source.all(
        """
        SELECT number, facility, status, sent_at, answer_due_at, changed_at FROM attempt
        WHERE referral = ? ORDER BY number
        """, [.whole(id)])
      {
        storedAttempts.append([
          String(try row.whole("number")), try row.textIfAny("facility") ?? "",
          try row.text("status"), Self.text(try row.wholeIfAny("sent_at")),
          Self.text(try row.wholeIfAny("answer_due_at")), String(try row.whole("changed_at")),
        ])
      }
    } catch {
      return report.note(.attemptsDiffer(code))
    }
    let foldedAttempts = state.attempts.map { attempt in
      [
        String(attempt.number), attempt.destination?.facilityID ?? "", attempt.status.rawValue,
        Self.text(attempt.sentAt?.milliseconds), Self.text(attempt.answerDueAt?.milliseconds),
        String(attempt.changedAt.milliseconds),
      ]
    }
    if storedAttempts != foldedAttempts { report.note(.attemptsDiffer(code)) }
  }

  private static func text(_ number: Int64?) -> String { number.map { String($0) } ?? "" }
}
