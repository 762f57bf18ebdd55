public import Facilities
public import Geo

/// How far the list itself can be trusted.
public struct DataQuality: Hashable, Sendable {
  /// Two entries that may be one facility.
  public struct Pair: Hashable, Sendable {
    /// The smaller id.
    public var first: String
    /// The larger id.
    public var second: String
    /// Metres between them.
    public var meters: Double
    /// Likeness of the names, 0 … 1.
    public var similarity: Double
  }

  /// Sites in all.
  public var total: Int
  /// Sites with a phone number.
  public var withPhone: Int
  /// Sites with an address.
  public var withAddress: Int
  /// Sites whose position lies outside their kabupaten's boundary, ascending by id.
  public var outsideRegency: [String]
  /// Groups of sites at exactly one point, ascending.
  public var sharedPoints: [[String]]
  /// Pairs less than 300 m apart with names at least 0.85 alike, as they are or without the word for the
  /// kind of a hospital or clinic, ascending.
  public var suspectedDuplicates: [Pair]

  /// Looks at sites in ascending order of id.
  ///
  /// - Parameters:
  ///   - sites: The sites.
  ///   - boundaries: Boundary of each kabupaten by code; a missing one is not checked.
  /// - Complexity: O(n log n + vertices × n).
  public init(_ sites: [Facility], boundaries: [String: MultiPolygon] = [:]) {
    total = sites.count
    withPhone = sites.count { !$0.phone.isEmpty }
    withAddress = sites.count { !$0.address.isEmpty }
    outsideRegency = sites.filter { site in
      guard let position = site.position, let area = boundaries[site.regencyCode] else {
        return false
      }
      return !area.contains(position)
    }.map(\.id)
    let located = sites.filter { $0.position != nil }
    let grid = GridIndex(located.compactMap(\.position))
    var shared: [Position: [String]] = [:]
    var pairs: [Pair] = []
    for index in located.indices {
      shared[grid.positions[index], default: []].append(located[index].id)
      for near in grid.neighbors(of: grid.positions[index], within: 300) where near.index > index {
        let (one, other) = (located[index], located[near.index])
        let alike = Swift.max(
          Self.similarity(one.name, other.name),
          Self.similarity(Self.properName(one), Self.properName(other)))
        if alike >= 0.85 {
          pairs.append(
            Pair(
              first: located[index].id, second: located[near.index].id, meters: near.meters,
              similarity: alike))
        }
      }
    }
    sharedPoints = shared.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    suspectedDuplicates = pairs.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Words that say only what kind of hospital or clinic it is.
  private static let kindWords: Set<String> = [
    "rs", "rsu", "rsud", "rsia", "rsb", "rumah", "sakit", "umum", "daerah", "khusus", "klinik",
    "pratama", "utama", "pt", "dr", "dr.",
  ]

  /// A name without the words for the kind; of a puskesmas the whole name, which is that of its place.
  private static func properName(_ site: Facility) -> String {
    guard site.kind == .hospital || site.kind == .clinic else { return site.name }
    let words = site.name.split(separator: " ").drop { kindWords.contains($0.lowercased()) }
    return words.isEmpty ? site.name : words.joined(separator: " ")
  }

  /// Likeness of two names blind to case: 1 − edit distance over the longer length.
  static func similarity(_ a: String, _ b: String) -> Double {
    let (a, b) = (Array(a.lowercased().utf8), Array(b.lowercased().utf8))
    guard !a.isEmpty, !b.isEmpty else { return a.count == b.count ? 1 : 0 }
    var row = Array(0...b.count)
    for (line, letter) in a.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in b.enumerated() {
        let change = diagonal + (letter == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(change, row[column] + 1, diagonal + 1)
      }
    }
    return 1 - Double(row[b.count]) / Double(max(a.count, b.count))
  }
}
