public import Facilities
public import Geo

/// Makes an audit out of a list and the administrative areas.
///
/// Demand points are the villages, and beside them the kabupaten's own points. A kabupaten's people are
/// shared out equally over its villages that have a position, because no figure for a village is at
/// hand; so distances between kabupaten are sound, those inside one are an estimate.
///
/// For example:
///
///     let auditor = try Auditor(tables, gazetteer: gazetteer)
///     let question = Auditor.Question(regionCode: "63", date: "2026-11-28")
///     let report = try auditor.audit(directory, question)
///     let page = report.text(.indonesian)
public struct Auditor: Sendable {
  /// The question.
  public struct Question: Hashable, Sendable {
    /// Code of a province or kabupaten; `nil` for all of Kalimantan.
    public var regionCode: String?
    /// The day the list is for, as printed.
    public var date: String
    /// Which facilities count.
    public var filter: FacilityFilter
    /// What the weights count.
    public var weight = DemandWeight.population
    /// How many new sites to propose, 0 … `mostProposals`.
    public var proposals = 0
    /// Reach for covering, metres.
    public var proposalMeters = 25_000.0
    /// Where they may stand; `nil` = in any village of the area.
    public var candidates: [Candidate]?
    /// Threads for distances and catchments; no figure depends on them.
    public var threads = 2
    /// The day of the first list that is known: nothing is known of the network before it.
    public var earliest = Auditor.firstList
    /// What referrals show, where there are any.
    public var referrals: ReferralFigures?

    /// Asks.
    public init(
      regionCode: String? = nil, date: String, filter: FacilityFilter = .plkk
    ) {
      self.regionCode = regionCode
      self.date = date
      self.filter = filter
    }
  }

  /// A place where a site might be opened.
  public struct Candidate: Hashable, Sendable {
    /// Unique code.
    public var code: String
    /// Printed name.
    public var name: String
    /// Where it is.
    public var position: Position

    /// Makes a candidate.
    public init(code: String, name: String, position: Position) {
      self.code = code
      self.name = name
      self.position = position
    }
  }

  /// The most new sites that can be asked for.
  public static let mostProposals = 50
  /// The embedded list's own date.
  public static let firstList = "2026-02-02"
  /// How many far points and vulnerable sites a report holds.
  public static let rankLength = 20

  let gazetteer: Gazetteer
  let published: [PublishedCount]
  let coverage: [PublishedCoverage]
  let villages: [Region]
  /// Place of each village's kabupaten among the gazetteer's, −1 without one.
  private let villageRegencies: [Int]
  let boundaries: [String: MultiPolygon]

  /// Makes an auditor; reads the villages.
  ///
  /// - Throws: `SeedError` when the tables of published totals or villages are broken.
  public init(_ tables: SeedTables, gazetteer: Gazetteer) throws(SeedError) {
    self.gazetteer = gazetteer
    published = try PublishedCount.all(in: tables.published)
    coverage = try PublishedCoverage.all(in: tables.coverage)
    villages = try gazetteer.villages.sorted { $0.code < $1.code }
    var indexByCode: [String: Int] = [:]
    for (index, regency) in gazetteer.regencies.enumerated() {
      indexByCode[regency.region.code] = index
    }
    villageRegencies = villages.map { indexByCode[$0.regencyCode] ?? -1 }
    boundaries = Dictionary(
      zip(gazetteer.regencies.map(\.region.code), gazetteer.boundaries),
      uniquingKeysWith: { a, _ in a })
  }

