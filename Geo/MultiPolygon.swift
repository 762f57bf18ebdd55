/// An area bounded by rings of positions, islands and holes included.
///
/// Inside is decided by the even-odd rule over all rings together in the plane of degrees, so edges are
/// straight lines in latitude and longitude. Made for areas that do not cross the antimeridian.
///
/// For example:
///
///     let area = MultiPolygon(rings: [corners])
///     let isInside = area.contains(here)
///     let meters = area.distanceToBorder(from: here)
public struct MultiPolygon: Sendable {
  /// The rings; the last position of a ring joins its first.
  public let rings: [[Position]]
  private let boxes: [Box]

  private struct Box: Sendable {
    var south = Double.infinity
    var west = Double.infinity
    var north = -Double.infinity
    var east = -Double.infinity
  }

  /// Makes an area.
  ///
  /// - Complexity: O(vertices).
  public init(rings: [[Position]]) {
    self.rings = rings
    boxes = rings.map { ring in
      ring.reduce(into: Box()) { box, position in
        box.south = min(box.south, position.latitude)
        box.north = max(box.north, position.latitude)
        box.west = min(box.west, position.longitude)
        box.east = max(box.east, position.longitude)
      }
    }
  }

  /// Whether the area holds a position.
  ///
  /// Of two areas that share an edge exactly one holds a position on it: an edge belongs to the side
  /// north or east of it.
  ///
  /// - Complexity: O(vertices of the rings whose box holds the position).
  public func contains(_ position: Position) -> Bool {
    let (y, x) = (position.latitude, position.longitude)
    var isInside = false
    for (ring, box) in zip(rings, boxes)
    where y >= box.south && y <= box.north && x >= box.west && x <= box.east {
      guard var previous = ring.last else { continue }
      for vertex in ring {
        if (vertex.latitude > y) != (previous.latitude > y) {
          // From the lower end to the upper one, so that both neighbours compute the same.
          let (low, high) =
            vertex.latitude < previous.latitude ? (vertex, previous) : (previous, vertex)
          let crossing =
            low.longitude + (y - low.latitude) / (high.latitude - low.latitude)
            * (high.longitude - low.longitude)
          if x < crossing { isInside.toggle() }
        }
        previous = vertex
      }
    }
    return isInside
  }

  /// Metres from a position, in- or outside, to the nearest point of the border; infinite without one.
  ///
  /// The nearest point of each edge is found in a plane scaled at the position's latitude, and the
  /// distance to it measured as a geodesic: good to about 1 % of the distance.
  ///
  /// - Complexity: O(vertices).
  public func distanceToBorder(from position: Position) -> Double {
    let shrink = sinCos(degrees: position.latitude).cos
    var best = Double.infinity
    var nearest = position
    for ring in rings {
      guard var previous = ring.last else { continue }
      for vertex in ring {
        let ax = (previous.longitude - position.longitude) * shrink
        let ay = previous.latitude - position.latitude
        let bx = (vertex.longitude - position.longitude) * shrink
        let by = vertex.latitude - position.latitude
        let (ex, ey) = (bx - ax, by - ay)
        let length = ex * ex + ey * ey
        let t = length > 0 ? min(max(-(ax * ex + ay * ey) / length, 0), 1) : 0
        let (px, py) = (ax + t * ex, ay + t * ey)
        let distance = px * px + py * py
        if distance < best {
          best = distance
          nearest =
            Position(
              latitude: previous.latitude + t * (vertex.latitude - previous.latitude),
              longitude: previous.longitude + t * (vertex.longitude - previous.longitude))
            ?? vertex
        }
        previous = vertex
      }
    }
    return best < .infinity ? Geodesic.distance(from: position, to: nearest) : .infinity
  }
}
