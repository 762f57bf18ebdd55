/// A referral (FHIR ServiceRequest) with its case, its attempts and its clocks: the fold of its
/// events.
///
/// A command is decided against this value (`decide`), which yields events or a refusal and changes
/// nothing; `apply` folds an event in. State is therefore always what the events say. No value here
/// names a person: names and numbers are kept apart, sealed, and can be removed without touching an
/// event.
///
/// For example:
///
///     let opened = try Referral.open(opening, code: code, at: moment)
///     var referral = Referral(opened)
///     for event in try referral?.decide(.receive(attempt: 1, by: .phone), at: moment) ?? [] {
///       referral?.apply(event)
///     }
///     let status = referral?.attempt(1)?.status
public struct Referral: Hashable, Sendable, Codable {
  /// The code it is spoken of by.
  public internal(set) var code: ReferralCode
  /// The referral that holds the case and its reports: itself, or the one it was referred back from.
  public internal(set) var caseCode: ReferralCode
  /// The branch or office that opened it; the scope of its officers.
  public internal(set) var branch: String
  /// The facility that requested it, if a facility did; a return goes back there.
  public internal(set) var originFacilityID: String?
  /// How urgent it is.
  public internal(set) var priority: Priority
  /// Whether, being `stat`, it may have several live attempts.
  public internal(set) var isParallel: Bool
  /// What is known of the case.
  public internal(set) var facts: CaseFacts
  /// When it was opened.
  public internal(set) var openedAt: Instant
  /// The attempts, in order; their numbers count from 1.
  public internal(set) var attempts: [ReferralAttempt] = []
  /// The reports sent, in the order recorded.
  public internal(set) var reports: [ReportSent] = []
  /// The notices of suspicion given; they never replace a report.
  public internal(set) var notices: [SuspicionNotice] = []
  /// When the doctor's letter on the outcome was dated; starts the clock of tahap II.
  public internal(set) var outcomeLetterAt: Instant?
  /// Whether the guarantor decided.
  public internal(set) var guarantor = GuarantorState.suspected
  /// Who guarantees, if anybody does.
  public internal(set) var guarantorPayer: Guarantor?
  /// What was concluded, if anything.
  public internal(set) var conclusion: Conclusion?
  /// The journeys made, with their costs.
  public internal(set) var transport: [TransportLeg] = []
  /// When the requester called the whole request off.
  public internal(set) var revokedAt: Instant?
  /// When it was marked as written by mistake.
  public internal(set) var inErrorAt: Instant?
  /// When consent was withdrawn: processing is frozen and purge is due.
  public internal(set) var frozenAt: Instant?
  /// When the case was closed; retention counts from here.
  public internal(set) var closedAt: Instant?
  /// What was still open when it was closed; empty where nothing was.
  public internal(set) var closedWithOpen: [OpenItem] = []
  /// How far the place where it happened may be from the recorded position, in metres, where it was
  /// given by a name; nil for a coordinate.
  public internal(set) var approximateMeters: Int?
  /// The referrals back that followed from it.
  public internal(set) var returns: [ReferralCode] = []
  /// How many events it folds.
  public internal(set) var version = 0
  /// The time of the last event; no event is earlier than the one before it.
  public internal(set) var changedAt: Instant

  /// The state of the request as a whole; FHIR's `ServiceRequest.status`.
  public var status: RequestStatus {
    if inErrorAt != nil { return .enteredInError }
    if !live.isEmpty { return .active }
    if let arrived { return isMoveOpen(since: arrived) ? .active : .completed }
    if revokedAt != nil { return .revoked }
    let real = attempts.filter { $0.status != .enteredInError }
    return real.allSatisfy { $0.status == .draft } ? .draft : .active
  }

  /// The attempts that bind the patient now.
  public var live: [ReferralAttempt] { attempts.filter(\.status.isLive) }

  /// The attempt by which the patient came to where they are now; nil while they have arrived nowhere.
  public var arrived: ReferralAttempt? { attempts.whereThePatientIs }

