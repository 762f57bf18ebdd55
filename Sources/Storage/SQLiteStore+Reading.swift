public import Application
internal import Dispatch
internal import Foundation
internal import GRDB
public import Referrals
internal import Sealing
internal import Synchronization

extension SQLiteStore {
  /// The state of a referral, folded from its events, or nil.
  public func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    try await readWithKeys { db, ring in
      guard
        let row = try Row.fetchOne(
          db.cachedStatement(sql: "SELECT id, version, purged_at FROM referral WHERE code = ?"),
          arguments: [Int64(code.bits)])
      else { return nil }
      if try row.wholeIfAny("purged_at") != nil { throw StoreError.purged(code) }
      return try Self.fold(
        row: try row.whole("id"), code, version: try row.whole("version"), ring, db)
    }
  }

  /// The events of a referral in order; empty when there is none.
  public func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    try await readWithKeys { db, ring in
      guard let row = try Self.row(code, db) else { return [] }
      return try Self.events(row: row, code, checkedWith: ring, db)
    }
  }

  /// The personal values of a referral as they were recorded, oldest first, opened.
  public func values(
    _ code: ReferralCode, of wanted: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    try await readWithKeys { db, ring in
      guard let id = try Self.row(code, db) else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT field, version, key_id, box, lookup FROM sealed WHERE referral = ?
          ORDER BY version, field
          """, arguments: [id])
      return try rows.compactMap { row -> PersonalValue? in
        guard let field = PersonalField(rawValue: try row.text("field")) else {
          throw StoreError.inconsistent("unknown field")
        }
        guard wanted.contains(field) else { return nil }
        return try PersonalValue(row, code, ring)
      }
    }
  }

  /// Referrals whose field has this value, by its keyed hash; newest first, at most 100.
  ///
  /// Only those of a branch, if one is given: what other branches have takes no place in the list.
  public func find(
    _ field: PersonalField, _ value: String, branch: String?
  ) async throws(StoreError) -> [ReferralCode] {
    guard field.isFindable else {
      throw .invalid(
        what: field.rawValue,
        allowed: PersonalField.allCases.filter(\.isFindable).map(\.rawValue).joined(separator: ", ")
      )
    }
    return try await readWithKeys { db, ring in
      let hashes = ring.lookupHashes(value, field: field)
      let marks = hashes.map { _ in "?" }.joined(separator: ", ")
      var arguments = StatementArguments(hashes)
      arguments += [field.rawValue, branch, branch]
      let codes = try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT referral.code
          FROM sealed JOIN referral ON referral.id = sealed.referral
          WHERE sealed.lookup IN (\(marks)) AND sealed.field = ? AND sealed.version = (
            SELECT max(version) FROM sealed AS newest
            WHERE newest.referral = sealed.referral AND newest.field = sealed.field)
            AND (? IS NULL OR referral.branch = ? COLLATE NOCASE)
          ORDER BY referral.changed_at DESC, referral.id DESC LIMIT 100
          """, arguments: arguments)
      return codes.compactMap(ReferralCode.init(stored:))
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
        guard let kind = CaseKind(rawValue: try row.text("kind")),
          let status = RequestStatus(rawValue: try row.text("status"))
        else { throw StoreError.inconsistent("kind or status") }
        let key = CountKey(province: try row.text("province"), kind: kind, status: status)
        counts[key] = Int(clamping: try row.whole("n"))
      }
      return counts
    }
  }

  /// Referrals in the order in which they were opened; cost O(events of the page).
  public func page(
    after position: Int64, limit: Int
  ) async throws(StoreError) -> ReferralPage {
    let (last, overflow) = position.addingReportingOverflow(Int64(min(max(1, limit), 10_000)))
    guard !overflow else { return ReferralPage(referrals: [], next: nil) }
    return try await readWithKeys { db, ring in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT id, code, version FROM referral
            WHERE id > ? AND id <= ? AND purged_at IS NULL ORDER BY id
            """), arguments: [position, last])
      var page = ReferralPage(referrals: [], next: nil)
      for row in rows {
        // One damaged referral harms itself alone: it is named, and the others are counted.
        guard let code = try? row.code() else {
          page.damaged.append("row \(try row.whole("id"))")
          continue
        }
        if let referral = try Self.readable(row, code, ring, db) {
          page.referrals.append(referral)
        } else {
          page.damaged.append(code.text)
        }
      }
      let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM referral") ?? 0
      page.next = newest > last ? last : nil
      return page
    }
  }

  /// Records an access; returns after it is on the disk.
  ///
  /// Where the disk is full, fails or is read-only, or another process holds the file for more than a
  /// second, the access is set aside and written with the next one that can be: reading goes on.
  public func record(_ entry: AuditEntry) async throws(StoreError) {
    do throws(StoreError) {
      try await withKeys { ring throws(StoreError) in
        let waiting = aside.take()
        do throws(StoreError) {
          let aside = aside
          let late: @Sendable () -> Void = { aside.putBack(waiting + [entry]) }
          try await writer.perform(setAsideAfter: Self.patience, failedLate: late) { transaction in
            try transaction.require(ring)
            for one in waiting + [entry] { try transaction.append(one, ring) }
          }
          aside.settle()
        } catch .stillWaiting {
          // It is in the writer's queue, with those that waited, and will be written.
        } catch {
          aside.putBack(waiting)
          throw error
        }
      }
    } catch {
      switch error {
      case .diskFull, .readOnly, .lockedByOther, .ioFailure, .busy:
        if isForReading {
          // The process may end at any time after it: so on the disk, wherever that is possible.
          let ring = keys.withLock { $0 }
          guard asideFile.append(entry, ring) != nil else { throw error }
        } else {
          guard aside.add(entry) else { throw error }
        }
      default: throw error
      }
    }
  }

  /// How many accesses wait to be written.
  public var accessesAside: Int { aside.count }

  private static let patience = DispatchTimeInterval.seconds(1)

  /// Accesses in a span of time, oldest first.
  public func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] {
    try await read { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT at, actor, role, action, code, outcome, source, seen FROM audit
          WHERE at >= ? AND at < ? ORDER BY at, sequence LIMIT ?
          """, arguments: [from.milliseconds, until.milliseconds, max(0, limit)])
      return try rows.map { try StoredAccess($0).entry }
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
      // Read as they stand: the columns of later migrations are not there yet, and a damaged referral
      // is left to the check of the whole.
      let id = try row.whole("id")
      let events = try Row.fetchAll(
        db, sql: "SELECT at, actor, body FROM event WHERE referral = ? ORDER BY version",
        arguments: [id]
      ).compactMap { row -> Event? in
        guard let body = try? row.bytes("body"), let at = try? row.instant("at"),
          let actor = try? row.text("actor"),
          let decoded = try? Coding.decode(EventBody.self, body)
        else { return nil }
        return Event(at: at, actor: actor, body: decoded)
      }
      guard let state = Referral(events) else { continue }
      try db.execute(
        sql: "UPDATE referral SET status = ? WHERE id = ?",
        arguments: [state.status.rawValue, id])
    }
  }

  static func row(_ code: ReferralCode, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM referral WHERE code = ?"),
      arguments: [Int64(code.bits)])
  }

  /// The referral that its events make, each checked; there must be as many as its row says.
  static func fold(
    row: Int64, _ code: ReferralCode, version: Int64, _ ring: KeyRing, _ db: Database
  ) throws(StoreError) -> Referral {
    try StoredReferral.folded(
      events(row: row, code, checkedWith: ring, db), code, version: version)
  }

  /// The same of a row; nil where it is damaged, so that a list can go on after it.
  private static func readable(
    _ row: Row, _ code: ReferralCode, _ ring: KeyRing, _ db: Database
  ) throws -> Referral? {
    do {
      return try fold(
        row: try row.whole("id"), code, version: try row.whole("version"), ring, db)
    } catch StoreError.inconsistent {
      return nil
    }
  }

  /// The events of a row in order, without those whose body was purged.
  static func events(
    row: Int64, _ code: ReferralCode, checkedWith ring: KeyRing, _ db: Database
  ) throws(StoreError) -> [Event] {
    do {
      return try StoredReferral.events(row: row, code, ring, SQLiteRows(db))
    } catch {
      throw StoreError(error)
    }
  }
}
