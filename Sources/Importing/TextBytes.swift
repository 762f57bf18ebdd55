/// Finds out how text bytes are encoded and trims what is no text.
enum TextBytes {
  /// UTF-8 without byte order mark, from UTF-8, UTF-16 with mark, or Windows-1252.
  static func utf8(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return utf8(Array(bytes.dropFirst(3))) }
    if bytes.starts(with: [0xff, 0xfe]) { return utf16(bytes, low: 0, high: 1) }
    if bytes.starts(with: [0xfe, 0xff]) { return utf16(bytes, low: 1, high: 0) }
    return isUTF8(bytes) ? bytes : windows1252(bytes)
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
