public import Facilities
internal import Formats
public import Geo

/// The same question for many positions: everything that does not depend on the position is made once.
///
/// Immutable, so that threads share one.
public struct BatchSearch: Sendable {
  /// A facility that was found.
  public struct Hit: Hashable, Sendable {
    /// Its place in `facilities`.
    public let place: Int
    /// WGS-84 geodesic distance, metres: a straight line over ground, no road.
    public let meters: Double
    /// Direction from the position, whole degrees clockwise from north, 0 … 359.
    public let bearing: Int
  }

  /// The facilities that can be found, ascending by id.
  public let facilities: [Facility]
  private let locator: Locator
  private let limit: Int
  private let meters: Double
  private let grid: GridIndex
  private let bearings: BearingFinder

  /// Prepares a question.
  ///
  /// - Parameters:
  ///   - locator: Reads the positions and has the facilities.
  ///   - limit: How many facilities for each position, 1 … `Locator.mostResults`.
  ///   - meters: How far at the most, inclusive.
  ///   - filter: Which facilities.
  /// - Complexity: O(n log n).
  public init(_ locator: Locator, limit: Int, within meters: Double, filter: FacilityFilter) {
    self.locator = locator
    self.limit = limit
    self.meters = meters
    facilities = locator.directory.facilities(matching: filter).filter { $0.position != nil }
    grid = GridIndex(facilities.compactMap(\.position))
    bearings = BearingFinder(to: grid.positions)
  }

  /// Reads a position: a plain pair of decimals in a short way, anything else as `understand` does.
  public func position(
    _ text: UnsafeRawBufferPointer
  ) throws(LocateError) -> Position {
    if let comma = text.firstIndex(of: UInt8(ascii: ",")),
      let plain = Self.plain(
        UnsafeRawBufferPointer(rebasing: text[..<comma]),
        UnsafeRawBufferPointer(rebasing: text[(comma + 1)...]))
    {
      return plain
    }
    return try position(String(decoding: text, as: UTF8.self))
  }

  /// Reads a position as `understand` does.
  public func position(_ text: String) throws(LocateError) -> Position {
    try locator.understand(text).position
  }

  /// Reads latitude and longitude that stand apart, as in columns of a file.
  public func position(
    latitude: UnsafeRawBufferPointer, longitude: UnsafeRawBufferPointer
  ) throws(LocateError) -> Position {
    if let plain = Self.plain(latitude, longitude) { return plain }
    return try position(
      latitude: String(decoding: latitude, as: UTF8.self),
      longitude: String(decoding: longitude, as: UTF8.self))
  }

  /// Reads latitude and longitude from two fields of text; a comma within one is a decimal comma.
  public func position(latitude: String, longitude: String) throws(LocateError) -> Position {
    if latitude.isEmpty, longitude.isEmpty { return try position("") }
    let sign = latitude.contains(",") || longitude.contains(",") ? ";" : ","
    return try position(latitude + sign + longitude)
  }

  /// `-3.3194` and `114.5908`: in Indonesia, latitude first, both with a point, so that neither can
  /// hold a decimal comma: no other reading exists.
  private static func plain(
    _ latitude: UnsafeRawBufferPointer, _ longitude: UnsafeRawBufferPointer
  ) -> Position? {
    guard latitude.contains(UInt8(ascii: ".")), longitude.contains(UInt8(ascii: ".")),
      latitude.first != UInt8(ascii: "+"), longitude.first != UInt8(ascii: "+"),
      let latitude = PlainNumber.decimal(latitude), let longitude = PlainNumber.decimal(longitude),
      (-11...6).contains(latitude), (95...141).contains(longitude)
    else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }

  /// The nearest facilities, nearest first, ties by id.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - found: Memory of the caller's, used again for the next position.
  ///   - visit: Gets each facility in order.
  public func nearest(
    to position: Position, using found: inout [Neighbor], _ visit: (Hit) -> Void
  ) {
    grid.nearest(to: position, limit: limit, within: meters, into: &found)
    if found.isEmpty { return }
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: found.count) { degrees in
      bearings.degrees(from: position, to: found, into: degrees)
      for (neighbor, bearing) in zip(found, degrees) {
        visit(Hit(place: neighbor.index, meters: neighbor.meters, bearing: Int(bearing)))
      }
    }
  }
}
