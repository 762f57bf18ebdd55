internal import Facilities
internal import Geo
internal import Lists

/// Decides for each row which site it is and where it stands.
struct Placer {
  /// How far outside of its generalised boundary a kabupaten's own site may lie, metres: the boundary
  /// was thinned to 0.0001 degree, and coast and river banks are coarse.
  static let borderTolerance = 2_000.0
  /// How far a list's coordinates may lie from a site known to the building, metres.
  static let farFromKnown = 5_000.0

  let regions: RegionResolver
  let snapshot: ListSnapshot
  let gazetteer: Gazetteer
  let known: KnownFacilities
  let codeSet: RegencyCodeSet?
  private var byCode: [String: String] = [:]
  private let boundaries: [String: MultiPolygon]
  private let corrections: [String: RowCorrection]
  private let measured = Measured()
  /// The areas of rows placed so far: some hundreds, shared by all rows.
  private var areas = Set<Area>()

  init(
    gazetteer: Gazetteer, snapshot: ListSnapshot, previous: ListImport?,
    corrections: [RowCorrection], codeSet: RegencyCodeSet?
  ) {
    self.gazetteer = gazetteer
    self.snapshot = snapshot
    self.codeSet = codeSet
    regions = RegionResolver(gazetteer)
    boundaries = Dictionary(
      zip(gazetteer.regencies.map(\.region.code), gazetteer.boundaries),
      uniquingKeysWith: { a, _ in a })
    self.corrections = Dictionary(
      corrections.map { (RowCorrection.key($0.name, $0.regency), $0) },
      uniquingKeysWith: { _, b in b })
    known = KnownFacilities(snapshot.directory, gazetteer)
    for entry in previous?.entries ?? [] where !entry.agreement.officialCode.isEmpty {
      byCode[NameKey.key(entry.agreement.officialCode)] = entry.facility.id
    }
  }

  /// The name of a row in the form in which duplicates are found; needs its kabupaten.
  func key(_ placement: Placement) -> FacilityNameKey {
    known.key(
      placement.row.name, kind: placement.row.kind, regency: placement.regency?.code ?? "")
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
      corrections.isEmpty
      ? nil
      : corrections[RowCorrection.key(row.name, row.regency)]
        ?? corrections[RowCorrection.key(row.name, "")]
    if let correction {
      placement.isAccepted = true
      placement.isSkipped = correction.action == .skip
      if let kind = correction.kind { placement.row.kind = kind }
    }
    try findRegency(&placement, correction)
    guard let regency = placement.regency else { return placement }
    identify(&placement, regency, correction)
    try locate(&placement, placement.regency ?? regency, correction)
    return placement
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
    if case .known = placement.identity { return }
    if !row.officialCode.isEmpty, let id = byCode[NameKey.key(row.officialCode)],
      let facility = snapshot.facility(id: id), facility.regencyCode == regency.code
    {
      placement.identity = .known(id: facility.id, by: .officialCode)
      return
    }
    let found = known.find(row, in: regency.code)
    if !row.facilityID.isEmpty, let facility = snapshot.facility(id: row.facilityID),
      facility.regencyCode == regency.code
    {
      placement.identity = .known(id: facility.id, by: .identifier)
      if !found.same.contains(facility.id) {
        placement.doubts.append(.similarName(id: facility.id))
      }
      return
    }
    if found.same.count == 1 {
      placement.identity = .known(id: found.same[0], by: .name)
    } else if found.same.count > 1 {
      placement.doubts.append(.severalMatches(found.same))
    } else if found.near.count == 1 {
      placement.identity = .known(id: found.near[0], by: .similarName)
      placement.doubts.append(.similarName(id: found.near[0]))
    } else if found.near.count > 1 {
      placement.doubts.append(.severalMatches(found.near))
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
    if var position = row.position, row.precision != .unknown {
      var outside = distanceOutside(position, regency.code)
      if outside > Self.borderTolerance,
        let mirrored = Position(latitude: -position.latitude, longitude: position.longitude),
        case let other = distanceOutside(mirrored, regency.code), other <= Self.borderTolerance
      {
        placement.doubts.append(.signLost(latitude: mirrored.latitude))
        (position, outside) = (mirrored, other)
      }
      if outside <= Self.borderTolerance {
        take(position, outside, &placement, knownFacility)
        return
      }
      let isDisputed = placement.doubts.contains {
        if case .regencyProposed = $0 { true } else { false }
      }
      if !isDisputed || placement.regency?.code != regency.code {
        let whereabouts = gazetteer.whereabouts(position)
        placement.doubts.append(
          .outsideRegency(
            meters: outside,
            foundIn: whereabouts.isInKalimantan ? whereabouts.regency?.code ?? "" : ""))
      }
    }
    if let facility = knownFacility, let position = facility.position {
      placement.position = position
      placement.precision = facility.positionPrecision
      placement.source = .known
      return
    }
    try placeByName(&placement, regency)
  }

  /// Takes a list's coordinates, unless a better position is known and the list says itself how coarse
  /// its own is.
  private func take(
    _ position: Position, _ outside: Double, _ placement: inout Placement, _ facility: Facility?
  ) {
    if placement.row.precision != .site, let facility, let there = facility.position,
      facility.positionPrecision == .site
    {
      placement.position = there
      placement.precision = .site
      placement.source = .known
      return
    }
    placement.position = position
    placement.precision = placement.row.precision
    placement.source = outside == 0 ? .listed : .listedNearBorder(meters: outside)
    if let facility, let there = facility.position, facility.positionPrecision == .site {
      let meters = Geodesic.distance(from: position, to: there)
      if meters > Self.farFromKnown {
        placement.doubts.append(.farFromKnown(id: facility.id, meters: meters))
      }
    }
  }

  /// Metres outside of a kabupaten's boundary; 0 inside.
  func distanceOutside(_ position: Position, _ code: String) -> Double {
    if let last = measured.last, last.position == position, last.code == code { return last.meters }
    guard let boundary = boundaries[code] else { return .infinity }
    let meters = boundary.contains(position) ? 0 : boundary.distanceToBorder(from: position)
    measured.last = (position, code, meters)
    return meters
  }

  /// The distance measured last: a row's is asked for several times on its way.
  private final class Measured {
    var last: (position: Position, code: String, meters: Double)?
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
