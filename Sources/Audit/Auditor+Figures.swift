internal import Facilities
internal import Geo

extension Auditor {
  /// The indicators of an input, whose sites may be any set of sites.
  func figures(_ input: AuditInput, _ question: Question, name: String, code: String)
    -> AuditFigures
  {
    let inside = code.isEmpty ? input.sites : input.sites.filter { $0.lies(in: code) }
    let located = input.sites.filter { $0.position != nil }
    let positions = located.compactMap(\.position)
    let demand = input.villages
    let grid = GridIndex(positions)
    let nearest = NearestSites(of: demand.positions, among: grid, threads: question.threads)
    func catchments(_ zones: [CatchmentAccess.Zone]) -> [CatchmentAccess] {
      CatchmentAccess.all(
        demand: GridIndex(demand.positions), weights: demand.weights, sites: positions,
        capacity: positions.map { _ in 1 }, zones: zones, threads: question.threads)
    }
    let results = catchments(CatchmentAccess.zones)
    let (units, whole, provinces) = self.units(
      input, inside, nearest, results, code: code, name: name)
    func evenness(_ weight: (UnitFigures) -> Double) -> Inequality? {
      Inequality(
        counts: units.map { Double($0.count) }, weights: units.map(weight),
        groups: units.map { String($0.code.prefix(2)) })
    }
    let isInside = located.map { code.isEmpty || $0.lies(in: code) }
    func access(_ results: [CatchmentAccess], _ demand: AuditInput.Demand) -> [AuditFigures.Access]
    {
      results.map { summary($0, demand, located, isInside) }
    }
    let points = input.regencies
    let pointNearest = NearestSites(of: points.positions, among: grid)
    let pointResults = CatchmentAccess.all(
      demand: GridIndex(points.positions), weights: points.weights, sites: positions,
      capacity: positions.map { _ in 1 })
    var figures = AuditFigures(
      bases: PLKKBasis.allCases.filter { basis in
        question.filter.bases.isEmpty || question.filter.bases.contains(basis)
      }, whole: whole, provinces: provinces, units: units,
      distances: DistanceSummary(
        meters: nearest.meters, secondMeters: nearest.secondMeters, weights: demand.weights),
      regencyDistances: DistanceSummary(
        meters: pointNearest.meters, secondMeters: pointNearest.secondMeters,
        weights: points.weights),
      sitesUsed: isInside.count { $0 }, sitesTotal: inside.count,
      presumedBeyond: input.sites.count { $0.basis == .presumed }
        - inside.count { $0.basis == .presumed },
      farthest: farthest(demand, nearest, located),
      vulnerability: vulnerability(demand, nearest, located),
      pattern: PointPattern(inside.compactMap(\.position), areaKm2: whole.areaKm2),
      byPopulation: evenness(\.population), byWorkers: evenness(\.workers),
      byArea: evenness(\.areaKm2), access: access(results, demand),
      regencyAccess: access(pointResults, points),
      sensitivity: sensitivity(
        input, units, results, catchments(CatchmentAccess.steepZones)), sites: inside)
    propose(
      demand, nearest.meters, question, seeksOptimum: input.seeksOptimum, &figures)
    return figures
  }

  /// What other weights of the zones change; the first formula has no weights.
  private func sensitivity(
    _ input: AuditInput, _ units: [UnitFigures], _ usual: [CatchmentAccess],
    _ steep: [CatchmentAccess]
  ) -> [ZoneSensitivity] {
    let demand = input.villages
    func relative(_ result: CatchmentAccess) -> [Double?] {
      var (access, people) = (units.map { _ in 0.0 }, units.map { _ in 0.0 })
      for index in demand.units.indices {
        access[demand.units[index]] += demand.weights[index] * result.access[index]
        people[demand.units[index]] += demand.weights[index]
      }
      return units.indices.map { unit in
        ratio(access[unit], people[unit]).flatMap { own in result.mean.flatMap { ratio(own, $0) } }
      }
    }
    return zip(usual, steep).filter { $0.0.method != .twoStep }.map { usual, steep in
      ZoneSensitivity(
        usual.method, codes: units.map(\.code), usual: relative(usual), steep: relative(steep))
    }
  }

