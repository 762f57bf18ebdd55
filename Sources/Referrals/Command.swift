/// A change of a referral, as requested.
///
/// Steps on attempts name the attempt by number, so a command that was meant for one never hits
/// another.
public enum Command: Hashable, Sendable, Codable {
  /// Write a new draft attempt.
  case plan(destination: Destination?)
  /// Send a draft, to its own destination or to the one given; with the next number and a destination,
  /// write a new attempt and send it in one.
  case send(attempt: Int, destination: Destination? = nil)
  /// Note that the destination saw it or was phoned.
  case receive(attempt: Int, by: Channel)
  /// Take the patient.
  case accept(attempt: Int, by: Channel)
  /// Refuse.
  case reject(attempt: Int, reason: RejectionReason)
  /// The patient leaves.
  case depart(attempt: Int)
  /// Wait.
  case hold(attempt: Int, reason: HoldReason)
  /// The patient arrived.
  case arrive(attempt: Int)
  /// Call an attempt off.
  case cancel(attempt: Int, reason: CancellationReason)
  /// It came to nothing.
  case fail(attempt: Int, reason: FailureReason)
  /// The attempt was written by mistake.
  case markInError(attempt: Int, reason: ErrorReason)
  /// An answer after a departure without one.
  case answerLate(attempt: Int, accepted: Bool, by: Channel)
  /// Refer onward from where the patient is.
  case onward(attempt: Int, destination: Destination)
  /// Refer back; the new referral's code is drawn by the caller.
  case returnBack(attempt: Int, code: ReferralCode)
  /// Call the whole request off, with all its live attempts.
  case revoke(reason: CancellationReason)
  /// The whole referral was written by mistake.
  case voidAll(reason: ErrorReason)
  /// Put the facts of the case right.
  case correct(facts: CaseFacts)
  /// Record a report as sent to one addressee.
  case report(ReportSent)
  /// Record a notice of suspicion.
  case notify(SuspicionNotice)
  /// Record the date of the doctor's letter on the outcome.
  case outcome(letterAt: Instant)
  /// Record what the guarantor says.
  case guarantee(state: GuarantorState, payer: Guarantor?)
  /// Record a conclusion as reported.
  case conclude(Conclusion)
  /// Record a journey.
  case travel(TransportLeg)
  /// Record that consent was withdrawn.
  case withdrawConsent
  /// Change how urgent it is.
  case prioritize(Priority, reason: PriorityReason)
  /// Close the case; refused while something is open.
  case close
  /// Close the case although something is open, which is recorded.
  case closeWithOpen

  /// Stable identifier in audit and errors.
  public var word: String {
    switch self {
    case .plan: "plan"
    case .send: "send"
    case .receive: "receive"
    case .accept: "accept"
    case .reject: "reject"
    case .depart: "depart"
    case .hold: "hold"
    case .arrive: "arrive"
    case .cancel: "cancel"
    case .fail: "fail"
    case .markInError: "mark-in-error"
    case .answerLate: "answer-late"
    case .onward: "onward"
    case .returnBack: "return"
    case .revoke: "revoke"
    case .voidAll: "void"
    case .correct: "correct"
    case .report: "report"
    case .notify: "notify"
    case .outcome: "outcome"
    case .guarantee: "guarantee"
    case .conclude: "conclude"
    case .travel: "travel"
    case .withdrawConsent: "withdraw-consent"
    case .prioritize: "prioritize"
    case .close, .closeWithOpen: "close"
    }
  }

  /// The step on an attempt and its number, for commands that are one.
  public var step: (action: AttemptAction, attempt: Int)? {
    switch self {
    case .send(let number, _): (.send, number)
    case .receive(let number, _): (.receive, number)
    case .accept(let number, _): (.accept, number)
    case .reject(let number, _): (.reject, number)
    case .depart(let number): (.depart, number)
    case .hold(let number, _): (.hold, number)
    case .arrive(let number): (.arrive, number)
    case .cancel(let number, _): (.cancel, number)
    case .fail(let number, _): (.fail, number)
    case .markInError(let number, _): (.markInError, number)
    case .answerLate(let number, _, _): (.answerLate, number)
    case .onward(let number, _): (.onward, number)
    case .returnBack(let number, _): (.returnBack, number)
    default: nil
    }
  }
}

