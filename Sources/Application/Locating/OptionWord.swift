import Positions

/// Words beside a coordinate that look like the name of an option, a verb or one of their values.
///
/// Other words are passed over and shown, since people paste whole messages; but a person who wrote
/// "-3.3194 114.5908 LIMT 3" must not get an answer without that limit.
enum OptionWord {
  /// Names of options and verbs of all doors and of the values of options, in small letters.
  private static let names = [
    "limit", "kind", "kinds", "jenis", "region", "within", "radius", "basis", "dasar", "table",
    "tabel", "json", "jsn", "csv", "geojson", "format", "lang", "bahasa", "emergency", "emergensi",
    "darurat", "withquery", "withdist", "bruteforce", "brute", "batch", "open", "show", "nearest",
    "terdekat", "locate", "search", "refer", "auto", "help", "hospital", "clinic", "official",
    "reported", "presumed", "specialty",
  ]
  /// Verbs, which no sentence before a coordinate begins with.
  private static let verbs: Set<String> = [
    "nearest", "locate", "search", "refer", "within", "limit", "format", "region", "show",
  ]

  /// The first such word after the coordinate of a reading, or a verb or option at its very front.
  static func find(behind reading: PositionReading) -> String? {
    let parts = reading.parts
    guard
      let last = parts.lastIndex(where: { part in
        switch part.role {
        case .number, .code, .link, .hemisphere, .unit: true
        default: false
        }
      })
    else { return nil }
    for part in parts[(last + 1)...] where part.role.isSaid {
      if let word = find(in: part.text) { return word }
    }
    guard let first = parts.first, first.role.isSaid,
      let word = words(first.text).first, verbs.contains(word.lowercased())
    else { return nil }
    return String(word)
  }

  /// The first such word of a text.
  static func find(in text: String) -> String? {
    words(text).first { isName(Array($0.lowercased().utf8)) }.map { String($0) }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { !($0.isASCII && ($0.isLetter || $0 == "_")) }
  }

  private static func isName(_ word: [UInt8]) -> Bool {
    names.contains { name in
      let name = Array(name.utf8)
      return word == name || isSlip(word, name)
    }
  }

  /// One letter left out, put in or changed in a name of five letters or more, or two neighbours
  /// exchanged in one of four or more.
  private static func isSlip(_ word: [UInt8], _ name: [UInt8]) -> Bool {
    guard name.count >= 4, abs(word.count - name.count) <= 1, word.first == name.first else {
      return false
    }
    let head = zip(word, name).prefix { $0 == $1 }.count
    let most = min(word.count, name.count) - head
    let tail = min(most, zip(word.reversed(), name.reversed()).prefix { $0 == $1 }.count)
    let rest = (word[head..<(word.count - tail)], name[head..<(name.count - tail)])
    if rest.0.count == 2, rest.1.count == 2 { return Array(rest.0.reversed()) == Array(rest.1) }
    return name.count >= 5 && max(rest.0.count, rest.1.count) <= 1
  }
}

extension TextPart.Role {
  fileprivate var isSaid: Bool { self == .words || self == .placeWord }
}
