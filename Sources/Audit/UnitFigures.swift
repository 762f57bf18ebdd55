public import Facilities

/// Counts of sites by what is known of them.
public struct SiteBreakdown: Hashable, Sendable {
  /// Sites in all.
  public private(set) var count = 0
  /// By kind.
  public private(set) var byKind: [FacilityKind: Int] = [:]
  /// By what supports their membership.
  public private(set) var byBasis: [PLKKBasis: Int] = [:]
  /// By how well their position is known.
  public private(set) var byPrecision: [PositionPrecision: Int] = [:]
  /// By owner as listed; the empty word is unknown.
  public private(set) var byOwnership: [String: Int] = [:]

  /// Counts nothing.
  public init() {}

  /// Counts some sites.
  public init(_ sites: [Facility]) { sites.forEach { add($0) } }

  /// Counts one more.
  public mutating func add(_ site: Facility) {
    count += 1
    byKind[site.kind, default: 0] += 1
    byBasis[site.basis, default: 0] += 1
    byPrecision[site.positionPrecision, default: 0] += 1
    byOwnership[site.ownership, default: 0] += 1
  }
}

/// What one kabupaten or province has, over each denominator.
public struct UnitFigures: Hashable, Sendable {
  /// Kemendagri code.
  public var code: String
  /// Printed name.
  public var name: String
  /// Its PLKK sites.
  public var sites: SiteBreakdown
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
  /// Mean access of its people over that of all (SPAR), in the order of the methods.
  public var relativeAccess: [Double?] = []
  /// Villages used for the distances.
  public var villagesUsed = 0

  /// PLKK sites in it.
  public var count: Int { sites.count }
  /// Hospitals among them.
  public var hospitals: Int { sites.byKind[.hospital] ?? 0 }

  /// Computes the quotients.
  ///
  /// - Parameters:
  ///   - code: Kemendagri code of the unit.
  ///   - name: Its name.
  ///   - sites: Its sites.
  ///   - population: Its population.
  ///   - workers: Its workers.
  ///   - areaKm2: Its area, square kilometres.
  ///   - allCount: Sites of the whole area of the audit.
  ///   - allPopulation: Population of the whole area of the audit.
  public init(
    code: String, name: String, sites: SiteBreakdown, population: Double,
    workers: Double, areaKm2: Double, allCount: Int, allPopulation: Double
  ) {
    self.code = code
    self.name = name
    self.sites = sites
    self.population = population
    self.workers = workers
    self.areaKm2 = areaKm2
    let sites = Double(sites.count)
    per100kPopulation = ratio(sites, population).map { $0 * 100_000 }
    per100kWorkers = ratio(sites, workers).map { $0 * 100_000 }
    per1000km2 = ratio(sites, areaKm2).map { $0 * 1000 }
    km2PerSite = ratio(areaKm2, sites)
    locationQuotient = ratio(sites, Double(allCount)).flatMap { share in
      ratio(population, allPopulation).flatMap { ratio(share, $0) }
    }
  }
}
