#if canImport(Glibc)
  internal import Glibc
#elseif canImport(WASILibc)
  internal import WASILibc
#endif

/// The series of one geodesic, which depend only on where it crosses the equator (α₀).
///
/// Coefficients: Karney 2013, equations 17–18 (A1, C1), 21 (C′1), 42–43 (A2, C2), 24–25 (A3, C3),
/// in ε = (√(1+k²) − 1) / (√(1+k²) + 1), k = e′ cos α₀, and the third flattening n.
struct GeodesicSeries {
  /// k² = e′² cos² α₀.
  let k2: Double
  private let e: Double
  private let e2: Double
  private let e3: Double
  private let e4: Double
  private let e5: Double
  private let e6: Double

  init(cosAlpha0: Double) {
    k2 = Ellipsoid.ep2 * cosAlpha0 * cosAlpha0
    let root = (1 + k2).squareRoot()
    e = k2 / ((root + 1) * (root + 1))
    e2 = e * e
    e3 = e2 * e
    e4 = e2 * e2
    e5 = e4 * e
    e6 = e3 * e3
  }

  var a1: Double { (1 + e2 / 4 + e4 / 64 + e6 / 256) / (1 - e) }
  var a2: Double { (1 - e) * (1 + e2 / 4 + e4 * 9 / 64 + e6 * 25 / 256) }

  var a3: Double {
    let n = Ellipsoid.n
    let n2 = n * n
    return 1 - (1 - n) / 2 * e - (1.0 / 4 + n / 8 - n2 * 3 / 8) * e2
      - (1.0 / 16 + n * 3 / 16 + n2 / 16) * e3 - (3.0 / 64 + n / 32) * e4 - e5 * 3 / 128
  }

  private var c1: SineSeries {
    SineSeries(
      -e / 2 + e3 * 3 / 16 - e5 / 32, -e2 / 16 + e4 / 32 - e6 * 9 / 2048,
      -e3 / 48 + e5 * 3 / 256, -e4 * 5 / 512 + e6 * 3 / 512, -e5 * 7 / 1280, -e6 * 7 / 2048)
  }

  private var c1Reverted: SineSeries {
    SineSeries(
      e / 2 - e3 * 9 / 32 + e5 * 205 / 1536, e2 * 5 / 16 - e4 * 37 / 96 + e6 * 1335 / 4096,
      e3 * 29 / 96 - e5 * 75 / 128, e4 * 539 / 1536 - e6 * 2391 / 2560, e5 * 3467 / 7680,
      e6 * 38081 / 61440)
  }

  private var c2: SineSeries {
    SineSeries(
      e / 2 + e3 / 16 + e5 / 32, e2 * 3 / 16 + e4 / 32 + e6 * 35 / 2048,
      e3 * 5 / 48 + e5 * 5 / 256, e4 * 35 / 512 + e6 * 7 / 512, e5 * 63 / 1280, e6 * 77 / 2048)
  }

  private var c3: SineSeries {
    let n = Ellipsoid.n
    let n2 = n * n
    let c31 =
      (1 - n) / 4 * e + (1 - n2) / 8 * e2 + (3.0 / 64 + n * 3 / 64 - n2 / 64) * e3
      + (5.0 / 128 + n / 64) * e4 + e5 * 3 / 128
    let c32 =
      (1.0 / 16 - n * 3 / 32 + n2 / 32) * e2 + (3.0 / 64 - n / 32 - n2 * 3 / 64) * e3
      + (3.0 / 128 + n / 128) * e4 + e5 * 5 / 256
    let c33 =
      (5.0 / 192 - n * 3 / 64 + n2 * 5 / 192) * e3 + (3.0 / 128 - n * 5 / 192) * e4 + e5 * 7 / 512
    let c34 = (7.0 / 512 - n * 7 / 256) * e4 + e5 * 7 / 512
    return SineSeries(c31, c32, c33, c34, e5 * 21 / 2560, 0)
  }

  /// The periodic part of the distance integral I1.
  func i1(_ sigma: (sin: Double, cos: Double)) -> Double { c1.sum(sigma) }
  /// The periodic part of I2.
  func i2(_ sigma: (sin: Double, cos: Double)) -> Double { c2.sum(sigma) }
  /// The periodic part of the longitude integral I3.
  func i3(_ sigma: (sin: Double, cos: Double)) -> Double { c3.sum(sigma) }
  /// The periodic part of σ as a function of the distance parameter τ.
  func reverted(_ tau: Double) -> Double { c1Reverted.sum((sin(tau), cos(tau))) }
}

/// Σ cₗ sin 2lσ for l = 1 … 6, summed after Clenshaw.
struct SineSeries {
  private let c1, c2, c3, c4, c5, c6: Double

  init(_ c1: Double, _ c2: Double, _ c3: Double, _ c4: Double, _ c5: Double, _ c6: Double) {
    (self.c1, self.c2, self.c3, self.c4, self.c5, self.c6) = (c1, c2, c3, c4, c5, c6)
  }

  func sum(_ angle: (sin: Double, cos: Double)) -> Double {
    let twice = 2 * (angle.cos - angle.sin) * (angle.cos + angle.sin)
    let y5 = c5 + twice * c6
    let y4 = c4 + twice * y5 - c6
    let y3 = c3 + twice * y4 - y5
    let y2 = c2 + twice * y3 - y4
    let y1 = c1 + twice * y2 - y3
    return 2 * angle.sin * angle.cos * y1
  }
}
