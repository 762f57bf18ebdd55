#if canImport(Glibc)
  internal import Glibc
#elseif canImport(WASILibc)
  internal import WASILibc
#endif

/// Karney's solution of the inverse problem (2013, section 4).
///
/// The end points are brought into the canonical position φ₁ ≤ 0, φ₁ ≤ φ₂ ≤ −φ₁, 0 ≤ λ₁₂ ≤ π.
/// There the longitude difference λ₁₂ that a geodesic with the azimuth α₁ reaches at φ₂ grows with
/// α₁ from 0 to π (section 4), so the α₁ sought is bracketed and Newton's method with
/// bisection as a safeguard always finds it; nearly antipodal points only take more steps.
struct InverseProblem {
  private typealias Angle = (sin: Double, cos: Double)

  private let lambda12: Double
  private let sinLambda: Double
  private let cosLambda: Double
  private var beta1: Angle
  private var beta2: Angle
  private let longitudeSign: Double
  private let latitudeSign: Double
  private let isSwapped: Bool
  /// Number of Newton steps at most: bisection alone needs 53 for the last bit.
  private static let mostSteps = 100

  init(_ start: Position, _ end: Position) {
    var (latitude1, latitude2) = (start.latitude, end.latitude)
    let difference = Geodesic.wrapped(end.longitude - start.longitude)
    isSwapped = abs(latitude1) < abs(latitude2)
    longitudeSign = (difference < 0) != isSwapped ? -1 : 1
    if isSwapped { swap(&latitude1, &latitude2) }
    latitudeSign = latitude1 < 0 ? 1 : -1
    beta1 = Geodesic.reducedLatitude(latitude1 * latitudeSign)
    beta2 = Geodesic.reducedLatitude(latitude2 * latitudeSign)
    // Equal latitudes must stay equal for the differences below to vanish.
    if latitude2 == latitude1 { beta2 = beta1 }
    if latitude2 == -latitude1 { beta2 = (-beta1.sin, beta1.cos) }
    let degrees = abs(difference)
    lambda12 = degrees * (.pi / 180)
    (sinLambda, cosLambda) = sinCos(degrees: degrees)
  }

  mutating func solve() -> Geodesic.Inverse {
    if sinLambda == 0 || beta1.cos < 1e-150 { return onMeridian() }
    if beta1.sin == 0, lambda12 <= (1 - Ellipsoid.f) * .pi {
      // Along the equator.
      return result(Ellipsoid.a * lambda12, (1, 0), (1, 0))
    }
    var alpha1 = Self.sphericalStart(beta1, beta2, lambda12, cosLambda)
    if let short = shortLine(&alpha1) { return short }

    var low: Angle = (1e-154, 1)
    var high: Angle = (1e-154, -1)
    var trial = Trial(alpha1, beta1, beta2)
    for step in 0..<Self.mostSteps {
      let excess = trial.lambda12 - lambda12
      if abs(excess) < 4e-16 { break }
      if excess > 0 { high = alpha1 } else { low = alpha1 }
      let slope = trial.slope()
      let change = -excess / slope
      var next: Angle = (0, 1)
      if step < 30, slope > 0, abs(change) < .pi {
        let s = sin(change)
        let c = cos(change)
        next = (alpha1.sin * c + alpha1.cos * s, alpha1.cos * c - alpha1.sin * s)
        if abs(change) < 1e-17 { break }
      }
      // Outside the bracket: halve it.
      if !(next.sin > 0 && Self.isBetween(next, low, high)) {
        next = (low.sin + high.sin, low.cos + high.cos)
        if next.sin <= 1e-150 { next.sin = max(next.sin, 1e-154) }
      }
      Geodesic.normalize(&next)
      if next == alpha1 { break }
      alpha1 = next
      trial = Trial(alpha1, beta1, beta2)
    }
    return result(trial.meters(), alpha1, trial.alpha2)
  }

  /// Whether the azimuth lies between two others, all in 0 … π.
  private static func isBetween(_ angle: Angle, _ low: Angle, _ high: Angle) -> Bool {
    // cot α falls from +∞ to −∞.
    angle.cos * low.sin <= low.cos * angle.sin && angle.cos * high.sin >= high.cos * angle.sin
  }

