internal import Facilities
public import Referrals

extension Referring {
  /// The referrals that the caller may see, newest change first; overdue ones longest silent first.
  public func list(
    _ request: ListRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralListing {
    let list = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.listed(
        status: request.status, overdue: request.isOverdue, after: request.after,
        limit: request.limit, by: identity)
    }
    var advisories: [ReferralAdvisory] = []
    if request.isOverdue, !list.views.isEmpty { advisories.add(.unanswered) }
    for code in list.damaged { advisories.add(.damaged(code)) }
    if list.unreadable > 0 { advisories.add(.unreadable(list.unreadable)) }
    if list.views.contains(where: \.isRefusedLate) { advisories.add(.lateRefusal) }
    if let next = list.next { advisories.add(.more(next)) }
    return ReferralListing(views: list.views, at: now(), next: list.next, advisories: advisories)
  }

  /// The referrals of a person, by one number.
  public func find(
    _ field: PersonalField, _ value: String, by identity: Identity
  ) async throws(ReferringError) -> ReferralListing {
    let views = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.find(field, value, by: identity)
    }
    return ReferralListing(views: views, at: now(), advisories: [])
  }

  /// One referral with its attempts, its facts and, masked unless revealed, its person.
  public func show(
    _ code: ReferralCode, reveal: Bool = false, by identity: Identity
  ) async throws(ReferringError) -> ShownReferral {
    let view = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.show(code, reveal: reveal, by: identity)
    }
    let locator = locator()
    var shown = ShownReferral(view: view, at: now(), facilities: [:], advisories: [])
    for id in view.attempts.compactMap(\.destination?.facilityID) {
      shown.facilities[id] = locator.directory.facility(id: id)
    }
    if view.frozenAt != nil {
      // Nothing remains to be asked or done, so nothing else is said.
      shown.advisories.add(.frozen)
      return shown
    }
    if view.isRefusedLate {
      shown.advisories.add(.lateRefusal)
      shown.next = try await nextChoice(
        code, near: nil, limit: Candidates.usual, for: .show, identity
      ).choice
      if let next = shown.next { shown.advisories.add(next, isChosen: false) }
    }
    if let facts = view.facts {
      shown.advisories.add(on: facts, priority: view.priority, isSent: false)
    }
    if let meters = view.approximateMeters { shown.advisories.add(.approximate(meters)) }
    if view.attempts.contains(where: { view.isOverdue($0, at: shown.at) }) {
      shown.advisories.add(.unanswered)
    }
    if view.attempts.contains(where: { $0.status == .accepted }) { shown.advisories.add(.notABed) }
    return shown
  }

  /// The deadlines of both reports.
  public func clock(
    _ code: ReferralCode, by identity: Identity
  ) async throws(ReferringError) -> ClockOutcome {
    let (stages, zone) = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.clock(code, by: identity)
    }
    var outcome = ClockOutcome(stages: stages, zone: zone, advisories: [])
    for stage in stages {
      switch stage.timing {
      case .startUnknown: outcome.advisories.add(.askTime)
      case .late: outcome.advisories.add(.late)
      case .noEmployer: outcome.advisories.add(.noEmployer)
      case .ruleNotHeld:
        outcome.advisories.add(.ruleNotHeld(RuleBook.firstReport.first.validFrom))
      case .notYetDue, .soon, .sentInTime, .sentLate, .notStarted: break
      }
    }
    return outcome
  }

  /// The content of the letter that a patient carries.
  ///
  /// - Parameters:
  ///   - code: The referral.
  ///   - attempt: Number of the attempt; `nil` means the last that was sent.
  ///   - identity: The caller.
  /// - Returns: Referral, attempt and facility; the next candidates where the facility refused late.
  /// - Throws: `ReferringError` where nothing was sent, the caller may not see it, or the store cannot be
  ///   read.
  public func letter(
    _ code: ReferralCode, attempt: Int? = nil, by identity: Identity
  ) async throws(ReferringError) -> LetterContent {
    let locator = locator()
    let (state, attempt) = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.letter(code, attempt: attempt, by: identity)
    }
    var next: [Facility] = []
    if attempt.refusedLateAt != nil, let setting = try await setting(state, near: nil, in: locator)
    {
      next = SiteChoice(setting, in: locator, limit: Candidates.usual).hits.map(\.facility)
    }
    return LetterContent(
      referral: state.referral, attempt: attempt,
      facility: attempt.destination.flatMap { locator.directory.facility(id: $0.facilityID) },
      next: next, at: now())
  }

  /// What the draft of the employer's first report is made from.
  public func draft(
    _ code: ReferralCode, by identity: Identity
  ) async throws(ReferringError) -> DraftContent {
    let (referral, personal) = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.reportDraft(code, by: identity)
    }
    return DraftContent(
      referral: referral, personal: personal,
      region: try? locator().region(referral.facts.regionCode).name)
  }

  /// Numbers of referrals; small cells withheld.
  public func counts(by identity: Identity) async throws(ReferringError) -> [CountKey: Int?] {
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.counts(by: identity)
    }
  }

  /// What the referrals tell about the service, by province; small cells withheld.
  ///
  /// - Complexity: O(all referrals).
  public func figures(by identity: Identity) async throws(ReferringError) -> FiguresOutcome {
    let figures = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.figures(by: identity)
    }
    var outcome = FiguresOutcome(figures: figures, advisories: [])
    let damaged = figures.passedOver.compactMap { try? ReferralCode($0) }
    for code in damaged { outcome.advisories.add(.damaged(code)) }
    let unreadable = figures.passedOver.count - damaged.count
    if unreadable > 0 { outcome.advisories.add(.unreadable(unreadable)) }
    return outcome
  }
}
