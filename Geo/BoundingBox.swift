/// A box of latitudes and longitudes, borders included.
///
/// `west > east` means that the box crosses the antimeridian.
public struct BoundingBox: Hashable, Sendable {
  /// Southern border, degrees.
  public let south: Double
  /// Western border, degrees.
  public let west: Double
  /// Northern border, degrees.
  public let north: Double
  /// Eastern border, degrees.
  public let east: Double

  /// Makes a box, or `nil` when a number is out of range or `south > north`.
  ///
  /// - Parameters:
  ///   - south: Southern border, −90 … 90.
  ///   - west: Western border, −180 … 180.
  ///   - north: Northern border, −90 … 90, not below `south`.
  ///   - east: Eastern border, −180 … 180; less than `west` when the box crosses the antimeridian.
  public init?(south: Double, west: Double, north: Double, east: Double) {
    guard south >= -90, north <= 90, south <= north,
      west >= -180, west <= 180, east >= -180, east <= 180
    else { return nil }
    self.south = south
    self.west = west
    self.north = north
    self.east = east
  }

  /// Makes a box of constants that are known to be right.
  init(
    from corner: (south: Double, west: Double), to opposite: (north: Double, east: Double)
  ) {
    (south, west) = corner
    (north, east) = opposite
  }

  /// Whether the box holds the position.
  public func contains(_ position: Position) -> Bool {
    guard position.latitude >= south, position.latitude <= north else { return false }
    let longitude = position.longitude
    return west <= east
      ? longitude >= west && longitude <= east : longitude >= west || longitude <= east
  }
}
