internal import Formats
public import Referrals
internal import Synchronization

/// Who is at the desk.
public struct Identity: Hashable, Sendable {
  /// Id of the token, as the access log has it.
  public let actor: String
  /// What it permits.
  public let role: Role
  /// Branch of an officer, facility of a facility.
  public let scope: String

  /// Names who is at the desk; for tokens use `ReferralDesk.identity`.
  public init(actor: String, role: Role, scope: String) {
    self.actor = actor
    self.role = role
    self.scope = scope
  }
}

/// Why the desk did not do what was asked.
public enum DeskError: Error, Hashable, Sendable {
  /// The token is not known, has expired or was revoked; which of these is not told.
  case notAuthenticated
  /// Too many failures: wait until then.
  case slowDown(until: Instant)
  /// The role may not do this, or not with this referral. A referral outside the scope is answered
  /// so as well, whether it exists or not.
  case notPermitted(Role, action: String)
  /// The token has opened or read as much as it may in a while; emergencies are never refused so.
  case quota(until: Instant)
  /// No branch of this name is registered; `near` is the one that may be meant.
  case unknownBranch(String, near: String?)
  /// A facility is told of a case only after it has accepted.
  case notAccepted
  /// What was typed is not a code.
  case code(ReferralCode.Fault)
  /// The store refuses.
  case store(StoreError)
  /// The letter needs an attempt that was sent.
  case notSent
}

/// The use cases of referrals, the same for every door: who may do what, who may see what, and every
/// access in the log.
///
/// Officers work on the referrals of their branch, facilities on those sent to them or opened by them
/// (clinical detail and identity only after acceptance, or when the patient is on the way), auditors
/// see numbers, administrators everything.
public final class ReferralDesk: Sendable {
  let store: any ReferralStore
  let now: @Sendable () -> Instant
  let uptime: @Sendable () -> Span
  private let throttle = Mutex(GuessThrottle())
  let meter: Mutex<QuotaMeter>
  let shown = Mutex(SeenMemory())
  /// How long a search, or the refusal of a code, takes at least: its time tells nothing.
  let lookupTime: Duration

  /// A desk over a store; time is passed in.
  ///
  /// - Parameters:
  ///   - uptime: A clock that nobody sets, by which guesses are slowed and quotas counted.
  ///   - quota: How much one token may open and read.
  ///   - lookupTime: How long a search, or the refusal of a code, takes at least.
  public init(
    store: any ReferralStore, now: @escaping @Sendable () -> Instant,
    uptime: @escaping @Sendable () -> Span = GuessThrottle.uptime, quota: Quota = .standard,
    lookupTime: Duration = .milliseconds(20)
  ) {
    self.store = store
    self.now = now
    self.uptime = uptime
    self.lookupTime = lookupTime
    meter = Mutex(QuotaMeter(quota))
  }

  // MARK: - Tokens

  /// Who a secret belongs to; failures of a source are slowed and logged.
  public func identity(
    secret: String, source: String
  ) async throws(DeskError) -> Identity {
    let time = max(now(), store.timeSeen)
    let source = GuessThrottle.source(ofAddress: source)
    let token = try await stored { () async throws(StoreError) in
      try await store.token(hash: store.digest(of: secret))
    }
    // A good token is never refused or kept waiting for what others at the same address try; and as it
    // forgives nothing, it does not help to mix it with guesses.
    guard let token, token.revokedAt == nil, time < token.expiresAt else {
      try await wrong(source)
      try await log(
        AuditEntry(
          at: time, actor: token?.id ?? "unknown", role: token?.role, action: "auth", code: nil,
          outcome: "not-authenticated", source: source))
      throw .notAuthenticated
    }
    return Identity(actor: token.id, role: token.role, scope: token.scope)
  }

