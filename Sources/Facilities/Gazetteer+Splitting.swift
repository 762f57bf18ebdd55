// Names whose parts are not parted by commas, and names that are nearly right.

extension Gazetteer.Places {
  /// The most words that are tried in every split.
  private static let mostWords = 16

  /// Places that a text of several names without commas means: "Satui Tanah Bumbu Kalsel".
  ///
  /// The first words name the place and the rest, cut anywhere but across a comma, areas that hold
  /// it (or the place once more, as map programs write "Banjarmasin, Kota Banjarmasin"). The longest
  /// first name that fits wins.
  ///
  /// - Complexity: O(words²) look-ups, for at most 16 words.
  func split(_ parts: [String]) -> [NamedPlace] {
    var words: [Word] = []
    for (part, text) in parts.enumerated() {
      words += NameKey.words(text).map { Word(text: $0, part: part) }
    }
    // "…, Indonesia 76114" and "… 76114, Indonesia".
    while let last = words.last, words.count > 1,
      last.text == "indonesia"
        || last.text.utf8.count == 5 && last.text.utf8.allSatisfy({ (48...57).contains($0) })
    {
      words.removeLast()
    }
    guard (1...Self.mostWords).contains(words.count) else { return [] }
    for cut in stride(from: words.count, to: 0, by: -1) {
      let first = words[..<cut]
      guard first.first?.part == first.last?.part else { continue }
      let found = candidates(first.map(\.text)).filter { holds(words[cut...], all[$0]) }
      if !found.isEmpty { return found.sorted().map { all[$0] } }
    }
    return []
  }

  /// The same with the widest area first, as in "Kaltim Samarinda".
  ///
  /// The longest last name that fits wins.
  func splitFromTheEnd(_ text: String) -> [NamedPlace] {
    let words = NameKey.words(text).map { Word(text: $0, part: 0) }
    guard (2...Self.mostWords).contains(words.count) else { return [] }
    for cut in 1..<words.count {
      let found = candidates(words[cut...].map(\.text)).filter { holds(words[..<cut], all[$0]) }
      if !found.isEmpty { return found.sorted().map { all[$0] } }
    }
    return []
  }

  private struct Word {
    var text: String
    var part: Int
  }

  /// Whether words can be cut into names of areas that hold a place, or of the place itself.
  private func holds(_ words: ArraySlice<Word>, _ place: NamedPlace) -> Bool {
    let codes = Set(place.holders + [place.region.code])
    // Places in the text that whole names reach.
    var reached: Set<Int> = [words.startIndex]
    for start in words.indices where reached.contains(start) {
      for end in start..<words.endIndex where words[end].part == words[start].part {
        let named = holders(named: words[start...end].map(\.text), old: true)
        if !named.isDisjoint(with: codes) { reached.insert(end + 1) }
      }
    }
    return reached.contains(words.endIndex)
  }

  /// Places that a text may mean which names none: nearly that name, or a name within it.
  ///
  /// Where an area was named that is known, only places inside it, or that area itself.
  func suggestions(for parts: [String]) -> [NamedPlace] {
    // "Kalsel, Satuii": the area first, and then the name that is misspelt.
    if let unknown = parts.firstIndex(where: { candidates($0).isEmpty }), unknown > 0 {
      let known = parts.filter { $0 != parts[unknown] && !candidates($0).isEmpty }
      let near = nearlyNamed([parts[unknown]] + known)
      if !near.isEmpty { return near }
    }
    let near = nearlyNamed(parts)
    if !near.isEmpty { return near }
    for part in parts.dropFirst() {
      let areas = candidates(part).filter { all[$0].kind == .area && all[$0].level != .province }
      if !areas.isEmpty { return areas.sorted().prefix(5).map { all[$0] } }
    }
    let words = parts.flatMap { NameKey.words($0) }.prefix(Self.mostWords)
    guard words.count > 1 else { return [] }
    // "Satuy Tanah Bumbu": a misspelt name before a known one.
    for count in stride(from: words.count - 1, to: 0, by: -1) {
      let rest = words.dropFirst(count).joined(separator: " ")
      guard !candidates(rest).isEmpty else { continue }
      let near = nearlyNamed([words.prefix(count).joined(separator: " "), rest])
      if !near.isEmpty { return near }
    }
    // "Satui Kalteng": the words at either end, the longest known name first.
    for count in stride(from: words.count - 1, to: 0, by: -1) {
      let found = candidates(Array(words.prefix(count))) + candidates(Array(words.suffix(count)))
      let named = found.filter { all[$0].level != .province }
      if !named.isEmpty { return named.sorted().prefix(5).map { all[$0] } }
    }
    return []
  }

  /// Names nearly the same as the first part, within the other parts where these are known.
  private func nearlyNamed(_ parts: [String]) -> [NamedPlace] {
    let words = NameKey.words(parts[0])
    var keys = [words.joined()]
    if words.count > 1, Self.prefixes[words[0]] != nil {
      keys.append(words.dropFirst().joined())
    }
    var best: [(distance: Int, place: Int)] = []
    for key in keys {
      let bytes = Array(key.utf8)
      let bound = min(2, bytes.count / 3)
      guard bound > 0 else { continue }
      for (name, places) in byKey {
        guard let distance = NameKey.distance(bytes, Array(name.utf8), atMost: bound),
          // Who misses two letters hardly misses the first: "Jakarta" is no Makarti.
          distance < 2 || bytes.first == name.utf8.first
        else { continue }
        for place in places { best.append((distance, place)) }
      }
    }
    let parents = parts.dropFirst().map { holders(named: NameKey.words($0), old: true) }
      .filter { !$0.isEmpty }
    best.removeAll { candidate in
      !parents.allSatisfy { codes in all[candidate.place].holders.contains(where: codes.contains) }
    }
    best.sort { ($0.distance, $0.place) < ($1.distance, $1.place) }
    var seen = Set<Int>()
    return best.filter { seen.insert($0.place).inserted }.prefix(5).map { all[$0.place] }
  }
}
