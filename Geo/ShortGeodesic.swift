/// The length of a geodesic from its chord, for short and middle ranges.
///
/// Let p and q be points of the ellipsoid in Earth-centred metres, c = |q − p|, and κ the normal
/// curvature at the middle of the geodesic along it. Expanding the chord of a space curve about its
/// middle (Frenet's formulas) gives
///
///     c² = s² − κ²s⁴/12 + s⁶/16 · [(κ⁴ + κ′² + κ²τ²)/36 + (κ⁴ + κ²τ² − 4κκ″ − 3κ′²)/60] + O(s⁸)
///
/// The terms in κ alone are those of a circle, s = (2/κ) asin(cκ/2). Of the others κκ″ leads: on the
/// ellipsoid, to first order in e², κκ″ = −3e²(u² − w²)/a⁴, where u is the sine of the chord's slope
/// to the equatorial plane and w that of the latitude; so
///
///     s = (2/κ) asin(cκ/2) − s⁵e²(u² − w²) / (160 a⁴).
///
/// What that leaves out is of the orders s⁷e², s⁹e² and s⁵e⁴. Their factors are polynomials in u² and w²
/// whose coefficients were fitted by least squares to 20,000 geodesics of 50 to 1,300 km all over the
/// Earth; they are written below as multiples of q = c²/4a². Against the oracle of the tests the
/// result is then within 0.2 µm up to 500 km, 2 µm up to 1,000 km and 6 µm up to 1,200 km.
///
/// κ needs no trigonometry. With A = diag(1/a², 1/a², 1/b²) the normal curvature at a surface point m
/// along a unit tangent d is (d·Ad)/|Am|. The chord's direction stands for the tangent and the chord's
/// middle M, pushed out to the surface, for the point; both are good to 1e-8 in κ at 400 km, and the fitted terms take up the rest. Because
/// p and q lie on the surface, M·AM = 1 − c²(d·Ad)/4 exactly, and everything follows from c², dz and
/// the z of the middle:
///
///     d·Ad = (1 + e′²u²)/a²,   |Am|² = (1 + e′² z²/(b² M·AM))/a².
enum ShortGeodesic {
  /// The longest chord that the series is used for, metres.
  static let longestChord = 1_200_000.0
  static let longestChordSquared = longestChord * longestChord

  /// Length of the geodesic, metres.
  ///
  /// - Parameters:
  ///   - chordSquared: c², square metres, at most `longestChordSquared`.
  ///   - dz: Difference of the two points' z, metres.
  ///   - middleZ: Mean of the two points' z, metres.
  /// - Returns: The length, metres, within the error stated above.
  @inline(__always)
  static func meters(chordSquared: Double, dz: Double, middleZ: Double) -> Double {
    // No division waits for another: q a² (d·Ad) comes from dz² without u².
    let dz2 = dz * dz
    let q = chordSquared * (0.25 / (Ellipsoid.a * Ellipsoid.a))
    let qAlong = q + dz2 * (0.25 * Ellipsoid.ep2 / (Ellipsoid.a * Ellipsoid.a))
    let middle = 1 - qAlong
    let w2 = middleZ * middleZ * (1 / (Ellipsoid.b * Ellipsoid.b))
    let ratio = middle / (middle + Ellipsoid.ep2 * w2)
    // The smallest number keeps 0 / 0 out and is lost in every other chord.
    let u2 = dz2 / (chordSquared + .leastNormalMagnitude)
    // x² = (cκ/2)².
    let x2 = qAlong * ((1 + Ellipsoid.ep2 * u2) * ratio)
    // In what follows z² / (b² M·AM) is not needed to the last digit.
    let z2 = w2 * (1 + qAlong * (1 + qAlong))
    // asin(x)/x = 1 + x²/6 + 3x⁴/40 + 15x⁶/336 …; at 1,200 km the next term is 1e-14.
    let x4 = x2 * x2
    let arc0 = 1 + x2 * (1.0 / 6)
    let arc2 = 3.0 / 40 + x2 * (15.0 / 336)
    let arc4 = 105.0 / 3456 + x2 * (945.0 / 42_240)
    let arc = (arc0 + x4 * arc2) + (x4 * x4) * (arc4 + x4 * (10_395.0 / 599_040))
    // The κκ″ term first, s⁴/160a⁴ = q²/10 to the order needed; then the fitted ones.
    let ofOrder2 = (u2 - z2) * (0.1 + q * (0.107820 + q * 0.075991))
    let ofOrder4 =
      u2 * (0.298844 * u2 - 0.693560 * z2 + 0.111752) + z2 * (0.134582 * z2 - 0.032469)
    let correction = q * q * Ellipsoid.e2 * (ofOrder2 + Ellipsoid.e2 * ofOrder4)
    return chordSquared.squareRoot() * (arc - correction)
  }
}
