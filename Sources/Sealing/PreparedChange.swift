package import Application
package import Foundation
package import Referrals

/// A change with everything made that can be made without the database: decided, folded, encoded,
/// hashed and sealed.
///
/// Made by the caller's thread while the writer commits others; the writer only compares the version
/// that it was made for and puts the rows in. Where they differ, it is made again.
package struct PreparedChange: Sendable {
  package struct SealedField: Sendable {
    package let field: PersonalField
    package let key: Int
    package let box: Data
    package let lookup: Data?
    /// The version of the referral from which it holds.
    package let version: Int
  }

  package struct EncodedEvent: Sendable {
    package let at: Instant
    package let actor: String
    package let body: Data
    package let hash: Data
  }

  /// The version it follows; 0 for an opening.
  package let basis: Int
  /// The referral after it.
  package let state: Referral
  /// Its events, from version `basis + 1`.
  package let events: [EncodedEvent]
  /// The attempts that it makes or changes, ended ones first, so that the one that becomes live meets
  /// no other.
  package let attempts: [ReferralAttempt]
  /// Its personal fields.
  package let sealed: [SealedField]
  /// Their names, which its first event carries; nil when there are none.
  package let fields: String?
  /// What the caller receives.
  package let receipt: Receipt
  /// The same as bytes, returned again to a repeated request; empty when it has no id.
  package let receiptBytes: Data

  /// An opening under a code; `encoded` are its bytes, if they are known.
  package init(
    opening: Opening, encoded: EncodedOpening? = nil, code: ReferralCode, _ request: WriteRequest,
    _ ring: KeyRing
  ) throws(StoreError) {
    let events: [Event]
    do { events = try Referral.open(opening, code: code, at: request.moment) } catch {
      throw .refused(error)
    }
    guard let state = Referral(events) else { throw .inconsistent("opening") }
    try self.init(
      basis: 0, state: state, events: events, attempts: state.attempts, attempt: 1,
      firstBody: encoded?.event(code), request, personal: request.personal, ring)
  }

  /// A command on a referral in its present state.
  package init(
    command: Command, on before: Referral, _ request: WriteRequest,
    personal: [PersonalField: String], _ ring: KeyRing
  ) throws(StoreError) {
    let events: [Event]
    do { events = try before.decide(command, at: request.moment) } catch { throw .refused(error) }
    var after = before
    for event in events { after.apply(event) }
    if let broken = after.brokenInvariants.first { throw .inconsistent(broken.rawValue) }
    let changed = after.attempts.filter { before.attempt($0.number) != $0 }
    let number =
      command.step.map { step in
        step.action == .onward ? after.attempts.count : step.attempt
      } ?? (command.word == "plan" ? after.attempts.count : nil)
    try self.init(
      basis: before.version, state: after, events: events,
      attempts: changed.sorted { !$0.status.isLive && $1.status.isLive }, attempt: number,
      firstBody: nil, request, personal: personal, ring)
  }

  private init(
    basis: Int, state: Referral, events: [Event], attempts: [ReferralAttempt], attempt: Int?,
    firstBody: Data?, _ request: WriteRequest, personal: [PersonalField: String], _ ring: KeyRing
  ) throws(StoreError) {
    self.basis = basis
    self.state = state
    self.attempts = attempts
    var encoded: [EncodedEvent] = []
    encoded.reserveCapacity(events.count)
    for (index, event) in events.enumerated() {
      let body = if index == 0, let firstBody { firstBody } else { try Coding.encode(event.body) }
      encoded.append(
        EncodedEvent(at: event.at, actor: event.actor, body: body, hash: sha256(body)))
    }
    self.events = encoded
    var sealed: [SealedField] = []
    for (field, text) in personal where !text.isEmpty {
      let lookup = field.isFindable ? ring.lookupHash(text, field: field) : nil
      let box = try ring.seal(
        text,
        at: KeyRing.Place(
          code: state.code, field: field, version: Int64(basis + 1), lookup: lookup))
      sealed.append(
        SealedField(
          field: field, key: ring.current, box: box, lookup: lookup, version: basis + 1))
    }
    self.sealed = sealed
    fields =
      sealed.isEmpty ? nil : sealed.map(\.field.rawValue).sorted().joined(separator: ",")
    receipt = Receipt(
      code: state.code, version: state.version, attempt: attempt,
      attemptStatus: attempt.flatMap { state.attempt($0)?.status }, status: state.status,
      at: state.changedAt)
    receiptBytes = request.requestID == nil ? Data() : try Coding.encode(receipt)
  }
}

/// An opening encoded once for both places that hold it: the request, which is known again by it, and
/// the first event.
package struct EncodedOpening: Sendable {
  private let bytes: Data

  package init(_ opening: Opening) throws(StoreError) { bytes = try Coding.encode(opening) }

  /// The bytes of `WriteRequest.Action.open`.
  package var action: Data { Data(#"{"open":{"_0":"#.utf8) + bytes + Data("}}".utf8) }

  /// The bytes of `EventBody.opened` under a code.
  package func event(_ code: ReferralCode) -> Data {
    Data(#"{"opened":{"code":"\#(code.text)","opening":"#.utf8) + bytes + Data("}}".utf8)
  }
}
