internal import Application
internal import LineProtocol
internal import Referrals
internal import Storage

extension Casework {
  /// Records something of the case.
  func record(
    _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    let code = try code(request)
    let known = try await state(code, request, identity)
    let zone = known.referral.facts.zone
    if request.command.name == "CORRECT" { return try await correct(known, request, identity) }
    let command = try command(request, zone: zone)
    let personal = try personal(request)
    var answer = try await perform(
      command, on: code, personal: personal, request, identity, zone: zone)
    switch command {
    case .withdrawConsent: answer.note(.purgeDue)
    case .notify: answer.note(.noticeIsNoReport)
    case .closeWithOpen where !known.referral.openItems.isEmpty: answer.note(.closedWithOpen)
    case .prioritize(.stat, _): answer.note(.mayLeave)
    default: break
    }
    return answer
  }

  /// Puts facts and personal values right; the former ones stay in the log.
  private func correct(
    _ known: ReferralState, _ request: ParsedCommand, _ identity: Identity
  ) async throws(CaseworkError) -> CaseAnswer {
    guard known.mayKnowDetail else {
      throw CaseworkError(.notPermitted(identity.role, action: "correct"))
    }
    let referral = known.referral
    let changed = try facts(request, from: referral.facts, region: nil, in: locator())
    var answer = try await perform(
      .correct(facts: changed), on: referral.code, personal: try personal(request), request,
      identity, zone: changed.zone)
    if referral.facts.emergency.isEmpty, !changed.emergency.isEmpty, referral.priority != .stat {
      answer.note(.madeStat)
    }
    notes(on: changed, priority: referral.priority, isSent: false, in: &answer)
    return answer
  }

  /// The command that a request means.
  private func command(
    _ request: ParsedCommand, zone: IndonesianZone?
  ) throws(CaseworkError) -> Command {
    let verb = request.command.name
    func at() throws(CaseworkError) -> Instant {
      guard let at = try time("AT", request, zone: zone) else {
        throw .failure(.needed("AT", verb))
      }
      return at
    }
    switch verb {
    case "WITHDRAW": return .withdrawConsent
    case "CLOSE": return request.has("WITHOPEN") ? .closeWithOpen : .close
    case "PRIORITY":
      return .prioritize(try needed("TO", request), reason: try needed("REASON", request))
    case "REPORT":
      return .report(
        ReportSent(
          stage: try needed("STAGE", request), to: try needed("TO", request), sentAt: try at(),
          channel: word("BY", request) ?? .online, receipt: request.value("RECEIPT")))
    case "NOTIFY":
      return .notify(
        SuspicionNotice(
          by: try needed("FROM", request), to: try needed("TO", request), at: try at()))
    case "OUTCOME": return .outcome(letterAt: try at())
    case "GUARANTEE":
      return .guarantee(state: try needed("STATE", request), payer: word("PAYER", request))
    default: return .conclude(try needed("AS", request))
    }
  }
}