  /// Whether a move on from where the patient arrived was asked for and not granted: refused, or
  /// come to nothing otherwise than by death.
  private func isMoveOpen(since arrived: ReferralAttempt) -> Bool {
    guard let arrivedAt = arrived.arrivedAt else { return false }
    let last = attempts.last { attempt in
      attempt.number > arrived.number && attempt.status != .enteredInError
        && attempt.sentAt.map { $0 >= arrivedAt } ?? false
    }
    guard let last else { return false }
    return last.status == .rejected
      || (last.status == .failed && last.business != .diedOnTheWay)
  }

  /// Whether silence of a facility matters still: nothing is awaited for a case that is void, frozen
  /// or closed.
  public var awaitsAnswers: Bool { inErrorAt == nil && frozenAt == nil && closedAt == nil }

  /// The attempt of a number, from 1.
  public func attempt(_ number: Int) -> ReferralAttempt? {
    attempts.indices.contains(number - 1) ? attempts[number - 1] : nil
  }
}

/// The state of a request as a whole; the raw values are FHIR's.
public enum RequestStatus: String, CaseIterable, Hashable, Sendable, Codable {
  /// All its attempts are drafts.
  case draft
  /// An attempt is live, none has succeeded yet, or a move onward was not granted.
  case active
  /// The requester called all of it off.
  case revoked
  /// The patient arrived, and no move onward is awaited.
  case completed
  /// Void.
  case enteredInError = "entered-in-error"
}

/// One attempt to place the patient (FHIR Task).
public struct ReferralAttempt: Hashable, Sendable, Codable {
  /// Number within the referral, from 1; never used again.
  public internal(set) var number: Int
  /// Where the patient is to go; nil while a draft has none.
  public internal(set) var destination: Destination?
  /// The state.
  public internal(set) var status = AttemptStatus.draft
  /// The state as the field names it, as last set by a step.
  public internal(set) var business = BusinessStatus.drafted
  /// The coded reason of the last step that has one.
  public internal(set) var reason: String?
  /// When it was sent.
  public internal(set) var sentAt: Instant?
  /// Until when an answer is due; fixed when it is sent.
  public internal(set) var answerDueAt: Instant?
  /// When it was accepted or refused.
  public internal(set) var answeredAt: Instant?
  /// Whether the patient left before an answer.
  public internal(set) var isUnconfirmed = false
  /// When the facility refused after the patient had left; nil unless it did.
  public internal(set) var refusedLateAt: Instant?
  /// When the patient left.
  public internal(set) var departedAt: Instant?
  /// When the patient arrived.
  public internal(set) var arrivedAt: Instant?
  /// The last change.
  public internal(set) var changedAt: Instant

  /// The word of the field at an instant: `tanpa-jawaban` once an answer is overdue.
  ///
  /// Only a flag: the state stays, and a late acceptance is still possible.
  public func business(at now: Instant) -> BusinessStatus {
    isOverdue(at: now) ? .unanswered : business
  }

  /// How far ahead of the current time a sending may be before its time is not believed.
  public static let steadyClock = TimeSpan.minutes(10)

  /// Whether an answer is due and has not come; also where it was sent by a clock that was ahead, as
  /// then the deadline is unknown, and a person has to ask.
  public func isOverdue(at now: Instant) -> Bool {
    guard status == .requested || status == .received, let answerDueAt else { return false }
    if let sentAt, sentAt > now + Self.steadyClock { return true }
    return now >= answerDueAt
  }
}

extension [ReferralAttempt] {
  /// The attempt by which the patient came to where they are now, among these: the one of the latest
  /// arrival.
  public var whereThePatientIs: ReferralAttempt? {
    filter { $0.status == .completed }.max {
      ($0.arrivedAt?.milliseconds ?? .min, $0.number) < (
        $1.arrivedAt?.milliseconds ?? .min, $1.number
      )
    }
  }
}
