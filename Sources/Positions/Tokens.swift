/// One sign of a text, with where it stands.
struct Token {
  /// What it is by itself, before anything is known of its neighbours.
  enum Kind {
    case number(Numeral)
    /// In small letters of ASCII; letters of other scripts are U+FFFD.
    case word(String)
    /// A degree, minute or second sign; a quotation mark where no number stands before it.
    case unit(AngleUnit)
    case quote
    case minus, plus, plusMinus
    case comma, semicolon, slash, bar, newline, colon, equals, dot
    case open, close
    /// A bullet or picture.
    case decoration
    /// A sign without a known role.
    case other(UInt8)
  }

  var kind: Kind
  /// In canonical bytes.
  var range: Range<Int>
  /// A blank, a line break or nothing stands before it.
  var isSpaced: Bool

  var numeral: Numeral? { if case .number(let number) = kind { number } else { nil } }
  var word: String? { if case .word(let word) = kind { word } else { nil } }
}

/// Splits canonical bytes into tokens, in one pass; every byte but blanks is part of one.
struct Tokenizer {
  private let bytes: [UInt8]
  private var at = 0
  private var isSpaced = true
  private(set) var tokens: [Token] = []

  init(_ canon: [UInt8]) {
    bytes = canon
    tokens.reserveCapacity(canon.count / 2)
    while at < bytes.count { step() }
    joinDecimals()
  }

  /// `3° 19, 164'`: between the sign of degrees and that of minutes stands one number, so that the blank
  /// behind the comma parts nothing; likewise with seconds.
  private mutating func joinDecimals() {
    guard tokens.count >= 5 else { return }
    for at in (0..<(tokens.count - 4)).reversed() {
      guard case .unit(let larger) = tokens[at].kind, case .unit(let smaller) = tokens[at + 4].kind,
        smaller.rawValue == larger.rawValue + 1, case .comma = tokens[at + 2].kind,
        !tokens[at + 2].isSpaced, tokens[at + 3].isSpaced, var whole = tokens[at + 1].numeral,
        let decimals = tokens[at + 3].numeral, whole.isWhole, decimals.isWhole
      else { continue }
      whole.groups.append(decimals.groups[0])
      whole.marks.append(0x2C)
      whole.range = whole.range.lowerBound..<decimals.range.upperBound
      tokens[at + 1].kind = .number(whole)
      tokens[at + 1].range = whole.range
      tokens.removeSubrange((at + 2)..<(at + 4))
    }
  }

  private mutating func step() {
    let start = at
    let byte = bytes[at]
    if byte == 0x20 {
      at += 1
      isSpaced = true
      return
    }
    if byte.isDigit || byte == 0x2E && startsFraction {
      number(from: start)
    } else if byte.isWordByte {
      word(from: start)
    } else {
      at += 1
      add(kind(of: byte), start)
      if byte == 0x0A { isSpaced = true }
    }
  }

  private mutating func add(_ kind: Token.Kind, _ start: Int) {
    tokens.append(Token(kind: kind, range: start..<at, isSpaced: isSpaced))
    isSpaced = false
  }

  private func peek(_ offset: Int) -> UInt8? {
    bytes.indices.contains(at + offset) ? bytes[at + offset] : nil
  }

  /// `.5022`, but not the point of `Lat.5`.
  private var startsFraction: Bool {
    guard peek(1)?.isDigit ?? false else { return false }
    return isSpaced || !(peek(-1)?.isWordByte ?? false)
  }

  private func kind(of byte: UInt8) -> Token.Kind {
    switch byte {
    case CleanText.degree: .unit(.degree)
    case 0x27: isUnit ? .unit(.minute) : .quote
    case 0x22: isUnit ? .unit(.second) : .quote
    // "3.3194~S", "45.0^N", "2*12'": what keyboards without a degree sign give.
    case 0x2A, 0x5E, 0x7E: isDegree ? .unit(.degree) : .other(byte)
    case 0x2D: .minus
    case 0x2B: .plus
    case CleanText.plusMinus: .plusMinus
    case 0x2C: .comma
    case 0x3B: .semicolon
    case 0x2F: .slash
    case 0x7C: .bar
    case 0x0A: .newline
    case 0x3A: .colon
    case 0x3D: .equals
    case 0x2E: .dot
    case 0x28, 0x5B, 0x7B, 0x3C: .open
    case 0x29, 0x5D, 0x7D, 0x3E: .close
    case CleanText.decoration: .decoration
    default: .other(byte)
    }
  }

  /// Whether a quotation mark stands after a number, and is not the partner of one before it.
  private var isUnit: Bool {
    guard let last = tokens.last, case .number = last.kind else { return false }
    guard !isSpaced else { return true }
    var before = tokens.count - 2
    if before >= 0 {
      switch tokens[before].kind {
      case .minus, .plus: if !tokens[before + 1].isSpaced { before -= 1 }
      default: break
      }
    }
    guard before >= 0, case .quote = tokens[before].kind, !tokens[before + 1].isSpaced else {
      return true
    }
    return bytes[tokens[before].range.lowerBound] != bytes[at - 1]
  }

  /// Whether a star, caret or tilde directly after a number leads to a direction or minutes.
  private var isDegree: Bool {
    guard !isSpaced, let last = tokens.last, case .number = last.kind else { return false }
    var next = at
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    guard next < bytes.count else { return false }
    return bytes[next].isDigit || bytes[next].isLetter
  }

