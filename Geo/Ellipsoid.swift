internal import Glibc

/// The WGS-84 ellipsoid: the one place where the Earth's size stands.
///
/// Source: NGA.STND.0036 (WGS 84), which defines a and 1/f; all else follows from these.
enum Ellipsoid {
  /// Semi-major axis a, metres.
  static let a = 6_378_137.0
  /// Flattening f.
  static let f = 1 / 298.257223563
  /// Semi-minor axis b, metres.
  static let b = a * (1 - f)
  /// First eccentricity squared, e² = f (2 − f).
  static let e2 = f * (2 - f)
  /// Second eccentricity squared, e′² = e² / (1 − e²).
  static let ep2 = e2 / (1 - e2)
  /// Third flattening n = f / (2 − f).
  static let n = f / (2 - f)
  /// Smallest radius of curvature anywhere: along the meridian at the equator, b² / a.
  static let smallestRadius = b * b / a
  /// Largest radius of curvature anywhere: at the poles, a² / b.
  static let largestRadius = a * a / b
}

/// A point of the ellipsoid's surface in Earth-centred, Earth-fixed metres.
struct Cartesian {
  var x: Double
  var y: Double
  var z: Double

  /// The surface point of a position.
  ///
  /// x = N cos φ cos λ, y = N cos φ sin λ, z = N (1 − e²) sin φ with N = a / √(1 − e² sin² φ).
  /// A pole is one point whatever its longitude, because cos 90° is exactly 0 here.
  init(_ position: Position) {
    let (sinLatitude, cosLatitude) = sinCos(degrees: position.latitude)
    let (sinLongitude, cosLongitude) = sinCos(degrees: position.longitude)
    let normal = Ellipsoid.a / (1 - Ellipsoid.e2 * sinLatitude * sinLatitude).squareRoot()
    x = normal * cosLatitude * cosLongitude
    y = normal * cosLatitude * sinLongitude
    z = normal * (1 - Ellipsoid.e2) * sinLatitude
  }
}

/// Sine and cosine of an angle in degrees, exact at multiples of 90°.
///
/// Whole quarter turns are taken off in degrees, where this is exact, and only the rest of at most
/// 45° goes to radians.
///
/// - Precondition: |degrees| ≤ 720.
func sinCos(degrees: Double) -> (sin: Double, cos: Double) {
  let quarter = (degrees / 90).rounded()
  let rest = (degrees - 90 * quarter) * (.pi / 180)
  let s = sin(rest)
  let c = cos(rest)
  return switch Int(quarter) & 3 {
  case 0: (s, c)
  case 1: (c, -s)
  case 2: (-s, -c)
  default: (-c, s)
  }
}
