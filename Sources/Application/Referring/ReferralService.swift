internal import Formats
public import Referrals
internal import Synchronization

/// The use cases of referrals, the same for every door: rights to act, rights to see, and every
/// access in the log.
///
/// Officers work on the referrals of their branch, facilities on those sent to them or opened by them
/// (clinical detail and identity only after acceptance, or when the patient is on the way), supervisors
/// read those of several branches without the person, auditors see numbers, administrators everything.
///
/// For example:
///
///     let referralService = ReferralService(store: store, now: clock)
///     let (secret, _) = try await referralService.issueToken(
///       role: .officer, scope: "BJM", label: "counter 2", life: .days(30), by: .local())
///     let officer = try await referralService.identity(secret: secret, source: "192.0.2.7")
public final class ReferralService: Sendable {
  let store: any ReferralStore
  let now: @Sendable () -> Instant
  let uptime: @Sendable () -> TimeSpan
  let throttle = Mutex(GuessThrottle())
  let meter: Mutex<QuotaMeter>
  let shown = Mutex(SeenMemory())
  /// The shortest time of a search, or of the refusal of a code, so that its time discloses nothing.
  let lookupTime: Duration

  /// Makes the use cases over a store; time is passed in.
  ///
  /// - Parameters:
  ///   - store: Keeps the referrals, their events and the access log.
  ///   - now: The time of day that events and log entries carry.
  ///   - uptime: A monotonic clock, by which guesses are slowed and quotas counted.
  ///   - quota: How much one token may open and read.
  ///   - lookupTime: The shortest time that a search, or the refusal of a code, takes.
  public init(
    store: any ReferralStore, now: @escaping @Sendable () -> Instant,
    uptime: @escaping @Sendable () -> TimeSpan = GuessThrottle.uptime, quota: Quota = .standard,
    lookupTime: Duration = .milliseconds(20)
  ) {
    self.store = store
    self.now = now
    self.uptime = uptime
    self.lookupTime = lookupTime
    meter = Mutex(QuotaMeter(quota))
  }

  // MARK: - Changes

  /// Opens a referral.
  ///
  /// An officer opens for the own branch, a facility as the requester.
  public func open(
    _ opening: Opening, personal: [PersonalField: String] = [:], requestID: String? = nil,
    by identity: Identity
  ) async throws(ReferralServiceError) -> Receipt {
    let mayOpen =
      switch identity.role {
      case .officer: identity.isOf(branch: opening.branch)
      case .facility: opening.originFacilityID == identity.scope
      case .auditor, .supervisor: false
      case .administrator: true
      }
    try await require(mayOpen && opening.caseCode == nil, identity, "open", nil)
    var opening = opening
    opening.branch = try await registered(opening.branch)
    try await spend(on: opening, requestID, identity)
    return try await write(
      .open(opening), party: .requester, personal: personal, requestID: requestID, identity)
  }

  /// Changes a referral: accept, reject, depart, arrive, hold, cancel, onward, correct, report, and every
  /// other `Command`.
  ///
  /// Reports of a referral back are recorded on the case they belong to. When the call returns, the change
  /// is durable and there exactly once; when it throws, nothing was changed.
  ///
  /// - Parameters:
  ///   - command: What to do.
  ///   - code: The referral.
  ///   - personal: Personal values that the command adds; they are sealed.
  ///   - told: By what means a facility told it, where somebody else writes it down.
  ///   - requestID: Makes a repetition safe: the same id of the same caller gives the same receipt.
  ///   - ifVersion: The version that the referral must have before; `nil` accepts any.
  ///   - identity: The caller.
  /// - Returns: The receipt: version, time and state after the change.
  /// - Throws: `ReferralServiceError` where the caller may not, the state forbids it, the version differs, or the store
  ///   fails.
  public func perform(
    _ command: Command, on code: ReferralCode, personal: [PersonalField: String] = [:],
    told: Channel? = nil, requestID: String? = nil, ifVersion: Int? = nil, by identity: Identity
  ) async throws(ReferralServiceError) -> Receipt {
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
      return try await withdraw(
        referral, party: party.value, requestID: requestID, ifVersion: ifVersion, identity)
    case .report, .notify, .outcome: target = referral.caseCode
    default: break
    }
    // What is recorded on the case it came from changes nothing of the referral that was read.
    if target != code { try await require(ifVersion, of: referral, requestID, identity) }
    return try await write(
      .change(target, command), party: party.value, told: told, personal: personal,
      requestID: requestID, ifVersion: target == code ? ifVersion : nil, identity)
  }

  /// Freezes all referrals of a case: consent was given by a person, not for a code.
  private func withdraw(
    _ referral: Referral, party: Party?, requestID: String?, ifVersion: Int?,
    _ identity: Identity
  ) async throws(ReferralServiceError) -> Receipt {
    try await require(ifVersion, of: referral, requestID, identity)
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
      ifVersion: ifVersion, identity)
  }

  /// Refuses what was meant for another version, unless it was done before.
  private func require(
    _ ifVersion: Int?, of referral: Referral, _ requestID: String?, _ identity: Identity
  ) async throws(ReferralServiceError) {
    guard let ifVersion, ifVersion != referral.version else { return }
    if let requestID, try await earlier(requestID, by: identity) != nil { return }
    throw .store(.versionDiffers(referral.version))
  }

  /// Refers a patient back to where the referral came from (rujuk balik).
  ///
  /// - Parameters:
  ///   - code: The referral.
  ///   - attempt: Number of the attempt whose facility refers back.
  ///   - destination: Where the patient goes.
  ///   - requestID: Makes a repetition safe: the same id of the same caller gives the same receipt.
  ///   - ifVersion: The version that the referral must have before; `nil` accepts any.
  ///   - identity: The caller.
  /// - Returns: The receipt, with the code of the new referral.
  /// - Throws: `ReferralServiceError` where the caller may not, the state forbids it, the version differs, or the store
  ///   fails.
  public func referBack(
    _ code: ReferralCode, attempt: Int, destination: Destination, requestID: String? = nil,
    ifVersion: Int? = nil, by identity: Identity
  ) async throws(ReferralServiceError) -> Receipt {
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
      requestID: requestID, ifVersion: ifVersion, identity)
  }

  private func write(
    _ action: WriteRequest.Action, party: Party?, told: Channel? = nil,
    personal: [PersonalField: String],
    requestID: String?, ifVersion: Int? = nil, _ identity: Identity
  ) async throws(ReferralServiceError) -> Receipt {
    var generator = SystemRandomNumberGenerator()
    // With 10⁶ stored referrals a random 40-bit code collides with probability 10⁻⁶.
    let codes = if case .change = action { 0 } else { 4 }
    let request = WriteRequest(
      action, moment: Moment(now: now(), actor: identity.actor, party: party, told: told),
      role: identity.role,
      requestID: requestID, codes: (0..<codes).map { _ in ReferralCode(using: &generator) },
      personal: PersonalField.cleaned(personal), account: identity.account, ifVersion: ifVersion)
    do {
      return try await store.write(request)
    } catch {
      // An attempt that the state forbids is logged as well.
      if case .refused = error {
        let code: ReferralCode? =
          switch action {
          case .open: nil
          case .change(let code, _), .referBack(let code, _, _): code
          }
        try await log(
          AuditEntry(
            at: now(), by: identity, action: action.word, code: code,
            outcome: "refused"))
      }
      throw .store(error)
    }
  }
}
