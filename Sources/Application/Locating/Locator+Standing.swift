internal import Facilities
internal import Geo

extension Locator {
  /// How much farther a site may be, as a share, to be named because it was verified later.
  public static let freshShare = 0.25
  /// The most lapsed sites that an answer names.
  static let mostLapsed = 3

  /// The sites that would have been among the hits if their agreement were in force.
  ///
  /// They are no PLKK on this day, so no answer ranks them among those; but whoever knows the site
  /// must learn that its agreement is over before going there.
  func lapsed(_ request: NearestRequest, _ hits: [Hit]) -> [Hit] {
    guard directory.hasLapsed, !request.filter.bases.isEmpty,
      !request.filter.bases.contains(.none)
    else { return [] }
    var filter = request.filter
    filter.bases = [.none]
    // With every place taken, only those that the last hit keeps out.
    let meters = hits.count < request.limit ? request.meters : hits.last?.meters ?? 0
    return nearest(to: request.query.position, limit: Self.mostLapsed, within: meters) {
      filter.accepts($0) && ($0.standing?.isLapsed ?? false)
    }
  }

  /// The nearest site verified within a year and hardly farther than the first hit, when that one was
  /// last verified longer ago.
  func fresher(_ request: NearestRequest, _ hits: [Hit]) -> Hit? {
    guard let first = hits.first, first.facility.standing?.freshness?.isStale ?? false else {
      return nil
    }
    let meters = first.meters * (1 + Self.freshShare)
    return nearest(to: request.query.position, limit: 1, within: meters) {
      request.filter.accepts($0) && !($0.standing?.freshness?.isStale ?? true)
    }.first
  }

  private func nearest(
    to position: Position, limit: Int, within meters: Double, where accepts: (Facility) -> Bool
  ) -> [Hit] {
    var found: [Neighbor] = []
    directory.grid.nearest(
      to: position, limit: limit, within: meters,
      where: { accepts(directory.facilities[directory.places[$0]]) }, into: &found)
    return found.map {
      hit(
        Directory.Ranked(
          facility: directory.facilities[directory.places[$0.index]], meters: $0.meters),
        from: position)
    }
  }
}
