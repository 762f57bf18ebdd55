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
  public let advisories: [Advisory]
  /// The day that ages of what is known are counted to.
  public var day: CivilDate?

  /// Sites as near as these whose agreement is not in force; at most three.
  public var expired: [Hit] {
    for case .expiredAsNear(let hits) in advisories { return hits }
    return []
  }

  /// A site hardly farther than the first and verified later, where the first is stale.
  public var fresher: Hit? {
    for case .staleNearest(let hit) in advisories { return hit }
    return nil
  }

  /// The nearest site with a telephone, where the first has none.
  public var callable: Hit? {
    for case .noPhone(let hit) in advisories { return hit }
    return nil
  }
}

/// An emergency: general hospitals of any basis first, then the PLKK.
public struct EmergencyAnswer: Hashable, Sendable {
  /// The number to call before anything else.
  public static let call = "119"
  /// The nearest hospitals, PLKK or not: general ones, and special ones only behind all of them.
  public let hospitals: NearestAnswer
  /// The nearest on the PLKK list, special hospitals behind all others.
  public let plkk: NearestAnswer

  /// What the reader must know of either, each thing once, the hospitals' first.
  public var advisories: [Advisory] {
    var codes = Set<String>()
    return (hospitals.advisories + plkk.advisories).filter { codes.insert($0.code).inserted }
  }
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
    return try answer(request, rank(request, limit: max(request.limit, 2)))
  }

  /// The nearest hospitals of any basis and the nearest PLKK.
  ///
  /// - Parameter request: Its filter and distance hold for the PLKK list; the hospitals are
  ///   looked for without them, because in an emergency the nearest one counts.
  /// - Throws: `LocateError.limitOutOfRange`.
  public func emergency(_ request: NearestRequest) throws(LocateError) -> EmergencyAnswer {
    guard (1...Self.mostResults).contains(request.limit) else {
      throw .limitOutOfRange(request.limit)
    }
    var hospitals = request
    hospitals.filter = .anyHospital
    hospitals.meters = .infinity
    return EmergencyAnswer(hospitals: try injury(hospitals), plkk: try injury(request))
  }

  /// The one rule for the injured: special hospitals stand behind all general ones.
  private func injury(_ request: NearestRequest) throws(LocateError) -> NearestAnswer {
    let most = max(request.limit, 2)
    var general = request
    general.filter.leavesOut = Set(HospitalSpecialty.allCases)
    var ranked = rank(general, limit: most)
    let special = rank(request, limit: ranked.count < most ? .max : request.limit) {
      $0.specialty != nil
    }
    let nearer = special.prefix { hit in ranked.first.map { hit.meters < $0.meters } ?? false }
    ranked += special.prefix(most - ranked.count)
    return try answer(
      general, ranked, specialNearer: Array(nearer.prefix(Self.mostNamed)))
  }

  /// All facilities within a distance, nearest first.
  ///
  /// - Throws: `LocateError.seeds`.
  public func within(
    _ query: Understood, meters: Double, filter: FacilityFilter = .plkk
  ) throws(LocateError) -> NearestAnswer {
    let request = NearestRequest(query: query, limit: .max, meters: meters, filter: filter)
    let answer = try answer(request, rank(request, limit: .max))
    return NearestAnswer(
      query: query, hits: answer.hits, advisories: answer.advisories.filter { $0 != .nearlyEqual },
      day: day)
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
}
