public import Facilities
internal import Geo
public import Referrals

/// Where a patient is to be sent, with what a person must see of it.
public struct ReferralDestination: Hashable, Sendable {
  /// How a destination that was named lies from where the patient is.
  public struct Way: Hashable, Sendable {
    /// What was measured from.
    public var setting: SiteChoice.Setting
    /// Straight-line metres.
    public var meters: Double
    /// Degrees clockwise from north, 0 … 359.
    public var bearing: Int
    /// How many eligible sites are nearer.
    public var nearer: Int
  }

  /// What is recorded.
  public var destination: Destination
  /// The facility; nil where it is no longer in the directory.
  public var facility: Facility?
  /// The choice that was made; nil where a facility was named.
  public var choice: SiteChoice?
  /// How a named facility lies; nil where nothing is known to measure from.
  public var way: Way?

  /// From this distance on a named destination gets a warning, metres; no confirmation is asked.
  public static let farMeters = 50_000.0

  /// The choice by which the destination was found, where it is the first of it.
  public var chosenFrom: SiteChoice? {
    choice?.hits.first?.facility.id == destination.facilityID ? choice : nil
  }

  /// The site that a choice found; nil where it found none.
  init?(_ choice: SiteChoice) {
    guard let first = choice.hits.first else { return nil }
    facility = first.facility
    destination = Destination(first.facility)
    destination.detour = Detour(
      nearestFacilityID: first.facility.id, nearestMeters: first.meters, chosenMeters: first.meters)
    self.choice = choice
  }

  /// A facility that was named, measured where there is something to measure from.
  ///
  /// - Complexity: O(n), as all that are nearer are counted.
  init(_ named: Facility, _ setting: SiteChoice.Setting?, in locator: Locator) {
    facility = named
    destination = Destination(named)
    guard let setting, let position = named.position else { return }
    let inverse = Geodesic.inverse(from: setting.origin.position, to: position)
    let leftOut = setting.leftOut.union([named.id])
    let nearer = locator.directory.nearest(
      to: setting.origin.position, limit: .max, within: inverse.meters,
      filter: setting.rule.filter
    ).filter { !leftOut.contains($0.facility.id) && $0.meters < inverse.meters }
    way = Way(
      setting: setting, meters: inverse.meters, bearing: Int(inverse.initialBearing + 0.5) % 360,
      nearer: nearer.count)
    destination.detour = Detour(
      nearestFacilityID: nearer.first?.facility.id ?? named.id,
      nearestMeters: nearer.first?.meters ?? inverse.meters, chosenMeters: inverse.meters)
  }

  /// An earlier destination whose facility is no longer in the directory.
  init(_ earlier: Destination) { destination = earlier }
}
