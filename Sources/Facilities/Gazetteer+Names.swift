/// What the name of an area turned out to mean.
public enum PlaceMatch: Hashable, Sendable {
  /// One area. `alsoNames` are narrower areas of the same name inside it, for a notice.
  case found(Region, alsoNames: [Region])
  /// Several areas, by level and code.
  case ambiguous([Region])
  /// None; names that are nearly the same, best first, at most five.
  case unknown(suggestions: [Region])
}

extension Gazetteer {
  /// The longest place name that is read, bytes.
  public static let longestName = 200

  /// Looks the name of an area up: `Satui`, `Satui, Tanah Bumbu`, `Kec. Satui, Kab. Tanah Bumbu, Kalsel`.
  ///
  /// As ``lookUpPlace(_:)``, but areas only: a town means the kecamatan that it lies in, and only
  /// where no area bears the name.
  ///
  /// A name that only a kecamatan and villages inside it bear means the kecamatan; everything else
  /// that is not one area is ambiguous. Nothing is picked silently.
  public func lookUp(_ text: String) throws(SeedError) -> PlaceMatch {
    let reading = try read(text)
    if !reading.parts.isEmpty { return .ambiguous(reading.parts.map(\.region)) }
    let areas = reading.found.filter { $0.kind == .area }
    var found: [Region] = []
    for place in areas.isEmpty ? reading.found : areas where !found.contains(place.region) {
      found.append(place.region)
    }
    if found.isEmpty { return .unknown(suggestions: Self.regions(reading.suggestions)) }
    if found.count == 1 { return .found(found[0], alsoNames: []) }
    if found[0].level == .district,
      found.dropFirst().allSatisfy({ $0.level == .village && $0.districtCode == found[0].code })
    {
      return .found(found[0], alsoNames: Array(found.dropFirst()))
    }
    return .ambiguous(found)
  }

  private static func regions(_ places: [NamedPlace]) -> [Region] {
    var regions: [Region] = []
    let areas = places.filter { $0.kind == .area }
    for place in areas.isEmpty ? places : areas where !regions.contains(place.region) {
      regions.append(place.region)
    }
    return regions
  }

  /// The province, kabupaten or kecamatan meant by a code or name, as `--region` takes it.
  public func lookUpRegion(_ text: String) throws(SeedError) -> PlaceMatch {
    if let region = try region(code: text), region.level <= .district {
      return .found(region, alsoNames: [])
    }
    switch try lookUp(text) {
    case .found(let region, _) where region.level == .village: return .unknown(suggestions: [])
    case .ambiguous(let regions):
      let wide = regions.filter { $0.level <= .district }
      // For a filter the widest of nested areas of one name is what a list by region means.
      if let first = wide.first, wide.dropFirst().allSatisfy({ $0.code.hasPrefix(first.code) }) {
        return .found(first, alsoNames: Array(wide.dropFirst()))
      }
      return wide.isEmpty ? .unknown(suggestions: []) : .ambiguous(wide)
    case let match: return match
    }
  }
}

extension Gazetteer.Places {
  /// The parts with shortened words in full (`Sei Danau`, `Tj. Selor`); nil where none is shortened.
  func spelledOut(_ parts: [String]) -> [String]? {
    var isChanged = false
    let long = parts.map { part in
      let words = NameKey.words(part)
      guard words.contains(where: { longWords[$0] != nil }) else { return part }
      isChanged = true
      return words.map { longWords[$0]?.first ?? $0 }.joined(separator: " ")
    }
    return isChanged ? long : nil
  }

  /// Prefix words and the level that they set.
  static let prefixes: [String: Region.Level] = [
    "desa": .village, "ds": .village, "kelurahan": .village, "kel": .village, "dusun": .village,
    "kampung": .village, "kp": .village, "kamp": .village,
    "kecamatan": .district, "kec": .district, "kabupaten": .regency, "kab": .regency,
    "kota": .regency, "kotamadya": .regency, "kodya": .regency,
    "provinsi": .province, "propinsi": .province, "prov": .province,
  ]
  private static let settlementWords: Set<String> = ["kampung", "kp", "kamp"]
  private static let cityWords: Set<String> = ["kota", "kotamadya", "kodya", "city"]

