import Audit
import Facilities
import Geo

/// The material of `peer.py`, and its figures in its order by the audit's own parts.
struct SharedMaterial {
  var units: [Regency]
  var villages: [Position] = []
  var villageUnits: [Int] = []
  var sites: [Position] = []
  var counts: [Double]

  init(_ gazetteer: Gazetteer, _ directory: Directory) throws {
    units = gazetteer.regencies
    var places: [String: Int] = [:]
    for (place, unit) in units.enumerated() { places[unit.region.code] = place }
    counts = units.map { _ in 0 }
    for site in directory.facilities(matching: .plkk) {
      if let position = site.position { sites.append(position) }
      if let place = places[site.regencyCode] { counts[place] += 1 }
    }
    for village in try gazetteer.villages {
      guard let position = village.position, let unit = places[village.regencyCode] else {
        continue
      }
      villages.append(position)
      villageUnits.append(unit)
    }
  }

  func figures() -> [Double] {
    let population = units.map { Double($0.population) }
    let workers = units.map { Double($0.workersEstimate) }
    let area = units.map(\.areaKm2)
    var located = units.map { _ in 0.0 }
    for unit in villageUnits { located[unit] += 1 }
    let share = units.indices.map { population[$0] / max(located[$0], 1) }
    let weights = villageUnits.map { share[$0] }
    let total = weights.reduce(0, +)
    let grid = GridIndex(sites)
    let nearest = NearestSites(of: villages, among: grid, threads: 2)
    let distances = DistanceSummary(
      meters: nearest.meters, secondMeters: nearest.secondMeters, weights: weights)
    var figures = [
      distances.mean, distances.weightedMean, distances.secondWeightedMean, distances.median,
      distances.p90, distances.maximum,
    ].map { $0 ?? .nan }
    figures += distances.coverage.map { $0.share ?? .nan }
    figures += distances.coverage.map { $0.twiceShare ?? .nan }
    figures += distances.curve
    var loss = sites.map { _ in 0.0 }
    var (ways, people) = (units.map { _ in 0.0 }, units.map { _ in 0.0 })
    for place in villages.indices {
      let (weight, meters) = (weights[place], nearest.meters[place])
      loss[Int(nearest.nearest[place])] += weight * (nearest.secondMeters[place] - meters)
      ways[villageUnits[place]] += weight * meters
      people[villageUnits[place]] += weight
    }
    figures += loss.sorted(by: >).prefix(20).map { $0 / total }
    figures += PointPattern(sites, areaKm2: area.reduce(0, +)).map { [$0.index] } ?? [.nan]
    for result in CatchmentAccess.all(
      demand: GridIndex(villages), weights: weights, sites: sites, capacity: sites.map { _ in 1 },
      threads: 2)
    {
      let mean = result.mean ?? .nan
      var (without, half) = (0.0, 0.0)
      for place in villages.indices {
        if result.access[place] == 0 { without += weights[place] }
        if result.access[place] < mean / 2 { half += weights[place] }
      }
      figures += [mean, without / total, half / total]
    }
    let (all, allPeople) = (counts.reduce(0, +), population.reduce(0, +))
    for unit in units.indices {
      figures += [
        counts[unit] / population[unit], counts[unit] / workers[unit], counts[unit] / area[unit],
        counts[unit] / all / (population[unit] / allPeople), ways[unit] / people[unit],
      ]
    }
    for weight in [population, workers, area] {
      let value = Inequality(
        counts: counts, weights: weight, groups: units.map { String($0.region.code.prefix(2)) })
      figures += [value?.gini, value?.hoover, value?.theil?.total, value?.theil?.between].map {
        $0 ?? .nan
      }
    }
    return figures
  }
}
