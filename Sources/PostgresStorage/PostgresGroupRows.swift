internal import Application
internal import Foundation
internal import Referrals
internal import Sealing

/// The rows that the changes of a group put in: one statement for each table, however many rows.
struct PostgresGroupRows {
  struct AttemptKey: Hashable {
    let row: Int64
    let number: Int
  }

  var opened: [(row: Int64, state: Referral)] = []
  /// The last of each; a referral that was opened in this group takes its row from here as well.
  var changed: [Int64: Referral] = [:]
  var events: [(row: Int64, event: StoredEvent, body: Data)] = []
  var attempts: [AttemptKey: (attempt: ReferralAttempt, isParallel: Bool)] = [:]
  var sealed: [(row: Int64, field: PreparedChange.SealedField)] = []
  var requests: [AnsweredRequest] = []
  var accesses: [(end: ChainEnd, access: StoredAccess)] = []

  /// The statements that put them in.
  var statements: [PostgresStatement] {
    [
      openings, changes, logged, attemptsSet, sealedFields, answered, accessesLogged,
    ].compactMap { $0 }
  }

  private var openings: PostgresStatement? {
    guard !opened.isEmpty else { return nil }
    let all = opened.map { (row: $0.row, state: changed[$0.row] ?? $0.state) }
    return PostgresStatement(
      """
      INSERT INTO referral (id, code, case_code, branch, kind, region, priority, status, version,
        opened_at, changed_at, closed_at, frozen_at, origin)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[],
        $6::text[], $7::text[], $8::text[], $9::bigint[], $10::bigint[], $11::bigint[],
        $12::bigint[], $13::bigint[], $14::text[])
      """,
      [
        .wholes(all.map { $0.row }), .wholes(all.map { Int64($0.state.code.bits) }),
        .wholes(all.map { Int64($0.state.caseCode.bits) }), .texts(all.map { $0.state.branch }),
        .texts(all.map { $0.state.facts.kind.rawValue }),
        .texts(all.map { $0.state.facts.regionCode }),
        .texts(all.map { $0.state.priority.rawValue }),
        .texts(all.map { $0.state.status.rawValue }),
        .wholes(all.map { Int64($0.state.version) }),
        .wholes(all.map { $0.state.openedAt.milliseconds }),
        .wholes(all.map { $0.state.changedAt.milliseconds }),
        .wholes(all.map { $0.state.closedAt?.milliseconds }),
        .wholes(all.map { $0.state.frozenAt?.milliseconds }),
        .texts(all.map { $0.state.originFacilityID }),
      ], isKept: true)
  }

  private var changes: PostgresStatement? {
    let fresh = Set(opened.map { $0.row })
    let all = changed.filter { !fresh.contains($0.key) }.sorted { $0.key < $1.key }
    guard !all.isEmpty else { return nil }
    return PostgresStatement(
      """
      UPDATE referral SET kind = new.kind, region = new.region, priority = new.priority,
        status = new.status, version = new.version, changed_at = new.changed_at,
        closed_at = new.closed_at, frozen_at = new.frozen_at
      FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[],
        $7::bigint[], $8::bigint[], $9::bigint[])
        AS new (id, kind, region, priority, status, version, changed_at, closed_at, frozen_at)
      WHERE referral.id = new.id
      """,
      [
        .wholes(all.map { $0.key }), .texts(all.map { $0.value.facts.kind.rawValue }),
        .texts(all.map { $0.value.facts.regionCode }),
        .texts(all.map { $0.value.priority.rawValue }),
        .texts(all.map { $0.value.status.rawValue }), .wholes(all.map { Int64($0.value.version) }),
        .wholes(all.map { $0.value.changedAt.milliseconds }),
        .wholes(all.map { $0.value.closedAt?.milliseconds }),
        .wholes(all.map { $0.value.frozenAt?.milliseconds }),
      ], isKept: true)
  }

