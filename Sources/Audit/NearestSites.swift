internal import Dispatch
public import Geo

/// For each demand point its nearest and second-nearest site.
///
/// The points are cut into blocks of fixed length; threads fill blocks, and sums are made afterwards
/// by one thread in the order of the points: the figures do not depend on the number of threads.
public struct NearestSites: Sendable {
  /// Demand points a block.
  static let blockLength = 4096

  /// Place of the nearest site for each point, −1 without one.
  public private(set) var nearest: [Int32]
  /// Distance to it, metres, infinite without one.
  public private(set) var meters: [Double]
  /// Distance to the second nearest, metres, infinite without one.
  public private(set) var secondMeters: [Double]

  /// Finds them.
  ///
  /// - Parameters:
  ///   - demand: The points.
  ///   - sites: Index over the sites.
  ///   - threads: How many blocks are worked on at once, 1 or more.
  ///   - progress: Told how many points are done after every round of blocks.
  /// - Complexity: O(n log m); 20 bytes a point.
  public init(
    of demand: [Position], among sites: GridIndex, threads: Int = 1,
    progress: ((Int) -> Void)? = nil
  ) {
    let count = demand.count
    nearest = Array(repeating: -1, count: count)
    meters = Array(repeating: .infinity, count: count)
    secondMeters = Array(repeating: .infinity, count: count)
    guard sites.count > 0 else { return }
    let lanes = max(threads, 1)
    let round = lanes * 16 * Self.blockLength
    nearest.withUnsafeMutableBufferPointer { nearest in
      meters.withUnsafeMutableBufferPointer { meters in
        secondMeters.withUnsafeMutableBufferPointer { second in
          // Blocks do not overlap, so no element is touched by two threads.
          nonisolated(unsafe) let (nearest, meters, second) = (nearest, meters, second)
          let fill: @Sendable (Range<Int>) -> Void = { range in
            var found: [Neighbor] = []
            found.reserveCapacity(2)
            for place in range {
              sites.nearest(to: demand[place], limit: 2, into: &found)
              nearest[place] = Int32(found[0].index)
              meters[place] = found[0].meters
              if found.count > 1 { second[place] = found[1].meters }
            }
          }
          var start = 0
          while start < count {
            let end = min(start + round, count)
            let blocks = (end - start + Self.blockLength - 1) / Self.blockLength
            let first = start
            let work: @Sendable (Int) -> Void = { block in
              let low = first + block * Self.blockLength
              fill(low..<min(low + Self.blockLength, end))
            }
            if lanes == 1 {
              for block in 0..<blocks { work(block) }
            } else {
              DispatchQueue.concurrentPerform(iterations: lanes) { lane in
                for block in stride(from: lane, to: blocks, by: lanes) { work(block) }
              }
            }
            progress?(end)
            start = end
          }
        }
      }
    }
  }
}

/// What the distances to the nearest site come to.
public struct DistanceSummary: Hashable, Sendable {
  /// A share of the demand within a distance.
  public struct Coverage: Hashable, Sendable {
    /// The distance, metres, inclusive.
    public var meters: Double
    /// Share of the weight with a site within it, 0 … 1.
    public var share: Double?
    /// Share with two sites or more within it.
    public var twiceShare: Double?
  }

  /// Mean over the points, metres.
  public var mean: Double?
  /// Mean over the people, metres.
  public var weightedMean: Double?
  /// The distance that half of the people have at the most, metres.
  public var median: Double?
  /// The distance that nine of ten people have at the most, metres.
  public var p90: Double?
  /// The largest, metres.
  public var maximum: Double?
  /// Place of the point with the largest; the first of several.
  public var farthest: Int?
  /// Mean distance to the second-nearest site over the people, metres.
  public var secondWeightedMean: Double?
  /// Coverage for each distance asked for.
  public var coverage: [Coverage]

  /// Sums up; everything is none where nothing can be reached or nobody lives.
  ///
  /// A weighted quantile q is the smallest distance d such that the people within d are at least
  /// q of all.
  ///
  /// - Complexity: O(n log n).
  public init(
    meters: [Double], secondMeters: [Double], weights: [Double],
    within distances: [Double] = [5_000, 10_000, 25_000, 50_000, 100_000]
  ) {
    let total = weights.reduce(0, +)
    let isReached = !meters.isEmpty && meters[0].isFinite
    let count = Double(meters.count)
    func weighted(_ values: [Double]) -> Double? {
      guard isReached, values.allSatisfy(\.isFinite) else { return nil }
      return ratio(zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }, total)
    }
    mean = isReached ? meters.reduce(0, +) / count : nil
    weightedMean = weighted(meters)
    secondWeightedMean = weighted(secondMeters)
    let order = meters.indices.sorted { (meters[$0], $0) < (meters[$1], $1) }
    func quantile(_ share: Double) -> Double? {
      guard isReached, total > 0 else { return nil }
      var sum = 0.0
      for place in order {
        sum += weights[place]
        if sum >= share * total { return meters[place] }
      }
      return order.last.map { meters[$0] }
    }
    median = quantile(0.5)
    p90 = quantile(0.9)
    farthest =
      isReached
      ? meters.indices.max { (meters[$0], -$0) < (meters[$1], -$1) } : nil
    maximum = farthest.map { meters[$0] }
    coverage = distances.map { limit in
      var (once, twice) = (0.0, 0.0)
      for place in meters.indices {
        if meters[place] <= limit { once += weights[place] }
        if secondMeters[place] <= limit { twice += weights[place] }
      }
      return Coverage(
        meters: limit, share: ratio(once, total), twiceShare: ratio(twice, total))
    }
  }
}
