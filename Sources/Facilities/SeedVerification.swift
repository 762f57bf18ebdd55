internal import Geo

/// Re-derives everything that the tables state about themselves.
///
/// Reads any bytes and never throws or traps: a table that cannot be read is itself a finding, and
/// the others are still checked.
///
/// For example:
///
///     let report = SeedVerification.run(.embedded(), borders: false)
///     let broken = report.findings.filter { $0.severity == .broken }
public struct SeedVerification {
  let tables: SeedTables
  var report = SeedReport()
  /// Names of all areas by code.
  var names: [String: String] = [:]
  /// Points of villages by code, each inside its village.
  var villages: [String: Position] = [:]

  /// Verifies tables.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - borders: Whether to assemble the areas from their lines, which takes most of the time; without it
  ///     nothing is compared with boundaries.
  /// - Returns: Every check with what it found.
  /// - Complexity: O(rows × log rows + sites × boundary vertices + villages × vertices of one kecamatan).
  public static func run(_ tables: SeedTables, borders: Bool = true) -> SeedReport {
    var verification = SeedVerification(tables: tables)
    verification.verify(borders: borders)
    return verification.report
  }

  private init(tables: SeedTables) {
    self.tables = tables
  }

  private mutating func verify(borders withBorders: Bool) {
    areas(tables.provinces, parentLength: nil)
    areas(tables.regencies, parentLength: 2, latitude: 2)
    areas(tables.districts, parentLength: 5, latitude: 2)
    areas(tables.villages, parentLength: 8, latitude: 3)
    villagePoints()
    aliases()
    let boundaries = withBorders ? borders() : [:]
    towns(boundaries)
    radii()
    let sites = facilities(tables.facilities, boundaries)
    let others = facilities(tables.otherHospitals, boundaries)
    duplicates(sites + others)
    former(sites + others)
    phones(sites + others)
    seats(sites + others)
    shared(sites)
    for site in sites {
      report.byBasis[site.facility.basis, default: 0] += 1
      report.byPrecision[site.facility.positionPrecision, default: 0] += 1
      report.byKind[site.facility.kind, default: 0] += 1
      report.byStatus[site.facility.operationalStatus.word, default: 0] += 1
    }
    published(sites.map(\.facility))
  }

  mutating func records(_ table: SeedTable) -> [SeedRecord] {
    do {
      let records = try table.records()
      report.rows[table.name] = records.count
      return records
    } catch {
      unreadable(error)
      return []
    }
  }

  mutating func unreadable(_ error: SeedError) {
    report.add(.broken, error.table, error.line, .unreadable(error))
  }

  // MARK: Areas

  private mutating func areas(_ table: SeedTable, parentLength: Int?, latitude: Int? = nil) {
    for record in records(table) {
      let code = record[0]
      if names.updateValue(record[1], forKey: code) != nil {
        report.add(.broken, table.name, record.line, .duplicate(code))
      }
      if let parentLength, names[String(code.prefix(parentLength))] == nil {
        report.add(.broken, table.name, record.line, .orphan(code))
      }
      guard let latitude else { continue }
      if record[latitude].isEmpty {
        report.add(.note, table.name, record.line, .noPosition("\(code) \(record[1])"))
        continue
      }
      position(code, table, record, latitude)
    }
  }

  private mutating func villagePoints() {
    for record in (try? tables.villages.records()) ?? [] {
      // What cannot be read was found above.
      guard let point = try? record.villagePoint() else { continue }
      villages[record[0]] = point
    }
  }

  /// The position of a record, if it is one in Kalimantan.
  @discardableResult
  mutating func position(
    _ name: String, _ table: SeedTable, _ record: SeedRecord, _ place: Int
  ) -> Position? {
    do {
      let latitude = try record.number(place)
      let longitude = try record.number(place + 1)
      guard let found = Position(latitude: latitude, longitude: longitude),
        BoundingBox.kalimantan.contains(found)
      else {
        report.add(
          .broken, table.name, record.line,
          .outsideKalimantan(name, latitude: latitude, longitude: longitude))
        return nil
      }
      return found
    } catch {
      unreadable(error)
      return nil
    }
  }

  private mutating func aliases() {
    for record in records(tables.aliases) {
      guard let kind = AliasKind(rawValue: record[2]) else {
        unreadable(record.error(2, .unknownWord(record[2])))
        continue
      }
      if kind == .word {
        if record[3].isEmpty { unreadable(record.error(3, .empty)) }
      } else if names[record[0]] == nil {
        report.add(.broken, tables.aliases.name, record.line, .orphan(record[0]))
      }
    }
  }

  private mutating func towns(_ boundaries: [String: MultiPolygon]) {
    let table = tables.towns
    for record in records(table) {
      let town: Town
      do {
        town = try Town(record)
      } catch {
        unreadable(error)
        continue
      }
      let codes = [town.regencyCode, town.districtCode, town.villageCode].filter { !$0.isEmpty }
      for code in codes where names[code] == nil {
        report.add(.broken, table.name, record.line, .orphan(code))
      }
      for (wide, narrow) in zip(codes, codes.dropFirst()) where !narrow.hasPrefix(wide) {
        report.add(
          .broken, table.name, record.line,
          .disagreement(field: "codes", found: narrow, expected: wide))
      }
      guard let position = position(town.name, table, record, 5),
        let boundary = boundaries[town.regencyCode], !boundary.contains(position)
      else { continue }
      report.add(
        .note, table.name, record.line,
        .outsideRegency(
          town.name, regency: names[town.regencyCode] ?? town.regencyCode,
          meters: boundary.distanceToBorder(from: position)))
    }
  }

  // MARK: Radii

  /// The share of an area's villages that its stated radius must hold.
  static let radiusShare = 0.95

  private mutating func radii() {
    let byDistrict = Dictionary(grouping: villages, by: { String($0.key.prefix(8)) })
    let byRegency = Dictionary(grouping: villages, by: { String($0.key.prefix(5)) })
    for record in (try? tables.districts.records()) ?? [] {
      let own = (byDistrict[record[0]] ?? []).map(\.value)
      radius(tables.districts, record, center: 4, radius: 7, own)
      radius(tables.districts, record, center: 2, radius: 9, own)
    }
    for record in (try? tables.regencies.records()) ?? [] {
      let own = (byRegency[record[0]] ?? []).map(\.value)
      radius(tables.regencies, record, center: 10, radius: 16, own)
    }
  }

  private mutating func radius(
    _ table: SeedTable, _ record: SeedRecord, center: Int, radius: Int, _ points: [Position]
  ) {
    do {
      let middle = try record.position(center)
      // Tables print radii in whole metres and positions to about one.
      let most = try record.number(radius) + 2
      let inside = points.count { Geodesic.distance(from: middle, to: $0) <= most }
      if Double(inside) < Self.radiusShare * Double(points.count) {
        report.add(
          .broken, table.name, record.line,
          .radiusTooSmall(record[0], inside: inside, of: points.count))
      }
    } catch {
      unreadable(error)
    }
  }
}
