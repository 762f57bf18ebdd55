internal import Facilities
internal import Geo

extension Auditor {
  /// All indicators of an input.
  func report(
    _ input: AuditInput, _ question: Question, name: String, code: String,
    reconciliation: Reconciliation
  ) -> AuditReport {
    let inside = code.isEmpty ? input.sites : input.sites.filter { $0.lies(in: code) }
    let located = input.sites.filter { $0.position != nil }
    let positions = located.compactMap(\.position)
    let demand = input.villages
    let grid = GridIndex(positions)
    let nearest = NearestSites(of: demand.positions, among: grid, threads: question.threads)
    let results = CatchmentAccess.all(
      demand: GridIndex(demand.positions), weights: demand.weights, sites: positions,
      capacity: positions.map { _ in 1 }, threads: question.threads)
    let (units, whole, provinces) = figures(
      input, inside, nearest, results, code: code, name: name)
    func evenness(_ weight: (UnitFigures) -> Double) -> Inequality? {
      Inequality(
        counts: units.map { Double($0.count) }, weights: units.map(weight),
        groups: units.map { String($0.code.prefix(2)) })
    }
    let isInside = located.map { code.isEmpty || $0.lies(in: code) }
    func access(_ results: [CatchmentAccess], _ demand: AuditInput.Demand) -> [AuditReport.Access] {
      results.map { summary($0, demand, located, isInside) }
    }
    let points = input.regencies
    let pointNearest = NearestSites(of: points.positions, among: grid)
    let pointResults = CatchmentAccess.all(
      demand: GridIndex(points.positions), weights: points.weights, sites: positions,
      capacity: positions.map { _ in 1 })
    var report = AuditReport(
      regionCode: code, regionName: name, date: question.date,
      bases: PLKKBasis.allCases.filter {
        question.filter.bases.isEmpty || question.filter.bases.contains($0)
      }, weight: question.weight, whole: whole, provinces: provinces, units: units,
      per100kParticipants: nil, participants: nil, reconciliation: reconciliation,
      quality: DataQuality(inside, boundaries: boundaries),
      distances: DistanceSummary(
        meters: nearest.meters, secondMeters: nearest.secondMeters, weights: demand.weights),
      regencyDistances: DistanceSummary(
        meters: pointNearest.meters, secondMeters: pointNearest.secondMeters,
        weights: points.weights),
      regencyTotal: points.total, demandUsed: demand.positions.count, demandTotal: demand.total,
      sitesUsed: isInside.count { $0 }, sitesTotal: inside.count,
      presumedBeyond: input.sites.count { $0.basis == .presumed }
        - inside.count { $0.basis == .presumed },
      farthest: farthest(demand, nearest, located),
      vulnerability: vulnerability(demand, nearest, located),
      pattern: PointPattern(inside.compactMap(\.position), areaKm2: whole.areaKm2),
      byPopulation: evenness(\.population), byWorkers: evenness(\.workers),
      byArea: evenness(\.areaKm2), access: access(results, demand),
      regencyAccess: access(pointResults, points), referrals: question.referrals, covering: [],
      median: [], proposalMeters: question.proposalMeters, sites: inside)
    propose(demand, nearest.meters, question, &report)
    return report
  }

