// Names whose parts are not parted by commas, and names that are nearly right.

extension Gazetteer.Places {
  /// The most words that are tried in every split.
  private static let mostWords = 16

  /// Regions that a text of several names without commas means: "Satui Tanah Bumbu Kalsel".
  ///
  /// The first words name the place and the rest, cut anywhere but across a comma, areas that hold
  /// it (or the place once more, as map programs write "Banjarmasin, Kota Banjarmasin"). The longest
  /// first name that fits wins.
  ///
  /// - Complexity: O(words²) look-ups, for at most 16 words.
  func split(_ parts: [String]) -> [Region] {
    var words: [Word] = []
    for (part, text) in parts.enumerated() {
      words += NameKey.words(text).map { Word(text: $0, part: part) }
    }
    if let last = words.last, words.count > 1, last.text == "indonesia" { words.removeLast() }
    if let last = words.last, words.count > 1, last.text.utf8.count == 5,
      last.text.utf8.allSatisfy({ (48...57).contains($0) })
    {
      words.removeLast()
    }
    guard (1...Self.mostWords).contains(words.count) else { return [] }
    for cut in stride(from: words.count, to: 0, by: -1) {
      let first = words[..<cut]
      guard first.first?.part == first.last?.part else { continue }
      let found = candidates(first.map(\.text)).filter { place in
        let region = all[place]
        return holds(words[cut...], region)
      }
      if !found.isEmpty { return found.sorted().map { all[$0] } }
    }
    return []
  }

  private struct Word {
    var text: String
    var part: Int
  }

  /// Whether words can be cut into names of areas that hold a region, or of the region itself.
  private func holds(_ words: ArraySlice<Word>, _ region: Region) -> Bool {
    let codes = [region.code, region.districtCode, region.regencyCode, region.provinceCode]
    // Places in the text that whole names reach.
    var reached: Set<Int> = [words.startIndex]
    for start in words.indices where reached.contains(start) {
      for end in start..<words.endIndex where words[end].part == words[start].part {
        let isParent = candidates(words[start...end].map(\.text)).contains {
          codes.contains(all[$0].code)
        }
        if isParent { reached.insert(end + 1) }
      }
    }
    return reached.contains(words.endIndex)
  }

  /// Places that a text may mean which names none: nearly that name, or a name within it.
  func suggestions(for parts: [String]) -> [Region] {
    let near = nearlyNamed(parts)
    if !near.isEmpty { return near }
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
  private func nearlyNamed(_ parts: [String]) -> [Region] {
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
