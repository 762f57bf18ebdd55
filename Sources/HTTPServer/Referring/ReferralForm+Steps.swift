internal import Application
internal import Referrals
internal import Wording

/// What a step, a record, a journey or a list is made from.
extension ReferralForm {
  func stepping() throws(ReferringError) -> StepRequest {
    var request = StepRequest(try code(), try step())
    request.attempt = attempt
    request.personal = personal
    request.near = try near()
    request.limit = limit
    request.requestID = requestID
    return request
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
      return values.isSet(.all) ? .revoke(try word(.reason)) : .cancel(try word(.reason))
    case .fail: return .fail(try word(.reason))
    case .answerLate:
      guard let said = values.text(.value(.answer))?.lowercased() else {
        throw .missing(.answer, for: act)
      }
      return .answerLate(accepted: RequestWords.acceptance.contains(said), by: channel)
    default: return .void(try word(.reason))
    }
  }

  func record() throws(ReferringError) -> CaseRecord {
    switch act {
    case .report:
      return .report(
        try word(.stage), to: try word(.addressee), at: try at(), by: channel ?? .online,
        receipt: values.text(.value(.receipt)))
    case .notify:
      return .notice(from: try word(.notifier), to: try word(.addressee), at: try at())
    case .outcome: return .outcome(at: try at())
    case .guarantee: return .guarantee(try word(.guarantee), word(.value(.payer)))
    case .conclude: return .conclusion(try word(.conclusion))
    case .withdraw: return .withdrawal
    case .close: return .closing(withOpen: values.isSet(.value(.withOpen)))
    default: return .priority(try word(.newPriority), try word(.reason))
    }
  }

  func journey() throws(ReferringError) -> TransportRequest {
    let mode: TransportMode? = word(.value(.mode))
    let cost = integer(.value(.cost)).map(Int64.init)
    if mode == nil, cost != nil { throw .missing(.mode, for: act) }
    var request = TransportRequest(
      try code(), leg: mode.map { TransportLeg(mode: $0, cost: cost) })
    request.requestID = requestID
    return request
  }

  func listing() throws(ReferringError) -> ListRequest {
    var request = ListRequest()
    request.status = word(.status)
    request.isOverdue = values.isSet(.overdue)
    if let text = values.text(.value(.after)) {
      guard let place = ListCursor(text) else { throw .badCursor }
      request.after = place
    }
    request.limit = integer(.limit) ?? ListRequest.usualLimit
    return request
  }
}
