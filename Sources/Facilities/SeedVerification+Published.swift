extension SeedVerification {
  mutating func published(_ facilities: [Facility]) {
    var counts: [PublishedCount] = []
    for record in records(tables.published) {
      do {
        counts.append(try PublishedCount(record))
      } catch {
        unreadable(error)
      }
    }
    let newest = counts.filter { $0.level == "province" }.map(\.date).max() ?? ""
    for (code, name) in names.sorted(by: { $0.key < $1.key }) where code.utf8.count == 2 {
      guard
        let stated = counts.first(where: {
          $0.level == "province" && $0.date == newest && $0.area == name
        })
      else { continue }
      compare(facilities.count { $0.provinceCode == code }, stated)
    }
    if let total = counts.first(where: { $0.level == "region" && $0.date == newest }) {
      compare(facilities.count, total)
    }
    // A publisher's provinces should add up to its region.
    for total in counts where total.level == "region" {
      let parts = counts.filter {
        $0.level == "province" && $0.date == total.date && $0.source == total.source
      }
      let sum = parts.reduce(0) { $0 + $1.count }
      if parts.count == 5, sum != total.count {
        report.add(
          .note, tables.published.name, 0,
          .publisherSum(date: total.date, printed: total.count, summed: sum))
      }
    }
    do {
      let shares = try PublishedCoverage.all(in: tables.coverage)
      report.rows[tables.coverage.name] = shares.count
    } catch {
      unreadable(error)
    }
    func figure(_ level: String) -> Int? { counts.first { $0.level == level }?.count }
    if let workers = figure("region/workers"), let participants = figure("region/participants"),
      let printed = figure("region/workers_not_registered"), printed != workers - participants
    {
      report.add(
        .note, tables.published.name, 0,
        .publisherDifference(printed: printed, computed: workers - participants))
    }
  }

  private mutating func compare(_ counted: Int, _ published: PublishedCount) {
    let area = published.area
    report.comparisons.append(
      .init(
        area: area, areaIndonesian: published.areaIndonesian, counted: counted,
        published: published.count, date: published.date))
    if counted != published.count {
      report.add(
        .broken, tables.facilities.name, 0,
        .countDiffers(area: area, counted: counted, published: published.count))
    }
  }
}

extension PublishedCount {
  /// Reads a record of the table `published`.
  init(_ record: SeedRecord) throws(SeedError) {
    let area = try record.text(0)
    self.init(
      area: area, level: try record.text(1), count: try record.integer(2),
      date: record[3], source: try record.text(4),
      areaIndonesian: record[5].isEmpty ? area : record[5], note: record[6])
  }

  /// All published totals, in the table's order.
  public static func all(in table: SeedTable) throws(SeedError) -> [PublishedCount] {
    var counts: [PublishedCount] = []
    for record in try table.records() { counts.append(try PublishedCount(record)) }
    return counts
  }
}
