/// Undoes what browsers and mail programs did to a text: HTML's character references, and UTF-8 that
/// was once read as Windows-1252 (`Â°`, `âˆ’`, `â€²`).
///
/// Only references and sequences that stand for a sign of coordinates (or a blank) are undone; all
/// else stays as it is written.
enum Repair {
  /// Whether a text can hold such a thing at all: an ampersand, or a byte C2, C3 or CB of UTF-8
  /// (the lead of `Â`, `â` and `Ë`).
  static func needed(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      bytes.contains { $0 == 0x26 || $0 == 0xC3 }
    }
  }

  /// The scalars of a text with all of it undone.
  static func scalars(_ text: String) -> [Unicode.Scalar] {
    let source = Array(text.unicodeScalars)
    var out: [Unicode.Scalar] = []
    var at = 0
    while at < source.count {
      let rest = source[at...]
      if let (scalar, length) = reference(rest) ?? misread(rest) {
        out.append(scalar)
        at += length
      } else {
        out.append(source[at])
        at += 1
      }
    }
    return out
  }

  private static let names: [String: Unicode.Scalar] = [
    "deg": "°", "minus": "−", "quot": "\"", "apos": "'", "prime": "′", "Prime": "″", "nbsp": " ",
    "ndash": "–", "mdash": "—", "amp": "&", "lt": "<", "gt": ">", "plus": "+", "comma": ",",
    "period": ".", "shy": "\u{AD}", "ordm": "º", "rsquo": "’", "rdquo": "”", "plusmn": "±",
    "middot": "·", "hyphen": "-", "dash": "-",
  ]

  private static func reference(
    _ text: ArraySlice<Unicode.Scalar>
  ) -> (Unicode.Scalar, Int)? {
    guard text.first == "&",
      let end = text.prefix(10).firstIndex(of: ";"), end > text.startIndex + 1
    else { return nil }
    var name = ""
    for scalar in text[(text.startIndex + 1)..<end] { name.unicodeScalars.append(scalar) }
    let length = end - text.startIndex + 1
    if let scalar = names[name] { return (scalar, length) }
    guard name.utf8.first == 0x23 else { return nil }
    let isHex = name.utf8.dropFirst().first == 0x78 || name.utf8.dropFirst().first == 0x58
    let digits = name.utf8.dropFirst(isHex ? 2 : 1)
    guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHex ? 16 : 10),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, length)
  }

  /// Two or three scalars that are the bytes of one sign, read as Windows-1252.
  private static func misread(_ text: ArraySlice<Unicode.Scalar>) -> (Unicode.Scalar, Int)? {
    guard let first = text.first, let lead = byte(first), lead >= 0xC2, lead < 0xF0 else {
      return nil
    }
    let length = lead < 0xE0 ? 2 : 3
    guard text.count >= length else { return nil }
    var value = UInt32(lead & (length == 2 ? 0x1F : 0x0F))
    for scalar in text.dropFirst().prefix(length - 1) {
      guard let next = byte(scalar), next & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(next & 0x3F)
    }
    guard value >= 0x80, let scalar = Unicode.Scalar(value) else { return nil }
    switch CleanText.role(of: scalar) {
    case .sign(CleanText.letter), .broken, .digit: return nil
    default: return (scalar, length)
    }
  }

  /// The byte that Windows-1252 shows as a character.
  private static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
    if scalar.value >= 0x80, scalar.value <= 0xFF { return UInt8(scalar.value) }
    return high.firstIndex(of: UInt16(truncatingIfNeeded: scalar.value)).map { UInt8(0x80 + $0) }
  }

  /// What Windows-1252 has at 0x80 … 0x9F; 0 where it has nothing.
  private static let high: [UInt16] = [
    0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152,
    0, 0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161,
    0x203A, 0x153, 0, 0x17E, 0x178,
  ]
}
