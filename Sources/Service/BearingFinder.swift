public import Geo
internal import Glibc

/// Whole-degree bearings from one position to many, the same digits as the geodesic gives.
///
/// The azimuth of the normal section needs one arctangent once both ends are Earth-centred metres; it
/// differs from the geodesic's by at most e'²/12 · (s/a)² rad (C. F. F. Karney, "Algorithms for
/// geodesics", 2013; W. Torge, "Geodesy", §6.3: normal section and geodesic), below 0.004° up to
/// 2,000 km. Where that could change the rounded degree, and farther away, the geodesic itself is
/// asked: in about 1 of 50 cases.
public struct BearingFinder: Sendable {
  /// A place in Earth-centred metres.
  public struct Place: Sendable {
    let x: Double
    let y: Double
    let z: Double

    /// The place of a position on the ellipsoid.
    public init(_ position: Position) {
      let latitude = position.latitude * .pi / 180
      let longitude = position.longitude * .pi / 180
      let sine = sin(latitude)
      let normal = BearingFinder.a / (1 - BearingFinder.e2 * sine * sine).squareRoot()
      x = normal * cos(latitude) * cos(longitude)
      y = normal * cos(latitude) * sin(longitude)
      z = normal * (1 - BearingFinder.e2) * sine
    }
  }

  /// Equatorial radius, metres, and squared eccentricity of WGS 84 (NIMA TR8350.2).
  private static let a = 6_378_137.0
  private static let e2 = 0.006694379990141317
  /// More than the largest difference, degrees.
  private static let margin = 0.01

  private let from: Position
  private let x: Double
  private let y: Double
  private let z: Double
  private let sinLatitude: Double
  private let cosLatitude: Double
  private let sinLongitude: Double
  private let cosLongitude: Double

  /// Prepares for bearings from a position.
  public init(from position: Position) {
    from = position
    sinLatitude = sin(position.latitude * .pi / 180)
    cosLatitude = cos(position.latitude * .pi / 180)
    sinLongitude = sin(position.longitude * .pi / 180)
    cosLongitude = cos(position.longitude * .pi / 180)
    let normal = Self.a / (1 - Self.e2 * sinLatitude * sinLatitude).squareRoot()
    x = normal * cosLatitude * cosLongitude
    y = normal * cosLatitude * sinLongitude
    z = normal * (1 - Self.e2) * sinLatitude
  }

  /// The initial bearing, rounded to 0 … 359 degrees.
  ///
  /// - Parameters:
  ///   - position: The place.
  ///   - place: The same in Earth-centred metres.
  ///   - meters: The geodesic distance to it.
  public func degrees(to position: Position, _ place: Place, meters: Double) -> UInt64 {
    // Near the poles and close by, the simple azimuth loses its meaning or its digits.
    if meters > 1, meters < 2_000_000, cosLatitude > 0.1 {
      let dx = place.x - x
      let dy = place.y - y
      let dz = place.z - z
      let east = cosLongitude * dy - sinLongitude * dx
      let north = cosLatitude * dz - sinLatitude * (cosLongitude * dx + sinLongitude * dy)
      let bearing = Self.azimuth(east, north)
      // Signed, because the processor has no conversion for unsigned numbers.
      let whole = Int(bearing + 0.5)
      let fromEdge = (bearing + 0.5) - Double(whole)
      if fromEdge > Self.margin, fromEdge < 1 - Self.margin {
        return whole == 360 ? 0 : UInt64(whole)
      }
    }
    return Self.rounded(Geodesic.inverse(from: from, to: position).initialBearing)
  }

  /// Degrees clockwise from north, 0 to 360.
  ///
  /// Arctangent by a polynomial, error below 2·10⁻⁸ rad (Abramowitz & Stegun 4.4.49): far inside the
  /// margin, and several times faster than the library's. Its terms are summed in pairs (Estrin's
  /// scheme), which wait less for one another than Horner's. The octant is as good as random, so it is
  /// put together without branches that the processor would guess wrong.
  @inline(__always)
  private static func azimuth(_ east: Double, _ north: Double) -> Double {
    let e = abs(east)
    let n = abs(north)
    let x = min(e, n) / max(e, n)
    let y = x * x
    let y2 = y * y
    let low = (0.199_935_508_5 * y - 0.333_331_452_8) * y
    let middle = (0.106_562_639_3 * y - 0.142_088_994_4) * y
    let high = (0.042_909_613_8 * y - 0.075_289_640_0) * y
    let top = (0.002_866_225_7 * y - 0.016_165_736_7) * y
    let series = (low + middle * y2) + (high + top * y2) * (y2 * y2)
    let angle = (x + x * series) * degreesPerRadian
    // From north or east, from north or south, clockwise or not: whole angles and signs.
    let steep = Double(e > n ? 1 : 0)
    let south = Double(north < 0 ? 1 : 0)
    let west = Double(east < 0 ? 1 : 0)
    let whole = 360 * west + (1 - 2 * west) * (180 * south + (1 - 2 * south) * 90 * steep)
    return whole + (1 - 2 * west) * (1 - 2 * south) * (1 - 2 * steep) * angle
  }

  private static let degreesPerRadian = 180 / Double.pi

  /// A bearing of 0 ..< 360 degrees, rounded to 0 … 359.
  public static func rounded(_ bearing: Double) -> UInt64 { UInt64(bearing + 0.5) % 360 }
}
