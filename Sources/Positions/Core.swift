/// The run of tokens that is taken for the coordinate, and its items.
struct Core {
  let reader: CoreReader
  let tokens: [Token]
  let text: CleanText
  let run: CoreReader.Run
  /// All tokens of the coordinate: its numbers with their signs, units, directions and labels.
  var range: Range<Int>
  /// Words such as "utm" and "zona" stand in it.
  var hasGridWords = false
  /// POINT(x y).
  var isLongitudeFirst = false
  var list: [Item] = []

  init(_ reader: CoreReader, _ run: CoreReader.Run) {
    self.reader = reader
    self.run = run
    tokens = reader.tokens
    text = reader.text
    range = run.first..<(run.last + 1)
    widen()
  }

  func kind(_ at: Int) -> Token.Kind? {
    tokens.indices.contains(at) ? tokens[at].kind : nil
  }

  /// The direction or label that a word is here.
  func marker(_ at: Int) -> Marker? {
    guard tokens.indices.contains(at), let word = tokens[at].word else { return nil }
    if reader.hasInitials, let axis = reader.initial(at) {
      return Marker(axis: axis, sign: 0, word: axis == .latitude ? "lintang" : "bujur")
    }
    guard let marker = PositionVocabulary.markers[word], !reader.isName(at) else { return nil }
    // "S. Parman": an initial.
    if marker.isLetter, case .dot? = kind(at + 1), tokens.indices.contains(at + 2),
      tokens[at + 2].word != nil
    {
      return nil
    }
    return marker
  }

  func isGrid(_ at: Int) -> Bool {
    tokens.indices.contains(at)
      && tokens[at].word.map(PositionVocabulary.gridWords.contains) ?? false
  }

  // MARK: Where it begins and ends

  mutating func widen() {
    var low = range.lowerBound
    var high = range.upperBound
    let floor = reader.notes.found.last { $0.range.upperBound <= run.first }?.range.upperBound ?? 0
    while low > floor {
      switch tokens[low - 1].kind {
      case .minus, .plus:
        // A dash before a label parts it from what stands before.
        switch tokens[low].kind {
        case .number, .minus, .plus, .close: low -= 1
        default: return widen(low, high)
        }
      case .open, .quote: low -= 1
      case .colon, .equals, .dot:
        guard low - 2 >= floor, leads(low - 2) else { return widen(low, high) }
        low -= 1
      case .word(let word):
        guard
          marker(low - 1) != nil || PositionVocabulary.minus.contains(word)
            || PositionVocabulary.zoneWords.contains(word)
            || PositionVocabulary.metreLabels.contains(word)
            || word == "z" && isZoneNumber(low) || isPoint(low - 1)
        else { return widen(low, high) }
        low -= 1
      case .close:
        // "Lintang (Y) :" and "(lat,lon)="
        guard let open = heading(before: low - 1, floor) else { return widen(low, high) }
        low = open
      case .comma, .slash, .bar, .newline, .semicolon:
        // A heading, "Lat/Long:", or a label in a cell of its own.
        guard low - 2 >= floor, leads(low - 2) else { return widen(low, high) }
        low -= 1
      default: return widen(low, high)
      }
    }
    widen(low, &high)
    range = low..<high
  }

  /// Where a bracket with nothing but labels in it opens.
  private func heading(before close: Int, _ floor: Int) -> Int? {
    var at = close - 1
    while at > floor, at > close - 4 {
      switch tokens[at].kind {
      case .comma, .slash: break
      case .open: return at < close - 1 ? at : nil
      default: guard marker(at) != nil else { return nil }
      }
      at -= 1
    }
    guard at >= floor, at >= 0, at < close - 1, case .open = tokens[at].kind else { return nil }
    return at
  }

  /// POINT and POINT Z before its bracket.
  func isPoint(_ at: Int) -> Bool {
    guard let word = tokens[at].word else { return false }
    if word == "point" || word == "multipoint" { return true }
    return ["z", "m", "zm"].contains(word) && at > 0 && isPoint(at - 1)
  }

  func isZoneNumber(_ at: Int) -> Bool { tokens[at].numeral?.groups[0].count ?? 9 <= 2 }

  /// Whether a label or direction ends here, so that what stands after it belongs to it.
  func leads(_ at: Int) -> Bool {
    if marker(at) != nil { return true }
    if let word = tokens[at].word,
      PositionVocabulary.zoneWords.contains(word) || PositionVocabulary.metreLabels.contains(word)
    {
      return true
    }
    if case .close? = kind(at), at >= 2, marker(at - 1) != nil { return true }
    switch kind(at) {
    // "Lat.:" and "\"lat\":"
    case .quote?, .dot?: if at >= 1, marker(at - 1) != nil { return true }
    default: break
    }
    if case .word(let word)? = kind(at), PositionVocabulary.connectors.contains(word), at >= 1 {
      return marker(at - 1) != nil
    }
    return false
  }

  mutating func widen(_ low: Int, _ high: Int) {
    var high = high
    widen(low, &high)
    range = low..<high
  }

  func widen(_ low: Int, _ high: inout Int) {
    while high < tokens.count {
      switch tokens[high].kind {
      case .unit, .quote, .close: high += 1
      case .word(let word):
        let isUnit =
          PositionVocabulary.units[word] != nil
          || !tokens[high].isSpaced && PositionVocabulary.attachedUnits[word] != nil
        guard marker(high) != nil || isUnit || isGrid(high) else { return }
        high += 1
      case .open:
        // "(LS)", "(Lintang Selatan)"
        var end = high + 1
        while end < tokens.count, marker(end) != nil { end += 1 }
        guard end > high + 1, case .close? = kind(end) else { return }
        high = end + 1
      case .comma, .bar, .slash, .newline:
        guard let marker = marker(high + 1), marker.sign != 0,
          high + 2 >= tokens.count
            || tokens[high + 2].word == nil
        else {
          guard case .newline = tokens[high].kind, isGrid(high + 1) else { return }
          high += 1
          continue
        }
        high += 1
      case .minus:
        // A minus after the last number.
        guard !tokens[high].isSpaced else { return }
        high += 1
      default: return
      }
    }
  }
}
