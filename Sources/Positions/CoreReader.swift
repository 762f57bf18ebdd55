/// Finds the coordinate in a text and accounts for all that stands around it.
///
/// The coordinate is one run of tokens. Every number before or after it must have a known role of
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
  let holder: [Int?]
  /// Whether this reads a text again for the list of readings of another, so that it makes none itself.
  let isProposing: Bool
  /// "L: -3.3 B: 114.5", "Lt -3.3 Bj 114.5": short for lintang and bujur, once each.
  let hasInitials: Bool

  init(_ text: CleanText, form: PositionReading.Form? = nil, isProposing: Bool = false) {
    self.text = text
    self.form = form
    self.isProposing = isProposing
    let tokens = Tokenizer(text.canon).tokens
    self.tokens = tokens
    let initials = tokens.indices.compactMap { Self.initial($0, tokens) }
    hasInitials = initials == [.latitude, .longitude] || initials == [.longitude, .latitude]
    notes = Annotator(tokens, hasInitials: hasInitials)
    numbers = tokens.indices.filter { tokens[$0].numeral != nil }
    var holder = [Int?](repeating: nil, count: tokens.count)
    for (index, note) in notes.found.enumerated() {
      for at in note.range where holder.indices.contains(at) { holder[at] = index }
    }
    self.holder = holder
  }

  /// The axis of `Lt` or `Bj`, or of an `L` or `B` with a colon or sign of equality after it.
  func initial(_ at: Int) -> Axis? { Self.initial(at, tokens) }

  private static func initial(_ at: Int, _ tokens: [Token]) -> Axis? {
    guard let word = tokens[at].word, let axis = PositionVocabulary.initials[word],
      at + 1 < tokens.count
    else {
      return nil
    }
    switch tokens[at + 1].kind {
    case .colon, .equals: return axis
    case .dot, .number, .minus: return word.utf8.count > 1 ? axis : nil
    default: return nil
    }
  }

  /// A run of tokens that may be the coordinate: its first and last number.
  struct Run: Hashable {
    var first: Int
    var last: Int
  }

  /// The reading, or `nil` when the text is no coordinate at all but words.
  func read() throws(PositionError) -> PositionReading? {
    let words = tokens.compactMap { $0.word }
    guard !numbers.isEmpty else {
      let foreign = words.filter {
        PositionVocabulary.markers[$0] == nil && !PositionVocabulary.fillers.contains($0)
      }
      if !foreign.isEmpty, foreign.allSatisfy(PositionVocabulary.notFinite.contains) {
        throw PositionError(.notFinite, excerpt: text.plain)
      }
      if isWithoutFix(words) { throw PositionError(.noFix, excerpt: text.plain) }
      if text.canon.contains(where: { $0.isWordByte }) { return nil }
      throw PositionError(.unreadable, excerpt: text.plain)
    }
    if words.contains(where: PositionVocabulary.notFinite.contains),
      words.allSatisfy({ PositionVocabulary.notFinite.contains($0) || !isForeign($0) })
    {
      throw PositionError(.notFinite, excerpt: text.plain)
    }
    if isPlaceLike { return nil }
    try refuseForeignNotation()
    if isLandSurvey { throw PositionError(.tm3Survey, excerpt: text.plain) }
    guard isStrong else { return nil }
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
    if let code = notes.foreignCRS {
      throw PositionError(.unsupportedCRS, excerpt: code)
    }
    if found.count == 1, let only = found.first { return only }
    if found.count > 1 {
      throw PositionError(.ambiguous, excerpt: text.plain, readings: Array(found.prefix(6)))
    }
    // A reason that names a range or the readings says more than that something is left over.
    guard
      var error = refusals.first(where: { $0.code != .unreadable && $0.code != .strayNumber })
        ?? refusals.first(where: { $0.code == .strayNumber }) ?? refusals.first
    else { throw explained(PositionError(.strayNumber, excerpt: stray ?? text.plain)) }
    error = explained(error)
    if error.code == .ambiguous, error.readings.isEmpty { error.code = .unreadable }
    throw error
  }

  /// A refusal with the readings that the text could have, and the number that is one too many.
  private func explained(_ error: PositionError) -> PositionError {
    guard !isProposing else { return error }
    var error = error
    let proposals = Proposals(self)
    if let stray = proposals.stray, error.isVague, error.readings.isEmpty {
      error = PositionError(.strayNumber, excerpt: text.text(tokens[stray].range))
    }
    if error.readings.isEmpty { error.readings = proposals.readings }
    return error
  }

  /// The runs to try: every number that is left out belongs to a whole annotation at either end.
  var runs: [Run] {
    func steps(_ order: [Int]) -> [Int] {
      var out: [Int] = []
      var last: Int?? = .none
      for at in order {
        let note = holder[at]
        if note == nil || last == .none || last != .some(note) { out.append(at) }
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
  var stray: String? {
    let loose = numbers.filter { holder[$0] == nil }
    guard loose.count > 2 else { return nil }
    return loose.first.map { text.text(tokens[$0].range) }
  }

  func read(_ run: Run) throws(PositionError) -> PositionReading {
    // A number of a list and a bare whole number after it: "2. 5 LS" may be 2.5.
    if let before = numbers.last(where: { $0 < run.first }), let note = holder[before],
      notes.found[note].isListMark, !isMarked(run.first), !hasSign(run.first),
      isBareWhole(run.first)
        || notes.isDot(before + 1) && tokens[run.first].numeral?.isWhole ?? false
          && numbers.count(where: { $0 >= run.first && $0 <= run.last }) == 2
    {
      throw PositionError(.ambiguous, excerpt: text.plain)
    }
    var core = Core(self, run)
    let items = try core.items()
    var reading: PositionReading
    var height: Int?
    let grid = UTMReader(text, items, accuracy: accuracy(outside: core.range), zone: notes.gridZone)
    if let found = try grid.read() {
      if isZone(core.range.lowerBound - 2) {
        throw PositionError(
          .contradictory, excerpt: text.text(tokens[core.range.lowerBound - 2].range))
      }
      reading = found.from(form)
    } else {
      if core.hasGridWords { throw PositionError(.unreadable, excerpt: text.plain) }
      var angles = AngleReader(
        text, items, accuracy: accuracy(outside: core.range), form: form,
        isLongitudeFirst: core.isLongitudeFirst)
      reading = try angles.read()
      height = angles.height
      try core.checkOutside(isDirected: angles.isLatitudeDirected)
      if !angles.isLatitudeDirected { try core.checkFront() }
    }
    reading.parts = Parts(self, core: core.range, height: height).parts
    return reading
  }

  /// `50M`: a zone of UTM before another one.
  private func isZone(_ at: Int) -> Bool {
    guard at >= 0, let number = tokens[at].numeral, number.isWhole, number.groups[0].count <= 2,
      let band = tokens[at + 1].word
    else { return false }
    return band.utf8.count == 1 && !tokens[at + 1].isSpaced
  }

  func isUnit(_ at: Int) -> Bool {
    guard tokens.indices.contains(at), case .unit = tokens[at].kind else { return false }
    return true
  }

  func isMarked(_ at: Int) -> Bool {
    guard at > 0, let word = tokens[at - 1].word else { return false }
    return PositionVocabulary.markers[word] != nil
  }

  func hasSign(_ at: Int) -> Bool {
    guard at > 0 else { return false }
    switch tokens[at - 1].kind {
    case .minus, .plus: return true
    default: return false
    }
  }

  /// Whether a whole number stands without a unit and without minutes after it.
  func isBareWhole(_ at: Int) -> Bool {
    guard let number = tokens[at].numeral, number.isWhole, number.groups[0].count <= 3 else {
      return false
    }
    guard tokens.indices.contains(at + 1) else { return true }
    switch tokens[at + 1].kind {
    case .number, .unit: return false
    case .word(let word):
      let isAttached = !tokens[at + 1].isSpaced
      if PositionVocabulary.units[word] != nil
        || isAttached && PositionVocabulary.attachedUnits[word] != nil
      {
        return false
      }
      // A zone of UTM.
      return PositionVocabulary.markers[word] == nil || number.groups[0].count > 2
        || !isLongBehind(at + 2)
        ? !(isAttached && isLongBehind(at + 2)) : false
    case .colon, .minus: return tokens[at + 1].isSpaced
    default: return true
    }
  }

  func isLongBehind(_ at: Int) -> Bool {
    tokens[min(at, tokens.count)...].contains {
      ($0.numeral?.groups[0].count ?? 0) >= 5 || ($0.numeral?.groups.count ?? 0) > 2
    }
  }

  func accuracy(outside core: Range<Int>) -> Double? {
    notes.found.last { $0.accuracy != nil && !core.overlaps($0.range) }?.accuracy
  }
}

extension PositionError {
  /// Whether a number too many says more than this: a text that fits nothing, or whose numbers are out
  /// of range because one of them is none of the coordinate.
  fileprivate var isVague: Bool {
    switch code {
    case .unreadable, .strayNumber, .ambiguous, .incomplete, .minutesOutOfRange, .secondsOutOfRange:
      true
    case .outOfRange: allowed?.quantity == .latitude || allowed?.quantity == .longitude
    default: false
    }
  }
}
