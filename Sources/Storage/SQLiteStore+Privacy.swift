public import Application
internal import Foundation
internal import GRDB
public import Referrals
public import Sealing
internal import Synchronization

extension SQLiteStore {
  /// What a purge would remove, or removes, so that it is not on any free page or in the log either.
  ///
  /// Deleted content is overwritten (`secure_delete`), the file is rebuilt (`VACUUM`) and the
  /// write-ahead log emptied. Backups cannot be reached from here; they are named in the report.
  public func purge(
    _ rules: RetentionRules, now: Instant, dryRun: Bool
  ) async throws(StoreError) -> PurgeReport {
    let path = path
    let seen = clock.seen
    // With a clock set back nothing would be old enough to go, and it would look as if all were well.
    if !dryRun, seen > now + .days(1) {
      throw .clockFarOff(newest: seen)
    }
    let report = try await withKeys { ring throws(StoreError) in
      try await writer.perform { transaction in
        try transaction.require(ring)
        return try Self.purge(rules, path, now: now, dryRun: dryRun, transaction, ring)
      }
    }
    if !dryRun { try await scrub() }
    return report
  }

  private static func purge(
    _ rules: RetentionRules, _ path: String, now: Instant, dryRun: Bool,
    _ transaction: WriteTransaction, _ ring: KeyRing
  ) throws -> PurgeReport {
    let db = transaction.db
    var report = PurgeReport()
    report.isDryRun = dryRun
    let personal = "EXISTS (SELECT 1 FROM sealed WHERE referral = referral.id)"
    report.withdrawn = try codes(
      db, "SELECT code FROM referral WHERE frozen_at IS NOT NULL AND \(personal)", [])
    let detailed = try openDetail(db)
    report.withdrawn = Set(report.withdrawn).union(detailed).sorted()
    report.aged = try codes(
      db, "SELECT code FROM referral WHERE frozen_at IS NULL AND closed_at <= ? AND \(personal)",
      [(now - rules.personal).milliseconds])
    // Only closed cases are ever emptied, however old.
    report.emptied = try codes(
      db,
      """
      SELECT code FROM referral WHERE purged_at IS NULL AND changed_at <= ?
        AND (closed_at IS NOT NULL OR frozen_at IS NOT NULL)
      """, [(now - rules.record).milliseconds])
    report.emptied = Set(report.emptied).union(detailed).sorted()
    // The access log is a chain: it is shortened from its beginning, and keeps its end.
    let auditLimit = (now - rules.audit).milliseconds
    let removed = try Int64.fetchOne(
      db,
      sql: """
        SELECT coalesce((SELECT min(sequence) FROM audit WHERE at > ?),
          (SELECT max(sequence) + 1 FROM audit), 1) - 1
        """, arguments: [auditLimit])
    let before = try Int64.fetchOne(
      db, sql: "SELECT value FROM keeping WHERE name = 'accesses-removed'")
    let last = max(removed ?? 0, before ?? 0)
    report.auditEntries =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM audit WHERE sequence <= ?", arguments: [last]) ?? 0
    report.backups = try String.fetchAll(db, sql: "SELECT path FROM backup ORDER BY sequence")
    report.backups += Beside.copies(path)
    if Files.exists("\(path).before-restore") { report.backups.append("\(path).before-restore") }
    if dryRun { return report }
    // A clock far ahead of all that was written would remove what is still needed.
    let newest = max(
      try Int64.fetchOne(db, sql: "SELECT max(at) FROM event") ?? 0,
      try Int64.fetchOne(db, sql: "SELECT max(at) FROM audit WHERE actor <> 'local'") ?? 0)
    if newest > 0, now - Instant(milliseconds: newest) > rules.farthest {
      throw StoreError.clockFarOff(newest: Instant(milliseconds: newest))
    }
    for code in Set(report.withdrawn + report.aged + report.emptied).sorted() {
      try db.execute(
        sql: "DELETE FROM sealed WHERE referral = (SELECT id FROM referral WHERE code = ?)",
        arguments: [Int64(code.bits)])
      try transaction.append(
        AuditEntry(at: now, actor: "retention", role: nil, action: "purge", code: code), ring)
    }
    for code in report.emptied {
      guard let row = try row(code, db) else { continue }
      try db.execute(sql: "UPDATE event SET body = NULL WHERE referral = ?", arguments: [row])
      try db.execute(
        sql: "UPDATE referral SET purged_at = ? WHERE id = ?",
        arguments: [now.milliseconds, row])
    }
    try db.execute(
      sql: "DELETE FROM request WHERE at <= ?", arguments: [(now - rules.record).milliseconds])
    guard report.auditEntries > 0 else { return report }
    try noteTokens(at: now, transaction, ring)
    try transaction.append(
      AuditEntry(
        at: now, actor: "retention", role: nil, action: KeepersAction.accessesRemoved.rawValue,
        code: nil,
        outcome: String(last)), ring)
    try db.execute(
      sql: "UPDATE keeping SET value = ? WHERE name = 'accesses-removed'", arguments: [last])
    try db.execute(sql: "DELETE FROM audit WHERE sequence <= ?", arguments: [last])
    return report
  }

