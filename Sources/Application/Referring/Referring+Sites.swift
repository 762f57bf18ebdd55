internal import Facilities
internal import Geo
internal import Referrals

extension Referring {
  /// What a choice for a referral is made from; nil where nothing is known to measure from.
  ///
  /// Measured from what was given, else from the facility where the patient is, else from where it
  /// happened, else from the facility that refers or was tried last. A caller who may not see where it
  /// happened is given distances from facilities alone.
  func setting(
    _ state: ReferralState, near: ResolvedPosition?, in locator: Locator
  ) async throws(ReferringError) -> SiteChoice.Setting? {
    let referral = state.referral
    func placed(_ id: String?) -> (Facility, Position)? {
      guard let facility = id.flatMap({ locator.directory.facility(id: $0) }),
        let position = facility.position
      else { return nil }
      return (facility, position)
    }
    let arrivedAt = referral.arrived?.destination?.facilityID
    let origin: SiteChoice.Origin
    if let near {
      origin = .position(near)
    } else if let (facility, position) = placed(arrivedAt) {
      origin = .arrived(facility, position)
    } else if let place = try await recordedPlace(state) {
      origin = .recorded(place, approximateMeters: referral.approximateMeters)
    } else {
      let others =
        [state.mayKnowDetail ? referral.originFacilityID : nil]
        + state.attempts.reversed().map { $0.destination?.facilityID }
      guard let (facility, position) = others.lazy.compactMap(placed).first else { return nil }
      origin = .facility(facility, position)
    }
    return SiteChoice.Setting(
      facts: referral.facts, origin: origin,
      patientAt: (arrivedAt ?? referral.originFacilityID)
        .flatMap { locator.directory.facility(id: $0) },
      tried: Set(
        referral.attempts.filter { $0.sentAt != nil }.compactMap { $0.destination?.facilityID }))
  }

  private func recordedPlace(
    _ state: ReferralState
  ) async throws(ReferringError) -> RecordedPlace? {
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.position(of: state)
    }
    .flatMap { RecordedPlace($0) }
  }

  /// The destination that is wished for: a facility that is named, or the nearest eligible one.
  ///
  /// A repeated request means the one that it meant the first time.
  func destination(
    _ wish: DestinationWish, _ setting: SiteChoice.Setting?, _ earlier: Destination?, limit: Int,
    for act: ReferralAct, in locator: Locator
  ) throws(ReferringError) -> ReferralDestination {
    if let earlier {
      guard let facility = locator.directory.facility(id: earlier.facilityID) else {
        return ReferralDestination(earlier)
      }
      var target = ReferralDestination(facility, setting, in: locator)
      target.destination = earlier
      return target
    }
    if case .facility(let id) = wish {
      return ReferralDestination(try facility(id, in: locator), setting, in: locator)
    }
    guard let setting else { throw .noOrigin(act) }
    let choice = SiteChoice(setting, in: locator, limit: limit)
    guard let target = ReferralDestination(choice) else { throw .noCandidate }
    let share: AreaShare?
    do { share = try choice.share(in: locator) } catch { throw .locate(error) }
    // A person who names the facility may send nevertheless.
    if let share, !share.isEnough { throw .areaTooWide(share) }
    return target
  }

  /// The next candidates, measured from where the patient is; nil where nothing is known to measure
  /// from.
  func nextChoice(
    _ code: ReferralCode, near: ResolvedPosition?, limit: Int, for act: ReferralAct,
    _ identity: Identity
  ) async throws(ReferringError) -> (state: ReferralState, choice: SiteChoice?) {
    let locator = locator()
    let state = try await state(code, for: act, identity)
    let setting = try await setting(state, near: near, in: locator)
    return (state, setting.map { SiteChoice($0, in: locator, limit: limit) })
  }
}
