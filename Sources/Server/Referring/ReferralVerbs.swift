public import Application
import Exporting
import Formats
public import LineProtocol
import Referrals
public import Schema
import Wording

/// The verbs of referring: each reads its words into the request of a use case, and lays the outcome out
/// as rows.
public struct ReferralVerbs: Sendable {
  private let referring: Referring
  private let locator: Locator

  /// Asks these use cases, with the directory of the moment.
  public init(_ referring: Referring, locator: Locator) {
    self.referring = referring
    self.locator = locator
  }

  /// Answers a request that fits `CommandTable.referring`.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  /// - Precondition: The verb is one of that table.
  public func answer(
    _ request: ParsedCommand, by identity: Identity
  ) async throws(ReferringError) -> ReferralAnswer {
    guard let act = ReferralAct(verb: request.command.name) else {
      preconditionFailure("\(request.command.name) is no verb of referrals")
    }
    let reader = ReferralReader(request: request, act: act, locator: locator)
    switch act {
    case .open: return ReferralAnswer(try await referring.open(try opening(reader), by: identity))
    case .send: return ReferralAnswer(try await referring.send(try sending(reader), by: identity))
    case .onward:
      return ReferralAnswer(try await referring.onward(try sending(reader), by: identity))
    case .next:
      return ReferralAnswer(
        try await referring.next(
          try reader.code(), near: try reader.near(), limit: reader.limit, by: identity))
    case .returnBack:
      var wish = ReturnRequest(try reader.code())
      wish.facilityID = request.value("TO")
      wish.attempt = reader.attempt
      wish.requestID = reader.requestID
      return ReferralAnswer(try await referring.referBack(wish, by: identity))
    case .receive, .accept, .reject, .depart, .hold, .arrive, .cancel, .fail, .answerLate, .void:
      var step = StepRequest(try reader.code(), try step(reader))
      step.attempt = reader.attempt
      step.personal = reader.personal
      step.near = try reader.near()
      step.limit = reader.limit
      step.requestID = reader.requestID
      return ReferralAnswer(try await referring.step(step, by: identity))
    case .correct:
      var change = CorrectRequest(try reader.code())
      change.facts = try reader.facts()
      change.personal = reader.personal
      change.requestID = reader.requestID
      return ReferralAnswer(try await referring.correct(change, by: identity))
    case .report, .notify, .outcome, .guarantee, .conclude, .withdraw, .close, .prioritize:
      var record = RecordRequest(try reader.code(), try record(reader))
      record.personal = reader.personal
      record.requestID = reader.requestID
      return ReferralAnswer(try await referring.record(record, by: identity))
    case .transport:
      return ReferralAnswer(try await referring.transport(try journey(reader), by: identity))
    case .list, .show, .find, .clock, .letter, .draft, .count:
      return try await view(reader, identity)
    }
  }

  private func opening(_ reader: ReferralReader) throws(ReferringError) -> OpenRequest {
    var opening = OpenRequest()
    opening.position = try reader.position(reader.request.arguments["POSITION"])
    opening.destination = reader.destination
    opening.priority = reader.word("PRIORITY")
    opening.isParallel = reader.request.has("PARALLEL")
    opening.branch = reader.request.value("BRANCH")
    opening.originFacilityID = reader.request.value("FROM")
    opening.limit = reader.limit
    opening.facts = try reader.facts()
    opening.personal = reader.personal
    opening.requestID = reader.requestID
    return opening
  }

  private func sending(_ reader: ReferralReader) throws(ReferringError) -> SendRequest {
    var sending = SendRequest(try reader.code())
    sending.destination = reader.destination
    sending.attempt = reader.attempt
    sending.near = try reader.near()
    sending.limit = reader.limit
    sending.requestID = reader.requestID
    return sending
  }

