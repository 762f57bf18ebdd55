// Step two and three: what each comma means, and where one angle ends and the other begins.

extension AngleReader {
  /// The numbers of one numeral, its commas taken as decimal marks or as separators.
  func fields(_ number: Numeral, decimalComma: Bool) throws(PositionError) -> [Field] {
    var out = [Field]()
    var index = 0
    while index < number.groups.count {
      var field = Field(
        value: DigitRun.value(whole: number.groups[index], fraction: []), decimals: 0,
        sign: index == 0 ? number.sign : 0)
      if number.hasExponent {
        guard number.groups.count <= 2, !number.marks.contains(0x2C) || decimalComma else {
          throw unreadable
        }
        return [exponential(number)]
      }
      if index < number.marks.count, number.marks[index] == 0x2E || decimalComma {
        let fraction = number.groups[index + 1]
        field.value = DigitRun.value(whole: number.groups[index], fraction: fraction)
        field.decimals = fraction.count
        index += 1
        // 2.208.800 is a grouped number or a spoilt one, and no angle.
        if index < number.marks.count, number.marks[index] == 0x2E { throw unreadable }
      }
      guard field.value.isFinite else {
        throw PositionError(.notFinite, excerpt: Excerpt.clean(text.canon[number.range]))
      }
      out.append(field)
      index += 1
    }
    out[out.count - 1].unit = number.unit
    return out
  }

  /// `3.7E-05`: a number and a power of ten.
  private func exponential(_ number: Numeral) -> Field {
    let fraction = number.groups.count == 2 ? number.groups[1] : []
    let digits = String(decoding: number.groups[0], as: UTF8.self)
    let text = "\(digits.isEmpty ? "0" : digits).\(String(decoding: fraction, as: UTF8.self))0"
    return Field(
      value: Double(text + "e\(number.exponent)") ?? 0,
      decimals: min(15, fraction.count - number.exponent), sign: number.sign, unit: number.unit)
  }

  /// Degrees, minutes and seconds with points between, `2.12.31`, `2.12.31,68` or `2.12.31.68`.
  func dotted(_ number: Numeral) -> [Field]? {
    guard number.unit == nil,
      number.marks == [0x2E, 0x2E] || number.marks == [0x2E, 0x2E, 0x2C]
        || number.marks == [0x2E, 0x2E, 0x2E],
      (1...3).contains(number.groups[0].count),
      number.groups[1].count == 2 || number.groups[1].count == 1 && number.groups.count == 4,
      (1...2).contains(number.groups[2].count)
        || number.groups[2].count == 3 && number.groups.count == 3 && !markers.isEmpty
    else { return nil }
    // "03.19.164 S": minutes with three decimals.
    if number.groups[2].count == 3 {
      let minutes = DigitRun.value(whole: number.groups[1], fraction: number.groups[2])
      return [
        Field(value: DigitRun.value(number.groups[0]), decimals: 0, sign: number.sign),
        Field(value: minutes, decimals: 3, sign: 0),
      ]
    }
    var out = number.groups.prefix(3).map {
      Field(value: DigitRun.value($0), decimals: 0, sign: 0)
    }
    out[0].sign = number.sign
    if number.groups.count == 4 {
      out[2].value = DigitRun.value(whole: number.groups[2], fraction: number.groups[3])
      out[2].decimals = number.groups[3].count
    }
    return out
  }

  /// Numbers joined by commas alone, nothing else: two are a pair, four have decimal commas, and
  /// three are ambiguous.
  func commaChain(_ numbers: [Numeral]) throws(PositionError) -> [[Field]]? {
    guard numbers.allSatisfy({ $0.marks.allSatisfy { $0 == 0x2C } && $0.unit == nil }),
      numbers.dropFirst().allSatisfy({ $0.isGlued }), markers.isEmpty,
      numbers.allSatisfy({ !$0.hasExponent && !$0.groups[0].isEmpty })
    else { return nil }
    let groups = numbers.flatMap { number in
      number.groups.enumerated().map { (digits: $1, sign: $0 == 0 ? number.sign : 0) }
    }
    func field(_ index: Int, fraction: Int? = nil) throws(PositionError) -> Field {
      let digits = fraction.map { groups[$0].digits } ?? []
      let value = DigitRun.value(whole: groups[index].digits, fraction: digits)
      guard value.isFinite else { throw PositionError(.notFinite, excerpt: text.plain) }
      return Field(value: value, decimals: digits.count, sign: groups[index].sign)
    }
    switch groups.count {
    // "-3,3194" is one number with a decimal comma; no degree has four digits.
    case 2 where groups[1].sign == 0 && groups[1].digits.count >= 4:
      throw PositionError(.incomplete, excerpt: text.plain)
    // "117,6" as well.
    case 2
    where groups[1].sign == 0 && numbers.count == 1 && DigitRun.value(groups[0].digits) >= 95:
      throw PositionError(.incomplete, excerpt: text.plain)
    case 2: return [[try field(0)], [try field(1)]]
    case 3:
      var readings = [PositionReading]()
      if groups[1].sign == 0, let reading = try? combine([[field(0, fraction: 1)], [field(2)]]) {
        readings.append(reading)
      }
      if groups[2].sign == 0, let reading = try? combine([[field(0)], [field(1, fraction: 2)]]) {
        readings.append(reading)
      }
      throw PositionError(.ambiguous, excerpt: text.plain, readings: readings)
    case 4 where groups[1].sign == 0 && groups[3].sign == 0:
      return [[try field(0, fraction: 1)], [try field(2, fraction: 3)]]
    case 1: return nil
    default: throw unreadable
    }
  }

  /// One part of the text after its commas are settled.
  enum Piece {
    case field(Field)
    case marker(Marker)
    case separator(Item.Strength)
    case dash

    var isJoint: Bool { if case .separator(.joint) = self { true } else { false } }
  }

  func split() throws(PositionError) -> [[Piece]] {
    let numbers = numerals
    if let pair = try commaChain(numbers) { return pair.map { $0.map(Piece.field) } }
    var pieces = [Piece]()
    for item in items {
      switch item {
      case .numeral(let number): pieces += try settle(number, among: numbers)
      case .marker(let marker): pieces.append(.marker(marker))
      case .separator(let strength): pieces.append(.separator(strength))
      case .dash: pieces.append(.dash)
      case .word: throw unreadable
      }
    }
    return try halves(pieces)
  }

  func settle(_ number: Numeral, among all: [Numeral]) throws(PositionError) -> [Piece] {
    if let parts = dotted(number), !markers.isEmpty || all.contains(where: { $0.sign != 0 }) {
      return parts.map(Piece.field)
    }
    let onlyCommas = number.marks.allSatisfy { $0 == 0x2C }
    if onlyCommas, number.marks.count == 1 {
      return try fields(number, decimalComma: true).map(Piece.field)
    }
    // 2,12,31 LS 113,54,0 BT: commas between degrees, minutes and seconds.
    if onlyCommas, number.marks.count > 1, markers.isEmpty || all.count < 2 { throw unreadable }
    var pieces = [Piece]()
    for field in try fields(number, decimalComma: false) {
      if !pieces.isEmpty { pieces.append(.separator(.comma)) }
      pieces.append(.field(field))
    }
    return pieces
  }
}
