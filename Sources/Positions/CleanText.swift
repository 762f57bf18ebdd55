/// A text as typed or pasted, in two equal-meaning shapes.
///
/// `plain` keeps the words (for place names and links) with blanks collapsed and invisible
/// characters gone. `canon` is bytes for the readers: ASCII with one sign for each meaning, so that
/// −, – and — are `-`, every degree sign is `degree`, ′ ’ ‘ are `'`, full-width and other decimal
/// digits are ASCII digits, letters of other scripts are `letter`, pictures and bullets `decoration`,
/// and what has no known role `unknown`. Linear in the text; needs no Unicode tables.
struct CleanText {
  /// Stands for all degree signs.
  static let degree: UInt8 = 0xB0
  /// Stands for ±.
  static let plusMinus: UInt8 = 0xB1
  /// A bullet, arrow or picture: may stand before a number without changing it.
  static let decoration: UInt8 = 0xFD
  /// A sign whose meaning in a coordinate is not known: it may have been a minus.
  static let unknown: UInt8 = 0xFE
  /// A letter beyond ASCII.
  static let letter: UInt8 = 0xFF

  private(set) var plain = ""
  private(set) var canon = [UInt8]()
  /// For each canonical byte where it begins in the UTF-8 of `plain`; empty where that is itself.
  private var starts = [Int32]()

  init(_ text: String) throws(PositionError) {
    try read(text)
    if canon.first == 0x22 || canon.first == 0x27 || canon.first == 0x60 {
      if let pair = quotedPair {
        self = try CleanText(pair)
      } else if let inner = unquoted {
        self = try CleanText(inner)
      }
    }
  }

  private mutating func read(_ text: String) throws(PositionError) {
    let scalars = Repair.needed(text) ? Repair.scalars(text) : Array(text.unicodeScalars)
    var out = [UInt8]()
    out.reserveCapacity(text.utf8.count)
    canon.reserveCapacity(text.utf8.count)
    var blank: UInt8?
    var isShifted = false
    for (index, scalar) in scalars.enumerated() {
      let byte: UInt8
      switch Self.role(of: scalar) {
      case .drop:
        // Within a number an invisible character parts two numbers: nothing is glued unseen.
        if blank == nil, canon.last?.isDigit ?? false,
          scalars.indices.contains(index + 1), Self.role(of: scalars[index + 1]).isDigit
        {
          blank = 0x20
        }
        continue
      case .broken: throw PositionError(.brokenText, excerpt: text)
      case .space:
        // A blank that never breaks binds a minus to its number.
        if blank == nil, canon.last == 0x2D, scalar.value == 0xA0 || scalar.value == 0x202F {
          continue
        }
        blank = blank ?? 0x20
        continue
      case .newline:
        blank = 0x0A
        continue
      case .sign(let sign): byte = sign
      case .digit(let value): byte = 0x30 + value
      case .behindDigit(let sign, let otherwise):
        let isMinute = sign == 0x27
        let isBehind =
          (blank == nil || isMinute) && (canon.last?.isDigit ?? false)
          || isMinute && blank == nil && canon.last == 0x27
        byte = isBehind ? sign : otherwise
      case .betweenDigits(let sign, let before):
        let next = scalars.indices.contains(index + 1) ? Self.role(of: scalars[index + 1]) : .drop
        let isBetween = blank == nil && (canon.last?.isDigit ?? false) && next.isDigit
        byte = isBetween ? sign : next.isDigit ? before : Self.decoration
      case .softHyphen:
        // Copies of PDF files have it for the minus; inside a word it only parts syllables.
        let next = scalars.indices.contains(index + 1) ? Self.role(of: scalars[index + 1]) : .drop
        let isInWord = blank == nil && (canon.last.map { $0.isWordByte } ?? false)
        guard next.isDigit, !isInWord else { continue }
        byte = 0x2D
      }
      if let pending = blank {
        if !canon.isEmpty {
          if isShifted { starts.append(Int32(out.count)) }
          canon.append(pending)
          out.append(0x20)
        }
        blank = nil
      }
      let isJoined = byte == 0x27 && canon.last == 0x27
      // Full-width letters and signs are shown as those of ASCII.
      let isWide = scalar.value >= 0xFF01 && scalar.value <= 0xFF5E
      let shown = isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
      let width = UTF8.width(shown)
      if (isJoined || width > 1), !isShifted {
        isShifted = true
        starts = (0..<Int32(canon.count)).map { $0 }
        starts.reserveCapacity(text.utf8.count)
      }
      if isJoined {
        canon[canon.count - 1] = 0x22
      } else {
        if isShifted { starts.append(Int32(out.count)) }
        canon.append(byte)
      }
      if width == 1 {
        out.append(UInt8(shown.value))
      } else {
        out.append(contentsOf: UTF8.encode(shown) ?? UTF8.encodedReplacementCharacter)
      }
    }
    plain = String(decoding: out, as: UTF8.self)
  }

