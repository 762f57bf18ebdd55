internal import Facilities
internal import Referrals

extension Referring {
  /// Takes a step on an attempt; where a facility refused, the outcome holds the next candidates.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func step(
    _ request: StepRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    let act = request.step.act
    let near = try understood(request.from, in: locator())
    try check(request.personal)
    if request.step == .reject(.other), request.personal[.note] == nil {
      throw .missing(.personal(.note), for: act)
    }
    let before = try await state(request.code, for: act, identity)
    let command = try await command(request, in: before, identity)
    var outcome = try await perform(
      command, on: request.code, personal: request.personal, told: request.told,
      requestID: request.requestID, identity, zone: before.referral.facts.zone)
    switch command {
    case .accept:
      outcome.advise(.notABed)
      return outcome
    case .reject: break
    case .answerLate(_, false, _): outcome.advise(.lateRefusal)
    default: return outcome
    }
    let isEmergency = before.referral.facts.isEmergency
    if isEmergency { outcome.advise(.duty) }
    // The record is kept, even where there is no position to measure from.
    outcome.next = try await nextChoice(
      request.code, near: near, limit: request.limit, for: act, identity
    ).choice
    if isEmergency { outcome.advise(.emergency) }
    if let next = outcome.next { outcome.advisories.add(next, isChosen: false) }
    return outcome
  }

  /// The command that a step is.
  private func command(
    _ request: StepRequest, in state: ReferralState, _ identity: Identity
  ) async throws(ReferringError) -> Command {
    func number(_ action: AttemptAction) async throws(ReferringError) -> Int {
      try await attempt(
        request.attempt, for: action, in: state, requestID: request.requestID, identity)
    }
    switch request.step {
    case .receive(let channel): return .receive(attempt: try await number(.receive), by: channel)
    case .accept(let channel): return .accept(attempt: try await number(.accept), by: channel)
    case .reject(let reason): return .reject(attempt: try await number(.reject), reason: reason)
    case .depart: return .depart(attempt: try await number(.depart))
    case .hold(let reason): return .hold(attempt: try await number(.hold), reason: reason)
    case .arrive: return .arrive(attempt: try await number(.arrive))
    case .cancel(let reason): return .cancel(attempt: try await number(.cancel), reason: reason)
    case .revoke(let reason): return .revoke(reason: reason)
    case .fail(let reason): return .fail(attempt: try await number(.fail), reason: reason)
    case .answerLate(let accepted, let channel):
      return .answerLate(
        attempt: try await number(.answerLate), accepted: accepted, by: channel)
    case .void(let reason):
      return request.attempt.map { .markInError(attempt: $0, reason: reason) }
        ?? .voidAll(reason: reason)
    }
  }

  /// The attempt that is meant: the one named, or the only one from which the step is legal.
  private func attempt(
    _ named: Int?, for action: AttemptAction, in state: ReferralState, requestID: String?,
    _ identity: Identity
  ) async throws(ReferringError) -> Int {
    if let named { return named }
    // A repeated request means the attempt that it meant the first time.
    if let number = try await earlier(requestID, identity)?.attempt { return number }
    let possible = state.attempts.filter {
      TransitionTable.row($0.status, action) != nil && (action != .answerLate || $0.isUnconfirmed)
    }
    if possible.count == 1 { return possible[0].number }
    // From where the patient is, not from a facility they have left.
    if action == .onward || action == .returnBack, let last = possible.whereThePatientIs {
      return last.number
    }
    guard possible.isEmpty else { throw .ambiguousAttempt(possible.map(\.number)) }
    guard let last = state.attempts.last else { throw .noAttempt }
    return last.number
  }

  /// Sends a draft or a new attempt.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func send(
    _ request: SendRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    try await send(request, for: .send, identity) { state, found async throws(ReferringError) in
      let before = try await earlier(request.requestID, identity)?.attempt
      let known =
        request.attempt ?? before ?? state.attempts.last { $0.status == .draft }?.number
      if known == nil, request.destination == nil { throw .missing(.destination, for: .send) }
      // The next number means a new attempt.
      return .send(
        attempt: known ?? state.referral.attempts.count + 1, destination: found?.destination)
    }
  }

  /// Refers onward from where the patient is.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func onward(
    _ request: SendRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    guard request.destination != nil else { throw .missing(.destination, for: .onward) }
    return try await send(request, for: .onward, identity) {
      state, found async throws(ReferringError) in
      let number = try await attempt(
        request.attempt, for: .onward, in: state, requestID: request.requestID, identity)
      // The service refuses a caller who may not choose, whatever the destination.
      return .onward(
        attempt: number,
        destination: found?.destination ?? Destination(facilityID: "-", standing: .unknown))
    }
  }

  private func send(
    _ request: SendRequest, for act: ReferralAct, _ identity: Identity,
    _ command: (ReferralState, ReferralDestination?) async throws(ReferringError) -> Command
  ) async throws(ReferringError) -> ReferralOutcome {
    let locator = locator()
    let near = try understood(request.from, in: locator)
    let state = try await state(request.code, for: act, identity)
    var found: ReferralDestination?
    // A caller who may not see the facts may not choose either; the service refuses and logs it.
    if state.mayKnowDetail, let wish = request.destination {
      found = try destination(
        wish, try await setting(state, near: near, in: locator),
        try await earlierDestination(request.requestID, for: act, identity), limit: request.limit,
        for: act, in: locator)
    }
    let facts = state.referral.facts
    var outcome = try await perform(
      try await command(state, found), on: request.code, told: request.told,
      requestID: request.requestID, identity, zone: facts.zone)
    outcome.destination = found
    outcome.advisories.add(on: facts, priority: state.referral.priority, isSent: true)
    if let found { outcome.advisories.add(found, facts) }
    return outcome
  }

  /// Refers back to the facility that referred, or to the one named.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func referBack(
    _ request: ReturnRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    let locator = locator()
    let state = try await state(request.code, for: .returnBack, identity)
    guard let id = request.facilityID ?? state.referral.originFacilityID else {
      throw .missing(.destination, for: .returnBack)
    }
    let number = try await attempt(
      request.attempt, for: .returnBack, in: state, requestID: request.requestID, identity)
    let target = ReferralDestination(
      try facility(id, in: locator), try await setting(state, near: nil, in: locator), in: locator)
    let receipt = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.referBack(
        request.code, attempt: number, destination: target.destination,
        requestID: request.requestID, ifVersion: ifVersion, by: identity)
    }
    let facts = state.referral.facts
    var outcome = ReferralOutcome(receipt: receipt, zone: facts.zone, destination: target)
    outcome.advisories.add(target, facts)
    return outcome
  }

  /// Names the next candidates of a referral.
  ///
  /// - Throws: `ReferringError.missing(.near)` where nothing is known to measure from.
  public func next(
    _ request: NextRequest, by identity: Identity
  ) async throws(ReferringError) -> NextOutcome {
    let near = try understood(request.from, in: locator())
    let code = request.code
    let (state, choice) = try await nextChoice(
      code, near: near, limit: request.limit, for: .next, identity)
    guard let choice else { throw .missing(.near, for: .next) }
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.recordAccess(ReferralAct.next.rawValue, code, by: identity)
    }
    var outcome = NextOutcome(choice: choice, advisories: [])
    if state.referral.facts.isEmergency { outcome.advisories.add(.emergency) }
    outcome.advisories.add(choice, isChosen: false)
    if state.attempts.contains(where: { state.isOverdue($0, at: now()) }) {
      outcome.advisories.add(.unanswered)
    }
    return outcome
  }
}
