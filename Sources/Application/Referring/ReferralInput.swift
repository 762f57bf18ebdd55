/// A value that a request of referring may have.
public enum ReferralInput: Hashable, Sendable {
  /// One that errors name.
  case value(ReferralParameter)
  /// The facility that refers.
  case origin
  /// How many are returned.
  case limit
  /// By what means.
  case channel
  /// How the worker is insured.
  case segment
  /// The kind of place.
  case place
  /// That the employer's copies say nothing of what happened.
  case confidential
  /// The whole referral and not one attempt.
  case all
  /// Personal values in clear.
  case reveal
  /// Only those in a state.
  case status
  /// Only those whose answer is overdue.
  case overdue
  /// A page ready to print.
  case page
}

extension ReferralAct {
  /// The values that its request may have, besides the code of the referral and the id of the request.
  public var inputs: [ReferralInput] {
    switch self {
    case .open:
      [
        .value(.position), .value(.destination), .value(.priority), .value(.parallel),
        .value(.branch), .origin, .limit,
      ] + Self.facts + Self.person
    case .send: [.value(.destination), .value(.attempt), .value(.near), .limit]
    case .onward: [.value(.destination), .value(.attempt), .channel, .value(.near), .limit]
    case .next: [.value(.near), .limit]
    case .returnBack: [.value(.destination), .value(.attempt)]
    case .receive: [.value(.attempt), .channel]
    case .accept: [.value(.attempt), .channel, .value(.personal(.note))]
    case .reject:
      [
        .value(.reason), .value(.attempt), .channel, .value(.personal(.note)), .value(.near),
        .limit,
      ]
    case .prioritize: [.value(.newPriority), .value(.reason), .value(.personal(.note))]
    case .hold: [.value(.reason), .value(.attempt), .channel]
    case .fail, .void: [.value(.reason), .value(.attempt)]
    case .cancel: [.value(.reason), .value(.attempt), .all]
    case .answerLate: [.value(.answer), .value(.attempt), .channel]
    case .depart: [.value(.attempt)]
    case .arrive: [.value(.attempt), .channel]
    case .correct: Self.facts + Self.person
    case .report:
      [.value(.stage), .value(.addressee), .value(.at), .channel, .value(.receipt)]
    case .notify: [.value(.notifier), .value(.addressee), .value(.at)]
    case .outcome: [.value(.at)]
    case .guarantee: [.value(.guarantee), .value(.payer)]
    case .conclude: [.value(.conclusion)]
    case .transport: [.value(.mode), .value(.cost)]
    case .close: [.value(.withOpen)]
    case .list: [.status, .overdue, .value(.after), .limit]
    case .show: [.reveal]
    case .find:
      PersonalField.allCases.filter(\.isFindable).map { .value(.personal($0)) }
    case .letter: [.value(.attempt), .page]
    case .draft: [.page]
    case .calls: [.limit]
    case .withdraw, .clock, .count, .figures: []
    }
  }

  private static let facts: [ReferralInput] = [
    .value(.kind), .value(.occurredAt), .value(.diagnosedAt), .value(.employedUntil),
    .value(.region), .segment, .place, .value(.emergency), .confidential, .value(.lawfulBasis),
    .value(.formerBasis),
  ]

  private static let person: [ReferralInput] = PersonalField.allCases
    .filter { $0 != .position }.map { .value(.personal($0)) }
}
