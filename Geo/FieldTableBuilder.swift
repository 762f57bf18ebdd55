/// Finds the points of each list of a `NearestLookupTable`, where the proof is.
struct FieldTableBuilder: ~Copyable {
  /// A field still to be processed, with its candidate points, nearest first.
  private struct Open {
    let field: Int
    let row: Int
    let column: Int
    let shift: Int
    let candidates: [UInt16]
  }

  /// When a field is left whole: points on its lists for 1, 3 and 10 nearest.
  private static let enough = (forOne: 2, forThree: 6, forTen: 16)
  /// More points than this are not compared with each other; the field is divided first.
  private static let mostCompared = 64

  private(set) var south = 0.0
  private(set) var west = 0.0
  private(set) var unitsPerLatitude = 1.0
  private(set) var unitsPerLongitude = 1.0
  private(set) var fields: [NearestLookupTable.Field]
  private(set) var list: [UInt16] = []
  private(set) var points: [Cartesian]
  private var known: [[UInt16]: UInt32] = [:]

  /// Makes the lists of 1 … `NearestLookupTable.mostPoints` points.
  ///
  /// - Parameters:
  ///   - positions: The points.
  ///   - room: Most fields that are made besides the first 32 × 32.
  /// - Complexity: O(n) for points that are spread.
  init(_ positions: [Position], room: Int) {
    points = positions.map { Cartesian($0) }
    fields = Array(repeating: .init(), count: 32 * 32)
    layMap(positions)
    let everything = (0..<positions.count).map { UInt16($0) }
    var open: [Open] = []
    for field in 0..<fields.count {
      open.append(
        Open(
          field: field, row: field / 32, column: field % 32, shift: NearestLookupTable.firstShift,
          candidates: everything))
    }
    // Large fields first, so that the room for fields is spread evenly.
    var next = 0
    while next < open.count {
      let current = open[next]
      let (candidates, isDone) = fill(current)
      next += 1
      if isDone || current.shift == 0 || fields.count + 16 > 32 * 32 + room { continue }
      fields[current.field] = .init(first: UInt32(fields.count), isSplit: true)
      for part in 0..<16 {
        open.append(
          Open(
            field: fields.count, row: current.row * 4 + part / 4,
            column: current.column * 4 + part % 4, shift: current.shift - 2,
            candidates: candidates))
        fields.append(.init())
      }
      if next > 4096 {
        open.removeFirst(next)
        next = 0
      }
    }
  }

  /// The box round the points, a tenth and a quarter of a degree wider on each side.
  private mutating func layMap(_ positions: [Position]) {
    var (north, east) = (-90.0, -180.0)
    (south, west) = (90, 180)
    for position in positions {
      south = min(south, position.latitude)
      north = max(north, position.latitude)
      west = min(west, position.longitude)
      east = max(east, position.longitude)
    }
    let (height, width) = ((north - south) / 10 + 0.25, (east - west) / 10 + 0.25)
    (south, north) = (max(south - height, -90), min(north + height, 90))
    (west, east) = (max(west - width, -180), min(east + width, 180))
    unitsPerLatitude = Double(NearestLookupTable.units) / (north - south)
    unitsPerLongitude = Double(NearestLookupTable.units) / (east - west)
  }

  /// The middle of a field in space, and ρ.
  private func ball(_ open: Open) -> (middle: Cartesian, radius: Double)? {
    let half = Double(1 << open.shift) / 2
    let latitude = south + Double(2 * open.row + 1) * half / unitsPerLatitude
    let longitude = west + Double(2 * open.column + 1) * half / unitsPerLongitude
    guard
      let position = Position(latitude: min(latitude, 90), longitude: min(longitude, 180))
    else { return nil }
    let middle = Cartesian(position)
    let alongMeridian = Ellipsoid.largestRadius * half / unitsPerLatitude * (.pi / 180)
    let turn = half / unitsPerLongitude * (.pi / 180)
    let fromAxis = (middle.x * middle.x + middle.y * middle.y).squareRoot()
    let squared =
      alongMeridian * alongMeridian + fromAxis * (fromAxis + alongMeridian) * turn * turn
    // A centimetre for the rounding of the numbers that say which field a place is in.
    return (middle, squared.squareRoot() * (1 + 1e-9) + 0.01)
  }

  /// Writes the list of a field if it is short enough, or says what its parts have to look at.
  private mutating func fill(_ open: Open) -> (candidates: [UInt16], isDone: Bool) {
    guard let (middle, radius) = ball(open) else { return ([], true) }
    var near = open.candidates.map { (squared: squared(middle, $0), point: $0) }
    near.sort { ($0.squared, $0.point) < ($1.squared, $1.point) }
    // Who is farther from the middle than the tenth by 2ρ and the margin is beaten by ten.
    if near.count > NearestLookupTable.mostWanted {
      let tenth = near[NearestLookupTable.mostWanted - 1].squared.squareRoot() + radius
      let reach = ChordMargin.bound(tenth * tenth).squareRoot() + radius
      if let end = near.firstIndex(where: { $0.squared > reach * reach }) {
        near.removeLast(near.count - end)
      }
    }
    let longest = ShortGeodesic.longestChord - radius
    if near[0].squared.squareRoot() - radius > ShortGeodesic.longestChord {
      return ([], true)
    }
    guard near.count <= Self.mostCompared else { return (near.map { $0.point }, false) }
    var groups: [[UInt16]] = [[], [], []]
    var farthest = 0.0
    for (place, candidate) in near.enumerated() {
      var beatenBy = 0
      for other in near[..<place] where beats(other, candidate, radius) {
        beatenBy += 1
        if beatenBy == NearestLookupTable.mostWanted { break }
      }
      if beatenBy == NearestLookupTable.mostWanted { continue }
      groups[beatenBy == 0 ? 0 : beatenBy < 3 ? 1 : 2].append(candidate.point)
      farthest = candidate.squared.squareRoot()
    }
    let candidates = groups[0] + groups[1] + groups[2]
    let (forOne, forThree) = (groups[0].count, groups[0].count + groups[1].count)
    guard farthest <= longest else { return (candidates, open.shift <= 8) }
    if candidates.count <= NearestLookupTable.longestList {
      let first: UInt32
      if let place = known[candidates] {
        first = place
      } else if forOne <= Self.enough.forOne && forThree <= Self.enough.forThree
        && candidates.count <= Self.enough.forTen || open.shift == 0
      {
        first = UInt32(list.count)
        known[candidates] = first
        list += candidates
      } else {
        return (candidates, false)
      }
      fields[open.field] = .init(
        first: first, forOne: UInt8(forOne), forThree: UInt8(forThree),
        forTen: UInt8(candidates.count))
      return (candidates, true)
    }
    return (candidates, false)
  }

  private func squared(_ middle: Cartesian, _ point: UInt16) -> Double {
    let p = points[Int(point)]
    let (dx, dy, dz) = (p.x - middle.x, p.y - middle.y, p.z - middle.z)
    return dx * dx + dy * dy + dz * dz
  }

  /// Whether the first point is nearer than the second from everywhere in the ball.
  private func beats(
    _ a: (squared: Double, point: UInt16), _ b: (squared: Double, point: UInt16), _ radius: Double
  ) -> Bool {
    let apart = squared(points[Int(a.point)], b.point).squareRoot()
    let reach = a.squared.squareRoot() + radius
    let margin = ChordMargin.bound(reach * reach) - reach * reach
    return b.squared - a.squared > 2 * radius * apart + margin
  }
}
