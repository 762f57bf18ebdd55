import Audit
import Geo
import TestSupport
import Testing

@Suite("Properties on random networks")
struct PropertyTests {
  struct Network {
    var demand: [Position] = []
    var weights: [Double] = []
    var sites: [Position] = []
    var capacity: [Double] = []

    init(_ random: inout SplitMix64, demand: Int, sites: Int) {
      func position() -> Position? {
        Position(
          latitude: .random(in: -1...1, using: &random),
          longitude: .random(in: 113...115, using: &random))
      }
      self.demand = (0..<demand).compactMap { _ in position() }
      self.sites = (0..<sites).compactMap { _ in position() }
      weights = (0..<demand).map { _ in Double(Int.random(in: 0...900, using: &random)) }
      capacity = (0..<sites).map { _ in Double(Int.random(in: 1...20, using: &random)) }
    }
  }

  @Test("the 2SFCA family hands out exactly the capacity that is in reach of people")
  func conservation() {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<20 {
        let network = Network(&random, demand: 60, sites: .random(in: 1...12, using: &random))
        for access in CatchmentAccess.all(
          demand: GridIndex(network.demand), weights: network.weights, sites: network.sites,
          capacity: network.capacity)
        {
          let given = zip(access.access, network.weights).reduce(0) { $0 + $1.0 * $1.1 }
          let reached = network.capacity.indices.filter { !access.unreached.contains($0) }
          let supply = reached.reduce(0) { $0 + network.capacity[$1] }
          #expect(isClose(given, supply), "seed \(seed) \(access.method)")
        }
      }
    }
  }

  @Test("nearest sites do not depend on the number of threads and agree with brute force")
  func threads() {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      let network = Network(&random, demand: 9000, sites: 40)
      let grid = GridIndex(network.sites)
      let one = NearestSites(of: network.demand, among: grid, threads: 1)
      var steps: [Int] = []
      let four = NearestSites(of: network.demand, among: grid, threads: 4) { steps.append($0) }
      #expect(one.nearest == four.nearest)
      #expect(one.meters == four.meters)
      #expect(one.secondMeters == four.secondMeters)
      #expect(steps.last == 9000)
      for place in stride(from: 0, to: 9000, by: 97) {
        let expected = BruteForce.nearest(to: network.demand[place], among: network.sites, limit: 2)
        #expect(Int(one.nearest[place]) == expected[0].index)
        #expect(one.secondMeters[place] == expected[1].meters)
      }
    }
  }

  @Test("inequality does not depend on the order of the rows")
  func rowOrder() throws {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for _ in 0..<50 {
        let rows = (0..<20).map { place in
          (
            Double(Int.random(in: 0...3, using: &random)),
            Double(Int.random(in: 1...4, using: &random)), "g\(place % 3)"
          )
        }
        let mixed = rows.shuffled(using: &random)
        let a = Inequality(
          counts: rows.map(\.0), weights: rows.map(\.1), groups: rows.map(\.2))
        let b = Inequality(
          counts: mixed.map(\.0), weights: mixed.map(\.1), groups: mixed.map(\.2))
        #expect(a == b, "seed \(seed)")
      }
    }
  }

  @Test("greedy siting equals trying every candidate in each round")
  func greedyTwin() {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for objective in [Siting.Objective.covering(meters: 30_000), .median] {
        let network = Network(&random, demand: 80, sites: 3)
        let candidates = Network(&random, demand: 25, sites: 0).demand
        var current = NearestSites(
          of: network.demand, among: GridIndex(network.sites)
        ).meters
        let siting = Siting(
          objective, demand: network.demand, weights: network.weights, meters: current,
          candidates: candidates)
        for choice in siting.greedy(count: 4).choices {
          let gains = candidates.map { candidate in
            network.demand.indices.reduce(0.0) { sum, place in
              let meters = Geodesic.distance(from: network.demand[place], to: candidate)
              switch objective {
              case .covering(let limit):
                let isNew = current[place] > limit && meters <= limit
                return sum + (isNew ? network.weights[place] : 0)
              case .median:
                return sum + network.weights[place] * max(0, current[place] - meters)
              }
            }
          }
          #expect(isClose(choice.gain, gains.max() ?? 0), "seed \(seed)")
          for place in current.indices {
            current[place] = min(
              current[place],
              Geodesic.distance(from: network.demand[place], to: candidates[choice.candidate]))
          }
        }
      }
    }
  }
}
