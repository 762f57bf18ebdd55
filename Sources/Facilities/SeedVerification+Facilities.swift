internal import Geo

extension SeedVerification {
  /// A facility and its row.
  struct Site {
    var facility: Facility
    var table: String
    var line: Int
  }

  mutating func facilities(
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

  /// Id, codes and names of one row must agree.
  private mutating func agreement(_ facility: Facility, _ table: SeedTable, _ record: SeedRecord) {
    let idProvince = facility.id.split(separator: "-").dropFirst().first.map(String.init) ?? ""
    var pairs = [
      ("id", idProvince, facility.provinceCode),
      ("regency_code", String(facility.regencyCode.prefix(2)), facility.provinceCode),
      ("province", record[6], names[facility.provinceCode] ?? ""),
      ("regency", facility.regency, names[facility.regencyCode] ?? ""),
    ]
    if !facility.districtCode.isEmpty {
      pairs.append(("district", facility.district, names[facility.districtCode] ?? ""))
      pairs.append(("district_code", String(facility.districtCode.prefix(5)), facility.regencyCode))
    }
    if !facility.villageCode.isEmpty, names[facility.villageCode] == nil {
      report.add(.broken, table.name, record.line, .orphan(facility.villageCode))
    }
    // Closed facilities have a table of their own, from which none is ever ranked.
    if facility.operationalStatus.word == .closed {
      pairs.append(("operational_status", "closed", "open or unknown"))
    }
    // The column is right only while it says what the name says at least.
    if facility.kind == .hospital, let byName = HospitalSpecialty(name: facility.name) {
      pairs.append(("specialty", facility.specialty?.rawValue ?? "", byName.rawValue))
    }
    if facility.basis == .reported, facility.basisSource.isEmpty || facility.basisDate.isEmpty {
      pairs.append(("basis_source", "", "source and date"))
    }
    for (field, found, expected) in pairs where found != expected {
      report.add(
        .broken, table.name, record.line,
        .disagreement(field: field, found: found, expected: expected))
    }
  }

  mutating func duplicates(_ sites: [Site]) {
    var seen = Set<String>()
    for site in sites where !seen.insert(site.facility.id.uppercased()).inserted {
      report.add(.broken, site.table, site.line, .duplicate(site.facility.id))
    }
  }

  mutating func shared(_ sites: [Site]) {
    let points = Dictionary(
      grouping: sites.filter { $0.facility.position != nil }, by: { $0.facility.position })
    let groups = points.values.filter { $0.count > 1 }.sorted {
      $0[0].line < $1[0].line
    }
    for group in groups {
      report.add(.note, group[0].table, group[0].line, .sharedPoint(group.map(\.facility.id)))
    }
  }

  /// An id that was given up never comes back, and the id that took its place is there.
  mutating func former(_ sites: [Site]) {
    let live = Set(sites.map { $0.facility.id.uppercased() })
    var seen = Set<String>()
    for record in records(tables.retiredIDs) {
      let name = tables.retiredIDs.name
      do {
        let site = try FormerSite(retired: record)
        if live.contains(site.id.uppercased()) {
          report.add(.broken, name, record.line, .reusedID(site.id))
        }
        if !seen.insert(site.id.uppercased()).inserted {
          report.add(.broken, name, record.line, .duplicate(site.id))
        }
        if let now = site.nowID, !live.contains(now.uppercased()) {
          report.add(.broken, name, record.line, .orphan(now))
        }
        if names[site.regencyCode] == nil {
          report.add(.broken, name, record.line, .orphan(site.regencyCode))
        }
      } catch {
        unreadable(error)
      }
    }
    for record in records(tables.closedFacilities) {
      let name = tables.closedFacilities.name
      do {
        let site = try FormerSite(closed: record)
        if live.contains(site.id.uppercased()) {
          report.add(.broken, name, record.line, .reusedID(site.id))
        }
        // The id of a closed facility is retired.
        if !site.id.isEmpty, !seen.contains(site.id.uppercased()) {
          report.add(.broken, name, record.line, .orphan(site.id))
        }
        if names[site.regencyCode] != record[5] {
          report.add(
            .broken, name, record.line,
            .disagreement(
              field: "regency", found: record[5], expected: names[site.regencyCode] ?? ""))
        }
      } catch {
        unreadable(error)
      }
    }
  }

  // MARK: Seats

  /// How far a seat may be from the government hospital of its kabupaten, metres.
  static let seatMeters = 8_000.0

  /// A seat is near a government hospital of its kabupaten, or its row says why not.
  mutating func seats(_ sites: [Site]) {
    let hospitals = sites.map(\.facility).filter {
      $0.kind == .hospital && ([$0.name] + $0.otherNames).contains { $0.hasPrefix("RSUD") }
    }
    let table = tables.regencies.name
    for record in (try? tables.regencies.records()) ?? [] {
      do {
        let seat = try Regency(record).seat
        let meters = hospitals.lazy.filter { $0.regencyCode == record[0] }.compactMap(\.position)
          .map { Geodesic.distance(from: seat.position, to: $0) }.min()
        let isNear = (meters ?? .infinity) <= Self.seatMeters
        if isNear != record[15].isEmpty {
          report.add(.broken, table, record.line, .seat(record[0], meters: meters))
        }
        for code in [seat.districtCode, seat.villageCode]
        where !code.isEmpty && (names[code] == nil || !code.hasPrefix(record[0])) {
          report.add(.broken, table, record.line, .orphan(code))
        }
      } catch {
        unreadable(error)
      }
    }
  }
}
