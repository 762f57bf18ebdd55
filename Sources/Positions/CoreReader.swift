/// Finds the coordinate in a text and accounts for all that stands around it.
///
/// The coordinate is one run of tokens. Every number before or behind it must have a known role of
/// its own (``Annotation``); within it nothing may stand that is no part of a coordinate, and before
/// its numbers nothing that may have been a sign. Where more than one run holds and they differ, the
/// text is ambiguous.
struct CoreReader {
  let text: CleanText
  let tokens: [Token]
  let notes: Annotator
  let form: PositionReading.Form?
  /// The numbers, as places among the tokens.
  let numbers: [Int]
  /// For each token the annotation that holds it.
  private let holder: [Int?]

  init(_ text: CleanText, form: PositionReading.Form? = nil) {
    self.text = text
    self.form = form
    let tokens = Tokenizer(text.canon).tokens
    self.tokens = tokens
    notes = Annotator(tokens)
    numbers = tokens.indices.filter { tokens[$0].numeral != nil }
    var holder = [Int?](repeating: nil, count: tokens.count)
    for (index, note) in notes.found.enumerated() {
      for at in note.range where holder.indices.contains(at) { holder[at] = index }
    }
    self.holder = holder
  }

  /// A run of tokens that may be the coordinate: its first and last number.
  struct Run: Hashable {
    var first: Int
    var last: Int
  }

  /// The reading, or `nil` when the text is no coordinate at all but words.
  func read() throws(PositionError) -> PositionReading? {
    let words = tokens.compactMap(\.word)
    guard !numbers.isEmpty else {
      let foreign = words.filter { Words.markers[$0] == nil && !Words.fillers.contains($0) }
      if !foreign.isEmpty, foreign.allSatisfy(Words.notFinite.contains) {
        throw PositionError(.notFinite, excerpt: text.plain)
      }
      if text.canon.contains(where: \.isWordByte) { return nil }
      throw PositionError(.unreadable, excerpt: text.plain)
    }
    if words.contains(where: Words.notFinite.contains),
      words.allSatisfy({ Words.notFinite.contains($0) || !isForeign($0) })
    {
      throw PositionError(.notFinite, excerpt: text.plain)
    }
    if isPlaceLike { return nil }
    try refuseForeignNotation()
    var found: [PositionReading] = []
    var refusals: [PositionError] = []
    for run in runs {
      do throws(PositionError) {
        let reading = try read(run)
        if !found.contains(where: { $0.position == reading.position }) { found.append(reading) }
      } catch {
        refusals.append(error)
      }
    }
    if let code = notes.foreignCRS, !found.isEmpty || isStrong {
      throw PositionError(.unsupportedCRS, excerpt: code)
    }
    if found.count == 1, let only = found.first { return only }
    if found.count > 1 {
      throw PositionError(.ambiguous, excerpt: text.plain, readings: Array(found.prefix(6)))
    }
    guard isStrong else { return nil }
    // A reason that names a range or the readings says more than that something is left over.
    guard
      var error = refusals.first(where: { $0.code != .unreadable && $0.code != .strayNumber })
        ?? refusals.first(where: { $0.code == .strayNumber }) ?? refusals.first
    else { throw PositionError(.strayNumber, excerpt: stray ?? text.plain, readings: proposals) }
    if error.readings.isEmpty { error.readings = proposals }
    throw error
  }

  /// The runs to try: every number that is left out belongs to a whole annotation at either end.
  private var runs: [Run] {
    func steps(_ order: [Int]) -> [Int] {
      var out: [Int] = []
      var last: Int?? = .none
      for at in order {
        let note = holder[at]
        if last == .none || note == nil || note != last! { out.append(at) }
        guard let note, out.count < 12 else { break }
        last = .some(note)
      }
      return out
    }
    func isLabel(_ at: Int) -> Bool {
      holder[at].map { notes.found[$0].role == .label } ?? false
    }
    let firsts = steps(numbers).filter { !isLabel($0) }
    let lasts = steps(numbers.reversed()).filter { !isLabel($0) }
    var out: [Run] = []
    // Most annotations kept first.
    for first in firsts.reversed() {
      for last in lasts.reversed() where last >= first { out.append(Run(first: first, last: last)) }
    }
    return out
  }

  /// The first number without a role, where a coordinate could not take it up.
  private var stray: String? {
    let loose = numbers.filter { holder[$0] == nil }
    guard loose.count > 2 else { return nil }
    return loose.first.map { text.text(tokens[$0].range) }
  }

