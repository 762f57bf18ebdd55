/// How far the order by chord may differ from the order by geodesic.
///
/// Let r = b²/a and R = a²/b be the smallest and the largest radius of curvature of the ellipsoid, and
/// arc(ρ, c) = 2ρ asin(c / 2ρ) the arc of a circle of radius ρ over a chord c. For a geodesic of length
/// s with chord c:
///
/// - s ≤ arc(r, c) while s ≤ πr. A geodesic curves at most 1/r, and among curves of one length the
///   circle of the largest curvature has the shortest chord (A. Schur's comparison theorem).
/// - s ≥ arc(R, c). Each tangent ball of radius R holds the ellipsoid (W. Blaschke's rolling
///   theorem), so the ellipsoid holds the spindle of all arcs of radius R over the chord; a path on
///   the surface stays outside of it, and the shortest path round the spindle is such an arc.
///
/// So if k points have chords of at most C, they have geodesics of at most S = arc(r, C), and a point
/// can be among the k nearest, or within the 1 mm that counts as a tie, only if arc(R, c) ≤ S + 1 mm,
/// that is if c ≤ 2R sin((S + 1 mm) / 2R). This is below the bound used here,
///
///     c² ≤ (C² + 2.5 mm · C + 10⁻⁵ m²) · (1 + 1.2·10⁻¹⁶ m⁻² · C²)
///
/// for every C up to 12,600 km; beyond, near the antipode, every point is a finalist. The
/// relation of the two is computed on a fine grid of C in the tests.
enum ChordMargin {
  private static let longestSquared = 12_600_000.0 * 12_600_000.0

  /// Square of the longest chord that a finalist may have, given the k-th smallest chord's square.
  static func bound(_ chordSquared: Double) -> Double {
    guard chordSquared <= longestSquared else { return .infinity }
    return (chordSquared + 0.0025 * chordSquared.squareRoot() + 1e-5)
      * (1 + 1.2e-16 * chordSquared)
  }

  /// Square of a chord above which no geodesic is as short as a length in metres.
  ///
  /// A chord is shorter than its arc; the slack is for rounding.
  static func reach(_ meters: Double) -> Double {
    let slack = meters * (1 + 1e-12) + 1e-6
    return slack * slack
  }

  /// Square of a chord below which every geodesic is surely no longer than a length in metres.
  ///
  /// arc(r, c) ≤ S if c ≤ 2r sin(S / 2r), and sin x ≥ x − x³/6; the slack is for rounding.
  static func surelyWithin(_ meters: Double) -> Double {
    let x = meters / (2 * Ellipsoid.smallestRadius)
    let chord = meters * (1 - x * x / 6) * (1 - 1e-12) - 1e-6
    return chord > 0 ? chord * chord : -1
  }
}
