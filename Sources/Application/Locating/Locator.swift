public import Facilities
public import Geo
public import Positions

/// The use cases of locating: one for the command line, the line protocol and later doors.
///
/// A value over one immutable directory; a new list makes a new locator, which a server swaps in
/// whole. It is stateless and knows nothing of the caller.
///
/// For example:
///
///     let locator = try Locator.embedded()
///     let query = try locator.understand("-3.3194, 114.5908")
///     let answer = try locator.nearest(NearestRequest(query: query, limit: 3))
///     let names = answer.hits.map(\.facility.name)
public struct Locator: Sendable {
  /// The facilities.
  public let directory: Directory
  /// The administrative areas.
  public let gazetteer: Gazetteer
  /// The day that ages are counted to; `nil` where the list says its own.
  public let day: CivilDate?
  /// The provinces as a raster, drawn at the first question that needs it and shared by all copies.
  public var regions: RegionMap { drawn.map(of: gazetteer) }
  private let drawn: DrawnRegions
  /// The named sites of the employer, by the keys of their names.
  private(set) var ownSites: [String: OwnSite] = [:]

  /// The largest `limit` of one query.
  ///
  /// More than there are today, and small enough for one reply.
  public static let mostResults = 1000

  /// Makes a locator.
  ///
  /// - Parameters:
  ///   - directory: The facilities of one day.
  ///   - gazetteer: The areas and places that names are looked up in.
  ///   - day: The day to which the age of information is counted.
  public init(directory: Directory, gazetteer: Gazetteer, day: CivilDate? = nil) {
    self.directory = directory
    self.gazetteer = gazetteer
    self.day = day
    drawn = DrawnRegions()
  }

  private init(_ other: Locator, day: CivilDate) {
    directory = other.directory
    gazetteer = other.gazetteer
    self.day = day
    drawn = other.drawn
    ownSites = other.ownSites
  }

  /// The same lists on another day.
  public func on(_ day: CivilDate) -> Locator {
    Locator(self, day: day)
  }

  /// The same with named sites of an employer, whose names work as places.
  public func with(sites: [OwnSite]) -> Locator {
    var copy = self
    copy.ownSites = [:]
    for site in sites { copy.ownSites[site.key] = site }
    return copy
  }

  /// The locator over the embedded list.
  ///
  /// - Throws: `SeedError` when the embedded tables are broken.
  public static func embedded() throws(SeedError) -> Locator {
    let tables = SeedTables.embedded()
    return Locator(directory: try .embedded(tables), gazetteer: try Gazetteer(tables))
  }

  /// Understands a text as a position: a coordinate in any notation, or a place name.
  ///
  /// Words around a coordinate are passed over and kept in the answer; one behind it that is nearly the
  /// name of an option is an error, and so is a number without a role.
  ///
  /// - Throws: `LocateError` when it is unreadable, unknown or ambiguous; nothing is guessed.
  public func understand(_ text: String) throws(LocateError) -> ResolvedPosition {
    let parsed: PositionText
    do {
      parsed = try PositionText.parse(text)
    } catch {
      if error.code == .strayNumber, let word = OptionWord.find(in: text) { throw .strayWord(word) }
      throw .position(error)
    }
    switch parsed {
    case .position(let reading):
      if let word = OptionWord.find(behind: reading) { throw .strayWord(word) }
      return understood(
        reading, .coordinate(reading), isUnsigned: reading.hasNoHemisphere && !text.contains("+"))
    case .place(let name):
      if let site = ownSite(named: name) { return site }
      let place = try place(named: name)
      let position = try point(of: place)
      return ResolvedPosition(
        position: position, readAs: .place(place), precisionMeters: place.radiusMeters,
        whereabouts: gazetteer.whereabouts(position), hint: nil)
    case .shortPlusCode(let code, let near):
      if near.isEmpty { throw .plusCodeNeedsPlace(code.text) }
      let place = try place(named: near)
      // Two missing digits repeat every 20°: any point of Kalimantan will do.
      let reference =
        code.missingDigits <= 2 ? try anyPoint(in: place) : try point(of: place)
      let readings = code.candidates(near: reference, within: place.radiusMeters)
      guard let reading = readings.first else {
        throw .position(PositionError(.invalidPlusCode, excerpt: text))
      }
      // The same short code occurs in every cell of a degree: a wide area touches several.
      guard readings.count == 1 else {
        throw .position(PositionError(.ambiguous, excerpt: text, readings: readings))
      }
      return understood(reading, .shortPlusCode(reading, near: place))
    }
  }

  /// The readings of a text in an emergency: one, or each place of a name that means several inside one
  /// kabupaten, so that no choice delays the call for help.
  ///
  /// - Throws: `LocateError` as `understand` does; ambiguous across kabupaten too.
  public func readings(of text: String) throws(LocateError) -> [ResolvedPosition] {
    do {
      return [try understand(text)]
    } catch {
      guard case .placeAmbiguous(_, let places) = error, let first = places.first?.region,
        !first.regencyCode.isEmpty, places.count <= Self.mostReadings,
        places.allSatisfy({ $0.region.regencyCode == first.regencyCode && $0.position != nil })
      else { throw error }
      return places.compactMap(understood)
    }
  }

  /// The most readings that an emergency answers.
  public static let mostReadings = 8

  /// A place that was looked up.
  private func understood(_ place: Place) -> ResolvedPosition? {
    place.position.map {
      ResolvedPosition(
        position: $0, readAs: .place(place), precisionMeters: place.radiusMeters,
        whereabouts: gazetteer.whereabouts($0), hint: nil)
    }
  }

