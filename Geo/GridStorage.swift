/// The columns of a grid in cell order, in memory of their own.
///
/// Written once by the builder and only read afterwards, which is why sharing it between threads is
/// safe; the raw pointers spare a query the checks and counts that arrays bring.
final class GridStorage: @unchecked Sendable {
  /// A cut of space: which axis (0 x, 1 y, 2 z), where, and a ball that holds all points below.
  struct Cut {
    var place: Double
    var axis: Int32
    /// Centre and radius of the ball, metres; rounded so that the ball still holds the points.
    var ball: SIMD4<Float>
  }

  let count: Int
  let depth: Int
  let x: UnsafeMutablePointer<Double>
  let y: UnsafeMutablePointer<Double>
  let z: UnsafeMutablePointer<Double>
  let index: UnsafeMutablePointer<Int32>
  let cuts: UnsafeMutablePointer<Cut>

  init(count: Int, depth: Int) {
    self.count = count
    self.depth = depth
    x = .allocate(capacity: count)
    y = .allocate(capacity: count)
    z = .allocate(capacity: count)
    index = .allocate(capacity: count)
    cuts = .allocate(capacity: (1 << depth) - 1)
    cuts.initialize(repeating: Cut(place: 0, axis: 0, ball: .zero), count: (1 << depth) - 1)
  }

  deinit {
    x.deallocate()
    y.deallocate()
    z.deallocate()
    index.deallocate()
    cuts.deallocate()
  }

  /// Number of cuts: nodes from here on are cells.
  var cutCount: Int { (1 << depth) - 1 }

  /// Where a cell's points begin in cell order; the next cell's start is its end.
  @inline(__always)
  func start(ofCell cell: Int) -> Int { (cell &* count) &>> depth }

  /// Bytes that it takes.
  var bytes: Int { count * (3 * 8 + 4) + cutCount * MemoryLayout<Cut>.stride }
}
