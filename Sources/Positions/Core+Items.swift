// The items of a coordinate: numbers, directions, units and what stands between.

extension Core {
  func refusal(_ code: PositionError.Code, _ at: Int) -> PositionError {
    PositionError(
      code, excerpt: code == .unreadable ? text.plain : text.text(tokens[at].range))
  }

  func signRefusal() -> PositionError {
    PositionError(.unknownSign, excerpt: text.plain)
  }

  /// What the reader of angles or grids gets.
  ///
  /// - Throws: `unknownSign` where what stands before a number may have been a sign, `ambiguous` for a
  ///   dash that may be one, `strayNumber` where foreign words stand between the numbers.
  mutating func items() throws(PositionError) -> [Item] {
    try checkStart()
    var at = range.lowerBound
    var sign: Int?
    while at < range.upperBound {
      let token = tokens[at]
      switch token.kind {
      case .number(var number):
        try checkBefore(number, at)
        number.sign = sign ?? 0
        sign = nil
        list.append(.numeral(number))
      case .minus, .plus:
        let found = try signOrDash(at)
        if let found {
          if sign != nil { throw signRefusal() }
          sign = found
        }
      case .word(let word):
        if try minusWord(word, at) {
          if sign != nil { throw signRefusal() }
          sign = -1
        } else {
          try self.word(word, at)
        }
      case .unit(let unit): try self.unit(unit, at)
      case .comma: list.append(.separator(.comma))
      case .slash:
        if isStraySlash(at) || isTear(at) { throw signRefusal() }
        list.append(.separator(.strong))
      case .semicolon, .bar, .newline: list.append(.separator(.strong))
      case .colon:
        // "-0.5:117.1": what has decimals has no minutes behind it.
        if isBetweenNumbers(at) {
          let isWhole = tokens[at - 1].numeral?.isWhole ?? true
          list.append(.separator(isWhole ? .joint : .strong))
        }
      case .equals, .quote: break
      case .decoration:
        if isTear(at) { throw signRefusal() }
        list.append(.separator(.strong))
      case .dot:
        // "Lat." but not "0. 50".
        if at > 0, tokens[at - 1].numeral != nil, at + 1 < range.upperBound {
          throw refusal(.unreadable, at)
        }
      case .open: try open(at)
      case .close: break
      case .plusMinus:
        // "3.3194 ± 0.0001 S": how far the number before it is certain.
        guard case .numeral(let certain)? = list.last, certain.decimals > 2 || certain.unit != nil,
          at + 1 < range.upperBound, let tolerance = tokens[at + 1].numeral
        else { throw signRefusal() }
        at += 1
        let next = tokens[min(at + 1, tokens.count - 1)]
        if let unit = next.word, PositionVocabulary.metres.contains(unit) {
          at += 1
        } else {
          guard tolerance.groups.count == 2, DigitRun.value(tolerance.groups[0]) == 0 else {
            throw signRefusal()
          }
        }
      case .other(let byte):
        // "0.5 & 117.1" and "0.5&117.1", but not "117.1 &0.5".
        guard byte == 0x26, at + 1 < range.upperBound,
          token.isSpaced == tokens[at + 1].isSpaced, !isTear(at)
        else { throw signRefusal() }
        list.append(.separator(.strong))
      }
      at += 1
    }
    if sign != nil { throw signRefusal() }
    return list
  }

  func isNumber(_ at: Int) -> Bool {
    tokens.indices.contains(at) && tokens[at].numeral != nil
  }

  func isBetweenNumbers(_ at: Int) -> Bool { isNumber(at - 1) && isNumber(at + 1) }
}
