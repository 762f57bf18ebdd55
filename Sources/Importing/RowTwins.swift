internal import Facilities
internal import Lists

/// Finds rows of one file that are, or may be, one site.
///
/// Two rows are one by an equal official code, or by equal name, kind and address in one kabupaten. Anything less, two
/// equal rows without an address as well, which may be branches of a chain, is asked about; what differs in code, in
/// kind, or in both name and address is not even that.
struct RowTwins {
  /// What an earlier row is to a row.
  enum Twin: Hashable {
    /// The same site: that row's place.
    case same(Int)
    /// Perhaps the same site, and whether that is the likelier.
    case perhaps(Int, proposesMerge: Bool)
    /// Nothing.
    case none
  }

  private var byCode = PlaceChains()
  private var byName = PlaceChains()
  private var byID: [String: Int32] = [:]
  /// Places of rows that fit one known facility, where they are several.
  private(set) var rivals: [String: [Int]] = [:]

  private static func hash(_ parts: String...) -> Int {
    var hasher = Hasher()
    for part in parts { hasher.combine(part) }
    return hasher.finalize()
  }

  /// Remembers a row; one that is proposed to go up in another is no rival of that one for a known facility.
  mutating func add(
    _ placement: Placement, _ key: FacilityNameKey, at place: Int, isRival: Bool
  ) {
    let row = placement.row
    if !row.officialCode.isEmpty {
      byCode.add(place, Self.hash(NameKey.key(row.officialCode)))
    }
    byName.add(place, Self.hash(placement.regency?.code ?? "", key.text))
    if isRival, case .known(let id, _) = placement.identity {
      if let first = byID[id] {
        rivals[id, default: [Int(first)]].append(place)
      } else {
        byID[id] = Int32(place)
      }
    }
  }

  /// What the earlier rows are to a row.
  func find(
    _ placement: Placement, _ key: FacilityNameKey, among placements: [Placement],
    keyOf: (Placement) -> FacilityNameKey
  ) -> Twin {
    let row = placement.row
    if !row.officialCode.isEmpty {
      let code = NameKey.key(row.officialCode)
      for place in byCode.places(Self.hash(code))
      where NameKey.key(placements[place].row.officialCode) == code {
        return .same(place)
      }
    }
    var perhaps = Twin.none
    for place in byName.places(Self.hash(placement.regency?.code ?? "", key.text)) {
      let other = placements[place]
      let otherKey = keyOf(other)
      guard other.regency?.code == placement.regency?.code, otherKey.text == key.text,
        other.row.officialCode.isEmpty || row.officialCode.isEmpty,
        other.row.kind == row.kind, key.isCompatible(with: otherKey)
      else { continue }
      let addresses = (AddressKey.key(row.address), AddressKey.key(other.row.address))
      let isOneAddress = addresses.0 == addresses.1
      let hasBoth = !addresses.0.isEmpty && !addresses.1.isEmpty
      if otherKey.exact == key.exact, isOneAddress, hasBoth { return .same(place) }
      if otherKey.exact != key.exact, hasBoth, !isOneAddress { continue }
      if perhaps == .none {
        perhaps = .perhaps(
          place,
          proposesMerge: !(hasBoth && !isOneAddress) && key.isOneSort(otherKey)
            && !Self.differs(row, other.row))
      }
    }
    return perhaps
  }

  /// Whether both rows say something that distinguishes them: another telephone, kecamatan or desa.
  private static func differs(_ a: ListRow, _ b: ListRow) -> Bool {
    let phones = Set(a.phones.map(\.kept))
    if !a.phones.isEmpty, !b.phones.isEmpty, phones.isDisjoint(with: b.phones.map(\.kept)) {
      return true
    }
    return [(a.district, b.district), (a.village, b.village)].contains { one, two in
      !one.isEmpty && !two.isEmpty && NameKey.key(one) != NameKey.key(two)
    }
  }
}

/// Places by hash, in the order in which they came: eight bytes each, where an array of them each would
/// cost fifty.
private struct PlaceChains {
  private var last: [Int: Int32] = [:]
  private var places: [Int32] = []
  private var before: [Int32] = []

  mutating func add(_ place: Int, _ hash: Int) {
    let link = Int32(places.count)
    places.append(Int32(place))
    before.append(last.updateValue(link, forKey: hash) ?? -1)
  }

  func places(_ hash: Int) -> [Int] {
    var found: [Int] = []
    var link = last[hash] ?? -1
    while link >= 0 {
      found.append(Int(places[Int(link)]))
      link = before[Int(link)]
    }
    return found.reversed()
  }
}
