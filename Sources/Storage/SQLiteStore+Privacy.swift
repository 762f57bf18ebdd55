internal import Foundation
internal import GRDB
public import Referrals
internal import Synchronization

extension SQLiteStore {
  /// What a purge would remove, or removes, so that it is not on any free page or in the log either.
  ///
  /// Deleted content is overwritten (`secure_delete`), the file is rebuilt (`VACUUM`) and the
  /// write-ahead log emptied. Backups cannot be reached from here; they are named in the report.
  public func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool
  ) async throws(StoreError) -> PurgeReport {
    let kept = Self.keptPath(path)
    let report = try await writer.perform { transaction in
      let db = transaction.db
      var report = PurgeReport()
      report.isDryRun = dryRun
      let personal = "EXISTS (SELECT 1 FROM sealed WHERE referral = referral.id)"
      report.withdrawn = try Self.codes(
        db, "SELECT code FROM referral WHERE frozen_at IS NOT NULL AND \(personal)", [])
      report.aged = try Self.codes(
        db, "SELECT code FROM referral WHERE frozen_at IS NULL AND closed_at <= ? AND \(personal)",
        [(now - rules.personal).milliseconds])
      report.emptied = try Self.codes(
        db, "SELECT code FROM referral WHERE purged_at IS NULL AND changed_at <= ?",
        [(now - rules.record).milliseconds])
      let auditLimit = (now - rules.audit).milliseconds
      report.auditEntries =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM audit WHERE at <= ?", arguments: [auditLimit]) ?? 0
      report.backups = try String.fetchAll(db, sql: "SELECT path FROM backup ORDER BY sequence")
      if Files.exists(kept) { report.backups.append(kept) }
      if dryRun { return report }
      for code in report.withdrawn + report.aged + report.emptied {
        try db.execute(
          sql: "DELETE FROM sealed WHERE referral = (SELECT id FROM referral WHERE code = ?)",
          arguments: [Int64(code.bits)])
        try Self.append(
          AuditEntry(at: now, actor: "retention", role: nil, action: "purge", code: code),
          transaction)
      }
      for code in report.emptied {
        guard let row = try Self.row(code, db) else { continue }
        try db.execute(sql: "UPDATE event SET body = NULL WHERE referral = ?", arguments: [row])
        try db.execute(
          sql: "UPDATE referral SET purged_at = ? WHERE id = ?",
          arguments: [now.milliseconds, row])
      }
      try db.execute(
        sql: "DELETE FROM request WHERE at <= ?", arguments: [(now - rules.record).milliseconds])
      try db.execute(sql: "DELETE FROM audit WHERE at <= ?", arguments: [auditLimit])
      return report
    }
    if !dryRun { try await scrub() }
    return report
  }

  /// Seals every personal field anew with a fresh key and forgets the old keys; how many fields.
  ///
  /// Interrupted at any point, all fields stay readable: the new key is on the disk before it is
  /// used, and the old ones go only after nothing uses them.
  public func rotateKeys() async throws(StoreError) -> Int {
    var ring = try KeyRing(path: keysPath)
    ring.addSealingKey()
    try ring.write(path: keysPath)
    keys.withLock { $0 = ring }
    let rotating = ring
    var total = 0
    while true {
      let count = try await writer.submit { db in
        let rows = try Row.fetchAll(
          db,
          sql: """
            SELECT sealed.referral, sealed.field, sealed.version, sealed.key_id, sealed.box, referral.code
            FROM sealed JOIN referral ON referral.id = sealed.referral
            WHERE sealed.key_id <> ? LIMIT 500
            """, arguments: [rotating.current])
        for row in rows {
          guard let field = PersonalField(rawValue: row["field"]) else {
            throw StoreError.inconsistent("unknown field")
          }
          let code = ReferralCode(bits: UInt64(row["code"] as Int64))
          let text = try rotating.open(row["box"], key: row["key_id"], code: code, field: field)
          let (key, box) = try rotating.seal(text, code: code, field: field)
          try db.execute(
            sql: """
              UPDATE sealed SET key_id = ?, box = ? WHERE referral = ? AND field = ? AND version = ?
              """,
            arguments: [
              key, box, row["referral"] as Int64, field.rawValue, row["version"] as Int64,
            ])
        }
        return rows.count
      }
      total += count
      if count == 0 { break }
    }
    ring.dropOldSealingKeys()
    try ring.write(path: keysPath)
    let kept = ring
    keys.withLock { $0 = kept }
    try await scrub()
    return total
  }

  /// The referrals that anyone touched in a span of time, for a notice of breach, in order of code.
  public func touched(
    from: Instant, until: Instant
  ) async throws(StoreError) -> [ReferralCode] {
    try await read { db in
      try Self.codes(
        db,
        """
        SELECT DISTINCT code FROM audit
        WHERE at >= ? AND at < ? AND code IS NOT NULL ORDER BY code
        """, [from.milliseconds, until.milliseconds])
    }
  }

  /// Rebuilds the file and empties the log, so that nothing deleted is left in either.
  private func scrub() async throws(StoreError) {
    do {
      try await pool.vacuum()
      _ = try await pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
    } catch {
      throw StoreError(error)
    }
  }

  private static func codes(
    _ db: Database, _ sql: String, _ arguments: StatementArguments
  ) throws -> [ReferralCode] {
    try Int64.fetchAll(db, sql: sql, arguments: arguments)
      .map { ReferralCode(bits: UInt64($0)) }
  }
}
