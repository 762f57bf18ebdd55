/// A place on the WGS-84 ellipsoid in decimal degrees.
///
/// Latitude comes first everywhere in this code base; only the GeoJSON writer turns the order round.
/// A value of this type is always finite and in range, so the code that takes one never checks again.
public struct Position: Hashable, Sendable {
  /// Degrees north of the equator, −90 … 90.
  public let latitude: Double
  /// Degrees east of Greenwich, −180 … 180.
  public let longitude: Double

  /// Makes a position, or `nil` when a number is not finite or out of range.
  ///
  /// - Parameters:
  ///   - latitude: Degrees, −90 … 90.
  ///   - longitude: Degrees, −180 … 180.
  public init?(latitude: Double, longitude: Double) {
    guard latitude >= -90, latitude <= 90, longitude >= -180, longitude <= 180 else { return nil }
    self.latitude = latitude
    self.longitude = longitude
  }
}
