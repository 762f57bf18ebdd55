// Words within a coordinate, and directions left outside of it.

extension Core {
  mutating func word(_ word: String, _ at: Int) throws(PositionError) {
    let isAttached = !tokens[at].isSpaced
    if case .numeral(let number)? = list.last, number.unit == nil,
      let unit = PositionVocabulary.units[word] ?? (isAttached ? attachedUnit(word, at) : nil)
    {
      try self.unit(unit, at)
      return
    }
    if let marker = marker(at), !(marker.word == "s" && isSeconds(at)) {
      // "s Latitude= 3.3": a letter before a label is no direction of it.
      if case .marker(let before)? = list.last, before.isLetter, before.sign != 0, marker.sign == 0,
        !marker.isLetter, list.count < 2 || !list[list.count - 2].isNumeral
      {
        throw signRefusal()
      }
      append(marker)
    } else if word == "s", case .numeral = list.last {
      try unit(.second, at)
    } else if PositionVocabulary.connectors.contains(word) {
      list.append(.separator(.strong))
    } else if isPoint(at) {
      isLongitudeFirst = true
    } else if PositionVocabulary.gridWords.contains(word) {
      if PositionVocabulary.zoneWords.contains(word) || word == "tm" { hasGridWords = true }
      list.append(.word(word))
    } else if PositionVocabulary.fillers.contains(word) {
      return
    } else if isAttached || isLetterBand(word, at) {
      list.append(.word(word))
      hasGridWords = true
    } else if word.utf8.count == 1, isNumber(at - 1), isZoneNumber(at - 1) {
      list.append(.word(word))
      hasGridWords = true
    } else {
      throw refusal(.strayNumber, numberApart(at))
    }
  }

  /// `50M`: the band of a zone.
  func isLetterBand(_ word: String, _ at: Int) -> Bool {
    word.utf8.count == 1 && isNumber(at - 1) && isZoneNumber(at - 1)
  }

  /// The number that a foreign word parts from the others.
  func numberApart(_ at: Int) -> Int {
    let before = reader.numbers.filter { $0 < at && $0 >= run.first }
    let behind = reader.numbers.filter { $0 > at && $0 <= run.last }
    if before.count < behind.count { return before.last ?? run.first }
    return behind.first ?? run.last
  }

  /// A letter for a sign, as in "2o12" and "2d12m".
  ///
  /// "50M" is a zone unless degrees stand before it.
  func attachedUnit(_ word: String, _ at: Int) -> AngleUnit? {
    guard let unit = PositionVocabulary.attachedUnits[word] else { return nil }
    if unit == .degree { return unit }
    guard list.count >= 2, case .numeral(let before) = list[list.count - 2] else { return nil }
    return before.unit == .degree ? unit : nil
  }

  /// "2d12m31s": where minutes are a letter, an `s` after a number is seconds, unless it is the only
  /// thing that could be the hemisphere.
  func isSeconds(_ at: Int) -> Bool {
    guard list.count >= 2, case .numeral(let number) = list[list.count - 1], number.unit == nil,
      case .numeral(let before) = list[list.count - 2], before.unit == .minute
    else { return false }
    let isLettered = tokens[..<at].contains { $0.word == "m" || $0.word == "min" }
    guard isLettered else { return false }
    if let next = marker(at + 1), next.sign != 0 { return next.axis == .latitude || hasMarkers }
    return hasMarkers
  }

  var hasMarkers: Bool {
    list.contains { if case .marker = $0 { true } else { false } }
  }

  /// Joins "lintang" + "selatan", "south" + "latitude", "LS" + "(lintang selatan)" into one.
  mutating func append(_ marker: Marker) {
    if case .marker(let before)? = list.last, before.axis == marker.axis,
      before.sign == 0 || marker.sign == 0 || before.sign == marker.sign
    {
      let joined = Marker(
        axis: marker.axis, sign: before.sign != 0 ? before.sign : marker.sign,
        word: before.word + " " + marker.word)
      list[list.count - 1] = .marker(joined)
    } else {
      list.append(.marker(marker))
    }
  }

  // MARK: What is left outside

  /// Refuses where a direction or label stands apart from the coordinate, so that it may be its sign
  /// or its order.
  func checkOutside(isDirected: Bool) throws(PositionError) {
    if !isDirected {
      for at in tokens.indices where !range.contains(at) && reader.isName(at) {
        guard let marker = tokens[at].word.flatMap({ PositionVocabulary.markers[$0] }),
          marker.sign < 0,
          marker.axis == .latitude
        else { continue }
        // "tolong selatan 3.31": only a name that is known to have that word is a name here.
        let touches =
          at + 1 == range.lowerBound
          || at > 0 && at - 2 <= range.upperBound && at >= range.upperBound
        let known =
          at > 0 && (tokens[at - 1].word.map(PositionVocabulary.southern.contains) ?? false)
          || tokens.indices.contains(at + 1)
            && (tokens[at + 1].word.map(PositionVocabulary.southern.contains) ?? false)
        if touches, !known { throw signRefusal() }
      }
    }
    for at in tokens.indices where !range.contains(at) {
      guard let word = tokens[at].word, let marker = PositionVocabulary.markers[word],
        !reader.isName(at)
      else {
        continue
      }
      if reader.notes.found.contains(where: { $0.range.contains(at) }) { continue }
      if marker.isLetter {
        let isAlone = marker.word == "s" || marker.word == "u" || marker.word == "n"
        let isInitial = if case .dot? = kind(at + 1) { true } else { false }
        if isAlone, !isDirected, !isInitial { throw signRefusal() }
        continue
      }
      if marker.sign == 0 || word.utf8.count == 2 || !isDirected {
        throw PositionError(.contradictory, excerpt: text.text(tokens[at].range))
      }
    }
    guard !isDirected else { return }
    // A minus in words, or a broken one, right after or before the coordinate.
    for at in tokens.indices where !range.contains(at) {
      if let word = tokens[at].word, PositionVocabulary.minus.contains(word),
        PositionVocabulary.units[word] == nil
      {
        throw signRefusal()
      }
    }
  }
}
