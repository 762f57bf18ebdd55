extension RecordField {
  /// Reads the members of one JSON object of flat values, in their order; nil for anything else.
  ///
  /// Texts, whole numbers, numbers with decimals, `true`, `false`, `null` and arrays of texts, as
  /// `JSONWriter.members` writes them. Member names that stand twice are no record.
  ///
  /// - Complexity: O(bytes).
  public static func fields(json: String) -> [RecordField]? {
    var reader = FlatJSONReader(bytes: Array(json.utf8))
    return reader.object()
  }
}

/// Reads flat JSON (RFC 8259) without a tree.
private struct FlatJSONReader {
  let bytes: [UInt8]
  var index = 0

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func take(_ character: Character) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == character.asciiValue else { return false }
    index += 1
    return true
  }

  private mutating func take(word: String) -> Bool {
    guard bytes[index...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    return true
  }

  mutating func object() -> [RecordField]? {
    guard take("{") else { return nil }
    var fields: [RecordField] = []
    var names: Set<String> = []
    if !take("}") {
      repeat {
        guard let name = text(), names.insert(name).inserted, take(":"), let value = value()
        else { return nil }
        fields.append(RecordField(name, value))
      } while take(",")
      guard take("}") else { return nil }
    }
    skipBlanks()
    return index == bytes.count ? fields : nil
  }

  private mutating func value() -> RecordField.Value? {
    skipBlanks()
    guard index < bytes.count else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "["): return list()
    case UInt8(ascii: "t"): return take(word: "true") ? .flag(true) : nil
    case UInt8(ascii: "f"): return take(word: "false") ? .flag(false) : nil
    case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
    default: return number()
    }
  }

  private mutating func list() -> RecordField.Value? {
    guard take("[") else { return nil }
    var words: [String] = []
    if take("]") { return .list(words) }
    repeat {
      guard let word = text() else { return nil }
      words.append(word)
    } while take(",")
    return take("]") ? .list(words) : nil
  }

  /// Signs, point and digits; no writer of records uses exponents.
  private static let ofNumbers = Set("-.0123456789".utf8)

  private mutating func number() -> RecordField.Value? {
    let start = index
    while index < bytes.count, Self.ofNumbers.contains(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard let point = text.firstIndex(of: ".") else { return Int(text).map { .integer($0) } }
    let decimals = text.distance(from: text.index(after: point), to: text.endIndex)
    return decimals > 0 ? Double(text).map { .number($0, decimals: decimals) } : nil
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    var out: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(validating: out, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escaped() else { return nil }
        out += Array(String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      default: out.append(byte)
      }
    }
    return nil
  }

  private mutating func escaped() -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard let unit = unit() else { return nil }
      guard 0xD800..<0xDC00 ~= unit else { return Unicode.Scalar(unit) }
      // The other half of a character beyond the first plane.
      guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
        bytes[index + 1] == UInt8(ascii: "u")
      else { return nil }
      index += 2
      guard let low = self.unit(), 0xDC00..<0xE000 ~= low else { return nil }
      return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    default: return nil
    }
  }

  private mutating func unit() -> UInt32? {
    guard index + 4 <= bytes.count else { return nil }
    defer { index += 4 }
    return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
  }
}
