/// Which points a search is about.
protocol PointFilter {
  func accepts(_ index: Int) -> Bool
}

/// Every point; a type of its own, so that the compiler drops the question.
struct EveryPoint: PointFilter {
  @inline(__always) func accepts(_ index: Int) -> Bool { true }
}

/// The points that a closure accepts.
struct ChosenPoints: PointFilter {
  let closure: (Int) -> Bool
  @inline(__always) func accepts(_ index: Int) -> Bool { closure(index) }
}

/// Receives the points of the cells that a walk comes to, and says how far it still reaches.
protocol PointCollector {
  /// Points and cells above this squared chord are of no interest.
  var bound: Double { get }
  /// Takes a point with a squared chord of at most `bound`, by its place in cell order.
  mutating func take(_ chordSquared: Double, _ place: Int)
}

extension GridStorage {
  /// A half of space to come back to: the distances along each axis from the query to its box.
  ///
  /// 32 bytes, so that 32 of them are the 1,024 bytes that the compiler takes from the stack; with more
  /// it would ask the heap in every query.
  private struct Later {
    var x: Double
    var y: Double
    var z: Double
    var node: Int

    /// Square of the distance from the query to the box.
    @inline(__always) var squared: Double { x * x + y * y + z * z }
  }

  /// Walks every cell that the collector's bound reaches, the query's own first.
  ///
  /// At most one half is put off a level, and there are at most 28 levels.
  @inline(__always)
  func walk<Collector: PointCollector, Filter: PointFilter>(
    _ center: Cartesian, _ collector: inout Collector, _ filter: Filter
  ) {
    let cutCount = cutCount
    withUnsafeTemporaryAllocation(of: Later.self, capacity: 32) { stack in
      var height = 0
      var here = Later(x: 0, y: 0, z: 0, node: 0)
      while true {
        while here.node < cutCount {
          let cut = cuts + here.node
          var far = here
          let offset: Double
          switch cut.pointee.axis {
          case 0:
            offset = center.x - cut.pointee.place
            far.x = offset
          case 1:
            offset = center.y - cut.pointee.place
            far.y = offset
          default:
            offset = center.z - cut.pointee.place
            far.z = offset
          }
          let isLow = offset < 0
          let low = 2 &* here.node &+ 1
          far.node = isLow ? low &+ 1 : low
          if far.squared <= collector.bound {
            stack[height] = far
            height &+= 1
          }
          here.node = isLow ? low : low &+ 1
        }
        let cell = here.node &- cutCount
        var place = start(ofCell: cell)
        let end = start(ofCell: cell &+ 1)
        while place < end {
          let dx = x[place] - center.x
          let dy = y[place] - center.y
          let dz = z[place] - center.z
          let squared = dx * dx + dy * dy + dz * dz
          if squared <= collector.bound, filter.accepts(Int(index[place])) {
            collector.take(squared, place)
          }
          place &+= 1
        }
        repeat {
          if height == 0 { return }
          height &-= 1
        } while stack[height].squared > collector.bound
        here = stack[height]
      }
    }
  }

  /// Length of the geodesic to a point: the same bits as `Geodesic.distance`.
  @inline(__always)
  func meters(
    from center: Cartesian, _ position: Position, to place: Int, chordSquared: Double,
    _ positions: [Position]
  ) -> Double {
    guard chordSquared <= SurfaceArc.longestChordSquared else {
      return Geodesic.inverse(from: position, to: positions[Int(index[place])]).meters
    }
    return SurfaceArc.meters(
      chordSquared: chordSquared, dz: z[place] - center.z, middleZ: (center.z + z[place]) / 2)
  }
}
