internal import Facilities
internal import Formats

extension AuditReport {
  /// The units as CSV, one a row, the whole area first.
  public func csv() -> String {
    var csv = CSVWriter()
    // Owners as the lists write them; the empty word stands for those not recorded.
    let owners = whole.sites.byOwnership.keys.sorted()
    let methods = CatchmentAccess.Method.allCases.map { "spar_\($0.rawValue.lowercased())" }
    csv.row(
      [
        "code", "name", "plkk", "plkk_hospitals", "population", "workers_estimate", "area_km2",
        "per_100k_population", "per_100k_workers_estimate", "per_1000_km2", "km2_per_plkk",
        "location_quotient", "villages_used", "weighted_mean_distance_m",
      ] + methods + FacilityKind.allCases.map { "kind_\($0.rawValue)" }
        + PLKKBasis.allCases.map { "basis_\($0.rawValue)" }
        + PositionPrecision.allCases.map { "position_\($0.rawValue)" }
        + owners.map { "owner_\($0)" })
    func text(_ value: Double?, _ decimals: Int) -> String { value?.fixed(decimals) ?? "" }
    for unit in [whole] + provinces + units {
      var row = [
        unit.code, unit.name, "\(unit.count)", "\(unit.hospitals)", text(unit.population, 0),
        text(unit.workers, 0), text(unit.areaKm2, 3), text(unit.per100kPopulation, 4),
        text(unit.per100kWorkers, 4), text(unit.per1000km2, 4), text(unit.km2PerSite, 2),
        text(unit.locationQuotient, 4), "\(unit.villagesUsed)", text(unit.weightedMeanMeters, 1),
      ]
      row += unit.relativeAccess.map { text($0, 4) }
      row += FacilityKind.allCases.map { "\(unit.sites.byKind[$0] ?? 0)" }
      row += PLKKBasis.allCases.map { "\(unit.sites.byBasis[$0] ?? 0)" }
      row += PositionPrecision.allCases.map { "\(unit.sites.byPrecision[$0] ?? 0)" }
      row += owners.map { "\(unit.sites.byOwnership[$0] ?? 0)" }
      csv.row(row)
    }
    return csv.text
  }
}
