/// A grid over fixed points that finds the nearest ones exactly, anywhere on Earth.
///
/// **Cells.** The points live in space, as Earth-centred metres (x, y, z): there a pole or the
/// antimeridian is nothing special, and the straight chord |q − p| is a tight stand-in for the
/// geodesic. Space is halved at the median point across the axis along which the points spread most,
/// and each half again, until a cell holds at most 12 points; so cells are small where points are
/// dense. With n points there are 2^d cells, d = ⌈log₂(n/12)⌉, and cell j holds the points
/// ⌊jn/2^d⌋ ..< ⌊(j+1)n/2^d⌋ of the cell order: no list of bounds is needed. (J. L. Bentley,
/// "Multidimensional binary search trees used for associative searching", CACM 18, 1975; the balanced
/// layout without pointers is that of a binary heap.)
///
/// **Layout.** Structure of arrays in cell order: x, y, z (8 bytes each) and the caller's index (4):
/// 28 bytes a point; and 32 bytes a cut for place, axis and the ball round the points below it. A cell
/// holds 6 to 12 points, so that is 31 to 34 bytes a point in all, besides the caller's own positions.
///
/// **A query** walks from the first cut to the cell of the query, then back, into each cell whose box is
/// near enough. The squared distance to a box grows axis by axis (S. Arya, D. Mount, "Algorithms for
/// fast vector quantization", DCC 1993). It keeps the k smallest chords; every point whose chord is
/// below `ChordMargin.bound` of the k-th smallest is a finalist; finalists are measured as
/// geodesics and put in order.
///
/// **Why it is exact.** A cell is skipped only if all its points have chords above the bound, and a
/// point above the bound has a longer geodesic than k others have (proof at `ChordMargin`). The
/// distance of the finalists is `Geodesic.distance`, bit for bit, so the brute-force twin agrees.
///
/// **Cost.** Building O(n log n). A query O(log n + k) for small k on points that are not all at one
/// place, without an allocation.
public struct GridIndex: Sendable {
  /// The points as they were given; `Neighbor.index` counts in this array.
  public let positions: [Position]
  let storage: GridStorage

  /// Points a cell holds at the most.
  static let cellCapacity = 12

  /// Indexes points.
  ///
  /// - Precondition: At most 2³¹ − 1 points.
  /// - Complexity: O(n log n).
  public init(_ positions: [Position]) {
    precondition(positions.count <= Int32.max, "\(positions.count) points are more than 2³¹ − 1")
    self.positions = positions
    var depth = 0
    while positions.count > Self.cellCapacity << depth { depth += 1 }
    storage = GridBuilder.build(positions, depth: depth)
  }

  /// How many points there are.
  public var count: Int { positions.count }

  /// Bytes that the index takes besides the caller's positions.
  public var indexBytes: Int { storage.bytes }
}
