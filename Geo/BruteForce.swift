/// The twin of `GridIndex` that measures every point: slow, simple, and the judge of the fast one.
public enum BruteForce {
  /// The nearest points by measuring all of them with `Geodesic.distance`.
  ///
  /// Parameters, order and ties are those of `GridIndex.nearest`.
  ///
  /// - Complexity: O(n log n).
  public static func nearest(
    to position: Position, among positions: [Position], limit: Int,
    within meters: Double = .infinity, where accepts: (Int) -> Bool = { _ in true }
  ) -> [Neighbor] {
    var found: [Neighbor] = []
    for (index, candidate) in positions.enumerated() where accepts(index) {
      let distance = Geodesic.distance(from: position, to: candidate)
      if distance <= meters { found.append(Neighbor(index: index, meters: distance)) }
    }
    found.sort(by: Neighbor.precedes)
    return Array(found.prefix(max(limit, 0)))
  }
}
