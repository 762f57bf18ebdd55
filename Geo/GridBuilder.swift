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
  static func build(_ positions: [Position], capacity: Int) -> GridStorage {
    let plan = GridPlan(count: positions.count, capacity: capacity)
    let storage = GridStorage(count: positions.count, plan: plan)
    let builder = GridBuilder(storage: storage)
    withUnsafeTemporaryAllocation(of: Point.self, capacity: positions.count) { points in
      for (index, position) in positions.enumerated() {
        let p = Cartesian(position)
        points[index] = Point(x: p.x, y: p.y, z: p.z, index: index)
      }
      builder.split(points, first: 0, units: plan.roots, of: plan.cells / plan.roots)
      for cell in 0..<plan.cells {
        builder.write(points, plan.places(in: plan.nodes + cell))
      }
    }
    for node in (0..<plan.nodes).reversed() { builder.box(node) }
    return storage
  }

  private init(storage: GridStorage) {
    self.storage = storage
  }

  /// Cuts the cells from `first` on, `units` times `size` of them, down to single cells.
  private func split(_ points: Points, first: Int, units: Int, of size: Int) {
    guard units > 1 else {
      if size > 1 { split(points, first: first, units: 4, of: size / 4) }
      return
    }
    let plan = storage.plan
    let middle = first + units / 2 * size
    let low = plan.start(ofCell: first)
    let high = plan.start(ofCell: first + units * size)
    select(points, low, high, plan.start(ofCell: middle), widestAxis(points, low, high))
    split(points, first: first, units: units / 2, of: size)
    split(points, first: middle, units: units - units / 2, of: size)
  }

  /// The axis along which the points spread most: 0 x, 1 y, 2 z.
  private func widestAxis(_ points: Points, _ low: Int, _ high: Int) -> Int32 {
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

  /// Finds the boxes of a node's parts, which have theirs already.
  private func box(_ node: Int) {
    let plan = storage.plan
    for number in 0..<(node == 0 ? plan.roots : 4) {
      let part = plan.firstPart(of: node) + number
      if part < plan.nodes {
        let inner = storage.boxes[part]
        storage.boxes[node].lowX[number] = inner.lowX.min()
        storage.boxes[node].lowY[number] = inner.lowY.min()
        storage.boxes[node].lowZ[number] = inner.lowZ.min()
        storage.boxes[node].highX[number] = inner.highX.max()
        storage.boxes[node].highY[number] = inner.highY.max()
        storage.boxes[node].highZ[number] = inner.highZ.max()
      } else if case let places = plan.places(in: part), !places.isEmpty {
        let x = storage.range(places, column: 0)
        let y = storage.range(places, column: 1)
        let z = storage.range(places, column: 2)
        storage.boxes[node].lowX[number] = x.lowerBound
        storage.boxes[node].lowY[number] = y.lowerBound
        storage.boxes[node].lowZ[number] = z.lowerBound
        storage.boxes[node].highX[number] = x.upperBound
        storage.boxes[node].highY[number] = y.upperBound
        storage.boxes[node].highZ[number] = z.upperBound
      }
    }
  }

  /// Writes the columns of a cell.
  private func write(_ points: Points, _ cell: Range<Int>) {
    let x = storage.coordinates + 3 * cell.lowerBound
    for (number, place) in cell.enumerated() {
      x[number] = points[place].x
      x[cell.count + number] = points[place].y
      x[2 * cell.count + number] = points[place].z
      storage.index[place] = Int32(points[place].index)
    }
  }

  /// Brings the point that sorts to `target` there, smaller ones before and larger ones after it.
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

extension GridStorage {
  /// The least and the greatest number in a column of a cell, with slack.
  fileprivate func range(_ cell: Range<Int>, column: Int) -> ClosedRange<Float> {
    let numbers = coordinates + (3 * cell.lowerBound + column * cell.count)
    var (least, most) = (numbers[0], numbers[0])
    for number in 1..<cell.count {
      least = min(least, numbers[number])
      most = max(most, numbers[number])
    }
    return Float(least - Self.slack)...Float(most + Self.slack)
  }
}
