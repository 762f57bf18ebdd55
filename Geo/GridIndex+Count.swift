extension GridIndex {
  /// How many points lie within a distance, inclusive.
  ///
  /// A ball of points that is surely inside or surely outside is counted or skipped whole; only points
  /// whose chord lies between the two bounds of `ChordMargin` are measured as geodesics.
  ///
  /// - Complexity: O(log n + cells on the circle).
  public func count(of position: Position, within meters: Double) -> Int {
    guard meters >= 0, count > 0 else { return 0 }
    guard meters < .infinity else { return count }
    let center = Cartesian(position)
    let outer = ChordMargin.reach(meters)
    let inner = ChordMargin.surelyWithin(meters)
    let (outerRoot, innerRoot) = (outer.squareRoot(), inner.squareRoot())
    let storage = storage
    let cutCount = storage.cutCount
    var total = 0
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
            total &+= storage.pointCount(below: node)
            continue
          }
          stack[height] = 2 &* node &+ 2
          stack[height &+ 1] = 2 &* node &+ 1
          height &+= 2
          continue
        }
        let cell = node &- cutCount
        for place in storage.start(ofCell: cell)..<storage.start(ofCell: cell &+ 1) {
          let dx = storage.x[place] - center.x
          let dy = storage.y[place] - center.y
          let dz = storage.z[place] - center.z
          let squared = dx * dx + dy * dy + dz * dz
          if squared <= inner {
            total &+= 1
          } else if squared <= outer,
            storage.meters(
              from: center, position, to: place, chordSquared: squared, positions) <= meters
          {
            total &+= 1
          }
        }
      }
    }
    return total
  }
}

extension GridStorage {
  /// How many points lie below a cut.
  @inline(__always)
  func pointCount(below node: Int) -> Int {
    let level = Int.bitWidth &- 1 &- (node &+ 1).leadingZeroBitCount
    let first = (node &+ 1 &- (1 &<< level)) &<< (depth &- level)
    return start(ofCell: first &+ (1 &<< (depth &- level))) &- start(ofCell: first)
  }
}
