/// Places the numbers of points on a map so that none hides another.
struct MapLabels {
  /// A number and where it stands.
  struct Label {
    var text: String
    var point: (x: Double, y: Double)
    var left: Double
    /// Base line of the text.
    var line: Double
    var width: Double
    /// Whether it stands so far off that a line must lead to its point.
    var isApart: Bool
  }

  private struct Box {
    var left, right, top, bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left <= other.right && other.left <= right && top <= other.bottom && other.top <= bottom
    }
  }

  /// One label for every point, numbered from 1: beside it where there is room, else on the first free
  /// place of ever wider rings.
  static func place(_ points: [(x: Double, y: Double)], width: Double) -> [Label] {
    var taken = points.map {
      Box(left: $0.x - 6, right: $0.x + 6, top: $0.y - 7, bottom: $0.y + 4)
    }
    return points.enumerated().map { index, point in
      let text = "\(index + 1)"
      let size = Double(text.count) * 6.5
      func box(_ left: Double, _ line: Double) -> Box {
        Box(left: left - 2, right: left + size + 2, top: line - 9, bottom: line + 1)
      }
      func isFree(_ box: Box) -> Bool {
        box.left >= 2 && box.right <= width - 2 && box.top >= 2
          && !taken.contains { $0.overlaps(box) }
      }
      var found: (left: Double, line: Double, isApart: Bool)?
      for (left, line) in [
        (point.x + 7, point.y + 4), (point.x - 7 - size, point.y + 4),
        (point.x - size / 2, point.y - 8), (point.x - size / 2, point.y + 13),
      ] where found == nil && isFree(box(left, line)) {
        found = (left, line, false)
      }
      var radius = 20.0
      while found == nil, radius < 400 {
        for (x, y) in directions where found == nil {
          let (left, line) = (point.x + radius * x - size / 2, point.y + radius * y + 4)
          if isFree(box(left, line)) { found = (left, line, true) }
        }
        radius += 12
      }
      let (left, line, isApart) = found ?? (point.x + 7, point.y + 4, false)
      taken.append(box(left, line))
      return Label(
        text: text, point: point, left: left, line: line, width: size, isApart: isApart)
    }
  }

  private static let directions: [(Double, Double)] = [
    (1, 0), (-1, 0), (0, -1), (0, 1), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7),
  ]
}
