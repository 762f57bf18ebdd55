import TestSupport
import Testing

@testable import Geo

/// The grid against its brute-force twin.
@Suite("Grid index")
struct GridIndexTests {
  /// Ways of laying out points, the awkward ones first.
  enum Layout: String, CaseIterable, Sendable {
    case onePlace, circle, lattice, poles, antimeridian, equator, meridian, town, clusters, globe
    case kalimantan

    func points(_ count: Int, _ random: inout SplitMix64) -> [Position] {
      (0..<count).compactMap { number in point(number, count, &random) }
    }

    private func point(_ number: Int, _ count: Int, _ random: inout SplitMix64) -> Position? {
      func uniform(_ low: Double, _ high: Double) -> Double {
        Double.random(in: low...high, using: &random)
      }
      switch self {
      case .onePlace: return Position(latitude: -3.3194, longitude: 114.5908)
      case .circle:
        guard let center = Position(latitude: 1.5, longitude: 113) else { return nil }
        return Geodesic.destination(
          from: center, bearing: 360 * Double(number) / Double(count), meters: 50_000)
      case .lattice:
        return Position(
          latitude: Double(number % 21 - 10) / 4, longitude: 110 + Double(number / 21 % 21) / 4)
      case .poles:
        let latitude = number % 7 == 0 ? 90 : uniform(89, 90)
        return Position(
          latitude: number % 2 == 0 ? latitude : -latitude, longitude: uniform(-180, 180))
      case .antimeridian:
        let east = uniform(0, 1)
        return Position(
          latitude: uniform(-20, 20), longitude: number % 2 == 0 ? 180 - east : -180 + east)
      case .equator: return Position(latitude: 0, longitude: uniform(-180, 180))
      case .meridian: return Position(latitude: uniform(-90, 90), longitude: 114)
      case .town:
        return Position(latitude: uniform(-3.32, -3.31), longitude: uniform(114.59, 114.6))
      case .clusters:
        let town = Double(number % 5)
        return Position(
          latitude: town - 3 + uniform(-0.01, 0.01),
          longitude: 110 + 2 * town + uniform(-0.01, 0.01))
      case .globe: return Position(latitude: uniform(-90, 90), longitude: uniform(-180, 180))
      case .kalimantan:
        return Position(latitude: uniform(-4.5, 4.5), longitude: uniform(108, 119.5))
      }
    }
  }

  @Test("The grid answers as the twin does", arguments: Layout.allCases)
  func twin(layout: Layout) {
    for seed in SplitMix64.seeds {
      print("seed \(seed) (\(layout.rawValue))")
      var random = SplitMix64(seed: seed)
      for count in [0, 1, 2, 11, 12, 13, 25, 37, 49, 97, 500] {
        let points = layout.points(count, &random)
        let grid = GridIndex(points)
        var centers = Layout.globe.points(3, &random) + Layout.kalimantan.points(3, &random)
        centers += points.prefix(3) + layout.points(2, &random)
        for center in centers {
          for limit in [1, 3, 10, 1000] {
            check(grid, center, limit: limit, within: .infinity, seed)
          }
          for meters in [0, 0.5, 1000, 50_000, 1e6, 2.1e7] {
            check(grid, center, limit: 20, within: meters, seed)
            let all = BruteForce.nearest(
              to: center, among: points, limit: .max, within: meters)
            #expect(grid.count(of: center, within: meters) == all.count, "seed \(seed)")
            #expect(grid.neighbors(of: center, within: meters) == all, "seed \(seed)")
            var visited: [Neighbor] = []
            grid.forEach(within: meters, of: center) { visited.append($0) }
            #expect(visited.sorted(by: Neighbor.precedes) == all, "seed \(seed)")
            var indices: [Int] = []
            grid.forEachIndex(within: meters, of: center) { indices.append($0) }
            #expect(indices.sorted() == all.map(\.index).sorted(), "seed \(seed)")
          }
          check(grid, center, limit: 5, within: .infinity, seed, where: { $0 % 3 == 0 })
          check(grid, center, limit: 5, within: .infinity, seed, where: { _ in false })
        }
      }
    }
  }