  /// The part of `plain` that canonical bytes stand for.
  func source(_ range: Range<Int>) -> Range<Int> {
    guard !starts.isEmpty else { return range }
    let end = plain.utf8.count
    func at(_ index: Int) -> Int { starts.indices.contains(index) ? Int(starts[index]) : end }
    return at(range.lowerBound)..<at(range.upperBound)
  }

  /// The text of canonical bytes as written.
  func text(_ range: Range<Int>) -> String {
    let source = source(range)
    let bytes = plain.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: source.lowerBound)
    let end = bytes.index(bytes.startIndex, offsetBy: source.upperBound)
    return String(plain[start..<end])
  }

  /// `"-3.3194", "114.5908"`, as from a table or program: two numbers in quotes of their own.
  ///
  /// Nothing but a number may stand in the quotes, so that no sign of seconds is taken for one.
  private var quotedPair: String? {
    guard let quote = canon.first, quote == canon.last else { return nil }
    let parts = canon.split(separator: quote, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[4].isEmpty,
      parts[2].allSatisfy({ $0.isBlank || $0 == 0x2C || $0 == 0x3B })
    else { return nil }
    for number in [parts[1], parts[3]] {
      guard number.contains(where: { $0.isDigit }),
        number.allSatisfy({ $0.isDigit || $0.isBlank || [0x2B, 0x2C, 0x2D, 0x2E].contains($0) })
      else { return nil }
    }
    return String(decoding: parts[1] + [0x20] + parts[3], as: UTF8.self)
  }

  /// What stands within one pair of quotation marks around the whole text.
  private var unquoted: String? {
    // A backtick behind a digit is a minute elsewhere.
    let isPair = canon.first == canon.last || plain.utf8.first == 0x60 && plain.utf8.last == 0x60
    guard canon.count > 2, isPair, !canon[1].isBlank else { return nil }
    return text(1..<(canon.count - 1))
  }

  /// What a character does in a coordinate.
  enum Role {
    case sign(UInt8)
    case digit(UInt8)
    /// A sign of this meaning directly after a digit, and of another elsewhere.
    case behindDigit(UInt8, otherwise: UInt8)
    /// This decimal mark between digits, another sign before one, a bullet elsewhere.
    case betweenDigits(UInt8, before: UInt8)
    case softHyphen
    case space, newline, drop, broken

    var isDigit: Bool {
      switch self {
      case .digit: true
      case .sign(let byte): byte.isDigit
      default: false
      }
    }
  }

  static func role(of scalar: Unicode.Scalar) -> Role {
    let value = scalar.value
    switch value {
    case 0x0A, 0x0D, 0x2028, 0x2029, 0x85: return .newline
    case 0x09, 0x0B, 0x0C, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000:
      return .space
    case 0x00...0x1F, 0x7F...0x9F, 0xFFFD: return .broken
    case 0x21...0x5F, 0x61...0x7E: return .sign(UInt8(value))
    // As a quotation mark before a number they may be a spoilt sign.
    case 0x60, 0xB4: return .behindDigit(0x27, otherwise: 0x60)
    case 0x2B9, 0x2BB, 0x2BC, 0x2BD, 0x2C8, 0x2CA, 0x2CB, 0x2018, 0x2019, 0x201B,
      0x2032, 0x2035, 0xFF07, 0xA78C, 0xF0A2:
      return .sign(0x27)
    case 0x2BA, 0x2DD, 0x2EE, 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x2036, 0x3003, 0xFF02,
      0xF0B2:
      return .sign(0x22)
    case 0xA8: return .behindDigit(0x22, otherwise: unknown)
    case 0xD8, 0xF8: return .behindDigit(degree, otherwise: letter)
    case 0xB0, 0xBA, 0x2DA, 0x1D52, 0x2070, 0x2218, 0x25E6, 0x2E30, 0xF0B0: return .sign(degree)
    case 0x25CB: return .behindDigit(degree, otherwise: decoration)
    case 0xB1: return .sign(plusMinus)
    case 0x2D7, 0x2010...0x2015, 0x2043, 0x207B, 0x2212, 0x2500, 0x2796, 0x30FC, 0xF02D, 0xFE58,
      0xFE63, 0xFF70:
      return .sign(0x2D)
    case 0x60C, 0x3001, 0xFE50, 0xFF64: return .sign(0x2C)
    case 0xB7, 0x66B, 0x2024, 0x2027, 0x2219, 0x22C5, 0x2E31, 0x3002, 0xFF61:
      return .betweenDigits(0x2E, before: unknown)
    case 0x2022: return .betweenDigits(0x2E, before: decoration)
    case 0x201A: return .betweenDigits(0x2C, before: 0x27)
    // The cap of a key around a digit: "1️⃣ …".
    case 0x20E3: return .behindDigit(0x29, otherwise: decoration)
    case 0xAD: return .softHyphen
    case 0x34F, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F,
      0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE01EF:
      return .drop
    case 0xFF01...0xFF5E: return .sign(UInt8(value - 0xFEE0))
    case 0x2023, 0x2190...0x21FF, 0x25A0...0x25FF, 0x2600...0x27BF, 0x2B00...0x2BFF,
      0x1F000...0x1FAFF:
      // A box stands for a sign that a font lacks, a thick bar looks like a minus.
      return value == 0x25A1 || value == 0x25AC || value == 0x25AF
        ? .sign(unknown) : .sign(decoration)
    case 0xA1...0xBF, 0xD7, 0xF7, 0x2010...0x2BFF, 0x3001...0x303F, 0xE000...0xF8FF,
      0xFE10...0xFE6F, 0xFF5F...0xFF65, 0xFFE0...0xFFFF:
      return .sign(unknown)
    default: return digit(value).map { .digit($0) } ?? .sign(letter)
    }
  }

  /// The value of a decimal digit of the scripts in use on telephones; each block has ten in order.
  private static func digit(_ value: UInt32) -> UInt8? {
    for zero in zeros where value >= zero && value < zero + 10 { return UInt8(value - zero) }
    return nil
  }

  /// Arabic, Persian, N'Ko, the scripts of India, Thai, Lao, Tibetan, Burmese, Khmer, Mongolian,
  /// Balinese, Sundanese, Javanese, and the mathematical digits.
  private static let zeros: [UInt32] = [
    0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6,
    0xE50, 0xED0, 0xF20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6,
  ]
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A && self < 0x80 }
  /// A letter of any script.
  var isWordByte: Bool { isLetter || self == CleanText.letter }
  var isBlank: Bool { self == 0x20 || self == 0x0A }
  var uppercased: UInt8 { self >= 0x61 && self <= 0x7A ? self - 0x20 : self }
}