  /// Withdrawn referrals in whose events words of body part and cause are unsealed, as version 0.1.0
  /// kept them: the words of a person about a person, which go with the rest.
  private static func openDetail(_ db: Database) throws -> [ReferralCode] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT referral.code AS code, event.body AS body FROM event
        JOIN referral ON referral.id = event.referral
        WHERE referral.frozen_at IS NOT NULL AND referral.purged_at IS NULL
          AND event.body IS NOT NULL
        """)
    let found = rows.compactMap { row -> ReferralCode? in
      guard let code = try? row.code(), let bytes = try? row.bytes("body"),
        let body = try? Coding.decode(EventBody.self, bytes)
      else { return nil }
      let facts: CaseFacts? =
        switch body {
        case .opened(_, let opening): opening.facts
        case .corrected(let facts): facts
        default: nil
        }
      return facts?.bodyPart == nil && facts?.cause == nil ? nil : code
    }
    return Set(found).sorted()
  }

  /// Gives the file fresh keys of each kind, seals every personal field anew and forgets the old keys;
  /// how many fields.
  ///
  /// Interrupted at any point, all fields stay readable: the new keys are on the disk before they are
  /// used, the file itself says from which commit on they are, and the old ones go only after nothing
  /// uses them. Other processes notice the change within their next transaction.
  public func rotateKeys() async throws(StoreError) -> Int {
    let path = path
    let keysPath = keysPath
    let lock = try FileLock(database: path)
    defer { withExtendedLifetime(lock) {} }
    let rotating = try await withKeys { ring throws(StoreError) in
      try await writer.perform { transaction -> KeyRing in
        try transaction.require(ring)
        var next = ring
        let events = try transaction.events().sequence
        let accesses = try transaction.accesses().sequence
        next.addKeys(firstEvent: events + 1, firstAccess: accesses + 1)
        try next.write(path: keysPath)
        for row in try Row.fetchAll(transaction.db, sql: "SELECT * FROM token") {
          guard StoredToken.marked(row, ring) != nil else { continue }
          try transaction.db.execute(
            sql: "UPDATE token SET mark = ? WHERE id = ?",
            arguments: [next.tokenMark(try StoredToken(row).bytes), try row.text("id")])
        }
        try transaction.setKeyGeneration(next.current)
        return next
      }
    }
    keys.withLock { $0 = rotating }
    var total = 0
    while true {
      let count = try await writer.submit { db in try Self.reseal(rotating, db) }
      total += count
      if count == 0 { break }
    }
    // From here on only the new keys sign; the head is of them before the old ones go.
    try headKeeper.resign(rotating)
    var kept = rotating
    kept.dropOldKeys()
    try kept.write(path: keysPath)
    let done = kept
    keys.withLock { $0 = done }
    try await scrub()
    return total
  }

  /// Seals some fields of older keys with the current ones; how many.
  private static func reseal(_ ring: KeyRing, _ db: Database) throws -> Int {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT sealed.referral, sealed.field, sealed.key_id, sealed.box, sealed.version,
          sealed.lookup, referral.code
        FROM sealed JOIN referral ON referral.id = sealed.referral
        WHERE sealed.key_id <> ? LIMIT 500
        """, arguments: [ring.current])
    for row in rows {
      let code = try row.code()
      let value = try PersonalValue(row, code, ring)
      let field = value.field
      let lookup = field.isFindable ? ring.lookupHash(value.text, field: field) : nil
      let version = try row.whole("version")
      let box = try ring.seal(
        value.text, at: KeyRing.Place(code: code, field: field, version: version, lookup: lookup))
      try db.execute(
        sql: """
          UPDATE sealed SET key_id = ?, box = ?, lookup = ?
          WHERE referral = ? AND field = ? AND version = ?
          """,
        arguments: [
          ring.current, box, lookup, try row.whole("referral"), field.rawValue, version,
        ])
    }
    return rows.count
  }

  /// The referrals that anyone touched or was shown in a span of time, for a notice of breach, in order
  /// of code.
  ///
  /// A list that is read again names only what it had not shown in the ten minutes before, so what
  /// was shown is looked for from so much earlier on.
  public func touched(
    from: Instant, until: Instant
  ) async throws(StoreError) -> [ReferralCode] {
    try await read { db in
      let touched = try Self.codes(
        db,
        """
        SELECT DISTINCT code FROM audit
        WHERE at >= ? AND at < ? AND code IS NOT NULL ORDER BY code
        """, [from.milliseconds, until.milliseconds])
      let shown = try Data.fetchAll(
        db, sql: "SELECT seen FROM audit WHERE at >= ? AND at < ? AND seen IS NOT NULL",
        arguments: [(from - SeenMemory.span).milliseconds, until.milliseconds])
      return Set(touched).union(shown.flatMap(StoredAccess.codes)).sorted()
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
      .compactMap(ReferralCode.init(stored:))
  }
}
