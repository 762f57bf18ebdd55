internal import Application
internal import Foundation
internal import GRDB

/// One transaction of the writer, with what its changes share.
final class WriteTransaction {
  let db: Database
  private let clock: ClockKeeper?
  private let lastEvent: HotStatement
  private let lastAccess: HotStatement
  private let keyNumber: HotStatement
  private var eventEnd: ChainEnd?
  private var accessEnd: ChainEnd?
  private var keys: Int64?

  // One for each statement that every change runs; prepared once for the connection.
  let findRequest: HotStatement
  let addRequest: HotStatement
  let findReferral: HotStatement
  let addReferral: HotStatement
  let changeReferral: HotStatement
  let addEvent: HotStatement
  let setAttempt: HotStatement
  let setSealed: HotStatement
  let addAudit: HotStatement

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

  /// Tells where the chain of events ends now.
  func eventsEnd(_ end: ChainEnd) { eventEnd = end }

  /// Forgets where the chains end, after a rollback.
  func forgetChain() {
    eventEnd = nil
    accessEnd = nil
    keys = nil
  }
}
