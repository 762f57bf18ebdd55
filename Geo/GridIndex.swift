/// A grid over fixed points that finds the nearest ones exactly, anywhere on Earth.
///
/// **Cells.** The points live in space, as Earth-centred metres (x, y, z): there a pole or the
/// antimeridian is nothing special, and the straight chord |q − p| is a tight stand-in for the
/// geodesic. Space is halved at the median point across the axis along which the points spread most,
/// and each half again, until a cell holds at most 8 points; so cells are small where points are
/// dense. With n points there are 2^d cells, d = ⌈log₂(n/8)⌉, and cell j holds the points
/// ⌊jn/2^d⌋ ..< ⌊(j+1)n/2^d⌋ of the cell order: no list of bounds is needed. (J. L. Bentley,
/// "Multidimensional binary search trees used for associative searching", CACM 18, 1975; the balanced
/// layout without pointers is that of a binary heap.)
///
/// **Layout.** Structure of arrays in cell order: x, y, z (8 bytes each) and the caller's index (4):
/// 28 bytes a point, and 9 bytes a cell for axis and place of its cut: about 30 bytes a point in all,
/// besides the caller's own positions.
///
/// **A query** walks from the root to the cell of the query, then back, into each cell whose box is
/// near enough. The squared distance to a box grows axis by axis (S. Arya, D. Mount, "Algorithms for
/// fast vector quantization", DCC 1993). It keeps the k smallest chords; every point whose chord is
/// below `ChordMargin.bound` of the k-th smallest is a finalist; finalists are measured as
/// geodesics and put in order.
///
/// **Why it is exact.** A cell is skipped only if all its points have chords above the bound, and a
/// point above the bound has a longer geodesic than k others have (proof at `ChordMargin`). The
/// distance of the finalists is `Geodesic.distance`, bit for bit, so the brute-force twin agrees.
///
/// **Cost.** Building O(n log n). A query O(log n + k log k) on points that are not all at one place.
public struct GridIndex: Sendable {
  /// The points as they were given; `Neighbor.index` counts in this array.
  public let positions: [Position]
  // In cell order.
  var xs: [Double]
  var ys: [Double]
  var zs: [Double]
  var indices: [Int32]
  // Cuts of the inner nodes, in heap order: node i has the children 2i + 1 and 2i + 2.
  var cuts: [Double]
  var axes: [UInt8]
  let depth: Int

  /// Points a cell holds at the most.
  static let cellCapacity = 8

  /// Indexes points.
  ///
  /// - Precondition: At most 2³¹ − 1 points.
  /// - Complexity: O(n log n).
  public init(_ positions: [Position]) {
    precondition(positions.count <= Int32.max, "\(positions.count) points are more than 2³¹ − 1")
    self.positions = positions
    var depth = 0
    while positions.count > Self.cellCapacity << depth { depth += 1 }
    self.depth = depth
    var builder = GridBuilder(positions, depth: depth)
    builder.build()
    xs = builder.points.map(\.x)
    ys = builder.points.map(\.y)
    zs = builder.points.map(\.z)
    indices = builder.points.map(\.index)
    cuts = builder.cuts
    axes = builder.axes
  }

  /// How many points there are.
  public var count: Int { positions.count }

  /// Where a cell's points begin in cell order; the next cell's start is its end.
  func start(ofCell cell: Int) -> Int {
    (cell * positions.count) >> depth
  }
}

/// Puts points into cell order.
struct GridBuilder {
  struct Point {
    var x: Double
    var y: Double
    var z: Double
    var index: Int32

    func coordinate(_ axis: UInt8) -> Double { axis == 0 ? x : axis == 1 ? y : z }
  }

  var points: [Point]
  var cuts: [Double]
  var axes: [UInt8]
  private let depth: Int

  init(_ positions: [Position], depth: Int) {
    self.depth = depth
    points = positions.enumerated().map { index, position in
      let p = Cartesian(position)
      return Point(x: p.x, y: p.y, z: p.z, index: Int32(index))
    }
    cuts = Array(repeating: 0, count: (1 << depth) - 1)
    axes = Array(repeating: 0, count: (1 << depth) - 1)
  }

  mutating func build() {
    var points = points
    points.withUnsafeMutableBufferPointer { split($0, node: 0, level: 0, cell: 0) }
    self.points = points
  }

  /// Cuts the node that covers the cells `cell ..< cell + 2^(depth − level)`.
  private mutating func split(
    _ points: UnsafeMutableBufferPointer<Point>, node: Int, level: Int, cell: Int
  ) {
    guard level < depth else { return }
    let cells = 1 << (depth - level)
    let low = (cell * points.count) >> depth
    let middle = ((cell + cells / 2) * points.count) >> depth
    let high = ((cell + cells) * points.count) >> depth
    let axis = widestAxis(points, low, high)
    select(points, low, high, middle, axis)
    cuts[node] = points[middle].coordinate(axis)
    axes[node] = axis
    split(points, node: 2 * node + 1, level: level + 1, cell: cell)
    split(points, node: 2 * node + 2, level: level + 1, cell: cell + cells / 2)
  }

  private func widestAxis(
    _ points: UnsafeMutableBufferPointer<Point>, _ low: Int, _ high: Int
  ) -> UInt8 {
    var least = SIMD3(repeating: Double.infinity)
    var most = -least
    for place in low..<high {
      let point = SIMD3(points[place].x, points[place].y, points[place].z)
      least.replace(with: point, where: point .< least)
      most.replace(with: point, where: point .> most)
    }
    let spread = most - least
    return spread.x >= spread.y && spread.x >= spread.z ? 0 : spread.y >= spread.z ? 1 : 2
  }

  /// Brings the point that sorts to `target` there, smaller ones before and larger ones behind.
  ///
  /// Quickselect with the median of three and a three-way partition, so that equal points cost no
  /// quadratic time (C. A. R. Hoare, "Algorithm 65: Find", CACM 4, 1961).
  private func select(
    _ points: UnsafeMutableBufferPointer<Point>, _ low: Int, _ high: Int, _ target: Int,
    _ axis: UInt8
  ) {
    var (low, high) = (low, high)
    while high - low > 1 {
      let a = points[low].coordinate(axis)
      let b = points[low + (high - low) / 2].coordinate(axis)
      let c = points[high - 1].coordinate(axis)
      let pivot = max(min(a, b), min(max(a, b), c))
      var (less, place, more) = (low, low, high)
      while place < more {
        let value = points[place].coordinate(axis)
        if value < pivot {
          points.swapAt(less, place)
          less += 1
          place += 1
        } else if value > pivot {
          more -= 1
          points.swapAt(place, more)
        } else {
          place += 1
        }
      }
      if target < less { high = less } else if target >= more { low = more } else { return }
    }
  }
}
