public import Facilities

/// The list beside what was published, and each publication beside itself.
public struct Reconciliation: Hashable, Sendable {
  /// One published figure beside the list.
  public struct Line: Hashable, Sendable {
    /// As published.
    public var published: PublishedCount
    /// Codes of the province or the kabupaten that the figure is about; empty for all Kalimantan.
    public var codes: [String]
    /// Sites on the list in that area, or the estimate of its workers; `nil` where the publisher's
    /// class cannot be counted.
    public var counted: Int?
    /// Whether the list was filled up with presumed sites until it held as many: then that the two
    /// agree is no evidence.
    public var isByConstruction: Bool
    /// Published less counted.
    public var difference: Int? { counted.map { published.count - $0 } }
  }

  /// A publication whose own parts add up to something else.
  public struct Contradiction: Hashable, Sendable {
    /// Which sum fails.
    public enum Sum: Hashable, Sendable {
      /// The provinces beside the region.
      case provinces
      /// The kinds beside the area's total.
      case kinds
      /// Workers less participants beside the workers not registered.
      case notRegistered
      /// The same figure printed twice, differently.
      case repeated
    }

    /// Which sum fails.
    public var sum: Sum
    /// The figure that does not fit.
    public var published: PublishedCount
    /// Codes of the province or the kabupaten that the figure is about; empty for all Kalimantan.
    public var codes: [String]
    /// Area as the publisher calls it.
    public var area: String { published.area }
    /// Date as printed.
    public var date: String { published.date }
    /// The figure printed.
    public var printed: Int { published.count }
    /// What the parts come to.
    public var computed: Int
  }

  /// Region and provinces, by date and then as published.
  public var lines: [Line]
  /// Publications that contradict themselves.
  public var contradictions: [Contradiction]

  /// Compares.
  ///
  /// - Parameters:
  ///   - published: All published figures; those about neither sites nor workers are passed over.
  ///   - gazetteer: Provinces and kabupaten, to find the area of a figure.
  ///   - sites: The PLKK sites of the whole list.
  init(_ published: [PublishedCount], gazetteer: Gazetteer, sites: [Facility]) {
    var all = SiteBreakdown()
    var byArea: [String: SiteBreakdown] = [:]
    for site in sites {
      all.add(site)
      byArea[site.provinceCode, default: SiteBreakdown()].add(site)
      byArea[site.regencyCode, default: SiteBreakdown()].add(site)
    }
    let regions = gazetteer.regencies.map(\.region)
    /// Codes of what a figure is about; nil where nothing of that name is known.
    func codes(_ figure: PublishedCount) -> [String]? {
      switch figure.level.split(separator: "/").first {
      case "region": return []
      case "province":
        return gazetteer.provinces.first { $0.name == figure.area }.map { [$0.code] }
      default:
        let found = Self.regencies(in: figure.area, regions)
        return found.isEmpty ? nil : found
      }
    }
    let newest = published.filter { $0.level == "region" }.map(\.date).max()
    lines = published.compactMap { figure in
      let parts = figure.level.split(separator: "/").map(String.init)
      guard let codes = codes(figure) else { return nil }
      if figure.level == "region/workers" {
        return Line(
          published: figure, codes: codes,
          counted: gazetteer.regencies.reduce(0) { $0 + $1.workersEstimate },
          isByConstruction: false)
      }
      let areas = codes.isEmpty ? [all] : codes.map { byArea[$0] ?? SiteBreakdown() }
      if parts.count == 1 {
        let counted = areas.reduce(0) { $0 + $1.count }
        return Line(
          published: figure, codes: codes, counted: counted,
          isByConstruction: figure.date == newest && counted == figure.count
            && areas.contains { $0.byBasis[.presumed] ?? 0 > 0 })
      }
      guard figure.countsSites else { return nil }
      // The list does not hold the publishers' own classes of hospitals.
      return Line(
        published: figure, codes: codes,
        counted: FacilityKind(rawValue: parts[1]).map { kind in
          areas.reduce(0) { $0 + ($1.byKind[kind] ?? 0) }
        },
        isByConstruction: false)
    }
    contradictions = Self.contradictions(published, codes)
  }

