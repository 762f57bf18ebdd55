import TestSupport
import Testing

@testable import Geo

/// Many questions at once against one by one.
@Suite("Batches")
struct BatchTests {
  @Test("A batch has the answers of single questions, in their order, on any number of threads")
  func same() {
    for seed in SplitMix64.seeds {
      print("seed \(seed)")
      var random = SplitMix64(seed: seed)
      let globe = GridIndexTests.Layout.globe
      // The largest is asked in the order of the map.
      for count in [0, 2, 200, 40_000] {
        let plain = GridIndex(globe.points(count, &random))
        let grids = count == 200 ? [plain, plain.prepared(room: 0)] : [plain]
        let poles = GridIndexTests.Layout.poles.points(20, &random)
        let centers = globe.points(180, &random) + poles
        for (grid, threads) in grids.flatMap({ grid in [1, 2, 7].map { (grid, $0) } }) {
          for (limit, within) in [(1, Double.infinity), (3, 500_000), (5, -1)] {
            var indices = [Int32](repeating: 7, count: centers.count * limit)
            var meters = [Double](repeating: 7, count: centers.count * limit)
            centers.withUnsafeBufferPointer { centers in
              indices.withUnsafeMutableBufferPointer { indices in
                meters.withUnsafeMutableBufferPointer { meters in
                  grid.nearest(
                    toEach: centers, limit: limit, within: within, indices: indices,
                    meters: meters, threads: threads)
                }
              }
            }
            for (place, center) in centers.enumerated() {
              var single = grid.nearest(to: center, limit: limit, within: within)
              while single.count < limit {
                single.append(Neighbor(index: -1, meters: .infinity))
              }
              let range = place * limit..<(place + 1) * limit
              #expect(indices[range].map { Int($0) } == single.map(\.index), "seed \(seed)")
              #expect(Array(meters[range]) == single.map(\.meters), "seed \(seed)")
            }
          }
        }
      }
    }
  }
}
