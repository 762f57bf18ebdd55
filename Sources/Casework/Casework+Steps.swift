internal import Application
internal import Facilities
internal import LineProtocol
internal import Referrals
internal import Storage

extension Casework {
  /// What a request was answered before, if it carries an id and was.
  func earlier(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> Receipt? {
    guard let id = request.value("ID") else { return nil }
    return try await atDesk { () async throws(DeskError) in
      try await desk.earlier(id, by: identity)
    }
  }

  /// The destination that a request was given before, so that `AUTO` repeated means the same site.
  func earlierDestination(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> Destination? {
    guard let receipt = try await earlier(request, identity), let number = receipt.attempt else {
      return nil
    }
    return try await state(receipt.code, request, identity).referral.attempt(number)?.destination
  }

  /// The referral as whoever acts may act on it; neither logged nor opened, as the act is.
  func state(
    _ code: ReferralCode, _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> ReferralState {
    let action = request.command.name.lowercased()
    return try await atDesk { () async throws(DeskError) in
      try await desk.state(code, for: action, by: identity)
    }
  }

  /// The attempt that is meant: the one named, or the only one from which the step is legal.
  func attempt(
    _ request: ParsedCommand, for action: AttemptAction, in state: ReferralState,
    _ identity: Identity
  ) async throws(CaseworkError) -> Int {
    if let number = request.integer("ATTEMPT") { return number }
    // A repeated request means the attempt that it meant the first time.
    if let number = try await earlier(request, identity)?.attempt { return number }
    let possible = state.attempts.filter {
      TransitionTable.row($0.status, action) != nil && (action != .answerLate || $0.isUnconfirmed)
    }
    if possible.count == 1 { return possible[0].number }
    // From where the patient is, not from a facility they have left.
    if action == .onward || action == .returnBack, let last = possible.whereThePatientIs {
      return last.number
    }
    if possible.isEmpty, let last = state.attempts.last { return last.number }
    let numbers = possible.map { "\($0.number)" }.joined(separator: ", ")
    throw .failure(
      possible.isEmpty
        ? CaseFailure(
          .conflict, id: "rujukan ini belum diajukan ke mana pun: kirim dahulu (\(verb: "SEND"))",
          en: "this referral has no attempt yet: send first (\(verb: "SEND"))")
        : CaseFailure(
          .syntax, id: "ada beberapa pengajuan yang cocok (\(numbers)): tulis \(option: "ATTEMPT")",
          en: "several attempts fit (\(numbers)): give \(option: "ATTEMPT")"))
  }

  /// Does a step on an attempt.
  func step(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let personal = try personal(request)
    let before = try await state(code, request, identity)
    let command = try await command(request, personal, in: before, identity)
    var answer = try await perform(
      command, on: code, personal: personal, request, identity, zone: before.referral.facts.zone)
    switch command {
    case .accept: answer.note(.notABed)
    case .reject:
      if before.referral.facts.isEmergency { answer.note(.duty) }
      try await addNext(request, identity, to: &answer)
    case .answerLate(_, false, _):
      answer.note(.lateRefusal)
      if before.referral.facts.isEmergency { answer.note(.duty) }
      try await addNext(request, identity, to: &answer)
    default: break
    }
    return answer
  }

  /// The step that a request means.
  private func command(
    _ request: ParsedCommand, _ personal: [PersonalField: String], in state: ReferralState,
    _ identity: Identity
  ) async throws(CaseworkError) -> Command {
    let channel = word("BY", request) ?? Channel.service
    func number(_ action: AttemptAction) async throws(CaseworkError) -> Int {
      try await attempt(request, for: action, in: state, identity)
    }
    switch request.command.name {
    case "SEEN": return .receive(attempt: try await number(.receive), by: channel)
    case "ACCEPT": return .accept(attempt: try await number(.accept), by: channel)
    case "REJECT":
      let reason: RejectionReason = try needed("REASON", request)
      if reason == .other, personal[.note] == nil {
        throw .failure(.needed("NOTE", request.command.name))
      }
      return .reject(attempt: try await number(.reject), reason: reason)
    case "DEPART": return .depart(attempt: try await number(.depart))
    case "HOLD":
      return .hold(attempt: try await number(.hold), reason: try needed("REASON", request))
    case "ARRIVE": return .arrive(attempt: try await number(.arrive))
    case "CANCEL":
      let reason: CancellationReason = try needed("REASON", request)
      return request.has("ALL")
        ? .revoke(reason: reason) : .cancel(attempt: try await number(.cancel), reason: reason)
    case "FAIL":
      return .fail(attempt: try await number(.fail), reason: try needed("REASON", request))
    case "LATE":
      guard let said = request.value("ANSWER")?.lowercased() else {
        throw .failure(.needed("ANSWER", "LATE"))
      }
      return .answerLate(
        attempt: try await number(.answerLate),
        accepted: CommandTable.acceptance.contains(said), by: channel)
    default:
      let reason: ErrorReason = try needed("REASON", request)
      return request.integer("ATTEMPT").map { .markInError(attempt: $0, reason: reason) }
        ?? .voidAll(reason: reason)
    }
  }

  /// Does a command and writes its receipt, whose time a person reads in `zone`.
  func perform(
    _ command: Command, on code: ReferralCode, personal: [PersonalField: String] = [:],
    _ request: ParsedCommand, _ identity: Identity, zone: IndonesianZone?
  ) async throws(CaseworkError) -> CaseAnswer {
    let receipt = try await atDesk { () async throws(DeskError) in
      try await desk.perform(
        command, on: code, personal: personal, requestID: request.value("ID"), by: identity)
    }
    var answer = CaseAnswer()
    answer.zone = zone
    add(receipt, to: &answer)
    warn(personal, in: &answer)
    return answer
  }

  /// Sends a draft, a new attempt, or onward from where the patient is.
  func send(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let locator = locator()
    let verb = request.command.name
    let state = try await state(code, request, identity)
    let referral = state.referral
    var found: Target?
    // Whoever may not see the facts may not choose either; the desk says so and logs it.
    if state.mayKnowDetail, let text = request.value("TO") {
      found = try await target(
        text, setting(state, near: request.value("NEAR"), in: locator),
        earlierDestination(request, identity), limit: limit(request), verb: verb, in: locator)
    }
    let zone = referral.facts.zone
    let number: Int
    let command: Command
    if verb == "ONWARD" {
      guard request.has("TO") else { throw .failure(.needed("TO", verb)) }
      number = try await attempt(request, for: .onward, in: state, identity)
      let destination = found?.destination ?? Destination(facilityID: "-", standing: .unknown)
      command = .onward(attempt: number, destination: destination)
    } else {
      let before = try await earlier(request, identity)?.attempt
      let known =
        request.integer("ATTEMPT") ?? before
        ?? state.attempts.last { $0.status == .draft }?.number
      if known == nil, !request.has("TO") { throw .failure(.needed("TO", verb)) }
      // The next number means a new attempt.
      command = .send(
        attempt: known ?? referral.attempts.count + 1, destination: found?.destination)
    }
    var answer = try await perform(command, on: code, request, identity, zone: zone)
    notes(on: referral.facts, priority: referral.priority, isSent: true, in: &answer)
    if let found { add(found, referral.facts, in: locator, to: &answer) }
    return answer
  }

  /// The next candidates of a referral.
  func next(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    var answer = CaseAnswer()
    let state = try await addNext(request, identity, to: &answer)
    let code = state.referral.code
    try await atDesk { () async throws(DeskError) in
      try await desk.recordAccess("next", code, by: identity)
    }
    if state.attempts.contains(where: { state.isOverdue($0, at: now()) }) {
      answer.note(.unanswered)
    }
    return answer
  }

  /// Rows of the next candidates, measured from where the patient is.
  @discardableResult
  func addNext(
    _ request: ParsedCommand, _ identity: Identity, to answer: inout CaseAnswer
  ) async throws(CaseworkError) -> ReferralState {
    let locator = locator()
    let state = try await state(try code(request), request, identity)
    guard let setting = try await setting(state, near: request.value("NEAR"), in: locator) else {
      throw .failure(.needed("NEAR", request.command.name))
    }
    if setting.facts.isEmergency { answer.note(.emergency) }
    add(SiteChoice(setting, in: locator, limit: limit(request)), isChosen: false, to: &answer)
    return state
  }

  /// Refers back to the facility that referred, or to the one named.
  func refer(
    back request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let locator = locator()
    let state = try await state(code, request, identity)
    guard let id = request.value("TO") ?? state.referral.originFacilityID else {
      throw .failure(.needed("TO", "RETURN"))
    }
    let number = try await attempt(request, for: .returnBack, in: state, identity)
    let target = Target(
      try facility(id, in: locator), try await setting(state, near: nil, in: locator), in: locator)
    let receipt = try await atDesk { () async throws(DeskError) in
      try await desk.referBack(
        code, attempt: number, destination: target.destination, requestID: request.value("ID"),
        by: identity)
    }
    var answer = CaseAnswer()
    answer.zone = state.referral.facts.zone
    add(receipt, to: &answer)
    add(target, state.referral.facts, in: locator, to: &answer)
    return answer
  }
}
