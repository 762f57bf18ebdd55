internal import Facilities
internal import Geo
internal import Lists

/// Where a row's site stands: by its coordinates, by what is known of it, or by desa and kecamatan.
extension Placer {
  func locate(
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
    if let found = withPoint(row, regency.code) {
      placement.doubts.removeAll { if case .coordinatesUnclear = $0 { true } else { false } }
      placement.doubts.append(.pointLost(latitude: found.latitude, longitude: found.longitude))
      placement.position = found
      placement.precision = .site
      placement.source = .listed
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
        // A village or kecamatan says more than a position of one decimal.
        if placement.precision == .district, knownFacility == nil {
          try placeByName(&placement, regency)
        }
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

  /// Takes a list's coordinates, unless a better position is known; far from it they are asked about.
  private func take(
    _ position: Position, _ outside: Double, _ placement: inout Placement, _ facility: Facility?
  ) {
    let precision = placement.row.precision
    if let facility, let there = facility.position {
      let meters = Geodesic.distance(from: position, to: there)
      if facility.positionPrecision == .site,
        meters > max(Self.farFromKnown, placement.row.positionMeters)
      {
        placement.doubts.append(.farFromKnown(id: facility.id, meters: meters))
      } else if facility.positionPrecision.isBetter(than: precision) {
        placement.position = there
        placement.precision = facility.positionPrecision
        placement.source = .known
        return
      }
    }
    placement.position = position
    placement.precision = precision
    placement.source = outside == 0 ? .listed : .listedNearBorder(meters: outside)
  }

  /// The one position inside a kabupaten that a pair of cells may be which lost their decimal points.
  private func withPoint(_ row: ListRow, _ code: String) -> Position? {
    guard let pair = row.writtenPair else { return nil }
    let box = BoundingBox.kalimantan
    var found: [Position] = []
    for latitude in CoordinateCells.withoutPoint(pair.latitude, within: box.latitudes) {
      for longitude in CoordinateCells.withoutPoint(pair.longitude, within: box.longitudes) {
        if let position = Position(latitude: latitude, longitude: longitude),
          distanceOutside(position, code) <= Self.borderTolerance
        {
          found.append(position)
        }
      }
    }
    return found.count == 1 ? found[0] : nil
  }

  /// Makes a row that was taken for a known site one of its own: nothing of the known one stays with it.
  mutating func placeAsNew(_ placement: inout Placement) throws(SeedError) {
    guard case .known(let id, _) = placement.identity, let regency = placement.regency else {
      return
    }
    placement.identity = .new
    placement.position = nil
    placement.precision = .unknown
    placement.source = .unknown
    placement.doubts.removeAll { doubt in
      switch doubt {
      case .similarName(let other), .farFromKnown(let other, _): other == id
      case .outsideRegency, .signLost, .pointLost, .placeAmbiguous: true
      default: false
      }
    }
    try locate(&placement, regency, nil)
    placement.area = areas.insert(placement.area).memberAfterInsert
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
  final class Measured {
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

extension PositionPrecision {
  /// Whether it is nearer to the building than another one.
  func isBetter(than other: PositionPrecision) -> Bool { rank < other.rank }

  private var rank: Int {
    switch self {
    case .site: 0
    case .village: 1
    case .district: 2
    case .unknown: 3
    }
  }
}