  private func check(
    _ grid: GridIndex, _ center: Position, limit: Int, within meters: Double, _ seed: UInt64,
    where accepts: (Int) -> Bool = { _ in true }
  ) {
    let fast = grid.nearest(to: center, limit: limit, within: meters, where: accepts)
    let slow = BruteForce.nearest(
      to: center, among: grid.positions, limit: limit, within: meters, where: accepts)
    #expect(
      fast == slow,
      "seed \(seed), \(grid.count) points, \(center), limit \(limit), within \(meters)")
  }

  @Test("Ten thousand points at one place come by index")
  func duplicates() throws {
    let place = try #require(Position(latitude: 1, longitude: 110))
    let here = try #require(Position(latitude: 1.1, longitude: 110.1))
    let grid = GridIndex(Array(repeating: place, count: 10_000))
    #expect(grid.nearest(to: here, limit: 3).map(\.index) == [0, 1, 2])
    #expect(grid.nearest(to: place, limit: 10_001).map(\.index) == Array(0..<10_000))
    #expect(grid.nearest(to: here, limit: 1, where: { $0 > 5000 }).map(\.index) == [5001])
  }

  @Test("Cells are consecutive, hold at most their capacity, and every part its own points")
  func plan() {
    for count in Array(0...400) + [12 * 4096, 12 * 4096 + 1, 99_991, 1 << 31 - 1] {
      let plan = GridPlan(count: count, capacity: 12)
      #expect(plan.start(ofCell: 0) == 0 && plan.start(ofCell: plan.cells) == count)
      #expect(plan.places(in: 0) == 0..<count)
      guard count < 100_000 else { continue }
      for cell in 0..<plan.cells {
        let places = plan.places(in: plan.nodes + cell)
        #expect(places.count <= 12, "cell \(cell) of \(count) points")
      }
      for node in 1..<max(plan.nodes, 1) {
        let first = plan.firstPart(of: node)
        let parts = (first..<first + 4).map { plan.places(in: $0) }
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(parts.first?.lowerBound == plan.places(in: node).lowerBound)
        #expect(parts.last?.upperBound == plan.places(in: node).upperBound)
      }
    }
  }

  @Test("The distance is the same to the bit in both directions, at every range")
  func symmetry() {
    for seed in SplitMix64.seeds {
      print("seed \(seed)")
      var random = SplitMix64(seed: seed)
      let layouts: [Layout] = [.globe, .kalimantan, .lattice, .poles, .antimeridian, .meridian]
      for layout in layouts + [.equator, .onePlace] {
        let points = layout.points(24, &random)
        // The same and the opposite latitude too, and antipodes.
        let mirrored = points.compactMap {
          Position(latitude: -$0.latitude, longitude: Geodesic.wrapped($0.longitude + 180))
        }
        for a in points {
          for b in points + mirrored {
            #expect(
              Geodesic.distance(from: a, to: b) == Geodesic.distance(from: b, to: a),
              "seed \(seed), \(a) and \(b)")
          }
        }
      }
    }
  }

  @Test("Asking for nothing gives nothing", arguments: [0, -1, Int.min])
  func nothing(limit: Int) throws {
    let place = try #require(Position(latitude: 1, longitude: 110))
    let grid = GridIndex([place])
    #expect(grid.nearest(to: place, limit: limit).isEmpty)
    #expect(grid.nearest(to: place, limit: 1, within: -1).isEmpty)
    #expect(grid.nearest(to: place, limit: 1, within: .nan).isEmpty)
    #expect(grid.nearest(to: place, limit: 1, within: 0).map(\.index) == [0])
    for meters in [-1, -Double.infinity, Double.nan] {
      grid.forEach(within: meters, of: place) { Issue.record("\($0) within \(meters)") }
      grid.forEachIndex(within: meters, of: place) { Issue.record("\($0) within \(meters)") }
      #expect(grid.count(of: place, within: meters) == 0)
    }
    var all = 0
    grid.forEachIndex(within: .infinity, of: place) { all += $0 + 1 }
    #expect(all == 1)
  }

  @Test("The caller's array is emptied first and holds the same answer")
  func reuse() throws {
    var random = SplitMix64(seed: 7)
    let points = Layout.kalimantan.points(336, &random)
    let grid = GridIndex(points)
    var buffer = [Neighbor(index: 99, meters: 1)]
    for center in Layout.kalimantan.points(20, &random) {
      grid.nearest(to: center, limit: 3, into: &buffer)
      #expect(buffer == grid.nearest(to: center, limit: 3))
    }
  }

  @Test("A box holds the same points as looking at each, across the antimeridian too")
  func boxes() throws {
    var random = SplitMix64(seed: 11)
    let points = Layout.globe.points(500, &random) + Layout.antimeridian.points(100, &random)
    let grid = GridIndex(points)
    for (south, west, north, east) in [
      (-10.0, 100.0, 10.0, 120.0), (-30, 170, 30, -170), (-90, -180, 90, 180), (5, 5, 5, 5),
    ] {
      let box = try #require(BoundingBox(south: south, west: west, north: north, east: east))
      let expected = points.indices.filter { box.contains(points[$0]) }
      #expect(grid.indices(in: box) == expected)
    }
  }

  @Test("The margin of the chord holds for every length, as its comment says")
  func margin() {
    let r = Ellipsoid.smallestRadius
    let R = Ellipsoid.largestRadius
    var checked = 0
    for step in 0...1_260_000 {
      let chord = Double(step) * 10
      guard let arc = Self.arc(chord, r) else { continue }
      let longest = 2 * R * Self.sine((arc + 0.001) / (2 * R))
      let bound = ChordMargin.bound(chord * chord)
      #expect(longest * longest <= bound, "chord \(chord)")
      checked += 1
    }
    #expect(checked > 1_259_000)
    #expect(ChordMargin.bound(1.3e7 * 1.3e7) == .infinity)
  }

  private static func arc(_ chord: Double, _ radius: Double) -> Double? {
    let x = chord / (2 * radius)
    return x < 1 ? 2 * radius * asine(x) : nil
  }
}
