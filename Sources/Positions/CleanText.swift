/// A text as typed or pasted, in two equal-meaning shapes.
///
/// `plain` keeps the words (for place names and links) with blanks collapsed and invisible
/// characters gone. `canon` is bytes for the readers: ASCII with one sign for each meaning, so that
/// −, – and — are `-`, every degree sign is `degree`, ′ ’ ‘ are `'`, full-width and other decimal
/// digits are ASCII digits, and every other character is `other`. Linear in the text.
struct CleanText {
  /// Stands for all degree signs.
  static let degree: UInt8 = 0xB0
  /// Stands for ±.
  static let plusMinus: UInt8 = 0xB1
  /// Stands for all characters without a role in a coordinate.
  static let other: UInt8 = 0xFF

  private(set) var plain = ""
  private(set) var canon = [UInt8]()

  init(_ text: String) throws(PositionError) {
    var blank: UInt8?
    canon.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      let byte: UInt8
      switch Self.role(of: scalar) {
      case .drop: continue
      case .broken: throw PositionError(.brokenText, excerpt: text)
      case .space:
        blank = blank ?? 0x20
        continue
      case .newline:
        blank = 0x0A
        continue
      case .sign(let sign): byte = sign
      case .other: byte = Self.other
      }
      if let pending = blank {
        if !canon.isEmpty {
          canon.append(pending)
          plain += " "
        }
        blank = nil
      }
      // "Â°" is a degree sign whose UTF-8 was once read as Latin-1.
      if byte == Self.degree, plain.unicodeScalars.last == "\u{C2}" {
        canon.removeLast()
        plain.unicodeScalars.removeLast()
      }
      plain.unicodeScalars.append(scalar)
      if byte == 0x27, canon.last == 0x27 {
        canon[canon.count - 1] = 0x22
      } else {
        canon.append(byte)
      }
    }
    if let pair = quotedPair {
      self = try CleanText(pair)
    } else {
      unquote()
    }
  }

  /// `"-3.3194", "114.5908"`, as from a table or program: two numbers in quotes of their own.
  ///
  /// Nothing but a number may stand in the quotes, so that no sign of seconds is taken for one.
  private var quotedPair: String? {
    guard let quote = canon.first, quote == 0x22 || quote == 0x27, quote == canon.last else {
      return nil
    }
    let parts = canon.split(separator: quote, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[4].isEmpty,
      parts[2].allSatisfy({ $0.isBlank || $0 == 0x2C || $0 == 0x3B })
    else { return nil }
    for number in [parts[1], parts[3]] {
      guard number.contains(where: \.isDigit),
        number.allSatisfy({ $0.isDigit || $0.isBlank || [0x2B, 0x2C, 0x2D, 0x2E].contains($0) })
      else { return nil }
    }
    return String(decoding: parts[1] + [0x20] + parts[3], as: UTF8.self)
  }

  /// Takes away one pair of quotation marks around the whole text.
  private mutating func unquote() {
    while canon.count >= 2, let first = canon.first, first == canon.last,
      first == 0x22 || first == 0x27, !canon[1].isBlank
    {
      canon.removeFirst()
      canon.removeLast()
      // "''" is one sign in `canon` and two characters in `plain`.
      for fromEnd in [false, true] {
        var left = first == 0x22 ? 2 : 1
        while left > 0, let one = fromEnd ? plain.unicodeScalars.last : plain.unicodeScalars.first,
          case .sign(let sign) = Self.role(of: one), sign == 0x22 || sign == 0x27
        {
          if fromEnd {
            plain.unicodeScalars.removeLast()
          } else {
            plain.unicodeScalars.removeFirst()
          }
          left -= sign == 0x22 ? 2 : 1
        }
      }
    }
  }

  /// What a character does in a coordinate.
  enum Role {
    case sign(UInt8)
    case space, newline, drop, broken, other
  }

  static func role(of scalar: Unicode.Scalar) -> Role {
    switch scalar.value {
    case 0x0A, 0x0D, 0x2028, 0x2029, 0x85: .newline
    case 0x09, 0x0B, 0x0C, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: .space
    case 0x00...0x1F, 0x7F...0x9F, 0xFFFD: .broken
    case 0x21...0x5F, 0x61...0x7E: .sign(UInt8(scalar.value))
    case 0x60, 0xB4, 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2C8, 0x2CA, 0x2CB, 0x2018, 0x2019, 0x201A,
      0x201B, 0x2032, 0x2035, 0xFF07, 0xA78C:
      .sign(0x27)
    case 0x2BA, 0x2DD, 0x2EE, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x2036, 0x3003, 0xFF02:
      .sign(0x22)
    case 0xB0, 0xBA, 0x2DA, 0x1D52, 0x2070, 0x2218, 0x25CB, 0x25E6, 0x2E30: .sign(degree)
    case 0xB1: .sign(plusMinus)
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0x2796, 0x207B: .sign(0x2D)
    case 0x60C, 0x3001, 0xFE50, 0xFF64: .sign(0x2C)
    case 0xAD, 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE01EF:
      .drop
    case 0xFF01...0xFF5E: .sign(UInt8(scalar.value - 0xFEE0))
    default: digit(scalar).map { .sign(0x30 + $0) } ?? .other
    }
  }

  /// The value of a decimal digit of any script.
  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    guard scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue
    else { return nil }
    return UInt8(value)
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
  /// A letter of any script.
  var isWordByte: Bool { isLetter || self == CleanText.other }
  var isBlank: Bool { self == 0x20 || self == 0x0A }
  var uppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self - 0x20 : self }
}
