internal import Facilities
internal import Geo

extension Locator {
  /// How much farther a site may be, as a share, to be named because it was verified later.
  public static let freshShare = 0.25
  /// The most sites that one advisory names.
  static let mostNamed = 3

  /// The sites that the filter of a request and a rule accept, nearest first, ties by id.
  func rank(
    _ request: NearestRequest, limit: Int, where accepts: (Facility) -> Bool = { _ in true }
  ) -> [Hit] {
    let position = request.query.position
    func isAsked(_ point: Int) -> Bool {
      let facility = directory.facilities[directory.places[point]]
      return request.filter.accepts(facility) && accepts(facility)
    }
    var found: [Neighbor] = []
    if request.bruteForce {
      found = BruteForce.nearest(
        to: position, among: directory.grid.positions, limit: limit, within: request.meters,
        where: isAsked)
    } else {
      directory.grid.nearest(
        to: position, limit: limit, within: request.meters, where: isAsked, into: &found)
    }
    return found.map { hit(directory.facilities[directory.places[$0.index]], $0.meters, position) }
  }

  private func hit(_ facility: Facility, _ meters: Double, _ position: Position) -> Hit {
    let bearing =
      facility.position.map { Geodesic.inverse(from: position, to: $0).initialBearing } ?? 0
    return Hit(facility: facility, meters: meters, bearing: bearing)
  }

  /// Makes the answer of a ranking, with all that must be said of it.
  ///
  /// - Parameters:
  ///   - request: What was asked.
  ///   - ranked: The sites found: at least two where there are two, so that the advisories do not depend
  ///     on the limit.
  ///   - specialNearer: Special hospitals that an emergency passed over.
  /// - Returns: At most `request.limit` sites, and the advisories.
  /// - Throws: `LocateError.seeds` where villages are needed and cannot be read.
  func answer(
    _ request: NearestRequest, _ ranked: [Hit], specialNearer: [Hit] = []
  ) throws(LocateError) -> NearestAnswer {
    let query = request.query
    let hits = Array(ranked.prefix(request.limit))
    var advisories = Self.advisories(of: query)
    let checks = AnswerChecks(
      first: hits.first.map { ($0.meters, $0.facility.provinceCode) },
      second: ranked.count > 1 ? ranked[1].meters : nil, precision: query.precisionMeters,
      isInIndonesia: query.whereabouts.isInIndonesia, province: query.whereabouts.province?.code)
    if checks.contains(.nearlyEqual) { advisories.append(.nearlyEqual) }
    if checks.contains(.far), let first = hits.first {
      advisories.append(.far(meters: first.meters))
    }
    if checks.contains(.otherProvince) { advisories.append(.otherProvince) }
    if let share = try share(of: query, filter: request.filter), share.same < share.villages {
      advisories.append(.otherNearest(share))
    }
    if !specialNearer.isEmpty { advisories.append(.specialNearer(specialNearer)) }
    let expired = expired(request, hits)
    if !expired.isEmpty { advisories.append(.expiredAsNear(expired)) }
    if let fresher = fresher(request, hits) { advisories.append(.staleNearest(fresher: fresher)) }
    let unknown = hoursUnknown(request, hits)
    if !unknown.isEmpty { advisories.append(.hoursUnknown(unknown)) }
    if let first = hits.first, first.facility.phone.isEmpty {
      advisories.append(.noPhone(callable: callable(request, hits)))
    }
    return NearestAnswer(query: query, hits: hits, advisories: advisories, day: day)
  }

  /// What must be said of a position by itself.
  public static func advisories(of query: ResolvedPosition) -> [Advisory] {
    var advisories: [Advisory] = []
    if query.isApproximate { advisories.append(.approximate(reach: query.precisionMeters)) }
    let checks = AnswerChecks(
      first: nil, second: nil, precision: query.precisionMeters,
      isInIndonesia: query.whereabouts.isInIndonesia, province: query.whereabouts.province?.code)
    if checks.contains(.outsideIndonesia) { advisories.append(.outsideIndonesia) }
    if checks.contains(.outsideKalimantan) { advisories.append(.outsideKalimantan) }
    return advisories
  }

  /// The sites that would have been among the hits if their agreement were in force.
  ///
  /// They are no PLKK on this day, so no answer ranks them; but a person who knows the site
  /// must learn that its agreement has ended before going there.
  private func expired(_ request: NearestRequest, _ hits: [Hit]) -> [Hit] {
    guard directory.hasLapsed, let filter = request.filter.ofExpired else { return [] }
    var request = request
    request.filter = filter
    // With every place taken, only those that the last hit keeps out.
    if hits.count >= request.limit { request.meters = hits.last?.meters ?? 0 }
    return rank(request, limit: Self.mostNamed) { $0.isExpired }
  }

  /// The nearest site verified within a year and hardly farther than the first hit, when that one was
  /// last verified longer ago.
  private func fresher(_ request: NearestRequest, _ hits: [Hit]) -> Hit? {
    guard let first = hits.first, first.facility.freshness(on: day)?.isStale ?? false else {
      return nil
    }
    var request = request
    request.meters = first.meters * (1 + Self.freshShare)
    return rank(request, limit: 1) { !($0.freshness(on: day)?.isStale ?? true) }.first
  }

  /// The sites nearer than the first hit of which it is not known whether their emergency department
  /// is open day and night, where only those were asked for.
  private func hoursUnknown(_ request: NearestRequest, _ hits: [Hit]) -> [Hit] {
    guard let filter = request.filter.ofUnknownHours else { return [] }
    var request = request
    request.filter = filter
    if let first = hits.first { request.meters = first.meters }
    return rank(request, limit: Self.mostNamed) { $0.hasUnknownHours }
  }

  /// The nearest site with a telephone number: among the hits, else beyond them.
  private func callable(_ request: NearestRequest, _ hits: [Hit]) -> Hit? {
    if let hit = hits.first(where: { !$0.facility.phone.isEmpty }) { return hit }
    var request = request
    request.meters = .infinity
    return rank(request, limit: 1) { !$0.phone.isEmpty }.first
  }
}
