public import Facilities
internal import Formats
public import Geo

/// The same question for many positions: everything that does not depend on the position is made once.
///
/// Immutable, so that threads share one.
///
/// For example:
///
///     let search = BatchSearch(locator, limit: 1, within: 50_000, filter: .plkk)
///     var found: [Neighbor] = []
///     var ids: [String] = []
///     for line in lines {
///       let checks = search.nearest(try search.read(line), into: &found)
///       if checks.contains(.outsideIndonesia) { continue }
///       ids += found.map { search.sites.facilities[$0.index].id }
///     }
public struct BatchSearch: Sendable {
  /// A position of a batch as it was read.
  public enum Reading: Sendable {
    /// A plain pair of decimals in Kalimantan, read in a short way, and how far it may be off, metres.
    case plain(Position, precision: Double)
    /// Anything else.
    case understood(ResolvedPosition)

    /// Where.
    public var position: Position {
      switch self {
      case .plain(let position, _): position
      case .understood(let query): query.position
      }
    }
  }

  /// The sites that can be found.
  public let sites: SiteIndex
  /// How many for each position.
  public let limit: Int
  /// The day that ages are counted to.
  public var day: CivilDate? { locator.day }
  private let locator: Locator
  private let meters: Double
  private let filter: FacilityFilter

  /// Prepares a question.
  ///
  /// - Parameters:
  ///   - locator: Reads the positions and has the facilities.
  ///   - limit: How many facilities for each position, 1 … `Locator.mostResults`.
  ///   - meters: The largest distance, metres, inclusive.
  ///   - filter: Which facilities.
  /// - Complexity: O(n log n).
  public init(_ locator: Locator, limit: Int, within meters: Double, filter: FacilityFilter) {
    self.locator = locator
    self.limit = limit
    self.meters = meters
    self.filter = filter
    sites = SiteIndex(locator, filter: filter, regions: locator.regions)
  }

  /// Reads a position: a plain pair of decimals in a short way, anything else as `understand` does.
  public func read(_ text: UnsafeRawBufferPointer) throws(LocateError) -> Reading {
    if let comma = text.firstIndex(of: UInt8(ascii: ",")),
      let plain = Self.plain(
        UnsafeRawBufferPointer(rebasing: text[..<comma]),
        UnsafeRawBufferPointer(rebasing: text[(comma + 1)...]))
    {
      return plain
    }
    return try read(String(decoding: text, as: UTF8.self))
  }

  /// Reads a position as `understand` does.
  public func read(_ text: String) throws(LocateError) -> Reading {
    .understood(try locator.understand(text))
  }

  /// Reads latitude and longitude from two texts, as in columns of a file.
  public func read(
    latitude: UnsafeRawBufferPointer, longitude: UnsafeRawBufferPointer
  ) throws(LocateError) -> Reading {
    if let plain = Self.plain(latitude, longitude) { return plain }
    return try read(
      latitude: String(decoding: latitude, as: UTF8.self),
      longitude: String(decoding: longitude, as: UTF8.self))
  }

  /// Reads latitude and longitude from two fields of text; a comma within one is a decimal comma.
  public func read(latitude: String, longitude: String) throws(LocateError) -> Reading {
    if latitude.isEmpty, longitude.isEmpty { return try read("") }
    let sign = latitude.contains(",") || longitude.contains(",") ? ";" : ","
    return try read(latitude + sign + longitude)
  }

  /// The whole answer to a reading, as a single question gives it.
  ///
  /// - Throws: `LocateError.limitOutOfRange`; `seeds` where the villages of a named area cannot be read.
  public func answer(_ reading: Reading) throws(LocateError) -> NearestAnswer {
    let query =
      switch reading {
      case .plain(let position, let precision):
        // A plain pair holds a minus or nothing.
        locator.understood(position, precision: precision, isUnsigned: true)
      case .understood(let query): query
      }
    return try locator.nearest(
      NearestRequest(query: query, limit: limit, meters: meters, filter: filter))
  }

  /// `-3.3194` and `114.5908`: in Kalimantan, latitude first, both with a point, so that neither can
  /// hold a decimal comma: no other reading exists, and nothing is to be noticed of it.
  private static func plain(
    _ latitude: UnsafeRawBufferPointer, _ longitude: UnsafeRawBufferPointer
  ) -> Reading? {
    guard latitude.contains(UInt8(ascii: ".")), longitude.contains(UInt8(ascii: ".")),
      latitude.first != UInt8(ascii: "+"), longitude.first != UInt8(ascii: "+"),
      let north = PlainNumber.decimal(latitude), let east = PlainNumber.decimal(longitude),
      abs(north) >= 1e-6, let position = Position(latitude: north, longitude: east),
      BoundingBox.kalimantan.contains(position)
    else { return nil }
    return .plain(position, precision: DecimalPrecision.meters(latitude, longitude))
  }

  /// Finds the nearest sites, nearest first, ties by id.
  ///
  /// - Parameters:
  ///   - reading: A position as `read` gave it.
  ///   - found: Receives the indices into `sites` with distances in metres; its memory is reused.
  /// - Returns: What must be said of the answer.
  public func nearest(_ reading: Reading, into found: inout [Neighbor]) -> AnswerChecks {
    let precision =
      switch reading {
      case .plain(_, let precision): precision
      case .understood(let query): query.precisionMeters
      }
    return sites.nearest(
      to: reading.position, limit: limit, within: meters, precision: precision, into: &found)
  }
}

/// How far a pair of plain decimals may be off by the way it is written.
public enum DecimalPrecision {
  /// Metres of a degree of latitude, as 60 nautical miles.
  private static let metersPerDegree = 111_120.0

  /// The smallest step of the finer of both numbers, metres; see `PositionReading.precisionMeters`.
  public static func meters(
    _ latitude: UnsafeRawBufferPointer, _ longitude: UnsafeRawBufferPointer
  ) -> Double {
    var meters = metersPerDegree
    for _ in 0..<max(decimals(latitude), decimals(longitude)) { meters /= 10 }
    return meters
  }

  private static func decimals(_ bytes: UnsafeRawBufferPointer) -> Int {
    bytes.firstIndex(of: UInt8(ascii: ".")).map { bytes.count - 1 - $0 } ?? 0
  }
}