/// What opening a referral needs.
public struct Opening: Hashable, Sendable, Codable {
  /// The branch or office that opens it.
  public var branch: String
  /// The requesting facility, if there is one.
  public var originFacilityID: String?
  /// How urgent it is.
  public var priority: Priority
  /// Whether several live attempts are wanted; only for `stat`.
  public var isParallel: Bool
  /// What is known.
  public var facts: CaseFacts
  /// Where to; nil writes a draft.
  public var destination: Destination?
  /// The referral whose case it continues, for a referral back.
  public var caseCode: ReferralCode?
  /// How far the place where it happened may be from the recorded position, in metres, where it was
  /// given by a name; nil for a coordinate.
  public var approximateMeters: Int?

  /// Describes a new referral.
  public init(
    branch: String, originFacilityID: String? = nil, priority: Priority, isParallel: Bool = false,
    facts: CaseFacts, destination: Destination? = nil, caseCode: ReferralCode? = nil,
    approximateMeters: Int? = nil
  ) {
    self.branch = branch
    self.originFacilityID = originFacilityID
    self.priority = priority
    self.isParallel = isParallel
    self.facts = facts
    self.destination = destination
    self.caseCode = caseCode
    self.approximateMeters = approximateMeters
  }
}

/// Why a command is refused; nothing has changed.
public enum Refusal: Error, Hashable, Sendable {
  /// The state does not allow the step; `legal` are those it allows.
  case illegal(AttemptAction, from: AttemptStatus, legal: [AttemptAction])
  /// Someone of this party may not take the step; `allowed` may.
  case wrongParty(AttemptAction, allowed: [Party])
  /// There is no attempt of this number; this is how many there are.
  case noAttempt(Int, count: Int)
  /// Another attempt is live: answer or cancel it first.
  case otherLive(Int)
  /// The step needs a destination.
  case noDestination
  /// The destination is not operating.
  case inactiveDestination(String)
  /// Only a `stat` referral, or an emergency, may leave before an answer.
  case notUrgent(Priority)
  /// The facility has answered already.
  case alreadyAnswered
  /// Called off, void or frozen: nothing more can be done with it.
  case over(Ending)
  /// Not closed: this is still open.
  case stillOpen([OpenItem])
  /// It has this priority already.
  case samePriority(Priority)
  /// Reports are kept with the case, under this code.
  case reportsBelongTo(ReferralCode)
  /// A value is not possible; says which.
  case invalid(Field)
  /// There are more of something than one referral holds.
  case tooMany(limit: Int)

  /// How a referral ended.
  public enum Ending: String, Hashable, Sendable, Codable {
    /// Called off as a whole.
    case revoked
    /// Void.
    case inError
    /// Consent withdrawn.
    case frozen
    /// The case was closed.
    case closed
  }

  /// A value that can be impossible.
  public enum Field: String, Hashable, Sendable, Codable {
    /// The accident lies in the future.
    case occurredAt
    /// The diagnosis lies in the future.
    case diagnosedAt
    /// The letter lies in the future, or before the accident.
    case outcomeLetterAt
    /// A report lies in the future, or before the accident.
    case sentAt
    /// A code is too long or holds a control character.
    case code
    /// A cost is negative or above a thousand million rupiah.
    case cost
    /// The region is no Kemendagri code.
    case region
    /// A parallel referral that is not `stat`.
    case parallel
    /// A receipt number is too long.
    case receipt
    /// A guarantee without its payer.
    case payer
    /// A destination's or branch's name is empty or too long.
    case name
  }
}
