/// Receives the points within a circle, in no order.
protocol CircleVisitor {
  /// Points that are all surely within, by their places in cell order.
  mutating func visit(_ places: Range<Int>)
  /// One point within.
  mutating func visit(_ point: SearchCandidate)
}

extension GridIndex {
  /// Counts the points within a distance, inclusive.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - meters: The largest distance, metres, inclusive; a negative or NaN distance counts none.
  /// - Returns: The number of points, 0 or more.
  /// - Complexity: O(log n + cells on the circle).
  public func count(of position: Position, within meters: Double) -> Int {
    struct Counter: CircleVisitor {
      var total = 0
      mutating func visit(_ places: Range<Int>) { total &+= places.count }
      mutating func visit(_ point: SearchCandidate) { total &+= 1 }
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
  ///   - meters: The largest distance, metres, inclusive; a negative or NaN distance gives none.
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
        mutating func visit(_ places: Range<Int>) {
          for place in places { body(Int(storage.index[place])) }
        }
        mutating func visit(_ point: SearchCandidate) { body(Int(storage.index[point.place])) }
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
  ///   - meters: The largest distance, metres, inclusive; a negative or NaN distance gives none.
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
        mutating func visit(_ places: Range<Int>) {
          for place in places {
            let index = Int(grid.storage.index[place])
            body(
              Neighbor(
                index: index,
                meters: Geodesic.distance(from: position, to: grid.positions[index])))
          }
        }
        mutating func visit(_ point: SearchCandidate) {
          body(
            Neighbor(
              index: Int(grid.storage.index[point.place]),
              meters: grid.storage.meters(from: center, position, to: point, grid.positions)))
        }
      }
      var caller = Caller(
        grid: self, position: position, center: Cartesian(position), body: body)
      visitCircle(position, meters, &caller)
    }
  }

  /// Brings a visitor every point within a distance, inclusive.
  ///
  /// A box of points that is surely inside or surely outside is taken or skipped whole; only points
  /// whose chord lies between the two bounds of `ChordMargin` are measured as geodesics.
  @inline(__always)
  private func visitCircle<Visitor: CircleVisitor>(
    _ position: Position, _ meters: Double, _ visitor: inout Visitor
  ) {
    guard meters >= 0, count > 0 else { return }
    guard meters < .infinity else { return visitor.visit(0..<count) }
    let center = Cartesian(position)
    let (x, y, z) = (Float(center.x), Float(center.y), Float(center.z))
    let outer = ChordMargin.reach(meters)
    let inner = ChordMargin.surelyWithin(meters)
    let outerBound = FourBits.bits(GridStorage.boxBound(outer))
    // Less by the rounding of a few Floats; the boxes themselves are wider than the points.
    let innerBound = FourBits.bits(Float(max(inner, 0) * 0.999998))
    let storage = storage
    let plan = storage.plan
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: GridStorage.maxStackDepth) { stack in
      withUnsafeTemporaryAllocation(byteCount: Hits.bytes, alignment: 16) { memory in
        var hits = Hits(memory, of: storage)
        stack[0] = 0
        var height = 1
        while height > 0 {
          height &-= 1
          let node = Int(stack[height])
          if node < plan.nodes {
            let near = storage.boxes[node].squaredDistances(x, y, z)
            let far = storage.boxes[node].squaredFarthest(x, y, z)
            let first = plan.firstPart(of: node)
            func see(_ part: Int, _ near: UInt64, _ far: UInt64) {
              if far <= innerBound {
                visitor.visit(plan.places(in: part))
                return
              }
              // Without a branch: what is beyond is written over.
              stack[height] = Int32(truncatingIfNeeded: part)
              height &+= near <= outerBound ? 1 : 0
            }
            see(first, near.first, far.first)
            see(first &+ 1, near.second, far.second)
            see(first &+ 2, near.third, far.third)
            see(first &+ 3, near.fourth, far.fourth)
            continue
          }
          for hit in 0..<hits.scan(storage, cell: node &- plan.nodes, center, outer) {
            let point = hits[hit]
            if point.chordSquared <= inner
              || storage.meters(from: center, position, to: point, positions) <= meters
            {
              visitor.visit(point)
            }
          }
        }
      }
    }
  }
}
