public import Facilities

/// What to look for around a position.
public struct NearestRequest: Hashable, Sendable {
  /// Where.
  public var query: ResolvedPosition
  /// The largest number, 1 … `Locator.mostResults`.
  public var limit: Int
  /// The largest distance, metres.
  public var meters: Double
  /// Which facilities.
  public var filter: FacilityFilter
  /// Whether to measure all of them instead of asking the grid.
  public var bruteForce: Bool

  /// Makes a request.
  public init(
    query: ResolvedPosition, limit: Int = 3, meters: Double = .infinity,
    filter: FacilityFilter = .plkk, bruteForce: Bool = false
  ) {
    self.query = query
    self.limit = limit
    self.meters = meters
    self.filter = filter
    self.bruteForce = bruteForce
  }
}

/// A facility with distance and direction from the position of the question.
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
  public let query: ResolvedPosition
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
  /// The nearest hospitals, PLKK or not: general ones, then special ones.
  public let hospitals: NearestAnswer
  /// The nearest on the PLKK list, special hospitals last.
  public let plkk: NearestAnswer

  /// One of the two lists; the raw value is its name in the machine formats.
  public enum Part: String, Hashable, Sendable {
    /// The nearest hospitals.
    case hospitals
    /// The nearest on the PLKK list.
    case plkk = "results"
  }

  /// What the reader must know, and of which list: of both where it says none.
  public struct Note: Hashable, Sendable {
    /// What it is.
    public let advisory: Advisory
    /// The list that it is about, or both.
    public let part: Part?
  }

  /// What the reader must know of either list, each thing once, the hospitals' first.
  public var notes: [Note] {
    let (first, second) = (Set(hospitals.advisories), Set(plkk.advisories))
    return hospitals.advisories.map {
      Note(advisory: $0, part: second.contains($0) ? nil : .hospitals)
    }
      + plkk.advisories.filter { !first.contains($0) }.map { Note(advisory: $0, part: .plkk) }
  }

  /// The codes that stand on the first line of a list: those about it, and on the hospitals' those about
  /// both; where there is no hospital, these are the PLKK's.
  public func codes(of part: Part) -> [String] { notes(of: part).map(\.advisory.code) }

  /// The notes whose codes these are.
  public func notes(of part: Part) -> [Note] {
    let both: Part = hospitals.hits.isEmpty ? .plkk : .hospitals
    return notes.filter { ($0.part ?? both) == part }
  }

  /// The same without saying of which list.
  public var advisories: [Advisory] { notes.map(\.advisory) }
}

extension Locator {
  /// From here on the nearest one is called far, metres.
  public static let farMeters = 100_000.0

  /// The nearest facilities.
  ///
  /// - Throws: `LocateError.limitOutOfRange`; `seeds` where the villages of a named area cannot be read.
  public func nearest(_ request: NearestRequest) throws(LocateError) -> NearestAnswer {
    guard (1...Self.mostResults).contains(request.limit) else {
      throw .limitOutOfRange(request.limit)
    }
    return try answer(request, rank(request, limit: max(request.limit, 2)))
  }

  /// Finds the nearest hospitals of any basis and the nearest PLKK.
  ///
  /// - Parameter request: Its filter and distance apply to the PLKK list only; the hospitals are
  ///   searched without them, because in an emergency the nearest one counts.
  /// - Returns: Both rankings with their advisories, and the number to call.
  /// - Throws: `LocateError.limitOutOfRange`; `seeds` where the villages of a named area cannot be read.
  public func emergency(_ request: NearestRequest) throws(LocateError) -> EmergencyAnswer {
    guard (1...Self.mostResults).contains(request.limit) else {
      throw .limitOutOfRange(request.limit)
    }
    var hospitals = request
    hospitals.filter = .anyHospital
    // This wish is about emergencies, and so about hospitals too.
    hospitals.filter.onlyEmergency24h = request.filter.onlyEmergency24h
    hospitals.meters = .infinity
    return EmergencyAnswer(hospitals: try injury(hospitals), plkk: try injury(request))
  }

  /// The one rule for the injured: special hospitals come after all general ones.
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
    _ query: ResolvedPosition, meters: Double, filter: FacilityFilter = .plkk
  ) throws(LocateError) -> NearestAnswer {
    let request = NearestRequest(query: query, limit: .max, meters: meters, filter: filter)
    let answer = try answer(request, rank(request, limit: .max))
    return NearestAnswer(
      query: query, hits: answer.hits, advisories: answer.advisories.filter { $0 != .nearlyEqual },
      day: day)
  }
}