  /// Counts a wrong guess of a source, or refuses to look at it before its wait is over.
  private func wrong(_ source: String) async throws(DeskError) {
    let ticks = uptime()
    let wait = throttle.withLock { throttle -> Span? in
      if let wait = throttle.wait(source, now: ticks) { return wait }
      throttle.fail(source, now: ticks)
      return nil
    }
    if let wait { throw .slowDown(until: now() + wait) }
    let failures = throttle.withLock { $0.failures(source) }
    guard failures >= GuessThrottle.freeFailures else { return }
    // Kept, so that a restart forgives nothing.
    try await stored { () async throws(StoreError) in
      try await store.keep(guesses: failures, of: source, at: now())
    }
  }

  /// Takes up the guesses that were counted before the program was last ended.
  public func rememberGuesses() async throws(DeskError) {
    let kept = try await stored { () async throws(StoreError) in
      try await store.guesses(since: now() - GuessThrottle.forgiveness)
    }
    let ticks = uptime()
    throttle.withLock { throttle in
      for (source, failures) in kept { throttle.resume(source, failures: failures, now: ticks) }
    }
  }

  /// Whether a token that was shown before still holds: neither revoked nor past its end.
  ///
  /// A door that keeps someone at the desk for longer than one request asks before each.
  public func stands(_ identity: Identity) async throws(DeskError) -> Bool {
    let token = try await stored { () async throws(StoreError) in
      try await store.token(id: identity.actor)
    }
    guard let token else { return false }
    return token.revokedAt == nil && max(now(), store.timeSeen) < token.expiresAt
  }

  /// Makes a token; the secret is given this once and kept nowhere.
  public func issueToken(
    role: Role, scope: String, label: String, life: Span, by identity: Identity
  ) async throws(DeskError) -> (secret: String, token: TokenRecord) {
    try await require(identity.role == .administrator, identity, "token-issue", nil)
    guard life > Span(milliseconds: 0), life <= Tokens.longestLife else {
      throw .store(.invalid(what: "life", allowed: "up to 366 days"))
    }
    let needsScope = role == .officer || role == .facility
    let scope = role == .officer ? try await registered(scope) : scope
    let label = ForeignText.line(label)
    guard needsScope != scope.isEmpty, ForeignText.isPlain(scope),
      scope.utf8.count <= Referral.longestName,
      label.utf8.count <= 64
    else {
      throw .store(
        .invalid(what: "scope", allowed: "a branch for officer, a facility for facility, else none")
      )
    }
    var generator = SystemRandomNumberGenerator()
    let secret = Tokens.draw(using: &generator)
    let time = now()
    let token = TokenRecord(
      id: String(ReferralCode(using: &generator).text.lowercased()), role: role, scope: scope,
      label: label, createdAt: time, expiresAt: time + life)
    try await stored { () async throws(StoreError) in
      try await store.add(token, hash: store.digest(of: secret))
    }
    try await log(identity, "token-issue", nil)
    return (secret, token)
  }

  /// Revokes a token at once.
  public func revokeToken(_ id: String, by identity: Identity) async throws(DeskError) -> Bool {
    try await require(identity.role == .administrator, identity, "token-revoke", nil)
    let time = now()
    let isFound = try await stored { () async throws(StoreError) in
      try await store.revoke(token: id, at: time)
    }
    try await log(identity, "token-revoke", nil)
    return isFound
  }

  /// All tokens, without secrets.
  public func tokens(by identity: Identity) async throws(DeskError) -> [TokenRecord] {
    try await require(identity.role == .administrator, identity, "token-list", nil)
    return try await stored { () async throws(StoreError) in try await store.tokens() }
  }

  // MARK: - Changes