  /// The units, the area as one, and its provinces.
  private func figures(
    _ input: AuditInput, _ inside: [Facility], _ nearest: NearestSites,
    _ results: [CatchmentAccess], code: String, name: String
  ) -> (units: [UnitFigures], whole: UnitFigures, provinces: [UnitFigures]) {
    var all = SiteBreakdown()
    var byArea: [String: SiteBreakdown] = [:]
    for site in inside {
      all.add(site)
      byArea[site.provinceCode, default: SiteBreakdown()].add(site)
      byArea[site.regencyCode, default: SiteBreakdown()].add(site)
    }
    // Sums of each unit over its villages.
    let none = [Double](repeating: 0, count: input.units.count)
    var (people, ways, used) = (none, none, none)
    var access = results.map { _ in none }
    let demand = input.villages
    for place in demand.units.indices where nearest.meters[place].isFinite {
      let (own, weight) = (demand.units[place], demand.weights[place])
      people[own] += weight
      ways[own] += weight * nearest.meters[place]
      used[own] += 1
      for method in results.indices {
        access[method][own] += weight * results[method].access[place]
      }
    }
    let allPopulation = input.units.reduce(0) { $0 + Double($1.population) }
    func unit(
      _ code: String, _ name: String, _ sites: SiteBreakdown?, _ members: [Int]
    ) -> UnitFigures {
      func sum(_ values: [Double]) -> Double { members.reduce(0) { $0 + values[$1] } }
      var figures = UnitFigures(
        code: code, name: name, sites: sites ?? SiteBreakdown(),
        population: members.reduce(0) { $0 + Double(input.units[$1].population) },
        workers: members.reduce(0) { $0 + Double(input.units[$1].workersEstimate) },
        areaKm2: members.reduce(0) { $0 + input.units[$1].areaKm2 }, allCount: all.count,
        allPopulation: allPopulation)
      figures.villagesUsed = Int(sum(used))
      figures.weightedMeanMeters = ratio(sum(ways), sum(people))
      figures.relativeAccess = results.indices.map { method in
        ratio(sum(access[method]), sum(people)).flatMap { own in
          results[method].mean.flatMap { ratio(own, $0) }
        }
      }
      return figures
    }
    let units = input.units.indices.map { place in
      let region = input.units[place].region
      return unit(region.code, region.name, byArea[region.code], [place])
    }
    // A kabupaten's figures must not stand under its province's name.
    let provinces = gazetteer.provinces.filter { province in
      code.utf8.count <= 2 && input.units.contains { $0.region.provinceCode == province.code }
    }
    return (
      units, unit(code, name, all, Array(input.units.indices)),
      provinces.map { province in
        unit(
          province.code, province.name, byArea[province.code],
          input.units.indices.filter { input.units[$0].region.code.hasPrefix(province.code) })
      }
    )
  }

  /// The points with the longest way, the longest first, ties by code.
  private func farthest(
    _ demand: AuditInput.Demand, _ nearest: NearestSites, _ located: [Facility]
  ) -> [AuditReport.FarPoint] {
    var order: [Int] = []
    for place in nearest.meters.indices where nearest.meters[place].isFinite {
      if order.count == Self.rankLength,
        let last = order.last, nearest.meters[place] <= nearest.meters[last]
      {
        continue
      }
      let next = order.firstIndex { nearest.meters[$0] < nearest.meters[place] } ?? order.count
      order.insert(place, at: next)
      if order.count > Self.rankLength { order.removeLast() }
    }
    return order.map { place in
      let village = villages[demand.rows[place]]
      return AuditReport.FarPoint(
        code: village.code, name: village.name, unitCode: village.regencyCode,
        position: demand.positions[place], weight: demand.weights[place],
        meters: nearest.meters[place], nearest: located[Int(nearest.nearest[place])].id)
    }
  }

  /// The sites whose loss would lengthen the ways most.
  private func vulnerability(
    _ demand: AuditInput.Demand, _ nearest: NearestSites, _ located: [Facility]
  ) -> [AuditReport.Vulnerability] {
    var people = [Double](repeating: 0, count: located.count)
    var (meters, all) = (people, 0.0)
    for place in demand.weights.indices where nearest.nearest[place] >= 0 {
      let (site, weight) = (Int(nearest.nearest[place]), demand.weights[place])
      all += weight
      people[site] += weight
      meters[site] += weight * (nearest.secondMeters[place] - nearest.meters[place])
    }
    return located.indices.filter { people[$0] > 0 }
      .sorted { (-meters[$0], $0) < (-meters[$1], $1) }.prefix(Self.rankLength).map { site in
        AuditReport.Vulnerability(
          id: located[site].id, name: located[site].name, people: people[site],
          meters: ratio(meters[site], all).flatMap { $0.isFinite ? $0 : nil })
      }
  }

  /// One of the formulas of competition, summed up.
  private func summary(
    _ result: CatchmentAccess, _ demand: AuditInput.Demand, _ located: [Facility],
    _ isInside: [Bool]
  ) -> AuditReport.Access {
    var (people, without, half) = (0.0, 0.0, 0.0)
    let edge = (result.mean ?? 0) / 2
    for place in demand.weights.indices {
      let (weight, access) = (demand.weights[place], result.access[place])
      people += weight
      if access == 0 { without += weight }
      if access < edge { half += weight }
    }
    return AuditReport.Access(
      method: result.method, per100k: result.mean.map { $0 * 100_000 },
      withoutAccess: ratio(without, people),
      belowHalf: result.mean.flatMap { _ in ratio(half, people) },
      unreached: result.unreached.filter { isInside[$0] }.map { located[$0].id })
  }
}