  /// Both on one meridian, or one at a pole.
  private func onMeridian() -> Geodesic.Inverse {
    let alpha1: Angle = (sinLambda, cosLambda)
    let sigma1: Angle = (beta1.sin, alpha1.cos * beta1.cos)
    let sigma2: Angle = (beta2.sin, beta2.cos)
    let trial = Trial(
      sigma1: beta1.cos < 1e-150 ? (-1, 0) : sigma1, sigma2: sigma2,
      alpha0: (0, 1), alpha2: (0, 1))
    return result(trial.meters(), alpha1, (0, 1))
  }

  /// The azimuth on a sphere of a mean size (Karney 2013, section 4).
  private static func sphericalStart(
    _ beta1: Angle, _ beta2: Angle, _ lambda12: Double, _ cosLambda: Double
  ) -> Angle {
    let mean = (beta1.cos + beta2.cos) / 2
    let w = (1 - Ellipsoid.e2 * mean * mean).squareRoot()
    let omega = min(lambda12 / w, .pi)
    let half = sin(omega / 2)
    var alpha1: Angle = (
      beta2.cos * sin(omega),
      beta2.sin * beta1.cos - beta2.cos * beta1.sin + 2 * beta1.sin * beta2.cos * half * half
    )
    if !(alpha1.sin > 0) { alpha1 = (1, 0) }
    Geodesic.normalize(&alpha1)
    return alpha1
  }

  /// Below about 0.2 m the spherical solution is already exact, and Newton would only lose digits.
  private func shortLine(_ alpha1: inout Angle) -> Geodesic.Inverse? {
    let sums = (beta1.sin + beta2.sin, beta1.cos + beta2.cos)
    let sinMean2 = sums.0 * sums.0 / (sums.0 * sums.0 + sums.1 * sums.1)
    let dn = (1 + Ellipsoid.ep2 * sinMean2).squareRoot()
    let omega = lambda12 / ((1 - Ellipsoid.f) * dn)
    guard omega < 1e-6 else { return nil }
    let half = sin(omega / 2)
    let difference = beta2.sin * beta1.cos - beta2.cos * beta1.sin
    let north = difference + 2 * beta1.sin * beta2.cos * half * half
    let east = beta2.cos * sin(omega)
    let sinSigma = (east * east + north * north).squareRoot()
    guard sinSigma < 3e-8 else { return nil }
    if sinSigma == 0 { return result(0, (0, 1), (0, 1)) }
    alpha1 = (east, north)
    Geodesic.normalize(&alpha1)
    var alpha2: Angle = (
      beta1.cos * sin(omega), difference - 2 * beta2.sin * beta1.cos * half * half
    )
    Geodesic.normalize(&alpha2)
    return result(asin(sinSigma) * Ellipsoid.b * dn, alpha1, alpha2)
  }

  /// Undoes the canonical position.
  private func result(_ meters: Double, _ alpha1: Angle, _ alpha2: Angle) -> Geodesic.Inverse {
    if meters == 0 { return .init(meters: 0, initialBearing: 0, finalBearing: 0) }
    let (first, second) = isSwapped ? (alpha2, alpha1) : (alpha1, alpha2)
    let swapSign: Double = isSwapped ? -1 : 1
    func bearing(_ angle: Angle) -> Double {
      let degrees =
        atan2(angle.sin * swapSign * longitudeSign, angle.cos * swapSign * latitudeSign)
        * (180 / .pi)
      let positive = degrees < 0 ? degrees + 360 : degrees
      return positive >= 360 ? 0 : positive + 0.0
    }
    return .init(meters: meters, initialBearing: bearing(first), finalBearing: bearing(second))
  }

  /// A geodesic from φ₁ with a trial azimuth to where it reaches φ₂ going north.
  private struct Trial {
    let sigma1: Angle
    let sigma2: Angle
    let alpha0: Angle
    let alpha1: Angle
    let alpha2: Angle
    let beta1: Angle
    let beta2: Angle
    let sigma12: Double
    let lambda12: Double
    let series: GeodesicSeries

