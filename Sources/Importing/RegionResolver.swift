internal import Facilities

/// Finds kabupaten, kecamatan and desa by the words of a list; remembers what it found.
///
/// Not for sharing between threads: one import makes one.
final class RegionResolver {
  /// What a text for a kabupaten turned out to mean.
  enum Match: Hashable {
    /// That kabupaten or kota.
    case regency(Region)
    /// A town or kecamatan (`Batulicin`), which lies in one kabupaten.
    case town(Region, in: Region)
    /// Several kabupaten.
    case ambiguous([Region])
    /// Nothing known.
    case unknown
  }

  let gazetteer: Gazetteer
  private var matches: [String: Match] = [:]
  private var places: [String: [String: [Region]]] = [:]
  private let regencies: [String: Region]

  init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
    regencies = Dictionary(
      gazetteer.regencies.map { ($0.region.code, $0.region) }, uniquingKeysWith: { a, _ in a })
  }

  /// The kabupaten with a code, dotted or not.
  func regency(code: String) -> Region? {
    let digits = code.filter { ("0"..."9").contains($0) }
    guard digits.utf8.count == 4 else { return nil }
    return regencies["\(digits.prefix(2)).\(digits.suffix(2))"]
  }

  /// The kabupaten that a text means; a province as written narrows it.
  func regency(named text: String, province: String = "") throws(SeedError) -> Match {
    let key = text + "\u{1f}" + province
    if let match = matches[key] { return match }
    let match = try look(text, province)
    matches[key] = match
    return match
  }

  private func look(_ text: String, _ province: String) throws(SeedError) -> Match {
    if let region = regency(code: text), text.utf8.allSatisfy({ $0 < 58 }) {
      return .regency(region)
    }
    var found: [Region] = []
    switch try gazetteer.lookUp(province.isEmpty ? text : "\(text), \(province)") {
    case .found(let region, let also): found = [region] + also
    case .ambiguous(let regions): found = regions
    case .unknown: return province.isEmpty ? .unknown : try regency(named: text)
    }
    let wide = found.filter { $0.level == .regency }
    if wide.count == 1 { return .regency(wide[0]) }
    if wide.count > 1 { return .ambiguous(wide) }
    // A village of some name says little; a kecamatan or town tells its kabupaten.
    let towns = found.filter { $0.level == .district }
    let holders = Set(towns.compactMap { regencies[$0.regencyCode] })
    if let town = towns.first, holders.count == 1, let holder = holders.first {
      return .town(town, in: holder)
    }
    return holders.count > 1 ? .ambiguous(holders.sorted { $0.code < $1.code }) : .unknown
  }

  /// Kecamatan and desa of a name inside a kabupaten, kecamatan first.
  func places(named text: String, in regency: String) throws(SeedError) -> [Region] {
    let key = NameKey.key(Self.withoutPrefix(text))
    if key.isEmpty { return [] }
    if places[regency] == nil {
      var index: [String: [Region]] = [:]
      for region in try gazetteer.districts where region.regencyCode == regency {
        index[NameKey.key(region.name), default: []].append(region)
      }
      for region in try gazetteer.villages where region.regencyCode == regency {
        index[NameKey.key(region.name), default: []].append(region)
      }
      places[regency] = index
    }
    return places[regency]?[key] ?? []
  }

  private static func withoutPrefix(_ text: String) -> String {
    let words = text.split(separator: " ")
    guard words.count > 1, let first = words.first,
      ["kec", "kecamatan", "desa", "ds", "kel", "kelurahan"].contains(Header.key(String(first)))
    else { return text }
    return words.dropFirst().joined(separator: " ")
  }
}
