/// Finds out how text bytes are encoded and trims what is no text.
enum TextBytes {
  /// UTF-8 without byte order mark, from UTF-8, UTF-16 with mark, or Windows-1252.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return utf8(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xff, 0xfe]) { return utf16(bytes, low: 0, high: 1) }
    if bytes.starts(with: [0xfe, 0xff]) { return utf16(bytes, low: 1, high: 0) }
    if isUTF8(bytes) { return bytes }
    return isMostlyUTF8(bytes) ? marked(bytes) : windows1252(bytes)
  }

  /// What stands for a byte that is no text; a row that holds it waits.
  static let badByte: Character = "\u{fffd}"

  /// Whether some letters beyond ASCII are whole in UTF-8: then a bad byte is damage, not another encoding.
  private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
    var whole = 0
    var bad = 0
    var place = 0
    while place < bytes.count {
      let length = sequence(bytes, place)
      if length > 1 { whole += 1 }
      if length == 0 { bad += 1 }
      place += max(length, 1)
    }
    return whole > bad
  }

  /// UTF-8 with U+FFFD for each byte that is no text.
  private static func marked(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + 16)
    var place = 0
    while place < bytes.count {
      let length = sequence(bytes, place)
      if length == 0 {
        text += [0xef, 0xbf, 0xbd]
      } else {
        text += bytes[place..<(place + length)]
      }
      place += max(length, 1)
    }
    return text
  }

  /// Length of the UTF-8 sequence at a place, 0 where there is none (Unicode 16, table 3-7).
  private static func sequence(_ bytes: [UInt8], _ place: Int) -> Int {
    let first = bytes[place]
    let length: Int
    let second: ClosedRange<UInt8>
    switch first {
    case 0..<0x80: return 1
    case 0xc2...0xdf: (length, second) = (2, 0x80...0xbf)
    case 0xe0: (length, second) = (3, 0xa0...0xbf)
    case 0xed: (length, second) = (3, 0x80...0x9f)
    case 0xe1...0xef: (length, second) = (3, 0x80...0xbf)
    case 0xf0: (length, second) = (4, 0x90...0xbf)
    case 0xf1...0xf3: (length, second) = (4, 0x80...0xbf)
    case 0xf4: (length, second) = (4, 0x80...0x8f)
    default: return 0
    }
    guard place + length <= bytes.count, second.contains(bytes[place + 1]) else { return 0 }
    for later in bytes[(place + 2)..<max(place + 2, place + length)]
    where !(0x80...0xbf).contains(later) { return 0 }
    return length
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    if bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return (try? UTF8Span(validating: bytes.span)) != nil
  }

  private static func utf16(_ bytes: [UInt8], low: Int, high: Int) -> [UInt8] {
    // Unit by unit: three copies of a large file would be one too many.
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var place = 2
    let units = AnyIterator<UInt16> {
      guard place + 1 < bytes.count else { return nil }
      defer { place += 2 }
      return UInt16(bytes[place + low]) | UInt16(bytes[place + high]) << 8
    }
    _ = transcode(
      units, from: UTF16.self, to: UTF8.self, stoppingOnError: false, into: { text.append($0) })
    return text
  }

  /// 0x80 … 0x9f of Windows-1252 after the WHATWG encoding standard; holes map to U+FFFD.
  private static let upper: [UInt16] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  ]

  static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 16)
    for byte in bytes {
      guard byte >= 0x80 else {
        text.append(byte)
        continue
      }
      let code = byte < 0xa0 ? upper[Int(byte - 0x80)] : UInt16(byte)
      if code < 0x800 {
        text.append(UInt8(0xc0 | code >> 6))
      } else {
        text.append(UInt8(0xe0 | code >> 12))
        text.append(UInt8(0x80 | code >> 6 & 0x3f))
      }
      text.append(UInt8(0x80 | code & 0x3f))
    }
    return text
  }

  /// A cell's text: without white space and byte order marks at its ends, no-break spaces as spaces,
  /// line breaks as single spaces, and without control characters.
  static func clean(_ bytes: ArraySlice<UInt8>) -> String {
    var slice = bytes
    while slice.first == 0x20 { slice = slice.dropFirst() }
    while slice.last == 0x20 { slice = slice.dropLast() }
    let isPlain = slice.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
    let text = String(decoding: slice, as: UTF8.self)
    return isPlain ? text : clean(text)
  }

  /// A text of a workbook with its escapes read (`_x000D_`; ECMA-376-1, 22.9.2.19), then cleaned.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "_")) else { return clean(bytes) }
    let source = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var text = String.UnicodeScalarView()
    var place = 0
    while place < source.count {
      if source[place] == "_", place + 6 < source.count, source[place + 1] == "x",
        source[place + 6] == "_",
        let code = UInt32(
          String(String.UnicodeScalarView(source[(place + 2)..<(place + 6)])), radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        text.append(scalar)
        place += 7
      } else {
        text.append(source[place])
        place += 1
      }
    }
    return clean(String(text))
  }

  static func clean(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09, 0x0a, 0x0d, 0xa0, 0x2007, 0x202f, 0x2028, 0x2029: pendingSpace = true
      case 0...0x1f, 0x7f...0x9f, 0xfeff, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2069: break
      default:
        if pendingSpace, !result.isEmpty { result.unicodeScalars.append(" ") }
        pendingSpace = false
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