  /// Audits a directory.
  ///
  /// - Throws: `AuditError`.
  /// - Complexity: O((n + m) log m + pairs within 50 km).
  public func audit(
    _ directory: Directory, _ question: Question
  ) throws(AuditError) -> AuditReport {
    guard question.date >= question.earliest else {
      throw .beforeFirstList(date: question.date, first: question.earliest)
    }
    guard (0...Self.mostProposals).contains(question.proposals) else {
      throw .tooManyProposals(question.proposals, most: Self.mostProposals)
    }
    guard question.proposalMeters > 0 else { throw .noReach }
    let code = question.regionCode ?? ""
    guard code.utf8.count <= 5 else { throw .regionTooSmall(code) }
    guard let name = name(of: code) else { throw .unknownRegion(code) }
    // Help does not stop at a border: all sites count for distances, those inside for counts.
    var filter = question.filter
    filter.regionCode = nil
    var sites = directory.facilities(matching: filter)
    if question.date < Self.firstList {
      // Who is presumed is so for that list, and who was reported later was not known on an earlier day.
      sites.removeAll { site in
        site.basis == .presumed
          || site.basis != .official && (site.basisDate.isEmpty || site.basisDate > question.date)
      }
    }
    guard !sites.isEmpty else { throw .noSite }
    let input = self.input(code, question.weight, sites)
    let listed = self.figures(input, question, name: name, code: code)
    // Published figures are about the whole list, independent of the filter.
    let reconciliation = Reconciliation(
      published, gazetteer: gazetteer, sites: directory.facilities(matching: .plkk)
    ).limited(to: code)
    return AuditReport(
      regionCode: code, regionName: name, date: question.date,
      totalsDate: published.filter { $0.level == "region" }.map(\.date).max() ?? "",
      weight: question.weight, listed: listed,
      confirmed: confirmed(input, listed, question, name: name, code: code),
      published: PublishedFigures(
        code.isEmpty ? published : [], coverage,
        provinces: gazetteer.provinces.filter { $0.code.hasPrefix(code) }),
      provincial: code.isEmpty ? ProvincialEvenness(published, gazetteer) : nil,
      reconciliation: reconciliation,
      quality: DataQuality(listed.sites, boundaries: boundaries),
      regencyTotal: input.regencies.total, demandUsed: input.villages.positions.count,
      demandTotal: input.villages.total, referrals: question.referrals,
      proposalMeters: question.proposalMeters)
  }

  /// The same figures with official and reported sites only, where that is another set.
  private func confirmed(
    _ input: AuditInput, _ listed: AuditFigures, _ question: Question, name: String, code: String
  ) -> AuditFigures? {
    let isConfirmed = { (basis: PLKKBasis) in basis == .official || basis == .reported }
    var confirmed = input
    // With few sites the search for the optimum takes minutes; the greedy answer is enough beside the list.
    confirmed.seeksOptimum = false
    confirmed.sites.removeAll { !isConfirmed($0.basis) }
    guard !confirmed.sites.isEmpty, confirmed.sites.count < input.sites.count else { return nil }
    var figures = self.figures(confirmed, question, name: name, code: code)
    figures.bases = listed.bases.filter(isConfirmed)
    return figures
  }

  private func name(of code: String) -> String? {
    if code.isEmpty { return "Kalimantan" }
    return gazetteer.provinces.first { $0.code == code }?.name
      ?? gazetteer.regencies.first { $0.region.code == code }?.region.name
  }

  /// Units, villages with their shares of people, kabupaten points, sites.
  private func input(
    _ code: String, _ weight: DemandWeight, _ sites: [Facility]
  ) -> AuditInput {
    let chosen = gazetteer.regencies.indices
      .filter { gazetteer.regencies[$0].region.code.hasPrefix(code) }
      .sorted { gazetteer.regencies[$0].region.code < gazetteer.regencies[$1].region.code }
    let units = chosen.map { gazetteer.regencies[$0] }
    var unitOf = [Int](repeating: -1, count: gazetteer.regencies.count + 1)
    for (index, regency) in chosen.enumerated() { unitOf[regency] = index }
    var demand = AuditInput.Demand()
    var located = [Int](repeating: 0, count: units.count)
    for (row, regency) in villageRegencies.enumerated() where regency >= 0 {
      let unit = unitOf[regency]
      guard unit >= 0 else { continue }
      demand.total += 1
      guard let position = villages[row].position else { continue }
      located[unit] += 1
      demand.positions.append(position)
      demand.units.append(unit)
      demand.rows.append(row)
    }
    let people = units.map { Double(weight == .population ? $0.population : $0.workersEstimate) }
    let shares = people.indices.map { ratio(people[$0], Double(located[$0])) ?? 0 }
    demand.weights = demand.units.map { shares[$0] }
    var points = AuditInput.Demand()
    points.total = units.count
    for (unit, regency) in units.enumerated() {
      guard let position = regency.region.position else { continue }
      points.positions.append(position)
      points.weights.append(people[unit])
      points.units.append(unit)
      points.rows.append(unit)
    }
    return AuditInput(
      units: units, villages: demand, regencies: points, sites: sites.sorted { $0.id < $1.id })
  }
}
