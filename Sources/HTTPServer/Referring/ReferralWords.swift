internal import Application
internal import Formats
internal import Referrals
internal import Wording

extension DoorWords {
  /// As this door calls acts and values.
  static let web = DoorWords(act: { $0.rawValue }, value: { $0.member })
}

extension ReferralParameter {
  /// The member of a request.
  var member: String {
    switch self {
    case .position: "position"
    case .near: "near"
    case .destination, .addressee: "to"
    case .priority, .newPriority: "priority"
    case .parallel: "parallel"
    case .branch: "branch"
    case .attempt: "attempt"
    case .kind: "case"
    case .occurredAt: "occurred_at"
    case .diagnosedAt: "diagnosed_at"
    case .employedUntil: "employed_until"
    case .region: "region"
    case .emergency: "emergency"
    case .lawfulBasis, .formerBasis: "lawful_basis"
    case .at: "at"
    case .reason: "reason"
    case .stage: "stage"
    case .receipt: "receipt"
    case .notifier: "from"
    case .answer: "answer"
    case .guarantee: "state"
    case .payer: "payer"
    case .conclusion: "conclusion"
    case .mode: "mode"
    case .cost: "cost"
    case .withOpen: "with_open"
    case .number: "nik, kpj, passport, phone (1)"
    case .after: "cursor"
    case .personal(let field): field.rawValue
    }
  }
}

extension ReferralInput {
  /// The member or parameter of a request.
  var member: String {
    switch self {
    case .value(let parameter): parameter.member
    case .origin: "from"
    case .limit: "limit"
    case .channel: "by"
    case .segment: "segment"
    case .place: "place"
    case .confidential: "confidential"
    case .all: "all"
    case .reveal: "reveal"
    case .status: "status"
    case .overdue: "overdue"
    case .page: "page"
    }
  }

  /// As it is declared for an act; nil where this door says it in another way.
  func parameter(for act: ReferralAct) -> Parameter? {
    switch self {
    // There is no client of former days, and the form of a letter is agreed on by `Accept`.
    case .value(.formerBasis), .page: return nil
    default: break
    }
    return Parameter(
      member, kind(for: act), note(for: act), example: example,
      isRequired: act.needs.contains(self))
  }

  private func kind(for act: ReferralAct) -> Parameter.Kind {
    switch self {
    case .limit: .integer(1...(act == .list || act == .calls ? ListQuery.mostRows : 100))
    case .channel: .word(Channel.words)
    case .segment: .word(Segment.words)
    case .place: .word(PlaceCategory.words)
    case .status: .word(RequestStatus.words)
    case .confidential, .all, .reveal, .overdue, .value(.parallel), .value(.withOpen): .flag
    case .value(.attempt): .integer(1...99)
    case .value(.cost): .integer(0...1_000_000_000)
    case .value(.emergency): .words(ReferralParameter.emergency.words(for: act))
    case .value(let parameter):
      parameter.words(for: act).isEmpty ? .text : .word(parameter.words(for: act))
    case .origin, .page: .text
    }
  }

  private var example: String? {
    switch self {
    case .value(.position), .value(.near): "-3.3194,114.5908"
    case .value(.destination): "auto"
    case .value(.occurredAt), .value(.at): "2026-11-22T14:30+08:00"
    case .value(.region): "63.71"
    default: nil
    }
  }

  /// What it is, in English, for the document of the interface.
  private func note(for act: ReferralAct) -> String {
    switch self {
    case .origin: "The facility that refers."
    case .limit:
      switch act {
      case .list: "The most referrals."
      case .calls: "The most calls."
      default: "The most candidates."
      }
    case .channel: "By what means."
    case .segment: "How the worker is insured."
    case .place: "The kind of place."
    case .confidential: "The employer is told nothing of what happened."
    case .all: "The whole referral, not one attempt."
    case .reveal: "Whether personal values are shown in clear; it is logged as such."
    case .status: "Only those in a state."
    case .overdue: "Only those whose answer is overdue, the longest silent first."
    case .page: "A page ready to print."
    case .value(let parameter): parameter.note(for: act)
    }
  }
}

extension ReferralParameter {
  fileprivate func note(for act: ReferralAct) -> String {
    switch self {
    case .position: "Where the accident happened: a coordinate in any notation, or a place."
    case .near: "Where candidates are measured from; usually where the patient is."
    case .destination: "auto for the nearest eligible site, or the id of a facility."
    case .priority: "How urgent; usually stat where a criterion of an emergency is met, else asap."
    case .newPriority: "How urgent from now on."
    case .parallel: "Several destinations at once; stat only."
    case .branch: "The branch; for an officer usually the own one."
    case .attempt: "Which attempt; may be left out where only one fits."
    case .kind: "What is suspected; usually an accident."
    case .occurredAt: "When the accident happened; left out where it is not known."
    case .diagnosedAt: "When the disease was diagnosed."
    case .employedUntil: "Until when employed."
    case .region: "Kemendagri code or name of the region of the accident."
    case .emergency: "The criteria of an emergency that are met, or none; left out: not asked yet."
    case .lawfulBasis, .formerBasis:
      "The ground of processing; needed unless a criterion of an emergency is met."
    case .at: "When, with its zone, or in that of the place of the accident."
    case .reason: "Why."
    case .addressee: "To whom."
    case .stage: "Which report."
    case .receipt: "Number of the receipt."
    case .notifier: "Who gives notice."
    case .answer: "What was answered."
    case .guarantee: "What the guarantor says."
    case .payer: "Who pays."
    case .conclusion: "What others concluded."
    case .mode: "The means of a journey to be added."
    case .cost: "Its cost, rupiah."
    case .withOpen: "Closes although something is open; it is recorded."
    case .number: "One number of a person."
    case .after: "Where the page before said that the list goes on."
    case .personal: "Of the person; sealed in the file, masked when shown."
    }
  }
}

extension ReferralAct {
  /// The values that its request must have.
  var needs: [ReferralInput] {
    switch self {
    case .onward: [.value(.destination)]
    case .reject, .hold, .fail, .void, .cancel: [.value(.reason)]
    case .prioritize: [.value(.newPriority), .value(.reason)]
    case .answerLate: [.value(.answer)]
    case .report: [.value(.stage), .value(.addressee), .value(.at)]
    case .notify: [.value(.notifier), .value(.addressee), .value(.at)]
    case .outcome: [.value(.at)]
    case .guarantee: [.value(.guarantee)]
    case .conclude: [.value(.conclusion)]
    default: []
    }
  }

  /// The declared parameters or members of its request.
  var parameters: [Parameter] { inputs.compactMap { $0.parameter(for: self) } }
}

/// The values of a request by the names of this door.
struct WebValues: ReferralValues {
  let arguments: Arguments
  /// Whether the answer is to be a page.
  var isPage = false

  func text(_ input: ReferralInput) -> String? {
    if let number = arguments.integer(input.member) { return String(number) }
    return input == .value(.formerBasis) ? nil : arguments.text(input.member)
  }

  func words(_ input: ReferralInput) -> [String]? { arguments.words(input.member) }

  func isSet(_ input: ReferralInput) -> Bool {
    input == .page ? isPage : arguments.flag(input.member)
  }
}
