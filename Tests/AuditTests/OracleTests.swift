import Audit
import Testing

@Suite("The audit of the embedded list, against another program")
struct OracleTests {
  /// The figures of one set of sites under the names of `report.csv`.
  private static func figures(_ figures: AuditFigures) -> [String: Double?] {
    var values: [String: Double?] = [
      "count": Double(figures.whole.count), "villages": Double(figures.distances.used),
      "mean_m": figures.distances.mean, "weighted_mean_m": figures.distances.weightedMean,
      "median_m": figures.distances.median, "p90_m": figures.distances.p90,
      "max_m": figures.distances.maximum,
      "second_weighted_mean_m": figures.distances.secondWeightedMean,
      "regency_weighted_mean_m": figures.regencyDistances.weightedMean,
      "clark_evans": figures.pattern?.index,
      "worst_loss_m": figures.vulnerability.first?.meters,
    ]
    for coverage in figures.distances.coverage {
      let kilometers = Int(coverage.meters / 1000)
      values["within_\(kilometers)"] = coverage.share
      values["twice_\(kilometers)"] = coverage.twiceShare
    }
    for (name, value) in [
      ("population", figures.byPopulation), ("workers", figures.byWorkers),
      ("area", figures.byArea),
    ] {
      values["gini_\(name)"] = value?.gini
      values["hoover_\(name)"] = value?.hoover
      values["theil_\(name)"] = value?.theil?.total
    }
    for access in figures.access {
      let method = access.method.rawValue.lowercased()
      values["\(method)_mean_per_100k"] = access.per100k
      values["\(method)_without"] = access.withoutAccess
      values["\(method)_below_half"] = access.belowHalf
    }
    for line in figures.sensitivity {
      let method = line.method.rawValue.lowercased()
      values["\(method)_sensitivity_units"] = Double(line.units)
      values["\(method)_sensitivity_changed"] = Double(line.changed)
      values["\(method)_sensitivity_largest"] = line.largestChange
    }
    for (index, point) in figures.farthest.prefix(3).enumerated() {
      values["farthest_\(index + 1)_m"] = point.meters
    }
    return values
  }

  /// Figures that rest on published totals alone.
  private static func published(_ report: AuditReport) -> [String: Double?] {
    var values: [String: Double?] = [
      "per_100k_participants": report.per100kParticipants,
      "per_100k_workers": report.per100kWorkersPublished, "coverage": report.published.coverage,
    ]
    for (name, value) in [
      ("population", report.provincial?.byPopulation), ("workers", report.provincial?.byWorkers),
      ("area", report.provincial?.byArea),
    ] {
      values["gini_\(name)"] = value?.gini
      values["hoover_\(name)"] = value?.hoover
      values["theil_\(name)"] = value?.theil?.total
    }
    return values
  }

  @Test(
    "every figure equals that of PROJ and numpy, for the list and for its confirmed sites",
    arguments: ["", "61", "65", "63.10"])
  func equal(area: String) throws {
    let report = try ReportTests.report(
      .init(regionCode: area.isEmpty ? nil : area, date: "2026-02-02"))
    let sets = [
      "listed": Self.figures(report.listed),
      "confirmed": report.confirmed.map(Self.figures) ?? [:],
      "published": Self.published(report),
    ]
    let rows = try Vectors.rows("report").filter { $0[0] == area }
    #expect(rows.count > 60)
    for row in rows {
      let found = try #require(sets[row[1]]?[row[2]], "\(row)")
      guard let expected = Double(row[3]) else {
        #expect(found == nil, "\(row)")
        continue
      }
      #expect(isClose(found, expected, 1e-6), "\(row) \(found ?? .nan)")
    }
  }
}
