public import Facilities
public import Geo

/// Makes an audit out of a list and the administrative areas.
///
/// Demand points are the villages, and beside them the kabupaten's own points. A kabupaten's people are
/// shared out equally over its villages that have a position, because no figure for a village is at
/// hand; so distances between kabupaten are sound, those inside one are an estimate.
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
    /// What referrals tell, where referrals are at hand.
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
    villages = try gazetteer.villages.sorted { $0.code < $1.code }
    var places: [String: Int] = [:]
    for (place, regency) in gazetteer.regencies.enumerated() { places[regency.region.code] = place }
    villageRegencies = villages.map { places[$0.regencyCode] ?? -1 }
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
    let code = question.regionCode ?? ""
    guard code.utf8.count <= 5 else { throw .regionTooSmall(code) }
    guard let name = name(of: code) else { throw .unknownRegion(code) }
    // Help does not stop at a border: all sites count for distances, those inside for counts.
    var filter = question.filter
    filter.regionCode = nil
    var sites = directory.facilities(matching: filter)
    if question.date < Self.firstList {
      // Who is only presumed or reported since then was not known on an earlier day.
      sites.removeAll { site in
        site.basis != .official && (site.basisDate.isEmpty || site.basisDate > question.date)
      }
    }
    guard !sites.isEmpty else { throw .noSite }
    // What was published is about the whole list, whatever is filtered here.
    let reconciliation = Reconciliation(
      published, provinces: gazetteer.provinces, regencies: gazetteer.regencies.map(\.region),
      sites: directory.facilities(matching: .plkk)
    ).limited(to: code)
    var report = report(
      input(code, question.weight, sites), question, name: name, code: code,
      reconciliation: reconciliation)
    if code.isEmpty,
      let participants = published.last(where: { $0.level == "region/participants" })
    {
      report.participants = participants
      report.per100kParticipants = ratio(
        Double(report.whole.count), Double(participants.count)
      ).map { $0 * 100_000 }
    }
    return report
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
    for (place, regency) in chosen.enumerated() { unitOf[regency] = place }
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
