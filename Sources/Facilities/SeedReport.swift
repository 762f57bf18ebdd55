/// What a verification of the tables found.
public struct SeedReport: Hashable, Sendable {
  /// One observation.
  public struct Finding: Hashable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Sendable {
      /// The data contradicts itself and must not be used.
      case broken
      /// True, and worth knowing.
      case note
    }

    /// How bad it is.
    public var severity: Severity
    /// Table concerned.
    public var table: String
    /// Line in that table, 0 when the finding is not about one line.
    public var line: Int
    /// What was observed.
    public var rule: Rule
  }

  /// The rules, each with what was seen.
  public enum Rule: Hashable, Sendable {
    /// The table or a record of it cannot be read.
    case unreadable(SeedError)
    /// A code or id occurs twice.
    case duplicate(String)
    /// A code has no parent in the wider table.
    case orphan(String)
    /// Two fields that belong together disagree.
    case disagreement(field: String, found: String, expected: String)
    /// A position outside Kalimantan's box.
    case outsideKalimantan(String, latitude: Double, longitude: Double)
    /// A site outside its own kabupaten's boundary, by this many metres.
    case outsideRegency(String, regency: String, meters: Double)
    /// Sites at one point.
    case sharedPoint([String])
    /// A boundary that is missing or encloses nothing.
    case badBoundary(String)
    /// A boundary whose lines do not close around the area of a code.
    case openBorder(String)
    /// A hole between areas, at a corner in units of 0.0001 degree.
    case gapInLand(latitude: Int32, longitude: Int32)
    /// A kabupaten whose border holds another area than the official one, km².
    case areaDiffers(String, computed: Double, official: Double)
    /// A village whose point is not inside its own kecamatan.
    case villageOutside(String, name: String)
    /// A stated radius that holds too few villages.
    case radiusTooSmall(String, inside: Int, of: Int)
    /// A seat too far from a government hospital and no reason given, or a reason and none needed.
    case seat(String, meters: Double?)
    /// A number that cannot be dialled.
    case dummyPhone(String, number: String)
    /// A number with the area code of another province.
    case foreignPhone(String, number: String)
    /// One number for several sites.
    case sharedPhone([String], number: String)
    /// An id that was given up and is in use.
    case reusedID(String)
    /// A place without a position.
    case noPosition(String)
    /// A province's count differs from the published one.
    case countDiffers(area: String, counted: Int, published: Int)
    /// The publisher's own parts add up to something else than its total.
    case publisherSum(date: String, printed: Int, summed: Int)
    /// The publisher's difference of two of its own figures is misprinted.
    case publisherDifference(printed: Int, computed: Int)
  }

  /// One line of the comparison with the published totals.
  public struct Comparison: Hashable, Sendable {
    /// Province, or the region as a whole.
    public var area: String
    /// The same in Indonesian.
    public var areaIndonesian: String
    /// Rows in the embedded list.
    public var counted: Int
    /// The published figure.
    public var published: Int
    /// Its date.
    public var date: String
  }

  /// Everything found, by table and line.
  public var findings: [Finding] = []
  /// Counts beside the published ones, provinces by code, the region last.
  public var comparisons: [Comparison] = []
  /// Rows a table.
  public var rows: [String: Int] = [:]
  /// PLKK sites by basis.
  public var byBasis: [PLKKBasis: Int] = [:]
  /// PLKK sites by precision of position.
  public var byPrecision: [PositionPrecision: Int] = [:]
  /// PLKK sites by operational status.
  public var byStatus: [OperationalStatus.Word: Int] = [:]
  /// PLKK sites by kind.
  public var byKind: [FacilityKind: Int] = [:]

  /// Whether the data must not be used.
  public var isBroken: Bool { findings.contains { $0.severity == .broken } }

  mutating func add(_ severity: Finding.Severity, _ table: String, _ line: Int, _ rule: Rule) {
    findings.append(Finding(severity: severity, table: table, line: line, rule: rule))
  }
}
