// Step two and three: what each comma means, and where one angle ends and the other begins.

extension AngleReader {
  /// The numbers of one numeral, its commas taken as decimal marks or as separators.
  func fields(_ number: Numeral, decimalComma: Bool) throws(PositionError) -> [Field] {
    var out = [Field]()
    var index = 0
    while index < number.groups.count {
      var field = Field(
        value: Digits.value(whole: number.groups[index], fraction: []), decimals: 0,
        sign: index == 0 ? number.sign : 0)
      if index < number.marks.count, number.marks[index] == 0x2E || decimalComma {
        let fraction = number.groups[index + 1]
        field.value = Digits.value(whole: number.groups[index], fraction: fraction)
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

  /// Degrees, minutes and seconds with points between, `2.12.31` or `2.12.31,68`.
  func dotted(_ number: Numeral) -> [Field]? {
    guard number.unit == nil, number.marks == [0x2E, 0x2E] || number.marks == [0x2E, 0x2E, 0x2C],
      number.groups[0].count <= 3, number.groups[1].count == 2, number.groups[2].count == 2
    else { return nil }
    var out = number.groups.prefix(3).map {
      Field(value: Digits.value($0), decimals: 0, sign: 0)
    }
    out[0].sign = number.sign
    if number.groups.count == 4 {
      out[2].value = Digits.value(whole: number.groups[2], fraction: number.groups[3])
      out[2].decimals = number.groups[3].count
    }
    return out
  }

  /// Numbers joined by commas alone, nothing else: two are a pair, four have decimal commas, and
  /// three are ambiguous.
  func commaChain(_ numbers: [Numeral]) throws(PositionError) -> [[Field]]? {
    guard numbers.allSatisfy({ $0.marks.allSatisfy { $0 == 0x2C } && $0.unit == nil }),
      numbers.dropFirst().allSatisfy(\.isGlued), markers.isEmpty
    else { return nil }
    let groups = numbers.flatMap { number in
      number.groups.enumerated().map { (digits: $1, sign: $0 == 0 ? number.sign : 0) }
    }
    func field(_ index: Int, fraction: Int? = nil) throws(PositionError) -> Field {
      let digits = fraction.map { groups[$0].digits } ?? []
      let value = Digits.value(whole: groups[index].digits, fraction: digits)
      guard value.isFinite else { throw PositionError(.notFinite, excerpt: text.plain) }
      return Field(value: value, decimals: digits.count, sign: groups[index].sign)
    }
    switch groups.count {
    // "-3,3194" is one number with a decimal comma; no degree has four digits.
    case 2 where groups[1].sign == 0 && groups[1].digits.count >= 4:
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
    case separator
  }

  func split() throws(PositionError) -> [[Piece]] {
    let numbers = numerals
    if let pair = try commaChain(numbers) { return pair.map { $0.map(Piece.field) } }
    var pieces = [Piece]()
    for item in items {
      switch item {
      case .numeral(let number): pieces += try settle(number, among: numbers)
      case .marker(let marker): pieces.append(.marker(marker))
      case .separator: pieces.append(.separator)
      case .dash:
        // "2°12' LS - 113°54' BT"; without hemispheres a dash could be a minus.
        if !markers.contains(where: { $0.sign != 0 }) { throw dashed(numbers) }
      case .word: break
      }
    }
    return try halves(pieces)
  }

  /// "-2.2 – 113.9": the dash may part the numbers or be a minus.
  func dashed(_ numbers: [Numeral]) -> PositionError {
    let found = numbers.compactMap { try? fields($0, decimalComma: true) }
    guard found.count == 2, found.allSatisfy({ $0.count == 1 }) else { return unreadable }
    let first = found[0][0]
    let second = found[1][0]
    let readings = [1, -1].compactMap { sign in
      var longitude = second
      longitude.sign = sign
      return try? combine([[first], [longitude]])
    }
    return PositionError(
      readings.isEmpty ? .unreadable : .ambiguous, excerpt: text.plain, readings: readings)
  }

  func settle(_ number: Numeral, among all: [Numeral]) throws(PositionError) -> [Piece] {
    if let parts = dotted(number), !markers.isEmpty || number.sign != 0 {
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
      if !pieces.isEmpty { pieces.append(.separator) }
      pieces.append(.field(field))
    }
    return pieces
  }

  func halves(_ pieces: [Piece]) throws(PositionError) -> [[Piece]] {
    let solid = pieces.filter { if case .separator = $0 { false } else { true } }
    let hasMarkers = solid.contains { if case .marker = $0 { true } else { false } }
    if hasMarkers, let halves = byMarkers(solid) ?? bySeparator(pieces) ?? byCount(solid) {
      return halves
    }
    if hasMarkers {
      if solid.count <= 4 { throw PositionError(.incomplete, excerpt: text.plain) }
      throw unreadable
    }
    // A degree sign opens an angle.
    let degrees = solid.indices.filter {
      if case .field(let field) = solid[$0] { field.unit == .degree } else { false }
    }
    if degrees.count == 2, degrees[0] == 0 {
      return [Array(solid[..<degrees[1]]), Array(solid[degrees[1]...])]
    }
    if degrees.count == 1, let parts = bySeparator(pieces) { return parts }
    if let parts = bySeparator(pieces), parts.allSatisfy({ $0.count <= 3 }) { return parts }
    switch solid.count {
    case 2, 4, 6:
      let half = solid.count / 2
      return [Array(solid[..<half]), Array(solid[half...])]
    case 1: throw PositionError(.incomplete, excerpt: text.plain)
    default: throw try oddCount(solid)
    }
  }

  /// Three numbers in one angle are half a position; three decimals are one too many.
  func oddCount(_ solid: [Piece]) throws(PositionError) -> PositionError {
    let fields = solid.compactMap { if case .field(let field) = $0 { field } else { nil } }
    if let angle = try? angle(solid), angle.form == .dms {
      return PositionError(.incomplete, excerpt: text.plain)
    }
    guard fields.count == 3 else { return unreadable }
    let readings = [[fields[0], fields[1]], [fields[1], fields[2]]].compactMap { pair in
      try? combine([[.field(pair[0])], [.field(pair[1])]])
    }
    return PositionError(
      readings.isEmpty ? .unreadable : .ambiguous, excerpt: text.plain,
      readings: readings)
  }

  /// Cuts where the other axis begins: before its marker, or behind the first number's marker.
  func byMarkers(_ solid: [Piece]) -> [[Piece]]? {
    guard let first = solid.firstIndex(where: { if case .marker = $0 { true } else { false } }),
      case .marker(let marker) = solid[first]
    else { return nil }
    func isOther(_ piece: Piece) -> Bool {
      if case .marker(let one) = piece { one.axis != marker.axis } else { false }
    }
    let cut: Int
    if first == 0 {
      guard let other = solid.firstIndex(where: isOther) else { return nil }
      cut = other
    } else {
      var end = first + 1
      while end < solid.count, case .marker(let next) = solid[end], next.axis == marker.axis {
        end += 1
      }
      cut = end
    }
    let halves = [Array(solid[..<cut]), Array(solid[cut...])]
    return halves.allSatisfy(hasField) ? halves : nil
  }

  /// One marker at either end, and as many numbers for each angle: "2.2 113.9 BT".
  func byCount(_ solid: [Piece]) -> [[Piece]]? {
    let fields = solid.indices.filter { if case .field = solid[$0] { true } else { false } }
    guard [2, 4, 6].contains(fields.count) else { return nil }
    let isSexagesimal = fields.contains {
      if case .field(let field) = solid[$0], let unit = field.unit { unit > .degree } else { false }
    }
    if isSexagesimal, fields.count == 2 { return nil }
    let cut = fields[fields.count / 2]
    for index in fields[0]..<fields[fields.count - 1] where !fields.contains(index) { return nil }
    return [Array(solid[..<cut]), Array(solid[cut...])]
  }

  func bySeparator(_ pieces: [Piece]) -> [[Piece]]? {
    var parts: [[Piece]] = [[]]
    for piece in pieces {
      if case .separator = piece {
        parts.append([])
      } else {
        parts[parts.count - 1].append(piece)
      }
    }
    parts.removeAll { !hasField($0) }
    return parts.count == 2 ? parts : nil
  }

  func hasField(_ pieces: [Piece]) -> Bool {
    pieces.contains { if case .field = $0 { true } else { false } }
  }

  func angle(_ pieces: [Piece]) throws(PositionError) -> Angle {
    var fields = [Field]()
    var axis: Axis?
    var hemisphere = 0
    for piece in pieces {
      switch piece {
      case .field(let field): fields.append(field)
      case .marker(let marker):
        if let known = axis, known != marker.axis { throw contradiction }
        axis = marker.axis
        if marker.sign != 0 {
          if hemisphere != 0, hemisphere != marker.sign { throw contradiction }
          hemisphere = marker.sign
        }
      case .separator: break
      }
    }
    guard (1...3).contains(fields.count), let first = fields.first else { throw unreadable }
    for (index, field) in fields.enumerated() {
      let isLast = index == fields.count - 1
      guard index == 0 || field.sign == 0, isLast || field.decimals == 0,
        field.unit.map({ $0.rawValue == index }) ?? true
      else { throw unreadable }
    }
    if fields.count > 1, fields[1].value >= 60 {
      throw PositionError(.minutesOutOfRange, excerpt: text.plain, allowed: .minutes)
    }
    if fields.count > 2, fields[2].value >= 60 {
      throw PositionError(.secondsOutOfRange, excerpt: text.plain, allowed: .seconds)
    }
    var magnitude = 0.0
    for field in fields.reversed() { magnitude = magnitude / 60 + field.value }
    if let last = fields.last, fields.count > 1 {
      // Seconds as one quotient keep the last bit that a chain of divisions loses.
      let unit = fields.count == 2 ? 60.0 : 3600
      let whole = fields.count == 2 ? 0 : fields[1].value * 60
      magnitude = first.value + (whole + last.value) / unit
    }
    var angle = Angle(
      magnitude: magnitude, sign: first.sign, form: [.decimal, .dm, .dms][fields.count - 1],
      step: tenth(fields[fields.count - 1].decimals) / [1, 60, 3600][fields.count - 1])
    angle.axis = axis
    angle.hemisphere = hemisphere
    if first.sign < 0, hemisphere > 0 { throw contradiction }
    if first.sign < 0, hemisphere < 0 { angle.notices.append(.redundantSign) }
    return angle
  }

  var contradiction: PositionError {
    PositionError(.contradictory, excerpt: text.plain)
  }

  func tenth(_ decimals: Int) -> Double {
    var step = 1.0
    for _ in 0..<min(decimals, 15) { step /= 10 }
    return step
  }
}
