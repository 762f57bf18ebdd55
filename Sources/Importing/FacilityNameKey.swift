internal import Facilities

/// The form in which names of facilities are compared: without what two writers of one name differ
/// in.
///
/// Dropped: the kind in front (`RS`, `RSUD`, `Rumah Sakit`, `UPTD Puskesmas`), titles (`dr. H.`), and
/// the name of the kabupaten, its seat or `Kota` at the end. Numerals are Arabic, `Muhammad` is one
/// word in all its spellings. When nothing but the place remains, the place is the name
/// (`RSUD Balangan`).
struct FacilityNameKey: Hashable {
  /// The words that carry the name.
  let words: [String]
  /// The words as one text.
  let text: String

  init(_ name: String, kind: FacilityKind, regency: [String]) {
    var words = NameKey.words(Self.withoutBrackets(name))
    let all = words
    while let first = words.first, Self.kinds.contains(first), words.count > 1 {
      words.removeFirst()
    }
    words = words.filter { !Self.titles.contains($0) }.map { Self.spellings[$0] ?? $0 }
    let beforePlaces = words
    for place in regency {
      let place = NameKey.words(place)
      if !place.isEmpty, words.count > place.count, Array(words.suffix(place.count)) == place {
        words.removeLast(place.count)
      }
    }
    while words.count > 1, let last = words.last, Self.placeWords.contains(last) {
      words.removeLast()
    }
    if words.isEmpty { words = beforePlaces.isEmpty ? all : beforePlaces }
    self.words = words
    text = words.joined()
  }

  /// What stands in brackets is a place or a remark.
  private static func withoutBrackets(_ name: String) -> String {
    guard let open = name.firstIndex(of: "("), open > name.startIndex else { return name }
    let close = name[open...].firstIndex(of: ")")
    return String(name[..<open]) + (close.map { String(name[name.index(after: $0)...]) } ?? "")
  }

  /// How alike two names of one kabupaten are.
  enum Likeness: Hashable {
    /// The same key.
    case same
    /// A slip or two, or the words of one are all among the other's.
    case near
    /// Another name.
    case none
  }

  /// Compares two keys.
  func likeness(to other: FacilityNameKey) -> Likeness {
    if text == other.text { return .same }
    // A number tells sites of one name apart: Wahau 1 is not Wahau 2.
    let numbers = words.filter(Self.isNumber)
    guard numbers == other.words.filter(Self.isNumber) else { return .none }
    let shorter = min(text.utf8.count, other.text.utf8.count)
    let bound = shorter >= 12 ? 2 : shorter >= 5 ? 1 : 0
    if bound > 0,
      NameKey.distance(Array(text.utf8), Array(other.text.utf8), atMost: bound) != nil
    {
      return .near
    }
    let mine = Set(words)
    let theirs = Set(other.words)
    let few = mine.count < theirs.count ? mine : theirs
    let letters = few.reduce(0) { $0 + $1.utf8.count }
    return letters >= 5 && few.isSubset(of: mine) && few.isSubset(of: theirs) ? .near : .none
  }

  private static func isNumber(_ word: String) -> Bool {
    word.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static let kinds: Set<String> = [
    "rs", "rsu", "rsud", "rsia", "rsup", "rsk", "rsb", "rsi", "rsj", "rsal", "rsad", "rsau",
    "rumkit", "rumkital", "rumkitban", "rumah", "sakit", "umum", "daerah", "khusus", "hospital",
    "klinik", "clinic", "poliklinik", "pratama", "utama", "balai", "pengobatan", "bp", "puskesmas",
    "pkm", "upt", "uptd", "blud", "praktek", "praktik", "praktikmandiri", "dokter", "bersama",
    "pt",
  ]
  private static let titles: Set<String> = [
    "dr", "drg", "h", "hj", "prof", "ir", "kh", "tgk", "kol",
  ]
  private static let spellings: [String: String] = [
    "muhammad": "moh", "mohammad": "moh", "mohamad": "moh", "muhamad": "moh", "moch": "moh",
    "mochammad": "moh", "mochamad": "moh", "muh": "moh", "m": "moh", "abd": "abdul",
    "st": "santa", "sta": "santa",
  ]
  private static let placeWords: Set<String> = ["kota", "kabupaten", "kab", "di"]
}
