internal import Geo

/// Re-derives from the tables everything that they state about themselves.
///
/// It reads any bytes and never throws or traps: a table that cannot be read is itself a finding, and
/// the others are still checked.
public struct SeedVerification {
  private let tables: SeedTables
  private var report = SeedReport()
  private var names: [String: String] = [:]

  /// Verifies tables.
  ///
  /// - Complexity: O(rows × log rows + sites × boundary vertices).
  public static func run(_ tables: SeedTables) -> SeedReport {
    var verification = SeedVerification(tables: tables)
    verification.verify()
    return verification.report
  }

  private init(tables: SeedTables) {
    self.tables = tables
  }

  private mutating func verify() {
    areas(tables.provinces, parentLength: nil, hasPosition: false, named: 1)
    areas(tables.regencies, parentLength: 2, hasPosition: true, named: 1, latitude: 2)
    areas(tables.districts, parentLength: 5, hasPosition: true, named: 1, latitude: 2)
    areas(tables.villages, parentLength: 8, hasPosition: true, named: 1, latitude: 3)
    aliases()
    let boundaries = boundaries()
    let sites = facilities(tables.facilities, boundaries)
    let others = facilities(tables.otherHospitals, boundaries)
    duplicates(sites + others)
    shared(sites)
    for site in sites {
      report.byBasis[site.facility.basis, default: 0] += 1
      report.byPrecision[site.facility.positionPrecision, default: 0] += 1
      report.byKind[site.facility.kind, default: 0] += 1
    }
    published(sites.map(\.facility))
  }

  private mutating func records(_ table: SeedTable) -> [SeedRecord] {
    do {
      let records = try table.records()
      report.rows[table.name] = records.count
      return records
    } catch {
      unreadable(error)
      return []
    }
  }

  private mutating func unreadable(_ error: SeedError) {
    report.add(.broken, error.table, error.line, .unreadable(error))
  }

  // MARK: Areas

  private mutating func areas(
    _ table: SeedTable, parentLength: Int?, hasPosition: Bool, named name: Int, latitude: Int = 0
  ) {
    for record in records(table) {
      let code = record[0]
      if names.updateValue(record[name], forKey: code) != nil {
        report.add(.broken, table.name, record.line, .duplicate(code))
      }
      if let parentLength, names[String(code.prefix(parentLength))] == nil {
        report.add(.broken, table.name, record.line, .orphan(code))
      }
      guard hasPosition else { continue }
      if record[latitude].isEmpty {
        report.add(.note, table.name, record.line, .noPosition("\(code) \(record[name])"))
        continue
      }
      position(code, table, record, latitude)
    }
  }

  /// The position of a record, if it is one in Kalimantan.
  @discardableResult
  private mutating func position(
    _ name: String, _ table: SeedTable, _ record: SeedRecord, _ place: Int
  ) -> Position? {
    do {
      let latitude = try record.number(place)
      let longitude = try record.number(place + 1)
      guard (-5.0...4.6).contains(latitude), (108.0...119.5).contains(longitude) else {
        report.add(
          .broken, table.name, record.line,
          .outsideKalimantan(name, latitude: latitude, longitude: longitude))
        return nil
      }
      return Position(latitude: latitude, longitude: longitude)
    } catch {
      unreadable(error)
      return nil
    }
  }

  private mutating func aliases() {
    for record in records(tables.aliases) where names[record[0]] == nil {
      report.add(.broken, tables.aliases.name, record.line, .orphan(record[0]))
    }
  }

