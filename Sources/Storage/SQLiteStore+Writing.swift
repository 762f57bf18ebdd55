internal import Foundation
internal import GRDB
internal import Referrals
internal import Synchronization

extension SQLiteStore {
  /// Does a change; returns after it is on the disk.
  public func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try Self.check(request)
    let ring = keys.withLock { $0 }
    let writing = Writing(request: request, ring: ring)
    return try await writer.submit { db in try writing.run(db) }
  }

  private static func check(_ request: WriteRequest) throws(StoreError) {
    if let id = request.requestID,
      !(1...WriteRequest.longestRequestID).contains(id.utf8.count)
        || !id.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    {
      throw .invalid(
        what: "request id", allowed: "1...\(WriteRequest.longestRequestID) visible ASCII characters"
      )
    }
    for (field, text) in request.personal {
      guard text.utf8.count <= field.longest else {
        throw .invalid(what: field.rawValue, allowed: "at most \(field.longest) bytes")
      }
    }
  }
}

/// One change inside the transaction.
private struct Writing: Sendable {
  let request: WriteRequest
  let ring: KeyRing

  func run(_ db: Database) throws -> Receipt {
    let fingerprint = try fingerprint()
    if let id = request.requestID,
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT fingerprint, receipt FROM request WHERE actor = ? AND id = ?"),
        arguments: [request.moment.actor, id])
    {
      guard row["fingerprint"] as Data == fingerprint else { throw StoreError.requestIDReused }
      return try Coding.decode(Receipt.self, row["receipt"])
    }
    let receipt: Receipt
    let word: String
    switch request.action {
    case .open(let opening):
      word = "open"
      receipt = try open(opening, code: freeCode(db), db)
    case .change(let code, let command):
      word = command.word
      receipt = try change(code, command, db)
    case .referBack(let code, let attempt, var opening):
      word = "return"
      let new = try freeCode(db)
      let old = try change(code, .returnBack(attempt: attempt, code: new), db, keepNote: false)
      opening.caseCode = try SQLiteStore.load(old.code, db)?.state.caseCode ?? code
      receipt = try open(opening, code: new, db)
    }
    try SQLiteStore.append(
      AuditEntry(
        at: request.moment.now, actor: request.moment.actor, role: request.role, action: word,
        code: receipt.code), db)
    if let id = request.requestID {
      try db.cachedStatement(
        sql: "INSERT INTO request (actor, id, fingerprint, receipt, at) VALUES (?, ?, ?, ?, ?)"
      ).execute(arguments: [
        request.moment.actor, id, fingerprint, try Coding.encode(receipt),
        request.moment.now.milliseconds,
      ])
    }
    return receipt
  }

  /// What the request says, as a keyed hash: equal for a repetition, and readable by no one.
  private func fingerprint() throws -> Data {
    guard request.requestID != nil else { return Data() }
    var bytes = try Coding.encode(request.action)
    for (field, text) in request.personal.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      bytes.append(Data("\u{0}\(field.rawValue)\u{0}\(text)".utf8))
    }
    return ring.fingerprint(bytes)
  }

  private func freeCode(_ db: Database) throws -> ReferralCode {
    for code in request.codes {
      let isTaken =
        try Int64.fetchOne(
          db.cachedStatement(sql: "SELECT id FROM referral WHERE code = ?"),
          arguments: [Int64(code.bits)]) != nil
      if !isTaken { return code }
    }
    throw StoreError.invalid(what: "codes", allowed: "at least one that is not taken")
  }

  private func open(_ opening: Opening, code: ReferralCode, _ db: Database) throws -> Receipt {
    let events = try refusable { () throws(Refusal) in
      try Referral.open(opening, code: code, at: request.moment)
    }
    guard let state = Referral(events) else { throw StoreError.inconsistent("opening") }
    try db.cachedStatement(
      sql: """
        INSERT INTO referral (code, case_code, branch, kind, region, priority, status, version,
          opened_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      Int64(code.bits), Int64(state.caseCode.bits), state.branch, state.facts.kind.rawValue,
      state.facts.regionCode, state.priority.rawValue, state.status.rawValue, state.version,
      state.openedAt.milliseconds, state.changedAt.milliseconds,
    ])
    let row = db.lastInsertedRowID
    try append(events, from: 1, code: code, row: row, db)
    try save(attempts: state.attempts[...], of: state, row: row, db)
    try seal(code: code, row: row, db)
    return receipt(state, attempt: 1)
  }

  private func change(
    _ code: ReferralCode, _ command: Command, _ db: Database, keepNote: Bool = true
  ) throws -> Receipt {
    guard let (row, before) = try SQLiteStore.load(code, db) else {
      throw StoreError.notFound(code)
    }
    let events = try refusable { () throws(Refusal) in
      try before.decide(command, at: request.moment)
    }
    var after = before
    for event in events { after.apply(event) }
    let broken = after.brokenInvariants
    if let invariant = broken.first { throw StoreError.inconsistent(invariant.rawValue) }
    try append(events, from: before.version + 1, code: code, row: row, db)
    try db.cachedStatement(
      sql: """
        UPDATE referral SET kind = ?, region = ?, status = ?, version = ?, changed_at = ?,
          closed_at = ?, frozen_at = ? WHERE id = ?
        """
    ).execute(arguments: [
      after.facts.kind.rawValue, after.facts.regionCode, after.status.rawValue, after.version,
      after.changedAt.milliseconds, after.closedAt?.milliseconds, after.frozenAt?.milliseconds, row,
    ])
    // Ended attempts first, so that the one that becomes live meets no other.
    let changed = after.attempts.filter { before.attempt($0.number) != $0 }
    try save(
      attempts: changed.sorted { !$0.status.isLive && $1.status.isLive }[...], of: after, row: row,
      db)
    if keepNote { try seal(code: code, row: row, db) }
    let number =
      command.step.map { step in
        step.action == .onward ? after.attempts.count : step.attempt
      } ?? (command.word == "plan" ? after.attempts.count : nil)
    return receipt(after, attempt: number)
  }

  private func append(
    _ events: [Event], from version: Int, code: ReferralCode, row: Int64, _ db: Database
  ) throws {
    var link =
      try Data.fetchOne(
        db.cachedStatement(sql: "SELECT link FROM event ORDER BY sequence DESC LIMIT 1"))
      ?? SQLiteStore.firstLink
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO event (referral, version, at, actor, body, body_hash, link)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    for (index, event) in events.enumerated() {
      let body = try Coding.encode(event.body)
      let hash = sha256(body)
      link = ring.link(
        after: link, code: code, version: version + index, at: event.at, actor: event.actor,
        bodyHash: hash)
      try insert.execute(arguments: [
        row, version + index, event.at.milliseconds, event.actor, body, hash, link,
      ])
    }
  }

  private func save(
    attempts: ArraySlice<ReferralAttempt>, of state: Referral, row: Int64, _ db: Database
  ) throws {
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO attempt
          (referral, number, facility, status, is_parallel, sent_at, answer_due_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (referral, number) DO UPDATE SET facility = excluded.facility,
          status = excluded.status, sent_at = excluded.sent_at,
          answer_due_at = excluded.answer_due_at, changed_at = excluded.changed_at
        """)
    for attempt in attempts {
      try insert.execute(arguments: [
        row, attempt.number, attempt.destination?.facilityID, attempt.status.rawValue,
        state.isParallel, attempt.sentAt?.milliseconds, attempt.answerDueAt?.milliseconds,
        attempt.changedAt.milliseconds,
      ])
    }
  }

  private func seal(code: ReferralCode, row: Int64, _ db: Database) throws {
    for (field, text) in request.personal where !text.isEmpty {
      let (key, box) = try ring.seal(text, code: code, field: field)
      let hash = field.isFindable ? ring.lookupHash(text, field: field) : nil
      try db.cachedStatement(
        sql: """
          INSERT INTO sealed (referral, field, key_id, box, lookup) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (referral, field) DO UPDATE SET key_id = excluded.key_id,
            box = excluded.box, lookup = excluded.lookup
          """
      ).execute(arguments: [row, field.rawValue, key, box, hash])
    }
  }

  private func receipt(_ state: Referral, attempt number: Int?) -> Receipt {
    Receipt(
      code: state.code, version: state.version, attempt: number,
      attemptStatus: number.flatMap { state.attempt($0)?.status }, status: state.status,
      at: state.changedAt)
  }

  private func refusable<Value>(_ work: () throws(Refusal) -> Value) throws(StoreError) -> Value {
    do { return try work() } catch { throw .refused(error) }
  }
}