  /// Opens a referral.
  ///
  /// An officer opens for the own branch, a facility as the one that asks.
  public func open(
    _ opening: Opening, personal: [PersonalField: String] = [:], requestID: String? = nil,
    by identity: Identity
  ) async throws(DeskError) -> Receipt {
    let mayOpen =
      switch identity.role {
      case .officer: Branch.isSame(opening.branch, identity.scope)
      case .facility: opening.originFacilityID == identity.scope
      case .auditor: false
      case .administrator: true
      }
    try await require(mayOpen && opening.caseCode == nil, identity, "open", nil)
    var opening = opening
    opening.branch = try await registered(opening.branch)
    try await spend(on: opening, requestID, identity)
    return try await write(
      .open(opening), party: .requester, personal: personal, requestID: requestID, identity)
  }

  /// Does something with a referral: accept, reject, depart, arrive, hold, cancel, onward, correct,
  /// report, and whatever else a `Command` is.
  ///
  /// Reports of a referral back are put on the case they belong to.
  public func perform(
    _ command: Command, on code: ReferralCode, personal: [PersonalField: String] = [:],
    requestID: String? = nil, by identity: Identity
  ) async throws(DeskError) -> Receipt {
    let referral = try await visible(code, command.word, identity)
    if case .returnBack = command {
      throw .store(.invalid(what: "return", allowed: "referBack"))
    }
    guard let party = Self.party(identity, command, referral) else {
      try await deny(identity, command.word, code)
    }
    var target = code
    switch command {
    case .withdrawConsent:
      return try await withdraw(referral, party: party.value, requestID: requestID, identity)
    case .report, .notify, .outcome: target = referral.caseCode
    default: break
    }
    return try await write(
      .change(target, command), party: party.value, personal: personal, requestID: requestID,
      identity)
  }

  /// Freezes all referrals of a case: consent was given by a person, not for a code.
  private func withdraw(
    _ referral: Referral, party: Party?, requestID: String?, _ identity: Identity
  ) async throws(DeskError) -> Receipt {
    let root = try await stored { () async throws(StoreError) in
      try await store.referral(referral.caseCode)
    }
    let others = Set([referral.caseCode] + (root?.returns ?? [])).subtracting([referral.code])
    for code in others.sorted() {
      do {
        _ = try await write(
          .change(code, .withdrawConsent), party: party, personal: [:], requestID: nil, identity)
      } catch .store(.refused(.over)) {
        // Frozen or void already, as on a repeated request.
        continue
      }
    }
    return try await write(
      .change(referral.code, .withdrawConsent), party: party, personal: [:], requestID: requestID,
      identity)
  }

  /// Refers a patient back to where the referral came from (rujuk balik).
  public func referBack(
    _ code: ReferralCode, attempt: Int, destination: Destination, requestID: String? = nil,
    by identity: Identity
  ) async throws(DeskError) -> Receipt {
    let referral = try await visible(code, "return", identity)
    let command = Command.returnBack(attempt: attempt, code: code)
    guard let party = Self.party(identity, command, referral) else {
      try await deny(identity, "return", code)
    }
    var opening = Opening(
      branch: referral.branch, priority: .routine, facts: referral.facts, destination: destination,
      approximateMeters: referral.approximateMeters)
    opening.originFacilityID = referral.attempt(attempt)?.destination?.facilityID
    return try await write(
      .referBack(from: code, attempt: attempt, opening), party: party.value, personal: [:],
      requestID: requestID, identity)
  }

  private func write(
    _ action: WriteRequest.Action, party: Party?, personal: [PersonalField: String],
    requestID: String?, _ identity: Identity
  ) async throws(DeskError) -> Receipt {
    var generator = SystemRandomNumberGenerator()
    // That one of a million referrals has the code drawn is one chance in a million.
    let codes = if case .change = action { 0 } else { 4 }
    let request = WriteRequest(
      action, moment: Moment(now: now(), actor: identity.actor, party: party), role: identity.role,
      requestID: requestID, codes: (0..<codes).map { _ in ReferralCode(using: &generator) },
      personal: PersonalField.cleaned(personal))
    do {
      return try await store.write(request)
    } catch {
      // What the state forbids was tried all the same.
      if case .refused = error {
        let code: ReferralCode? =
          switch action {
          case .open: nil
          case .change(let code, _), .referBack(let code, _, _): code
          }
        try await log(
          AuditEntry(
            at: now(), actor: identity.actor, role: identity.role, action: action.word, code: code,
            outcome: "refused"))
      }
      throw .store(error)
    }
  }

