/// A run of tokens outside the coordinate whose role is known: a date, a height, `RT 05`.
struct Annotation {
  var role: TextPart.Role
  /// In tokens.
  var range: Range<Int>
  /// The mark of a list, so that a bare whole number after it may be the rest of a broken decimal.
  var isListMark = false
  /// Metres, where it is an accuracy in metres.
  var accuracy: Double?
}

/// Finds what stands around coordinates and has numbers of its own.
///
/// Says only what a run *may* be. Whether it is that, or part of the coordinate, is decided by which
/// reading holds: what is no part of the coordinate must stand wholly before or after it.
struct Annotator {
  let tokens: [Token]
  private(set) var found: [Annotation] = []
  /// A code of a reference system that is not that of the globe, `EPSG:23835`.
  var foreignCRS: String?
  /// The UTM zone that a code such as `EPSG:32750` names.
  var gridZone: (number: Int, isSouth: Bool)?
  /// Whether `L` and `B` and their like are labels here.
  let hasInitials: Bool
  /// Whether the token before belongs to a date or time.
  var isTimed = false

  init(_ tokens: [Token], hasInitials: Bool) {
    self.tokens = tokens
    self.hasInitials = hasInitials
    var at = 0
    while at < tokens.count {
      if let next = annotation(at) {
        found.append(next)
        isTimed = next.role == .time
        at = next.range.upperBound
      } else {
        switch tokens[at].kind {
        case .comma, .newline, .close, .open: break
        default: isTimed = false
        }
        at += 1
      }
    }
  }

  // MARK: Looking

  func word(_ at: Int) -> String? { tokens.indices.contains(at) ? tokens[at].word : nil }
  func numeral(_ at: Int) -> Numeral? {
    tokens.indices.contains(at) ? tokens[at].numeral : nil
  }
  func small(_ at: Int) -> Int? { numeral(at)?.small }
  func width(_ at: Int) -> Int { numeral(at)?.groups[0].count ?? 0 }

  func isKind(_ at: Int, _ test: (Token.Kind) -> Bool) -> Bool {
    tokens.indices.contains(at) && test(tokens[at].kind)
  }
  func isColon(_ at: Int) -> Bool {
    isKind(at) { if case .colon = $0 { true } else { false } }
  }
  func isMinus(_ at: Int) -> Bool {
    isKind(at) { if case .minus = $0 { true } else { false } }
  }
  func isPlus(_ at: Int) -> Bool {
    isKind(at) { if case .plus = $0 { true } else { false } }
  }
  func isSlash(_ at: Int) -> Bool {
    isKind(at) { if case .slash = $0 { true } else { false } }
  }
  func isDot(_ at: Int) -> Bool { isKind(at) { if case .dot = $0 { true } else { false } } }
  func isEquals(_ at: Int) -> Bool {
    isKind(at) { if case .equals = $0 { true } else { false } }
  }
  func isClose(_ at: Int) -> Bool {
    isKind(at) { if case .close = $0 { true } else { false } }
  }
  func isOpen(_ at: Int) -> Bool {
    isKind(at) { if case .open = $0 { true } else { false } }
  }
  func isHash(_ at: Int) -> Bool {
    isKind(at) { if case .other(0x23) = $0 { true } else { false } }
  }
  func isUnit(_ at: Int) -> Bool {
    isKind(at) { if case .unit = $0 { true } else { false } }
  }
  func isTight(_ at: Int) -> Bool { tokens.indices.contains(at) && !tokens[at].isSpaced }

  func isLineStart(_ at: Int) -> Bool {
    var before = at - 1
    while before >= 0, case .decoration = tokens[before].kind { before -= 1 }
    guard before >= 0 else { return true }
    if let last = found.last, last.range.upperBound == before + 1, last.role != .label {
      return true
    }
    return isKind(before) { if case .newline = $0 { true } else { false } }
  }

  /// Past colons, signs of equality, points, "±" and brackets between a word and its number.
  func past(_ at: Int, signs: Bool) -> Int {
    var next = at
    while next < tokens.count, next < at + 4 {
      switch tokens[next].kind {
      case .colon, .equals, .dot, .quote: next += 1
      case .open where signs, .plusMinus where signs, .minus where signs, .plus where signs,
        .slash where signs, .other(0x7E) where signs:
        next += 1
      default: return next
      }
    }
    return next
  }

  // MARK: The kinds

  mutating func annotation(_ at: Int) -> Annotation? {
    let token = tokens[at]
    switch token.kind {
    case .number:
      return date(at) ?? time(at) ?? listMark(at) ?? phone(at) ?? bearing(at) ?? behind(at)
        ?? postal(at)
    case .word(let word): return worded(word, at)
    case .open:
      // "(2)" at the start of a line.
      if isLineStart(at), let value = small(at + 1), value > 0, width(at + 1) <= 3, isClose(at + 2)
      {
        return Annotation(role: .listMark, range: at..<(at + 3), isListMark: true)
      }
      return code(at) ?? clockInBracket(at) ?? dayInBracket(at)
    case .plusMinus: return accuracySign(at, at + 1)
    case .plus:
      if isSlash(at + 1), isMinus(at + 2) { return accuracySign(at, at + 3) }
      // A telephone number, +62 812 3456 7890.
      if isTight(at + 1), small(at + 1) == 62 {
        var end = at + 2
        var digits = 2
        while end < tokens.count {
          if let part = numeral(end), part.isWhole, part.groups[0].count >= 3, digits < 12 {
            digits += part.groups[0].count
            end += 1
          } else if isMinus(end), isTight(end), isTight(end + 1) {
            end += 1
          } else {
            break
          }
        }
        return end > at + 2 ? Annotation(role: .placeWord, range: at..<end) : nil
      }
      if width(at + 1) >= 10, isTight(at + 1) {
        return Annotation(role: .placeWord, range: at..<(at + 2))
      }
      return nil
    case .other(0x23):
      if let value = small(at + 1), value > 0, isTight(at + 1), width(at + 1) <= 4,
        tokens[at].isSpaced
      {
        return Annotation(role: .listMark, range: at..<(at + 2))
      }
      return nil
    default: return nil
    }
  }

  /// `± 5 m`, `+/- 5.00m`.
  func accuracySign(_ at: Int, _ number: Int) -> Annotation? {
    guard let value = numeral(number), let unit = word(number + 1),
      PositionVocabulary.metres.contains(unit)
    else { return nil }
    return Annotation(
      role: .accuracy, range: at..<(number + 2), accuracy: Self.value(value))
  }

  static func value(_ number: Numeral) -> Double? {
    guard number.groups.count <= 2 else { return nil }
    return DigitRun.value(
      whole: number.groups[0], fraction: number.groups.count == 2 ? number.groups[1] : [])
  }
}
