#if canImport(Glibc)
  internal import Glibc
#elseif canImport(WASILibc)
  internal import WASILibc
#endif

/// Shortest paths on the WGS-84 ellipsoid.
///
/// Source: C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), 43–55,
/// doi:10.1007/s00190-012-0578-z. The sixth-order series there leave an error of about 15 nm.
/// The tests compare with the author's own program at every range.
///
/// For example:
///
///     let meters = Geodesic.distance(from: banjarmasin, to: palangkaRaya)
///     let bearing = Geodesic.inverse(from: banjarmasin, to: palangkaRaya).initialBearing
///     let halfway = Geodesic.destination(from: banjarmasin, bearing: bearing, meters: meters / 2)
public enum Geodesic {
  /// The solution of the inverse problem.
  public struct Inverse: Hashable, Sendable {
    /// Length of the shortest path, metres.
    public var meters: Double
    /// Direction at the start, degrees clockwise from north, 0 ..< 360.
    public var initialBearing: Double
    /// Direction at the end, degrees clockwise from north, 0 ..< 360.
    public var finalBearing: Double
  }

  /// Length of the shortest path between two positions, metres.
  ///
  /// Error below 0.01 mm, mostly far below 1 µm: up to a chord of `ShortGeodesic.longestChord` by the short series, beyond by
  /// the full solution. This is the distance of every search here, so that a fast search and a slow
  /// one agree to the last bit; and the same to the last bit in both directions, because each step
  /// treats the two ends alike.
  ///
  /// - Complexity: O(1); about 0.05 µs up to 1,200 km, some µs beyond.
  public static func distance(from start: Position, to end: Position) -> Double {
    let p = Cartesian(start)
    let q = Cartesian(end)
    let dx = q.x - p.x
    let dy = q.y - p.y
    let dz = q.z - p.z
    let chordSquared = dx * dx + dy * dy + dz * dz
    if chordSquared <= ShortGeodesic.longestChordSquared {
      return ShortGeodesic.meters(chordSquared: chordSquared, dz: dz, middleZ: (p.z + q.z) / 2)
    }
    return inverse(from: start, to: end).meters
  }

  /// Length and directions of the shortest path between two positions.
  ///
  /// Where several paths are shortest (between antipodes, at poles) one of them is returned. Between
  /// equal positions the length is 0 and both bearings are 0.
  ///
  /// - Complexity: O(1); some µs.
  public static func inverse(from start: Position, to end: Position) -> Inverse {
    var problem = InverseProblem(start, end)
    return problem.solve()
  }

  /// Returns the position reached along a geodesic.
  ///
  /// - Parameters:
  ///   - start: Where the path begins.
  ///   - bearing: Its direction there, degrees clockwise from north.
  ///   - meters: Its length, metres, 0 … 100,000,000.
  /// - Returns: The end of the path.
  /// - Complexity: O(1).
  public static func destination(
    from start: Position, bearing: Double, meters: Double
  ) -> Position {
    let alpha1 = sinCos(degrees: bearing.truncatingRemainder(dividingBy: 360))
    let beta1 = reducedLatitude(start.latitude)
    let sinAlpha0 = alpha1.sin * beta1.cos
    let cosAlpha0 = length(alpha1.cos, alpha1.sin * beta1.sin)
    let series = GeodesicSeries(cosAlpha0: cosAlpha0)
    var sigma1 = (sin: beta1.sin, cos: alpha1.cos * beta1.cos)
    if sigma1.sin == 0, sigma1.cos == 0 { sigma1.cos = 1 }
    normalize(&sigma1)
    // Distance parameter τ along the geodesic from the northward equator crossing.
    let b1 = series.i1(sigma1)
    let tau12 = meters / (Ellipsoid.b * series.a1)
    let tau1 = atan2(sigma1.sin, sigma1.cos) + b1
    let tau2 = tau1 + tau12
    let sigma12 = tau12 + b1 + series.reverted(tau2)
    let s12 = sin(sigma12)
    let c12 = cos(sigma12)
    let sigma2 = (
      sin: sigma1.sin * c12 + sigma1.cos * s12, cos: sigma1.cos * c12 - sigma1.sin * s12
    )
    let sinBeta2 = cosAlpha0 * sigma2.sin
    let cosBeta2 = length(sinAlpha0, cosAlpha0 * sigma2.cos)
    let omega12 =
      atan2(sinAlpha0 * sigma2.sin, sigma2.cos) - atan2(sinAlpha0 * sigma1.sin, sigma1.cos)
    let lambda12 =
      omega12 - Ellipsoid.f * sinAlpha0 * series.a3
      * (sigma12 + series.i3(sigma2) - series.i3(sigma1))
    let latitude = atan2(sinBeta2, (1 - Ellipsoid.f) * cosBeta2) * (180 / .pi)
    let longitude = start.longitude + lambda12 * (180 / .pi)
    return Position(
      latitude: min(max(latitude, -90), 90), longitude: wrapped(longitude)) ?? start
  }

  /// A longitude brought into the range from −180 to 180.
  static func wrapped(_ longitude: Double) -> Double {
    let rest = longitude.truncatingRemainder(dividingBy: 360)
    return rest > 180 ? rest - 360 : rest < -180 ? rest + 360 : rest
  }

  /// Sine and cosine of the reduced latitude β, tan β = (1 − f) tan φ.
  ///
  /// The cosine is kept above 0, so that directions exist at the poles.
  static func reducedLatitude(_ latitude: Double) -> (sin: Double, cos: Double) {
    let phi = sinCos(degrees: latitude)
    var beta = (sin: (1 - Ellipsoid.f) * phi.sin, cos: phi.cos)
    normalize(&beta)
    beta.cos = max(beta.cos, 1e-154)
    return beta
  }

  /// √(a² + b²) for numbers around 1, where nothing can overflow.
  @inline(__always)
  static func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }

  static func normalize(_ angle: inout (sin: Double, cos: Double)) {
    let length = length(angle.sin, angle.cos)
    angle.sin /= length
    angle.cos /= length
  }
}
