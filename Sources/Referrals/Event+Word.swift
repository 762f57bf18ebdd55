extension EventBody {
  /// Stable identifier of what happened, in audit, messages and lists: `sent`, `accept`, `report`.
  public var word: String {
    switch self {
    case .opened: "opened"
    case .planned: "planned"
    case .sent: "sent"
    case .stepped(let step): step.action.rawValue
    case .answeredLate: "answer-late"
    case .returned: "return"
    case .revoked: "revoked"
    case .voided: "voided"
    case .corrected: "corrected"
    case .reported: "reported"
    case .notified: "notified"
    case .outcome: "outcome"
    case .guaranteed: "guaranteed"
    case .concluded: "concluded"
    case .travelled: "travelled"
    case .frozen: "frozen"
    case .closed, .closedWithOpen: "closed"
    case .prioritized: "prioritized"
    }
  }

  /// Number of the attempt that it happened to; nil for what concerns the whole referral.
  public var attempt: Int? {
    switch self {
    case .planned(let number, _), .sent(let number, _, _), .answeredLate(let number, _, _),
      .returned(let number, _):
      number
    case .stepped(let step): step.attempt
    default: nil
    }
  }
}
