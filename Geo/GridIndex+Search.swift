/// The k smallest chords so far and everything that may still be among the k nearest.
struct Finalists {
  /// A point by its place in cell order.
  struct Candidate {
    var chordSquared: Double
    var place: Int32
  }

  private var limit = 0
  /// Max-heap of the `limit` smallest squared chords.
  private var smallest: [Double] = []
  private(set) var candidates: [Candidate] = []
  /// Points and cells above this squared chord are of no interest.
  private(set) var bound = Double.infinity
  private var reach = Double.infinity
  private var compactAt = 0

  /// Starts a search in the memory of the one before.
  mutating func start(limit: Int, within meters: Double) {
    smallest.removeAll(keepingCapacity: true)
    candidates.removeAll(keepingCapacity: true)
    self.limit = limit
    reach = meters < .infinity ? ChordMargin.reach(meters) : .infinity
    bound = reach
    compactAt = 4 * min(limit, 1 << 20) + 64
  }

  mutating func insert(_ chordSquared: Double, _ place: Int) {
    candidates.append(
      Candidate(chordSquared: chordSquared, place: Int32(truncatingIfNeeded: place)))
    if smallest.count < limit {
      smallest.append(chordSquared)
      rise()
      if smallest.count == limit { tighten() }
    } else if chordSquared < smallest[0] {
      smallest[0] = chordSquared
      sink()
      tighten()
      if candidates.count >= compactAt { compact() }
    }
  }

  private mutating func tighten() {
    bound = min(ChordMargin.bound(smallest[0]), reach)
  }

  /// Drops what the bound has overtaken; doubles the next size if little went.
  mutating func compact() {
    candidates.removeAll { $0.chordSquared > bound }
    compactAt = max(compactAt, 2 * candidates.count)
  }

  private mutating func rise() {
    var child = smallest.count - 1
    while child > 0, smallest[(child - 1) / 2] < smallest[child] {
      smallest.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var largest = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < smallest.count && smallest[child] > smallest[largest] { largest = child }
      if largest == parent { return }
      smallest.swapAt(parent, largest)
      parent = largest
    }
  }
}

/// Working memory that searches one after the other may share; not at the same time.
public struct SearchMemory: Sendable {
  var finalists = Finalists()

  /// Starts empty.
  public init() {}
}

extension GridIndex {
  /// The nearest points, nearest first.
  ///
  /// Order: distance rounded to the millimetre, then index.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - limit: How many points at the most; 0 or less gives none.
  ///   - meters: How far at the most, inclusive; a negative or NaN distance gives none.
  ///   - accepts: Whether a point, by index, is asked for.
  /// - Complexity: O(log n + k log k) for usual sets; O(n) where all points are about equally far.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    where accepts: (Int) -> Bool = { _ in true }
  ) -> [Neighbor] {
    var result: [Neighbor] = []
    nearest(to: position, limit: limit, within: meters, where: accepts, into: &result)
    return result
  }

  /// The nearest points as above, into an array of the caller's that is emptied first.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    where accepts: (Int) -> Bool = { _ in true }, into result: inout [Neighbor]
  ) {
    var memory = SearchMemory()
    nearest(
      to: position, limit: limit, within: meters, where: accepts, into: &result, using: &memory)
  }

  /// The nearest points as above, with memory that is kept from search to search: no allocation once
  /// it and the result are large enough.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    where accepts: (Int) -> Bool = { _ in true }, into result: inout [Neighbor],
    using memory: inout SearchMemory
  ) {
    result.removeAll(keepingCapacity: true)
    guard limit > 0, meters >= 0, count > 0 else { return }
    memory.finalists.start(limit: min(limit, count), within: meters)
    let center = Cartesian(position)
    visit(center, &memory.finalists, accepts)
    let bound = memory.finalists.bound
    for candidate in memory.finalists.candidates where candidate.chordSquared <= bound {
      let distance = self.meters(center, position, candidate)
      if distance <= meters {
        result.append(Neighbor(index: Int(indices[Int(candidate.place)]), meters: distance))
      }
    }
    result.sort(by: Neighbor.precedes)
    if result.count > limit { result.removeLast(result.count - limit) }
  }

  /// All points within a distance, nearest first.
  ///
  /// Order and parameters are those of `nearest`.
  public func neighbors(
    of position: Position, within meters: Double, where accepts: (Int) -> Bool = { _ in true }
  ) -> [Neighbor] {
    nearest(to: position, limit: .max, within: meters, where: accepts)
  }

  /// How many points lie within a distance, inclusive.
  ///
  /// - Complexity: O(log n + points within).
  public func count(of position: Position, within meters: Double) -> Int {
    neighbors(of: position, within: meters).count
  }

  /// The points in a box, borders included, in ascending order of index.
  ///
  /// - Complexity: O(n).
  public func indices(in box: BoundingBox) -> [Int] {
    positions.indices.filter { box.contains(positions[$0]) }
  }

  /// The same distance as `Geodesic.distance`, from the columns where that gives the same bits.
  private func meters(
    _ center: Cartesian, _ position: Position, _ candidate: Finalists.Candidate
  ) -> Double {
    let place = Int(candidate.place)
    guard candidate.chordSquared <= SurfaceArc.longestChordSquared else {
      return Geodesic.inverse(from: position, to: positions[Int(indices[place])]).meters
    }
    let z = zs[place]
    return SurfaceArc.meters(
      chordSquared: candidate.chordSquared, dz: z - center.z, middleZ: (center.z + z) / 2)
  }

  /// Visits every cell that the bound reaches, the query's own first.
  private func visit(_ center: Cartesian, _ finalists: inout Finalists, _ accepts: (Int) -> Bool) {
    descend(0, 0, 0, center, 0, 0, 0, &finalists, accepts)
  }

  /// Recursion is as deep as the cuts: at most 28 levels.
  ///
  /// `ox`, `oy` and `oz` are the distances along each axis from the query to the node's box.
  private func descend(
    _ node: Int, _ level: Int, _ cell: Int, _ center: Cartesian,
    _ ox: Double, _ oy: Double, _ oz: Double,
    _ finalists: inout Finalists, _ accepts: (Int) -> Bool
  ) {
    guard level < depth else {
      return scan(start(ofCell: cell)..<start(ofCell: cell + 1), center, &finalists, accepts)
    }
    let half = 1 << (depth - level - 1)
    let axis = axes[node]
    let offset = (axis == 0 ? center.x : axis == 1 ? center.y : center.z) - cuts[node]
    let isLow = offset < 0
    descend(
      2 * node + (isLow ? 1 : 2), level + 1, isLow ? cell : cell + half, center, ox, oy, oz,
      &finalists, accepts)
    let fx = axis == 0 ? offset : ox
    let fy = axis == 1 ? offset : oy
    let fz = axis == 2 ? offset : oz
    guard fx * fx + fy * fy + fz * fz <= finalists.bound else { return }
    descend(
      2 * node + (isLow ? 2 : 1), level + 1, isLow ? cell + half : cell, center, fx, fy, fz,
      &finalists, accepts)
  }

  private func scan(
    _ places: Range<Int>, _ center: Cartesian, _ finalists: inout Finalists,
    _ accepts: (Int) -> Bool
  ) {
    for place in places {
      let dx = xs[place] - center.x
      let dy = ys[place] - center.y
      let dz = zs[place] - center.z
      let chordSquared = dx * dx + dy * dy + dz * dz
      if chordSquared <= finalists.bound, accepts(Int(indices[place])) {
        finalists.insert(chordSquared, place)
      }
    }
  }
}