  /// The units, the area as one, and its provinces.
  private func units(
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
    var (people, distances, used) = (none, none, none)
    var access = results.map { _ in none }
    let demand = input.villages
    for index in demand.units.indices where nearest.meters[index].isFinite {
      let (own, weight) = (demand.units[index], demand.weights[index])
      people[own] += weight
      distances[own] += weight * nearest.meters[index]
      used[own] += 1
      for method in results.indices {
        access[method][own] += weight * results[method].access[index]
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
      figures.weightedMeanMeters = ratio(sum(distances), sum(people))
      figures.relativeAccess = results.indices.map { method in
        ratio(sum(access[method]), sum(people)).flatMap { own in
          results[method].mean.flatMap { ratio(own, $0) }
        }
      }
      return figures
    }
    let units = input.units.indices.map { index in
      let region = input.units[index].region
      return unit(region.code, region.name, byArea[region.code], [index])
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

  /// The points farthest from a site, the farthest first, ties by code.
  private func farthest(
    _ demand: AuditInput.Demand, _ nearest: NearestSites, _ located: [Facility]
  ) -> [AuditFigures.FarPoint] {
    var order: [Int] = []
    for index in nearest.meters.indices where nearest.meters[index].isFinite {
      if order.count == Self.rankLength,
        let last = order.last, nearest.meters[index] <= nearest.meters[last]
      {
        continue
      }
      let next = order.firstIndex { nearest.meters[$0] < nearest.meters[index] } ?? order.count
      order.insert(index, at: next)
      if order.count > Self.rankLength { order.removeLast() }
    }
    return order.map { index in
      let village = villages[demand.rows[index]]
      return AuditFigures.FarPoint(
        code: village.code, name: village.name, unitCode: village.regencyCode,
        position: demand.positions[index], weight: demand.weights[index],
        meters: nearest.meters[index], nearest: located[Int(nearest.nearest[index])].id)
    }
  }

  /// The sites whose loss would lengthen the distances most.
  private func vulnerability(
    _ demand: AuditInput.Demand, _ nearest: NearestSites, _ located: [Facility]
  ) -> [AuditFigures.Vulnerability] {
    var people = [Double](repeating: 0, count: located.count)
    var (meters, all) = (people, 0.0)
    for index in demand.weights.indices where nearest.nearest[index] >= 0 {
      let (site, weight) = (Int(nearest.nearest[index]), demand.weights[index])
      all += weight
      people[site] += weight
      meters[site] += weight * (nearest.secondMeters[index] - nearest.meters[index])
    }
    return located.indices.filter { people[$0] > 0 }
      .sorted { (-meters[$0], $0) < (-meters[$1], $1) }.prefix(Self.rankLength).map { site in
        AuditFigures.Vulnerability(
          id: located[site].id, name: located[site].name, people: people[site],
          meters: ratio(meters[site], all).flatMap { $0.isFinite ? $0 : nil })
      }
  }

  /// One of the formulas of competition, summed up.
  private func summary(
    _ result: CatchmentAccess, _ demand: AuditInput.Demand, _ located: [Facility],
    _ isInside: [Bool]
  ) -> AuditFigures.Access {
    var (people, without, half) = (0.0, 0.0, 0.0)
    let edge = (result.mean ?? 0) / 2
    for index in demand.weights.indices {
      let (weight, access) = (demand.weights[index], result.access[index])
      people += weight
      if access == 0 { without += weight }
      if access < edge { half += weight }
    }
    return AuditFigures.Access(
      method: result.method, per100k: result.mean.map { $0 * 100_000 },
      withoutAccess: ratio(without, people),
      belowHalf: result.mean.flatMap { _ in ratio(half, people) },
      unreached: result.unreached.filter { isInside[$0] }.map { located[$0].id })
  }
}
