internal import Application
internal import Foundation
internal import Referrals
internal import Sealing

/// One transaction of the writer: what its changes ask is read in one round to the server, what they put
/// in is gathered here, and goes there in a second round with the commit.
///
/// In between the row `tail` is locked, so nothing that was read can change.
final class PostgresTransaction: ChangeTransaction {
  let connection: PostgresConnection
  private let clock: ClockKeeper
  private var tail: PostgresTail
  private var requests: [Wanted.Request: (fingerprint: Data, receipt: Data)?] = [:]
  private var referrals: [ReferralCode: FoundReferral?] = [:]
  /// What referrals were changed to in this transaction, by row.
  private var states: [Int64: Referral] = [:]
  private var rows = PostgresGroupRows()
  /// How often something was put in: a change that fails after that has to be taken back.
  private(set) var changes = 0

  /// Begins: locks the tail, and reads what the changes of a group will ask for.
  init(
    _ connection: PostgresConnection, _ clock: ClockKeeper, _ wanted: [Wanted]
  ) throws {
    self.connection = connection
    self.clock = clock
    let keys = Array(Set(wanted.flatMap(\.requests)))
    let codes = Array(Set(wanted.flatMap(\.codes)))
    var statements = [
      PostgresStatement("BEGIN"),
      PostgresStatement("SELECT * FROM tail FOR UPDATE", isKept: true),
    ]
    if !keys.isEmpty {
      statements.append(
        PostgresStatement(
          """
          SELECT request.actor, request.id, fingerprint, receipt
          FROM unnest($1::text[], $2::text[]) AS wanted (actor, id)
            JOIN request ON request.actor = wanted.actor AND request.id = wanted.id
          """, [.texts(keys.map { $0.actor }), .texts(keys.map { $0.id })], isKept: true))
    }
    if !codes.isEmpty {
      statements.append(Self.look(for: codes))
    }
    let answers = try connection.run(statements)
    guard let row = answers[1].rows.first else { throw StoreError.inconsistent("no tail") }
    tail = try PostgresTail(row)
    for key in keys { requests[key] = .some(nil) }
    for code in codes { referrals[code] = .some(nil) }
    if !keys.isEmpty {
      for row in answers[2].rows {
        let key = Wanted.Request(actor: try row.text("actor"), id: try row.text("id"))
        requests[key] = (try row.bytes("fingerprint"), try row.bytes("receipt"))
      }
    }
    if !codes.isEmpty { try take(answers[keys.isEmpty ? 2 : 3]) }
  }

  private static func look(for codes: [ReferralCode]) -> PostgresStatement {
    PostgresStatement(
      "SELECT id, code, version, purged_at FROM referral WHERE code = ANY($1::bigint[])",
      [.wholes(codes.map { Int64($0.bits) })], isKept: true)
  }

  private func take(_ found: PostgresRows) throws {
    for row in found.rows {
      let code = try row.code()
      referrals[code] = FoundReferral(
        row: try row.whole("id"), version: Int(clamping: try row.whole("version")),
        isPurged: try row.wholeIfAny("purged_at") != nil)
    }
  }

  // MARK: - What a change asks

  /// The number of the keys that the store was last given.
  var keyGeneration: Int64 { tail.keys }

  func require(_ ring: KeyRing) throws {
    if tail.keys != Int64(ring.current) { throw StoreError.keysChanged }
  }

  func earlier(actor: String, id: String) throws -> (fingerprint: Data, receipt: Data)? {
    let key = Wanted.Request(actor: actor, id: id)
    if let known = requests[key] { return known }
    let row = try connection.run(
      "SELECT fingerprint, receipt FROM request WHERE actor = $1 AND id = $2",
      [.text(actor), .text(id)]
    ).rows.first
    let found = try row.map { row -> (fingerprint: Data, receipt: Data) in
      (try row.bytes("fingerprint"), try row.bytes("receipt"))
    }
    requests[key] = .some(found)
    return found
  }

  func find(_ code: ReferralCode) throws -> FoundReferral? {
    if let known = referrals[code] { return known }
    referrals[code] = .some(nil)
    try take(try connection.run([Self.look(for: [code])])[0])
    return referrals[code] ?? nil
  }

  func fold(_ found: FoundReferral, _ code: ReferralCode, _ ring: KeyRing) throws -> Referral {
    if let state = states[found.row] { return state }
    return try StoredReferral.folded(
      StoredReferral.events(row: found.row, code, ring, PostgresSource(connection)), code,
      version: Int64(found.version))
  }

  func events() -> ChainEnd { tail.events }
  func accesses() -> ChainEnd { tail.accesses }

  // MARK: - What a change puts in

  func keep(_ request: AnsweredRequest) {
    changes += 1
    requests[Wanted.Request(actor: request.actor, id: request.id)] = (
      request.fingerprint, request.receipt
    )
    rows.requests.append(request)
  }

