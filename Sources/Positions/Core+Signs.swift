// What stands before numbers: signs, dashes, brackets, and what may have been a sign.

extension Core {
  /// What stands before the coordinate must be known not to be a sign.
  func checkStart() throws(PositionError) {
    // A colon joins numbers of one angle: none of them may be left outside.
    if case .colon? = kind(range.upperBound), !tokens[range.upperBound].isSpaced,
      isNumber(range.upperBound - 1), isNumber(range.upperBound + 1),
      !tokens[range.upperBound + 1].isSpaced
    {
      throw refusal(.unreadable, range.upperBound)
    }
    try checkGlueBehind()
    try checkGlueBefore()
    let low = range.lowerBound
    guard low > 0 else { return }
    let isAnnotated = reader.notes.found.contains { $0.range.upperBound == low }
    if isAnnotated, tokens[low].isSpaced { return }
    switch tokens[low - 1].kind {
    case .word(let word):
      let isBare = if case .open = tokens[low].kind { false } else { true }
      if !tokens[low].isSpaced, isBare { throw signRefusal() }
      if isNumber(low), PositionVocabulary.isNearMinus(word) { throw signRefusal() }
    case .plusMinus: throw signRefusal()
    case .number: if !isAnnotated { throw refusal(.strayNumber, low - 1) }
    case .unit: throw refusal(.unreadable, low)
    default: return
    }
  }

  /// The axis of the label that ends before a colon or sign of equality.
  func labelBefore(_ at: Int) -> Axis? {
    var before = at - 1
    if case .quote? = kind(before) { before -= 1 }
    if case .dot? = kind(before) { before -= 1 }
    if case .close? = kind(before) { before -= 1 }
    return marker(before)?.axis
  }

  func isLineStart(_ at: Int) -> Bool {
    guard at > 0 else { return true }
    if case .newline = tokens[at - 1].kind { return true }
    return reader.notes.found.contains { $0.range.upperBound == at }
  }

  /// What stands directly before a number within the coordinate.
  func checkBefore(_ number: Numeral, _ at: Int) throws(PositionError) {
    if number.groups[0].isEmpty {
      // A numeral without a whole part is the decimals of the one before it, or an error.
      if case .numeral? = list.last { throw refusal(.unreadable, at) }
      if at > range.lowerBound, case .comma? = kind(at - 1), !tokens[at].isSpaced {
        throw refusal(.unreadable, at)
      }
    }
    guard at > range.lowerBound, !tokens[at].isSpaced else { return }
    switch tokens[at - 1].kind {
    case .word(let word):
      let isUnit =
        at >= 2 && isNumber(at - 2)
        && (PositionVocabulary.units[word] != nil || PositionVocabulary.attachedUnits[word] != nil)
      if PositionVocabulary.markers[word] == nil, !isUnit,
        !PositionVocabulary.gridWords.contains(word)
      {
        throw signRefusal()
      }
    case .close: throw signRefusal()
    default: break
    }
  }

  mutating func unit(_ unit: AngleUnit, _ at: Int) throws(PositionError) {
    guard case .numeral(var number)? = list.last else {
      throw refusal(.unreadable, at)
    }
    if number.unit != nil { throw refusal(.unreadable, at) }
    number.unit = unit
    list[list.count - 1] = .numeral(number)
  }

  /// `(0.5022)` is how accountants write a minus.
  func open(_ at: Int) throws(PositionError) {
    if (kind(at + 1).flatMap { if case .number(let one) = $0 { one.groups.count } else { nil } }
      ?? 9) <= 2,
      case .close? = kind(at + 2)
    {
      let marked = (marker(at + 3)?.sign ?? 0) != 0 || at >= 1 && (marker(at - 1)?.sign ?? 0) != 0
      if !marked { throw signRefusal() }
    }
    // A bracket that holds nothing but a sign.
    switch kind(at + 1) {
    case .minus?, .plus?: if case .close? = kind(at + 2) { throw signRefusal() }
    default: break
    }
  }

