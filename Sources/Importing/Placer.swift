internal import Facilities
internal import Geo
internal import Lists

/// Decides for each row which site it is and where it stands.
struct Placer {
  /// How far outside of its generalised boundary a kabupaten's own site may lie, metres: the boundary
  /// was thinned to 0.0001 degree, and coast and river banks are coarse.
  static let borderTolerance = 2_000.0
  /// How far a list's coordinates may lie from a site known to the building, metres: its ground, and what
  /// the address that was looked up may be off.
  static let farFromKnown = 2_000.0

  let regions: RegionResolver
  let snapshot: ListSnapshot
  let gazetteer: Gazetteer
  let known: KnownFacilities
  let codeSet: RegencyCodeSet?
  private var byCode: [String: String] = [:]
  let boundaries: [String: MultiPolygon]
  private let corrections: [String: RowCorrection]
  let measured = Measured()
  /// The areas of rows placed so far: some hundreds, shared by all rows.
  var areas = Set<Area>()

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
  mutating func place(_ row: RowBox) throws(SeedError) -> Placement {
    var placement = try decide(row)
    placement.area = areas.insert(placement.area).memberAfterInsert
    return placement
  }

  private func decide(_ box: RowBox) throws(SeedError) -> Placement {
    var placement = Placement(box)
    let row = box.row
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
}
