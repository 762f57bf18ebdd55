public import Geo
import Synchronization

/// The administrative areas of Kalimantan: by code, by name, and by position.
///
/// Provinces, kabupaten and their boundaries are read when it is made; the 626 kecamatan and 7,252
/// villages only when something asks for them, because most answers do not.
///
/// For example:
///
///     let gazetteer = try Gazetteer(.embedded())
///     let regency = gazetteer.whereabouts(here).regency?.name
///     let satui = try gazetteer.lookUpPlace("Satui, Tanah Bumbu")
public final class Gazetteer: Sendable {
  /// The provinces, by code.
  public let provinces: [Province]
  /// The kabupaten and kota, by code.
  public let regencies: [Regency]
  /// Boundaries of `regencies`, in the same order.
  public let boundaries: [MultiPolygon]
  private let tables: SeedTables
  private let lazyPlaces = Mutex<Places?>(nil)
  private let lazyDistrictAreas = Mutex<[String: MultiPolygon]?>(nil)

  /// What is read on first use.
  struct Places: Sendable {
    var districts: [Region]
    var villages: [Region]
    /// Districts and villages that have a position, and the grid over them.
    var located: [Region]
    var grid: GridIndex
    /// Everything that has a name, and the names by key.
    var all: [NamedPlace]
    var byKey: [String: [Int]]
    var byCode: [String: Int]
    /// Codes of areas by the key of the area that they belonged to before a split.
    var oldParents: [String: Set<String>]
    /// Long forms of words that are shortened in names.
    var longWords: [String: [String]]
  }

  /// Reads the tables that every answer needs.
  ///
  /// - Throws: `SeedError` when one of these is broken.
  public init(_ tables: SeedTables) throws(SeedError) {
    self.tables = tables
    var provinces: [Province] = []
    for record in try tables.provinces.records() {
      provinces.append(
        Province(
          code: try record.text(0), name: try record.text(1), zone: try record.word(2),
          aliases: record[3].split(separator: "|").map(String.init),
          areaCodes: record[4].split(separator: "|").map(String.init)))
    }
    self.provinces = provinces
    var regencies: [Regency] = []
    for record in try tables.regencies.records() { regencies.append(try Regency(record)) }
    self.regencies = regencies
    let areas = try Borders(tables.regencyBorders).areas(codeLength: 5)
    boundaries = regencies.map { areas[$0.region.code] ?? MultiPolygon(rings: []) }
  }

  /// The kecamatan, by code.
  public var districts: [Region] {
    get throws(SeedError) { try places().districts }
  }

  /// The desa and kelurahan, by code.
  public var villages: [Region] {
    get throws(SeedError) { try places().villages }
  }

  /// The area with a Kemendagri code, dotted (`63.10`) or not (`6310`).
  public func region(code: String) throws(SeedError) -> Region? {
    let places = try places()
    return places.byCode[Self.dotted(code)].map { places.all[$0].region }
  }

  /// The areas that hold a region, nearest first: kecamatan, kabupaten, province.
  public func parents(of region: Region) throws(SeedError) -> [Region] {
    let places = try places()
    let codes = [region.districtCode, region.regencyCode, region.provinceCode]
    return codes.filter { !$0.isEmpty && $0 != region.code }.compactMap { code in
      places.byCode[code].map { places.all[$0].region }
    }
  }

  /// `63100420` … with dots where Kemendagri puts them; other text stays as it is.
  static func dotted(_ code: String) -> String {
    let digits = Array(code.utf8)
    guard digits.allSatisfy({ (48...57).contains($0) }) else { return code }
    let cuts = [2, 4, 6]
    var dotted = ""
    for (place, character) in code.enumerated() {
      if cuts.contains(place) { dotted += "." }
      dotted.append(character)
    }
    return dotted
  }

  func places() throws(SeedError) -> Places {
    // Made outside the lock: two threads at first use may both make it, and both get the same.
    if let places = lazyPlaces.withLock({ $0 }) { return places }
    let places = try Places(tables, provinces: provinces, regencies: regencies)
    lazyPlaces.withLock { $0 = places }
    return places
  }

  /// The area of each kecamatan by code, read at first use.
  func districtAreas() throws(SeedError) -> [String: MultiPolygon] {
    if let areas = lazyDistrictAreas.withLock({ $0 }) { return areas }
    let lines = try Borders(tables.regencyBorders).lines + Borders(tables.districtBorders).lines
    let areas = Borders(lines).areas(codeLength: 8)
    lazyDistrictAreas.withLock { $0 = areas }
    return areas
  }
}

extension Regency {
  init(_ record: SeedRecord) throws(SeedError) {
    let seat = try record.position(10)
    self.init(
      region: Region(
        code: try record.text(0), name: try record.text(1), level: .regency, position: seat,
        radiusMeters: try record.number(16)),
      areaKm2: try record.number(4), population: try record.integer(5),
      populationYear: try record.integer(6), workersEstimate: try record.integer(7),
      capital: record[8], bpsCode: try record.text(18),
      seat: Seat(
        name: try record.text(9), position: seat, districtCode: record[13],
        villageCode: record[14], source: try record.text(12)))
  }
}