  /// The sign of the number after it, or `nil` for a dash, which becomes an item.
  mutating func signOrDash(_ at: Int) throws(PositionError) -> Int? {
    let isMinus = if case .minus = tokens[at].kind { true } else { false }
    let value = isMinus ? -1 : 1
    let isNextNumber = isNumber(at + 1)
    guard isNextNumber else {
      // "bujur - -0.4768", "117.1 - Lintang 2.07"; tight to a word it is more than a dash.
      let isApart = at + 1 < range.upperBound && tokens[at + 1].isSpaced && tokens[at].isSpaced
      var leadsOn = marker(at + 1) != nil && !list.isEmpty && isApart
      if case .minus? = kind(at + 1), isNumber(at + 2), !tokens[at + 2].isSpaced, isApart, isMinus {
        // "- -0.5": the mark of a list or a dash; the number has a minus of its own.
        if list.isEmpty { return nil }
        leadsOn = true
      }
      if case .open? = kind(at + 1), isApart, hasMarkers { leadsOn = true }
      guard leadsOn, isMinus else { throw signRefusal() }
      list.append(.separator(.strong))
      return nil
    }
    let isTight = !tokens[at + 1].isSpaced
    let isAttached = at > 0 && !tokens[at].isSpaced
    let before = at > 0 ? kind(at - 1) : nil
    switch before {
    case .number?, .unit?:
      if list.isEmpty {
        // Behind the number of a list: "Camp 45 -0.5022" has a sign, "Camp 45 - 0.5022" may have.
        if isTight, !isAttached { return value }
        throw signRefusal()
      }
      if isAttached {
        // "+" begins the longitude of ISO 6709.
        if !isMinus { return isTight ? 1 : nil }
        list.append(.dash)
        return nil
      }
      if isTight { return value }
      guard isMinus else { throw signRefusal() }
      list.append(.dash)
      return nil
    case .word(let word)?:
      if let marker = marker(at - 1), at > range.lowerBound {
        let follows =
          list.count >= 2
          && { if case .numeral = list[list.count - 2] { true } else { false } }()
        if marker.sign != 0, follows {
          if isTight, !isAttached { return value }
          list.append(.separator(.strong))
          return nil
        }
        if isTight, !isAttached { return value }
        throw signRefusal()
      }
      if isTight, !isAttached, !PositionVocabulary.minus.contains(word) { return value }
      throw signRefusal()
    case nil:
      // "- 0.5, 117.1" may be an item of a list.
      guard isTight else { throw signRefusal() }
      return value
    case .colon?, .equals?:
      // "lokasi:- 0.5" is a dash, "Lat: - 0.5" a sign; no longitude here is west.
      let label = labelBefore(at - 1)
      guard isTight || label == .latitude else { throw signRefusal() }
      return value
    case .open?, .quote?:
      guard isTight else { throw signRefusal() }
      return value
    case .minus?, .plus?:
      // "- -0.47": the first was a dash.
      if isTight, tokens[at].isSpaced { return value }
      throw signRefusal()
    case .comma?, .semicolon?, .slash?, .bar?, .newline?, .dot?, .close?, .decoration?, .other?:
      if isTight { return value }
      throw signRefusal()
    case .plusMinus?: throw signRefusal()
    }
  }

  /// Whether a word is the minus of the number after it.
  func minusWord(_ word: String, _ at: Int) throws(PositionError) -> Bool {
    guard PositionVocabulary.minus.contains(word) else { return false }
    // "19 min 9.84 sec": a unit.
    if PositionVocabulary.units[word] != nil, case .numeral(let number)? = list.last {
      let isUnit = list.dropLast().contains {
        if case .numeral(let one) = $0 { one.unit == .degree } else { false }
      }
      if number.unit == nil, isUnit { return false }
      throw signRefusal()
    }
    // "0.5 minus 117": after the first number or before the second.
    if case .numeral? = list.last { throw signRefusal() }
    var next = at + 1
    if case .dot? = kind(next) { next += 1 }
    // "min 117.15" is more likely a word than a longitude of America.
    guard tokens.indices.contains(next), let number = tokens[next].numeral,
      DigitRun.value(number.groups[0]) <= 90
    else { throw signRefusal() }
    return true
  }
}
