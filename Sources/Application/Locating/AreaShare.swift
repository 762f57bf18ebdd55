public import Facilities
internal import Geo

/// From how many villages of a named area the site nearest to its point is the nearest too.
public struct AreaShare: Hashable, Sendable {
  /// A site and from how many villages it is the nearest.
  public struct Count: Hashable, Sendable {
    /// The site.
    public let facility: Facility
    /// From how many villages of the area it is the nearest.
    public let villages: Int
  }

  /// The nearest site from the point that represents the area.
  public let nearest: Facility
  /// Villages of the area that have a position.
  public let villages: Int
  /// From how many of them `nearest` is the nearest.
  public let same: Int
  /// The other sites that are the nearest from some village, most villages first, then by id.
  public let others: [Count]

  /// The smallest share at which a name may represent the whole area without a person looking at it.
  public static let enough = 0.9

  /// `same` of `villages`; 1 for an area without villages, such as a facility.
  public var share: Double { villages == 0 ? 1 : Double(same) / Double(villages) }
  /// Whether the name is exact enough to act upon unseen.
  public var isEnough: Bool { share >= Self.enough }
}

extension Locator {
  /// From how many villages of a named area the nearest site is the same.
  ///
  /// - Parameters:
  ///   - query: A position as understood.
  ///   - filter: Which sites are eligible.
  ///   - accepts: What else a site must fulfil.
  /// - Returns: The share; `nil` for a coordinate, which has no area, and where no site fits.
  /// - Throws: `LocateError.seeds`.
  /// - Complexity: O(villages of the area) searches of the grid; a kabupaten has up to 400.
  public func share(
    of query: ResolvedPosition, filter: FacilityFilter,
    where accepts: (Facility) -> Bool = { _ in true }
  ) throws(LocateError) -> AreaShare? {
    guard case .place(let place) = query.readAs else { return nil }
    return share(
      from: query.position, villages: try villagePoints(of: place), filter: filter, where: accepts)
  }

  /// The same for a place whose name is no longer kept: the area of a code, or what lies within this
  /// many metres of the position.
  ///
  /// - Throws: `LocateError.seeds`.
  /// - Complexity: as above; without a code all villages are measured.
  func share(
    around position: Position, area code: String?, radius: Double, filter: FacilityFilter,
    where accepts: (Facility) -> Bool
  ) throws(LocateError) -> AreaShare? {
    let villages: [Region]
    do {
      villages = try gazetteer.villages
    } catch {
      throw .seeds(error)
    }
    let points =
      if let code {
        villages.filter { $0.code == code || $0.code.hasPrefix(code + ".") }.compactMap(\.position)
      } else {
        villages.compactMap(\.position)
          .filter { Geodesic.distance(from: position, to: $0) <= radius }
      }
    return share(from: position, villages: points, filter: filter, where: accepts)
  }

  private func share(
    from position: Position, villages points: [Position], filter: FacilityFilter,
    where accepts: (Facility) -> Bool
  ) -> AreaShare? {
    let allowed = directory.places.map { place in
      let facility = directory.facilities[place]
      return filter.accepts(facility) && accepts(facility)
    }
    func nearest(_ position: Position) -> Facility? {
      directory.grid.nearest(to: position, limit: 1, where: { allowed[$0] }).first.map {
        directory.facilities[directory.places[$0.index]]
      }
    }
    guard let first = nearest(position) else { return nil }
    var counts: [String: AreaShare.Count] = [:]
    var villages = 0
    for position in points {
      guard let site = nearest(position) else { continue }
      villages += 1
      let before = counts[site.id]?.villages ?? 0
      counts[site.id] = .init(facility: site, villages: before + 1)
    }
    let same = counts.removeValue(forKey: first.id)?.villages ?? 0
    let others = counts.values.sorted {
      ($1.villages, $0.facility.id) < ($0.villages, $1.facility.id)
    }
    return AreaShare(nearest: first, villages: villages, same: same, others: others)
  }

  /// Points of the villages of a named area: those of an area, those within the reach of a town; of
  /// a facility none.
  private func villagePoints(of place: Place) throws(LocateError) -> [Position] {
    let villages: [Region]
    do {
      villages = try gazetteer.villages
    } catch {
      throw .seeds(error)
    }
    switch place.named.kind {
    case .facility: return []
    case .area:
      let code = place.region.code
      // A village is one point; its radius gives its extent.
      return villages.filter { $0.code == code || $0.code.hasPrefix(code + ".") }
        .compactMap(\.position)
    case .town:
      guard let center = place.position else { return [] }
      return villages.filter { $0.regencyCode == place.region.regencyCode }.compactMap(\.position)
        .filter { Geodesic.distance(from: center, to: $0) <= place.radiusMeters }
    }
  }
}
