public import Facilities
public import Geo

/// What to look for around a position.
public struct NearestRequest: Hashable, Sendable {
  /// Where.
  public var query: Understood
  /// How many at the most, 1 … `Locator.mostResults`.
  public var limit: Int
  /// How far at the most, metres.
  public var meters: Double
  /// Which facilities.
  public var filter: FacilityFilter
  /// Whether to measure all of them instead of asking the grid.
  public var bruteForce: Bool

  /// Makes a request.
  public init(
    query: Understood, limit: Int = 3, meters: Double = .infinity,
    filter: FacilityFilter = .plkk, bruteForce: Bool = false
  ) {
    self.query = query
    self.limit = limit
    self.meters = meters
    self.filter = filter
    self.bruteForce = bruteForce
  }
}

/// A facility with distance and direction from the position asked about.
public struct Hit: Hashable, Sendable {
  /// The facility.
  public let facility: Facility
  /// WGS-84 geodesic distance, metres: a straight line over ground, no road.
  public let meters: Double
  /// Direction from the position, degrees clockwise from north, 0 ..< 360.
  public let bearing: Double
  /// Who pays there.
  public var payer: Payer { Payer(facility.basis) }

  /// The bearing in whole degrees, 0 … 359.
  public var wholeBearing: Int { Int(bearing + 0.5) % 360 }
}

/// The facilities around a position.
public struct NearestAnswer: Hashable, Sendable {
  /// The position as understood.
  public let query: Understood
  /// Nearest first, ties by id.
  public let hits: [Hit]
  /// What the reader must know.
  public let cautions: [Caution]
  /// Sites as near as these whose agreement is not in force: no PLKK, pay first.
  ///
  /// At most three.
  public var lapsed: [Hit] = []
  /// A site hardly farther than the first and verified later, where the first is stale.
  public var fresher: Hit?
  /// Of a place name: from how many villages of the named area the nearest is the same.
  public var share: AreaShare?
}

/// What a reader of an answer must know about it.
public enum Caution: String, Hashable, Sendable {
  /// The position lies outside Indonesia.
  case outsideIndonesia = "outside_indonesia"
  /// The position lies in Indonesia but outside the five provinces.
  case outsideKalimantan = "outside_kalimantan"
  /// The first two differ by less than the position may be off.
  case nearlyEqual = "nearly_equal"
  /// The nearest is more than 100 km away.
  case far = "far"
  /// The nearest lies in another province.
  case otherProvince = "other_province"
  /// The nearest was last verified more than a year ago, and one hardly farther was later.
  case staleNearest = "stale_nearest"
}

/// An emergency: hospitals of any kind first, then the PLKK.
public struct EmergencyAnswer: Hashable, Sendable {
  /// The nearest hospitals, PLKK or not.
  public let hospitals: NearestAnswer
  /// The nearest on the PLKK list.
  public let plkk: NearestAnswer
}

extension Locator {
  /// From here on the nearest one is called far, metres.
  public static let farMeters = 100_000.0

  /// The nearest facilities.
  ///
  /// - Throws: `LocateError.limitOutOfRange`.
  public func nearest(_ request: NearestRequest) throws(LocateError) -> NearestAnswer {
    guard (1...Self.mostResults).contains(request.limit) else {
      throw .limitOutOfRange(request.limit)
    }
    // Two at least: whether the first two are nearly equally far does not hang on the limit.
    let ranked = directory.nearest(
      to: request.query.position, limit: max(request.limit, 2), within: request.meters,
      filter: request.filter, bruteForce: request.bruteForce)
    let hits = ranked.prefix(request.limit).map { hit($0, from: request.query.position) }
    let fresher = fresher(request, hits)
    return NearestAnswer(
      query: request.query, hits: hits,
      cautions: cautions(request.query, ranked) + (fresher == nil ? [] : [.staleNearest]),
      lapsed: lapsed(request, hits), fresher: fresher,
      share: try share(of: request.query, filter: request.filter))
  }

  /// The nearest hospitals of any kind and the nearest PLKK.
  ///
  /// - Parameter request: Its filter and distance hold for the PLKK list; the hospitals are
  ///   looked for without them, because in an emergency the nearest one counts.
  /// - Throws: `LocateError.limitOutOfRange`.
  public func emergency(_ request: NearestRequest) throws(LocateError) -> EmergencyAnswer {
    var hospitals = request
    hospitals.filter = .anyHospital
    hospitals.meters = .infinity
    return EmergencyAnswer(hospitals: try nearest(hospitals), plkk: try nearest(request))
  }

  /// All facilities within a distance, nearest first.
  public func within(
    _ query: Understood, meters: Double, filter: FacilityFilter = .plkk
  ) -> NearestAnswer {
    let ranked = directory.nearest(
      to: query.position, limit: .max, within: meters, filter: filter)
    let hits = ranked.map { hit($0, from: query.position) }
    let cautions = cautions(query, ranked).filter { $0 != .nearlyEqual }
    return NearestAnswer(query: query, hits: hits, cautions: cautions)
  }

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

  /// The nearest village and whereabouts of a position.
  public func locate(_ query: Understood) throws(LocateError) -> NearestVillage? {
    guard query.whereabouts.regency != nil else { return nil }
    do {
      return try gazetteer.nearestVillage(
        to: query.position, in: query.whereabouts.regency?.code)
    } catch {
      throw .seeds(error)
    }
  }

  /// The kecamatan whose boundary holds a position.
  public func district(at position: Position) throws(LocateError) -> Region? {
    do {
      return try gazetteer.district(at: position)
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

  private func cautions(_ query: Understood, _ hits: [Directory.Ranked]) -> [Caution] {
    var cautions: [Caution] = []
    if !query.whereabouts.isInIndonesia {
      cautions.append(.outsideIndonesia)
    } else if query.whereabouts.regency == nil {
      cautions.append(.outsideKalimantan)
    }
    guard let first = hits.first else { return cautions }
    if hits.count > 1, hits[1].meters - first.meters < query.precisionMeters {
      cautions.append(.nearlyEqual)
    }
    if first.meters > Self.farMeters { cautions.append(.far) }
    if let province = query.whereabouts.province?.code, province != first.facility.provinceCode {
      cautions.append(.otherProvince)
    }
    return cautions
  }
}
