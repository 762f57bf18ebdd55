public import Facilities

/// The list beside what was published, and each publication beside itself.
public struct Reconciliation: Hashable, Sendable {
  /// One published figure beside the list.
  public struct Line: Hashable, Sendable {
    /// As published.
    public var published: PublishedCount
    /// Sites on the list in that area; `nil` where the publisher's class cannot be counted in it.
    public var counted: Int?
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
    /// Area as the publisher calls it.
    public var area: String
    /// Date as printed.
    public var date: String
    /// The figure printed.
    public var printed: Int
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
  ///   - published: All published figures.
  ///   - provinces: Names by code, to find the area of a figure.
  ///   - regencies: The kabupaten and kota, to find those that a branch's area names.
  ///   - sites: The PLKK sites of the whole list.
  init(
    _ published: [PublishedCount], provinces: [Province], regencies: [Region], sites: [Facility]
  ) {
    var all = SiteBreakdown()
    var byArea: [String: SiteBreakdown] = [:]
    for site in sites {
      all.add(site)
      byArea[site.provinceCode, default: SiteBreakdown()].add(site)
      byArea[site.regencyCode, default: SiteBreakdown()].add(site)
    }
    lines = []
    for figure in published {
      let parts = figure.level.split(separator: "/").map(String.init)
      let kind = parts.count > 1 ? FacilityKind(rawValue: parts[1]) : nil
      let areas: [SiteBreakdown]
      switch parts.first {
      case "region":
        // Workers and participants are people, not sites.
        guard parts.count == 1 else { continue }
        areas = [all]
      case "province":
        guard let code = provinces.first(where: { $0.name == figure.area })?.code else { continue }
        areas = [byArea[code] ?? SiteBreakdown()]
      default:
        let codes = Self.regencies(in: figure.area, regencies)
        guard !codes.isEmpty else { continue }
        areas = codes.map { byArea[$0] ?? SiteBreakdown() }
      }
      // The list does not hold the publisher's classes of hospitals.
      let counted: Int? =
        if parts.count == 1 {
          areas.reduce(0) { $0 + $1.count }
        } else {
          kind.map { kind in areas.reduce(0) { $0 + ($1.byKind[kind] ?? 0) } }
        }
      lines.append(Line(published: figure, counted: counted))
    }
    contradictions = Self.contradictions(published)
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

  private static func contradictions(_ published: [PublishedCount]) -> [Contradiction] {
    var found: [Contradiction] = []
    for whole in published where whole.level == "region" {
      let parts = published.filter { $0.level == "province" && $0.date == whole.date }
      let sum = parts.reduce(0) { $0 + $1.count }
      if !parts.isEmpty, sum != whole.count {
        found.append(
          Contradiction(
            sum: .provinces, area: whole.area, date: whole.date, printed: whole.count,
            computed: sum))
      }
    }
    for whole in published where whole.level == "province" || whole.level == "branch" {
      let parts = published.filter {
        $0.area == whole.area && $0.date == whole.date && $0.source == whole.source
          && $0.level.hasPrefix(whole.level + "/")
      }
      let sum = parts.reduce(0) { $0 + $1.count }
      if !parts.isEmpty, sum != whole.count {
        found.append(
          Contradiction(
            sum: .kinds, area: whole.area, date: whole.date, printed: whole.count, computed: sum))
      }
    }
    for whole in published where whole.level == "branch" {
      guard let stem = whole.area.split(separator: "(").first else { continue }
      let others = published.filter {
        $0.level == "branch" && $0.source == whole.source && $0.area != whole.area
          && $0.area.hasPrefix(stem) && $0.count > whole.count
      }
      for other in others {
        found.append(
          Contradiction(
            sum: .repeated, area: whole.area, date: whole.date, printed: whole.count,
            computed: other.count))
      }
    }
    for rest in published where rest.level == "region/workers_not_registered" {
      func figure(_ level: String) -> Int? {
        published.first { $0.level == level && $0.date == rest.date }?.count
      }
      if let workers = figure("region/workers"), let members = figure("region/participants"),
        workers - members != rest.count
      {
        found.append(
          Contradiction(
            sum: .notRegistered, area: rest.area, date: rest.date, printed: rest.count,
            computed: workers - members))
      }
    }
    return found
  }
}
