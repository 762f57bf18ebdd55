public import Geo
internal import Facilities

extension Auditor {
  /// All indicators of an input; needs no tables.
  ///
  /// - Parameters:
  ///   - input: What to measure.
  ///   - provinces: Code and name of the provinces that the units lie in.
  ///   - boundaries: Boundary of each unit by code, for the quality of positions.
  public static func report(
    _ input: AuditInput, _ question: Question, name: String, code: String,
    provinces: [(code: String, name: String)], boundaries: [String: MultiPolygon],
    reconciliation: Reconciliation
  ) -> AuditReport {
    let inside = input.sites.filter { code.isEmpty || $0.lies(in: code) }
    let located = input.sites.filter { $0.position != nil }
    let grid = GridIndex(located.compactMap(\.position))
    let demand = input.demand.filter { $0.position != nil }
    let positions = demand.compactMap(\.position)
    let weights = demand.map(\.weight)
    let nearest = NearestSites(of: positions, among: grid, threads: question.threads)
    let distances = DistanceSummary(
      meters: nearest.meters, secondMeters: nearest.secondMeters, weights: weights)

    // Units.
    var way: [String: (sum: Double, people: Double)] = [:]
    for place in demand.indices where nearest.meters[place].isFinite {
      way[demand[place].unitCode, default: (0, 0)].sum += weights[place] * nearest.meters[place]
      way[demand[place].unitCode, default: (0, 0)].people += weights[place]
    }
    let allPopulation = input.units.reduce(0) { $0 + $1.population }
    func figures(_ code: String, _ name: String, _ units: [AuditInput.Unit]) -> UnitFigures {
      let sites = inside.filter { code.isEmpty || $0.lies(in: code) }
      let ways = units.compactMap { way[$0.code] }
      return UnitFigures(
        code: code, name: name, count: sites.count,
        hospitals: sites.count { $0.kind == .hospital },
        population: units.reduce(0) { $0 + $1.population },
        workers: units.reduce(0) { $0 + $1.workers },
        areaKm2: units.reduce(0) { $0 + $1.areaKm2 }, allCount: inside.count,
        allPopulation: allPopulation,
        weightedMeanMeters: ratio(
          ways.reduce(0) { $0 + $1.sum }, ways.reduce(0) { $0 + $1.people }))
    }
    let units = input.units.map { figures($0.code, $0.name, [$0]) }
    let whole = figures(code, name, input.units)
    func evenness(_ weight: (UnitFigures) -> Double) -> Inequality? {
      Inequality(
        counts: units.map { Double($0.count) }, weights: units.map(weight),
        groups: units.map { String($0.code.prefix(2)) })
    }

    // Who is far, and who depends on one site.
    let order = demand.indices.filter { nearest.meters[$0].isFinite }.sorted {
      (-nearest.meters[$0], $0) < (-nearest.meters[$1], $1)
    }
    let farthest = order.prefix(rankLength).map { place in
      AuditReport.FarPoint(
        code: demand[place].code, name: demand[place].name, unitCode: demand[place].unitCode,
        position: positions[place], weight: weights[place], meters: nearest.meters[place],
        nearest: located[Int(nearest.nearest[place])].id)
    }
    let people = weights.reduce(0, +)
    var losses = located.map { _ in (people: 0.0, meters: 0.0) }
    for place in demand.indices where nearest.nearest[place] >= 0 {
      let site = Int(nearest.nearest[place])
      losses[site].people += weights[place]
      losses[site].meters +=
        weights[place] * (nearest.secondMeters[place] - nearest.meters[place])
    }
    let vulnerability = losses.indices.sorted {
      (-losses[$0].meters, $0) < (-losses[$1].meters, $1)
    }
    .prefix(rankLength).filter { losses[$0].people > 0 }.map { site in
      AuditReport.Vulnerability(
        id: located[site].id, name: located[site].name, people: losses[site].people,
        meters: ratio(losses[site].meters, people).flatMap { $0.isFinite ? $0 : nil })
    }

    // Competition for the sites.
    let access = CatchmentAccess.all(
      demand: positions, weights: weights, sites: grid, capacity: located.map { _ in 1 }
    ).map { result in
      func share(_ accepts: (Double) -> Bool) -> Double? {
        ratio(
          weights.indices.reduce(0) { $0 + (accepts(result.access[$1]) ? weights[$1] : 0) }, people)
      }
      return AuditReport.Access(
        method: result.method, per100k: result.mean.map { $0 * 100_000 },
        withoutAccess: share { $0 == 0 },
        belowHalf: result.mean.flatMap { mean in share { $0 < mean / 2 } },
        unreached: result.unreached.filter { located[$0].lies(inScope: code) }
          .map { located[$0].id })
    }

    let sorted = order.reversed().map { ($0, nearest.meters[$0]) }
    var curve: [Double] = []
    var (sum, next) = (0.0, 0)
    for step in 0...60 {
      while next < sorted.count, sorted[next].1 <= Double(step) * 2500 {
        sum += weights[sorted[next].0]
        next += 1
      }
      curve.append(ratio(sum, people) ?? 0)
    }

    var report = AuditReport(
      regionCode: code, regionName: name, date: question.date,
      bases: PLKKBasis.allCases.filter {
        question.filter.bases.isEmpty || question.filter.bases.contains($0)
      }, weight: input.weight, whole: whole,
      provinces: provinces.map { province in
        figures(
          province.code, province.name, input.units.filter { $0.code.hasPrefix(province.code) })
      }, units: units, per100kParticipants: nil, participants: nil,
      reconciliation: reconciliation, quality: DataQuality(inside, boundaries: boundaries),
      distances: distances, demandUsed: demand.count, demandTotal: input.demand.count,
      sitesUsed: located.count { $0.lies(inScope: code) }, sitesTotal: inside.count,
      coverageCurve: curve, farthest: farthest, vulnerability: Array(vulnerability),
      pattern: PointPattern(inside.compactMap(\.position), areaKm2: whole.areaKm2),
      byPopulation: evenness(\.population), byWorkers: evenness(\.workers),
      byArea: evenness(\.areaKm2), access: access, covering: [], median: [],
      proposalMeters: question.proposalMeters, sites: inside)
    Self.propose(demand, positions, weights, nearest.meters, question, &report)
    return report
  }
}

extension Facility {
  fileprivate func lies(inScope code: String) -> Bool { code.isEmpty || lies(in: code) }
}