  private mutating func number(from start: Int) {
    var number = Numeral()
    number.isGlued = isGlued(at: start)
    if bytes[at] == 0x2E {
      number.groups.append(bytes[at..<at])
      number.marks.append(0x2E)
      at += 1
    }
    while true {
      let from = at
      while at < bytes.count, bytes[at].isDigit { at += 1 }
      number.groups.append(bytes[from..<at])
      guard let mark = peek(0), mark == 0x2E || mark == 0x2C, peek(1)?.isDigit ?? false
      else { break }
      number.marks.append(mark)
      at += 1
    }
    exponent(&number)
    number.range = start..<at
    if joinsChart(number) { return }
    add(.number(number), start)
  }

  /// `3°19'.164`: the decimals stand after the sign of their unit, as on charts.
  private mutating func joinsChart(_ number: Numeral) -> Bool {
    guard number.groups[0].isEmpty, number.groups.count == 2, !isSpaced, tokens.count >= 2,
      case .unit = tokens[tokens.count - 1].kind,
      var whole = tokens[tokens.count - 2].numeral, whole.isWhole,
      !tokens[tokens.count - 1].isSpaced
    else { return false }
    whole.groups.append(number.groups[1])
    whole.marks.append(0x2E)
    whole.range = whole.range.lowerBound..<at
    tokens[tokens.count - 2].kind = .number(whole)
    return true
  }

  /// `3.7E-05`, `1.171536e+02` and `2.63×10^-2`, as programs print numbers; `113.9E-2.2` is East and a
  /// minus.
  private mutating func exponent(_ number: inout Numeral) {
    guard number.groups.count <= 2 else { return }
    if let end = timesTen(&number) {
      at = end
      return
    }
    guard let letter = peek(0), letter.uppercased == 0x45, let next = peek(1) else { return }
    let isNegative = next == 0x2D
    let start = at + (isNegative || next == 0x2B ? 2 : 1)
    var end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    let digits = bytes[start..<end]
    guard (1...2).contains(digits.count) else { return }
    let power = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    // Without a minus only what is written as such a number: one digit, a point, many digits.
    guard isNegative || number.isScientific && power <= 2 else { return }
    if end < bytes.count {
      let next = bytes[end]
      let isPadded = digits.count == 2 && digits.first == 0x30
      if next == CleanText.degree || next.isWordByte && !(isPadded && endsInDirection(end)) {
        return
      }
      if next == 0x2E, end + 1 < bytes.count, bytes[end + 1].isDigit { return }
    }
    number.exponent = isNegative ? -power : power
    number.hasExponent = true
    at = end
  }

  /// "8.5E-05S": only a letter of direction stands after the power.
  private func endsInDirection(_ at: Int) -> Bool {
    guard [0x53, 0x4E, 0x45, 0x57].contains(bytes[at].uppercased) else { return false }
    return at + 1 == bytes.count || !bytes[at + 1].isWordByte
  }

  /// `×10^-2`, `x10-2`, `*10^-2` after a number.
  private func timesTen(_ number: inout Numeral) -> Int? {
    guard let sign = peek(0), [0x78, 0x58, 0x2A, CleanText.unknown].contains(sign), peek(1) == 0x31,
      peek(2) == 0x30
    else { return nil }
    var end = at + 3
    if end < bytes.count, bytes[end] == 0x5E { end += 1 }
    guard end < bytes.count, bytes[end] == 0x2D else { return nil }
    let start = end + 1
    end = start
    while end < bytes.count, bytes[end].isDigit { end += 1 }
    guard (1...2).contains(end - start) else { return nil }
    number.exponent = -bytes[start..<end].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    number.hasExponent = true
    return end
  }

  /// Whether only a comma and a sign stand between the last number and `start`.
  private func isGlued(at start: Int) -> Bool {
    var index = tokens.count - 1
    var from = start
    if index >= 0, !isSpaced {
      switch tokens[index].kind {
      case .minus, .plus:
        from = tokens[index].range.lowerBound
        if tokens[index].isSpaced { return false }
        index -= 1
      default: break
      }
    } else if isSpaced {
      return false
    }
    guard index >= 1, case .comma = tokens[index].kind, !tokens[index].isSpaced,
      case .number = tokens[index - 1].kind
    else { return false }
    return tokens[index].range.upperBound == from
  }

  private mutating func word(from start: Int) {
    while at < bytes.count, bytes[at].isWordByte { at += 1 }
    // L.S. and B.T.
    if at == start + 1, bytes[start] | 0x20 == 0x6C || bytes[start] | 0x20 == 0x62,
      peek(0) == 0x2E, let second = peek(1)?.uppercased, [0x53, 0x55, 0x54, 0x42].contains(second),
      !(peek(2)?.isWordByte ?? false)
    {
      let text = String(decoding: [bytes[start] | 0x20, second | 0x20], as: UTF8.self)
      at += 2
      if peek(0) == 0x2E { at += 1 }
      add(.word(text), start)
      return
    }
    let text = bytes[start..<at].map { $0 == CleanText.letter ? 0x3F : $0 | 0x20 }
    add(.word(String(decoding: text, as: UTF8.self)), start)
  }
}
