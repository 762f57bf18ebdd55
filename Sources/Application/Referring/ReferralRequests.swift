public import Referrals

/// Where a patient is to be sent.
public enum DestinationWish: Hashable, Sendable {
  /// The nearest eligible site.
  case nearest
  /// The facility of an id.
  case facility(String)
}

/// Where something is, as a request gives it.
public enum GivenPlace: Hashable, Sendable {
  /// As it was typed: a coordinate in any notation, or the name of a place.
  case text(String)
  /// As it was understood before.
  case understood(ResolvedPosition)
}

/// How many candidates are offered when no number is given.
public enum Candidates {
  /// The usual number.
  public static let usual = 3
}

/// Opens a referral, as a draft or sent to a site.
public struct OpenRequest: Hashable, Sendable {
  /// Where the accident happened.
  public var place: GivenPlace?
  /// Where to; nil writes a draft.
  public var destination: DestinationWish?
  /// How urgent; nil means `stat` where a criterion of an emergency is met, else `asap`.
  public var priority: Priority?
  /// Whether several destinations are asked at once; only for `stat`.
  public var isParallel = false
  /// The branch; nil means an officer's own.
  public var branch: String?
  /// The facility that refers; nil means a facility's own.
  public var originFacilityID: String?
  /// How many candidates are returned.
  public var limit = Candidates.usual
  /// What is known of the case.
  public var facts = CaseFactsChange()
  /// Personal values; sealed before they reach the disk.
  public var personal: [PersonalField: String] = [:]
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Says nothing yet.
  public init() {}
}

/// Sends a draft or a new attempt, or refers onward from where the patient is.
public struct SendRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// Where to; nil means a draft's own destination.
  public var destination: DestinationWish?
  /// Which attempt; nil means the draft, or the one from which the step is legal.
  public var attempt: Int?
  /// By what means the facility asked for it, where somebody else sends it onward.
  public var told: Channel?
  /// What candidates are measured from; nil means where the patient is.
  public var from: GivenPlace?
  /// How many candidates are returned.
  public var limit = Candidates.usual
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral.
  public init(_ code: ReferralCode) { self.code = code }
}

/// Names the next candidates.
public struct NextRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// What candidates are measured from; nil means where the patient is.
  public var from: GivenPlace?
  /// How many candidates are returned.
  public var limit = Candidates.usual

  /// Names the referral.
  public init(_ code: ReferralCode) { self.code = code }
}

/// A step on an attempt.
public enum ReferralStep: Hashable, Sendable {
  /// Seen or phoned.
  case receive(by: Channel)
  /// The facility takes the patient.
  case accept(by: Channel)
  /// The facility refuses.
  case reject(RejectionReason)
  /// The patient leaves.
  case depart
  /// Accepted, waiting.
  case hold(HoldReason)
  /// The patient arrived.
  case arrive
  /// The attempt is called off.
  case cancel(CancellationReason)
  /// The whole referral is called off.
  case revoke(CancellationReason)
  /// It came to nothing.
  case fail(FailureReason)
  /// An answer after the departure.
  case answerLate(accepted: Bool, by: Channel)
  /// An attempt, or the whole referral, was written by mistake.
  case void(ErrorReason)

  /// The use case that it is.
  public var act: ReferralAct {
    switch self {
    case .receive: .receive
    case .accept: .accept
    case .reject: .reject
    case .depart: .depart
    case .hold: .hold
    case .arrive: .arrive
    case .cancel, .revoke: .cancel
    case .fail: .fail
    case .answerLate: .answerLate
    case .void: .void
    }
  }
}

/// Takes a step.
public struct StepRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// The step.
  public var step: ReferralStep
  /// Which attempt; nil where only one fits.
  public var attempt: Int?
  /// By what means the facility told it, where the step itself does not say; nil: in this service.
  public var told: Channel?
  /// Words to the reason or answer; sealed.
  public var personal: [PersonalField: String] = [:]
  /// What the next candidates are measured from, where the step names them.
  public var from: GivenPlace?
  /// How many candidates are returned.
  public var limit = Candidates.usual
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral and the step.
  public init(_ code: ReferralCode, _ step: ReferralStep) {
    self.code = code
    self.step = step
  }
}

/// Refers back to where the referral came from, or to a facility that is named.
public struct ReturnRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// The facility; nil means the one that referred.
  public var facilityID: String?
  /// Which attempt; nil means that by which the patient came.
  public var attempt: Int?
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral.
  public init(_ code: ReferralCode) { self.code = code }
}

/// Something of the case that is recorded.
public enum CaseRecord: Hashable, Sendable {
  /// A report was sent.
  case report(
    ReportStage, to: Addressee, at: WrittenTime, by: Channel = .online, receipt: String? = nil)
  /// A notice of suspicion was given.
  case notice(from: Notifier, to: NoticeAddressee, at: WrittenTime)
  /// The doctor's letter on the outcome is dated.
  case outcome(at: WrittenTime)
  /// What the guarantor says.
  case guarantee(GuarantorState, Guarantor?)
  /// What was concluded by others.
  case conclusion(Conclusion)
  /// Consent is withdrawn.
  case withdrawal
  /// The case is closed.
  case closing(withOpen: Bool)
  /// The priority is changed.
  case priority(Priority, PriorityReason)

  /// The use case that it is.
  public var act: ReferralAct {
    switch self {
    case .report: .report
    case .notice: .notify
    case .outcome: .outcome
    case .guarantee: .guarantee
    case .conclusion: .conclude
    case .withdrawal: .withdraw
    case .closing: .close
    case .priority: .prioritize
    }
  }
}

/// Records something of the case.
public struct RecordRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// What.
  public var record: CaseRecord
  /// Words to it; sealed.
  public var personal: [PersonalField: String] = [:]
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral and what is recorded.
  public init(_ code: ReferralCode, _ record: CaseRecord) {
    self.code = code
    self.record = record
  }
}

/// Puts facts and personal values right; the former ones stay in the log.
public struct CorrectRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// The facts.
  public var facts = CaseFactsChange()
  /// Personal values; sealed.
  public var personal: [PersonalField: String] = [:]
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral.
  public init(_ code: ReferralCode) { self.code = code }
}

/// Adds a journey where one is given, and shows what is refunded.
public struct TransportRequest: Hashable, Sendable {
  /// The referral.
  public var code: ReferralCode
  /// The journey.
  public var leg: TransportLeg?
  /// Id by which a repeated request is known again.
  public var requestID: String?

  /// Names the referral.
  public init(_ code: ReferralCode, leg: TransportLeg? = nil) {
    self.code = code
    self.leg = leg
  }
}

/// Lists the referrals that the caller may see.
public struct ListRequest: Hashable, Sendable {
  /// Only those in a state.
  public var status: RequestStatus?
  /// Only those whose answer is overdue.
  public var isOverdue = false
  /// Only those after this cursor.
  public var after: ListCursor?
  /// The largest number, from 1 to `ListQuery.mostRows`.
  public var limit = usualLimit

  /// How many are listed when no number is given.
  public static let usualLimit = 100

  /// All of them.
  public init() {}
}
