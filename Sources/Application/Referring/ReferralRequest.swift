public import Referrals

/// What a letter or form is wanted as.
public enum DocumentForm: Hashable, Sendable {
  /// Plain text.
  case text
  /// A page ready to print.
  case page
}

/// A request for any use case of referring, as a door hands it on: to the store on this machine, or in
/// the words of a protocol to a server.
public enum ReferralRequest: Hashable, Sendable {
  /// Open a referral.
  case open(OpenRequest)
  /// Send a draft or a new attempt.
  case send(SendRequest)
  /// Name the next candidates.
  case next(NextRequest)
  /// Take a step on an attempt.
  case step(StepRequest)
  /// Refer onward from where the patient is.
  case onward(SendRequest)
  /// Refer back.
  case returnBack(ReturnRequest)
  /// Put facts right.
  case correct(CorrectRequest)
  /// Record something of the case.
  case record(RecordRequest)
  /// Add a journey, or show what is refunded.
  case transport(TransportRequest)
  /// List referrals.
  case list(ListRequest)
  /// Show one.
  case show(ReferralCode, reveal: Bool)
  /// Find those of a person by one number.
  case find(PersonalField, String)
  /// Show the deadlines.
  case clock(ReferralCode)
  /// Write the letter.
  case letter(ReferralCode, attempt: Int?, DocumentForm)
  /// Draft the first report.
  case draft(ReferralCode, DocumentForm)
  /// Count referrals.
  case count
  /// Tell what the referrals say about the service.
  case figures
  /// List who has to be phoned now, at most so many.
  case calls(limit: Int)

  /// The use case that it is.
  public var act: ReferralAct {
    switch self {
    case .open: .open
    case .send: .send
    case .next: .next
    case .step(let request): request.step.act
    case .onward: .onward
    case .returnBack: .returnBack
    case .correct: .correct
    case .record(let request): request.record.act
    case .transport: .transport
    case .list: .list
    case .show: .show
    case .find: .find
    case .clock: .clock
    case .letter: .letter
    case .draft: .draft
    case .count: .count
    case .figures: .figures
    case .calls: .calls
    }
  }
}
