public import Application
internal import Foundation
public import Referrals
public import Sealing

extension PostgresStore {
  /// Compares everything with everything, as of one moment; see `StoreCheck`.
  public func verify() async throws(StoreError) -> VerifyReport {
    try await readWithKeys { connection, ring in
      let source = PostgresSource(connection)
      let check = StoreCheck(ring, source)
      check.run(shape: PostgresSchema.difference)
      var report = check.report
      // The ends of both logs are those that the next writer goes on from.
      for (name, ends) in [("event", "events, event_link"), ("audit", "accesses, access_link")] {
        let tail = try source.whole(
          """
          SELECT count(*) AS value FROM tail WHERE (\(ends)) IN (
            SELECT sequence, link FROM \(name) ORDER BY sequence DESC LIMIT 1)
            OR NOT EXISTS (SELECT 1 FROM \(name))
          """)
        if tail != 1 { report.note(.unreadableRow(table: "tail", row: name)) }
      }
      return report
    }
  }

  /// What a purge would remove, or removes; copies of the database, its archive of logs among them, are
  /// their keeper's to destroy.
  public func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool
  ) async throws(StoreError) -> PurgeReport {
    let seen = clock.seen
    // With a clock set back nothing would be old enough to go, and it would look as if all were well.
    if !dryRun, seen > now + .days(1) { throw .clockFarOff(newest: seen) }
    let report = try await withKeys { ring throws(StoreError) in
      try await perform { transaction in
        try transaction.require(ring)
        return try Self.purge(rules, now: now, dryRun: dryRun, transaction, ring)
      }
    }
    if !dryRun {
      // What was deleted goes from the pages as well; a standby does the same.
      _ = try await readers.once(isProved: false) { connection in
        for table in ["sealed", "event", "request", "audit"] {
          try connection.script("VACUUM \(table)")
        }
      }
    }
    return report
  }

  private static func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool, _ transaction: PostgresTransaction,
    _ ring: KeyRing
  ) throws -> PurgeReport {
    func codes(_ condition: String, _ values: [PostgresValue] = []) throws -> [ReferralCode] {
      try transaction.rows("SELECT code FROM referral WHERE \(condition) ORDER BY code", values)
        .map { try $0.code() }
    }
    var report = PurgeReport()
    report.isDryRun = dryRun
    let personal = "EXISTS (SELECT 1 FROM sealed WHERE referral = referral.id)"
    report.withdrawn = try codes("frozen_at IS NOT NULL AND \(personal)")
    report.aged = try codes(
      "frozen_at IS NULL AND closed_at <= $1 AND \(personal)",
      [.whole((now - rules.personal).milliseconds)])
    // Only what is over is ever emptied, however old: an open case is somebody's work.
    report.emptied = try codes(
      "purged_at IS NULL AND changed_at <= $1 AND (closed_at IS NOT NULL OR frozen_at IS NOT NULL)",
      [.whole((now - rules.record).milliseconds)])
    // The access log is a chain: it is shortened from its beginning, and keeps its end.
    let ends = try transaction.rows(
      """
      SELECT coalesce((SELECT min(sequence) FROM audit WHERE at > $1),
          (SELECT max(sequence) + 1 FROM audit), 1) - 1 AS removed,
        (SELECT accesses_removed FROM tail) AS before,
        coalesce((SELECT max(at) FROM event), 0) AS event,
        coalesce((SELECT max(at) FROM audit WHERE actor <> 'local'), 0) AS access
      """, [.whole((now - rules.audit).milliseconds)]
    ).first
    guard let ends else { throw StoreError.inconsistent("no tail") }
    let last = max(try ends.whole("removed"), try ends.whole("before"))
    let count = try transaction.rows(
      "SELECT count(*) AS value FROM audit WHERE sequence <= $1", [.whole(last)])
    report.auditEntries = Int(clamping: try count.first?.whole("value") ?? 0)
    if dryRun { return report }
    // A clock far ahead of all that was written would remove what is still needed.
    let newest = max(try ends.whole("event"), try ends.whole("access"))
    if newest > 0, now - Instant(milliseconds: newest) > rules.farthest {
      throw StoreError.clockFarOff(newest: Instant(milliseconds: newest))
    }
    for code in Set(report.withdrawn + report.aged + report.emptied).sorted() {
      try transaction.execute(
        "DELETE FROM sealed WHERE referral = (SELECT id FROM referral WHERE code = $1)",
        [.whole(Int64(code.bits))])
      try transaction.append(
        AuditEntry(at: now, actor: "retention", role: nil, action: "purge", code: code), ring)
    }
    let emptied = PostgresValue.wholes(report.emptied.map { Int64($0.bits) })
    try transaction.execute(
      """
      UPDATE event SET body = NULL WHERE body IS NOT NULL
        AND referral IN (SELECT id FROM referral WHERE code = ANY($1::bigint[]))
      """, [emptied])
    try transaction.execute(
      "UPDATE referral SET purged_at = $1 WHERE code = ANY($2::bigint[])",
      [.whole(now.milliseconds), emptied])
    try transaction.execute(
      "DELETE FROM request WHERE at <= $1", [.whole((now - rules.record).milliseconds)])
    guard report.auditEntries > 0 else { return report }
    try noteTokens(at: now, transaction, ring)
    try transaction.append(
      AuditEntry(
        at: now, actor: "retention", role: nil, action: KeepersAction.accessesRemoved.rawValue,
        code: nil, outcome: String(last)), ring)
    try transaction.removeAccesses(through: last)
    return report
  }
}

extension PostgresStore {
  /// How the store is; the room on its disks is its keeper's to watch, at the servers of the database.
  public func health(now: Instant) async throws(StoreError) -> StoreHealth {
    _ = try await lastSequence()
    return StoreHealth(
      space: nil, reserve: nil, lastBackup: nil, accessesAside: 0,
      clockBehind: timeSeen > now ? timeSeen - now : TimeSpan(milliseconds: 0))
  }

  /// Where the logs end now, in one line.
  public func headLine(now: Instant) async throws(StoreError) -> String {
    let tail = try await readers.once { connection in
      try connection.run("SELECT * FROM tail").rows.first.map { try PostgresTail($0) }
    }
    guard let tail else { throw .inconsistent("no tail") }
    return Head(
      counter: 0, at: now, events: tail.events.sequence, eventLink: tail.events.link,
      accesses: tail.accesses.sequence, accessLink: tail.accesses.link
    ).line
  }
}
