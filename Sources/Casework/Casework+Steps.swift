internal import Facilities
internal import LineProtocol
internal import Referrals
internal import Application
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
    return try await view(receipt.code, identity).attempts.first { $0.number == number }?
      .destination
  }

  /// The referral as whoever asks may see it.
  func view(
    _ code: ReferralCode, _ identity: Identity
  ) async throws(CaseworkError) -> ReferralView {
    try await atDesk { () async throws(DeskError) in try await desk.show(code, by: identity) }
  }

  /// The attempt that is meant: the one named, or the only one from which the step is legal.
  func attempt(
    _ request: ParsedCommand, for action: AttemptAction, in view: ReferralView,
    _ identity: Identity
  ) async throws(CaseworkError) -> Int {
    if let number = request.integer("ATTEMPT") { return number }
    // A repeated request means the attempt that it meant the first time.
    if let number = try await earlier(request, identity)?.attempt { return number }
    let possible = view.attempts.filter {
      TransitionTable.row($0.status, action) != nil && (action != .answerLate || $0.isUnconfirmed)
    }
    if possible.count == 1 { return possible[0].number }
    if possible.isEmpty, let last = view.attempts.last { return last.number }
    let numbers = possible.map { "\($0.number)" }.joined(separator: ", ")
    throw .failure(
      CaseFailure(
        possible.isEmpty ? .conflict : .syntax,
        id: possible.isEmpty
          ? "rujukan ini belum punya upaya: kirim dahulu (SEND)"
          : "ada beberapa upaya yang cocok (\(numbers)): tulis ATTEMPT",
        en: possible.isEmpty
          ? "this referral has no attempt yet: send first (SEND)"
          : "several attempts fit (\(numbers)): give ATTEMPT"))
  }

  /// Does a step on an attempt.
  func step(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let channel = word("BY", request) ?? Channel.service
    let personal = try personal(request)
    let view = try await view(code, identity)
    let command: Command
    switch request.command.name {
    case "SEEN":
      command = .receive(
        attempt: try await attempt(request, for: .receive, in: view, identity), by: channel)
    case "ACCEPT":
      command = .accept(
        attempt: try await attempt(request, for: .accept, in: view, identity), by: channel)
    case "REJECT":
      let reason: RejectionReason = try needed("REASON", request)
      if reason == .other, personal[.note] == nil {
        throw .failure(.needed("NOTE", "REJECT REASON \(reason.rawValue)"))
      }
      command = .reject(
        attempt: try await attempt(request, for: .reject, in: view, identity), reason: reason)
    case "DEPART":
      command = .depart(attempt: try await attempt(request, for: .depart, in: view, identity))
    case "HOLD":
      let reason: HoldReason = try needed("REASON", request)
      command = .hold(
        attempt: try await attempt(request, for: .hold, in: view, identity), reason: reason)
    case "ARRIVE":
      command = .arrive(attempt: try await attempt(request, for: .arrive, in: view, identity))
    case "CANCEL":
      let reason: CancellationReason = try needed("REASON", request)
      command =
        request.has("ALL")
        ? .revoke(reason: reason)
        : .cancel(
          attempt: try await attempt(request, for: .cancel, in: view, identity), reason: reason)
    case "FAIL":
      let reason: FailureReason = try needed("REASON", request)
      command = .fail(
        attempt: try await attempt(request, for: .fail, in: view, identity), reason: reason)
    case "LATE":
      guard let said = request.value("ANSWER")?.lowercased() else {
        throw .failure(.needed("ANSWER", "LATE"))
      }
      command = .answerLate(
        attempt: try await attempt(request, for: .answerLate, in: view, identity),
        accepted: said == "diterima",
        by: channel)
    default:
      let reason: ErrorReason = try needed("REASON", request)
      command =
        request.integer("ATTEMPT").map { .markInError(attempt: $0, reason: reason) }
        ?? .voidAll(reason: reason)
    }
    var answer = try await perform(
      command, on: code, personal: personal, request, identity, zone: view.zone)
    if case .accept = command { answer.note(.notABed) }
    if case .reject = command {
      if view.isEmergency { answer.note(.duty) }
      try await addCandidates(code, request, identity, to: &answer)
    }
    return answer
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
    let view = try await view(code, identity)
    let isOnward = request.command.name == "ONWARD"
    let tried = view.attempts.compactMap { $0.destination?.facilityID }
    guard let facts = view.facts else {
      // Whoever may not see the facts may not choose either; the desk says so and logs it.
      return try await perform(
        .send(attempt: request.integer("ATTEMPT") ?? 1), on: code, request, identity,
        zone: view.zone)
    }
    var destination: Destination?
    var choice: SiteChoice?
    if let target = request.value("TO") {
      let from = try origin(
        request.value("NEAR"), recorded: isOnward ? nil : view.position,
        fromFacility: isOnward ? nil : view.originFacilityID, tried: tried, in: locator)
      (destination, choice) = try self.destination(
        target, facts, from, tried: Set(tried), limit: limit(request), verb: request.command.name,
        in: locator)
      // A repeated request means the site that it meant the first time.
      if let before = try await earlierDestination(request, identity) { destination = before }
    }
    var answer: CaseAnswer
    if isOnward {
      guard let destination else { throw .failure(.needed("TO", "ONWARD")) }
      let number = try await attempt(request, for: .onward, in: view, identity)
      answer = try await perform(
        .onward(attempt: number, destination: destination), on: code, request, identity,
        zone: view.zone)
    } else {
      let before = try await earlier(request, identity)?.attempt
      let known =
        request.integer("ATTEMPT") ?? before ?? view.attempts.last { $0.status == .draft }?.number
      if known == nil, destination == nil { throw .failure(.needed("TO", "SEND")) }
      // The next number means a new attempt; whoever may send sees all attempts.
      let next = (view.attempts.last?.number ?? 0) + 1
      answer = try await perform(
        .send(attempt: known ?? next, destination: destination), on: code, request, identity,
        zone: view.zone)
    }
    notes(on: facts, priority: view.priority, isSent: true, in: &answer)
    if let destination { add(destination, choice, in: locator, to: &answer) }
    return answer
  }

  /// The next candidates of a referral.
  func next(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    var answer = CaseAnswer()
    let code = try code(request)
    let view = try await addCandidates(code, request, identity, to: &answer)
    if view.attempts.contains(where: { $0.isOverdue(at: now()) }) { answer.note(.unanswered) }
    return answer
  }

  @discardableResult
  private func addCandidates(
    _ code: ReferralCode, _ request: ParsedCommand, _ identity: Identity,
    to answer: inout CaseAnswer
  ) async throws(CaseworkError) -> ReferralView {
    let locator = locator()
    let view = try await view(code, identity)
    let tried = view.attempts.compactMap { $0.destination?.facilityID }
    guard
      let from = try origin(
        request.value("NEAR"), recorded: view.position, fromFacility: view.originFacilityID,
        tried: tried, in: locator)
    else {
      throw .failure(.needed("NEAR", request.command.name))
    }
    // Without the facts an emergency is thought possible, as everywhere.
    let facts =
      view.facts
      ?? CaseFacts(
        kind: view.kind, regionCode: "", emergencyAsked: !view.isEmergency, basis: .consent)
    if view.isEmergency { answer.note(.emergency) }
    add(
      SiteChoice(
        for: facts, from: from, in: locator, leavingOut: Set(tried), limit: limit(request)),
      isChosen: false, to: &answer)
    return view
  }

  /// Refers back to the facility that referred, or to the one named.
  func refer(
    back request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let view = try await view(code, identity)
    guard let target = request.value("TO") ?? view.originFacilityID else {
      throw .failure(.needed("TO", "RETURN"))
    }
    let destination = Destination(try facility(target, in: locator()))
    let number = try await attempt(request, for: .returnBack, in: view, identity)
    let receipt = try await atDesk { () async throws(DeskError) in
      try await desk.referBack(
        code, attempt: number, destination: destination, requestID: request.value("ID"),
        by: identity)
    }
    var answer = CaseAnswer()
    answer.zone = view.zone
    add(receipt, to: &answer)
    return answer
  }

  /// Records something of the case.
  func record(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let verb = request.command.name
    let known = try await view(code, identity)
    let zone = known.zone
    if verb == "WITHDRAW" || verb == "CLOSE" {
      var answer = try await perform(
        verb == "CLOSE" ? .close : .withdrawConsent, on: code, request, identity, zone: zone)
      if verb == "WITHDRAW" { answer.note(.purgeDue(hours: 72)) }
      return answer
    }
    let command: Command
    switch verb {
    case "CORRECT":
      guard let facts = known.facts else {
        throw CaseworkError(.notPermitted(identity.role, action: "correct"))
      }
      let changed = try self.facts(request, from: facts, region: nil, in: locator())
      var answer = try await perform(
        .correct(facts: changed), on: code, personal: try personal(request), request, identity,
        zone: changed.zone)
      notes(on: changed, priority: known.priority, isSent: false, in: &answer)
      return answer
    case "REPORT":
      guard let sentAt = try time("AT", request, zone: zone) else {
        throw .failure(.needed("AT", verb))
      }
      command = .report(
        ReportSent(
          stage: try needed("STAGE", request), to: try needed("TO", request), sentAt: sentAt,
          channel: word("BY", request) ?? .online, receipt: request.value("RECEIPT")))
    case "NOTIFY":
      guard let at = try time("AT", request, zone: zone) else {
        throw .failure(.needed("AT", verb))
      }
      command = .notify(
        SuspicionNotice(by: try needed("FROM", request), to: try needed("TO", request), at: at))
    case "OUTCOME":
      guard let at = try time("AT", request, zone: zone) else {
        throw .failure(.needed("AT", verb))
      }
      command = .outcome(letterAt: at)
    case "GUARANTEE":
      command = .guarantee(state: try needed("STATE", request), payer: word("PAYER", request))
    default: command = .conclude(try needed("AS", request))
    }
    var answer = try await perform(command, on: code, request, identity, zone: zone)
    if case .notify = command { answer.note(.noticeIsNoReport) }
    return answer
  }
}
