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
  /// The first part names the place and each further part one of the areas that hold it. Without
  /// commas the words are tried in every split. Prefixes (`Ds.`, `Kel.`, `Kec.`, `Kab.`, `Kota`,
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
    var found = places.matches(parts)
    if found.isEmpty, parts.count == 1 {
      // "Satui Tanah Bumbu": the longest first name that fits wins.
      let words = parts[0].split(separator: " ").map(String.init)
      for cut in stride(from: min(words.count, 12) - 1, to: 0, by: -1) where found.isEmpty {
        found = places.matches([
          words[..<cut].joined(separator: " "), words[cut...].joined(separator: " "),
        ])
      }
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
  /// Prefix words and the level that they set.
  private static let prefixes: [(words: [String], level: Region.Level?)] = [
    (["desa"], .village), (["ds"], .village), (["kelurahan"], .village), (["kel"], .village),
    (["dusun"], .village), (["kecamatan"], .district), (["kec"], .district),
    (["kabupaten"], .regency), (["kab"], .regency), (["kota"], .regency),
    (["provinsi"], .province), (["propinsi"], .province), (["prov"], .province),
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
  private func candidates(_ part: String) -> [Int] {
    let words = NameKey.words(part)
    var places = byKey[words.joined()] ?? []
    guard words.count > 1, let prefix = Self.prefixes.first(where: { $0.words[0] == words[0] })
    else { return places }
    let key = NameKey.words(words.dropFirst().joined(separator: " ")).joined()
    for place in byKey[key] ?? [] {
      let region = all[place]
      guard region.level == prefix.level else { continue }
      // "Kota" and "Kabupaten" tell Banjarbaru from Banjar.
      if region.level == .regency, region.name.hasPrefix("Kota ") != (words[0] == "kota") {
        continue
      }
      if !places.contains(place) { places.append(place) }
    }
    return places
  }

  /// Names nearly the same as the first part, within the other parts where these are known.
  func suggestions(for parts: [String]) -> [Region] {
    let words = NameKey.words(parts[0])
    var keys = [words.joined()]
    if words.count > 1, Self.prefixes.contains(where: { $0.words[0] == words[0] }) {
      keys.append(words.dropFirst().joined())
    }
    var best: [(distance: Int, place: Int)] = []
    for key in keys {
      let bytes = Array(key.utf8)
      let bound = min(2, bytes.count / 3)
      guard bound > 0 else { continue }
      for (name, places) in byKey {
        guard let distance = NameKey.distance(bytes, Array(name.utf8), atMost: bound) else {
          continue
        }
        for place in places { best.append((distance, place)) }
      }
    }
    let parents = Set(parts.dropFirst().flatMap { candidates($0) }.map { all[$0].code })
    let inside = best.filter { candidate in
      let region = all[candidate.place]
      return parents.contains { region.code != $0 && region.code.hasPrefix($0) }
    }
    if !inside.isEmpty { best = inside }
    best.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
    var seen = Set<Int>()
    return best.filter { seen.insert($0.place).inserted }.prefix(5).map { all[$0.place] }
  }
}