  private func read(_ run: Run) throws(PositionError) -> PositionReading {
    // A number of a list and a bare whole number behind it: "2. 5 LS" may be 2.5.
    if let before = numbers.last(where: { $0 < run.first }), let note = holder[before],
      notes.found[note].isListMark, isBareWhole(run.first), !isMarked(run.first),
      !hasSign(run.first)
    {
      throw PositionError(.ambiguous, excerpt: text.plain)
    }
    var core = Core(self, run)
    let items = try core.items()
    var reading: PositionReading
    var height: Int?
    let grid = UTMReader(text, items, accuracy: accuracy(outside: core.range), zone: notes.gridZone)
    if let found = try grid.read() {
      reading = found.from(form)
    } else {
      if core.hasGridWords { throw PositionError(.unreadable, excerpt: text.plain) }
      var angles = AngleReader(
        text, items, accuracy: accuracy(outside: core.range), form: form,
        isLongitudeFirst: core.isLongitudeFirst)
      reading = try angles.read()
      height = angles.height
      try core.checkOutside(isDirected: angles.isLatitudeDirected)
    }
    reading.parts = Parts(self, core: core.range, height: height).parts
    return reading
  }

  private func isUnit(_ at: Int) -> Bool {
    guard tokens.indices.contains(at), case .unit = tokens[at].kind else { return false }
    return true
  }

  private func isMarked(_ at: Int) -> Bool {
    guard at > 0, let word = tokens[at - 1].word else { return false }
    return Words.markers[word] != nil
  }

  private func hasSign(_ at: Int) -> Bool {
    guard at > 0 else { return false }
    switch tokens[at - 1].kind {
    case .minus, .plus: return true
    default: return false
    }
  }

  /// Whether a whole number stands without a unit and without minutes behind it.
  private func isBareWhole(_ at: Int) -> Bool {
    guard let number = tokens[at].numeral, number.isWhole, number.groups[0].count <= 3 else {
      return false
    }
    guard tokens.indices.contains(at + 1) else { return true }
    switch tokens[at + 1].kind {
    case .number, .unit: return false
    case .word(let word):
      let isAttached = !tokens[at + 1].isSpaced
      if Words.units[word] != nil || isAttached && Words.attachedUnits[word] != nil { return false }
      // A zone of UTM.
      return Words.markers[word] == nil || number.groups[0].count > 2 || !isLongBehind(at + 2)
        ? !(isAttached && isLongBehind(at + 2)) : false
    case .colon, .minus: return tokens[at + 1].isSpaced
    default: return true
    }
  }

  private func isLongBehind(_ at: Int) -> Bool {
    tokens[min(at, tokens.count)...].contains {
      ($0.numeral?.groups[0].count ?? 0) >= 5 || ($0.numeral?.groups.count ?? 0) > 2
    }
  }

  private func accuracy(outside core: Range<Int>) -> Double? {
    notes.found.last { $0.accuracy != nil && !core.overlaps($0.range) }?.accuracy
  }

  // MARK: Coordinate or name

  /// Without foreign words: "B 12", "63.10" (a region's code), "70111" and the like are names.
  private var isPlaceLike: Bool {
    guard numbers.count == 1, let at = numbers.first, let only = tokens[at].numeral else {
      return false
    }
    if hasSign(at) || isUnit(at + 1) || only.exponent != 0 { return false }
    let words = tokens.compactMap(\.word)
    if !words.isEmpty {
      guard words.allSatisfy({ Words.markers[$0] != nil || Words.fillers.contains($0) }) else {
        return false
      }
      // "Lat 5", "5 LS" want to be a coordinate; "S 5", "Utara 2", "Titik 4" do not.
      let named = words.contains { word in
        guard let marker = Words.markers[word] else { return false }
        return marker.sign == 0 && !marker.isLetter || word.utf8.count == 2
      }
      return !named && (only.isWhole || isCode(only))
    }
    let bare = text.canon.allSatisfy { $0.isDigit || $0 == 0x2E }
    return bare && (isCode(only) || only.isWhole && only.groups[0].count == 5)
  }

  /// 63 · 63.10 · 63.10.05 · 63.10.05.2001, and so a date like 12.10.21.
  private func isCode(_ number: Numeral) -> Bool {
    let widths = number.groups.map(\.count)
    return number.marks.allSatisfy { $0 == 0x2E } && [2, 2, 2, 4].starts(with: widths)
  }

