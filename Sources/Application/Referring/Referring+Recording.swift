internal import Referrals

extension Referring {
  /// Records something of the case.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func record(
    _ request: RecordRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    try check(request.personal)
    let known = try await state(request.code, for: request.record.act, identity).referral
    let command = try request.record.command(in: known.facts.zone)
    var outcome = try await perform(
      command, on: request.code, personal: request.personal, requestID: request.requestID, identity,
      zone: known.facts.zone)
    switch command {
    case .withdrawConsent: outcome.advise(.purgeDue)
    case .notify: outcome.advise(.noticeIsNoReport)
    case .closeWithOpen where !known.openItems.isEmpty: outcome.advise(.closedWithOpen)
    case .prioritize(.stat, _): outcome.advise(.mayLeave)
    default: break
    }
    return outcome
  }

  /// Puts facts and personal values right; the former ones stay in the log.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func correct(
    _ request: CorrectRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    try check(request.personal)
    let region = try regionCode(request.facts.region, in: locator())
    let known = try await state(request.code, for: .correct, identity)
    guard known.mayKnowDetail else {
      throw .referralService(.notPermitted(identity.role, action: ReferralAct.correct.rawValue))
    }
    let referral = known.referral
    let changed = try request.facts.facts(over: referral.facts, stated: region, for: .correct)
    var outcome = try await perform(
      .correct(facts: changed), on: request.code, personal: request.personal,
      requestID: request.requestID, identity, zone: changed.zone)
    if referral.facts.emergency.isEmpty, !changed.emergency.isEmpty, referral.priority != .stat {
      outcome.advise(.madeStat)
    }
    outcome.advisories.add(on: changed, priority: referral.priority, isSent: false)
    return outcome
  }

  /// Adds a journey where one is given, and shows what is refunded.
  ///
  /// Adding a journey is the act that is logged; looking at the refund is one of its own.
  ///
  /// - Throws: `ReferringError`; then nothing has changed.
  public func transport(
    _ request: TransportRequest, by identity: Identity
  ) async throws(ReferringError) -> TransportOutcome {
    var change: ReferralOutcome?
    if let leg = request.leg {
      let zone = try await state(request.code, for: .transport, identity).referral.facts.zone
      change = try await perform(
        .travel(leg), on: request.code, requestID: request.requestID, identity, zone: zone)
    }
    let isLook = request.leg == nil
    let found = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.refund(request.code, isLogged: isLook, by: identity)
    }
    var outcome = TransportOutcome(change: change, advisories: change?.advisories ?? [])
    switch found {
    case .unknownDay: outcome.advisories.add(.askTime)
    case .ruleNotHeld(let day): outcome.advisories.add(.ruleNotHeld(day))
    case .refund(let refund):
      outcome.refund = refund
      outcome.advisories.add(.atMost(refund.rule))
    }
    return outcome
  }
}

extension CaseRecord {
  /// The command that it is; times without a zone are read in that of the case.
  func command(in zone: IndonesianZone?) throws(ReferringError) -> Command {
    func instant(_ time: WrittenTime) throws(ReferringError) -> Instant {
      do { return try time.instant(in: zone) } catch { throw .time(.at, error) }
    }
    switch self {
    case .report(let stage, let addressee, let time, let channel, let receipt):
      return .report(
        ReportSent(
          stage: stage, to: addressee, sentAt: try instant(time), channel: channel,
          receipt: receipt))
    case .notice(let notifier, let addressee, let time):
      return .notify(SuspicionNotice(by: notifier, to: addressee, at: try instant(time)))
    case .outcome(let time): return .outcome(letterAt: try instant(time))
    case .guarantee(let state, let payer): return .guarantee(state: state, payer: payer)
    case .conclusion(let conclusion): return .conclude(conclusion)
    case .withdrawal: return .withdrawConsent
    case .closing(let withOpen): return withOpen ? .closeWithOpen : .close
    case .priority(let priority, let reason): return .prioritize(priority, reason: reason)
    }
  }
}
