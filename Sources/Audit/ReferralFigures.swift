/// What referrals show about the network, as counted elsewhere.
///
/// Cells that could name someone are already withheld there; here they are only shown.
public struct ReferralFigures: Hashable, Sendable {
  /// What a figure is counted in.
  public enum Unit: String, Hashable, Sendable {
    /// A number of things.
    case count
    /// A part of one, 0 … 1.
    case share
    /// Seconds.
    case seconds
    /// Hours.
    case hours
    /// Metres.
    case meters
  }

  /// A figure about people.
  public enum Cell: Hashable, Sendable {
    /// A figure and the records behind it.
    case shown(Double, of: Int)
    /// Longer than can be said, because too many never answered.
    case unbounded(of: Int)
    /// Withheld: it counts too few, or others could be derived from it.
    case suppressed
    /// It counts nothing.
    case none
  }

  /// One measure, in all and by province.
  public struct Measure: Hashable, Sendable {
    /// Its name in machine formats.
    public var name: String
    /// What it is counted in.
    public var unit: Unit
    /// Over everything.
    public var total: Cell
    /// By code of the province, ascending.
    public var provinces: [String: Cell]

    /// Makes a measure.
    public init(name: String, unit: Unit, total: Cell, provinces: [String: Cell]) {
      self.name = name
      self.unit = unit
      self.total = total
      self.provinces = provinces
    }
  }

  /// When it was counted, as printed.
  public var asOf: String
  /// The measures, in the order of a report.
  public var measures: [Measure]
  /// Why requests were refused: the numbers by reason.
  public var reasons: [String: Cell]

  /// Makes figures.
  public init(asOf: String, measures: [Measure], reasons: [String: Cell]) {
    self.asOf = asOf
    self.measures = measures
    self.reasons = reasons
  }
}
