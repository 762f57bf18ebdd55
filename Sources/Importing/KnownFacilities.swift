internal import Facilities

/// The facilities that are known, found by the name of a row.
///
/// Names are indexed by the hash of their key, so that the index of 100,000 sites costs a few megabytes;
/// what is found is compared in full. Slips are looked for only where no name is the same.
final class KnownFacilities {
  /// What a row may mean in one kabupaten.
  struct Found {
    /// Ids of the facilities of the same name.
    var same: [String] = []
    /// Ids of those of nearly the same name.
    var near: [String] = []
  }

  /// A facility of the same name in another kabupaten.
  struct Elsewhere {
    var id: String
    var regencyCode: String
    /// Whether the row's name holds that kabupaten's name or seat.
    var isNamed: Bool
  }

  private let directory: Directory
  private var seats: [String: [String]] = [:]
  private var seatWords: [(words: [String], regency: String)] = []
  private var first: [Int: Int32] = [:]
  private var next: [Int32]
  /// Hashes of the first words of all keys: a row whose first word is none of them is known nowhere.
  private var firstWords = Set<Int>()
  private var ofRegency: [String: [Int32]] = [:]
  /// Keys of a kabupaten's facilities, made when slips are looked for there.
  private var keys: [String: [FacilityNameKey]] = [:]

  init(_ directory: Directory, _ gazetteer: Gazetteer) {
    self.directory = directory
    next = Array(repeating: -1, count: directory.facilities.count)
    for regency in gazetteer.regencies {
      let name = regency.region.name
      let short = name.split(separator: " ").dropFirst().joined(separator: " ")
      seats[regency.region.code] = [name, short, regency.capital]
      for seat in Set([short, regency.capital]) {
        seatWords.append((NameKey.words(seat), regency.region.code))
      }
    }
    for (place, facility) in directory.facilities.enumerated() {
      let key = key(facility)
      firstWords.insert((key.words.first ?? "").hashValue)
      let hash = key.text.hashValue
      next[place] = first.updateValue(Int32(place), forKey: hash) ?? -1
      ofRegency[facility.regencyCode, default: []].append(Int32(place))
    }
  }

  /// The key made last: a row's is asked for several times on its way.
  private var last: (name: String, kind: FacilityKind, regency: String, key: FacilityNameKey)?

  /// A name's key in a kabupaten.
  func key(_ name: String, kind: FacilityKind, regency: String) -> FacilityNameKey {
    if let last, last.name == name, last.kind == kind, last.regency == regency { return last.key }
    let key = FacilityNameKey(name, kind: kind, regency: seats[regency] ?? [])
    last = (name, kind, regency, key)
    return key
  }

  private func key(_ facility: Facility) -> FacilityNameKey {
    key(facility.name, kind: facility.kind, regency: facility.regencyCode)
  }

  private func facilities(_ text: String) -> [Facility] {
    var found: [Facility] = []
    var place = first[text.hashValue] ?? -1
    while place >= 0 {
      let facility = directory.facilities[Int(place)]
      if key(facility).text == text { found.append(facility) }
      place = next[Int(place)]
    }
    return found
  }

  private static func mayBe(_ a: FacilityKind, _ b: FacilityKind) -> Bool {
    a == b || a == .other || b == .other
  }

  // MARK: In a kabupaten

  /// What a row may mean in a kabupaten.
  func find(_ row: ListRow, in regency: String) -> Found {
    let key = key(row.name, kind: row.kind, regency: regency)
    var found = Found()
    let sameText = facilities(key.text).filter {
      $0.regencyCode == regency && Self.mayBe($0.kind, row.kind)
    }
    if !sameText.isEmpty {
      choose(row, key, among: sameText, &found)
      if !found.same.isEmpty { return found }
    }
    for (place, candidate) in zip(ofRegency[regency] ?? [], keysOf(regency)) {
      let facility = directory.facilities[Int(place)]
      if facility.kind == row.kind || facility.kind == .other || row.kind == .other,
        candidate.text != key.text, candidate.likeness(to: key) == .near
      {
        found.near.append(facility.id)
      }
    }
    return found
  }

