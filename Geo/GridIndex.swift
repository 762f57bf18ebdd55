/// A grid over fixed points that finds the nearest ones exactly, anywhere on Earth.
///
/// **Cells.** The points live in space, as Earth-centred metres (x, y, z): there a pole or the
/// antimeridian is nothing special, and the straight chord |q − p| is a tight stand-in for the
/// geodesic. Space is halved at the median point across the axis along which the points spread most,
/// and each half again, until a cell holds at most 12 points; so cells are small where points are
/// dense. Two halvings make four parts, whose boxes lie side by side in one node: one vector
/// instruction looks at four. (J. L. Bentley, "Multidimensional binary search trees used for
/// associative searching", CACM 18, 1975; boxes as in A. Guttman, "R-trees", SIGMOD 1984.)
///
/// **Layout.** In cell order, cell after cell: the x of its points, their y, their z (8 bytes each), and
/// in a column of its own the caller's index (4): 28 bytes a point. A node takes 96 bytes for four
/// boxes. `GridPlan` numbers nodes and cells so that no list of bounds or of links is needed. A cell
/// holds 6 to 12 points, so that is 31 to 34 bytes a point in all, besides the caller's own positions.
///
/// **A query** descends from the root to the nearest part, and on, to a cell; then to each deferred part
/// whose box is still near enough. It keeps the k smallest chords; every point whose chord is below
/// `ChordMargin.bound` of the k-th smallest is a finalist; finalists are measured as geodesics and put
/// in order.
///
/// **Why it is exact.** A part is skipped only if its box, and so all its points, are beyond the bound,
/// and a point beyond the bound has a longer geodesic than k others have (proof at `ChordMargin`).
/// The distance of the finalists is `Geodesic.distance`, bit for bit, so `BruteForce` agrees.
///
/// **Prepared** (`prepared()`), an index also has a `NearestLookupTable`, which answers up to ten nearest without
/// a walk; the answers are the same.
///
/// **Cost.** Building O(n log n). A query O(log n + k) for small k on points that are not all at one
/// place, without an allocation.
///
/// For example:
///
///     let index = GridIndex(sites)
///     let nearest = index.nearest(to: here, limit: 2, within: 200_000)
///     let positions = nearest.map { sites[$0.index] }
public struct GridIndex: Sendable {
  /// The points as they were given; `Neighbor.index` counts in this array.
  public let positions: [Position]
  let storage: GridStorage
  /// Only in an index that was prepared for many questions.
  let fields: NearestLookupTable?
  private let fieldsOwner: (any AnyObject & Sendable)?

  /// The largest number of points in a cell.
  static let cellCapacity = 12

  /// Indexes points.
  ///
  /// - Precondition: At most 2³¹ − 1 points.
  /// - Complexity: O(n log n).
  public init(_ positions: [Position]) {
    precondition(positions.count <= Int32.max, "\(positions.count) points are more than 2³¹ − 1")
    self.positions = positions
    storage = GridBuilder.build(positions, capacity: Self.cellCapacity)
    fields = nil
    fieldsOwner = nil
  }

  private init(preparing index: GridIndex, room: Int) {
    positions = index.positions
    storage = index.storage
    (fields, fieldsOwner) = NearestLookupTable.make(index.positions, room: room)
  }

  /// The same index with a table of the candidate points of each field of the map; see `NearestLookupTable`.
  ///
  /// Use this for many queries over few points, as in a server or a batch: a few times as fast for up
  /// to 10 nearest, with the same answers to the bit. The table costs time and memory, which a single
  /// query does not earn back. Above 65,535 points nothing changes.
  ///
  /// - Complexity: O(n) for points that are spread: about 0.1 s for 336 points, 2 s for 10,000.
  public func prepared() -> GridIndex { prepared(room: 64 * count + 15_360) }

  /// The same with so much room for fields that one of the map is divided into.
  func prepared(room: Int) -> GridIndex {
    if isPrepared { return self }
    return GridIndex(preparing: self, room: room)
  }

  /// Whether this is what `prepared()` gives: nothing would change if it were asked again.
  public var isPrepared: Bool {
    fields != nil || count == 0 || count > NearestLookupTable.mostPoints
  }

  /// How many points there are.
  public var count: Int { positions.count }

  /// Bytes that the index takes besides the caller's positions.
  public var indexBytes: Int { storage.bytes + (fields?.bytes ?? 0) }
}
