public import Facilities
public import Geo

/// Where a position lies, down to the kecamatan.
public struct Located: Hashable, Sendable {
  /// The position as understood, with its kabupaten.
  public let query: ResolvedPosition
  /// The kecamatan whose boundary holds it; `nil` outside of all.
  public let district: Region?
  /// The village whose point is nearest in the kabupaten, which need not be the one that holds it.
  public let village: NearestVillage?

  /// What the reader must know.
  public var advisories: [Advisory] { Locator.advisories(of: query) }
}

extension Locator {
  /// The facility with an id.
  ///
  /// - Throws: `LocateError.facilityFormer` for an id that was given up, `LocateError.facilityUnknown`
  ///   with what the text finds otherwise.
  public func show(_ id: String) throws(LocateError) -> Facility {
    if let facility = directory.facility(id: id) { return facility }
    if let former = directory.former(id: id) {
      throw .facilityFormer(former, now: former.nowID.flatMap(directory.facility(id:)))
    }
    throw .facilityUnknown(id, Array(directory.search(id).prefix(5)))
  }

  /// The kecamatan that holds a position, and the nearest village.
  public func locate(_ query: ResolvedPosition) throws(LocateError) -> Located {
    guard let regency = query.whereabouts.regency else {
      return Located(query: query, district: nil, village: nil)
    }
    do {
      return Located(
        query: query, district: try gazetteer.district(at: query.position),
        village: try gazetteer.nearestVillage(to: query.position, in: regency.code))
    } catch {
      throw .seeds(error)
    }
  }

  /// A ranked facility with its direction.
  public func hit(_ ranked: Directory.Ranked, from position: Position) -> Hit {
    let bearing =
      ranked.facility.position.map { Geodesic.inverse(from: position, to: $0).initialBearing } ?? 0
    return Hit(facility: ranked.facility, meters: ranked.meters, bearing: bearing)
  }
}
