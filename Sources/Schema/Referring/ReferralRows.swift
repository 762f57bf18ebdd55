internal import Application
internal import Facilities
public import Referrals

/// What was done, for the one who did it.
public struct ReceiptRow: Hashable, Sendable, Codable {
  /// The referral.
  public var code: String
  /// Where the referral stands.
  public var status: RequestStatus
  /// How urgent, where it was opened by this.
  public var priority: Priority?
  /// The attempt concerned.
  public var attempt: Int?
  /// Where that attempt stands.
  public var attemptStatus: AttemptStatus?
  /// Events of the referral after the change.
  public var version: Int
  /// When.
  public var at: Instant

  init(_ receipt: Receipt, priority: Priority?) {
    code = receipt.code.text
    status = receipt.status
    self.priority = priority
    attempt = receipt.attempt
    attemptStatus = receipt.attemptStatus
    version = receipt.version
    at = receipt.at
  }
}

/// One referral in a list, or at the head of its view.
public struct ReferralRow: Hashable, Sendable, Codable {
  /// The code.
  public var code: String
  /// The state.
  public var status: RequestStatus
  /// How urgent.
  public var priority: Priority
  /// What is suspected.
  public var kind: CaseKind
  /// Whether it is treated as an emergency.
  public var emergency: Bool
  /// The branch.
  public var branch: String
  /// When it was opened.
  public var openedAt: Instant
  /// How many attempts the caller may see.
  public var attempts: Int
  /// The last of them: where to.
  public var facilityId: String?
  /// The state.
  public var attemptStatus: AttemptStatus?
  /// The word of the field for it.
  public var businessStatus: BusinessStatus?
  /// Until when an answer is due.
  public var answerDueAt: Instant?
  /// How far the recorded place may be off, metres.
  public var approximateM: Int?
  /// When the case was closed.
  public var closedAt: Instant?
  /// When consent was withdrawn.
  public var frozenAt: Instant?

  init(_ view: ReferralView, at now: Instant) {
    let last = view.attempts.last
    code = view.code.text
    status = view.status
    priority = view.priority
    kind = view.kind
    emergency = view.isEmergency
    branch = view.branch
    openedAt = view.openedAt
    attempts = view.attempts.count
    facilityId = last?.destination?.facilityID
    attemptStatus = last?.status
    businessStatus = last.map { view.business($0, at: now) }
    answerDueAt = last?.answerDueAt
    approximateM = view.approximateMeters
    closedAt = view.closedAt
    frozenAt = view.frozenAt
  }
}

/// One attempt to place the patient.
public struct AttemptRow: Hashable, Sendable, Codable {
  /// Its number, from 1.
  public var number: Int
  /// Where to.
  public var facilityId: String?
  /// The facility's name, where the directory knows it.
  public var facility: String?
  /// Its telephone, where it has one.
  public var phone: String?
  /// What its agreement was known to be.
  public var standing: MembershipSnapshot?
  /// Where the attempt stands.
  public var status: AttemptStatus
  /// The word of the field for it.
  public var businessStatus: BusinessStatus
  /// The coded reason of the last step that has one.
  public var reason: String?
  /// When it was sent.
  public var sentAt: Instant?
  /// Until when an answer is due.
  public var answerDueAt: Instant?
  /// When it was answered.
  public var answeredAt: Instant?
  /// Whether the patient left before an answer.
  public var unconfirmed: Bool
  /// When the facility refused after the departure.
  public var refusedLateAt: Instant?
  /// When the patient left.
  public var departedAt: Instant?
  /// When the patient arrived.
  public var arrivedAt: Instant?

  init(_ attempt: ReferralAttempt, of shown: ShownReferral) {
    let known = attempt.destination.flatMap { shown.facilities[$0.facilityID] }
    number = attempt.number
    facilityId = attempt.destination?.facilityID
    facility = known?.name
    phone = known.flatMap { $0.phone.isEmpty ? nil : $0.phone }
    standing = attempt.destination?.standing
    status = attempt.status
    businessStatus = shown.view.business(attempt, at: shown.at)
    reason = attempt.reason
    sentAt = attempt.sentAt
    answerDueAt = attempt.answerDueAt
    answeredAt = attempt.answeredAt
    unconfirmed = attempt.isUnconfirmed
    refusedLateAt = attempt.refusedLateAt
    departedAt = attempt.departedAt
    arrivedAt = attempt.arrivedAt
  }
}

/// The facts of a case.
public struct FactRow: Hashable, Sendable, Codable {
  /// What is suspected.
  public var kind: CaseKind
  /// How the worker is insured.
  public var segment: Segment?
  /// When the accident happened.
  public var occurredAt: Instant?
  /// When the disease was diagnosed.
  public var diagnosedAt: Instant?
  /// Until when employed.
  public var employedUntil: Instant?
  /// The kind of place.
  public var place: PlaceCategory?
  /// The region.
  public var regionCode: String
  /// The criteria of an emergency; unknown where they were not asked.
  public var emergency: CriteriaWords?
  /// Whether the employer's copies say nothing of what happened.
  public var confidential: Bool
  /// The ground of processing.
  public var lawfulBasis: LawfulBasis

  init(_ facts: CaseFacts) {
    kind = facts.kind
    segment = facts.segment
    occurredAt = facts.occurredAt
    diagnosedAt = facts.diagnosedAt
    employedUntil = facts.employmentEndedAt
    place = facts.place
    regionCode = facts.regionCode
    emergency = facts.emergencyAsked ? CriteriaWords(facts.emergency) : nil
    confidential = facts.isConfidential
    lawfulBasis = facts.basis
  }
}

/// What others decided about a case, and what of it is open.
public struct CaseRow: Hashable, Sendable, Codable {
  /// What the guarantor says.
  public var guarantee: GuarantorState
  /// Who guarantees.
  public var payer: Guarantor?
  /// What was concluded.
  public var conclusion: Conclusion?
  /// Date of the doctor's letter.
  public var letterAt: Instant?
  /// When the case was closed.
  public var closedAt: Instant?
  /// What is open.
  public var open: OpenItemWords?

  init(_ view: ReferralView) {
    guarantee = view.guarantor
    payer = view.guarantorPayer
    conclusion = view.conclusion
    letterAt = view.outcomeLetterAt
    closedAt = view.closedAt
    open = view.openItems.isEmpty ? nil : OpenItemWords(view.openItems)
  }
}
