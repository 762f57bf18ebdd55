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
  /// All words in order, brackets and kind included, titles left out: what makes two names equal.
  let exact: String
  /// What stands in brackets, as a key, or empty.
  let bracket: String
  /// The word for the sort of hospital as written (`rsud`, `rst`), or empty.
  let hospital: String
  /// What distinguishes sites of one name by their kind (`rsia`, `pratama`, `drg`); blank is any.
  let sort: String

  init(_ name: String, kind: FacilityKind, regency: [String]) {
    let (plain, inner) = Self.splitBrackets(name)
    bracket = NameKey.key(inner)
    var words = NameWords.words(plain)
    let all = words
    sort = Self.sort(words)
    hospital = words.first.flatMap { NameWords.isHospital($0) ? $0 : nil } ?? ""
    let titles = words.first == "praktek" ? [] : Self.titles
    exact = (words + NameKey.words(inner)).filter { !titles.contains($0) }
      .map { Self.spellings[$0] ?? $0 }.joined(separator: " ")
    let isClinic = words.first.map { $0.hasSuffix("klinik") || $0 == "clinic" } ?? false
    while let first = words.first, words.count > 1,
      Self.kinds.contains(first) || NameWords.isHospital(first)
        || isClinic && ["pratama", "utama"].contains(first)
    {
      words.removeFirst()
    }
    // "RS Bhayangkara TK. III": the rank is no part of the name, nor a number among several.
    if let rank = words.firstIndex(where: { ["tk", "tingkat"].contains($0) }), rank > 0,
      rank + 1 < words.count, Self.isNumber(words[rank + 1])
    {
      words.removeSubrange(rank...(rank + 1))
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

  private static func sort(_ words: [String]) -> String {
    guard let first = words.first else { return "" }
    switch first {
    case "rsia", "rskia", "rsb", "rsab": return "maternity"
    case "rsj", "rsjd": return "psychiatric"
    case "rsgm", "rskgm": return "dental"
    case "rsm", "rskm": return "eye"
    case "rs", "rumkit", "hospital": return words.dropFirst().first == "pratama" ? "small" : ""
    case "klinik", "clinic", "poliklinik":
      return words.dropFirst().first { $0 == "pratama" || $0 == "utama" } ?? ""
    case "praktek": return words.contains("drg") ? "dentist" : "doctor"
    default: return NameWords.isHospital(first) ? "general" : ""
    }
  }

  /// Whether two names of the same key can mean one site: neither kind nor bracket distinguishes them.
  func isCompatible(with other: FacilityNameKey) -> Bool {
    (sort.isEmpty || other.sort.isEmpty || sort == other.sort)
      && (bracket.isEmpty || other.bracket.isEmpty || bracket == other.bracket)
  }

  /// Whether two names of hospitals call them the same, as far as both say more than "RS".
  func isOneSort(_ other: FacilityNameKey) -> Bool {
    let vague: Set<String> = ["", "rs", "rumkit"]
    return hospital == other.hospital || vague.contains(hospital) || vague.contains(other.hospital)
  }

  /// A name without its first bracket, and what that holds: a place, a branch of a chain, a remark.
  private static func splitBrackets(_ name: String) -> (plain: String, inner: String) {
    guard let open = name.firstIndex(of: "("), open > name.startIndex else { return (name, "") }
    guard let close = name[open...].firstIndex(of: ")") else {
      return (String(name[..<open]), String(name[name.index(after: open)...]))
    }
    return (
      String(name[..<open]) + String(name[name.index(after: close)...]),
      String(name[name.index(after: open)..<close])
    )
  }

  /// How alike two names of one kabupaten are.
  enum Likeness: Hashable {
    /// The same key, and nothing that distinguishes the two.
    case same
    /// The same key with another kind or bracket, a slip or two, or the words of one are all among the
    /// other's.
    case near
    /// Another name.
    case none
  }

  /// Compares two keys.
  func likeness(to other: FacilityNameKey) -> Likeness {
    if text == other.text { return isCompatible(with: other) ? .same : .near }
    // A number distinguishes sites of one name: Wahau 1 is not Wahau 2.
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
    "rumah", "sakit", "umum", "daerah", "khusus", "hospital", "klinik", "clinic", "poliklinik",
    "balai", "pengobatan", "bp", "puskesmas", "praktek", "praktikmandiri", "dokter", "bersama",
    "laboratorium",
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
