public import Geo

/// For each demand point its nearest and second-nearest site.
///
/// The points are cut into blocks of fixed length; threads fill blocks, and sums are made afterwards
/// by one thread in the order of the points: the figures do not depend on the number of threads.
///
/// For example:
///
///     let ways = NearestSites(of: villages, among: GridIndex(sites))
///     let meters = ways.meters.max()
public struct NearestSites: Sendable {
  /// Demand points a block.
  static let blockLength = 512
  /// Demand points between two reports of progress.
  static let roundLength = 131_072

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
  ///   - progress: Told how many points are done after every 131,072.
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
    nearest.withUnsafeMutableBufferPointer { nearest in
      meters.withUnsafeMutableBufferPointer { meters in
        secondMeters.withUnsafeMutableBufferPointer { second in
          // Blocks do not overlap, so no element is touched by two threads.
          nonisolated(unsafe) let (nearest, meters, second) = (nearest, meters, second)
          let fill: @Sendable (Range<Int>) -> Void = { range in
            var found: [Neighbor] = []
            found.reserveCapacity(2)
            for index in range {
              sites.nearest(to: demand[index], limit: 2, into: &found)
              nearest[index] = Int32(found[0].index)
              meters[index] = found[0].meters
              if found.count > 1 { second[index] = found[1].meters }
            }
          }
          var start = 0
          while start < count {
            let (first, end) = (start, min(start + Self.roundLength, count))
            ParallelBlocks.forEach(end - first, block: Self.blockLength, threads: threads) {
              range in
              fill(first + range.lowerBound..<first + range.upperBound)
            }
            progress?(end)
            start = end
          }
        }
      }
    }
  }
}
