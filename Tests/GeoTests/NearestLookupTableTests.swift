import TestSupport
import Testing

@testable import Geo

/// The table of fields against the brute-force twin.
@Suite("Field table")
struct NearestLookupTableTests {
  @Test("A prepared index answers as the twin does", arguments: GridIndexTests.Layout.allCases)
  func twin(layout: GridIndexTests.Layout) {
    for seed in SplitMix64.seeds {
      print("seed \(seed) (\(layout.rawValue))")
      var random = SplitMix64(seed: seed)
      for count in [1, 2, 3, 11, 60] {
        let points = layout.points(count, &random)
        let grid = GridIndex(points).prepared(room: 600)
        var centers = GridIndexTests.Layout.globe.points(3, &random)
        centers += points.prefix(3) + layout.points(10, &random) + borders(grid, &random)
        for center in centers {
          for limit in [1, 2, 3, 4, 10, 11] {
            check(grid, center, limit, .infinity, seed)
          }
          for meters in [0, 1000, 50_000, 1e6] { check(grid, center, 3, meters, seed) }
        }
      }
    }
  }

  /// Corners and edges of fields of all sizes and places next to them, and the corners of the map.
  private func borders(_ grid: GridIndex, _ random: inout SplitMix64) -> [Position] {
    guard let fields = grid.fields else { return [] }
    var result: [Position] = []
    func add(_ y: Double, _ x: Double) {
      let latitude = fields.south + y / fields.unitsPerLatitude
      let longitude = fields.west + x / fields.unitsPerLongitude
      for (a, b) in [
        (latitude, longitude), (latitude.nextUp, longitude), (latitude, longitude.nextDown),
      ] {
        if let position = Position(latitude: a, longitude: b) { result.append(position) }
      }
    }
    let units = Double(NearestLookupTable.units)
    for (y, x) in [(0, 0), (0, units), (units, 0), (units, units)] { add(y, x) }
    for shift in [14, 12, 8, 2, 0] {
      let side = 1 << shift
      let row = Int.random(in: 0..<NearestLookupTable.units / side, using: &random)
      let column = Int.random(in: 0..<NearestLookupTable.units / side, using: &random)
      add(Double(row * side), Double(column * side))
      add(Double(row * side), Double.random(in: 0...units, using: &random))
      add(Double.random(in: 0...units, using: &random), Double(column * side))
    }
    return result
  }

  private func check(
    _ grid: GridIndex, _ center: Position, _ limit: Int, _ meters: Double, _ seed: UInt64
  ) {
    let fast = grid.nearest(to: center, limit: limit, within: meters)
    let slow = BruteForce.nearest(
      to: center, among: grid.positions, limit: limit, within: meters)
    #expect(fast == slow, "seed \(seed), \(grid.count) points, \(center), \(limit), \(meters)")
  }

  @Test("The table of a region is used, and is right all over the map")
  func region() throws {
    for seed in SplitMix64.seeds {
      print("seed \(seed)")
      var random = SplitMix64(seed: seed)
      let towns = GridIndexTests.Layout.clusters.points(60, &random)
      let points = towns + GridIndexTests.Layout.kalimantan.points(60, &random)
      let grid = GridIndex(points).prepared(room: 4000)
      let fields = try #require(grid.fields)
      var answered = 0
      let centers = GridIndexTests.Layout.kalimantan.points(300, &random)
      withUnsafeTemporaryAllocation(
        of: Neighbor.self, capacity: NearestLookupTable.longestList + 1
      ) { buffer in
        for center in centers {
          for limit in [1, 3, 10] {
            if fields.nearest(to: center, limit: limit, buffer) != nil { answered += 1 }
            check(grid, center, limit, .infinity, seed)
          }
        }
      }
      #expect(answered > 600, "seed \(seed): \(answered) of 900 from the table")
    }
  }

  @Test("Preparing changes no answer of other questions, and twice is once")
  func others() throws {
    var random = SplitMix64(seed: 5)
    let plain = GridIndex(GridIndexTests.Layout.kalimantan.points(50, &random))
    let grid = plain.prepared(room: 100)
    let center = try #require(Position(latitude: 1, longitude: 113))
    #expect(grid.count(of: center, within: 2e5) == plain.count(of: center, within: 2e5))
    #expect(
      grid.nearest(to: center, limit: 3, where: { $0 % 2 == 0 })
        == plain.nearest(to: center, limit: 3, where: { $0 % 2 == 0 }))
    #expect(grid.nearest(to: center, limit: 0).isEmpty)
    #expect(grid.nearest(to: center, limit: 3, within: .nan).isEmpty)
    #expect(grid.indexBytes > plain.indexBytes)
    #expect(grid.prepared(room: 9).indexBytes == grid.indexBytes)
    #expect(GridIndex([]).prepared().nearest(to: center, limit: 1).isEmpty)
  }

  @Test("Many points at one place still come by index")
  func duplicates() throws {
    let place = try #require(Position(latitude: 1, longitude: 110))
    let here = try #require(Position(latitude: 1.1, longitude: 110.1))
    let grid = GridIndex(Array(repeating: place, count: 200)).prepared(room: 160)
    for limit in [1, 3, 10] {
      #expect(grid.nearest(to: here, limit: limit).map(\.index) == Array(0..<limit))
      #expect(grid.nearest(to: place, limit: limit).map(\.index) == Array(0..<limit))
    }
  }
}
