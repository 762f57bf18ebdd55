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
    let isPhone = digits >= 8 && digits <= 13 && (end > at + 1 || number.groups[0].count >= 9)
    return isPhone ? Annotation(role: .placeWord, range: at..<end) : nil
  }

  /// `25 mdpl`, `3 orang`, `5 km`, `45C`.
  func behind(_ at: Int) -> Annotation? {
    guard let number = numeral(at), let next = word(at + 1), number.groups.count <= 2 else {
      return nil
    }
    if Words.aboveSea.contains(next) { return Annotation(role: .altitude, range: at..<(at + 2)) }
    if Words.metres.contains(next), let next = word(at + 2), Words.aboveSea.contains(next) {
      return Annotation(role: .altitude, range: at..<(at + 3))
    }
    // "19 menit" is no count behind degrees.
    // "50M 517091": a zone of UTM.
    if isTight(at + 1), next.utf8.count == 1, width(at + 2) >= 5 { return nil }
    let isCount =
      number.isWhole && number.groups[0].count <= 4
      || number.groups.count == 2 && number.groups[1].count <= 2 && number.groups[0].count <= 2
    if isCount, Words.counted.contains(next), numeral(at + 2) == nil || !leadsNumber(next),
      Words.units[next] == nil
        || !isUnit(at - 1) && (word(at - 1).map { Words.units[$0] == nil } ?? true)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    if isTight(at + 1), number.isWhole, Words.markers[next] == nil, Words.units[next] == nil,
      Words.attachedUnits[next] == nil, number.groups[0].count <= 3, isSpacedOut(at)
    {
      return Annotation(role: .placeWord, range: at..<(at + 2))
    }
    return nil
  }

  /// Whether a word can belong to the number behind it: "KM 38", "jam 7".
  func leadsNumber(_ word: String) -> Bool {
    Words.numbered.contains(word) || Words.timed.contains(word)
  }

  func isSpacedOut(_ at: Int) -> Bool { tokens[at].isSpaced }

  /// Five digits behind words.
  func postal(_ at: Int) -> Annotation? {
    guard width(at) == 5, numeral(at)?.isWhole ?? false, let before = word(at - 1),
      Words.markers[before] == nil, !Words.gridWords.contains(before)
    else { return nil }
    return Annotation(role: .placeWord, range: at..<(at + 1))
  }
}
