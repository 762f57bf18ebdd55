public import Geo

/// Whether sites stand in clusters: the nearest-neighbour index.
///
/// Source: P. J. Clark, F. C. Evans, "Distance to nearest neighbor as a measure of spatial
/// relationships in populations", Ecology 35 (1954). Sites near the edge lack neighbours beyond it,
/// which makes the index too large: it is not corrected here.
public struct PointPattern: Hashable, Sendable {
  /// Sites with a position.
  public var used: Int
  /// Mean distance to the nearest other site, metres.
  public var observedMeters: Double
  /// The same if sites stood at random: 0.5 √(A / N), metres.
  public var expectedMeters: Double
  /// Standard error of the latter: 0.26136 / √(N² / A), metres.
  public var standardErrorMeters: Double
  /// Observed over expected: below 1 clustered, above 1 spread out.
  public var index: Double { observedMeters / expectedMeters }
  /// Deviation from random in standard errors.
  public var z: Double { (observedMeters - expectedMeters) / standardErrorMeters }

  /// Measures; `nil` with fewer than two sites or without area.
  ///
  /// - Complexity: O(n log n).
  public init?(_ positions: [Position], areaKm2: Double) {
    guard positions.count >= 2, areaKm2 > 0 else { return nil }
    let grid = GridIndex(positions)
    var sum = 0.0
    for own in positions.indices {
      let others = grid.nearest(to: positions[own], limit: 1, where: { $0 != own })
      sum += others[0].meters
    }
    self.init(
      used: positions.count, observedMeters: sum / Double(positions.count), areaKm2: areaKm2)
  }

  /// The index for a mean distance that was measured elsewhere.
  ///
  /// - Precondition: `used` ≥ 1 and `areaKm2` > 0.
  public init(used: Int, observedMeters: Double, areaKm2: Double) {
    let count = Double(used)
    let area = areaKm2 * 1e6
    self.used = used
    self.observedMeters = observedMeters
    expectedMeters = 0.5 * (area / count).squareRoot()
    standardErrorMeters = 0.26136 / (count * count / area).squareRoot()
  }
}
