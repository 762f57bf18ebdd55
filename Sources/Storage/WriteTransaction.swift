internal import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing

/// One transaction of the writer, with what its changes share.
final class WriteTransaction: ChangeTransaction {
  let db: Database
  private let clock: ClockKeeper?
  private let lastEvent: HotStatement
  private let lastAccess: HotStatement
  private let keyNumber: HotStatement
  private var eventEnd: ChainEnd?
  private var accessEnd: ChainEnd?
  private var keys: Int64?

  // One for each statement that every change runs; prepared once for the connection.
  private let findRequest: HotStatement
  private let addRequest: HotStatement
  private let findReferral: HotStatement
  private let addReferral: HotStatement
  private let changeReferral: HotStatement
  private let addEvent: HotStatement
  private let setAttempt: HotStatement
  private let setSealed: HotStatement
  private let addAudit: HotStatement

  init(_ db: Database, _ clock: ClockKeeper? = nil) throws {
    self.db = db
    self.clock = clock
    lastEvent = try HotStatement(
      "SELECT sequence, link FROM event ORDER BY sequence DESC LIMIT 1", db)
    lastAccess = try HotStatement(
      "SELECT sequence, link FROM audit ORDER BY sequence DESC LIMIT 1", db)
    keyNumber = try HotStatement("SELECT value FROM keeping WHERE name = 'keys'", db)
    findRequest = try HotStatement(
      "SELECT fingerprint, receipt FROM request WHERE actor = ? AND id = ?", db)
    addRequest = try HotStatement(
      "INSERT INTO request (actor, id, fingerprint, receipt, at) VALUES (?, ?, ?, ?, ?)", db)
    findReferral = try HotStatement(
      "SELECT id, version, purged_at FROM referral WHERE code = ?", db)
    addReferral = try HotStatement(
      """
      INSERT INTO referral (code, case_code, branch, kind, region, priority, status, version,
        opened_at, changed_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, db)
    changeReferral = try HotStatement(
      """
      UPDATE referral SET kind = ?, region = ?, priority = ?, status = ?, version = ?,
        changed_at = ?, closed_at = ?, frozen_at = ? WHERE id = ?
      """, db)
    addEvent = try HotStatement(
      """
      INSERT INTO event (referral, version, at, actor, body, body_hash, link, sequence, fields)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, db)
    setAttempt = try HotStatement(
      """
      INSERT INTO attempt
        (referral, number, facility, status, is_parallel, sent_at, answer_due_at, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (referral, number) DO UPDATE SET facility = excluded.facility,
        status = excluded.status, sent_at = excluded.sent_at,
        answer_due_at = excluded.answer_due_at, changed_at = excluded.changed_at
      """, db)
    setSealed = try HotStatement(
      """
      INSERT INTO sealed (referral, field, version, key_id, box, lookup) VALUES (?, ?, ?, ?, ?, ?)
      """, db)
    addAudit = try HotStatement(
      """
      INSERT INTO audit (at, actor, role, action, code, outcome, source, sequence, link, seen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, db)
  }

  /// Where the chain of events ends.
  func events() throws -> ChainEnd {
    if let eventEnd { return eventEnd }
    let found = try Self.end(lastEvent)
    eventEnd = found
    return found
  }

  /// Where the access log ends.
  func accesses() throws -> ChainEnd {
    if let accessEnd { return accessEnd }
    let found = try Self.end(lastAccess)
    accessEnd = found
    return found
  }

  private static func end(_ statement: HotStatement) throws -> ChainEnd {
    guard try statement.step() else { return .start }
    defer { statement.reset() }
    return ChainEnd(sequence: statement.integer(0), link: statement.blob(1))
  }

  /// The number of the keys that the file was last given.
  func keyGeneration() throws -> Int64 {
    if let keys { return keys }
    let found = try keyNumber.step() ? keyNumber.integer(0) : 0
    keyNumber.reset()
    keys = found
    return found
  }

  /// Gives the file its next keys; what else is done in this transaction needs them from here on.
  func setKeyGeneration(_ number: Int) throws {
    try db.execute(sql: "UPDATE keeping SET value = ? WHERE name = 'keys'", arguments: [number])
    keys = nil
  }

  /// Fails when others keys are in use than a change was prepared with, so that nothing is ever sealed
  /// with a key that a rotation forgets.
  func require(_ ring: KeyRing) throws {
    if try keyGeneration() != Int64(ring.current) { throw StoreError.keysChanged }
  }

  /// Appends an access to the log.
  func append(_ entry: AuditEntry, _ ring: KeyRing) throws {
    let before = try accesses()
    let (sequence, overflow) = before.sequence.addingReportingOverflow(1)
    guard !overflow else { throw StoreError.inconsistent("sequence") }
    // Every change and every look has an entry, so this is where the clock is heard.
    clock?.note(entry.at)
    let stored = StoredAccess(entry)
    let end = ChainEnd(
      sequence: sequence, link: ring.link(after: before.link, access: sequence, stored))
    addAudit.bind(1, stored.at)
    addAudit.bind(2, stored.actor)
    addAudit.bind(3, stored.role)
    addAudit.bind(4, stored.action)
    addAudit.bind(5, stored.code)
    addAudit.bind(6, stored.outcome)
    addAudit.bind(7, stored.source)
    addAudit.bind(8, end.sequence)
    addAudit.bind(9, end.link)
    addAudit.bind(10, stored.seen)
    try addAudit.run()
    accessEnd = end
  }

  /// Forgets where the chains end, after a rollback.
  func forgetChain() {
    eventEnd = nil
    accessEnd = nil
    keys = nil
  }

  // MARK: - Rows of a change

  func earlier(actor: String, id: String) throws -> (fingerprint: Data, receipt: Data)? {
    findRequest.bind(1, actor)
    findRequest.bind(2, id)
    guard try findRequest.step() else { return nil }
    defer { findRequest.reset() }
    return (findRequest.blob(0), findRequest.blob(1))
  }

  func keep(_ request: AnsweredRequest) throws {
    addRequest.bind(1, request.actor)
    addRequest.bind(2, request.id)
    addRequest.bind(3, request.fingerprint)
    addRequest.bind(4, request.receipt)
    addRequest.bind(5, request.at)
    try addRequest.run()
  }

  func find(_ code: ReferralCode) throws -> FoundReferral? {
    findReferral.bind(1, Int64(code.bits))
    guard try findReferral.step() else { return nil }
    defer { findReferral.reset() }
    return FoundReferral(
      row: findReferral.integer(0), version: Int(clamping: findReferral.integer(1)),
      isPurged: !findReferral.isNull(2))
  }

  func fold(_ found: FoundReferral, _ code: ReferralCode, _ ring: KeyRing) throws -> Referral {
    try StoredReferral.folded(
      StoredReferral.events(row: found.row, code, ring, SQLiteRows(db)), code,
      version: Int64(found.version))
  }

  func add(_ state: Referral) throws -> Int64 {
    let row = addReferral
    row.bind(1, Int64(state.code.bits))
    row.bind(2, Int64(state.caseCode.bits))
    row.bind(3, state.branch)
    row.bind(4, state.facts.kind.rawValue)
    row.bind(5, state.facts.regionCode)
    row.bind(6, state.priority.rawValue)
    row.bind(7, state.status.rawValue)
    row.bind(8, state.version)
    row.bind(9, state.openedAt.milliseconds)
    row.bind(10, state.changedAt.milliseconds)
    row.bind(11, state.originFacilityID)
    try row.run()
    return db.lastInsertedRowID
  }

  func change(_ state: Referral, row id: Int64) throws {
    let row = changeReferral
    row.bind(1, state.facts.kind.rawValue)
    row.bind(2, state.facts.regionCode)
    row.bind(3, state.priority.rawValue)
    row.bind(4, state.status.rawValue)
    row.bind(5, state.version)
    row.bind(6, state.changedAt.milliseconds)
    row.bind(7, state.closedAt?.milliseconds)
    row.bind(8, state.frozenAt?.milliseconds)
    row.bind(9, id)
    try row.run()
  }

  func add(_ event: StoredEvent, body: Data, row: Int64) throws {
    addEvent.bind(1, row)
    addEvent.bind(2, event.version)
    addEvent.bind(3, event.at)
    addEvent.bind(4, event.actor)
    addEvent.bind(5, body)
    addEvent.bind(6, event.hash)
    addEvent.bind(7, event.link)
    addEvent.bind(8, event.sequence)
    addEvent.bind(9, event.fields)
    try addEvent.run()
    eventEnd = ChainEnd(sequence: event.sequence, link: event.link)
  }

  func set(_ attempt: ReferralAttempt, isParallel: Bool, row: Int64) throws {
    setAttempt.bind(1, row)
    setAttempt.bind(2, attempt.number)
    setAttempt.bind(3, attempt.destination?.facilityID)
    setAttempt.bind(4, attempt.status.rawValue)
    setAttempt.bind(5, isParallel)
    setAttempt.bind(6, attempt.sentAt?.milliseconds)
    setAttempt.bind(7, attempt.answerDueAt?.milliseconds)
    setAttempt.bind(8, attempt.changedAt.milliseconds)
    try setAttempt.run()
  }

  func add(_ field: PreparedChange.SealedField, row: Int64) throws {
    setSealed.bind(1, row)
    setSealed.bind(2, field.field.rawValue)
    setSealed.bind(3, field.version)
    setSealed.bind(4, field.key)
    setSealed.bind(5, field.box)
    setSealed.bind(6, field.lookup)
    try setSealed.run()
  }
}