  /// Of facilities with the same key those that the row means: equal names first, then equal addresses.
  private func choose(
    _ row: ListRow, _ key: FacilityNameKey, among facilities: [Facility], _ found: inout Found
  ) {
    let equal = facilities.filter { self.key($0).exact == key.exact }
    var fitting = equal.isEmpty ? facilities.filter { isMeant(row, key, $0) } : equal
    let sameKind = fitting.filter { $0.kind == row.kind }
    if fitting.count > 1, !sameKind.isEmpty { fitting = sameKind }
    if fitting.count > 1, !row.address.isEmpty {
      let there = fitting.filter { AddressKey.key($0.address) == AddressKey.key(row.address) }
      if !there.isEmpty { fitting = there }
    }
    if fitting.isEmpty {
      found.near = facilities.map(\.id)
    } else {
      found.same = fitting.map(\.id)
    }
  }

  /// Whether a name that is not equal may still mean a facility: kind and bracket allow it, and a
  /// bracket on one side only does not go with another address, as at the branches of a chain.
  private func isMeant(_ row: ListRow, _ key: FacilityNameKey, _ facility: Facility) -> Bool {
    let other = self.key(facility)
    guard key.isCompatible(with: other) else { return false }
    if key.bracket.isEmpty == other.bracket.isEmpty { return true }
    return row.address.isEmpty || facility.address.isEmpty
      || AddressKey.key(row.address) == AddressKey.key(facility.address)
  }

  private func keysOf(_ regency: String) -> [FacilityNameKey] {
    if let made = keys[regency] { return made }
    let made = (ofRegency[regency] ?? []).map { key(directory.facilities[Int($0)]) }
    keys[regency] = made
    return made
  }

  // MARK: Elsewhere

  /// Chains that have a site in many kabupaten under one name.
  private static let chains: Set<String> = [
    "hermina", "mayapada", "siloam", "ciputra", "bhayangkara", "pertamina", "kimiafarma", "prodia",
  ]

  /// The one facility of a row's name outside of a kabupaten, when none is in it and something more than the
  /// name says that it is meant: its place in the name, its coordinates, or that hospitals are few.
  func elsewhere(
    _ row: ListRow, than regency: String, holdsPosition: (String) -> Bool
  ) -> Elsewhere? {
    let here = key(row.name, kind: row.kind, regency: regency)
    if !firstWords.contains((here.words.first ?? "").hashValue) { return nil }
    if facilities(here.text).contains(where: { $0.regencyCode == regency }) { return nil }
    let plain = FacilityNameKey(row.name, kind: row.kind, regency: [])
    var texts = Set([here.text, plain.text])
    for seat in seatWords
    where plain.words.count > seat.words.count
      && plain.words.suffix(seat.words.count) == seat.words[...]
    {
      texts.insert(plain.words.dropLast(seat.words.count).joined())
    }
    var found: [Facility] = []
    for text in texts {
      found += facilities(text).filter { $0.regencyCode != regency && $0.kind == row.kind }
    }
    guard found.count == 1, let facility = found.first,
      key(row.name, kind: row.kind, regency: facility.regencyCode).likeness(to: key(facility))
        == .same
    else { return nil }
    let words = NameKey.words(row.name)
    let isNamed = seatWords.contains { seat in
      seat.regency == facility.regencyCode && Self.contains(words, seat.words)
    }
    let isRare =
      row.kind == .hospital && plain.words.allSatisfy { !Self.chains.contains($0) }
      && plain.text.utf8.count >= 4
    guard isNamed || isRare || holdsPosition(facility.regencyCode) else { return nil }
    return Elsewhere(id: facility.id, regencyCode: facility.regencyCode, isNamed: isNamed)
  }

  private static func contains(_ words: [String], _ part: [String]) -> Bool {
    guard !part.isEmpty, words.count >= part.count else { return false }
    return (0...(words.count - part.count)).contains {
      words[$0..<($0 + part.count)] == part[...]
    }
  }
}

/// The form in which addresses are compared.
enum AddressKey {
  private static let fillers: Set<String> = [
    "jl", "jln", "jalan", "no", "nomor", "rt", "rw", "kel", "kelurahan", "kec", "kecamatan", "ds",
    "desa", "km",
  ]

  /// Words and numbers of an address without what everybody writes otherwise.
  static func key(_ text: String) -> String {
    NameKey.words(text).filter { !fillers.contains($0) }.joined()
  }
}
