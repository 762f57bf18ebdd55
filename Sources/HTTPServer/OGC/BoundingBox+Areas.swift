internal import Geo

extension BoundingBox {
  /// Whether an area and the box have a point in common, as drawn on a plain map.
  ///
  /// - Complexity: O(vertices).
  func meets(_ area: MultiPolygon) -> Bool {
    for ring in area.rings where ring.contains(where: contains) { return true }
    for (west, east) in west <= east ? [(west, east)] : [(west, 180), (-180, east)] {
      if let corner = Position(latitude: south, longitude: west), area.contains(corner) {
        return true
      }
      for ring in area.rings {
        guard var last = ring.last else { continue }
        for vertex in ring {
          if isCrossed(last, vertex, west, east) { return true }
          last = vertex
        }
      }
    }
    return false
  }

  /// Whether a straight edge passes through the box (Liang and Barsky).
  private func isCrossed(_ a: Position, _ b: Position, _ west: Double, _ east: Double) -> Bool {
    var (from, to) = (0.0, 1.0)
    let (dx, dy) = (b.longitude - a.longitude, b.latitude - a.latitude)
    for (direction, distance) in [
      (-dx, a.longitude - west), (dx, east - a.longitude), (-dy, a.latitude - south),
      (dy, north - a.latitude),
    ] {
      if direction == 0 {
        if distance < 0 { return false }
        continue
      }
      let cut = distance / direction
      if direction < 0 { from = max(from, cut) } else { to = min(to, cut) }
      if from > to { return false }
    }
    return true
  }
}
