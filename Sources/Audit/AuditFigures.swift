public import Facilities
public import Geo

/// The indicators of an area for one set of sites.
public struct AuditFigures: Sendable {
  /// A demand point far from care.
  public struct FarPoint: Hashable, Sendable {
    /// Code.
    public var code: String
    /// Name.
    public var name: String
    /// Code of its unit.
    public var unitCode: String
    /// Where it is.
    public var position: Position
    /// People there.
    public var weight: Double
    /// Metres to the nearest site.
    public var meters: Double
    /// Id of that site.
    public var nearest: String
  }

  /// What the loss of a site would cost.
  public struct Vulnerability: Hashable, Sendable {
    /// Id of the site.
    public var id: String
    /// Printed name.
    public var name: String
    /// People whose nearest site it is.
    public var people: Double
    /// Metres by which the mean distance of all people would grow; `nil` when there is no other site.
    public var meters: Double?
  }

  /// A method of the floating catchment areas, summed up.
  public struct Access: Hashable, Sendable {
    /// Which formula.
    public var method: CatchmentAccess.Method
    /// Mean sites for 100,000 people.
    public var per100k: Double?
    /// Share of the people without any access.
    public var withoutAccess: Double?
    /// Share of the people with less than half of the mean.
    public var belowHalf: Double?
    /// Sites without people in reach.
    public var unreached: [String]
  }

  /// A proposed site.
  public struct Proposal: Hashable, Sendable {
    /// Code of the candidate.
    public var code: String
    /// Its name.
    public var name: String
    /// Where it is.
    public var position: Position
    /// What it adds: people newly covered, or metres off the mean distance.
    public var gain: Double
    /// The figure after it: share covered, or mean distance in metres.
    public var after: Double?
  }

  /// How many sites more for everybody.
  public struct CoverAll: Hashable, Sendable {
    /// New sites, chosen greedily.
    public var sites: Int
    /// Demand points that no candidate reaches.
    public var unreachable: Int
  }

  /// What is known of the sites that count.
  public var bases: [PLKKBasis]
  /// The area as one.
  public var whole: UnitFigures
  /// The provinces in it.
  public var provinces: [UnitFigures]
  /// The kabupaten and kota in it.
  public var units: [UnitFigures]
  /// Distances from the villages to the nearest site.
  public var distances: DistanceSummary
  /// The same distances from the kabupaten's own points, weighted by the same people.
  public var regencyDistances: DistanceSummary
  /// Sites with a position, used for distances.
  public var sitesUsed: Int
  /// Sites in the area.
  public var sitesTotal: Int
  /// Presumed sites beyond the area, on which its distances rest too.
  public var presumedBeyond: Int
  /// The worst-served points, farthest first.
  public var farthest: [FarPoint]
  /// Sites whose loss costs most, worst first.
  public var vulnerability: [Vulnerability]
  /// Nearest-neighbour index.
  public var pattern: PointPattern?
  /// Evenness over the units by population.
  public var byPopulation: Inequality?
  /// Evenness over the units by employed people (an estimate).
  public var byWorkers: Inequality?
  /// Evenness over the units by area.
  public var byArea: Inequality?
  /// The floating catchment areas, with the villages' people.
  public var access: [Access]
  /// The same with all people of a kabupaten at its point.
  public var regencyAccess: [Access]
  /// What steeper weights of the zones change in the units' relative access.
  public var sensitivity: [ZoneSensitivity]
  /// Greedy covering within the reach that was asked for.
  public var covering: [Proposal] = []
  /// Greedy p-median.
  public var median: [Proposal] = []
  /// The most people that as many sites could cover; `nil` when not asked or too large to solve.
  public var coveringOptimum: Double?
  /// The most metres that as many sites could take off the mean distance, likewise.
  public var medianOptimum: Double?
  /// New sites that would bring everybody within reach, and villages that no candidate reaches.
  public var coverAll: CoverAll?
  /// The sites in the area, ascending by id.
  public var sites: [Facility]

  /// Units without any site.
  public var unitsWithoutSite: [UnitFigures] { units.filter { $0.count == 0 } }
  /// Units without a hospital among the sites.
  public var unitsWithoutHospital: [UnitFigures] { units.filter { $0.hospitals == 0 } }
  /// Sites in the area that are only presumed.
  public var presumed: Int { whole.sites.byBasis[.presumed] ?? 0 }
}