  private func step(_ reader: ReferralReader) throws(ReferringError) -> ReferralStep {
    let channel = reader.channel ?? .service
    switch reader.act {
    case .receive: return .receive(by: channel)
    case .accept: return .accept(by: channel)
    case .reject: return .reject(try reader.word(.reason))
    case .depart: return .depart
    case .hold: return .hold(try reader.word(.reason))
    case .arrive: return .arrive
    case .cancel:
      return reader.request.has("ALL")
        ? .revoke(try reader.word(.reason)) : .cancel(try reader.word(.reason))
    case .fail: return .fail(try reader.word(.reason))
    case .answerLate:
      guard let said = reader.request.value("ANSWER")?.lowercased() else {
        throw .missing(.answer, for: .answerLate)
      }
      return .answerLate(accepted: RequestWords.acceptance.contains(said), by: channel)
    default: return .void(try reader.word(.reason))
    }
  }

  private func record(_ reader: ReferralReader) throws(ReferringError) -> CaseRecord {
    switch reader.act {
    case .report:
      return .report(
        try reader.word(.stage), to: try reader.word(.addressee), at: try reader.at(),
        by: reader.channel ?? .online, receipt: reader.request.value("RECEIPT"))
    case .notify:
      return .notice(
        from: try reader.word(.notifier), to: try reader.word(.addressee), at: try reader.at())
    case .outcome: return .outcome(at: try reader.at())
    case .guarantee: return .guarantee(try reader.word(.guarantee), reader.word("PAYER"))
    case .conclude: return .conclusion(try reader.word(.conclusion))
    case .withdraw: return .withdrawal
    case .close: return .closing(withOpen: reader.request.has("WITHOPEN"))
    default: return .priority(try reader.word(.newPriority), try reader.word(.reason))
    }
  }

  private func journey(_ reader: ReferralReader) throws(ReferringError) -> TransportRequest {
    let mode: TransportMode? = reader.word("MODE")
    if mode == nil, reader.request.has("COST") { throw .missing(.mode, for: .transport) }
    var journey = TransportRequest(
      try reader.code(),
      leg: mode.map { TransportLeg(mode: $0, cost: reader.request.integer("COST").map(Int64.init)) }
    )
    journey.requestID = reader.requestID
    return journey
  }

  private func view(
    _ reader: ReferralReader, _ identity: Identity
  ) async throws(ReferringError) -> ReferralAnswer {
    let request = reader.request
    switch reader.act {
    case .list:
      var list = ListRequest()
      list.status = reader.word("STATUS")
      list.isOverdue = request.has("OVERDUE")
      if let text = request.value("AFTER") {
        guard let place = ListCursor(text) else { throw .badCursor }
        list.after = place
      }
      list.limit = request.integer("LIMIT") ?? ListRequest.usualLimit
      return ReferralAnswer(try await referring.list(list, by: identity))
    case .show:
      return ReferralAnswer(
        try await referring.show(
          try reader.code(), reveal: request.has("REVEAL"), by: identity))
    case .find:
      let given = PersonalField.allCases.filter { $0.isFindable && request.has($0.option) }
      guard given.count == 1, let field = given.first, let value = request.value(field.option)
      else { throw .missing(.number, for: .find) }
      return ReferralAnswer(try await referring.find(field, value, by: identity))
    case .clock:
      return ReferralAnswer(
        try await referring.clock(try reader.code(), by: identity),
        source: { LawText.source($0).id })
    case .letter:
      let letter = ReferralLetter(
        try await referring.letter(
          try reader.code(), attempt: reader.attempt, by: identity))
      return ReferralAnswer(text: request.has("HTML") ? letter.html : letter.text)
    case .draft:
      let draft = ReportDraft(try await referring.draft(try reader.code(), by: identity))
      return ReferralAnswer(
        form: draft.fields.map {
          FormFieldRow(label: $0.label, value: $0.value.isEmpty ? nil : $0.value)
        }, text: request.has("HTML") ? draft.html : draft.text)
    default: return ReferralAnswer(try await referring.counts(by: identity))
    }
  }
}
