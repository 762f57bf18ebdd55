public import Audit
internal import Facilities
public import Formats

extension AuditReport {
  /// The units as CSV, one a row, the whole area first; keys are never localised.
  ///
  /// Columns that begin with `confirmed_` rest on official and reported sites only; they are empty where
  /// there are none.
  public func csv(_ dialect: CSVDialect = .standard) -> String {
    var csv = CSVWriter(dialect)
    // Owners as the lists write them; the empty word stands for those not recorded.
    let owners = self.whole.sites.byOwnership.keys.sorted()
    let methods = CatchmentAccess.Method.allCases.map { "spar_\($0.rawValue.lowercased())" }
    let twins = Dictionary(
      (confirmed ?? (restsOnPresumed ? nil : listed)).map {
        ([$0.whole] + $0.provinces + $0.units).map { ($0.code, $0) }
      } ?? [], uniquingKeysWith: { a, _ in a })
    csv.row(
      [
        "code", "name", "plkk", "plkk_hospitals", "population", "workers_estimate", "area_km2",
        "per_100k_population", "per_100k_workers_estimate", "per_1000_km2", "km2_per_plkk",
        "location_quotient", "villages_used", "weighted_mean_distance_m",
      ] + methods + FacilityKind.allCases.map { "kind_\($0.rawValue)" }
        + PLKKBasis.allCases.map { "basis_\($0.rawValue)" }
        + PositionPrecision.allCases.map { "position_\($0.rawValue)" }
        + owners.map { "owner_\($0)" } + [
          "confirmed_plkk", "confirmed_plkk_hospitals", "confirmed_per_100k_population",
          "confirmed_location_quotient", "confirmed_weighted_mean_distance_m",
        ])
    func count(_ value: Int?) -> CSVWriter.Field { .number(value.map(Double.init), decimals: 0) }
    for unit in [self.whole] + self.provinces + self.units {
      var row: [CSVWriter.Field] = [
        .text(unit.code), .text(unit.name), count(unit.count), count(unit.hospitals),
        .number(unit.population, decimals: 0), .number(unit.workers, decimals: 0),
        .number(unit.areaKm2, decimals: 3), .number(unit.per100kPopulation, decimals: 4),
        .number(unit.per100kWorkers, decimals: 4), .number(unit.per1000km2, decimals: 4),
        .number(unit.km2PerSite, decimals: 2), .number(unit.locationQuotient, decimals: 4),
        count(unit.villagesUsed), .number(unit.weightedMeanMeters, decimals: 1),
      ]
      row += unit.relativeAccess.map { .number($0, decimals: 4) }
      row += FacilityKind.allCases.map { count(unit.sites.byKind[$0] ?? 0) }
      row += PLKKBasis.allCases.map { count(unit.sites.byBasis[$0] ?? 0) }
      row += PositionPrecision.allCases.map { count(unit.sites.byPrecision[$0] ?? 0) }
      row += owners.map { count(unit.sites.byOwnership[$0] ?? 0) }
      let twin = twins[unit.code]
      row += [
        count(twin?.count), count(twin?.hospitals), .number(twin?.per100kPopulation, decimals: 4),
        .number(twin?.locationQuotient, decimals: 4),
        .number(twin?.weightedMeanMeters, decimals: 1),
      ]
      csv.row(fields: row)
    }
    return csv.text
  }
}
