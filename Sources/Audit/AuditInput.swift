internal import Facilities
internal import Geo

/// What the weights of the demand points count.
public enum DemandWeight: String, CaseIterable, Hashable, Sendable {
  /// Registered population.
  case population
  /// Employed people: an estimate.
  case workers
}

/// Everything that an audit measures.
struct AuditInput {
  /// The kabupaten and kota of the audit, ascending by code.
  var units: [Regency]
  /// Their villages that have a position, ascending by code.
  var villages: Demand
  /// Their own points.
  var regencies: Demand
  /// The sites that count, ascending by id, also those beyond the area of the audit.
  var sites: [Facility]
  /// Whether the optimum of the proposals is looked for beside the greedy answer.
  var seeksOptimum = true

  /// Places where demand arises, as columns.
  struct Demand {
    /// Where each is.
    var positions: [Position] = []
    /// People who live or work there.
    var weights: [Double] = []
    /// Place of its unit among the units.
    var units: [Int] = []
    /// Its row in the table that it is from.
    var rows: [Int] = []
    /// Rows of that table, with those left out for want of a position.
    var total = 0
  }
}

/// A division whose result does not exist when the divisor is zero.
func ratio(_ numerator: Double, _ denominator: Double) -> Double? {
  denominator > 0 ? numerator / denominator : nil
}
