import Audit
import Facilities
import Geo
import Testing

@Suite("The formulas, against published digits and other programs")
struct FormulaTests {
  // November 2022: PLKK, population, km² of the five provinces, ascending by code.
  static let counts = [77.0, 121, 55, 118, 22]
  static let population = [5_646_268.0, 2_825_290, 4_305_281, 4_123_303, 770_627]
  static let area = [147_018.0, 153_430, 37_125, 126_952, 69_901]
  static let codes = ["61", "62", "63", "64", "65"]

  static let site = Facility(
    id: "x", name: "x", kind: .clinic, provinceCode: "61", regencyCode: "61.01", regency: "x",
    position: nil, positionPrecision: .unknown, basis: .official)

  @Test("the inequality of November 2022 comes out to the printed digits")
  func inequality2022() throws {
    let people = try #require(
      Inequality(counts: Self.counts, weights: Self.population, groups: Self.codes))
    #expect(people.gini.digits(4) == "0.2587")
    #expect(people.hoover.digits(4) == "0.2273")
    #expect(try #require(people.theil).total.digits(4) == "0.1180")
    let land = try #require(
      Inequality(counts: Self.counts, weights: Self.area, groups: Self.codes))
    #expect(land.gini.digits(4) == "0.2085")
    #expect(land.hoover.digits(4) == "0.1540")
    #expect(try #require(land.theil).total.digits(4) == "0.0759")
  }

  @Test("densities and location quotients of November 2022 come out to the printed digits")
  func densities2022() {
    let rows = Self.codes.indices.map { place in
      UnitFigures(
        code: Self.codes[place], name: "",
        sites: SiteBreakdown(Array(repeating: Self.site, count: Int(Self.counts[place]))),
        population: Self.population[place], workers: 0, areaKm2: Self.area[place],
        allCount: 393, allPopulation: Self.population.reduce(0, +))
    }
    #expect(
      rows.map { $0.per100kPopulation?.digits(3) } == ["1.364", "4.283", "1.278", "2.862", "2.855"])
    #expect(
      rows.map { $0.km2PerSite?.digits(1) } == ["1909.3", "1268.0", "675.0", "1075.9", "3177.3"])
    #expect(
      rows.map { $0.locationQuotient?.digits(3) } == ["0.613", "1.926", "0.574", "1.287", "1.284"])
    #expect(rows.allSatisfy { $0.per100kWorkers == nil })
  }

  @Test("the expected distances of November 2022 come out to the printed digits")
  func clarkEvans2022() {
    let patterns = Self.codes.indices.map {
      PointPattern(used: Int(Self.counts[$0]), observedMeters: 0, areaKm2: Self.area[$0])
    }
    #expect(
      patterns.map { ($0.expectedMeters / 1000).digits(2) } == [
        "21.85", "17.80", "12.99", "16.40", "28.18",
      ])
    #expect(
      patterns.map { ($0.standardErrorMeters / 1000).digits(2) } == [
        "1.30", "0.85", "0.92", "0.79", "3.14",
      ])
  }

  @Test("Gini, Hoover and Theil agree with PyPI inequality and numpy")
  func inequalityVectors() throws {
    for row in try Vectors.rows("inequality") {
      let groups = row[1].split(separator: " ").map(String.init)
      let found = try #require(
        Inequality(
          counts: Vectors.numbers(row[2]), weights: Vectors.numbers(row[3]), groups: groups))
      #expect(isClose(found.gini, try #require(Double(row[4]))))
      #expect(isClose(found.hoover, try #require(Double(row[5]))))
      let theil = try #require(found.theil)
      #expect(isClose(theil.total, try #require(Double(row[6]))))
      #expect(isClose(theil.between, try #require(Double(row[7]))))
      let parts = theil.within.reduce(theil.between) { $0 + $1.share * ($1.value ?? 0) }
      #expect(isClose(parts, theil.total))
    }
  }

  @Test("inequality does not exist without facilities, without weight or with impossible numbers")
  func inequalityNone() {
    #expect(Inequality(counts: [0, 0], weights: [1, 2], groups: ["a", "b"]) == nil)
    #expect(Inequality(counts: [1, 2], weights: [0, 0], groups: ["a", "b"]) == nil)
    #expect(Inequality(counts: [1, .nan], weights: [1, 1], groups: ["a", "b"]) == nil)
    #expect(Inequality(counts: [-1, 2], weights: [1, 1], groups: ["a", "b"]) == nil)
    #expect(Inequality(counts: [], weights: [], groups: []) == nil)
    let oneWithoutPeople = Inequality(counts: [1, 1], weights: [0, 4], groups: ["a", "b"])
    #expect(oneWithoutPeople?.theil == nil)
    #expect(isClose(oneWithoutPeople?.hoover, 0.5))
  }

  @Test("nearest distances agree with geographiclib, the 2SFCA family with numpy")
  func accessVectors() throws {
    let demand = try Vectors.points("demand")
    let sites = try Vectors.points("site")
    let grid = GridIndex(sites.positions)
    let nearest = NearestSites(of: demand.positions, among: grid)
    let access = CatchmentAccess.all(
      demand: GridIndex(demand.positions), weights: demand.weights, sites: sites.positions,
      capacity: sites.weights)
    // Without room for pairs the second step searches again.
    let frugal = CatchmentAccess.all(
      demand: GridIndex(demand.positions), weights: demand.weights, sites: sites.positions,
      capacity: sites.weights,
      pairLimit: 7)
    for (place, row) in try Vectors.rows("access").enumerated() {
      let expected = row.compactMap { Double($0) }
      #expect((nearest.meters[place] - expected[0]).magnitude < 1e-4)
      #expect((nearest.secondMeters[place] - expected[1]).magnitude < 1e-4)
      for method in 0..<3 {
        #expect(isClose(access[method].access[place], expected[2 + method], 1e-12))
        #expect(access[method].access[place] == frugal[method].access[place])
      }
    }
  }

  @Test("Clark–Evans does not exist for one site or no area, and is 0 for sites at one point")
  func clarkEvansNone() throws {
    let here = try #require(Position(latitude: 0, longitude: 114))
    #expect(PointPattern([here], areaKm2: 1) == nil)
    #expect(PointPattern([here, here], areaKm2: 0) == nil)
    #expect(PointPattern([here, here], areaKm2: 1)?.index == 0)
  }

  @Test("quantiles are over people, and nothing exists where nobody lives")
  func summary() {
    let some = DistanceSummary(
      meters: [1, 2, 3], secondMeters: [4, 5, 6], weights: [1, 8, 1], within: [2, 5])
    #expect(some.mean == 2)
    #expect(some.weightedMean == 2)
    #expect(some.median == 2)
    #expect(some.p90 == 2)
    #expect(some.maximum == 3)
    #expect(some.farthest == 2)
    #expect(some.coverage.map(\.share) == [0.9, 1])
    #expect(some.coverage.map(\.twiceShare) == [0, 0.9])
    let nobody = DistanceSummary(meters: [1, 2], secondMeters: [3, 4], weights: [0, 0])
    #expect(nobody.weightedMean == nil)
    #expect(nobody.median == nil)
    #expect(nobody.coverage.allSatisfy { $0.share == nil })
    let alone = DistanceSummary(
      meters: [.infinity], secondMeters: [.infinity], weights: [1], within: [10])
    #expect(alone.mean == nil)
    #expect(alone.coverage[0].share == 0)
  }
}
