internal import Facilities
internal import Geo
internal import Lists

/// Which kabupaten a row is in: its name, code, kecamatan, coordinates, province, and a facility of that
/// name known somewhere must agree, or the row waits with what most of them say.
extension Placer {
  func findRegency(
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
    if !row.province.isEmpty, province(row.province) == nil {
      placement.doubts.append(.provinceElsewhere(row.province))
      return
    }
    var named: Region?
    let text = row.regency.isEmpty ? row.locality : row.regency
    if !text.isEmpty {
      switch try regions.regency(named: text, province: row.province) {
      case .regency(let region): named = region
      case .town(let town, let regency):
        named = regency
        placement.district = town
        placement.doubts.append(.regencyIsTown(text, regencyCode: regency.code))
      case .ambiguous(let regions):
        placement.doubts.append(.regencyAmbiguous(regions.map(\.code)))
        return
      case .unknown:
        // The correction may name the site, which has its kabupaten.
        if case .match(let id)? = correction?.action, let facility = snapshot.facility(id: id) {
          placement.regency = regions.regency(code: facility.regencyCode)
        } else {
          placement.doubts.append(.regencyUnknown(text))
        }
        return
      }
    }
    try weigh(named, &placement, correction)
  }

  private func province(_ text: String) -> Province? {
    let words = NameKey.words(text)
    let key = words.drop { ["provinsi", "propinsi", "prov"].contains($0) }.joined()
    return gazetteer.provinces.first { province in
      NameKey.key(province.name) == key || province.aliases.contains { NameKey.key($0) == key }
    }
  }

  /// Decides between the name and all other evidence of the kabupaten.
  private func weigh(
    _ named: Region?, _ placement: inout Placement, _ correction: RowCorrection?
  ) throws(SeedError) {
    let row = placement.row
    var evidence: [RegencyEvidence] = []
    if let named { evidence.append(.init(row.isRegencyCarried ? .carried : .name, named.code)) }
    let isCodeClear = weighCode(named, row, &evidence)
    try weighDistrict(named, row, &evidence)
    weighPosition(named, row, &evidence)
    if let province = province(row.province) {
      // Kaltara was part of Kaltim until 2012, and older lists say so.
      let isOld = province.code == "64" && named?.provinceCode == "65"
      if let named, named.provinceCode != province.code, !isOld {
        evidence.append(.init(.province, province.code))
      }
    }
    let elsewhere = known.elsewhere(row, than: named?.code ?? "") { code in
      row.position.map { distanceOutside($0, code) <= Self.borderTolerance } ?? false
    }
    if named != nil, let elsewhere {
      evidence.append(.init(.known, elsewhere.regencyCode))
    }
    let codes = Set(evidence.map(\.code))
    if codes.isEmpty {
      if case .match(let id)? = correction?.action, let facility = snapshot.facility(id: id) {
        placement.regency = regions.regency(code: facility.regencyCode)
      } else {
        placement.doubts.append(.regencyUnknown(""))
      }
      return
    }
    if codes.count == 1, isCodeClear, let named {
      return placement.regency = named
    }
    let alone = evidence.filter { $0.code != named?.code }.map(\.source)
    if named != nil, alone == [.coordinates] {
      // One against one: the coordinates are checked where the site is placed.
      return placement.regency = named
    }
    let isCodeOnly = named == nil && isCodeClear && codes.count == 1
    if isCodeOnly,
      evidence.contains(where: { $0.source == .codeKemendagri || $0.source == .codeBPS }),
      let code = codes.first
    {
      return placement.regency = regions.regency(code: code)
    }
    let proposed = best(evidence, elsewhere?.isNamed ?? false)
    placement.regency = regions.regency(code: proposed)
    if let elsewhere, proposed == elsewhere.regencyCode {
      placement.identity = .known(id: elsewhere.id, by: .name)
      placement.doubts.append(
        .knownElsewhere(id: elsewhere.id, regencyCode: elsewhere.regencyCode))
      if Set(evidence.filter { $0.source != .known }.map(\.code)).count < 2 { return }
    }
    placement.doubts.append(.regencyProposed(proposed, evidence))
  }

  /// The kabupaten that most evidence supports; of equal ones that of a known facility, then the name's.
  private func best(_ evidence: [RegencyEvidence], _ isNamed: Bool) -> String {
    var votes: [String: Double] = [:]
    for piece in evidence where piece.code.utf8.count == 5 {
      let weight: Double =
        switch piece.source {
        case .carried: 0.5
        case .known: isNamed ? 2 : 1.25
        case .name: 1.1
        case .codeKemendagri, .codeBPS, .district, .coordinates: 1
        case .province: 0
        }
      votes[piece.code, default: 0] += weight
    }
    guard let most = votes.values.max() else { return "" }
    let first = votes.filter { $0.value == most }.keys
    return first.count == 1 ? first.first ?? "" : ""
  }

  /// Adds what the code says in either set; whether it can be taken without asking.
  private func weighCode(
    _ named: Region?, _ row: ListRow, _ evidence: inout [RegencyEvidence]
  ) -> Bool {
    if row.regencyCode.isEmpty { return true }
    let home = codeSet == .bps ? nil : regions.codes.region(row.regencyCode)?.code
    let bps =
      codeSet == .kemendagri ? nil : regions.codes.region(row.regencyCode, .bps)?.code
    if let home, home == bps {
      evidence.append(.init(.codeKemendagri, home))
      return true
    }
    if let named, let home, home == named.code {
      evidence.append(.init(.codeKemendagri, home))
      return true
    }
    if let bps, named.map({ bps == $0.code }) ?? true {
      evidence.append(.init(.codeBPS, bps))
      // Of the other set the code means another kabupaten, so only a person can say whether it is right.
      if let home { evidence.append(.init(.codeKemendagri, home)) }
      return codeSet == .bps
    }
    if let home { evidence.append(.init(.codeKemendagri, home)) }
    return home == nil || codeSet == .kemendagri
  }

  private func weighDistrict(
    _ named: Region?, _ row: ListRow, _ evidence: inout [RegencyEvidence]
  ) throws(SeedError) {
    if row.district.isEmpty { return }
    let holders = try regions.holders(ofDistrict: row.district)
    if let named, holders.contains(named.code) {
      evidence.append(.init(.district, named.code))
    } else if holders.count == 1, let holder = holders.first {
      evidence.append(.init(.district, holder))
    }
  }

  private func weighPosition(
    _ named: Region?, _ row: ListRow, _ evidence: inout [RegencyEvidence]
  ) {
    guard let position = row.position, row.precision != .unknown else { return }
    if let named {
      if distanceOutside(position, named.code) <= Self.borderTolerance {
        return evidence.append(.init(.coordinates, named.code))
      }
      // A lost sign is asked about where the site is placed.
      if let mirrored = Position(latitude: -position.latitude, longitude: position.longitude),
        distanceOutside(mirrored, named.code) <= Self.borderTolerance
      {
        return
      }
    }
    let whereabouts = gazetteer.whereabouts(position)
    if whereabouts.isInKalimantan, let code = whereabouts.regency?.code {
      evidence.append(.init(.coordinates, code))
    }
  }
}
