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
  let codes: RegencyCodes
  private var holders: [String: Set<String>]?

  init(_ gazetteer: Gazetteer) {
    self.gazetteer = gazetteer
    codes = RegencyCodes(gazetteer)
  }

  /// The kabupaten with a Kemendagri code, dotted or not.
  func regency(code: String) -> Region? { codes.region(code) }

  /// Codes of the kabupaten that have a kecamatan of a name.
  func holders(ofDistrict text: String) throws(SeedError) -> Set<String> {
    if holders == nil {
      var index: [String: Set<String>] = [:]
      for region in try gazetteer.districts {
        index[NameKey.key(region.name), default: []].insert(region.regencyCode)
      }
      holders = index
    }
    return holders?[NameKey.key(Self.withoutPrefix(text))] ?? []
  }

  /// Names that kabupaten bore, and the kabupaten that may be meant by them today.
  ///
  /// Sources: UU 27/1959 as amended (Kutai, Kotawaringin, Barito); PP 58/2014 (Pontianak is Mempawah);
  /// PP 49/2007 (Pasir is Paser).
  private static let oldNames: [(names: [String], codes: [String])] = [
    (["kabpontianak", "kabupatenpontianak"], ["61.02"]), (["pontianak"], ["61.02", "61.71"]),
    (["kotawaringin", "kabkotawaringin", "kabupatenkotawaringin"], ["62.01", "62.02"]),
    (["barito", "kabbarito", "kabupatenbarito"], ["62.04", "62.05", "62.13", "63.04"]),
    (["pasir", "kabpasir", "kabupatenpasir"], ["64.01"]),
    (["kutai", "kabkutai", "kabupatenkutai"], ["64.02", "64.07", "64.08"]),
    (["bulongan", "kabbulongan", "kabupatenbulongan"], ["65.01"]),
  ]

  private func old(_ text: String) -> Match? {
    // "Pontianak, Kalimantan Barat" is no more than "Pontianak".
    let key = NameKey.key(String(text.prefix { $0 != "," }))
    guard let found = Self.oldNames.first(where: { $0.names.contains(key) }) else { return nil }
    let regions = found.codes.compactMap { codes.region($0) }
    return regions.count == 1 ? .regency(regions[0]) : .ambiguous(regions)
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
    if let old = old(text) { return old }
    var found: [Region] = []
    switch try gazetteer.lookUp(province.isEmpty ? text : "\(text), \(province)") {
    case .found(let region, let also): found = [region] + also
    case .ambiguous(let regions): found = regions
    case .unknown: return province.isEmpty ? .unknown : try regency(named: text)
    }
    let wide = found.filter { $0.level == .regency }
    if wide.count == 1 { return .regency(wide[0]) }
    if wide.count > 1 { return .ambiguous(wide) }
    // A village name says little; a kecamatan or town determines its kabupaten.
    let towns = found.filter { $0.level == .district }
    let holders = Set(towns.compactMap { regency(code: $0.regencyCode) })
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
