public import Geo

/// A snapshot of all facilities with the index over their positions.
///
/// Immutable: a new list makes a new directory, which replaces the old one whole.
///
/// Facilities are kept in ascending order of id, and the grid in the same order; so the tie rule of
/// a search, distance then index, is distance then id.
///
/// For example:
///
///     let directory = try Directory.embedded(.embedded())
///     let hospitals = directory.nearest(to: here, limit: 3, filter: .anyHospital)
///     let ulin = directory.facility(id: "PLKK-63-097")
public struct Directory: Sendable {
  /// A facility with its distance from the position of the question.
  public struct Ranked: Hashable, Sendable {
    /// The facility.
    public let facility: Facility
    /// WGS-84 geodesic distance, metres.
    public let meters: Double

    /// Pairs a facility with its distance.
    public init(facility: Facility, meters: Double) {
      self.facility = facility
      self.meters = meters
    }
  }

  /// All facilities, ascending by id; those known to be closed are here too, and never ranked.
  public let facilities: [Facility]
  /// Facilities that are no longer on any list, and retired ids, ascending by id and name.
  public let former: [FormerSite]
  /// Index over the facilities that have a position and are not closed.
  public let grid: GridIndex
  /// Whether any site's agreement is not in force on the directory's day.
  public let hasLapsed: Bool
  /// For each point of `grid`, its facility's place in `facilities`.
  public let places: [Int]
  private let placeByID: [String: Int]
  /// Ids of merged facilities, mapped to the surviving id; both in upper case.
  private let mergedInto: [String: String]

  /// Makes a directory.
  ///
  /// - Parameters:
  ///   - facilities: All of them.
  ///   - former: Facilities that are no longer on any list; one whose id is in use again is left out.
  ///   - mergedInto: Ids of merged facilities, mapped to the surviving id.
  /// - Precondition: Ids are unique, compared in upper case.
  /// - Complexity: O(n log n).
  public init(
    _ facilities: consuming [Facility], former: [FormerSite] = [],
    mergedInto: [String: String] = [:]
  ) {
    self.mergedInto = mergedInto
    var sorted = facilities
    sorted.sort { $0.id < $1.id }
    self.facilities = sorted
    hasLapsed = sorted.contains { $0.standing?.isLapsed ?? false }
    let ranked = sorted.indices.filter {
      sorted[$0].position != nil && sorted[$0].operationalStatus.word != .closed
    }
    places = ranked
    grid = GridIndex(ranked.compactMap { sorted[$0].position })
    var placeByID: [String: Int] = [:]
    for (place, facility) in sorted.enumerated() {
      let previous = placeByID.updateValue(place, forKey: facility.id.uppercased())
      precondition(previous == nil, "two facilities with the id \(facility.id)")
    }
    self.placeByID = placeByID
    self.former = former.filter { placeByID[$0.id.uppercased()] == nil }.sorted {
      ($0.id, $0.name) < ($1.id, $1.name)
    }
  }

  /// The embedded list: 336 PLKK sites, 89 other hospitals, and what left the list.
  ///
  /// - Throws: `SeedError` when the embedded tables are broken, which `plkk seeds verify` explains.
  public static func embedded(_ tables: SeedTables) throws(SeedError) -> Directory {
    Directory(
      try Facility.all(in: tables.facilities) + Facility.all(in: tables.otherHospitals),
      former: try FormerSite.all(closed: tables.closedFacilities, retired: tables.retiredIDs))
  }

  /// The facility with an id, ignoring case; for a merged one, the facility that it was merged into.
  ///
  /// - Complexity: O(1), and O(merges) for an id that was merged away.
  public func facility(id: String) -> Facility? {
    var id = id.uppercased()
    // As many steps as there are merges, so that a circle ends as well.
    for _ in 0...mergedInto.count {
      if let place = placeByID[id] { return facilities[place] }
      guard let next = mergedInto[id] else { return nil }
      id = next
    }
    return nil
  }

  /// The facility that bears an id itself, in any case; none for an id that was merged away.
  ///
  /// - Complexity: O(1).
  public func entry(id: String) -> Facility? {
    placeByID[id.uppercased()].map { facilities[$0] }
  }

  /// Finds the nearest facilities that a filter accepts, nearest first, ties by id.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - limit: The largest number of facilities.
  ///   - meters: The largest distance, metres, inclusive.
  ///   - filter: Which ones.
  ///   - bruteForce: Whether to measure every facility instead of using the grid: slower, the same
  ///     answer, for doubt and for tests.
  /// - Returns: At most `limit` facilities, with their distances in metres.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    filter: FacilityFilter = .plkk, bruteForce: Bool = false
  ) -> [Ranked] {
    let accepted = mask(filter)
    let found =
      bruteForce
      ? BruteForce.nearest(
        to: position, among: grid.positions, limit: limit, within: meters, where: { accepted[$0] })
      : grid.nearest(to: position, limit: limit, within: meters, where: { accepted[$0] })
    return found.map { Ranked(facility: facilities[places[$0.index]], meters: $0.meters) }
  }

  /// For each point of the grid whether a filter accepts its facility.
  ///
  /// - Complexity: O(n).
  public func mask(_ filter: FacilityFilter) -> [Bool] {
    places.map { filter.accepts(facilities[$0]) }
  }

  /// The facilities in a box that a filter accepts, ascending by id.
  public func facilities(in box: BoundingBox, filter: FacilityFilter = .plkk) -> [Facility] {
    grid.indices(in: box).map { facilities[places[$0]] }.filter(filter.accepts)
  }

  /// The facilities that a filter accepts, with or without a position, ascending by id; none that
  /// is closed.
  public func facilities(matching filter: FacilityFilter) -> [Facility] {
    facilities.filter { $0.operationalStatus.word != .closed && filter.accepts($0) }
  }

  /// The facilities whose names, id, address, kecamatan or kabupaten hold every word of a text.
  ///
  /// Blind to case, accents, apostrophes and punctuation. Order: those with all words in one
  /// of their names first, then by id.
  ///
  /// - Complexity: O(n × length of the records).
  public func search(_ text: String, filter: FacilityFilter = FacilityFilter()) -> [Facility] {
    let words = NameKey.words(text)
    guard !words.isEmpty else { return [] }
    var inName: [Facility] = []
    var elsewhere: [Facility] = []
    for facility in facilities where filter.accepts(facility) {
      let names = ([facility.name] + facility.otherNames).map {
        NameKey.words($0).joined(separator: " ")
      }
      if names.contains(where: { words.allSatisfy($0.contains) }) {
        inName.append(facility)
        continue
      }
      let rest = NameKey.words(
        "\(facility.id) \(facility.district) \(facility.regency) \(facility.address)"
      ).joined(separator: " ")
      let all = names.joined(separator: " ") + " " + rest
      if words.allSatisfy(all.contains) { elsewhere.append(facility) }
    }
    return inName + elsewhere
  }
}
