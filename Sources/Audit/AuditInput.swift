public import Facilities
public import Geo

/// Everything that an audit measures, as plain values from any source.
public struct AuditInput: Sendable {
  /// An area with its denominators: a kabupaten or kota.
  public struct Unit: Hashable, Sendable {
    /// Kemendagri code; its first two digits are the province's.
    public var code: String
    /// Printed name.
    public var name: String
    /// People living there.
    public var population: Double
    /// Employed people; an estimate.
    public var workers: Double
    /// Area, km².
    public var areaKm2: Double

    /// Makes a unit.
    public init(
      code: String, name: String, population: Double, workers: Double, areaKm2: Double
    ) {
      self.code = code
      self.name = name
      self.population = population
      self.workers = workers
      self.areaKm2 = areaKm2
    }
  }

  /// A place where demand arises.
  public struct Demand: Hashable, Sendable {
    /// Unique code; results are summed in its order.
    public var code: String
    /// Printed name.
    public var name: String
    /// Code of the unit it lies in.
    public var unitCode: String
    /// Where it is; `nil` leaves it out of every distance, and it is counted as left out.
    public var position: Position?
    /// People who live or work there, 0 or more.
    public var weight: Double

    /// Makes a demand point.
    public init(
      code: String, name: String, unitCode: String, position: Position?, weight: Double
    ) {
      self.code = code
      self.name = name
      self.unitCode = unitCode
      self.position = position
      self.weight = weight
    }
  }

  /// What the weights of the demand points count.
  public enum Weight: String, CaseIterable, Hashable, Sendable {
    /// Registered population.
    case population
    /// Employed people: an estimate.
    case workers
  }

  /// The kabupaten and kota asked about, ascending by code.
  public var units: [Unit]
  /// The demand points asked about, ascending by code.
  public var demand: [Demand]
  /// The sites that count, ascending by id, also those beyond the area asked about.
  public var sites: [Facility]
  /// What the weights count.
  public var weight: Weight

  /// Makes an input; rows may come in any order and are put into the order of their codes.
  public init(units: [Unit], demand: [Demand], sites: [Facility], weight: Weight = .population) {
    self.units = units.sorted { $0.code < $1.code }
    self.demand = demand.sorted { $0.code < $1.code }
    self.sites = sites.sorted { $0.id < $1.id }
    self.weight = weight
  }
}

/// A figure with how much of its material could be used.
public struct Figure: Hashable, Sendable {
  /// The value; `nil` where it does not exist, as after a division by zero.
  public var value: Double?
  /// Rows that went into it.
  public var used: Int
  /// Rows there are.
  public var total: Int

  /// Makes a figure; a value that is not finite becomes none.
  public init(_ value: Double?, used: Int, of total: Int) {
    self.value = value.flatMap { $0.isFinite ? $0 : nil }
    self.used = used
    self.total = total
  }
}

/// A division whose result does not exist when the divisor is zero.
func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
  denominator > 0 ? numerator / denominator : nil
}
