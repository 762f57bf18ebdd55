internal import Referrals

// Who may do what with which referral, and the log of it.

extension ReferralService {
  /// On whose behalf the caller performs a command; the outer nil means not permitted.
  struct Acting: Hashable {
    let value: Party?
  }

  static func party(_ identity: Identity, _ command: Command, _ referral: Referral) -> Acting? {
    switch identity.role {
    case .administrator: return Acting(value: nil)
    case .auditor, .supervisor: return nil
    case .officer:
      return identity.isOf(branch: referral.branch) ? Acting(value: .requester) : nil
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
  ) async throws(ReferralServiceError) -> Referral {
    let begun = ContinuousClock.now
    guard identity.role != .auditor else { try await deny(identity, action, code) }
    let found = try await stored { () async throws(StoreError) in try await store.referral(code) }
    if let found {
      let mayKnow =
        switch identity.role {
        case .administrator: true
        case .auditor: false
        case .officer, .supervisor: identity.isOf(branch: found.branch)
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
    do throws(ReferralServiceError) {
      try await wrong(identity.actor)
      try await deny(identity, action, code)
    } catch {
      // The time does not disclose whether it is there either.
      try? await Task.sleep(until: begun + lookupTime, clock: .continuous)
      throw error
    }
  }

  func require(
    _ condition: Bool, _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(ReferralServiceError) {
    if !condition { try await deny(identity, action, code) }
  }

  func deny(
    _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(ReferralServiceError) -> Never {
    try await log(
      AuditEntry(
        at: now(), by: identity, action: action, code: code,
        outcome: "not-permitted"))
    throw .notPermitted(identity.role, action: action)
  }

  func log(
    _ identity: Identity, _ action: String, _ code: ReferralCode?
  ) async throws(ReferralServiceError) {
    try await log(
      AuditEntry(
        at: now(), by: identity, action: action, code: code))
  }

  func log(_ entry: AuditEntry) async throws(ReferralServiceError) {
    try await stored { () async throws(StoreError) in try await store.record(entry) }
  }

  func stored<Value: Sendable>(
    _ work: () async throws(StoreError) -> Value
  ) async throws(ReferralServiceError) -> Value {
    do { return try await work() } catch { throw .store(error) }
  }
}
