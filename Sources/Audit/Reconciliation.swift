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
  ///   - sites: The PLKK sites of the whole list.
  public init(_ published: [PublishedCount], provinces: [Province], sites: [Facility]) {
    let codes = Dictionary(
      provinces.map { ($0.name, $0.code) }, uniquingKeysWith: { a, _ in a })
    lines = []
    for figure in published {
      let parts = figure.level.split(separator: "/").map(String.init)
      let level = parts.first ?? ""
      guard level == "province" || level == "region" else { continue }
      let isPeople = level == "region" && parts.count > 1
      guard !isPeople else { continue }
      let code = codes[figure.area]
      guard level == "region" || code != nil else { continue }
      let inside = sites.filter { code == nil || $0.provinceCode == code }
      // The list does not hold the publisher's classes of hospitals.
      let counted: Int? =
        switch parts.count > 1 ? parts[1] : "" {
        case "": inside.count
        case let word: FacilityKind(rawValue: word).map { kind in inside.count { $0.kind == kind } }
        }
      lines.append(Line(published: figure, counted: counted))
    }
    contradictions = Self.contradictions(published)
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