extension Gazetteer.Places {
  init(
    _ tables: SeedTables, provinces: [Province], regencies: [Regency]
  ) throws(SeedError) {
    let villageRecords = try tables.villages.records()
    var area: [String: Double] = [:]
    for regency in regencies { area[regency.region.code] = regency.areaKm2 }
    let villageCount = villageRecords.reduce(into: [:] as [String: Int]) {
      $0[String($1[0].prefix(5)), default: 0] += 1
    }
    districts = []
    for record in try tables.districts.records() {
      districts.append(
        Region(
          code: try record.text(0), name: try record.text(1), level: .district,
          position: try record.position(4), radiusMeters: try record.number(7)))
    }
    villages = []
    for record in villageRecords {
      let code = try record.text(0)
      // Radius of a circle as large as the kabupaten's mean village: an order of magnitude.
      let regency = String(code.prefix(5))
      let mean = (area[regency] ?? 0) * 1e6 / Double(max(villageCount[regency] ?? 1, 1))
      villages.append(
        Region(
          code: code, name: try record.text(1), level: .village,
          position: try record.villagePoint(), radiusMeters: (mean / .pi).squareRoot(),
          isKelurahan: record[2] == "kelurahan"))
    }
    located = villages.filter { $0.position != nil }
    grid = GridIndex(located.compactMap(\.position))

    let tops = provinces.map {
      Region(code: $0.code, name: $0.name, level: .province, position: nil, radiusMeters: 0)
    }
    all =
      tops.map { NamedPlace($0) } + regencies.map { NamedPlace($0.region, source: $0.seat.source) }
      + districts.map { NamedPlace($0) } + villages.map { NamedPlace($0) }
    byCode = [:]
    for (place, named) in all.enumerated() where byCode[named.region.code] == nil {
      byCode[named.region.code] = place
    }
    byKey = [:]
    oldParents = [:]
    longWords = [:]
    for (place, named) in all.enumerated() {
      let region = named.region
      byKey[NameKey.key(region.name), default: []].append(place)
      // "Kota Banjarbaru" is also just "Banjarbaru".
      if region.level == .regency, let space = region.name.firstIndex(of: " ") {
        byKey[NameKey.key(String(region.name[space...])), default: []].append(place)
      }
    }
    for (place, province) in provinces.enumerated() {
      for alias in province.aliases { byKey[NameKey.key(alias), default: []].append(place) }
    }
    for record in try tables.aliases.records() {
      let kind: AliasKind = try record.word(2)
      if kind == .word {
        longWords[NameKey.key(record[1]), default: []].append(NameKey.key(record[3]))
        continue
      }
      if kind == .oldParent {
        for key in Self.keys(ofArea: record[1]) {
          oldParents[key, default: []].insert(try record.text(0))
        }
        continue
      }
      guard let place = byCode[record[0]] else {
        throw record.error(0, .unknownWord(record[0]))
      }
      let key = NameKey.key(record[1])
      if byKey[key]?.contains(place) != true { byKey[key, default: []].append(place) }
    }
    for record in try tables.towns.records() { try add(Town(record), record) }
  }

  /// A town under all its names.
  private mutating func add(_ town: Town, _ record: SeedRecord) throws(SeedError) {
    guard let holder = byCode[town.districtCode] else {
      throw record.error(3, .unknownWord(town.districtCode))
    }
    let place = all.count
    all.append(
      NamedPlace(
        .town(town.kind), name: town.name, in: all[holder].region, at: town.position,
        radiusMeters: town.radiusMeters, source: town.source))
    for name in [town.name] + town.aliases {
      let key = NameKey.key(name)
      if byKey[key]?.contains(place) != true { byKey[key, default: []].append(place) }
    }
  }

  /// The keys of an area's name with and without its level.
  static func keys(ofArea name: String) -> [String] {
    let words = NameKey.words(name)
    let key = words.joined()
    guard let first = words.first, words.count > 1, prefixes[first] != nil else { return [key] }
    return [key, words.dropFirst().joined()]
  }
}

extension SeedRecord {
  /// A position in two neighbouring fields, latitude first.
  func position(_ place: Int) throws(SeedError) -> Position {
    let (latitude, longitude) = (try number(place), try number(place + 1))
    guard let position = Position(latitude: latitude, longitude: longitude) else {
      throw error(place, .position("\(latitude),\(longitude)"))
    }
    return position
  }

  /// Of a village: the point given inside it where its centre is not, else the centre, if any.
  func villagePoint() throws(SeedError) -> Position? {
    if !self[5].isEmpty { return try position(5) }
    return self[3].isEmpty ? nil : try position(3)
  }
}