  // MARK: - Who may

  /// On whose behalf someone does a command; the outer nil means that they may not.
  struct Acting: Hashable {
    let value: Party?
  }

  static func party(_ identity: Identity, _ command: Command, _ referral: Referral) -> Acting? {
    switch identity.role {
    case .administrator: return Acting(value: nil)
    case .auditor: return nil
    case .officer:
      return Branch.isSame(referral.branch, identity.scope) ? Acting(value: .requester) : nil
    case .facility: break
    }
    let isOrigin = referral.originFacilityID == identity.scope
    if let step = command.step {
      if referral.attempt(step.attempt)?.destination?.facilityID == identity.scope {
        return Acting(value: .target)
      }
      return isOrigin ? Acting(value: .requester) : nil
    }
    switch command {
    case .notify, .outcome, .travel:
      return isOrigin || treats(identity.scope, referral) ? Acting(value: .target) : nil
    case .prioritize:
      if isOrigin { return Acting(value: .requester) }
      return treats(identity.scope, referral) ? Acting(value: .target) : nil
    case .plan, .revoke, .correct: return isOrigin ? Acting(value: .requester) : nil
    default: return nil
    }
  }

  /// Whether a facility took the patient, or has them on the way.
  static func treats(_ facilityID: String, _ referral: Referral) -> Bool {
    referral.attempts.contains { attempt in
      guard attempt.destination?.facilityID == facilityID else { return false }
      switch attempt.status {
      case .accepted, .onHold, .inProgress, .completed: return true
      default: return false
      }
    }
  }

  /// The referral, when the role may know of it; else the same refusal as for one that is not there.
  func visible(
    _ code: ReferralCode, _ action: String, _ identity: Identity
  ) async throws(DeskError) -> Referral {
    let begun = ContinuousClock.now
    guard identity.role != .auditor else { try await deny(identity, action, code) }
    let found = try await stored { () async throws(StoreError) in try await store.referral(code) }
    if let found {
      let mayKnow =
        switch identity.role {
        case .administrator: true
        case .auditor: false
        case .officer: Branch.isSame(found.branch, identity.scope)
        case .facility:
          found.originFacilityID == identity.scope
            || found.attempts.contains {
              $0.sentAt != nil && $0.destination?.facilityID == identity.scope
            }
        }
      if mayKnow { return found }
    } else if identity.role == .administrator {
      throw .store(.notFound(code))
    }
    // Codes outside one's scope count as guesses; what is in scope was answered above in any case.
    do throws(DeskError) {
      try await wrong(identity.actor)
      try await deny(identity, action, code)
    } catch {
      // Whether it is there is not told by the time either.
      try? await Task.sleep(until: begun + lookupTime, clock: .continuous)
      throw error
    }
  }

  func require(
    _ condition: Bool, _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(DeskError) {
    if !condition { try await deny(identity, action, code) }
  }

  func deny(
    _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(DeskError) -> Never {
    try await log(
      AuditEntry(
        at: now(), actor: identity.actor, role: identity.role, action: action, code: code,
        outcome: "not-permitted"))
    throw .notPermitted(identity.role, action: action)
  }

  func log(
    _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(DeskError) {
    try await log(
      AuditEntry(
        at: now(), actor: identity.actor, role: identity.role, action: action, code: code))
  }

  func log(_ entry: AuditEntry) async throws(DeskError) {
    try await stored { () async throws(StoreError) in try await store.record(entry) }
  }

  func stored<Value: Sendable>(
    _ work: () async throws(StoreError) -> Value
  ) async throws(DeskError) -> Value {
    do { return try await work() } catch { throw .store(error) }
  }
}
