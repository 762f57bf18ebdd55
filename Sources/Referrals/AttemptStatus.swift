/// The state of one attempt to place a patient; the raw values are FHIR's `Task.status`.
public enum AttemptStatus: String, CaseIterable, Hashable, Sendable, Codable {
  /// Written down, not yet sent.
  case draft
  /// Sent; the facility has not answered.
  case requested
  /// Seen by the facility, or reached by phone; not answered.
  case received
  /// The facility takes the patient. Not yet an arrival.
  case accepted
  /// The facility refused, with a coded reason.
  case rejected
  /// Accepted, but waiting for a bed or for transport.
  case onHold = "on-hold"
  /// The patient is on the way.
  case inProgress = "in-progress"
  /// The patient arrived.
  case completed
  /// Called off.
  case cancelled
  /// The patient never came, died on the way, or could not be moved.
  case failed
  /// Written by mistake; kept, and left out of statistics.
  case enteredInError = "entered-in-error"

  /// Whether the attempt still binds the patient to this destination.
  public var isLive: Bool {
    switch self {
    case .requested, .received, .accepted, .onHold, .inProgress: true
    case .draft, .rejected, .completed, .cancelled, .failed, .enteredInError: false
    }
  }

  /// Whether no further step but a correction is possible.
  public var isTerminal: Bool {
    switch self {
    case .rejected, .cancelled, .failed, .completed, .enteredInError: true
    case .draft, .requested, .received, .accepted, .onHold, .inProgress: false
    }
  }
}

/// A step on an attempt.
public enum AttemptAction: String, CaseIterable, Hashable, Sendable, Codable {
  /// Send the request to the destination.
  case send
  /// Note that the destination has seen it or was phoned.
  case receive
  /// Take the patient.
  case accept
  /// Refuse, with a reason.
  case reject
  /// The patient departs.
  case depart
  /// Wait for a bed or transport.
  case hold
  /// The patient arrived and was handed over.
  case arrive
  /// Call it off.
  case cancel
  /// It came to nothing: no-show, death on the way, no transport.
  case fail
  /// Mark as written by mistake.
  case markInError = "mark-in-error"
  /// Record an answer that came after the patient had left unannounced.
  case answerLate = "answer-late"
  /// Refer onward from here: a new attempt in the same chain.
  case onward
  /// Refer back to the origin (rujuk balik): a new referral.
  case returnBack = "return"
}

/// Who may take a step.
public enum Party: String, CaseIterable, Hashable, Sendable, Codable {
  /// The requester of the referral.
  case requester
  /// The facility that the attempt is sent to.
  case target
}

/// What must hold besides the state before a step is taken.
public enum Guard: String, Hashable, Sendable, Codable {
  /// A destination is named and active.
  case activeDestination = "active-destination"
  /// The priority is `stat` ("notify and go"), or it is an emergency or may be one.
  case urgentOnly = "urgent-only"
  /// A coded reason is given.
  case reason
  /// No other attempt of the referral is live.
  case noOtherLive = "no-other-live"
  /// The patient left before an answer.
  case unconfirmed
}

/// One row of the state table.
public struct Transition: Hashable, Sendable {
  /// The state it leaves.
  public let from: AttemptStatus
  /// The step.
  public let action: AttemptAction
  /// The state it reaches; the same for steps that only record something.
  public let to: AttemptStatus
  /// Who may take it.
  public let parties: Set<Party>
  /// What must hold.
  public let guards: Set<Guard>
}

/// The state table of an attempt, as data; nothing outside it is possible.
public enum TransitionTable {
  /// All rows, by state and then in the order of `AttemptAction`.
  public static let rows: [Transition] = build()

  /// The row for a step from a state, or nil when the step is illegal there.
  public static func row(_ from: AttemptStatus, _ action: AttemptAction) -> Transition? {
    rows.first { $0.from == from && $0.action == action }
  }

  /// The steps that are legal from a state for a party, or for any when `party` is nil.
  public static func actions(from status: AttemptStatus, by party: Party? = nil) -> [AttemptAction]
  {
    rows.filter { $0.from == status && (party.map($0.parties.contains) ?? true) }.map(\.action)
  }

  private static func build() -> [Transition] {
    let both: Set<Party> = [.requester, .target]
    var rows: [Transition] = []
    func add(
      _ from: AttemptStatus, _ action: AttemptAction, _ to: AttemptStatus, _ parties: Set<Party>,
      _ guards: Set<Guard> = []
    ) {
      rows.append(Transition(from: from, action: action, to: to, parties: parties, guards: guards))
    }
    add(.draft, .send, .requested, [.requester], [.activeDestination, .noOtherLive])
    add(.draft, .cancel, .cancelled, [.requester], [.reason])
    for waiting in [AttemptStatus.requested, .received] {
      if waiting == .requested { add(waiting, .receive, .received, both) }
      add(waiting, .accept, .accepted, [.target])
      add(waiting, .reject, .rejected, [.target], [.reason])
      add(waiting, .depart, .inProgress, [.requester], [.urgentOnly])
      add(waiting, .cancel, .cancelled, [.requester], [.reason])
    }
    add(.accepted, .depart, .inProgress, both)
    add(.accepted, .hold, .onHold, [.target], [.reason])
    add(.accepted, .arrive, .completed, [.target])
    add(.accepted, .cancel, .cancelled, [.requester], [.reason])
    add(.accepted, .fail, .failed, both, [.reason])
    add(.onHold, .depart, .inProgress, [.target])
    add(.onHold, .arrive, .completed, [.target])
    add(.onHold, .cancel, .cancelled, both, [.reason])
    add(.onHold, .fail, .failed, [.target], [.reason])
    add(.inProgress, .arrive, .completed, [.target])
    add(.inProgress, .cancel, .cancelled, both, [.reason])
    add(.inProgress, .fail, .failed, both, [.reason])
    add(.inProgress, .answerLate, .inProgress, [.target], [.unconfirmed])
    add(.completed, .onward, .completed, [.target], [.activeDestination, .noOtherLive])
    add(.completed, .returnBack, .completed, [.target])
    for status in AttemptStatus.allCases where status != .enteredInError {
      add(status, .markInError, .enteredInError, [.requester], [.reason])
    }
    return rows
  }
}
