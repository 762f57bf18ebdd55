public import Referrals

/// A referral as a caller may see it.
public struct ReferralView: Hashable, Sendable {
  /// The code.
  public let code: ReferralCode
  /// The referral that holds the case.
  public let caseCode: ReferralCode
  /// How many events it has: what is meant for this version alone names it.
  public let version: Int
  /// The state.
  public let status: RequestStatus
  /// How urgent.
  public let priority: Priority
  /// The branch.
  public let branch: String
  /// The facility that requested it, if one did.
  public let originFacilityID: String?
  /// What is suspected.
  public let kind: CaseKind
  /// Whether it is to be treated as an emergency.
  public let isEmergency: Bool
  /// When it was opened.
  public let openedAt: Instant
  /// When it was changed last.
  public let changedAt: Instant
  /// The zone of the place where it happened, in which a person reads its times.
  public let zone: IndonesianZone?
  /// How far the place where it happened may be from the recorded position, in metres, where it was
  /// given by a name; nil for a coordinate.
  public let approximateMeters: Int?
  /// When consent was withdrawn: nothing more may be done with it.
  public let frozenAt: Instant?
  /// When the case was closed.
  public let closedAt: Instant?
  /// Whether silence of a facility matters still: not once it is void, frozen or closed.
  public let awaitsAnswers: Bool
  /// The attempts that the viewer may know of: a facility sees its own.
  public let attempts: [ReferralAttempt]
  /// The facts with clinical detail; nil for a facility that has not accepted.
  public let facts: CaseFacts?
  /// What the guarantor has said so far.
  public let guarantor: GuarantorState
  /// Who guarantees, if anybody does.
  public let guarantorPayer: Guarantor?
  /// What was concluded, if anything.
  public let conclusion: Conclusion?
  /// When the doctor's letter on the outcome was dated.
  public let outcomeLetterAt: Instant?
  /// What of the case is open; none where `facts` is nil.
  public let openItems: [OpenItem]
  /// The newest personal values, masked unless revealed; none where `facts` is nil.
  public internal(set) var personal: [PersonalField: String] = [:]
  /// Whether the personal values are in clear.
  public internal(set) var isRevealed = false
  /// All that was recorded and the viewer may know of, in order; empty in lists.
  public internal(set) var timeline: [TimelineEntry] = []

  /// The identifier in machine formats of an attempt's state at an instant; no attempt is overdue once
  /// no answer is awaited.
  public func business(_ attempt: ReferralAttempt, at now: Instant) -> BusinessStatus {
    awaitsAnswers ? attempt.business(at: now) : attempt.business
  }

  /// Whether the answer to an attempt is due, has not come, and is still awaited.
  public func isOverdue(_ attempt: ReferralAttempt, at now: Instant) -> Bool {
    awaitsAnswers && attempt.isOverdue(at: now)
  }

  /// Whether the patient is on the way to a facility that refused after they had left.
  public var isRefusedLate: Bool {
    awaitsAnswers && attempts.contains { $0.status == .inProgress && $0.refusedLateAt != nil }
  }
}

/// Something that was recorded of a referral, with the personal values that belong to it.
public struct TimelineEntry: Hashable, Sendable {
  /// The version of the referral that it made, from 1.
  public let version: Int
  /// When.
  public let at: Instant
  /// Who, as an opaque id of a token.
  public let actor: String
  /// What.
  public let body: EventBody
  /// The personal values that were recorded with it, masked unless revealed; never the position.
  public let personal: [PersonalValue]
}

/// A referral as a use case acts on it: whole, without the person.
public struct ReferralState: Hashable, Sendable {
  /// The referral.
  public let referral: Referral
  /// Whether the caller may see the facts and the person.
  public let mayKnowDetail: Bool
  /// The attempts that the caller may see.
  public let attempts: [ReferralAttempt]

  /// Whether the answer to an attempt is due, has not come, and is still awaited.
  public func isOverdue(_ attempt: ReferralAttempt, at now: Instant) -> Bool {
    referral.awaitsAnswers && attempt.isOverdue(at: now)
  }
}

/// What is known of the refund of journeys.
public enum RefundAnswer: Hashable, Sendable {
  /// The day of the accident or diagnosis is not known.
  case unknownDay
  /// The law of that day is not held here; the first day that is.
  case ruleNotHeld(Day)
  /// The refund under the rule of that day.
  case refund(TransportRefund)
}
