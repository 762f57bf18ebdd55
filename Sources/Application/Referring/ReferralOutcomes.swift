public import Facilities
public import Referrals

/// What a change came to.
public struct ReferralOutcome: Hashable, Sendable {
  /// What was done; the same for a repeated request.
  public var receipt: Receipt
  /// The priority, where it was opened by this.
  public var priority: Priority?
  /// The zone of the place of the accident, in which a person reads times.
  public var zone: IndonesianZone?
  /// Where the patient was sent.
  public var destination: ReferralDestination?
  /// The next candidates, where a facility said no.
  public var next: SiteChoice?
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory] = []

  mutating func advise(_ advisory: ReferralAdvisory) { advisories.add(advisory) }
}

/// The next candidates of a referral.
public struct NextOutcome: Hashable, Sendable {
  /// The choice.
  public var choice: SiteChoice
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// A part of a list of referrals.
public struct ReferralListing: Hashable, Sendable {
  /// The referrals, in order.
  public var views: [ReferralView]
  /// The moment of this state.
  public var at: Instant
  /// Where the list goes on; nil at its end.
  public var next: ListCursor?
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// One referral with all that was recorded.
public struct ShownReferral: Hashable, Sendable {
  /// The referral as the caller may see it.
  public var view: ReferralView
  /// The moment of this state.
  public var at: Instant
  /// The facilities of its attempts that the directory knows, by id.
  public var facilities: [String: Facility]
  /// The next candidates, where a facility refused after the patient had left.
  public var next: SiteChoice?
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// The deadlines of the employer's reports.
public struct ClockOutcome: Hashable, Sendable {
  /// Both stages.
  public var stages: [StageClock]
  /// The zone of the place of the accident.
  public var zone: IndonesianZone?
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// The journeys of a referral and what is refunded.
public struct TransportOutcome: Hashable, Sendable {
  /// What was recorded, where a journey was given.
  public var change: ReferralOutcome?
  /// The refund; nil where the rule or the day of the accident is not known.
  public var refund: TransportRefund?
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// What the referrals tell about the service.
public struct FiguresOutcome: Hashable, Sendable {
  /// The figures, by province.
  public var figures: ServiceFigures
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
}

/// What the letter that a patient carries is made from.
public struct LetterContent: Hashable, Sendable {
  /// The referral; nothing of the person is in it.
  public var referral: Referral
  /// The attempt that it is for.
  public var attempt: ReferralAttempt
  /// Where it goes; nil where it is no longer in the directory.
  public var facility: Facility?
  /// Whom to ask next, where the facility refused after the patient had left.
  public var next: [Facility]
  /// When it is written.
  public var at: Instant
}

/// What the draft of the employer's first report is made from.
public struct DraftContent: Hashable, Sendable {
  /// The referral.
  public var referral: Referral
  /// Personal values in clear.
  public var personal: [PersonalField: String]
  /// Name of the region of the accident; nil where no table knows it.
  public var region: String?
}