  /// Whether the text can hardly be anything but a coordinate, even among foreign words.
  private var isStrong: Bool {
    let words = tokens.compactMap(\.word)
    let foreign = words.contains { word in
      Words.markers[word] == nil && !Words.fillers.contains(word)
        && !Words.connectors.contains(word)
        && Words.units[word] == nil && !Words.minus.contains(word)
        && !Words.gridWords.contains(word) && Words.attachedUnits[word] == nil
    }
    if !foreign { return true }
    var fractions = 0
    var count = 0
    var axes = Set<Axis>()
    for (at, token) in tokens.enumerated() {
      if let word = token.word, let marker = Words.markers[word], !marker.isLetter,
        !isName(at)
      {
        axes.insert(marker.axis)
      }
      if let number = token.numeral, number.isWhole, (6...7).contains(number.groups[0].count),
        holder[at] == nil, at > 0, tokens[at - 1].word == nil, tokens[at - 1].numeral != nil,
        zoneStands
      {
        return true
      }
      guard let number = token.numeral, holder[at].map({ notes.found[$0].role == .label }) ?? true
      else { continue }
      if isUnit(at + 1) {
        if tokens.indices.contains(at + 1), case .unit(.degree) = tokens[at + 1].kind {
          return true
        }
      }
      count += 1
      guard holder[at] == nil else { continue }
      if number.exponent != 0 { fractions += 1 }
      let points = number.marks.count { $0 == 0x2E }
      let commas = number.marks.count - points
      if points == 1, commas == 0 || number.marks.count == 3 { fractions += 1 }
      if points == 2, commas == 1, number.marks[1] == 0x2C { fractions += 2 }
      if points == 0, commas == 1, number.groups[1].count >= 3 { fractions += 1 }
      if points == 0, commas == 3 { fractions += 2 }
      // Four decimals are no house number.
      if number.marks.count == 1, (number.groups.last?.count ?? 0) >= 4 { fractions += 2 }
    }
    return fractions >= 2 || (axes.count == 2 && count >= 2)
  }

  /// "50S", "zona 50": a zone of UTM stands in the text.
  private var zoneStands: Bool {
    tokens.indices.contains { at in
      guard let word = tokens[at].word else { return false }
      if Words.zoneWords.contains(word) { return true }
      return word.utf8.count == 1 && at > 0 && (tokens[at - 1].numeral?.groups[0].count ?? 9) <= 2
    }
  }

  private func refuseForeignNotation() throws(PositionError) {
    for at in numbers {
      guard let number = tokens[at].numeral,
        let word = tokens.indices.contains(at + 1)
          ? tokens[at + 1].word : nil, !tokens[at + 1].isSpaced
      else { continue }
      // 0x1F
      if word.utf8.first == 0x78, number.isWhole, number.groups[0].elementsEqual([0x30]) {
        throw PositionError(.unreadable, excerpt: text.text(tokens[at].range))
      }
      // 1e400, 2E5
      if word == "e", tokens.indices.contains(at + 2), let power = tokens[at + 2].numeral,
        !tokens[at + 2].isSpaced, power.isWhole,
        !tokens.contains(where: { $0.word.flatMap { Words.markers[$0] }?.axis == .latitude })
      {
        let whole = text.text(tokens[at].range.lowerBound..<power.range.upperBound)
        let isHuge = (Double(whole) ?? .infinity).isInfinite
        throw PositionError(isHuge ? .notFinite : .unreadable, excerpt: whole)
      }
    }
  }

  /// Whether a word of direction is part of a name: "Kalimantan Timur", "South Kalimantan".
  func isName(_ at: Int) -> Bool {
    guard let word = tokens[at].word, Words.directions.contains(word) else { return false }
    let label = at > 0 ? tokens[at - 1].word.flatMap { Words.markers[$0] } : nil
    if label?.sign != 0, Words.englishDirections.contains(word), tokens.indices.contains(at + 1),
      let next = tokens[at + 1].word,
      ["kalimantan", "borneo", "kutai", "barito", "kotawaringin", "penajam"].contains(next)
    {
      return true
    }
    guard at > 0, let before = tokens[at - 1].word else { return false }
    if Words.directions.contains(before) { return isName(at - 1) }
    return isForeign(before)
  }

  /// Whether a word has no meaning in a coordinate.
  func isForeign(_ word: String) -> Bool {
    Words.markers[word] == nil && !Words.fillers.contains(word) && !Words.connectors.contains(word)
      && Words.units[word] == nil && !Words.minus.contains(word)
      && !["di", "ke", "sebelah", "arah", "bagian", "to", "in", "of", "the", "at", "dari"].contains(
        word)
  }

  /// The readings that the numbers of a text that was refused could have.
  var proposals: [PositionReading] { Proposals(self).readings }
}