  /// Only what is about an area.
  ///
  /// Figures of all Kalimantan, of the area's province, of the area itself and of kabupaten inside it
  /// stay.
  ///
  /// - Parameter code: Code of a province or a kabupaten; empty for everything.
  /// - Returns: The reconciliation with those lines only.
  /// - Complexity: O(lines).
  func limited(to code: String) -> Reconciliation {
    func concerns(_ codes: [String]) -> Bool {
      codes.isEmpty || codes.contains { $0.hasPrefix(code) || code.hasPrefix($0) }
    }
    var limited = self
    limited.lines.removeAll { !concerns($0.codes) }
    limited.contradictions.removeAll { !concerns($0.codes) }
    return limited
  }

  /// Codes of the kabupaten and kota that a publisher's words name, whole words only.
  static func regencies(in area: String, _ regencies: [Region]) -> [String] {
    var rest = area
    var codes: [String] = []
    let names = regencies.map { region in
      (code: region.code, name: String(region.name.drop { $0 != " " }.dropFirst()))
    }
    // Longest first: "Penajam Paser Utara" is not "Paser".
    for (code, name) in names.sorted(by: { $0.name.count > $1.name.count }) where !name.isEmpty {
      // A branch is called after its seat, which may lie in another kabupaten's name.
      let found = rest.ranges(of: name).filter { range in
        let before =
          range.lowerBound > rest.startIndex ? rest[rest.index(before: range.lowerBound)] : " "
        let after = range.upperBound < rest.endIndex ? rest[range.upperBound] : " "
        return !before.isLetter && !after.isLetter
          && !rest[range.upperBound...].hasPrefix(" branch")
      }
      guard let range = found.first else { continue }
      codes.append(code)
      rest.replaceSubrange(range, with: "")
    }
    return codes.sorted()
  }

  private static func contradictions(
    _ published: [PublishedCount], _ codes: (PublishedCount) -> [String]?
  ) -> [Contradiction] {
    var found: [Contradiction] = []
    func add(_ sum: Contradiction.Sum, _ figure: PublishedCount, _ computed: Int) {
      found.append(
        Contradiction(
          sum: sum, published: figure, codes: codes(figure) ?? [], computed: computed))
    }
    for whole in published where whole.level == "region" {
      let parts = published.filter { $0.level == "province" && $0.date == whole.date }
      let sum = parts.reduce(0) { $0 + $1.count }
      if !parts.isEmpty, sum != whole.count {
        add(.provinces, whole, sum)
      }
    }
    for whole in published where whole.level == "province" || whole.level == "branch" {
      let parts = published.filter {
        $0.area == whole.area && $0.date == whole.date && $0.source == whole.source
          && $0.level.hasPrefix(whole.level + "/")
          && $0.countsSites
      }
      let sum = parts.reduce(0) { $0 + $1.count }
      if !parts.isEmpty, sum != whole.count {
        add(.kinds, whole, sum)
      }
    }
    for whole in published where whole.level == "branch" {
      guard let stem = whole.area.split(separator: "(").first else { continue }
      let others = published.filter {
        $0.level == "branch" && $0.source == whole.source && $0.area != whole.area
          && $0.area.hasPrefix(stem) && $0.count > whole.count
      }
      for other in others {
        add(.repeated, whole, other.count)
      }
    }
    for rest in published where rest.level == "region/workers_not_registered" {
      func figure(_ level: String) -> Int? {
        published.first { $0.level == level && $0.date == rest.date }?.count
      }
      if let workers = figure("region/workers"), let members = figure("region/participants"),
        workers - members != rest.count
      {
        add(.notRegistered, rest, workers - members)
      }
    }
    return found
  }
}
