#if canImport(Glibc)
  internal import Glibc
#endif

/// The columns of a grid in cell order, in memory of their own.
///
/// Written once by the builder and only read afterwards, which is why sharing it between threads is
/// safe; the raw pointers spare a query the checks and counts that arrays bring.
final class GridStorage: @unchecked Sendable {
  /// The boxes of the four parts of a part of the points, side by side, so that one instruction
  /// looks at all four.
  ///
  /// Earth-centred metres. A box is `slack` wider on each side than its points, because a Float of
  /// 6,400 km is good to 0.25 m, once for the box and once for the query.
  struct Boxes {
    var lowX: SIMD4<Float>
    var lowY: SIMD4<Float>
    var lowZ: SIMD4<Float>
    var highX: SIMD4<Float>
    var highY: SIMD4<Float>
    var highZ: SIMD4<Float>
    /// Four boxes so far from everything that no bound holds them.
    static let none = Boxes(
      lowX: .init(repeating: 1e15), lowY: .init(repeating: 1e15), lowZ: .init(repeating: 1e15),
      highX: .init(repeating: 1e15), highY: .init(repeating: 1e15), highZ: .init(repeating: 1e15))
  }

  /// Metres that a box is wider than its points on each side.
  static let slack = 0.75

  let count: Int
  let plan: GridPlan
  /// Cell after cell: the x of its points, then their y, then their z.
  let coordinates: UnsafeMutablePointer<Double>
  /// The caller's index of each point, in cell order.
  let index: UnsafeMutablePointer<Int32>
  let boxes: UnsafeMutablePointer<Boxes>

  init(count: Int, plan: GridPlan) {
    self.count = count
    self.plan = plan
    // Room for a pair of numbers to be read at the last one.
    coordinates = Self.memory(3 * count + 1)
    coordinates[3 * count] = 0
    index = Self.memory(count)
    boxes = Self.memory(plan.nodes)
    boxes.initialize(repeating: .none, count: plan.nodes)
  }

  deinit {
    coordinates.deallocate()
    index.deallocate()
    boxes.deallocate()
  }

  /// Memory for a column; of the large pages of the system where there is much, because a search in
  /// millions of points would else wait for addresses to be looked up.
  private static func memory<Element: BitwiseCopyable>(
    _ count: Int
  ) -> UnsafeMutablePointer<Element> {
    let bytes = count * MemoryLayout<Element>.stride
    let largePage = 1 << 21
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: bytes, alignment: bytes < 2 * largePage ? 64 : largePage)
    #if canImport(Glibc)
      if bytes >= 2 * largePage { madvise(memory, bytes, MADV_HUGEPAGE) }
    #endif
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Bytes that it takes.
  var bytes: Int {
    count * (3 * MemoryLayout<Double>.stride + MemoryLayout<Int32>.stride)
      + plan.nodes * MemoryLayout<Boxes>.stride
  }
}

/// How many cells there are and how the nodes above them are numbered.
///
/// Node 0 is the root; its parts are the nodes 1 ... roots, and all others have four. Numbers go level
/// by level, so that the parts of a node follow from its number; what is numbered from `nodes` on is a
/// cell.
struct GridPlan {
  let count: Int
  /// Parts of the root, 1 to 4.
  let roots: Int
  let cells: Int
  let nodes: Int
  /// 2³⁰ times the points of a cell, rounded up, so that no query has to divide.
  ///
  /// Of 64 bits wherever this runs: two points already need more than 31.
  private let stride: Int64

  /// The smallest plan whose cells hold at most `capacity` points.
  init(count: Int, capacity: Int) {
    self.count = count
    let least = max(1, (count + capacity - 1) / capacity)
    var below = 1
    while 4 * below < least { below *= 4 }
    roots = (least + below - 1) / below
    cells = roots * below
    nodes = 1 + roots * (below - 1) / 3
    stride = ((Int64(count) << 30) + Int64(cells) - 1) / Int64(cells)
  }

  /// The number of a node's first part.
  @inline(__always)
  func firstPart(of node: Int) -> Int { node == 0 ? 1 : 4 &* node &+ roots &- 3 }

  /// Where a cell's points begin in cell order; the next cell's start is its end.
  @inline(__always)
  func start(ofCell cell: Int) -> Int {
    Int(truncatingIfNeeded: (Int64(truncatingIfNeeded: cell) &* stride) &>> 30)
  }

  /// The places of the points below a node or in a cell.
  @inline(__always)
  func places(in node: Int) -> Range<Int> {
    var (first, last) = (node, node)
    while first < nodes {
      last = first == 0 ? roots : 4 &* last &+ roots
      first = firstPart(of: first)
    }
    return start(ofCell: first &- nodes)..<start(ofCell: last &- nodes &+ 1)
  }
}

extension GridStorage.Boxes {
  /// Squares of the distances from a place to the four boxes; 0 inside.
  @inline(__always)
  func squaredDistances(_ x: Float, _ y: Float, _ z: Float) -> FourBits {
    let zero = SIMD4<Float>(repeating: 0)
    let dx = Self.greater(Self.greater(lowX - x, x - highX), zero)
    let dy = Self.greater(Self.greater(lowY - y, y - highY), zero)
    let dz = Self.greater(Self.greater(lowZ - z, z - highZ), zero)
    return FourBits(dx * dx + dy * dy + dz * dz)
  }

  /// Squares of the distances from a place to the farthest corners of the four boxes.
  @inline(__always)
  func squaredFarthest(_ x: Float, _ y: Float, _ z: Float) -> FourBits {
    let dx = Self.greater(x - lowX, highX - x)
    let dy = Self.greater(y - lowY, highY - y)
    let dz = Self.greater(z - lowZ, highZ - z)
    return FourBits(dx * dx + dy * dy + dz * dz)
  }

  @inline(__always)
  private static func greater(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD4<Float> {
    a.replacing(with: b, where: b .> a)
  }
}

/// The bits of four numbers that are not negative, each in the upper half of a word: in their order.
///
/// Taken from the vector in halves, because the compiler computes a vector number by number when
/// they are read from it one by one.
struct FourBits {
  let first, second, third, fourth: UInt64

  @inline(__always)
  init(_ numbers: SIMD4<Float>) {
    let halves = withUnsafeBytes(of: numbers) { $0.load(as: SIMD2<UInt64>.self) }
    let upper: UInt64 = 0xFFFF_FFFF_0000_0000
    first = halves[0] &<< 32
    second = halves[0] & upper
    third = halves[1] &<< 32
    fourth = halves[1] & upper
  }

  /// The bits of one number.
  @inline(__always)
  static func bits(_ number: Float) -> UInt64 { UInt64(number.bitPattern) &<< 32 }
}
