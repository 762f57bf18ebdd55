public import Facilities
public import Referrals

/// A phone call that is due now, about one attempt to place a patient.
public struct PendingCall: Hashable, Sendable {
  /// Why; the raw value is the identifier in machine formats, and the first is the most pressing.
  public enum Reason: String, CaseIterable, Hashable, Sendable, Codable {
    /// The facility refused after the patient had left: they are on the way to a closed door.
    case refusedLate = "refused_late"
    /// The answer is due and has not come.
    case unanswered
    /// Nobody at the facility reads referrals here: unless it is phoned it does not know.
    case noComputer = "no_computer"
  }

  /// Why.
  public let reason: Reason
  /// The referral, as the caller may see it.
  public let referral: ReferralView
  /// The attempt.
  public let attempt: ReferralAttempt

  /// Since when: the refusal, the end of the time for the answer, or the sending.
  public var since: Instant {
    switch reason {
    case .refusedLate: attempt.refusedLateAt ?? attempt.changedAt
    case .unanswered: attempt.answerDueAt ?? attempt.changedAt
    case .noComputer: attempt.sentAt ?? attempt.changedAt
    }
  }

  /// What has to be phoned about an attempt; `nil` where nothing has.
  ///
  /// - Parameters:
  ///   - attempt: The attempt.
  ///   - referral: The referral that it belongs to.
  ///   - now: The moment against which deadlines are held.
  ///   - readers: The ids of the facilities that read referrals here.
  init?(
    _ attempt: ReferralAttempt, of referral: ReferralView, at now: Instant, readers: Set<String>
  ) {
    guard referral.awaitsAnswers, attempt.status.isLive, let destination = attempt.destination
    else { return nil }
    // Sent, and the facility has not confirmed that it knows: whether the patient waits or has left.
    let isUnknownThere =
      attempt.status == .requested
      || (attempt.status == .inProgress && attempt.isUnconfirmed && attempt.answeredAt == nil)
    if attempt.status == .inProgress, attempt.refusedLateAt != nil {
      reason = .refusedLate
    } else if referral.isOverdue(attempt, at: now) {
      reason = .unanswered
    } else if isUnknownThere, !readers.contains(destination.facilityID) {
      reason = .noComputer
    } else {
      return nil
    }
    self.referral = referral
    self.attempt = attempt
  }

  /// Late refusals first, then emergencies, then the longest wait.
  static func isBefore(_ left: PendingCall, _ right: PendingCall) -> Bool {
    left.place == right.place ? left.referral.code < right.referral.code : left.place < right.place
  }

  private var place: (Int, Int, Int64, Int) {
    let isPressing = referral.isEmergency || referral.priority == .stat
    return (
      reason == .refusedLate ? 0 : 1, isPressing ? 0 : 1, since.milliseconds, attempt.number
    )
  }
}

/// A call with the numbers that it takes.
public struct Call: Hashable, Sendable {
  /// Whom it is about, and why.
  public let pending: PendingCall
  /// The facility of the attempt; nil where it is no longer in the directory.
  public let facility: Facility?
  /// The nearest further candidate that has a telephone, where the facility refused or has none.
  public let next: Hit?

  /// The number that is always answered, where the facility is not the one to call: 119 for a patient on
  /// the way to a closed door, else that of BPJS Ketenagakerjaan; nil where the facility has a number.
  public var centre: String? {
    if pending.reason == .refusedLate { return EmergencyAnswer.call }
    return facility?.phone.isEmpty ?? true ? BPJSKetenagakerjaan.callCentre : nil
  }
}

/// Who has to be phoned now, the most pressing first.
public struct CallListing: Hashable, Sendable {
  /// The calls, at most `limit`.
  public var calls: [Call]
  /// How many there are in all.
  public var count: Int
  /// The moment of this state.
  public var at: Instant
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

extension Referring {
  /// Lists who has to be phoned now, most urgent first.
  ///
  /// That is: where a facility refused after the patient had left, where an answer is overdue, and where
  /// nobody would read the referral. Officers and facilities see the calls of their own referrals.
  ///
  /// - Parameters:
  ///   - limit: The largest number of calls, 1 ... `ListQuery.mostRows`.
  ///   - identity: The caller.
  /// - Returns: The calls, how many there are in all, and what must be said of them.
  /// - Throws: `ReferringError` where the role has no right to it or the store cannot be read.
  /// - Complexity: O(active referrals visible to the caller).
  public func calls(
    limit: Int = ListRequest.usualLimit, by identity: Identity
  ) async throws(ReferringError) -> CallListing {
    let found = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.pendingCalls(by: identity)
    }
    let locator = locator()
    var calls: [Call] = []
    for pending in found.calls.prefix(limit) {
      let facility = pending.attempt.destination.flatMap {
        locator.directory.facility(id: $0.facilityID)
      }
      let hasNumber = !(facility?.phone.isEmpty ?? true)
      let next =
        pending.reason == .refusedLate || !hasNumber
        ? try await callable(pending.referral.code, identity) : nil
      calls.append(Call(pending: pending, facility: facility, next: next))
    }
    var listing = CallListing(
      calls: calls, count: found.calls.count, at: now(), advisories: [])
    if calls.contains(where: { $0.pending.reason == .refusedLate }) {
      listing.advisories.add(.lateRefusal)
    }
    if calls.contains(where: { $0.pending.reason == .unanswered }) {
      listing.advisories.add(.unanswered)
    }
    if listing.count > calls.count {
      listing.advisories.add(.moreCalls(listing.count - calls.count))
    }
    for code in found.damaged { listing.advisories.add(.damaged(code)) }
    if found.unreadable > 0 { listing.advisories.add(.unreadable(found.unreadable)) }
    return listing
  }

  /// The nearest further candidate that has a telephone; nil too where the referral went meanwhile.
  private func callable(
    _ code: ReferralCode, _ identity: Identity
  ) async throws(ReferringError) -> Hit? {
    do throws(ReferringError) {
      let choice = try await nextChoice(
        code, near: nil, limit: 20, for: .next, identity
      ).choice
      return choice?.hits.first { !$0.facility.phone.isEmpty }
    } catch .referralService(.store(.purged)) {
      return nil
    } catch .referralService(.store(.inconsistent)) {
      return nil
    }
  }
}
