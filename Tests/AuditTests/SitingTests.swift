import Audit
import Geo
import Testing

@Suite("Where next")
struct SitingTests {
  @Test("the optimum equals HiGHS, and greedy stays within its promise")
  func optimum() throws {
    let demand = try Vectors.points("demand")
    let candidates = try Vectors.points("candidate").positions
    let meters = NearestSites(
      of: demand.positions, among: GridIndex(try Vectors.points("site").positions)
    ).meters
    for row in try Vectors.rows("siting") {
      let objective: Siting.Objective =
        row[0] == "median" ? .median : .covering(meters: try #require(Double(row[1])))
      let count = try #require(Int(row[2]))
      let best = try #require(Double(row[3]))
      let siting = Siting(
        objective, demand: demand.positions, weights: demand.weights, meters: meters,
        candidates: candidates)
      let found = try #require(siting.optimum(count: count))
      #expect(isClose(found.gain, best, 1e-8), "\(row)")
      let greedy = siting.greedy(count: count)
      #expect(greedy.gain <= best * (1 + 1e-9))
      #expect(greedy.gain >= (1 - 1 / 2.718281828) * best - 1e-6)
    }
  }

  @Test("a question too large for the limit has no optimum instead of a wrong one")
  func limits() throws {
    let demand = try Vectors.points("demand")
    let siting = Siting(
      .median, demand: demand.positions, weights: demand.weights,
      meters: demand.positions.map { _ in .infinity },
      candidates: try Vectors.points("candidate").positions)
    var limit = Siting.SearchLimit()
    limit.cells = 10
    #expect(siting.optimum(count: 2, limit: limit) == nil)
    limit = Siting.SearchLimit()
    limit.nodes = 1
    #expect(siting.optimum(count: 2, limit: limit) == nil)
  }

  @Test("covering all stops when nobody is left whom a candidate reaches, and names the rest")
  func coverAll() throws {
    func at(_ longitude: Double) throws -> Position {
      try #require(Position(latitude: 0, longitude: longitude))
    }
    let demand = [try at(110), try at(110.1), try at(112), try at(118)]
    let siting = Siting(
      .covering(meters: 20_000), demand: demand, weights: [1, 1, 5, 1],
      meters: demand.map { _ in .infinity }, candidates: [try at(110.05), try at(112)])
    let answer = siting.coverAll()
    #expect(answer.plan.choices.map(\.candidate) == [1, 0])
    #expect(answer.plan.choices.map(\.gain) == [5, 2])
    #expect(answer.unreachable == [3])
  }

  @Test("no candidates, no people and no sites asked for give an empty plan")
  func nothing() throws {
    let here = try #require(Position(latitude: 0, longitude: 110))
    func siting(_ weight: Double, _ candidates: [Position]) -> Siting {
      Siting(
        .median, demand: [here], weights: [weight], meters: [.infinity], candidates: candidates)
    }
    #expect(siting(1, []).greedy(count: 3).choices.isEmpty)
    #expect(siting(1, []).optimum(count: 3)?.choices.isEmpty == true)
    #expect(siting(0, [here]).greedy(count: 3).choices.isEmpty)
    #expect(siting(1, [here]).greedy(count: 0).choices.isEmpty)
  }
}
