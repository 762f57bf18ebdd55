public import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Synchronization

extension SQLiteStore {
  /// Does a change; returns after it is on the disk.
  public func write(_ request: WriteRequest) async throws(StoreError) -> Receipt {
    try Self.check(request)
    return try await withKeys { ring throws(StoreError) in
      let writing = try writer.prepare { () throws(StoreError) in
        try Writing(request, ring, known: states)
      }
      let done = try await writer.perform { transaction in
        try transaction.require(ring)
        return try writing.run(transaction)
      }
      if let state = done.state { states.keep(state) }
      return done.receipt
    }
  }

  /// Does something with the current keys; once more with those of the file when another process
  /// has rotated them meanwhile.
  func withKeys<Value>(
    _ work: (KeyRing) async throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    for _ in 0..<4 {
      do throws(StoreError) {
        return try await work(keys.withLock { $0 })
      } catch .keysChanged {
        let number = try await read(Self.keyNumber)
        let ring = try KeyRing(path: keysPath).selected(number)
        // Another thread may have seen a later rotation meanwhile.
        keys.withLock { if $0.current <= ring.current { $0 = ring } }
      }
    }
    throw .keysUnusable
  }

  /// Reads with the keys that the file has at that moment: by older ones what was written since would
  /// look changed, and a number would not be found.
  func readWithKeys<Value: Sendable>(
    _ work: @escaping @Sendable (Database, KeyRing) throws -> Value
  ) async throws(StoreError) -> Value {
    try await withKeys { ring throws(StoreError) in
      try await read { db in
        guard try Self.keyNumber(db) == Int64(ring.current) else { throw StoreError.keysChanged }
        return try work(db, ring)
      }
    }
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

/// One change: prepared outside the transaction as far as can be, and done inside it.
private struct Writing: Sendable {
  /// What was done, and the state after it unless it was done before.
  struct Done: Sendable {
    var receipt: Receipt
    var state: Referral?
  }

  let request: WriteRequest
  let ring: KeyRing
  /// What the request says, as a keyed hash: equal for a repetition, and not readable.
  let fingerprint: Data
  /// Made beforehand for what was last known; nil when nothing was, or when it would be refused.
  ///
  /// A refusal is given inside, after it is certain that the request is not a repeated one.
  let prepared: PreparedChange?

  init(_ request: WriteRequest, _ ring: KeyRing, known: StateCache) throws(StoreError) {
    self.request = request
    self.ring = ring
    var encoded: EncodedOpening?
    if case .open(let opening) = request.action { encoded = try EncodedOpening(opening) }
    fingerprint = try Self.fingerprint(request, encoded, ring)
    switch request.action {
    case .open(let opening):
      prepared = request.codes.first.flatMap {
        try? PreparedChange(opening: opening, encoded: encoded, code: $0, request, ring)
      }
    case .change(let code, let command):
      prepared = known.state(code).flatMap {
        try? PreparedChange(
          command: command, on: $0, request, personal: request.personal, ring)
      }
    case .referBack: prepared = nil
    }
  }

  private static func fingerprint(
    _ request: WriteRequest, _ encoded: EncodedOpening?, _ ring: KeyRing
  ) throws(StoreError) -> Data {
    guard request.requestID != nil else { return Data() }
    var bytes = if let encoded { encoded.action } else { try Coding.encode(request.action) }
    for (field, text) in request.personal.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      bytes.append(Data("\u{0}\(field.rawValue)\u{0}\(text)".utf8))
    }
    return ring.fingerprint(bytes)
  }

  func run(_ transaction: WriteTransaction) throws -> Done {
    if let receipt = try earlier(transaction) { return Done(receipt: receipt) }
    let done: PreparedChange
    let word: String
    switch request.action {
    case .open(let opening):
      word = "open"
      done = try open(opening, transaction)
    case .change(let code, let command):
      word = command.word
      done = try change(code, command, personal: request.personal, transaction)
    case .referBack(let code, let attempt, var opening):
      word = "return"
      let new = try freeCode(transaction)
      let old = try change(
        code, .returnBack(attempt: attempt, code: new), personal: [:], transaction)
      opening.caseCode = old.state.caseCode
      done = try open(opening, transaction)
    }
    try transaction.append(
      AuditEntry(
        at: request.moment.now, actor: request.moment.actor, role: request.role, action: word,
        code: done.state.code, source: request.account), ring)
    if let id = request.requestID {
      let row = transaction.addRequest
      row.bind(1, request.moment.actor)
      row.bind(2, id)
      row.bind(3, fingerprint)
      row.bind(4, done.receiptBytes)
      row.bind(5, request.moment.now.milliseconds)
      try row.run()
    }
    return Done(receipt: done.receipt, state: done.state)
  }

  /// The receipt of the same request done before.
  private func earlier(_ transaction: WriteTransaction) throws -> Receipt? {
    guard let id = request.requestID else { return nil }
    let row = transaction.findRequest
    row.bind(1, request.moment.actor)
    row.bind(2, id)
    guard try row.step() else { return nil }
    defer { row.reset() }
    guard row.blob(0) == fingerprint else { throw StoreError.requestIDReused }
    return try Coding.decode(Receipt.self, row.blob(1))
  }

  private func find(
    _ code: ReferralCode, _ transaction: WriteTransaction
  ) throws -> (id: Int64, version: Int)? {
    let row = transaction.findReferral
    row.bind(1, Int64(code.bits))
    guard try row.step() else { return nil }
    defer { row.reset() }
    if !row.isNull(2) { throw StoreError.purged(code) }
    return (row.integer(0), Int(clamping: row.integer(1)))
  }

  private func freeCode(_ transaction: WriteTransaction) throws -> ReferralCode {
    let row = transaction.findReferral
    for code in request.codes {
      row.bind(1, Int64(code.bits))
      let isTaken = try row.step()
      row.reset()
      if !isTaken { return code }
    }
    throw StoreError.invalid(what: "codes", allowed: "at least one that is not taken")
  }

  private func open(
    _ opening: Opening, _ transaction: WriteTransaction
  ) throws -> PreparedChange {
    let code = try freeCode(transaction)
    let change: PreparedChange
    if let prepared, prepared.state.code == code {
      change = prepared
    } else {
      change = try PreparedChange(opening: opening, code: code, request, ring)
    }
    let state = change.state
    let row = transaction.addReferral
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
    try put(change, row: transaction.db.lastInsertedRowID, transaction)
    return change
  }

  private func change(
    _ code: ReferralCode, _ command: Command, personal: [PersonalField: String],
    _ transaction: WriteTransaction
  ) throws -> PreparedChange {
    guard let (id, version) = try find(code, transaction) else { throw StoreError.notFound(code) }
    if let wanted = request.ifVersion, wanted != version {
      throw StoreError.versionDiffers(version)
    }
    let change: PreparedChange
    if let prepared, prepared.basis == version {
      change = prepared
    } else {
      let before = try SQLiteStore.fold(
        row: id, code, version: Int64(version), ring, transaction.db)
      change = try PreparedChange(
        command: command, on: before, request, personal: personal, ring)
    }
    let state = change.state
    let row = transaction.changeReferral
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
    try put(change, row: id, transaction)
    return change
  }

  /// Puts events, attempts and sealed fields in.
  private func put(
    _ change: PreparedChange, row id: Int64, _ transaction: WriteTransaction
  ) throws {
    var end = try transaction.events()
    let event = transaction.addEvent
    for (offset, one) in change.events.enumerated() {
      let version = change.basis + 1 + offset
      let fields = offset == 0 ? change.fields : nil
      let (sequence, overflow) = end.sequence.addingReportingOverflow(1)
      guard !overflow else { throw StoreError.inconsistent("sequence") }
      end = ChainEnd(
        sequence: sequence,
        link: ring.link(
          after: end.link, sequence: sequence, code: change.state.code, version: Int64(version),
          at: one.at, actor: one.actor, bodyHash: one.hash, fields: fields))
      event.bind(1, id)
      event.bind(2, version)
      event.bind(3, one.at.milliseconds)
      event.bind(4, one.actor)
      event.bind(5, one.body)
      event.bind(6, one.hash)
      event.bind(7, end.link)
      event.bind(8, end.sequence)
      event.bind(9, fields)
      try event.run()
    }
    transaction.eventsEnd(end)
    let attempt = transaction.setAttempt
    for one in change.attempts {
      attempt.bind(1, id)
      attempt.bind(2, one.number)
      attempt.bind(3, one.destination?.facilityID)
      attempt.bind(4, one.status.rawValue)
      attempt.bind(5, change.state.isParallel)
      attempt.bind(6, one.sentAt?.milliseconds)
      attempt.bind(7, one.answerDueAt?.milliseconds)
      attempt.bind(8, one.changedAt.milliseconds)
      try attempt.run()
    }
    let sealed = transaction.setSealed
    for one in change.sealed {
      sealed.bind(1, id)
      sealed.bind(2, one.field.rawValue)
      // With the first event of the change, which is the one that a person made.
      sealed.bind(3, one.version)
      sealed.bind(4, one.key)
      sealed.bind(5, one.box)
      sealed.bind(6, one.lookup)
      try sealed.run()
    }
  }
}