  private var logged: PostgresStatement? {
    guard !events.isEmpty else { return nil }
    return PostgresStatement(
      """
      INSERT INTO event (referral, version, at, actor, body, body_hash, link, sequence, fields)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bytea[],
        $6::bytea[], $7::bytea[], $8::bigint[], $9::text[])
      """,
      [
        .wholes(events.map { $0.row }), .wholes(events.map { $0.event.version }),
        .wholes(events.map { $0.event.at }), .texts(events.map { $0.event.actor }),
        .blobs(events.map { $0.body }), .blobs(events.map { $0.event.hash }),
        .blobs(events.map { $0.event.link }), .wholes(events.map { $0.event.sequence }),
        .texts(events.map { $0.event.fields }),
      ], isKept: true)
  }

  private var attemptsSet: PostgresStatement? {
    guard !attempts.isEmpty else { return nil }
    // Ended ones first, so that the one that becomes live meets no other.
    func place(_ key: AttemptKey, _ attempt: ReferralAttempt) -> (Int, Int64, Int) {
      (attempt.status.isLive ? 1 : 0, key.row, key.number)
    }
    let all = attempts.sorted { left, right in
      place(left.key, left.value.attempt) < place(right.key, right.value.attempt)
    }
    return PostgresStatement(
      """
      INSERT INTO attempt
        (referral, number, facility, status, is_parallel, sent_at, answer_due_at, changed_at)
      SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::boolean[],
        $6::bigint[], $7::bigint[], $8::bigint[])
      ON CONFLICT (referral, number) DO UPDATE SET facility = excluded.facility,
        status = excluded.status, sent_at = excluded.sent_at,
        answer_due_at = excluded.answer_due_at, changed_at = excluded.changed_at
      """,
      [
        .wholes(all.map { $0.key.row }), .wholes(all.map { Int64($0.key.number) }),
        .texts(all.map { $0.value.attempt.destination?.facilityID }),
        .texts(all.map { $0.value.attempt.status.rawValue }),
        .flags(all.map { $0.value.isParallel }),
        .wholes(all.map { $0.value.attempt.sentAt?.milliseconds }),
        .wholes(all.map { $0.value.attempt.answerDueAt?.milliseconds }),
        .wholes(all.map { $0.value.attempt.changedAt.milliseconds }),
      ], isKept: true)
  }

  private var sealedFields: PostgresStatement? {
    guard !sealed.isEmpty else { return nil }
    return PostgresStatement(
      """
      INSERT INTO sealed (referral, field, version, key_id, box, lookup)
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::bytea[],
        $6::bytea[])
      """,
      [
        .wholes(sealed.map { $0.row }), .texts(sealed.map { $0.field.field.rawValue }),
        .wholes(sealed.map { Int64($0.field.version) }),
        .wholes(sealed.map { Int64($0.field.key) }),
        .blobs(sealed.map { $0.field.box }), .blobs(sealed.map { $0.field.lookup }),
      ], isKept: true)
  }

  private var answered: PostgresStatement? {
    guard !requests.isEmpty else { return nil }
    return PostgresStatement(
      """
      INSERT INTO request (actor, id, fingerprint, receipt, at)
      SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[], $4::bytea[], $5::bigint[])
      """,
      [
        .texts(requests.map { $0.actor }), .texts(requests.map { $0.id }),
        .blobs(requests.map { $0.fingerprint }), .blobs(requests.map { $0.receipt }),
        .wholes(requests.map { $0.at }),
      ], isKept: true)
  }

  private var accessesLogged: PostgresStatement? {
    guard !accesses.isEmpty else { return nil }
    return PostgresStatement(
      """
      INSERT INTO audit (at, actor, role, action, code, outcome, source, sequence, link, seen)
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::bigint[],
        $6::text[], $7::text[], $8::bigint[], $9::bytea[], $10::bytea[])
      """,
      [
        .wholes(accesses.map { $0.access.at }), .texts(accesses.map { $0.access.actor }),
        .texts(accesses.map { $0.access.role }), .texts(accesses.map { $0.access.action }),
        .wholes(accesses.map { $0.access.code }), .texts(accesses.map { $0.access.outcome }),
        .texts(accesses.map { $0.access.source }), .wholes(accesses.map { $0.end.sequence }),
        .blobs(accesses.map { $0.end.link }), .blobs(accesses.map { $0.access.seen }),
      ], isKept: true)
  }
}
