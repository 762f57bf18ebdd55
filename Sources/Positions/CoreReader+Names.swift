// Whether a text is a coordinate or a name.

extension CoreReader {
  /// Without foreign words: "B 12", "63.10" (a region's code), "70111" and the like are names.
  var isPlaceLike: Bool {
    guard numbers.count == 1, let at = numbers.first, let only = tokens[at].numeral else {
      return false
    }
    if hasSign(at) || isUnit(at + 1) || only.hasExponent { return false }
    let words = tokens.compactMap { $0.word }
    if !words.isEmpty {
      guard
        words.allSatisfy({
          PositionVocabulary.markers[$0] != nil || PositionVocabulary.fillers.contains($0)
        })
      else {
        return false
      }
      // "Lat 5", "5 LS" want to be a coordinate; "S 5", "Utara 2", "Titik 4" do not.
      let named = words.contains { word in
        guard let marker = PositionVocabulary.markers[word] else { return false }
        return marker.sign == 0 && !marker.isLetter || word.utf8.count == 2
      }
      return !named && (only.isWhole || isCode(only))
    }
    // "[63.10.04]" is how answers print a code.
    let bare = text.canon.allSatisfy { $0.isDigit || [0x2E, 0x5B, 0x5D, 0x20].contains($0) }
    return bare && (isCode(only) || only.isWhole && only.groups[0].count == 5)
  }

  /// "GPS: no fix", "lat: - lon: -": a receiver's words without a number.
  func isWithoutFix(_ words: [String]) -> Bool {
    let axes = words.compactMap { word in
      PositionVocabulary.markers[word].flatMap { $0.sign == 0 && !$0.isLetter ? $0.axis : nil }
    }
    let isForm = axes.contains(.latitude) && axes.contains(.longitude)
    let isReceiver = isForm || words.contains("gps") || words.contains("fix")
    return isReceiver
      && words.allSatisfy { word in
        PositionVocabulary.noFix.contains(word) || PositionVocabulary.fillers.contains(word)
          || PositionVocabulary.markers[word] != nil
      } && (isForm || words.contains(where: PositionVocabulary.noFix.contains))
  }

  /// 63 · 63.10 · 63.10.05 · 63.10.05.2001, and so a date like 12.10.21.
  func isCode(_ number: Numeral) -> Bool {
    let widths = number.groups.map { $0.count }
    return number.marks.allSatisfy { $0 == 0x2E } && [2, 2, 2, 4].starts(with: widths)
  }

  /// Whether the text can hardly be anything but a coordinate, even among foreign words.
  var isStrong: Bool {
    let words = tokens.compactMap { $0.word }
    if hasSpeltAngles { return true }
    let foreign = words.contains { word in
      PositionVocabulary.markers[word] == nil && !PositionVocabulary.fillers.contains(word)
        && !PositionVocabulary.connectors.contains(word)
        && PositionVocabulary.units[word] == nil && !PositionVocabulary.minus.contains(word)
        && !PositionVocabulary.gridWords.contains(word)
        && PositionVocabulary.attachedUnits[word] == nil
    }
    if !foreign { return true }
    var fractions = 0
    var count = 0
    var axes = Set<Axis>()
    for (at, token) in tokens.enumerated() {
      if let word = token.word, let marker = PositionVocabulary.markers[word], !marker.isLetter,
        !isName(at)
      {
        axes.insert(marker.axis)
      }
      if let word = token.word, PositionVocabulary.spokenMarks.contains(word),
        notes.numeral(at - 1)?.isWhole ?? false,
        notes.numeral(at + 1)?.isWhole ?? false
      {
        fractions += 1
      }
      if let number = token.numeral, number.isWhole, (6...7).contains(number.groups[0].count),
        holder[at] == nil, zoneStands || notes.gridZone != nil, hasMetresBeside(at)
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
      if number.hasExponent { fractions += 1 }
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

  /// "3 deg 19 min", "3:19:9.84 S, 114:35:26 E".
  private var hasSpeltAngles: Bool {
    var chains = 0
    for at in numbers {
      if tokens.indices.contains(at + 1), let word = tokens[at + 1].word,
        PositionVocabulary.units[word] == .degree
      {
        return true
      }
      if notes.isColon(at + 1), notes.isTight(at + 1), notes.isTight(at + 2),
        notes.numeral(at + 2) != nil, notes.isColon(at + 3), notes.isTight(at + 4),
        notes.numeral(at + 4) != nil,
        !(notes.isColon(at - 1) && notes.isTight(at) && notes.numeral(at - 2) != nil)
      {
        chains += 1
      }
    }
    return chains >= 2
  }

  /// Whether a number of at least five digits stands on either side, as easting and northing do.
  private func hasMetresBeside(_ at: Int) -> Bool {
    func isLong(_ other: Int) -> Bool {
      tokens.indices.contains(other)
        && tokens[other].numeral.map { $0.groups[0].count >= 5 } ?? false
    }
    return [-2, -1, 1, 2].contains { isLong(at + $0) }
  }

  /// "50S", "zona 50": a zone of UTM stands in the text.
  var zoneStands: Bool {
    tokens.indices.contains { at in
      guard let word = tokens[at].word else { return false }
      if PositionVocabulary.zoneWords.contains(word) { return true }
      return word.utf8.count == 1 && at > 0 && (tokens[at - 1].numeral?.groups[0].count ?? 9) <= 2
    }
  }

  /// "TM-3 zona 49.2 …": the land registry's grid by its name.
  var isLandSurvey: Bool {
    guard let at = tokens.firstIndex(where: { $0.word == "tm" }) else { return false }
    let name = numbers.first { $0 > at && $0 <= at + 2 }
    return name.flatMap { tokens[$0].numeral?.small } == 3 && numbers.count >= 3
  }

  func refuseForeignNotation() throws(PositionError) {
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
        !tokens[at + 2].isSpaced,
        !tokens.contains(where: {
          $0.word.flatMap { PositionVocabulary.markers[$0] }?.axis == .latitude
        })
      {
        let end = power.range.lowerBound + power.groups[0].count
        let whole = text.text(tokens[at].range.lowerBound..<end)
        let isHuge = (Double(whole) ?? .infinity).isInfinite
        throw PositionError(isHuge ? .notFinite : .unreadable, excerpt: whole)
      }
    }
  }

  /// Whether a word of direction is part of a name: "Kalimantan Timur", "South Kalimantan".
  func isName(_ at: Int) -> Bool {
    guard let word = tokens[at].word, PositionVocabulary.directions.contains(word) else {
      return false
    }
    let label = at > 0 ? tokens[at - 1].word.flatMap { PositionVocabulary.markers[$0] } : nil
    if label?.sign != 0, PositionVocabulary.englishDirections.contains(word),
      tokens.indices.contains(at + 1),
      let next = tokens[at + 1].word,
      ["kalimantan", "borneo", "kutai", "barito", "kotawaringin", "penajam"].contains(next)
    {
      return true
    }
    guard at > 0, let before = tokens[at - 1].word else { return false }
    if PositionVocabulary.directions.contains(before) { return isName(at - 1) }
    return isForeign(before)
  }

  /// Whether a word has no meaning in a coordinate.
  func isForeign(_ word: String) -> Bool {
    PositionVocabulary.markers[word] == nil && !PositionVocabulary.fillers.contains(word)
      && !PositionVocabulary.connectors.contains(word)
      && PositionVocabulary.units[word] == nil && !PositionVocabulary.minus.contains(word)
      && !["di", "ke", "sebelah", "arah", "bagian", "to", "in", "of", "the", "at", "dari"].contains(
        word)
  }

}
