internal import Facilities
internal import Geo

/// Decides for each row which site it is and where it stands.
struct Placer {
  /// How far outside of its generalised boundary a kabupaten's own site may lie, metres: the boundary
  /// was thinned to 0.0001 degree, and coast and river banks are coarse.
  static let borderTolerance = 2_000.0
  /// How far a list's coordinates may lie from a site known to the building, metres.
  static let farFromKnown = 5_000.0

  private struct Known {
    var place: Int
    var key: FacilityNameKey
  }

  let regions: RegionResolver
  let snapshot: ListSnapshot
  private let gazetteer: Gazetteer
  private var known: [String: [Known]] = [:]
  private var byCode: [String: String] = [:]
  private var seats: [String: [String]] = [:]
  private let boundaries: [String: MultiPolygon]
  private let corrections: [String: RowCorrection]
  /// The areas of rows placed so far: some hundreds, shared by all rows.
  private var areas = Set<Area>()

  init(
    gazetteer: Gazetteer, snapshot: ListSnapshot, previous: ListImport?,
    corrections: [RowCorrection]
  ) {
    self.gazetteer = gazetteer
    self.snapshot = snapshot
    regions = RegionResolver(gazetteer)
    boundaries = Dictionary(
      zip(gazetteer.regencies.map(\.region.code), gazetteer.boundaries),
      uniquingKeysWith: { a, _ in a })
    self.corrections = Dictionary(
      corrections.map { (RowCorrection.key($0.name, $0.regency), $0) },
      uniquingKeysWith: { _, b in b })
    for regency in gazetteer.regencies {
      let name = regency.region.name
      let short = name.split(separator: " ").dropFirst().joined(separator: " ")
      seats[regency.region.code] = [name, short, regency.capital]
    }
    for (place, facility) in snapshot.directory.facilities.enumerated() {
      let key = FacilityNameKey(
        facility.name, kind: facility.kind, regency: seats[facility.regencyCode] ?? [])
      known[facility.regencyCode, default: []].append(Known(place: place, key: key))
    }
    for entry in previous?.entries ?? [] where !entry.agreement.officialCode.isEmpty {
      byCode[NameKey.key(entry.agreement.officialCode)] = entry.facility.id
    }
  }

  /// The name of a row in the form in which duplicates are found; needs its kabupaten.
  func key(_ placement: Placement) -> String {
    let code = placement.regency?.code ?? ""
    let key = FacilityNameKey(
      placement.row.name, kind: placement.row.kind, regency: seats[code] ?? [])
    return "\(code)\u{1f}\(placement.row.kind.rawValue)\u{1f}\(key.text)"
  }

  /// Decides about a row.
  mutating func place(_ row: ListRow) throws(SeedError) -> Placement {
    var placement = try decide(row)
    placement.area = areas.insert(placement.area).memberAfterInsert
    return placement
  }

  private func decide(_ row: ListRow) throws(SeedError) -> Placement {
    var placement = Placement(row: row)
    let correction =
      corrections[RowCorrection.key(row.name, row.regency)]
      ?? corrections[RowCorrection.key(row.name, "")]
    if let correction {
      placement.isAccepted = true
      placement.isSkipped = correction.action == .skip
      if let kind = correction.kind { placement.row.kind = kind }
    }
    try findRegency(&placement, correction)
    guard let regency = placement.regency else { return placement }
    identify(&placement, regency, correction)
    try locate(&placement, regency, correction)
    return placement
  }

  // MARK: Kabupaten

  private func findRegency(
    _ placement: inout Placement, _ correction: RowCorrection?
  ) throws(SeedError) {
    if let set = correction?.setRegency, !set.isEmpty {
      switch try regions.regency(named: set) {
      case .regency(let region): placement.regency = region
      default: placement.doubts.append(.correctionUnusable(set))
      }
      return
    }
    let row = placement.row
    if !row.regencyCode.isEmpty, let region = regions.regency(code: row.regencyCode) {
      return placement.regency = region
    }
    let text = row.regency.isEmpty ? row.locality : row.regency
    let match = text.isEmpty ? .unknown : try regions.regency(named: text, province: row.province)
    switch match {
    case .regency(let region): placement.regency = region
    case .town(let town, let regency):
      placement.regency = regency
      placement.district = town
      placement.doubts.append(.regencyIsTown(text, regencyCode: regency.code))
    case .ambiguous(let regions): placement.doubts.append(.regencyAmbiguous(regions.map(\.code)))
    case .unknown:
      // The correction may name the site, which has its kabupaten.
      if case .match(let id)? = correction?.action, let facility = snapshot.facility(id: id) {
        placement.regency = regions.regency(code: facility.regencyCode)
      } else {
        placement.doubts.append(.regencyUnknown(text))
      }
    }
  }

  // MARK: Which site

