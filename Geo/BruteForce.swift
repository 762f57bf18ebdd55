/// The same queries as `GridIndex` by measuring every point: slow and simple, the reference for tests.
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
    let limit = max(limit, 0)
    // Now and then only the nearest are kept, so that a million points are not all sorted.
    let room = limit < 1 << 20 ? 2 * limit + 64 : .max
    var found: [Neighbor] = []
    for (index, candidate) in positions.enumerated() where accepts(index) {
      let distance = Geodesic.distance(from: position, to: candidate)
      if distance <= meters { found.append(Neighbor(index: index, meters: distance)) }
      if found.count >= room { keep(limit, of: &found) }
    }
    keep(limit, of: &found)
    return found
  }

  private static func keep(_ limit: Int, of found: inout [Neighbor]) {
    found.sort(by: Neighbor.precedes)
    if found.count > limit { found.removeLast(found.count - limit) }
  }
}
