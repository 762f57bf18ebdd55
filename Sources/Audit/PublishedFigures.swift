public import Facilities

/// Published figures about people and claims: the only denominators that are no estimate.
///
/// All are about Kalimantan as a whole, except coverage, which was published for provinces too.
public struct PublishedFigures: Hashable, Sendable {
  /// Workers.
  public var workers: PublishedCount?
  /// Participants: registered, not active.
  public var participants: PublishedCount?
  /// Claims paid in a year.
  public var claims: PublishedCount?
  /// What they came to at least, rupiah.
  public var claimsPaid: PublishedCount?
  /// Published shares of registered workers by province, in the order of the table.
  public var coverageByProvince: [PublishedCoverage]

  /// Takes the newest of each.
  ///
  /// - Parameters:
  ///   - published: All published figures; those about people are of Kalimantan as a whole, so a smaller
  ///     area has none of them.
  ///   - coverage: All published shares.
  ///   - provinces: The provinces whose shares are wanted.
  init(
    _ published: [PublishedCount], _ coverage: [PublishedCoverage], provinces: [Province]
  ) {
    coverageByProvince = coverage.filter { line in provinces.contains { $0.name == line.area } }
    func newest(_ level: String) -> PublishedCount? {
      published.filter { $0.level == level }.max { $0.date < $1.date }
    }
    workers = newest("region/workers")
    participants = newest("region/participants")
    claims = newest("region/claims")
    claimsPaid = newest("region/claims_paid_idr_min")
  }

  /// Participants over workers, 0 … 1.
  public var coverage: Double? {
    workers.flatMap { workers in
      participants.flatMap { ratio(Double($0.count), Double(workers.count)) }
    }
  }
}

/// How evenly the published totals are shared out over the five provinces.
///
/// These are the only figures of evenness that rest on published counts and on nothing presumed.
public struct ProvincialEvenness: Hashable, Sendable {
  /// Date of the totals.
  public var date: String
  /// Sites that were published, all provinces.
  public var count: Int
  /// By population.
  public var byPopulation: Inequality?
  /// By employed people (an estimate).
  public var byWorkers: Inequality?
  /// By area.
  public var byArea: Inequality?

  /// Measures; `nil` unless every province has a total of the newest date.
  init?(_ published: [PublishedCount], _ gazetteer: Gazetteer) {
    let totals = published.filter { $0.level == "province" }
    guard let date = totals.map(\.date).max() else { return nil }
    var (counts, population, workers, area) = ([Double](), [Double](), [Double](), [Double]())
    for province in gazetteer.provinces {
      guard let total = totals.last(where: { $0.date == date && $0.area == province.name }) else {
        return nil
      }
      let members = gazetteer.regencies.filter { $0.region.provinceCode == province.code }
      counts.append(Double(total.count))
      population.append(members.reduce(0) { $0 + Double($1.population) })
      workers.append(members.reduce(0) { $0 + Double($1.workersEstimate) })
      area.append(members.reduce(0) { $0 + $1.areaKm2 })
    }
    self.date = date
    count = Int(counts.reduce(0, +))
    let codes = gazetteer.provinces.map(\.code)
    byPopulation = Inequality(counts: counts, weights: population, groups: codes)
    byWorkers = Inequality(counts: counts, weights: workers, groups: codes)
    byArea = Inequality(counts: counts, weights: area, groups: codes)
  }
}