extension SQLiteStore {
  /// The link before the first event.
  static let firstLink = Data(count: 32)

  /// A referral folded from its events, with its row, or nil.
  static func load(
    _ code: ReferralCode, _ db: Database
  ) throws -> (row: Int64, state: Referral)? {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT id, purged_at FROM referral WHERE code = ?"),
        arguments: [Int64(code.bits)])
    else { return nil }
    if row["purged_at"] as Int64? != nil { throw StoreError.purged(code) }
    let id: Int64 = row["id"]
    guard let state = Referral(try events(row: id, db)) else {
      throw StoreError.inconsistent("referral \(code.text) does not begin with an opening")
    }
    return (id, state)
  }

  static func events(row: Int64, _ db: Database) throws -> [Event] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT at, actor, body FROM event WHERE referral = ? ORDER BY version"),
      arguments: [row])
    var events: [Event] = []
    while let row = try rows.next() {
      if let event = try event(row) { events.append(event) }
    }
    return events
  }

  /// The event of a row with `at`, `actor` and `body`; nil when its body was purged.
  static func event(_ row: Row) throws -> Event? {
    guard let body = row["body"] as Data? else { return nil }
    return Event(
      at: Instant(milliseconds: row["at"]), actor: row["actor"],
      body: try Coding.decode(EventBody.self, body))
  }

  static func append(_ entry: AuditEntry, _ db: Database) throws {
    try db.cachedStatement(
      sql: "INSERT INTO audit (at, actor, role, action, code, outcome) VALUES (?, ?, ?, ?, ?, ?)"
    ).execute(arguments: [
      entry.at.milliseconds, entry.actor, entry.role?.rawValue, entry.action,
      entry.code.map { Int64($0.bits) }, entry.outcome,
    ])
  }
}
