public import Referrals

/// A change of a referral as watchers receive it; nothing personal and nothing clinical.
public struct ReferralChange: Hashable, Sendable {
  /// Place in the log; pass it as `after:` to get later changes.
  public let sequence: Int64
  /// Stable identifier of what happened, as `Event.word`.
  public let word: String
  /// When.
  public let at: Instant
  /// The referral.
  public let code: ReferralCode
  /// Its branch.
  public let branch: String
  /// The facility that requested it, if one did.
  public let originFacilityID: String?
  /// How urgent it is.
  public let priority: Priority
  /// Whether it is to be treated as an emergency.
  public let isEmergency: Bool
  /// The present state.
  public let status: RequestStatus
  /// The attempt that it happened to, in its present state; nil for the whole referral.
  public let attempt: ReferralAttempt?
}

/// What a watcher follows.
public enum WatchTopic: Hashable, Sendable {
  /// What is sent to a facility, and the answers to its own requests.
  case facility(String)
  /// All of a branch.
  case branch(String)
  /// All of several branches.
  case branches([String])

  /// Whether a change belongs to it; facilities do not see drafts.
  public func holds(_ change: ReferralChange) -> Bool {
    switch self {
    case .branch(let name): return Branch.isSame(change.branch, name)
    case .branches(let names): return names.contains { Branch.isSame(change.branch, $0) }
    case .facility(let id):
      if change.originFacilityID == id { return true }
      // A draft is visible only to those who write it.
      guard let attempt = change.attempt, attempt.sentAt != nil, change.word != "planned" else {
        return false
      }
      return attempt.destination?.facilityID == id
    }
  }
}

extension ReferralService {
  /// Whether a caller may watch a topic; the request is logged.
  public func mayWatch(_ topic: WatchTopic, by identity: Identity)
    async throws(ReferralServiceError)
  {
    let isOwn =
      switch (identity.role, topic) {
      case (.administrator, _): true
      case (.officer, .branch(let name)), (.supervisor, .branch(let name)):
        identity.isOf(branch: name)
      case (.officer, .branches(let names)), (.supervisor, .branches(let names)):
        names.allSatisfy(identity.isOf(branch:))
      case (.facility, .facility(let id)): id == identity.scope
      default: false
      }
    try await require(isOwn, identity, "watch", nil)
    // Only for callers who may watch it: others learn no names.
    if case .branch(let name) = topic { _ = try await registered(name) }
    try await log(identity, "watch", nil)
  }

  /// Records which referrals a watcher learned of, for a notice of breach.
  public func recordTold(_ codes: [ReferralCode], to identity: Identity)
    async throws(ReferralServiceError)
  {
    let fresh = fresh(codes, for: identity)
    guard !fresh.isEmpty else { return }
    try await log(
      AuditEntry(
        at: now(), by: identity, action: "told", code: nil,
        seen: fresh))
  }

  /// The place of the last change, from which a watcher begins.
  public func lastChange() async throws(ReferralServiceError) -> Int64 {
    try await stored { () async throws(StoreError) in try await store.lastSequence() }
  }

  /// The changes after a place in the log, oldest first; for doors that pass them on to those who
  /// `mayWatch` it.
  ///
  /// - Complexity: O(changes given × log n).
  public func changes(
    after sequence: Int64, limit: Int = 256
  ) async throws(ReferralServiceError) -> [ReferralChange] {
    try await stored { () async throws(StoreError) in
      var changes: [ReferralChange] = []
      var position = sequence
      while changes.isEmpty {
        let events = try await store.log(after: position, limit: limit)
        guard let last = events.last else { break }
        for logged in events {
          if let change = try await change(logged) { changes.append(change) }
        }
        position = last.sequence
      }
      return changes
    }
  }

  /// The change that an event is; nil where its referral was purged, or is damaged: reading it
  /// reports that, and watchers get all others.
  private func change(_ logged: LoggedEvent) async throws(StoreError) -> ReferralChange? {
    do throws(StoreError) {
      guard let referral = try await store.referral(logged.code) else { return nil }
      return ReferralChange(
        sequence: logged.sequence, word: logged.event.body.word, at: logged.event.at,
        code: logged.code, branch: referral.branch, originFacilityID: referral.originFacilityID,
        priority: referral.priority, isEmergency: referral.facts.isEmergency,
        status: referral.status,
        attempt: logged.event.body.attempt.flatMap { referral.attempt($0) })
    } catch .purged {
      return nil
    } catch .inconsistent {
      return nil
    }
  }

  /// What was answered to a request of one's own before; nil when there was none of this id.
  public func earlier(
    _ requestID: String, by identity: Identity
  ) async throws(ReferralServiceError) -> Receipt? {
    try await stored { () async throws(StoreError) in
      try await store.receipt(actor: identity.actor, requestID: requestID)
    }
  }
}
