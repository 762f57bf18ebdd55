public import Referrals

/// A value that a request of referring may need; doors have their own names for it.
public enum ReferralParameter: Hashable, Sendable {
  /// Where the accident happened.
  case position
  /// Where candidates are measured from.
  case near
  /// The facility to send to.
  case destination
  /// How urgent.
  case priority
  /// How urgent from now on.
  case newPriority
  /// Several destinations at once.
  case parallel
  /// The branch that opens it.
  case branch
  /// Which attempt.
  case attempt
  /// What is suspected.
  case kind
  /// When the accident happened.
  case occurredAt
  /// When the disease was diagnosed.
  case diagnosedAt
  /// Until when employed.
  case employedUntil
  /// The region of the accident.
  case region
  /// The criteria of an emergency.
  case emergency
  /// The ground of processing.
  case lawfulBasis
  /// The ground of processing under its former name.
  case formerBasis
  /// When something that is recorded happened.
  case at
  /// Why.
  case reason
  /// The addressee of a report or notice.
  case addressee
  /// Which report.
  case stage
  /// Number of the receipt.
  case receipt
  /// Who gives notice.
  case notifier
  /// A late answer.
  case answer
  /// What the guarantor says.
  case guarantee
  /// Who guarantees.
  case payer
  /// What was concluded.
  case conclusion
  /// The means of a journey.
  case mode
  /// The cost of a journey.
  case cost
  /// Closing with something open.
  case withOpen
  /// One number to look for.
  case number
  /// Where a list goes on.
  case after
  /// A personal value.
  case personal(PersonalField)
}

/// A use case of referring; doors have their own words for it, and the access log its action.
public enum ReferralAct: String, CaseIterable, Hashable, Sendable {
  /// Open a referral.
  case open
  /// Send a draft or a new attempt.
  case send
  /// Name the next candidates.
  case next
  /// Note that the facility saw it or was phoned.
  case receive
  /// Take the patient.
  case accept
  /// Refuse.
  case reject
  /// Change the priority.
  case prioritize
  /// The patient leaves.
  case depart
  /// Wait.
  case hold
  /// The patient arrived.
  case arrive
  /// Call off.
  case cancel
  /// It came to nothing.
  case fail
  /// An answer after the departure.
  case answerLate = "answer-late"
  /// Refer onward.
  case onward
  /// Refer back.
  case returnBack = "return"
  /// Written by mistake.
  case void
  /// Put facts right.
  case correct
  /// Record a report.
  case report
  /// Record a notice.
  case notify
  /// Record the doctor's letter.
  case outcome
  /// Record what the guarantor says.
  case guarantee
  /// Record a conclusion.
  case conclude
  /// Record a journey, and show the refund.
  case transport
  /// Consent is withdrawn.
  case withdraw
  /// Close the case.
  case close
  /// List referrals.
  case list
  /// Show one.
  case show
  /// Find those of a person.
  case find
  /// Show the deadlines.
  case clock
  /// Write the letter.
  case letter
  /// Draft the first report.
  case draft = "kk1"
  /// Count referrals.
  case count
  /// Tell what the referrals say about the service.
  case figures
  /// List who has to be phoned now.
  case calls
}

extension ReferralAct {
  /// The use case by which a step on an attempt is taken.
  public init(_ action: AttemptAction) {
    self =
      switch action {
      case .send: .send
      case .receive: .receive
      case .accept: .accept
      case .reject: .reject
      case .depart: .depart
      case .hold: .hold
      case .arrive: .arrive
      case .cancel: .cancel
      case .fail: .fail
      case .markInError: .void
      case .answerLate: .answerLate
      case .onward: .onward
      case .returnBack: .returnBack
      }
  }
}
