// Place names: from a text to the point that it means.

extension Gazetteer {
  /// Looks a place name up: an area, a town, a landmark.
  ///
  /// The first part names the place and each further part one of the areas that hold it. Where that
  /// fits nothing the order is reversed (`Kalsel, Banjarmasin`), areas of before a split count as
  /// holders, and the words are tried in every split; a postal code or "Indonesia" at the end is
  /// ignored. A dotted Kemendagri code is its area, also in brackets after a name, as answers print it.
  /// Prefixes (`Ds.`, `Kp.`, `Kel.`, `Kec.`, `Kab.`, `Kota`, `Prov.` and their long forms) set the
  /// level. Words such as "dekat" and RT/RW numbers are passed over and reported. Case, spaces, accents
  /// and apostrophes do not matter.
  ///
  /// A name that several kabupaten share or belonged to, such as `Kutai`, means all of them.
  ///
  /// The widest of several areas and towns of one name in one kabupaten is meant, and the seat of a
  /// kabupaten prevails over villages elsewhere; the others are reported as namesakes. Everything else
  /// that is not one place is ambiguous.
  ///
  /// - Parameters:
  ///   - text: The name, as typed.
  ///   - suggests: Whether to look for nearly the same names where there is none, which takes most of the
  ///     time.
  /// - Returns: The place with its namesakes, or why it is not one place.
  /// - Throws: `SeedError` when the embedded tables are broken.
  public func lookUpPlace(
    _ text: String, suggests: Bool = true
  ) throws(SeedError) -> NamedMatch {
    let reading = try read(text, suggests: suggests)
    if let road = reading.road { return .road(road, suggestions: reading.suggestions) }
    if !reading.parts.isEmpty { return .wide(reading.parts) }
    if reading.found.isEmpty { return .unknown(suggestions: reading.suggestions) }
    let one = reading.found.count == 1 ? reading.found[0] : Self.meant(among: reading.found)
    guard let one else { return .ambiguous(reading.found) }
    // The seat of a kabupaten is the same point as the kabupaten: no other place.
    return .found(
      one, namesakes: reading.found.filter { $0 != one && $0.position != one.position },
      alike: reading.alike.filter { $0.position != one.position }, passedOver: reading.passedOver)
  }

  /// The one place of several of the same name that people mean, if that is sure.
  private static func meant(among found: [NamedPlace]) -> NamedPlace? {
    func isHamlet(_ place: NamedPlace) -> Bool { place.level == .village }
    let known = found.filter { !isHamlet($0) }
    // A kabupaten, kecamatan or town beside villages of its name elsewhere.
    let isSeat = known.contains { $0.level == .regency || $0.kind == .town(.seat) }
    let others = isSeat ? known : found
    guard let first = known.first ?? found.first else { return nil }
    let regency = first.region.regencyCode
    guard !regency.isEmpty, others.allSatisfy({ $0.region.regencyCode == regency }) else {
      return nil
    }
    if known.isEmpty { return nil }
    // Areas come first, widest first: it holds the others, or nothing is sure.
    if first.kind == .area {
      return others.allSatisfy({ $0.lies(in: first.region.code) }) ? first : nil
    }
    return known.count == 1 ? first : nil
  }

  /// What a text may mean.
  struct NameReading {
    /// Places by level and code; towns after areas.
    var found: [NamedPlace] = []
    /// The kabupaten of a name that is wider than one.
    var parts: [NamedPlace] = []
    /// Places whose names differ by one letter from one that was found.
    var alike: [NamedPlace] = []
    /// Names nearly the same, where nothing was found.
    var suggestions: [NamedPlace] = []
    /// Words that name no place.
    var passedOver: [String] = []
    /// A kilometre of a road: no table holds those.
    var road: String?
  }

  func read(_ text: String, suggests: Bool = true) throws(SeedError) -> NameReading {
    let places = try places()
    var reading = NameReading()
    guard text.utf8.count <= Self.longestName else { return reading }
    var text = text
    var code: String?
    if let (name, printed) = Self.bracketedCode(text) {
      (text, code) = (name, printed)
    }
    var parts = text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "\n" })
      .map(String.init).filter { !NameKey.key($0).isEmpty }
    // The code alone in its brackets.
    if let code, parts.isEmpty {
      reading.found = try region(code: code).map { [NamedPlace($0)] } ?? []
      return reading
    }
    // An answer prints "[63.10.04]" after a place, and people copy that.
    if code == nil, parts.count == 1, text.contains("."), let region = try region(code: parts[0]) {
      reading.found = [NamedPlace(region)]
      return reading
    }
    // "Pak", "Bang" and "Segera" are words of a message and parts of names: names go first.
    let whole = parts.isEmpty ? [] : places.everyReading(parts)
    if whole.isEmpty { parts = PassedWords.strip(parts, into: &reading) }
    guard !parts.isEmpty else { return reading }
    if reading.road != nil {
      let rest = places.everyReading(parts)
      reading.suggestions = rest.isEmpty ? places.suggestions(for: parts) : Array(rest.prefix(5))
      return reading
    }
    reading.found = whole.isEmpty ? places.everyReading(parts) : whole
    if let code {
      reading.found.removeAll { $0.region.code != code }
      // Several points of one area, and its code: the area itself.
      if reading.found.count > 1, let region = try region(code: code) {
        reading.found = [NamedPlace(region)]
      }
    } else if reading.found.contains(where: { ($0.level ?? .village) <= .regency }) {
      reading.alike = places.alike(parts, reading.found)
    } else {
      let shared = places.shared(parts)
      if reading.found.isEmpty { reading.parts = shared }
      // A kecamatan `Hulu Sungai` is not what people of the three kabupaten mean: neither is picked.
      if !reading.found.isEmpty { reading.found = shared + reading.found }
      reading.alike = places.alike(parts, reading.found)
    }
    if reading.found.isEmpty, reading.parts.isEmpty, suggests {
      reading.suggestions = places.suggestions(for: parts)
    }
    return reading
  }

  /// A text without the code in brackets at its end, and that code.
  private static func bracketedCode(_ text: String) -> (name: String, code: String)? {
    let trimmed = text.reversed().drop { $0 == " " }
    guard trimmed.first == "]", let open = trimmed.firstIndex(of: "[") else { return nil }
    let code = String(trimmed[..<open].dropFirst().reversed())
    guard code.contains(where: \.isNumber), code.allSatisfy({ $0.isNumber || $0 == "." }) else {
      return nil
    }
    return (String(trimmed[open...].dropFirst().reversed()), dotted(code))
  }
}

