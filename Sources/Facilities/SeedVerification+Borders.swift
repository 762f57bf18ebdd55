internal import Geo

extension SeedVerification {
  /// How far the area inside a kabupaten's border may be from the official one: in two the polygons
  /// and the figure are of different dates (`SOURCES.md`).
  static let areaTolerance = 0.03

  /// Checks that the lines part the land without gap or overlap, and puts the kabupaten together.
  mutating func borders() -> [String: MultiPolygon] {
    let outer = lines(tables.regencyBorders, parted: true)
    let all = Borders(outer.lines + lines(tables.districtBorders, parted: false).lines)
    let districts = all.rings(codeLength: 8)
    let table = tables.regencyBorders.name
    for code in districts.open.sorted() { report.add(.broken, table, 0, .openBorder(code)) }
    // What is left of the way around the land is the sea and other countries: a ring of it that
    // goes the other way is a hole in the land.
    for ring in districts.rings[""] ?? [] where Self.squareKilometers(ring) > 0 {
      report.add(
        .broken, table, 0, .gapInLand(latitude: ring[0].latitude, longitude: ring[0].longitude))
    }
    for (code, name) in names.sorted(by: { $0.key < $1.key }) where code.utf8.count == 8 {
      guard let rings = districts.rings[code],
        rings.contains(where: { Self.squareKilometers($0) > 0 })
      else {
        report.add(.broken, table, 0, .badBoundary("\(code) \(name)"))
        continue
      }
    }
    let areas = districts.rings.mapValues { rings in
      MultiPolygon(rings: rings.map { $0.compactMap(\.position) })
    }
    let regencies = regencies(outer)
    for (code, point) in villages.sorted(by: { $0.key < $1.key }) {
      guard let area = areas[String(code.prefix(8))], !area.contains(point) else { continue }
      // The centre of a bent village may lie in the next kecamatan, but not in another kabupaten:
      // for those the table gives a point inside.
      let isNear = regencies[String(code.prefix(5))]?.contains(point) ?? false
      report.add(
        isNear ? .note : .broken, tables.villages.name, 0,
        .villageOutside(code, name: names[code] ?? ""))
    }
    return regencies
  }

  private mutating func lines(_ table: SeedTable, parted: Bool) -> Borders {
    var lines: [Borders.Line] = []
    for record in records(table) {
      do {
        let line = try Borders.line(record)
        for code in [line.left, line.right] where !code.isEmpty && names[code] == nil {
          report.add(.broken, table.name, record.line, .orphan(code))
        }
        if line.left == line.right || (line.left.prefix(5) != line.right.prefix(5)) != parted {
          report.add(
            .broken, table.name, record.line,
            .disagreement(field: "right_code", found: line.right, expected: line.left))
        }
        lines.append(line)
      } catch {
        unreadable(error)
      }
    }
    return Borders(lines)
  }

  private mutating func regencies(_ outer: Borders) -> [String: MultiPolygon] {
    let rings = outer.rings(codeLength: 5).rings
    for record in (try? tables.regencies.records()) ?? [] {
      let inside = (rings[record[0]] ?? []).reduce(0) { $0 + Self.squareKilometers($1) }
      // A figure that is no number was found above.
      guard let official = try? record.number(4), official > 0 else { continue }
      if abs(inside / official - 1) > Self.areaTolerance {
        report.add(
          .broken, tables.regencyBorders.name, 0,
          .areaDiffers(record[0], computed: inside, official: official))
      }
    }
    return rings.mapValues { rings in
      MultiPolygon(rings: rings.map { $0.compactMap(\.position) })
    }
  }

  /// Area of a ring on the sphere as large as the Earth, km², negative where it goes clockwise;
  /// good to half a percent near the equator.
  static func squareKilometers(_ ring: [Borders.Corner]) -> Double {
    guard var last = ring.last else { return 0 }
    var sum = 0.0
    for corner in ring {
      let width = Double(corner.longitude - last.longitude) / 1e4 * .pi / 180
      sum -= width * (2 + sine(corner) + sine(last)) / 2
      last = corner
    }
    return sum * 6371.007 * 6371.007
  }

  private static func sine(_ corner: Borders.Corner) -> Double {
    // Kalimantan lies within 8° of the equator, where five terms are exact to the last digit.
    let x = Double(corner.latitude) / 1e4 * .pi / 180
    let y = x * x
    return x * (1 - y / 6 * (1 - y / 20 * (1 - y / 42 * (1 - y / 72))))
  }
}
