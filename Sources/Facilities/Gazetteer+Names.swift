/// What a place name turned out to mean.
public enum PlaceMatch: Hashable, Sendable {
  /// One place. `alsoNames` are narrower places of the same name inside it, for a notice.
  case found(Region, alsoNames: [Region])
  /// Several places, by level and code.
  case ambiguous([Region])
  /// None; names that are nearly the same, best first, at most five.
  case unknown(suggestions: [Region])
}

extension Gazetteer {
  /// The longest place name that is looked at, bytes.
  public static let longestName = 200

  /// Looks a name up: `Satui`, `Satui, Tanah Bumbu`, `Kec. Satui, Kab. Tanah Bumbu, Kalsel`.
  ///
  /// The first part names the place and each further part one of the areas that hold it. Where that
  /// fits nothing the words are tried in every split, and a postal code or "Indonesia" at the end
  /// is passed over. A dotted Kemendagri code is its area. Prefixes (`Ds.`, `Kel.`, `Kec.`, `Kab.`, `Kota`,
  /// `Prov.` and their long forms) set the level. Case, spaces, accents and apostrophes do not
  /// matter.
  ///
  /// A name that only a kecamatan and villages inside it bear means the kecamatan, whose precision
  /// covers them all; everything else that is not one place is ambiguous. Nothing is picked silently.
  public func lookUp(_ text: String) throws(SeedError) -> PlaceMatch {
    let places = try places()
    guard text.utf8.count <= Self.longestName else { return .unknown(suggestions: []) }
    let parts = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "\n" })
      .map(String.init).filter { !NameKey.key($0).isEmpty }
    guard !parts.isEmpty else { return .unknown(suggestions: []) }
    // An answer prints "[63.10.04]" behind a place, and people copy that.
    if parts.count == 1, text.contains("."), let region = try region(code: parts[0]) {
      return .found(region, alsoNames: [])
    }
    var found = places.matches(parts)
    if found.isEmpty { found = places.split(parts) }
    if let long = Gazetteer.Places.spelledOut(parts) {
      var also = places.matches(long)
      if also.isEmpty { also = places.split(long) }
      also.removeAll { found.contains($0) }
      // Both readings count: neither "Sei Pinang" nor "Sungai Pinang" is picked silently.
      found = (found + also).sorted { ($0.level, $0.code) < ($1.level, $1.code) }
    }
    if found.isEmpty { return .unknown(suggestions: places.suggestions(for: parts)) }
    if found.count == 1 { return .found(found[0], alsoNames: []) }
    if found[0].level == .district,
      found.dropFirst().allSatisfy({ $0.level == .village && $0.districtCode == found[0].code })
    {
      return .found(found[0], alsoNames: Array(found.dropFirst()))
    }
    return .ambiguous(found)
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
  /// Words that signs and letters shorten in names.
  private static let abbreviations = [
    "sei": "sungai", "tj": "tanjung", "tg": "tanjung", "tjg": "tanjung",
  ]

  /// The parts with shortened words in full (`Sei Danau`, `Tj. Selor`); nil where none is shortened.
  static func spelledOut(_ parts: [String]) -> [String]? {
    var isChanged = false
    let long = parts.map { part in
      let words = NameKey.words(part)
      guard words.contains(where: { abbreviations[$0] != nil }) else { return part }
      isChanged = true
      return words.map { abbreviations[$0] ?? $0 }.joined(separator: " ")
    }
    return isChanged ? long : nil
  }

  /// Prefix words and the level that they set.
  static let prefixes: [String: Region.Level] = [
    "desa": .village, "ds": .village, "kelurahan": .village, "kel": .village, "dusun": .village,
    "kecamatan": .district, "kec": .district, "kabupaten": .regency, "kab": .regency,
    "kota": .regency, "provinsi": .province, "propinsi": .province, "prov": .province,
  ]

  /// What map programs in English put behind a name, and the level that it sets.
  private static let suffixes: [String: Region.Level] = [
    "village": .village, "subdistrict": .district, "district": .district, "regency": .regency,
    "city": .regency, "province": .province,
  ]

  /// Regions by level and code whose name is the first part and whose parents bear the others.
  func matches(_ parts: [String]) -> [Region] {
    var found = Set(candidates(parts[0]))
    for part in parts.dropFirst() {
      let parents = Set(candidates(part).map { all[$0].code })
      found = found.filter { place in
        let region = all[place]
        return [region.districtCode, region.regencyCode, region.provinceCode].contains {
          $0 != region.code && parents.contains($0)
        }
      }
    }
    return found.sorted().map { all[$0] }
  }

  /// Places in `all` that a part may name, with its prefix read as a level or as part of the name.
  func candidates(_ part: String) -> [Int] {
    candidates(NameKey.words(part))
  }

  func candidates(_ words: [String]) -> [Int] {
    var places = byKey[words.joined()] ?? []
    guard words.count > 1 else { return places }
    func add(_ key: String, _ level: Region.Level, isCity: Bool) {
      for place in byKey[key] ?? [] where all[place].level == level {
        // "Kota" and "Kabupaten" tell Banjarbaru from Banjar.
        if level == .regency, all[place].name.hasPrefix("Kota ") != isCity { continue }
        if !places.contains(place) { places.append(place) }
      }
    }
    if let level = Self.prefixes[words[0]] {
      add(NameKey.key(words.dropFirst().joined(separator: " ")), level, isCity: words[0] == "kota")
    }
    let last = words[words.count - 1]
    if let level = Self.suffixes[last] {
      add(words.dropLast().joined(), level, isCity: last == "city")
    }
    return places
  }
}
