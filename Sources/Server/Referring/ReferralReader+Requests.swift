public import Application
public import LineProtocol
import Referrals
import Wording

extension ReferralRequest {
  /// Reads a request that fits `CommandTable.referring`.
  ///
  /// - Throws: `ReferringError` where a value is missing or unreadable.
  /// - Precondition: The verb is one of that table.
  public init(_ command: ParsedCommand) throws(ReferringError) {
    guard let act = ReferralAct(verb: command.command.name) else {
      preconditionFailure("\(command.command.name) is no verb of referrals")
    }
    self = try ReferralReader(request: command, act: act).read()
  }
}

extension ReferralReader {
  /// The request that the verb makes.
  func read() throws(ReferringError) -> ReferralRequest {
    switch act {
    case .open: return .open(try opening())
    case .send: return .send(try sending())
    case .onward: return .onward(try sending())
    case .next:
      var next = NextRequest(try code())
      next.from = near
      next.limit = limit
      return .next(next)
    case .returnBack:
      var wish = ReturnRequest(try code())
      wish.facilityID = request.value("TO")
      wish.attempt = attempt
      wish.requestID = requestID
      return .returnBack(wish)
    case .receive, .accept, .reject, .depart, .hold, .arrive, .cancel, .fail, .answerLate, .void:
      var step = StepRequest(try code(), try step())
      step.attempt = attempt
      step.personal = personal
      step.from = near
      step.limit = limit
      step.requestID = requestID
      return .step(step)
    case .correct:
      var change = CorrectRequest(try code())
      change.facts = try facts()
      change.personal = personal
      change.requestID = requestID
      return .correct(change)
    case .report, .notify, .outcome, .guarantee, .conclude, .withdraw, .close, .prioritize:
      var record = RecordRequest(try code(), try record())
      record.personal = personal
      record.requestID = requestID
      return .record(record)
    case .transport: return .transport(try journey())
    case .list: return .list(try list())
    case .show: return .show(try code(), reveal: request.has("REVEAL"))
    case .find:
      let given = PersonalField.allCases.filter { $0.isFindable && request.has($0.option) }
      guard given.count == 1, let field = given.first, let value = request.value(field.option)
      else { throw .missing(.number, for: .find) }
      return .find(field, value)
    case .clock: return .clock(try code())
    case .letter: return .letter(try code(), attempt: attempt, form)
    case .draft: return .draft(try code(), form)
    case .count: return .count
    }
  }

  private var form: DocumentForm { request.has("HTML") ? .page : .text }

  private func opening() throws(ReferringError) -> OpenRequest {
    var opening = OpenRequest()
    opening.place = request.arguments["POSITION"].map(GivenPlace.text)
    opening.destination = destination
    opening.priority = word("PRIORITY")
    opening.isParallel = request.has("PARALLEL")
    opening.branch = request.value("BRANCH")
    opening.originFacilityID = request.value("FROM")
    opening.limit = limit
    opening.facts = try facts()
    opening.personal = personal
    opening.requestID = requestID
    return opening
  }

  private func sending() throws(ReferringError) -> SendRequest {
    var sending = SendRequest(try code())
    sending.destination = destination
    sending.attempt = attempt
    sending.from = near
    sending.limit = limit
    sending.requestID = requestID
    return sending
  }

  private func step() throws(ReferringError) -> ReferralStep {
    let channel = channel ?? .service
    switch act {
    case .receive: return .receive(by: channel)
    case .accept: return .accept(by: channel)
    case .reject: return .reject(try word(.reason))
    case .depart: return .depart
    case .hold: return .hold(try word(.reason))
    case .arrive: return .arrive
    case .cancel:
      return request.has("ALL") ? .revoke(try word(.reason)) : .cancel(try word(.reason))
    case .fail: return .fail(try word(.reason))
    case .answerLate:
      guard let said = request.value("ANSWER")?.lowercased() else {
        throw .missing(.answer, for: .answerLate)
      }
      return .answerLate(accepted: RequestWords.acceptance.contains(said), by: channel)
    default: return .void(try word(.reason))
    }
  }

  private func record() throws(ReferringError) -> CaseRecord {
    switch act {
    case .report:
      return .report(
        try word(.stage), to: try word(.addressee), at: try at(), by: channel ?? .online,
        receipt: request.value("RECEIPT"))
    case .notify:
      return .notice(from: try word(.notifier), to: try word(.addressee), at: try at())
    case .outcome: return .outcome(at: try at())
    case .guarantee: return .guarantee(try word(.guarantee), word("PAYER"))
    case .conclude: return .conclusion(try word(.conclusion))
    case .withdraw: return .withdrawal
    case .close: return .closing(withOpen: request.has("WITHOPEN"))
    default: return .priority(try word(.newPriority), try word(.reason))
    }
  }

  private func journey() throws(ReferringError) -> TransportRequest {
    let mode: TransportMode? = word("MODE")
    if mode == nil, request.has("COST") { throw .missing(.mode, for: .transport) }
    var journey = TransportRequest(
      try code(),
      leg: mode.map { TransportLeg(mode: $0, cost: request.integer("COST").map(Int64.init)) })
    journey.requestID = requestID
    return journey
  }

  private func list() throws(ReferringError) -> ListRequest {
    var list = ListRequest()
    list.status = word("STATUS")
    list.isOverdue = request.has("OVERDUE")
    if let text = request.value("AFTER") {
      guard let place = ListCursor(text) else { throw .badCursor }
      list.after = place
    }
    list.limit = request.integer("LIMIT") ?? ListRequest.usualLimit
    return list
  }
}