  private func identify(
    _ placement: inout Placement, _ regency: Region, _ correction: RowCorrection?
  ) {
    let row = placement.row
    switch correction?.action {
    case .match(let id):
      if let facility = snapshot.facility(id: id) {
        placement.identity = .known(id: facility.id, by: .correction)
      } else {
        placement.doubts.append(.correctionUnusable(id))
      }
      return
    case .new: return
    case .skip, .accept, nil: break
    }
    if !row.officialCode.isEmpty, let id = byCode[NameKey.key(row.officialCode)],
      let facility = snapshot.facility(id: id), facility.regencyCode == regency.code
    {
      placement.identity = .known(id: facility.id, by: .officialCode)
      return
    }
    let key = FacilityNameKey(row.name, kind: row.kind, regency: seats[regency.code] ?? [])
    var same: [Facility] = []
    var near: [Facility] = []
    for candidate in known[regency.code] ?? [] {
      let facility = snapshot.directory.facilities[candidate.place]
      guard facility.kind == row.kind || facility.kind == .other || row.kind == .other else {
        continue
      }
      switch candidate.key.likeness(to: key) {
      case .same: same.append(facility)
      case .near where same.isEmpty: near.append(facility)
      case .near, .none: break
      }
    }
    let sameKind = same.filter { $0.kind == row.kind }
    if sameKind.count == 1 { same = sameKind }
    if same.count == 1 {
      placement.identity = .known(id: same[0].id, by: .name)
    } else if same.count > 1 {
      placement.doubts.append(.severalMatches(same.map(\.id)))
    } else if near.count == 1 {
      placement.identity = .known(id: near[0].id, by: .similarName)
      placement.doubts.append(.similarName(id: near[0].id))
    } else if near.count > 1 {
      placement.doubts.append(.severalMatches(near.map(\.id)))
    }
  }

  // MARK: Where it stands

  private func locate(
    _ placement: inout Placement, _ regency: Region, _ correction: RowCorrection?
  ) throws(SeedError) {
    var knownFacility: Facility?
    if case .known(let id, _) = placement.identity { knownFacility = snapshot.facility(id: id) }
    let row = placement.row
    try findDistrict(&placement, regency)
    if let position = correction?.position {
      placement.position = position
      placement.precision = .site
      placement.source = .correction
      return
    }
    if let position = row.position {
      let outside = distanceOutside(position, regency.code)
      if outside <= Self.borderTolerance {
        placement.position = position
        placement.precision = .site
        placement.source = outside == 0 ? .listed : .listedNearBorder(meters: outside)
        if let facility = knownFacility, let there = facility.position,
          facility.positionPrecision == .site
        {
          let meters = Geodesic.distance(from: position, to: there)
          if meters > Self.farFromKnown {
            placement.doubts.append(.farFromKnown(id: facility.id, meters: meters))
          }
        }
        return
      }
      let whereabouts = gazetteer.whereabouts(position)
      placement.doubts.append(
        .outsideRegency(
          meters: outside,
          foundIn: whereabouts.isInKalimantan ? whereabouts.regency?.code ?? "" : ""))
    }
    if let facility = knownFacility, let position = facility.position {
      placement.position = position
      placement.precision = facility.positionPrecision
      placement.source = .known
      return
    }
    try placeByName(&placement, regency)
  }

  /// Metres outside of a kabupaten's boundary; 0 inside.
  private func distanceOutside(_ position: Position, _ code: String) -> Double {
    guard let boundary = boundaries[code] else { return .infinity }
    return boundary.contains(position) ? 0 : boundary.distanceToBorder(from: position)
  }

  private func findDistrict(_ placement: inout Placement, _ regency: Region) throws(SeedError) {
    let row = placement.row
    for text in [row.district, row.locality] where !text.isEmpty {
      let found = try regions.places(named: text, in: regency.code)
        .filter { $0.level == .district }
      if found.count == 1 { placement.district = found[0] }
    }
  }

  private func placeByName(_ placement: inout Placement, _ regency: Region) throws(SeedError) {
    let row = placement.row
    for text in [row.village, row.locality] where !text.isEmpty {
      var villages = try regions.places(named: text, in: regency.code)
        .filter { $0.level == .village }
      if let district = placement.district {
        // A kecamatan and its chief village often bear one name: then the kecamatan is meant
        // unless the village's own column says otherwise.
        if text == row.locality, NameKey.key(district.name) == NameKey.key(text) { break }
        villages = villages.filter { $0.districtCode == district.code }
      }
      if villages.count == 1, let position = villages[0].position {
        placement.position = position
        placement.precision = .village
        placement.source = .village(code: villages[0].code)
        if placement.district == nil {
          placement.district = try gazetteer.parents(of: villages[0])
            .first { $0.level == .district }
        }
        return
      }
      if villages.count > 1 {
        placement.doubts.append(.placeAmbiguous(text, codes: villages.map(\.code)))
      }
    }
    if placement.district == nil, row.kind == .puskesmas {
      // A puskesmas bears the name of its kecamatan by rule; other kinds do not.
      let key = FacilityNameKey(row.name, kind: row.kind, regency: [])
      let found = try regions.places(named: key.words.joined(separator: " "), in: regency.code)
        .filter { $0.level == .district }
      if found.count == 1 { placement.district = found[0] }
    }
    if let district = placement.district, let position = district.position {
      placement.position = position
      placement.precision = .district
      placement.source = .district(code: district.code)
    }
  }
}
