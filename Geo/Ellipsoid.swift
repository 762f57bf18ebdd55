/// The WGS-84 ellipsoid: the only place with the dimensions of the Earth.
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
  @inline(__always)
  init(_ position: Position) {
    let (sinLatitude, cosLatitude) = sinCos(degrees: position.latitude)
    let (sinLongitude, cosLongitude) = sinCos(degrees: position.longitude)
    // 1 / √(1 − t) as its binomial series, which ends sooner than a root and a division; t is at most
    // 0.0067, and the terms after t⁷ are below 10⁻¹⁸.
    let t = Ellipsoid.e2 * (sinLatitude * sinLatitude)
    let t2 = t * t
    let n0 = 1 + t * (1.0 / 2)
    let n2 = 3.0 / 8 + t * (5.0 / 16)
    let n4 = 35.0 / 128 + t * (63.0 / 256)
    let n6 = 231.0 / 1024 + t * (429.0 / 2048)
    let normal = Ellipsoid.a * ((n0 + t2 * n2) + (t2 * t2) * (n4 + t2 * n6))
    x = normal * cosLatitude * cosLongitude
    y = normal * cosLatitude * sinLongitude
    z = normal * (1 - Ellipsoid.e2) * sinLatitude
  }
}

/// Sine and cosine of an angle in degrees, exact at multiples of 90°.
///
/// Whole quarter turns are taken off in degrees, where this is exact, and only the rest r of at most
/// 45° goes to radians and into the Taylor series. Truncated after r¹⁵ and r¹⁶ these leave less than
/// (π/4)¹⁷/17! = 5·10⁻¹⁷, so rounding dominates: about 2·10⁻¹⁶, or 1 nm on the ground. Only additions
/// and multiplications are used, so that every processor gives the same bits; the C library's sine
/// does not. It is free of branches, because the quadrant of a longitude is unpredictable.
///
/// - Precondition: |degrees| ≤ 720.
@inline(__always)
func sinCos(degrees: Double) -> (sin: Double, cos: Double) {
  // Adding 1.5 · 2⁵² rounds to a whole number, which then stands in the lowest bits.
  let magic = 6_755_399_441_055_744.0
  let turned = degrees * (1.0 / 90) + magic
  let r = (degrees - 90 * (turned - magic)) * (.pi / 180)
  let q = r * r
  // In pairs (G. Estrin, 1960), so that the processor need not wait for each step.
  let q2 = q * q
  let q4 = q2 * q2
  let s0 = 1 + q * (-1.0 / 6)
  let s2 = 1.0 / 120 + q * (-1.0 / 5040)
  let s4 = 1.0 / 362_880 + q * (-1.0 / 39_916_800)
  let s6 = 1.0 / 6_227_020_800 + q * (-1.0 / 1_307_674_368_000)
  let s = r * ((s0 + q2 * s2) + q4 * (s4 + q2 * s6))
  let c0 = 1 + q * (-1.0 / 2)
  let c2 = 1.0 / 24 + q * (-1.0 / 720)
  let c4 = 1.0 / 40_320 + q * (-1.0 / 3_628_800)
  let c6 = 1.0 / 479_001_600 + q * (-1.0 / 87_178_291_200)
  let c8 = q4 * (1.0 / 20_922_789_888_000)
  let c = (c0 + q2 * c2) + q4 * ((c4 + q2 * c6) + c8)
  // One quarter turn makes (sin, cos) of (s, c) into (c, −s), two into (−s, −c), three into (−c, s).
  let quarter = turned.bitPattern
  let isOdd = 0 &- (quarter & 1)
  let sine = (s.bitPattern & ~isOdd) | (c.bitPattern & isOdd)
  let cosine = (c.bitPattern & ~isOdd) | (s.bitPattern & isOdd)
  return (
    Double(bitPattern: sine ^ ((quarter & 2) &<< 62)),
    Double(bitPattern: cosine ^ (((quarter &+ 1) & 2) &<< 62))
  )
}
