// The items of a coordinate: numbers, directions, units and what stands between.

extension Core {
  func refusal(_ code: PositionError.Code, _ at: Int) -> PositionError {
    PositionError(
      code, excerpt: code == .unreadable ? text.plain : text.text(tokens[at].range),
      readings: reader.proposals)
  }

  func signRefusal() -> PositionError {
    PositionError(.unknownSign, excerpt: text.plain, readings: reader.proposals)
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
      case .semicolon, .slash, .bar, .newline: list.append(.separator(.strong))
      case .colon:
        if isBetweenNumbers(at) { list.append(.separator(.joint)) }
      case .equals, .quote: break
      case .decoration: list.append(.separator(.strong))
      case .dot:
        // "Lat." but not "0. 50".
        if at > 0, tokens[at - 1].numeral != nil, at + 1 < range.upperBound {
          throw refusal(.unreadable, at)
        }
      case .open: try open(at)
      case .close: break
      case .plusMinus: throw signRefusal()
      case .other(let byte):
        guard byte == 0x26 || byte == 0x40 || byte == 0x2A else { throw signRefusal() }
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