    init(_ alpha1: Angle, _ beta1: Angle, _ beta2: Angle) {
      self.alpha1 = alpha1
      self.beta1 = beta1
      self.beta2 = beta2
      var alpha1 = alpha1
      // On the equator eastward the geodesic would stay there: a little north lets it leave.
      if beta1.sin == 0, alpha1.cos == 0 { alpha1.cos = -1e-154 }
      alpha0 = (alpha1.sin * beta1.cos, Geodesic.length(alpha1.cos, alpha1.sin * beta1.sin))
      sigma1 = Self.normalized((beta1.sin, alpha1.cos * beta1.cos))
      let omega1: Angle = Self.normalized((alpha0.sin * beta1.sin, alpha1.cos * beta1.cos))
      // Clairaut: sin α₂ cos β₂ = sin α₀. The square difference is written so as to keep digits.
      let sinAlpha2 = beta2.cos != beta1.cos ? alpha0.sin / beta2.cos : alpha1.sin
      let difference =
        beta1.cos < -beta1.sin
        ? (beta2.cos - beta1.cos) * (beta1.cos + beta2.cos)
        : (beta1.sin - beta2.sin) * (beta1.sin + beta2.sin)
      let northward = alpha1.cos * beta1.cos
      let cosAlpha2 =
        beta2.cos != beta1.cos || abs(beta2.sin) != -beta1.sin
        ? max(northward * northward + difference, 0).squareRoot() / beta2.cos : abs(alpha1.cos)
      alpha2 = (sinAlpha2, cosAlpha2)
      sigma2 = Self.normalized((beta2.sin, cosAlpha2 * beta2.cos))
      let omega2: Angle = Self.normalized((alpha0.sin * beta2.sin, cosAlpha2 * beta2.cos))
      sigma12 = Self.difference(sigma1, sigma2)
      let omega12 = Self.difference(omega1, omega2)
      series = GeodesicSeries(cosAlpha0: alpha0.cos)
      lambda12 =
        omega12 - Ellipsoid.f * alpha0.sin * series.a3
        * (sigma12 + series.i3(sigma2) - series.i3(sigma1))
    }

    /// A known arc of a known geodesic.
    init(sigma1: Angle, sigma2: Angle, alpha0: Angle, alpha2: Angle) {
      self.sigma1 = Self.normalized(sigma1)
      self.sigma2 = Self.normalized(sigma2)
      self.alpha0 = alpha0
      self.alpha2 = alpha2
      (alpha1, beta1, beta2, lambda12) = (alpha2, sigma1, sigma2, 0)
      sigma12 = Self.difference(self.sigma1, self.sigma2)
      series = GeodesicSeries(cosAlpha0: alpha0.cos)
    }

    /// Its length.
    func meters() -> Double {
      Ellipsoid.b * series.a1 * (sigma12 + series.i1(sigma2) - series.i1(sigma1))
    }

    /// dλ₁₂/dα₁ = (m₁₂ / a) / (cos α₂ cos β₂), with the reduced length m₁₂ (equations 38–40, 46).
    func slope() -> Double {
      if alpha2.cos == 0 {
        return -2 * (1 - Ellipsoid.e2 * beta1.cos * beta1.cos).squareRoot() / beta1.sin
      }
      let j12 =
        (series.a1 - series.a2) * sigma12
        + series.a1 * (series.i1(sigma2) - series.i1(sigma1))
        - series.a2 * (series.i2(sigma2) - series.i2(sigma1))
      let m12 =
        (1 + series.k2 * sigma2.sin * sigma2.sin).squareRoot() * sigma1.cos * sigma2.sin
        - (1 + series.k2 * sigma1.sin * sigma1.sin).squareRoot() * sigma1.sin * sigma2.cos
        - sigma1.cos * sigma2.cos * j12
      return m12 * (1 - Ellipsoid.f) / (alpha2.cos * beta2.cos)
    }

    private static func normalized(_ angle: Angle) -> Angle {
      let length = Geodesic.length(angle.sin, angle.cos)
      return length == 0 ? (0, 1) : (angle.sin / length, angle.cos / length)
    }

    /// The angle from one to the other, 0 … π.
    private static func difference(_ from: Angle, _ to: Angle) -> Double {
      atan2(
        max(0, from.cos * to.sin - from.sin * to.cos), from.cos * to.cos + from.sin * to.sin)
    }
  }
}
