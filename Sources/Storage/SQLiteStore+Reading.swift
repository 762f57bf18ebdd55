internal import Foundation
internal import GRDB
public import Referrals
internal import Synchronization

extension SQLiteStore {
  /// The state of a referral, folded from its events, or nil.
  public func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    let ring = keys.withLock { $0 }
    return try await read { db in
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT id, version, purged_at FROM referral WHERE code = ?"),
          arguments: [Int64(code.bits)])
      else { return nil }
      if row["purged_at"] as Int64? != nil { throw StoreError.purged(code) }
      return try Self.fold(row: row["id"], code, version: row["version"], ring, db)
    }
  }

  /// The events of a referral in order; empty when there is none.
  public func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    let ring = keys.withLock { $0 }
    return try await read { db in
      guard let row = try Self.row(code, db) else { return [] }
      return try Self.events(row: row, code, checkedWith: ring, db)
    }
  }

  /// The personal values of a referral as they were recorded, oldest first, opened.
  public func values(
    _ code: ReferralCode, of wanted: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    let ring = keys.withLock { $0 }
    return try await read { db in
      guard let id = try Self.row(code, db) else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT field, version, key_id, box FROM sealed WHERE referral = ?
          ORDER BY version, field
          """, arguments: [id])
      return try rows.compactMap { row -> PersonalValue? in
        guard let field = PersonalField(rawValue: row["field"]) else {
          throw StoreError.inconsistent("unknown field")
        }
        guard wanted.contains(field) else { return nil }
        return PersonalValue(
          field: field, version: row["version"],
          text: try ring.open(row["box"], key: row["key_id"], code: code, field: field))
      }
    }
  }

  /// Referrals by newest change.
  public func list(_ query: ListQuery) async throws(StoreError) -> [ReferralCode] {
    try await read { db in
      var conditions: [String] = []
      var arguments: StatementArguments = []
      if let branch = query.branch {
        conditions.append("branch = ?")
        arguments += [branch]
      }
      if let facility = query.facilityID {
        conditions.append(
          "id IN (SELECT referral FROM attempt WHERE facility = ? AND sent_at IS NOT NULL)")
        arguments += [facility]
      }
      if let status = query.status {
        conditions.append("status = ?")
        arguments += [status.rawValue]
      }
      arguments += [query.limit]
      let filter = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
      let codes = try Int64.fetchAll(
        db, sql: "SELECT code FROM referral \(filter) ORDER BY changed_at DESC, id DESC LIMIT ?",
        arguments: arguments)
      return codes.map { ReferralCode(bits: UInt64($0)) }
    }
  }

  /// Referrals whose field has this value, by its keyed hash; newest first, at most 100.
  public func find(
    _ field: PersonalField, _ value: String
  ) async throws(StoreError) -> [ReferralCode] {
    guard field.isFindable else {
      throw .invalid(
        what: field.rawValue,
        allowed: PersonalField.allCases.filter(\.isFindable).map(\.rawValue).joined(separator: ", ")
      )
    }
    let hash = keys.withLock { $0.lookupHash(value, field: field) }
    return try await read { db in
      let codes = try Int64.fetchAll(
        db,
        sql: """
          SELECT referral.code FROM sealed JOIN referral ON referral.id = sealed.referral
          WHERE sealed.lookup = ? AND sealed.field = ? AND sealed.version = (
            SELECT max(version) FROM sealed AS newest
            WHERE newest.referral = sealed.referral AND newest.field = sealed.field)
          ORDER BY referral.changed_at DESC, referral.id DESC LIMIT 100
          """, arguments: [hash, field.rawValue])
      return codes.map { ReferralCode(bits: UInt64($0)) }
    }
  }

  /// How many referrals there are by province, kind and status; void ones are not counted.
  public func counts() async throws(StoreError) -> [CountKey: Int] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT substr(region, 1, 2) AS province, kind, status, count(*) AS n FROM referral
          WHERE status <> 'entered-in-error' GROUP BY 1, 2, 3
          """)
      var counts: [CountKey: Int] = [:]
      for row in rows {
        guard let kind = CaseKind(rawValue: row["kind"]),
          let status = RequestStatus(rawValue: row["status"])
        else { continue }
        counts[CountKey(province: row["province"], kind: kind, status: status)] = row["n"]
      }
      return counts
    }
  }

  /// Referrals in the order in which they were opened; cost O(events of the page).
  public func page(
    after position: Int64, limit: Int
  ) async throws(StoreError) -> ReferralPage {
    let last = position + Int64(min(max(1, limit), 10_000))
    let ring = keys.withLock { $0 }
    return try await read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id, code, version FROM referral
            WHERE id > ? AND id <= ? AND purged_at IS NULL ORDER BY id
            """), arguments: [position, last])
      let referrals = try rows.map { row in
        try Self.fold(
          row: row["id"], ReferralCode(bits: UInt64(row["code"] as Int64)), version: row["version"],
          ring, db)
      }
      let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM referral") ?? 0
      return ReferralPage(referrals: referrals, next: newest > last ? last : nil)
    }
  }

  /// Records an access; returns after it is on the disk.
  public func record(_ entry: AuditEntry) async throws(StoreError) {
    try await writer.perform { transaction in try Self.append(entry, transaction) }
  }

  /// Accesses in a span of time, oldest first.
  public func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT at, actor, role, action, code, outcome FROM audit
          WHERE at >= ? AND at < ? ORDER BY at, sequence LIMIT ?
          """, arguments: [from.milliseconds, until.milliseconds, max(0, limit)])
      return rows.map { row in
        AuditEntry(
          at: Instant(milliseconds: row["at"]), actor: row["actor"],
          role: (row["role"] as String?).flatMap(Role.init), action: row["action"],
          code: (row["code"] as Int64?).map { ReferralCode(bits: UInt64($0)) },
          outcome: row["outcome"])
      }
    }
  }

  /// Writes the state of each referral anew that may have another by a changed rule: those with an
  /// arrival and an attempt after it.
  static func refreshStatuses(_ db: Database) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, code FROM referral WHERE purged_at IS NULL AND status = 'completed'
          AND (SELECT count(*) FROM attempt WHERE attempt.referral = referral.id) > 1
        """)
    for row in rows {
      let code = ReferralCode(bits: UInt64(row["code"] as Int64))
      guard let state = Referral(try events(row: row["id"], code, checkedWith: nil, db)) else {
        continue
      }
      try db.execute(
        sql: "UPDATE referral SET status = ? WHERE id = ?",
        arguments: [state.status.rawValue, row["id"] as Int64])
    }
  }

  static func row(_ code: ReferralCode, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM referral WHERE code = ?"),
      arguments: [Int64(code.bits)])
  }

  /// The link before the first event.
  static let firstLink = Data(count: 32)

  /// The referral that its events make, each checked; there must be as many as its row says.
  static func fold(
    row: Int64, _ code: ReferralCode, version: Int, _ ring: KeyRing, _ db: Database
  ) throws -> Referral {
    let events = try events(row: row, code, checkedWith: ring, db)
    guard let state = Referral(events), state.version == version, state.code == code else {
      throw StoreError.inconsistent("\(code.text): its row differs from its events")
    }
    return state
  }

  /// The events of a row in order, without those whose body was purged.
  ///
  /// With keys, each body is compared with its hash and each event with its link of the chain, so that
  /// nothing is served that the disk or a hand has changed. SQLite itself would not notice a changed
  /// byte inside a value.
  static func events(
    row: Int64, _ code: ReferralCode, checkedWith ring: KeyRing?, _ db: Database
  ) throws -> [Event] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT event.version, event.at, event.actor, event.body, event.body_hash, event.link,
            before.link AS previous
          FROM event LEFT JOIN event AS before ON before.sequence = event.sequence - 1
          WHERE event.referral = ? ORDER BY event.version
          """),
      arguments: [row])
    var events: [Event] = []
    while let row = try rows.next() {
      let body = row["body"] as Data?
      let at = Instant(milliseconds: row["at"])
      if let ring {
        let hash: Data = row["body_hash"]
        let link = ring.link(
          after: row["previous"] ?? firstLink, code: code, version: row["version"], at: at,
          actor: row["actor"], bodyHash: hash)
        guard link == row["link"] as Data, body.map({ sha256($0) == hash }) ?? true else {
          throw StoreError.inconsistent(
            "\(code.text): event \(row["version"] as Int) was changed after it was written")
        }
      }
      if let body {
        events.append(
          Event(at: at, actor: row["actor"], body: try Coding.decode(EventBody.self, body)))
      }
    }
    return events
  }
}