  /// What map programs in English append to a name, and the level that it sets.
  private static let suffixes: [String: Region.Level] = [
    "village": .village, "subdistrict": .district, "district": .district, "regency": .regency,
    "city": .regency, "province": .province,
  ]

  /// "East Kutai": English has the direction before the name.
  private static let directions = [
    "north": "utara", "south": "selatan", "east": "timur", "west": "barat", "central": "tengah",
  ]

  /// Places by level and code whose name is the first part and that areas of the others hold.
  ///
  /// - Parameters:
  ///   - parts: Names, the narrowest first.
  ///   - old: Whether an area counts as held by one that it belonged to before a split.
  /// - Returns: The places: areas first, the widest of them first.
  func matches(_ parts: [String], old: Bool = false) -> [NamedPlace] {
    var found = Set(candidates(parts[0]))
    for part in parts.dropFirst() {
      let holders = holders(named: NameKey.words(part), old: old)
      // "Banjarmasin, Kota Banjarmasin": map programs append the kabupaten to itself.
      let again = part != parts[0]
      found = found.filter { place in
        let named = all[place]
        return named.holders.contains(where: holders.contains)
          || again && named.level == .regency && holders.contains(named.region.code)
      }
    }
    return found.sorted().map { all[$0] }
  }

  /// Codes of the areas that a part may name, and of those that belonged to one of that name.
  func holders(named words: [String], old: Bool) -> Set<String> {
    let named = candidates(words).filter { all[$0].kind == .area }
    var codes = Set(named.map { all[$0].region.code })
    guard old else { return codes }
    var keys = Set([words.joined()])
    if words.count > 1, Self.prefixes[words[0]] != nil { keys.insert(words.dropFirst().joined()) }
    for place in named { keys.formUnion(Self.keys(ofArea: all[place].name)) }
    for key in keys { codes.formUnion(oldParents[key] ?? []) }
    return codes
  }

  /// Places in `all` that a part may name, with its prefix read as a level or as part of the name.
  func candidates(_ part: String) -> [Int] {
    candidates(NameKey.words(part))
  }

  func candidates(_ words: [String]) -> [Int] {
    var places = byKey[words.joined()] ?? []
    guard words.count > 1 else { return places }
    func add(_ key: String, _ level: Region.Level, isCity: Bool) {
      for place in byKey[key] ?? [] where !places.contains(place) {
        switch all[place].kind {
        case .area where all[place].level == level:
          // "Kota" and "Kabupaten" distinguish Banjarbaru from Banjar.
          if level == .regency, all[place].name.hasPrefix("Kota ") != isCity { continue }
          places.append(place)
        // "Kota Sampit" is a town.
        case .town(.seat) where isCity, .town(.town) where isCity: places.append(place)
        case .area, .town, .facility: continue
        }
      }
    }
    if let level = Self.prefixes[words[0]] {
      let key = words.dropFirst().joined()
      add(key, level, isCity: Self.cityWords.contains(words[0]))
      // "Kampung" is said of any settlement.
      if places.isEmpty, Self.settlementWords.contains(words[0]) { places = byKey[key] ?? [] }
    }
    let last = words[words.count - 1]
    if let level = Self.suffixes[last] {
      add(words.dropLast().joined(), level, isCity: Self.cityWords.contains(last))
    }
    if places.isEmpty, let direction = Self.directions[words[0]] {
      var name = Array(words.dropFirst())
      let hasLevel = Self.suffixes[last] != nil && name.count > 1
      name.insert(direction, at: hasLevel ? name.count - 1 : name.count)
      return candidates(name)
    }
    return places
  }
}
