/// Receives the points within a circle, in no order.
protocol CircleVisitor {
  /// Points that are all surely within, by their places in cell order.
  mutating func visit(_ places: Range<Int>)
  /// One point within that lies near the circle's line.
  mutating func visit(_ place: Int)
}

extension GridIndex {
  /// How many points lie within a distance, inclusive.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - meters: How far at the most, inclusive; a negative or NaN distance gives none.
  /// - Complexity: O(log n + cells on the circle).
  public func count(of position: Position, within meters: Double) -> Int {
    struct Counter: CircleVisitor {
      var total = 0
      mutating func visit(_ places: Range<Int>) { total &+= places.count }
      mutating func visit(_ place: Int) { total &+= 1 }
    }
    var counter = Counter()
    visitCircle(position, meters, &counter)
    return counter.total
  }

  /// Calls a closure with the index of every point within a distance, inclusive.
  ///
  /// The quickest way to all points of a circle: no order, no heap, and distances are only computed
  /// near the circle's line. Each point comes once.
  ///
  /// - Parameters:
  ///   - meters: How far at the most, inclusive; a negative or NaN distance gives none.
  ///   - position: Where to measure from.
  ///   - body: Takes the point's place in `positions`.
  /// - Complexity: O(log n + points within + cells on the circle).
  public func forEachIndex(
    within meters: Double, of position: Position, _ body: (Int) -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      struct Caller: CircleVisitor {
        let storage: GridStorage
        let body: (Int) -> Void
        mutating func visit(_ places: Range<Int>) { for place in places { visit(place) } }
        mutating func visit(_ place: Int) { body(Int(storage.index[place])) }
      }
      var caller = Caller(storage: storage, body: body)
      visitCircle(position, meters, &caller)
    }
  }

  /// Calls a closure with every point within a distance, inclusive, and how far it is.
  ///
  /// Like `forEachIndex`, with the geodesic distance of each.
  ///
  /// - Parameters:
  ///   - meters: How far at the most, inclusive; a negative or NaN distance gives none.
  ///   - position: Where to measure from.
  ///   - body: Takes the point and its distance, the same to the bit as from `nearest`.
  /// - Complexity: O(log n + points within + cells on the circle).
  public func forEach(
    within meters: Double, of position: Position, _ body: (Neighbor) -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      struct Caller: CircleVisitor {
        let grid: GridIndex
        let position: Position
        let center: Cartesian
        let body: (Neighbor) -> Void
        mutating func visit(_ places: Range<Int>) { for place in places { visit(place) } }
        mutating func visit(_ place: Int) {
          let storage = grid.storage
          let meters = storage.meters(
            from: center, position, to: place,
            chordSquared: storage.chordSquared(from: center, to: place), grid.positions)
          body(Neighbor(index: Int(storage.index[place]), meters: meters))
        }
      }
      var caller = Caller(
        grid: self, position: position, center: Cartesian(position), body: body)
      visitCircle(position, meters, &caller)
    }
  }

  /// Brings a visitor every point within a distance, inclusive.
  ///
  /// A ball of points that is surely inside or surely outside is taken or skipped whole; only points
  /// whose chord lies between the two bounds of `ChordMargin` are measured as geodesics.
  @inline(__always)
  private func visitCircle<Visitor: CircleVisitor>(
    _ position: Position, _ meters: Double, _ visitor: inout Visitor
  ) {
    guard meters >= 0, count > 0 else { return }
    guard meters < .infinity else { return visitor.visit(0..<count) }
    let center = Cartesian(position)
    let outer = ChordMargin.reach(meters)
    let inner = ChordMargin.surelyWithin(meters)
    let (outerRoot, innerRoot) = (outer.squareRoot(), inner.squareRoot())
    let storage = storage
    let cutCount = storage.cutCount
    // At most one node a level is put off.
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 64) { stack in
      stack[0] = 0
      var height = 1
      while height > 0 {
        height &-= 1
        let node = stack[height]
        if node < cutCount {
          let ball = storage.cuts[node].ball
          let dx = Double(ball.x) - center.x
          let dy = Double(ball.y) - center.y
          let dz = Double(ball.z) - center.z
          let distance = (dx * dx + dy * dy + dz * dz).squareRoot()
          let radius = Double(ball.w)
          if distance - radius > outerRoot { continue }
          if distance + radius < innerRoot {
            visitor.visit(storage.places(below: node))
            continue
          }
          stack[height] = 2 &* node &+ 2
          stack[height &+ 1] = 2 &* node &+ 1
          height &+= 2
          continue
        }
        let cell = node &- cutCount
        for place in storage.start(ofCell: cell)..<storage.start(ofCell: cell &+ 1) {
          let squared = storage.chordSquared(from: center, to: place)
          if squared <= inner
            || squared <= outer
              && storage.meters(
                from: center, position, to: place, chordSquared: squared, positions) <= meters
          {
            visitor.visit(place)
          }
        }
      }
    }
  }
}

extension GridStorage {
  /// The places of the points below a cut.
  @inline(__always)
  func places(below node: Int) -> Range<Int> {
    let level = Int.bitWidth &- 1 &- (node &+ 1).leadingZeroBitCount
    let first = (node &+ 1 &- (1 &<< level)) &<< (depth &- level)
    return start(ofCell: first)..<start(ofCell: first &+ (1 &<< (depth &- level)))
  }

  /// The squared chord from a place in space to a point.
  @inline(__always)
  func chordSquared(from center: Cartesian, to place: Int) -> Double {
    let dx = x[place] - center.x
    let dy = y[place] - center.y
    let dz = z[place] - center.z
    return dx * dx + dy * dy + dz * dz
  }
}
