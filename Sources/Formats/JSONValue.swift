/// A value of JSON as it was read: strict (RFC 8259), no name twice in an object, not deeper than asked.
///
/// For example:
///
///     let value = try JSONValue(Array(json.text.utf8))
///     let id = value["id"]?.text
public indirect enum JSONValue: Hashable, Sendable {
  /// Names and values, in their order.
  case object([Member])
  /// Values in their order.
  case array([JSONValue])
  /// A text.
  case string(String)
  /// A number as it was written, so that none of its digits is lost.
  case number(String)
  /// `true` or `false`.
  case boolean(Bool)
  /// `null`.
  case null

  /// A named value of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: JSONValue

    /// Names a value.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// Why bytes are no JSON.
  public enum Fault: Error, Hashable, Sendable {
    /// It breaks near a byte, counted from 0.
    case broken(at: Int)
    /// An object has a name twice.
    case doubled(String)
    /// It is deeper than allowed.
    case tooDeep
  }

  /// Reads bytes that hold one value and nothing else.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - depth: The deepest nesting of objects and arrays.
  /// - Throws: `Fault` at the first byte, name or level that is not allowed.
  /// - Complexity: O(n).
  public init(_ bytes: [UInt8], depth: Int = 16) throws(Fault) {
    var reader = JSONReader(bytes)
    self = try reader.whole(depth)
  }

  /// The value of a name of an object; nil where there is none.
  public subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text; nil where it is something else.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
  /// The elements; none where it is no array.
  public var elements: [JSONValue] {
    if case .array(let elements) = self { elements } else { [] }
  }
  /// The members; none where it is no object.
  public var members: [Member] {
    if case .object(let members) = self { members } else { [] }
  }
}

/// Reads JSON from bytes.
private struct JSONReader {
  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }
  private var fault: JSONValue.Fault { .broken(at: place) }

  mutating func whole(_ depth: Int) throws(JSONValue.Fault) -> JSONValue {
    let value = try value(depth)
    skip()
    guard place == bytes.count else { throw fault }
    return value
  }

  private mutating func value(_ depth: Int) throws(JSONValue.Fault) -> JSONValue {
    skip()
    switch next {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object(_ depth: Int) throws(JSONValue.Fault) -> JSONValue {
    guard depth > 0 else { throw .tooDeep }
    var members: [JSONValue.Member] = []
    var names = Set<String>()
    place += 1
    skip()
    if take("}") { return .object([]) }
    repeat {
      skip()
      let name = try string()
      guard names.insert(name).inserted else { throw .doubled(name) }
      skip()
      try expect(":")
      members.append(JSONValue.Member(name: name, value: try value(depth - 1)))
      skip()
    } while take(",")
    try expect("}")
    return .object(members)
  }

  private mutating func array(_ depth: Int) throws(JSONValue.Fault) -> JSONValue {
    guard depth > 0 else { throw .tooDeep }
    var elements: [JSONValue] = []
    place += 1
    skip()
    if take("]") { return .array([]) }
    repeat {
      elements.append(try value(depth - 1))
      skip()
    } while take(",")
    try expect("]")
    return .array(elements)
  }

  private mutating func word(
    _ word: String, _ value: JSONValue
  ) throws(JSONValue.Fault) -> JSONValue {
    guard bytes[place...].starts(with: word.utf8) else { throw fault }
    place += word.utf8.count
    return value
  }

  private mutating func number() throws(JSONValue.Fault) -> String {
    let start = place
    _ = take("-")
    if !take("0"), !digits() { throw fault }
    if take("."), !digits() { throw fault }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if !digits() { throw fault }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() -> Bool {
    let from = place
    while let byte = next, (48...57).contains(byte) { place += 1 }
    return place > from
  }

  private mutating func string() throws(JSONValue.Fault) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while let byte = next {
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let valid = String(validating: text, as: UTF8.self) else { throw fault }
        return valid
      case UInt8(ascii: "\\"): text += try escape()
      case ..<0x20: throw fault
      default: text.append(byte)
      }
    }
    throw fault
  }

  private mutating func escape() throws(JSONValue.Fault) -> [UInt8] {
    guard let byte = next else { throw fault }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "u"):
      var value = UInt32(try unit())
      if (0xd800..<0xdc00).contains(value) {
        // The second half of a pair.
        try expect("\\")
        try expect("u")
        let low = UInt32(try unit())
        guard (0xdc00..<0xe000).contains(low) else { throw fault }
        value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = UnicodeScalar(value) else { throw fault }
      return Array(String(Character(scalar)).utf8)
    default: throw fault
    }
  }

  private mutating func unit() throws(JSONValue.Fault) -> UInt16 {
    guard place + 4 <= bytes.count else { throw fault }
    let digits = bytes[place..<place + 4]
    // `UInt16` would take a sign as well.
    guard digits.first != UInt8(ascii: "+"),
      let value = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw fault }
    place += 4
    return value
  }

  private mutating func skip() {
    while let byte = next, [0x20, 0x0a, 0x0d, 0x09].contains(byte) { place += 1 }
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: sign) else { return false }
    place += 1
    return true
  }

  private mutating func expect(_ sign: Unicode.Scalar) throws(JSONValue.Fault) {
    guard take(sign) else { throw fault }
  }
}
