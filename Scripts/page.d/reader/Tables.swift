// The lists of the reader, out of the two files that the page loads (Sources/WebPage/PlaceData.swift).

/// A file of parts: a line with name and number of bytes, then these bytes.
enum FileParts {
  static func split(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) -> [String: [UInt8]] {
    var parts: [String: [UInt8]] = [:]
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 10) {
      let head = rest[..<end].split(separator: 32)
      guard head.count == 2, let count = Int(String(decoding: head[1], as: UTF8.self)),
        end + 1 + count <= rest.endIndex
      else { break }
      parts[String(decoding: head[0], as: UTF8.self)] = Array(rest[(end + 1)..<(end + 1 + count)])
      rest = rest[(end + 1 + count)...]
    }
    return parts
  }
}

enum Tables {
  /// The locator over the tables; one without a table has it empty.
  static func locator(
    _ parts: [String: [UInt8]], borders: [UInt8]
  ) throws(SeedError) -> Locator {
    var tables = SeedTables.embedded()
    func fill(_ table: inout SeedTable) {
      let header = Array((table.columns.joined(separator: ",") + "\n").utf8)
      table = SeedTable(
        name: table.name, columns: table.columns, bytes: parts[table.name] ?? header)
    }
    fill(&tables.provinces)
    fill(&tables.regencies)
    fill(&tables.districts)
    fill(&tables.villages)
    fill(&tables.regencyBorders)
    fill(&tables.districtBorders)
    fill(&tables.towns)
    fill(&tables.aliases)
    fill(&tables.closedFacilities)
    fill(&tables.retiredIDs)
    if !borders.isEmpty {
      tables.regencyBorders = SeedTable(
        name: tables.regencyBorders.name, columns: tables.regencyBorders.columns, bytes: borders)
    }
    let former = try FormerSite.all(
      closed: tables.closedFacilities, retired: tables.retiredIDs)
    let directory = Directory(sites(parts["sites"] ?? []), former: former)
    return Locator(directory: directory, gazetteer: try Gazetteer(tables))
  }

  /// The sites, a line each, tabs between the fields.
  private static func sites(_ bytes: [UInt8]) -> [Facility] {
    var sites: [Facility] = []
    for line in bytes.split(separator: 10) {
      let fields = line.split(separator: 9, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard fields.count == 16, let kind = FacilityKind(rawValue: fields[3]),
        let basis = PLKKBasis(rawValue: fields[4]),
        let precision = PositionPrecision(rawValue: fields[7])
      else { continue }
      var position: Position?
      if let latitude = Double(fields[5]), let longitude = Double(fields[6]) {
        position = Position(latitude: latitude, longitude: longitude)
      }
      var site = Facility(
        id: fields[0], name: fields[1], kind: kind, provinceCode: fields[8], regencyCode: fields[9],
        regency: fields[10], districtCode: fields[11], district: fields[12], address: fields[13],
        position: position, positionPrecision: precision, basis: basis)
      site.otherNames = fields[2].split(separator: ";").map(String.init)
      site.specialty = HospitalSpecialty(rawValue: fields[14])
      if let word = OperationalStatus.Word(rawValue: fields[15]) {
        site.operationalStatus = OperationalStatus(word, source: "", date: "")
      }
      sites.append(site)
    }
    return sites
  }
}
