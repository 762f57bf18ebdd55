public import Facilities
public import Geo

/// Makes an audit out of a list and the administrative areas.
///
/// Demand points are the villages. A kabupaten's people are shared out equally over its villages that
/// have a position, because no figure for a village is at hand; so distances between kabupaten are
/// sound, those inside one are an estimate.
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
    public var weight = AuditInput.Weight.population
    /// How many new sites to propose, 0 … `mostProposals`.
    public var proposals = 0
    /// Reach for covering, metres.
    public var proposalMeters = 25_000.0
    /// Where they may stand; `nil` = in any village of the area.
    public var candidates: [Candidate]?
    /// Threads for distances.
    public var threads = 1

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
  /// The list's own date: nothing is known of the network before it.
  public static let firstList = "2026-02-02"
  /// How many far points and vulnerable sites a report holds.
  public static let rankLength = 20

  let gazetteer: Gazetteer
  let published: [PublishedCount]

  /// Makes an auditor.
  ///
  /// - Throws: `SeedError` when the table of published totals is broken.
  public init(_ tables: SeedTables, gazetteer: Gazetteer) throws(SeedError) {
    self.gazetteer = gazetteer
    published = try PublishedCount.all(in: tables.published)
  }

  /// Audits a directory.
  ///
  /// - Throws: `AuditError`, or `SeedError` when the villages cannot be read.
  /// - Complexity: O((n + m) log m + pairs within 50 km).
  public func audit(_ directory: Directory, _ question: Question) throws -> AuditReport {
    guard question.date >= Self.firstList else {
      throw AuditError.beforeFirstList(date: question.date, first: Self.firstList)
    }
    guard (0...Self.mostProposals).contains(question.proposals) else {
      throw AuditError.tooManyProposals(question.proposals, most: Self.mostProposals)
    }
    let code = question.regionCode ?? ""
    guard code.utf8.count <= 5 else { throw AuditError.regionTooSmall(code) }
    let regencies = gazetteer.regencies.filter { $0.region.code.hasPrefix(code) }
    guard let name = try name(of: code), !regencies.isEmpty else {
      throw AuditError.unknownRegion(code)
    }
    // Help does not stop at a border: all sites count for distances, those inside for counts.
    var filter = question.filter
    filter.regionCode = nil
    let sites = directory.facilities(matching: filter)
    guard !sites.isEmpty else { throw AuditError.noSite }
    let input = AuditInput(
      units: regencies.map {
        AuditInput.Unit(
          code: $0.region.code, name: $0.region.name, population: Double($0.population),
          workers: Double($0.workersEstimate), areaKm2: $0.areaKm2)
      },
      demand: try demand(regencies, question.weight), sites: sites, weight: question.weight)
    let boundaries = Dictionary(
      zip(gazetteer.regencies.map(\.region.code), gazetteer.boundaries),
      uniquingKeysWith: { a, _ in a })
    // A kabupaten's figures must not stand under its province's name.
    let known = gazetteer.provinces.filter { province in
      code.utf8.count <= 2 && regencies.contains { $0.region.provinceCode == province.code }
    }
    // What was published is about the whole list, whatever is filtered here.
    let reconciliation = Reconciliation(
      published, provinces: gazetteer.provinces, sites: directory.facilities(matching: .plkk))
    var report = Self.report(
      input, question, name: name, code: code,
      provinces: known.map { ($0.code, $0.name) }, boundaries: boundaries,
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

  private func name(of code: String) throws -> String? {
    if code.isEmpty { return "Kalimantan" }
    return gazetteer.provinces.first { $0.code == code }?.name
      ?? gazetteer.regencies.first { $0.region.code == code }?.region.name
  }

  /// The villages with their shares of people.
  func demand(
    _ regencies: [Regency], _ weight: AuditInput.Weight
  ) throws(SeedError) -> [AuditInput.Demand] {
    var people: [String: Double] = [:]
    for regency in regencies {
      people[regency.region.code] = Double(
        weight == .population ? regency.population : regency.workersEstimate)
    }
    let villages = try gazetteer.villages.filter { people[$0.regencyCode] != nil }
    var located: [String: Int] = [:]
    for village in villages where village.position != nil {
      located[village.regencyCode, default: 0] += 1
    }
    return villages.map { village in
      let isUsed = village.position != nil
      let share =
        isUsed
        ? ratio(people[village.regencyCode] ?? 0, Double(located[village.regencyCode] ?? 0)) : 0
      return AuditInput.Demand(
        code: village.code, name: village.name, unitCode: village.regencyCode,
        position: village.position, weight: share ?? 0)
    }
  }
}
