import Geo
import Positions
import TestSupport

/// A text as people write positions, with what is right.
struct Spelling {
  var text: String
  var latitude: Double
  var longitude: Double
  /// Degrees that the notation itself loses.
  var tolerance: Double
  /// What stands in it besides the coordinate.
  var kind: Kind

  enum Kind: String, CaseIterable {
    /// Nothing: has to be read.
    case plain
    /// Words and numbers with a known role: the coordinate is the right answer.
    case foreign
    /// A number or sign that may be anything: a refusal is right as well.
    case doubtful
    /// A sign that was lost or spoilt: never the other hemisphere.
    case broken
    /// A minus with something between it and its number, or a number with something in it.
    case parted
  }
}

/// Makes spellings at random: places × notations × decimal marks × what stands before, between and
/// behind × what becomes of a minus.
struct SpellingGenerator {
  var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func pick<T>(_ list: [T]) -> T { list[Int(random.next() % UInt64(list.count))] }

  mutating func next(_ kind: Spelling.Kind) -> Spelling {
    var latitude = Double.random(in: -4.2...4.3, using: &random)
    let longitude = Double.random(in: 108.6...118.9, using: &random)
    if abs(latitude) < 0.01 { latitude = -0.0263 }
    if kind == .broken || kind == .parted { latitude = -abs(latitude) }
    switch kind {
    case .plain: return plain(latitude, longitude)
    case .foreign, .doubtful: return surrounded(latitude, longitude, kind)
    case .broken: return broken(latitude, longitude)
    case .parted: return parted(latitude, longitude)
    }
  }

  // MARK: What stands between

  private mutating func joined(_ halves: Halves) -> String {
    if let whole = halves.whole { return whole }
    var separator = pick(Self.separators)
    // A comma without a blank between decimal commas is a chain of four, which is read; between parts
    // of angles it is one more decimal comma.
    if separator == ",", halves.usesComma, halves.latitude.contains("°") || halves.hasBlanks {
      separator = ", "
    }
    if separator.allSatisfy({ $0 == " " || $0 == "\u{A0}" }), halves.hasBlanks { separator = ", " }
    let turned =
      halves.isMarked && halves.latitude.first != "-" && halves.latitude.first != "+"
      && random.next() % 6 == 0
    return turned
      ? halves.longitude + separator + halves.latitude
      : halves.latitude + separator + halves.longitude
  }

  private mutating func plain(_ latitude: Double, _ longitude: Double) -> Spelling {
    let halves = halves(latitude, longitude)
    return spelling(joined(halves), halves, .plain)
  }

  private func spelling(_ text: String, _ halves: Halves, _ kind: Spelling.Kind) -> Spelling {
    Spelling(
      text: text, latitude: halves.values.0, longitude: halves.values.1,
      tolerance: halves.step + 1e-9, kind: kind)
  }

  // MARK: What stands around

  private mutating func surrounded(
    _ latitude: Double, _ longitude: Double, _ kind: Spelling.Kind
  ) -> Spelling {
    let halves = halves(latitude, longitude)
    var before = pick(Self.prefixes)
    var behind = random.next() % 2 == 0 ? pick(Self.suffixes) : ""
    if random.next() % 4 == 0 { before = "" }
    if before.isEmpty, behind.isEmpty { behind = pick(Array(Self.suffixes.dropFirst(3))) }
    if kind == .doubtful {
      if random.next() % 2 == 0 {
        before = pick(Self.doubtfulPrefixes)
      } else {
        behind = pick(Self.doubtfulSuffixes)
      }
    } else if random.next() % 12 == 0 {
      before += pick(Self.prefixes)
    }
    if before.hasSuffix("(") { behind = ")" + behind }
    return spelling(before + joined(halves) + behind, halves, kind)
  }

  // MARK: What becomes of a minus

  private mutating func broken(_ latitude: Double, _ longitude: Double) -> Spelling {
    let mark: Character = Bool.random(using: &random) ? "," : "."
    let decimals = Int.random(in: 3...6, using: &random)
    let north = String(fixed(latitude, decimals).map { $0 == "." ? mark : $0 })
    let east = String(fixed(longitude, decimals).map { $0 == "." ? mark : $0 })
    let (before, behind) = pick(Self.brokenSigns)
    let half = before + north + behind
    var text = half + pick([", ", " ", "; ", "\n", " / "]) + east
    switch random.next() % 5 {
    case 0: text = "Koordinat " + text
    case 1: text = "lat: " + half + ", lon: " + east
    // "Kutai Barat selatan" would be a name.
    case 2: text = (before == "selatan " ? "Koordinat " : pick(Self.prefixes)) + text
    case 3 where before.isEmpty || behind.isEmpty && before.allSatisfy(\.isLetter):
      text = north + ", " + east + behind
      if behind.isEmpty { text = before + text }
    default: break
    }
    var step = 1.0
    for _ in 0..<decimals { step /= 10 }
    return Spelling(
      text: text, latitude: -(Double(Self.decimal(-latitude, decimals)) ?? 0),
      longitude: Double(Self.decimal(longitude, decimals)) ?? 0, tolerance: step + 1e-9,
      kind: .broken)
  }

  private mutating func parted(_ latitude: Double, _ longitude: Double) -> Spelling {
    let mark: Character = Bool.random(using: &random) ? "," : "."
    let decimals = Int.random(in: 4...6, using: &random)
    let north = String(fixed(latitude, decimals).map { $0 == "." ? mark : $0 })
    let east = String(fixed(longitude, decimals).map { $0 == "." ? mark : $0 })
    let separator = pick([", ", " ", "; ", "\n", " / ", " | "])
    let text: String
    if Bool.random(using: &random) {
      let signed = pick(["-", "- ", "−", "–"]) + pick(Self.intruders) + north
      let before = pick(["", "", "Lokasi ", "Samarinda ", "1. ", "Koordinat: ", "📍 ", "PT ABC "])
      text =
        random.next() % 5 == 0 ? east + separator + signed : before + signed + separator + east
    } else {
      let turn = Bool.random(using: &random)
      let digits = Array(turn ? "-" + north : east)
      // Behind the decimal mark or within its decimals.
      let place = (digits.firstIndex(of: mark) ?? 0) + Int.random(in: 1...3, using: &random)
      let torn = String(digits[..<place]) + pick(Self.tears) + String(digits[place...])
      text = turn ? torn + separator + east : "-" + north + separator + torn
    }
    return Spelling(
      text: text, latitude: -(Double(Self.decimal(-latitude, decimals)) ?? 0),
      longitude: Double(Self.decimal(longitude, decimals)) ?? 0, tolerance: 1e-9, kind: .parted)
  }
}
