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
  /// Takes a point with a squared chord of at most `bound`.
  mutating func take(_ searchCandidate: SearchCandidate)
}

/// A point that may be in the answer.
struct SearchCandidate {
  var chordSquared: Double
  /// The point's z, metres; the length of its geodesic depends on it.
  var z: Double
  /// Its place in cell order.
  var place: Int
}

/// What `GridStorage.scan` found in a cell.
struct Hits {
  /// Squared chords of all points of the cell, followed by the numbers of those within the bound.
  private let memory: UnsafeMutableRawBufferPointer
  /// The z of the cell's points.
  private var z: UnsafeRawPointer
  /// The place of the cell's first point.
  private var start = 0

  /// Where the numbers begin: after an even number of chords.
  private static let firstNumber = 8 * (GridIndex.cellCapacity + 2)
  /// Bytes of memory that it needs.
  static let bytes = firstNumber + GridIndex.cellCapacity + 1

  @inline(__always)
  init(_ memory: UnsafeMutableRawBufferPointer, of storage: GridStorage) {
    self.memory = memory
    z = UnsafeRawPointer(storage.coordinates)
  }

  /// Looks at a cell; returns how many of its points have a squared chord within a bound.
  @inline(__always)
  mutating func scan(
    _ storage: GridStorage, cell: Int, _ center: Cartesian, _ bound: Double
  ) -> Int {
    start = storage.plan.start(ofCell: cell)
    let size = storage.plan.start(ofCell: cell &+ 1) &- start
    let x = UnsafeRawPointer(storage.coordinates + 3 &* start)
    let y = x + 8 &* size
    z = y + 8 &* size
    // Two at a time; what the last pair reads past the cell is ignored.
    var number = 0
    while number < size {
      let at = 8 &* number
      let dx = x.loadUnaligned(fromByteOffset: at, as: SIMD2<Double>.self) - center.x
      let dy = y.loadUnaligned(fromByteOffset: at, as: SIMD2<Double>.self) - center.y
      let dz = z.loadUnaligned(fromByteOffset: at, as: SIMD2<Double>.self) - center.z
      memory.storeBytes(of: dx * dx + dy * dy + dz * dz, toByteOffset: at, as: SIMD2<Double>.self)
      number &+= 2
    }
    var found = 0
    number = 0
    while number < size {
      // Without a branch: what is beyond the bound is written over by the next.
      memory[Self.firstNumber &+ found] = UInt8(truncatingIfNeeded: number)
      found &+= memory.load(fromByteOffset: 8 &* number, as: Double.self) <= bound ? 1 : 0
      number &+= 1
    }
    return found
  }

  /// One of the points found.
  @inline(__always)
  subscript(hit: Int) -> SearchCandidate {
    let number = Int(memory[Self.firstNumber &+ hit])
    return SearchCandidate(
      chordSquared: memory.load(fromByteOffset: 8 &* number, as: Double.self),
      z: z.load(fromByteOffset: 8 &* number, as: Double.self), place: start &+ number)
  }
}

extension GridStorage {
  /// A node or cell to come back to.
  ///
  /// One word holds both, so that they are compared at one go: above the square of the distance to
  /// its box as in `FourBits`, below the node.
  private typealias DeferredNode = UInt64

  /// Room for deferred parts: three of four parts at each of at most 15 levels, and four.
  static let maxStackDepth = 50

  /// A bound for the squares of distances to boxes, from one for squares of chords.
  @inline(__always)
  static func boxBound(_ chordSquared: Double) -> Float {
    // Room for the rounding of a few Floats; below the square of the distance to `Boxes.none`.
    Float(min(chordSquared * 1.000002, 1e29))
  }

  /// Walks every cell that the collector's bound reaches, near ones first.
  @inline(__always)
  func walk<Collector: PointCollector, Filter: PointFilter>(
    _ center: Cartesian, _ collector: inout Collector, _ filter: Filter
  ) {
    let plan = plan
    let x = Float(center.x)
    let y = Float(center.y)
    let z = Float(center.z)
    withUnsafeTemporaryAllocation(of: DeferredNode.self, capacity: Self.maxStackDepth) { stack in
      withUnsafeTemporaryAllocation(byteCount: Hits.bytes, alignment: 16) { memory in
        var hits = Hits(memory, of: self)
        var height = 0
        var node = 0
        var bound = FourBits.bits(Self.boxBound(collector.bound)) | 0xFFFF_FFFF
        while true {
          while node < plan.nodes {
            let squares = boxes[node].squaredDistances(x, y, z)
            let part = DeferredNode(truncatingIfNeeded: plan.firstPart(of: node))
            let (a, b) = Self.sorted(squares.first | part, squares.second | (part &+ 1))
            let (c, d) = Self.sorted(squares.third | (part &+ 2), squares.fourth | (part &+ 3))
            let (nearest, e) = Self.sorted(a, c)
            let (f, farthest) = Self.sorted(b, d)
            let (second, third) = Self.sorted(e, f)
            // Without branches: what is beyond the bound is written over.
            stack[height] = farthest
            height &+= farthest <= bound ? 1 : 0
            stack[height] = third
            height &+= third <= bound ? 1 : 0
            stack[height] = second
            height &+= second <= bound ? 1 : 0
            node = Int(truncatingIfNeeded: nearest & 0xFFFF_FFFF)
            if nearest > bound {
              repeat {
                if height == 0 { return }
                height &-= 1
              } while stack[height] > bound
              node = Int(truncatingIfNeeded: stack[height] & 0xFFFF_FFFF)
            }
          }
          let found = hits.scan(self, cell: node &- plan.nodes, center, collector.bound)
          if found > 0 {
            for hit in 0..<found {
              let point = hits[hit]
              if point.chordSquared <= collector.bound, filter.accepts(Int(index[point.place])) {
                collector.take(point)
              }
            }
            bound = FourBits.bits(Self.boxBound(collector.bound)) | 0xFFFF_FFFF
          }
          repeat {
            if height == 0 { return }
            height &-= 1
          } while stack[height] > bound
          node = Int(truncatingIfNeeded: stack[height] & 0xFFFF_FFFF)
        }
      }
    }
  }

  @inline(__always)
  private static func sorted(_ a: DeferredNode, _ b: DeferredNode) -> (DeferredNode, DeferredNode) {
    let isInOrder = a < b
    return (isInOrder ? a : b, isInOrder ? b : a)
  }

  /// Length of the geodesic to a point: the same bits as `Geodesic.distance`.
  @inline(__always)
  func meters(
    from center: Cartesian, _ position: Position, to point: SearchCandidate, _ positions: [Position]
  ) -> Double {
    guard point.chordSquared <= ShortGeodesic.longestChordSquared else {
      return Geodesic.inverse(from: position, to: positions[Int(index[point.place])]).meters
    }
    return ShortGeodesic.meters(
      chordSquared: point.chordSquared, dz: point.z - center.z, middleZ: (center.z + point.z) / 2)
  }
}
