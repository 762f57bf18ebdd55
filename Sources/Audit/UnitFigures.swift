/// What one kabupaten or province has, over each denominator.
public struct UnitFigures: Hashable, Sendable {
  /// Kemendagri code.
  public var code: String
  /// Printed name.
  public var name: String
  /// PLKK sites in it.
  public var count: Int
  /// Hospitals among them.
  public var hospitals: Int
  /// People living there.
  public var population: Double
  /// Employed people; an estimate.
  public var workers: Double
  /// Area, km².
  public var areaKm2: Double
  /// Sites for 100,000 inhabitants; `nil` without inhabitants.
  public var per100kPopulation: Double?
  /// Sites for 100,000 employed people (an estimate); `nil` without any.
  public var per100kWorkers: Double?
  /// Sites for 1,000 km²; `nil` without area.
  public var per1000km2: Double?
  /// Area a site, km²; `nil` without a site.
  public var km2PerSite: Double?
  /// Its share of the sites over its share of the population: 1 = a fair share.
  public var locationQuotient: Double?
  /// Mean distance of its people to the nearest site, metres.
  public var weightedMeanMeters: Double?

  /// Computes the quotients.
  ///
  /// - Parameters:
  ///   - allCount: Sites of the whole area asked about.
  ///   - allPopulation: Its population.
  public init(
    code: String, name: String, count: Int, hospitals: Int, population: Double, workers: Double,
    areaKm2: Double, allCount: Int, allPopulation: Double, weightedMeanMeters: Double? = nil
  ) {
    self.code = code
    self.name = name
    self.count = count
    self.hospitals = hospitals
    self.population = population
    self.workers = workers
    self.areaKm2 = areaKm2
    self.weightedMeanMeters = weightedMeanMeters
    let sites = Double(count)
    per100kPopulation = ratio(sites, population).map { $0 * 100_000 }
    per100kWorkers = ratio(sites, workers).map { $0 * 100_000 }
    per1000km2 = ratio(sites, areaKm2).map { $0 * 1000 }
    km2PerSite = ratio(areaKm2, sites)
    locationQuotient = ratio(sites, Double(allCount)).flatMap { share in
      ratio(population, allPopulation).flatMap { ratio(share, $0) }
    }
  }
}
