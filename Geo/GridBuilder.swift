/// Puts points into cell order.
struct GridBuilder {
  private struct Point {
    var x: Double
    var y: Double
    var z: Double
    var index: Int

    @inline(__always)
    func coordinate(_ axis: Int32) -> Double { axis == 0 ? x : axis == 1 ? y : z }
  }

  private typealias Points = UnsafeMutableBufferPointer<Point>

  private let storage: GridStorage

  /// The finished columns over the positions.
  ///
  /// - Complexity: O(n log n).
  static func build(_ positions: [Position], depth: Int) -> GridStorage {
    let storage = GridStorage(count: positions.count, depth: depth)
    let builder = GridBuilder(storage: storage)
    withUnsafeTemporaryAllocation(of: Point.self, capacity: positions.count) { points in
      for (index, position) in positions.enumerated() {
        let p = Cartesian(position)
        points[index] = Point(x: p.x, y: p.y, z: p.z, index: index)
      }
      builder.split(points, node: 0, level: 0, cell: 0)
      for (place, point) in points.enumerated() {
        storage.x[place] = point.x
        storage.y[place] = point.y
        storage.z[place] = point.z
        storage.index[place] = Int32(point.index)
      }
    }
    return storage
  }

  private init(storage: GridStorage) {
    self.storage = storage
  }

  /// Cuts the node that covers the cells `cell ..< cell + 2^(depth − level)`.
  private func split(_ points: Points, node: Int, level: Int, cell: Int) {
    guard level < storage.depth else { return }
    let cells = 1 << (storage.depth - level)
    let low = storage.start(ofCell: cell)
    let middle = storage.start(ofCell: cell + cells / 2)
    let high = storage.start(ofCell: cell + cells)
    let (axis, ball) = extent(points, low, high)
    select(points, low, high, middle, axis)
    storage.cuts[node] = .init(
      place: points[middle].coordinate(axis), axis: axis, ball: ball)
    split(points, node: 2 * node + 1, level: level + 1, cell: cell)
    split(points, node: 2 * node + 2, level: level + 1, cell: cell + cells / 2)
  }

  /// The axis along which the points spread most, and a ball round their box.
  private func extent(
    _ points: Points, _ low: Int, _ high: Int
  ) -> (axis: Int32, ball: SIMD4<Float>) {
    var least = SIMD3(repeating: Double.infinity)
    var most = -least
    for place in low..<high {
      let point = SIMD3(points[place].x, points[place].y, points[place].z)
      least.replace(with: point, where: point .< least)
      most.replace(with: point, where: point .> most)
    }
    let spread = most - least
    let axis: Int32 =
      spread.x >= spread.y && spread.x >= spread.z ? 0 : spread.y >= spread.z ? 1 : 2
    let middle = (most + least) / 2
    let radius = (spread * spread).sum().squareRoot() / 2
    // A Float of 6,400 km is good to 0.25 m an axis: two metres more hold everything.
    return (
      axis, SIMD4(Float(middle.x), Float(middle.y), Float(middle.z), Float(radius * 1.000001 + 2))
    )
  }

  /// Brings the point that sorts to `target` there, smaller ones before and larger ones behind.
  ///
  /// Quickselect with the median of three and a three-way partition, so that equal points cost no
  /// quadratic time (C. A. R. Hoare, "Algorithm 65: Find", CACM 4, 1961).
  private func select(_ points: Points, _ low: Int, _ high: Int, _ target: Int, _ axis: Int32) {
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