extension Gazetteer.Places {
  /// The places that a text may mean, each way of reading it in turn until one fits.
  func everyReading(_ parts: [String]) -> [NamedPlace] {
    var found = inOrder(parts)
    if let long = spelledOut(parts) {
      // Both readings count: neither "Sei Pinang" nor "Sungai Pinang" is picked silently.
      found += inOrder(long).filter { !found.contains($0) }
      found.sort { Self.order($0) < Self.order($1) }
    }
    return found
  }

  private func inOrder(_ parts: [String]) -> [NamedPlace] {
    let land = NameKey.key(parts[0]) == "indonesia" && parts.count > 1
    let parts = land ? Array(parts.dropFirst()) : parts
    var found = matches(parts)
    if found.isEmpty { found = split(parts) }
    // "Kalsel, Banjarmasin": the widest first.
    if found.isEmpty, parts.count > 1 { found = matches(parts.reversed()) }
    if found.isEmpty, parts.count == 1 { found = splitFromTheEnd(parts[0]) }
    if found.isEmpty, parts.count > 1 { found = matches(parts, old: true) }
    return found
  }

  /// Areas by level and code, then towns by name and kecamatan.
  private static func order(_ place: NamedPlace) -> (Int, String, String) {
    (place.level?.rawValue ?? 9, place.region.code, place.name)
  }
}

/// Words of a text that name no place.
enum PassedWords {
  private static let lead: Set<String> = [
    "di", "dekat", "dkt", "sekitar", "lokasi", "posisi", "daerah", "wilayah", "area", "near", "at",
    "in", "around", "kejadian", "kecelakaan", "saya", "kami",
  ]
  /// What people append to a name in a chat.
  private static let tail: Set<String> = [
    "pak", "bu", "kak", "bang", "tolong", "cepat", "segera", "dong", "mohon", "bantuan", "please",
    "pls", "help",
  ]
  private static let streets: Set<String> = ["jl", "jln", "jalan", "gang", "gg"]

  /// The parts without words that name no place, which are kept in the reading.
  static func strip(_ parts: [String], into reading: inout Gazetteer.NameReading) -> [String] {
    var kept: [String] = []
    for (place, part) in parts.enumerated() {
      var words = NameKey.words(part)
      if place == 0 {
        while words.count > 1, lead.contains(words[0]) {
          reading.passedOver.append(words.removeFirst())
        }
      }
      var said: [String] = []
      while words.count > 1, let last = words.last, tail.contains(last) {
        said.insert(words.removeLast(), at: 0)
      }
      reading.passedOver += said
      if let road = kilometer(in: words) {
        reading.road = road
        continue
      }
      let isStreet = words.first.map(streets.contains) ?? false
      if parts.count > 1, isStreet || words.allSatisfy(tail.contains) {
        reading.passedOver.append(part.trimmed)
        continue
      }
      let rest = withoutNeighbourhood(words, into: &reading)
      if rest.count == words.count, said.isEmpty, place > 0 || reading.passedOver.isEmpty {
        kept.append(part)
      } else if !rest.isEmpty {
        kept.append(rest.joined(separator: " "))
      }
    }
    return kept
  }

  /// `km 38`, `kilometer 38` as a road's kilometre.
  private static func kilometer(in words: [String]) -> String? {
    for (word, next) in zip(words, words.dropFirst())
    where ["km", "kilometer"].contains(word) && next.allSatisfy(\.isNumber) {
      return "KM \(next)"
    }
    return words.first { word in
      word.hasPrefix("km") && word.count > 2 && word.dropFirst(2).allSatisfy(\.isNumber)
    }.map { "KM \($0.dropFirst(2))" }
  }

  /// The words without `RT 05`, `RW 02`: narrower than any table.
  private static func withoutNeighbourhood(
    _ words: [String], into reading: inout Gazetteer.NameReading
  ) -> [String] {
    var rest: [String] = []
    var place = 0
    while place < words.count {
      let word = words[place]
      let next = place + 1 < words.count ? words[place + 1] : ""
      if ["rt", "rw"].contains(word), !next.isEmpty, next.allSatisfy(\.isNumber) {
        reading.passedOver.append("\(word.uppercased()) \(next)")
        place += 2
      } else if word.hasPrefix("rt") || word.hasPrefix("rw"), word.count > 2,
        word.dropFirst(2).allSatisfy(\.isNumber)
      {
        reading.passedOver.append(word.uppercased())
        place += 1
      } else {
        rest.append(word)
        place += 1
      }
    }
    return rest
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
