internal import Facilities
internal import Geo
internal import Referrals

extension Referring {
  /// Opens a referral, as a draft or sent to a site.
  ///
  /// - Throws: `ReferringError`; then nothing was opened.
  public func open(
    _ request: OpenRequest, by identity: Identity
  ) async throws(ReferringError) -> ReferralOutcome {
    let locator = locator()
    let position = try understood(request.place, in: locator)
    let facts = try request.facts.facts(
      over: nil, stated: try regionCode(request.facts.region, in: locator),
      region: position?.whereabouts.regency?.code, for: .open)
    let from = request.originFacilityID ?? (identity.role == .facility ? identity.scope : nil)
    var origin: Facility?
    if let from { origin = try facility(from, in: locator) }
    guard let branch = request.branch ?? (identity.role == .officer ? identity.scope : nil) else {
      throw .missing(.branch, for: .open)
    }
    try check(request.personal)
    var opening = Opening(
      branch: branch, originFacilityID: origin?.id,
      priority: request.priority ?? (facts.emergency.isEmpty ? .asap : .stat),
      isParallel: request.isParallel, facts: facts,
      approximateMeters: position?.approximateMeters)
    var personal = request.personal
    personal[.position] = position.map { RecordedPlace($0).text }
    var target: ReferralDestination?
    if let wish = request.destination {
      target = try destination(
        wish, setting(facts, position, origin),
        try await earlierDestination(request.requestID, for: .open, identity),
        limit: request.limit, for: .open, in: locator)
      opening.destination = target?.destination
    }
    let (opened, sealed) = (opening, personal)
    let receipt = try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.open(
        opened, personal: sealed, requestID: request.requestID, by: identity)
    }
    var outcome = ReferralOutcome(
      receipt: receipt, priority: opening.priority, zone: facts.zone, destination: target)
    outcome.advisories.add(on: facts, priority: opening.priority, isSent: target != nil)
    if request.priority == nil, opening.priority == .stat { outcome.advise(.madeStat) }
    if let meters = opening.approximateMeters { outcome.advise(.approximate(meters)) }
    if let target { outcome.advisories.add(target, facts) }
    outcome.advisories.add(unusual: personal)
    return outcome
  }

  /// What a new referral is measured from; nil where neither a position nor a facility is known.
  private func setting(
    _ facts: CaseFacts, _ position: ResolvedPosition?, _ origin: Facility?
  ) -> SiteChoice.Setting? {
    if let position {
      return SiteChoice.Setting(facts: facts, origin: .position(position), patientAt: origin)
    }
    guard let origin, let place = origin.position else { return nil }
    return SiteChoice.Setting(facts: facts, origin: .facility(origin, place), patientAt: origin)
  }
}
