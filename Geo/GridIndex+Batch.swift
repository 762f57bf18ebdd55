extension GridIndex {
  /// The nearest points of many positions at once, into memory of the caller's.
  ///
  /// The answers are those of `nearest(to:limit:within:)`, bit for bit. For position i they stand at
  /// i · limit and after it, nearest first; what is left over holds the index −1 and an infinite
  /// distance. A large index is queried in map order, so that neighbouring queries find the
  /// same cells in the processor's caches; the order of the answers does not change.
  ///
  /// - Parameters:
  ///   - centers: Where to measure from.
  ///   - limit: The largest number of points for each position, 1 or more.
  ///   - within: The largest distance, metres, inclusive; a negative or NaN distance gives none.
  ///   - indices: Takes the points, `centers.count` · `limit` of them.
  ///   - meters: Takes their distances, as many.
  ///   - threads: How many threads work on it, 1 or more; where there are none, this one does it all.
  /// - Precondition: The two buffers have the room that is said.
  /// - Complexity: As the single questions; 8 bytes a position besides.
  public func nearest(
    toEach centers: UnsafeBufferPointer<Position>, limit: Int, within: Double = .infinity,
    indices: UnsafeMutableBufferPointer<Int32>, meters: UnsafeMutableBufferPointer<Double>,
    threads: Int = 1
  ) {
    precondition(limit > 0, "a limit of \(limit) is not 1 or more")
    precondition(
      indices.count >= centers.count * limit && meters.count >= centers.count * limit,
      "no room for \(limit) answers of \(centers.count) positions")
    let order = Self.mapOrder(centers, isWanted: indexBytes > 1 << 20)
    let workers = min(max(threads, 1), max(centers.count, 1))
    // Threads share nothing that is written: each has its own positions, and so its own answers.
    nonisolated(unsafe) let (centers, indices, meters) = (centers, indices, meters)
    let work: @Sendable (Int) -> Void = { lane in
      var found: [Neighbor] = []
      let first = lane * centers.count / workers
      for number in first..<(lane + 1) * centers.count / workers {
        let place = order.isEmpty ? number : Int(order[number])
        nearest(to: centers[place], limit: limit, within: within, into: &found)
        for rank in 0..<limit {
          let isFound = rank < found.count
          indices[place &* limit &+ rank] =
            isFound ? Int32(truncatingIfNeeded: found[rank].index) : -1
          meters[place &* limit &+ rank] = isFound ? found[rank].meters : .infinity
        }
      }
    }
    if workers == 1 {
      work(0)
    } else {
      Threads.run(workers, work)
    }
  }

  /// The positions in the order of the fields of a map of 256 × 256, which go along a curve through it.
  ///
  /// Source of the curve: G. M. Morton, "A computer oriented geodetic data base", IBM, 1966.
  private static func mapOrder(
    _ centers: UnsafeBufferPointer<Position>, isWanted: Bool
  ) -> [UInt32] {
    guard isWanted, centers.count > 1, centers.count <= Int(UInt32.max) else { return [] }
    func field(_ position: Position) -> Int {
      let row = min(Int((position.latitude + 90) * (256.0 / 180)), 255)
      let column = min(Int((position.longitude + 180) * (256.0 / 360)), 255)
      return spread(row) << 1 | spread(column)
    }
    // Counted first, then laid down: one pass each.
    var starts = [UInt32](repeating: 0, count: 65_537)
    for center in centers { starts[field(center) + 1] += 1 }
    for number in 1..<starts.count { starts[number] += starts[number - 1] }
    return [UInt32](unsafeUninitializedCapacity: centers.count) { order, count in
      for (place, center) in centers.enumerated() {
        let field = field(center)
        order[Int(starts[field])] = UInt32(place)
        starts[field] += 1
      }
      count = centers.count
    }
  }

  /// Eight bits with a gap after each.
  private static func spread(_ bits: Int) -> Int {
    var spread = (bits | bits << 4) & 0x0F0F
    spread = (spread | spread << 2) & 0x3333
    return (spread | spread << 1) & 0x5555
  }
}
