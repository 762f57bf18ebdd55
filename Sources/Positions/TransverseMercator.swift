#if canImport(Glibc)
  internal import Glibc
#elseif canImport(WASILibc)
  internal import WASILibc
#endif

/// The transverse Mercator projection of WGS 84 about a central meridian.
///
/// Krüger's series in the third flattening n to the sixth order, with the coefficients of
/// C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers", J. Geodesy 85
/// (2011), equations 35 and 36; truncation stays below 5 nm within 3,900 km of the meridian.
enum TransverseMercator {
  /// WGS-84 semi-major axis in metres.
  private static let a = 6_378_137.0
  /// WGS-84 flattening.
  private static let f = 1 / 298.257223563
  private static let n = f / (2 - f)
  private static let e = (f * (2 - f)).squareRoot()
  private static let e2m = (1 - f) * (1 - f)
  /// Radius of the rectifying sphere.
  private static let radius: Double = {
    let n2 = n * n
    return a / (1 + n) * (1 + n2 * (1 / 4 + n2 * (1 / 64 + n2 / 256)))
  }()

  private static let alpha: [Double] = [
    n * (1 / 2 + n * (-2 / 3 + n * (5 / 16 + n * (41 / 180 + n * (-127 / 288 + n * a16))))),
    n * n * (13 / 48 + n * (-3 / 5 + n * (557 / 1440 + n * (281 / 630 + n * a26)))),
    n * n * n * (61 / 240 + n * (-103 / 140 + n * (15061 / 26880 + n * a36))),
    n * n * n * n * (49561 / 161280 + n * (-179 / 168 + n * a46)),
    n * n * n * n * n * (34729 / 80640 + n * (-3_418_889 / 1_995_840)),
    n * n * n * n * n * n * (212_378_941 / 319_334_400),
  ]
  private static let a16 = 7891.0 / 37800
  private static let a26 = -1_983_433.0 / 1_935_360
  private static let a36 = 167_603.0 / 181_440
  private static let a46 = 6_601_661.0 / 7_257_600

  private static let beta: [Double] = [
    n * (1 / 2 + n * (-2 / 3 + n * (37 / 96 + n * (-1 / 360 + n * (-81 / 512 + n * b16))))),
    n * n * (1 / 48 + n * (1 / 15 + n * (-437 / 1440 + n * (46 / 105 + n * b26)))),
    n * n * n * (17 / 480 + n * (-37 / 840 + n * (-209 / 4480 + n * b36))),
    n * n * n * n * (4397 / 161280 + n * (-11 / 504 + n * b46)),
    n * n * n * n * n * (4583 / 161280 + n * (-108_847 / 3_991_680)),
    n * n * n * n * n * n * (20_648_693 / 638_668_800),
  ]
  private static let b16 = 96199.0 / 604_800
  private static let b26 = -1_118_711.0 / 3_870_720
  private static let b36 = 5569.0 / 90720
  private static let b46 = -830_251.0 / 7_257_600

  /// Metres east and north of the equator on the central meridian, scale 1.
  ///
  /// - Parameters:
  ///   - latitude: Degrees.
  ///   - longitude: Degrees east of the central meridian, −180 … 180; meant for less than ±80.
  /// - Returns: Easting and northing, metres, without false origin and scale factor.
  static func project(latitude: Double, longitude: Double) -> (east: Double, north: Double) {
    let phi = latitude * .pi / 180
    let lambda = longitude * .pi / 180
    let tau = tan(phi)
    let conformal = conformalTangent(tau)
    let cosine = cos(lambda)
    let xi = atan2(conformal, cosine)
    let eta = asinh(sin(lambda) / (conformal * conformal + cosine * cosine).squareRoot())
    var north = xi
    var east = eta
    for (j, coefficient) in alpha.enumerated() {
      let k = Double(2 * (j + 1))
      north += coefficient * sin(k * xi) * cosh(k * eta)
      east += coefficient * cos(k * xi) * sinh(k * eta)
    }
    return (east * radius, north * radius)
  }

  /// The inverse of ``project(latitude:longitude:)``, in degrees.
  static func unproject(east: Double, north: Double) -> (latitude: Double, longitude: Double) {
    let xi = north / radius
    let eta = east / radius
    var x = xi
    var y = eta
    for (j, coefficient) in beta.enumerated() {
      let k = Double(2 * (j + 1))
      x -= coefficient * sin(k * xi) * cosh(k * eta)
      y -= coefficient * cos(k * xi) * sinh(k * eta)
    }
    let s = sinh(y)
    let c = cos(x)
    let conformal = sin(x) / (s * s + c * c).squareRoot()
    let tau = geographicTangent(conformal)
    return (atan(tau) * 180 / .pi, atan2(s, c) * 180 / .pi)
  }

  /// Tangent of the conformal latitude (Karney 2011, equations 7 to 9).
  private static func conformalTangent(_ tau: Double) -> Double {
    let root = (1 + tau * tau).squareRoot()
    let sigma = sinh(e * atanh(e * tau / root))
    return tau * (1 + sigma * sigma).squareRoot() - sigma * root
  }

  /// Newton's method for the inverse of the above (Karney 2011, equations 19 to 21).
  private static func geographicTangent(_ conformal: Double) -> Double {
    var tau = conformal / e2m.squareRoot()
    if !(abs(tau) < 1e12) { return tau }
    for _ in 0..<8 {
      let guess = conformalTangent(tau)
      let step =
        (conformal - guess) * (1 + e2m * tau * tau)
        / (e2m * (1 + tau * tau).squareRoot() * (1 + guess * guess).squareRoot())
      tau += step
      if abs(step) <= 1e-15 * (1 + abs(tau)) { break }
    }
    return tau
  }
}
