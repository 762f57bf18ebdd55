// Names that are wider than one area, and names that are easily taken for another.

extension Gazetteer.Places {
  /// The kabupaten and kota of a name that several of them begin with or belonged to before a split:
  /// `Kutai`, `Hulu Sungai`, `Barito`; none where fewer than two do.
  ///
  /// - Complexity: O(kabupaten).
  func shared(_ parts: [String]) -> [NamedPlace] {
    guard let first = parts.first else { return [] }
    var words = NameKey.words(first)
    if words.count > 1, Self.prefixes[words[0]] == .regency { words.removeFirst() }
    guard !words.isEmpty else { return [] }
    let former = oldParents[words.joined()] ?? []
    let holders = parts.dropFirst().map { self.holders(named: NameKey.words($0), old: false) }
    let found = all.filter { place in
      guard place.level == .regency else { return false }
      let own = NameKey.words(place.name).dropFirst()
      let begins = own.count > words.count && own.prefix(words.count).elementsEqual(words)
      return (begins || former.contains(place.region.code))
        && holders.allSatisfy { place.holders.contains(where: $0.contains) }
    }
    return found.count > 1 ? found : []
  }

  /// The largest number of similarly named places that are reported.
  private static let mostAlike = 4

  /// Places whose name differs by one letter from the one that was typed, in the areas that were named.
  ///
  /// One letter in a name of five or more is easily misheard (`Senipah`, `Sanipah`); a caller who meant
  /// the other must see it. Places that are smaller than what was found are left out, and numbers in names
  /// (`Makmur 2`) are no slip.
  ///
  /// - Complexity: O(names × length).
  func alike(_ parts: [String], _ found: [NamedPlace]) -> [NamedPlace] {
    guard let first = parts.first else { return [] }
    var words = NameKey.words(first)
    if words.count > 1, Self.prefixes[words[0]] != nil { words.removeFirst() }
    let key = words.joined()
    guard key.utf8.count >= 5, byKey[key] != nil else { return [] }
    let digits = key.filter(\.isNumber)
    let widest = found.map(Self.size).min() ?? 0
    let holders = parts.dropFirst().map { self.holders(named: NameKey.words($0), old: true) }
    var near: [NamedPlace] = []
    for (name, places) in byKey
    where NameKey.isOneSlip(name, key) && name.filter(\.isNumber) == digits {
      for place in places.map({ all[$0] })
      where Self.size(place) <= widest && !found.contains(place) && !near.contains(place)
        && holders.allSatisfy({ place.holders.contains(where: $0.contains) })
      {
        near.append(place)
      }
    }
    near.sort { (Self.size($0), $0.region.code) < (Self.size($1), $1.region.code) }
    return Array(near.prefix(Self.mostAlike))
  }

  /// How wide a place is: 1 a province … 4 a village or locality.
  private static func size(_ place: NamedPlace) -> Int {
    switch place.kind {
    case .area: place.region.level.rawValue
    case .town(.seat): 2
    case .town(.town): 3
    case .town, .facility: 4
    }
  }
}
