/// One answer of a search: which point, and how far away it is.
public struct Neighbor: Hashable, Sendable {
  /// The point's place in the array that the index was built from.
  public var index: Int
  /// WGS-84 geodesic distance in metres.
  public var meters: Double

  /// Pairs a point with its distance.
  ///
  /// - Parameters:
  ///   - index: The point's place in the array that the index was built from.
  ///   - meters: Geodesic distance in metres, below 10¹⁵.
  public init(index: Int, meters: Double) {
    self.index = index
    self.meters = meters
  }

  /// Nearer first; distances that round to the same millimetre count as equal and go by index.
  ///
  /// Rounding, not a tolerance, keeps the order transitive.
  public static func precedes(_ a: Neighbor, _ b: Neighbor) -> Bool {
    let x = a.millimeters
    let y = b.millimeters
    return x == y ? a.index < b.index : x < y
  }

  /// The distance rounded to whole millimetres, as it is compared.
  private var millimeters: Int64 { Int64(meters * 1000 + 0.5) }
}