  /// Understands a position that needs no reading.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - precision: How far it may be off, metres.
  /// - Returns: The position with the areas that hold it.
  public func understood(_ position: Position, precision: Double = 1) -> ResolvedPosition {
    understood(position, precision: precision, isUnsigned: false)
  }

  /// Understands a position, with a hint where its text may have lost a sign.
  ///
  /// - Parameters:
  ///   - position: Where.
  ///   - precision: How far it may be off, metres.
  ///   - isUnsigned: Whether it was written as decimals without signs and hemispheres.
  /// - Returns: The position with the areas that hold it.
  func understood(_ position: Position, precision: Double, isUnsigned: Bool) -> ResolvedPosition {
    let reading = PositionReading(position: position, form: .decimal, precisionMeters: precision)
    return understood(reading, .coordinate(reading), isUnsigned: isUnsigned)
  }

  func understood(
    _ reading: PositionReading, _ readAs: ResolvedPosition.ReadAs, isUnsigned: Bool = false
  ) -> ResolvedPosition {
    let here = gazetteer.whereabouts(reading.position)
    return ResolvedPosition(
      position: reading.position, readAs: readAs, precisionMeters: reading.precisionMeters,
      whereabouts: here,
      hint: PositionHint.find(reading.position, isUnsigned: isUnsigned, here, gazetteer))
  }

  /// The region that a `--region` value means, by code or name.
  public func region(_ text: String) throws(LocateError) -> Region {
    let match: PlaceMatch
    do {
      match = try gazetteer.lookUpRegion(text)
    } catch {
      throw .seeds(error)
    }
    switch match {
    case .found(let region, _): return region
    case .ambiguous(let regions):
      throw .regionAmbiguous(text, try places(regions.map { NamedPlace($0) }))
    case .unknown(let suggestions):
      throw .regionUnknown(text, try places(suggestions.map { NamedPlace($0) }))
    }
  }
}

/// A position as it was understood, to be echoed before any answer.
public struct ResolvedPosition: Hashable, Sendable {
  /// Where.
  public let position: Position
  /// How it was read.
  public let readAs: ReadAs
  /// How far it may be off as written, metres.
  public let precisionMeters: Double
  /// Where that lies.
  public let whereabouts: Whereabouts
  /// What was most likely meant, where the position lies outside Kalimantan and that inside.
  public let hint: PositionHint?

  /// The ways of giving a position.
  public enum ReadAs: Hashable, Sendable {
    /// A coordinate.
    case coordinate(PositionReading)
    /// A place name: the position is only a point that represents the area.
    case place(Place)
    /// A short Plus Code, completed near a place.
    case shortPlusCode(PositionReading, near: Place)
  }

  /// Whether the position only represents a named area, and is no coordinate and no building.
  public var isApproximate: Bool {
    guard case .place(let place) = readAs else { return false }
    if case .facility = place.named.kind { return place.radiusMeters > 100 }
    return true
  }

  /// What of the text says something that the position does not use, as written.
  public var passedOver: [String] {
    if case .place(let place) = readAs { return place.passedOver }
    return reading?.passedOver ?? []
  }

  /// The reading of a coordinate, if it was one.
  public var reading: PositionReading? {
    switch readAs {
    case .coordinate(let reading), .shortPlusCode(let reading, _): reading
    case .place: nil
    }
  }
}

/// Why a question about places has no answer.
///
/// A door makes the sentence.
public enum LocateError: Error, Hashable, Sendable {
  /// The text is no readable position.
  case position(PositionError)
  /// A word after a coordinate that is no part of it.
  case strayWord(String)
  /// No place of that name; places with nearly that name.
  case placeUnknown(String, [Place])
  /// Several places of that name.
  case placeAmbiguous(String, [Place])
  /// The place is too wide for one position; the areas that it consists of.
  case placeTooWide(Place, parts: [Place])
  /// A name of several kabupaten together; these.
  case nameTooWide(String, parts: [Place])
  /// A kilometre of a road, which no table holds; places that the rest of the text may mean.
  case placeOnRoad(String, [Place])
  /// A short Plus Code (the text) without the place that completes it.
  case plusCodeNeedsPlace(String)
  /// No region of that code or name; regions with nearly that name.
  case regionUnknown(String, [Place])
  /// Several regions of that name.
  case regionAmbiguous(String, [Place])
  /// A number of results outside 1 … `Locator.mostResults`.
  case limitOutOfRange(Int)
  /// No facility with that id; ids or names like it.
  case facilityUnknown(String, [Facility])
  /// A retired id, with the facility that it is now, if any.
  case facilityFormer(FormerSite, now: Facility?)
  /// The embedded tables are broken.
  case seeds(SeedError)

  /// The identifier in machine formats.
  public var code: String {
    switch self {
    case .position: "position"
    case .strayWord: "stray_word"
    case .placeUnknown: "place_unknown"
    case .placeAmbiguous: "place_ambiguous"
    case .placeTooWide: "place_too_wide"
    case .nameTooWide: "name_too_wide"
    case .placeOnRoad: "place_on_road"
    case .plusCodeNeedsPlace: "plus_code_needs_place"
    case .regionUnknown: "region_unknown"
    case .regionAmbiguous: "region_ambiguous"
    case .limitOutOfRange: "limit_out_of_range"
    case .facilityUnknown: "facility_unknown"
    case .facilityFormer: "facility_former"
    case .seeds: "seeds"
    }
  }
}
