package import Application
internal import Foundation
package import Referrals

/// One change: prepared outside the transaction as far as can be, and done inside it.
package struct ChangeWriting: Sendable {
  /// What was done, and the state after it unless it was done before.
  package struct Done: Sendable {
    package var receipt: Receipt
    package var state: Referral?
  }

  let request: WriteRequest
  let ring: KeyRing
  /// What the request says, as a keyed hash: equal for a repetition, and not readable.
  let fingerprint: Data
  /// Made beforehand for what was last known; nil when nothing was, or when it would be refused.
  ///
  /// A refusal is given inside, after it is certain that the request is not a repeated one.
  let prepared: PreparedChange?

  /// Prepares a change with what is known of its referral.
  package init(_ request: WriteRequest, _ ring: KeyRing, known: StateCache) throws(StoreError) {
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

  /// Requests and referrals that the change will ask for, so that a store can look for all of a group
  /// at once.
  package var wanted: Wanted {
    var wanted = Wanted()
    if let id = request.requestID {
      wanted.requests = [Wanted.Request(actor: request.moment.actor, id: id)]
    }
    wanted.codes = Array(request.codes.prefix(1))
    switch request.action {
    case .open: break
    case .change(let code, _): wanted.codes = [code]
    case .referBack(let code, _, _): wanted.codes.append(code)
    }
    return wanted
  }

  /// Makes the change inside a transaction, or returns the receipt of the same request.
  package func run(_ transaction: some ChangeTransaction) throws -> Done {
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
      try transaction.keep(
        AnsweredRequest(
          actor: request.moment.actor, id: id, fingerprint: fingerprint,
          receipt: done.receiptBytes, at: request.moment.now.milliseconds))
    }
    return Done(receipt: done.receipt, state: done.state)
  }

  /// The receipt of the same request done before.
  private func earlier(_ transaction: some ChangeTransaction) throws -> Receipt? {
    guard let id = request.requestID,
      let earlier = try transaction.earlier(actor: request.moment.actor, id: id)
    else { return nil }
    guard earlier.fingerprint == fingerprint else { throw StoreError.requestIDReused }
    return try Coding.decode(Receipt.self, earlier.receipt)
  }

  private func freeCode(_ transaction: some ChangeTransaction) throws -> ReferralCode {
    for code in request.codes where try transaction.find(code) == nil { return code }
    throw StoreError.invalid(what: "codes", allowed: "at least one that is not taken")
  }

  private func open(
    _ opening: Opening, _ transaction: some ChangeTransaction
  ) throws -> PreparedChange {
    let code = try freeCode(transaction)
    let change: PreparedChange
    if let prepared, prepared.state.code == code {
      change = prepared
    } else {
      change = try PreparedChange(opening: opening, code: code, request, ring)
    }
    try put(change, row: try transaction.add(change.state), transaction)
    return change
  }

  private func change(
    _ code: ReferralCode, _ command: Command, personal: [PersonalField: String],
    _ transaction: some ChangeTransaction
  ) throws -> PreparedChange {
    guard let found = try transaction.find(code) else { throw StoreError.notFound(code) }
    if found.isPurged { throw StoreError.purged(code) }
    if let wanted = request.ifVersion, wanted != found.version {
      throw StoreError.versionDiffers(found.version)
    }
    let change: PreparedChange
    if let prepared, prepared.basis == found.version {
      change = prepared
    } else {
      let before = try transaction.fold(found, code, ring)
      change = try PreparedChange(
        command: command, on: before, request, personal: personal, ring)
    }
    try transaction.change(change.state, row: found.row)
    try put(change, row: found.row, transaction)
    return change
  }

  /// Puts events, attempts and sealed fields in.
  private func put(
    _ change: PreparedChange, row: Int64, _ transaction: some ChangeTransaction
  ) throws {
    var end = try transaction.events()
    for (offset, one) in change.events.enumerated() {
      let version = Int64(change.basis + 1 + offset)
      let fields = offset == 0 ? change.fields : nil
      let (sequence, overflow) = end.sequence.addingReportingOverflow(1)
      guard !overflow else { throw StoreError.inconsistent("sequence") }
      end = ChainEnd(
        sequence: sequence,
        link: ring.link(
          after: end.link, sequence: sequence, code: change.state.code, version: version,
          at: one.at, actor: one.actor, bodyHash: one.hash, fields: fields))
      try transaction.add(
        StoredEvent(
          sequence: end.sequence, version: version, at: one.at.milliseconds, actor: one.actor,
          hash: one.hash, link: end.link, fields: fields), body: one.body, row: row)
    }
    for one in change.attempts {
      try transaction.set(one, isParallel: change.state.isParallel, row: row)
    }
    // With the first event of the change, which is the one that a person made.
    for one in change.sealed { try transaction.add(one, row: row) }
  }
}

/// What a change will ask its transaction for.
package struct Wanted: Sendable {
  /// A request by who asked and its id.
  package struct Request: Hashable, Sendable {
    package let actor: String
    package let id: String

    /// Names one.
    package init(actor: String, id: String) {
      self.actor = actor
      self.id = id
    }
  }

  /// Requests that may have been answered before.
  package var requests: [Request] = []
  /// Referrals, and codes that may be taken.
  package var codes: [ReferralCode] = []

  /// Nothing.
  package init() {}
}
