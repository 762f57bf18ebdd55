extension GridIndex {
  /// Finds the nearest points, nearest first.
  ///
  /// Order: distance rounded to the millimetre, then index.
  ///
  /// - Parameters:
  ///   - position: Where to measure from.
  ///   - limit: The largest number of points; 0 or less gives none.
  ///   - meters: The largest distance, metres, inclusive; a negative or NaN distance gives none.
  /// - Returns: At most `limit` points, with their distances in metres.
  /// - Complexity: O(log n + k) for usual sets and small k; O(n) where all are about equally far.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity
  ) -> [Neighbor] {
    var result: [Neighbor] = []
    nearest(to: position, limit: limit, within: meters, into: &result)
    return result
  }

  /// The nearest of the points that a closure accepts by index.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    where accepts: (Int) -> Bool
  ) -> [Neighbor] {
    var result: [Neighbor] = []
    nearest(to: position, limit: limit, within: meters, where: accepts, into: &result)
    return result
  }

  /// The nearest points into an array of the caller's, which is emptied first.
  ///
  /// Nothing is allocated for up to 64 points once the array has room for them.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    into result: inout [Neighbor]
  ) {
    if let fields, limit > 0, limit <= NearestLookupTable.mostWanted, meters >= 0,
      fields.nearest(to: position, limit: limit, within: meters, into: &result)
    {
      return
    }
    search(position, limit, meters, EveryPoint(), &result)
  }

  /// The nearest of the points that a closure accepts, into an array of the caller's.
  public func nearest(
    to position: Position, limit: Int, within meters: Double = .infinity,
    where accepts: (Int) -> Bool, into result: inout [Neighbor]
  ) {
    withoutActuallyEscaping(accepts) {
      search(position, limit, meters, ChosenPoints(closure: $0), &result)
    }
  }

  /// All points within a distance, nearest first.
  ///
  /// Order and parameters are those of `nearest`.
  public func neighbors(of position: Position, within meters: Double) -> [Neighbor] {
    nearest(to: position, limit: .max, within: meters)
  }

  /// The points in a box, borders included, in ascending order of index.
  ///
  /// - Complexity: O(n).
  public func indices(in box: BoundingBox) -> [Int] {
    positions.indices.filter { box.contains(positions[$0]) }
  }

  private func search<Filter: PointFilter>(
    _ position: Position, _ limit: Int, _ meters: Double, _ filter: Filter,
    _ result: inout [Neighbor]
  ) {
    result.removeAll(keepingCapacity: true)
    guard limit > 0, meters >= 0, count > 0 else { return }
    let center = Cartesian(position)
    let reach = meters < .infinity ? ChordMargin.reach(meters) : .infinity
    if limit <= FewFinalists.mostWanted,
      few(position, center, limit, meters, reach, filter, &result)
    {
      return
    }
    var searchCandidates = ManyFinalists(limit: min(limit, count), reach: reach)
    storage.walk(center, &searchCandidates, filter)
    for searchCandidate in searchCandidates.list
    where searchCandidate.chordSquared <= searchCandidates.bound {
      let distance = storage.meters(from: center, position, to: searchCandidate, positions)
      if distance <= meters {
        result.append(
          Neighbor(index: Int(storage.index[searchCandidate.place]), meters: distance))
      }
    }
    result.sort(by: Neighbor.precedes)
    if result.count > limit { result.removeLast(result.count - limit) }
  }

  /// The search for few points; false when it has to be done the other way.
  private func few<Filter: PointFilter>(
    _ position: Position, _ center: Cartesian, _ limit: Int, _ meters: Double, _ reach: Double,
    _ filter: Filter, _ result: inout [Neighbor]
  ) -> Bool {
    withUnsafeTemporaryAllocation(
      of: SearchCandidate.self, capacity: limit &+ FewFinalists.spare
    ) { buffer in
      var searchCandidates = FewFinalists(buffer, limit: limit, reach: reach)
      storage.walk(center, &searchCandidates, filter)
      guard searchCandidates.isComplete else { return false }
      for slot in 0..<searchCandidates.count {
        let searchCandidate = buffer[slot]
        if searchCandidate.chordSquared > searchCandidates.bound { break }
        let distance = storage.meters(from: center, position, to: searchCandidate, positions)
        guard distance <= meters else { continue }
        let found = Neighbor(index: Int(storage.index[searchCandidate.place]), meters: distance)
        // By chord they are nearly in order: most go to the end.
        var place = result.count
        result.append(found)
        while place > 0, Neighbor.precedes(found, result[place &- 1]) {
          result.swapAt(place, place &- 1)
          place &-= 1
        }
      }
      if result.count > limit { result.removeLast(result.count &- limit) }
      return true
    }
  }
}
