public import Geo

/// Which of several areas holds a position, or is the nearest where none does.
public enum BorderSearch {
  /// How far outside all boundaries a position may be and still be assigned to the nearest area:
  /// a ship in port, a jetty, a coarse coastline.
  public static let nearShoreMeters = 20_000.0

  /// The place of the area that holds a position, or of the nearest less than `nearShoreMeters` away, and
  /// how far outside of it the position lies, metres.
  ///
  /// - Complexity: O(vertices of the areas whose box holds the position); outside of all, O(vertices).
  public static func holder(
    of position: Position, in areas: [MultiPolygon]
  ) -> (place: Int, metersOutside: Double)? {
    if let place = areas.firstIndex(where: { $0.contains(position) }) { return (place, 0) }
    guard BoundingBox.kalimantan.contains(position) else { return nil }
    var nearest: (place: Int, metersOutside: Double)?
    for (place, area) in areas.enumerated() {
      let meters = area.distanceToBorder(from: position)
      if meters < nearest?.metersOutside ?? nearShoreMeters { nearest = (place, meters) }
    }
    return nearest
  }
}