  private mutating func boundaries() -> [String: MultiPolygon] {
    var rings: [String: [[Position]]] = [:]
    for record in records(tables.boundaries) {
      if names[record[0]] == nil {
        report.add(.broken, tables.boundaries.name, record.line, .orphan(record[0]))
      }
      do {
        let ring = try Gazetteer.ring(record)
        // Twice the ring's area in square degrees: a ring that encloses nothing is no boundary.
        var twice = 0.0
        var last = ring[ring.count - 1]
        for vertex in ring {
          twice += last.longitude * vertex.latitude - vertex.longitude * last.latitude
          last = vertex
        }
        if abs(twice) < 1e-9 {
          report.add(.broken, tables.boundaries.name, record.line, .badBoundary(record[0]))
        }
        rings[record[0], default: []].append(ring)
      } catch {
        unreadable(error)
      }
    }
    for code in names.keys.sorted() where code.utf8.count == 5 && rings[code] == nil {
      report.add(.broken, tables.boundaries.name, 0, .badBoundary(code))
    }
    return rings.mapValues { MultiPolygon(rings: $0) }
  }

  // MARK: Facilities

  private struct Site {
    var facility: Facility
    var table: String
    var line: Int
  }

  private mutating func facilities(
    _ table: SeedTable, _ boundaries: [String: MultiPolygon]
  ) -> [Site] {
    var sites: [Site] = []
    for record in records(table) {
      let facility: Facility
      do {
        facility = try Facility(record)
      } catch {
        unreadable(error)
        continue
      }
      sites.append(Site(facility: facility, table: table.name, line: record.line))
      agreement(facility, table, record)
      guard let position = position(facility.id, table, record, 14),
        let boundary = boundaries[facility.regencyCode], !boundary.contains(position)
      else { continue }
      report.add(
        .note, table.name, record.line,
        .outsideRegency(
          facility.id, regency: facility.regency,
          meters: boundary.distanceToBorder(from: position)))
    }
    return sites
  }

  /// Id, codes and names of one row must tell the same story.
  private mutating func agreement(_ facility: Facility, _ table: SeedTable, _ record: SeedRecord) {
    let idProvince = facility.id.split(separator: "-").dropFirst().first.map(String.init) ?? ""
    let pairs = [
      ("id", idProvince, facility.provinceCode),
      ("regency_code", String(facility.regencyCode.prefix(2)), facility.provinceCode),
      ("province", record[6], names[facility.provinceCode] ?? ""),
      ("regency", facility.regency, names[facility.regencyCode] ?? ""),
    ]
    for (field, found, expected) in pairs where found != expected {
      report.add(
        .broken, table.name, record.line,
        .disagreement(field: field, found: found, expected: expected))
    }
    if !facility.districtCode.isEmpty {
      if names[facility.districtCode] == nil {
        report.add(.broken, table.name, record.line, .orphan(facility.districtCode))
      } else if !facility.districtCode.hasPrefix(facility.regencyCode) {
        report.add(
          .broken, table.name, record.line,
          .disagreement(
            field: "district_code", found: facility.districtCode, expected: facility.regencyCode))
      }
    }
    let isReported = facility.basis == .reported
    if isReported, facility.basisSource.isEmpty || facility.basisDate.isEmpty {
      report.add(
        .broken, table.name, record.line,
        .disagreement(field: "basis_source", found: "", expected: "source and date"))
    }
  }

  private mutating func duplicates(_ sites: [Site]) {
    var seen = Set<String>()
    for site in sites where !seen.insert(site.facility.id.uppercased()).inserted {
      report.add(.broken, site.table, site.line, .duplicate(site.facility.id))
    }
  }

  private mutating func shared(_ sites: [Site]) {
    let points = Dictionary(
      grouping: sites.filter { $0.facility.position != nil }, by: { $0.facility.position })
    let groups = points.values.filter { $0.count > 1 }.sorted {
      $0[0].line < $1[0].line
    }
    for group in groups {
      report.add(.note, group[0].table, group[0].line, .sharedPoint(group.map(\.facility.id)))
    }
  }

  // MARK: Published totals

  private mutating func published(_ facilities: [Facility]) {
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
      areaIndonesian: record[5].isEmpty ? area : record[5])
  }

  /// All published totals, in the table's order.
  public static func all(in table: SeedTable) throws(SeedError) -> [PublishedCount] {
    var counts: [PublishedCount] = []
    for record in try table.records() { counts.append(try PublishedCount(record)) }
    return counts
  }
}
