internal import Foundation
internal import GRDB

/// One transaction of the writer, with what its changes share.
final class WriteTransaction {
  let db: Database
  private let lastLink: HotStatement
  private var link: Data?

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

  init(_ db: Database) throws {
    self.db = db
    lastLink = try HotStatement("SELECT link FROM event ORDER BY sequence DESC LIMIT 1", db)
    findRequest = try HotStatement(
      "SELECT fingerprint, receipt FROM request WHERE actor = ? AND id = ?", db)
    addRequest = try HotStatement(
      "INSERT INTO request (actor, id, fingerprint, receipt, at) VALUES (?, ?, ?, ?, ?)", db)
    findReferral = try HotStatement(
      "SELECT id, version, purged_at FROM referral WHERE code = ?", db)
    addReferral = try HotStatement(
      """
      INSERT INTO referral (code, case_code, branch, kind, region, priority, status, version,
        opened_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, db)
    changeReferral = try HotStatement(
      """
      UPDATE referral SET kind = ?, region = ?, priority = ?, status = ?, version = ?,
        changed_at = ?, closed_at = ?, frozen_at = ? WHERE id = ?
      """, db)
    addEvent = try HotStatement(
      """
      INSERT INTO event (referral, version, at, actor, body, body_hash, link)
      VALUES (?, ?, ?, ?, ?, ?, ?)
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
      "INSERT INTO audit (at, actor, role, action, code, outcome) VALUES (?, ?, ?, ?, ?, ?)", db)
  }

  /// The link of the newest event; zeros before the first.
  func chainEnd() throws -> Data {
    if let link { return link }
    let found = try lastLink.step() ? lastLink.blob(0) : SQLiteStore.firstLink
    lastLink.reset()
    link = found
    return found
  }

  /// Tells where the chain ends now.
  func chainEnds(_ end: Data) { link = end }

  /// Forgets where the chain ends, after something was taken back.
  func forgetChain() { link = nil }
}
