// Numbers of lists, telephones and things counted.

extension Annotator {
  func listMark(_ at: Int) -> Annotation? {
    guard let value = small(at), value > 0, width(at) <= 3, isTight(at + 1), isLineStart(at) else {
      return nil
    }
    guard isDot(at + 1) || isClose(at + 1) else { return nil }
    guard tokens.indices.contains(at + 2) else { return nil }
    return Annotation(role: .listMark, range: at..<(at + 2), isListMark: true)
  }

  /// `NIK: 6371012345670001`, `BPJS 0001234567890`: the number by which a person is known.
  func identity(_ word: String, _ at: Int) -> Annotation? {
    guard PositionVocabulary.identities.contains(word) else { return nil }
    let next = past(at + 1, signs: false)
    guard let number = numeral(next), number.isWhole, number.groups[0].count >= 8 else {
      return nil
    }
    return Annotation(role: .placeWord, range: at..<(next + 1))
  }

  func phone(_ at: Int) -> Annotation? {
    guard let number = numeral(at), number.isWhole, number.groups[0].first == 0x30 else {
      return nil
    }
    var digits = number.groups[0].count
    guard digits >= 3 else { return nil }
    var end = at + 1
    while isMinus(end), isTight(end), isTight(end + 1), let next = numeral(end + 1), next.isWhole {
      digits += next.groups[0].count
      end += 2
    }
    // "0812 5551 2345"
    while number.groups[0].starts(with: [0x30, 0x38]), width(at) == 4, let next = numeral(end),
      next.isWhole, (3...4).contains(next.groups[0].count), digits + next.groups[0].count <= 13
    {
      digits += next.groups[0].count
      end += 1
    }
    let isPhone = digits >= 8 && digits <= 13 && (end > at + 1 || number.groups[0].count >= 9)
    return isPhone ? Annotation(role: .placeWord, range: at..<end) : nil
  }

  /// `25 mdpl`, `3 orang`, `5 km`, `45C`.
  func behind(_ at: Int) -> Annotation? {
    guard let number = numeral(at), let next = word(at + 1), number.groups.count <= 2 else {
      return nil
    }
    if PositionVocabulary.aboveSea.contains(next) {
      return Annotation(role: .altitude, range: at..<(at + 2))
    }
    if PositionVocabulary.metres.contains(next), let next = word(at + 2),
      PositionVocabulary.aboveSea.contains(next)
    {
      return Annotation(role: .altitude, range: at..<(at + 3))
    }
    // "19 menit" is no count after degrees.
    // "50M 517091": a zone of UTM.
    if isTight(at + 1), next.utf8.count == 1, width(at + 2) >= 5 { return nil }
    let isCount =
      number.isWhole && number.groups[0].count <= 4
      || number.groups.count == 2 && number.groups[1].count <= 2 && number.groups[0].count <= 2
    if isCount, PositionVocabulary.counted.contains(next),
      numeral(at + 2) == nil || !leadsNumber(next),
      PositionVocabulary.units[next] == nil
        || !isUnit(at - 1) && (word(at - 1).map { PositionVocabulary.units[$0] == nil } ?? true)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    if isTight(at + 1), number.isWhole, PositionVocabulary.markers[next] == nil,
      PositionVocabulary.units[next] == nil,
      PositionVocabulary.attachedUnits[next] == nil, number.groups[0].count <= 3, isSpacedOut(at)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    return nil
  }

  /// Whether a word can belong to the number after it: "KM 38", "jam 7".
  func leadsNumber(_ word: String) -> Bool {
    PositionVocabulary.numbered.contains(word) || PositionVocabulary.timed.contains(word)
  }

  func isSpacedOut(_ at: Int) -> Bool { tokens[at].isSpaced }

  /// Five digits after words, or in the last part of an address: "Kalimantan Selatan 70111",
  /// "RT.5, 70111, Indonesia".
  func postal(_ at: Int) -> Annotation? {
    guard width(at) == 5, numeral(at)?.isWhole ?? false else { return nil }
    if let before = word(at - 1) {
      let isName =
        PositionVocabulary.directions.contains(before)
        && word(at - 2).map { $0.utf8.count > 2 } ?? false
      let isNamed = before == "pos" && word(at - 2) == "kode"
      guard isName || isNamed || !PositionVocabulary.isPassing(before),
        !PositionVocabulary.gridWords.contains(before),
        before.utf8.count > 2
      else { return nil }
    } else {
      guard isComma(at - 1), isComma(at + 1) && word(at + 2) != nil, isTight(at - 1) else {
        return nil
      }
    }
    return Annotation(role: .placeWord, range: at..<(at + 1))
  }

  /// `128°SE`: where a camera looked.
  func bearing(_ at: Int) -> Annotation? {
    guard let number = numeral(at), number.groups.count <= 2,
      DigitRun.value(number.groups[0]) <= 360,
      isKind(at + 1, { if case .unit(.degree) = $0 { true } else { false } }),
      let point = word(at + 2), PositionVocabulary.compass.contains(point)
    else { return nil }
    return Annotation(role: .placeWord, range: at..<(at + 3))
  }

  /// `[64.72]`: the code of a region.
  func code(_ at: Int) -> Annotation? {
    guard let number = numeral(at + 1), isClose(at + 2), isTight(at + 1), isTight(at + 2),
      number.groups.count >= 2, number.marks.allSatisfy({ $0 == 0x2E }),
      [2, 2, 2, 4].starts(with: number.groups.map { $0.count }), tokens[at].isSpaced, at > 0,
      number.groups[0].first == 0x36
    else { return nil }
    return Annotation(role: .placeWord, range: at..<(at + 3))
  }

  func isComma(_ at: Int) -> Bool {
    isKind(at) { if case .comma = $0 { true } else { false } }
  }

  /// `B 1234 XY`, `KT 8812 ZZ`: the plate of a car.
  func plate(_ word: String, _ at: Int) -> Annotation? {
    guard PositionVocabulary.plates.contains(word), let number = numeral(at + 1), number.isWhole,
      (3...4).contains(number.groups[0].count), let last = self.word(at + 2), last.utf8.count <= 3,
      PositionVocabulary.markers[last] == nil || last.utf8.count == 2,
      PositionVocabulary.units[last] == nil,
      !PositionVocabulary.gridWords.contains(last)
    else { return nil }
    return Annotation(role: .placeWord, range: at..<(at + 3))
  }
}