  func add(_ state: Referral) throws -> Int64 {
    changes += 1
    tail.referrals += 1
    let row = tail.referrals
    note(state, row)
    rows.opened.append((row, state))
    return row
  }

  func change(_ state: Referral, row: Int64) {
    changes += 1
    note(state, row)
    rows.changed[row] = state
  }

  private func note(_ state: Referral, _ row: Int64) {
    referrals[state.code] = FoundReferral(row: row, version: state.version, isPurged: false)
    states[row] = state
  }

  func add(_ event: StoredEvent, body: Data, row: Int64) {
    changes += 1
    rows.events.append((row, event, body))
    tail.events = ChainEnd(sequence: event.sequence, link: event.link)
  }

  func set(_ attempt: ReferralAttempt, isParallel: Bool, row: Int64) {
    changes += 1
    rows.attempts[PostgresGroupRows.AttemptKey(row: row, number: attempt.number)] = (
      attempt, isParallel
    )
  }

  func add(_ field: PreparedChange.SealedField, row: Int64) {
    changes += 1
    rows.sealed.append((row, field))
  }

  func append(_ entry: AuditEntry, _ ring: KeyRing) throws {
    let (sequence, overflow) = tail.accesses.sequence.addingReportingOverflow(1)
    guard !overflow else { throw StoreError.inconsistent("sequence") }
    changes += 1
    clock.note(entry.at)
    let stored = StoredAccess(entry)
    tail.accesses = ChainEnd(
      sequence: sequence, link: ring.link(after: tail.accesses.link, access: sequence, stored))
    rows.accesses.append((tail.accesses, stored))
  }

  // MARK: - Statements of their own

  /// Changes something directly, behind what was put in before.
  @discardableResult
  func execute(_ sql: String, _ values: [PostgresValue] = []) throws -> PostgresRows {
    try flush()
    changes += 1
    return try connection.run(sql, values)
  }

  /// Reads what there is, with what was put in before.
  func rows(_ sql: String, _ values: [PostgresValue] = []) throws -> [PostgresRow] {
    try flush()
    return try connection.run(sql, values).rows
  }

  /// Says that the access log begins later from now on.
  func removeAccesses(through last: Int64) throws {
    tail.removed = last
    try flush()
    try connection.run("UPDATE tail SET accesses_removed = $1", [.whole(last)])
    try execute("DELETE FROM audit WHERE sequence <= $1", [.whole(last)])
  }

  /// Says that other keys are in use from now on.
  func useKeys(_ number: Int64) { tail.keys = number }

  /// Sends what was put in, so that statements of their own see it.
  private func flush() throws {
    let statements = rows.statements
    rows = PostgresGroupRows()
    if !statements.isEmpty { _ = try connection.run(statements) }
  }

  /// Sends what was put in, and commits; returns when the standby has it too.
  ///
  /// Always writes something: so a commit that returned tells that all before it is durable as well,
  /// what another server's called-off wait left included.
  func commit(_ writer: String, group: Int64) throws {
    var statements = rows.statements
    statements.append(tail.statement(clock: clock.seen.milliseconds))
    statements.append(
      PostgresStatement(
        """
        INSERT INTO writer (id, groups, at) VALUES ($1, $2, now())
        ON CONFLICT (id) DO UPDATE SET groups = excluded.groups, at = excluded.at
        """, [.text(writer), .whole(group)], isKept: true))
    statements.append(PostgresStatement("COMMIT"))
    _ = try connection.run(statements)
  }
}

/// The row that all writers go through.
struct PostgresTail: Sendable {
  var events: ChainEnd
  var accesses: ChainEnd
  /// The row of the newest referral.
  var referrals: Int64
  /// Up to where the access log was removed by age.
  var removed: Int64
  /// The number of the keys in use.
  var keys: Int64

  init(_ row: PostgresRow) throws(StoreError) {
    events = ChainEnd(sequence: try row.whole("events"), link: try row.bytes("event_link"))
    accesses = ChainEnd(sequence: try row.whole("accesses"), link: try row.bytes("access_link"))
    referrals = try row.whole("referrals")
    removed = try row.whole("accesses_removed")
    keys = try row.whole("keys")
  }

  func statement(clock: Int64) -> PostgresStatement {
    PostgresStatement(
      """
      UPDATE tail SET events = $1, event_link = $2, accesses = $3, access_link = $4,
        referrals = $5, accesses_removed = $6, keys = $7, clock = greatest(clock, $8)
      """,
      [
        .whole(events.sequence), .bytes(events.link), .whole(accesses.sequence),
        .bytes(accesses.link), .whole(referrals), .whole(removed), .whole(keys), .whole(clock),
      ], isKept: true)
  }
}
