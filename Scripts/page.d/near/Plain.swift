// Text and sets without the standard library's: it compares and hashes text by Unicode tables, which
// would be half of what a phone has to load before its first answer. Here text is bytes of UTF-8 that
// are only put together. These names hide those of the library within this module.

/// Text as bytes; a literal is text of this kind.
typealias StringLiteralType = String

/// One letter of a text.
struct Letter: Hashable, ExpressibleByUnicodeScalarLiteral {
  var byte: UInt8
  init(byte: UInt8) { self.byte = byte }
  init(unicodeScalarLiteral value: Unicode.Scalar) {
    byte = UInt8(truncatingIfNeeded: value.value)
  }
}

/// Bytes of UTF-8 that are put together.
struct String: Hashable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  var bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  init(stringLiteral value: StaticString) {
    bytes = Array(UnsafeBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
  }

  struct StringInterpolation: StringInterpolationProtocol {
    var text = String(bytes: [])
    init(literalCapacity: Int, interpolationCount: Int) {}
    mutating func appendLiteral(_ literal: StaticString) { text += String(stringLiteral: literal) }
    mutating func appendInterpolation(_ part: String) { text += part }
    mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
  }

  init(stringInterpolation: StringInterpolation) { self = stringInterpolation.text }

  /// A whole number in digits.
  init(_ number: some BinaryInteger) {
    var digits: [UInt8] = []
    var rest = UInt64(number.magnitude)
    repeat {
      digits.append(48 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    if number < 0 { digits.append(45) }
    bytes = Array(digits.reversed())
  }

  init(repeating text: String, count: Int) {
    bytes = []
    for _ in 0..<count { bytes += text.bytes }
  }

  init(_ text: String) { self = text }
  init(_ letters: [Letter]) { bytes = letters.map { $0.byte } }

  var isEmpty: Bool { bytes.isEmpty }
  /// Letters of what is plain ASCII, which numbers are.
  var count: Int { bytes.count }
  var utf8: [UInt8] { bytes }
  func reversed() -> [Letter] { bytes.reversed().map { Letter(byte: $0) } }
  mutating func append(_ letter: Letter) { bytes.append(letter.byte) }
  func hasPrefix(_ other: String) -> Bool { bytes.starts(with: other.bytes) }

  func split(separator: Letter) -> [String] {
    bytes.split(separator: separator.byte).map { String(bytes: Array($0)) }
  }

  func replacing(_ old: Letter, with new: Letter) -> String {
    String(bytes: bytes.map { $0 == old.byte ? new.byte : $0 })
  }

  static func + (a: String, b: String) -> String { String(bytes: a.bytes + b.bytes) }
  static func += (a: inout String, b: String) { a.bytes += b.bytes }
}

extension Int {
  init?(_ text: String) {
    var value = 0
    for byte in text.bytes where byte != 45 {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    self = text.bytes.first == 45 ? -value : value
  }
}

extension Array where Element == String {
  func joined(separator: String) -> String {
    var text = String(bytes: [])
    for (place, part) in enumerated() {
      if place > 0 { text += separator }
      text += part
    }
    return text
  }
}

/// A handful of things, each once.
struct Set<Element: Hashable & Sendable>: Hashable, Sendable, ExpressibleByArrayLiteral {
  private var elements: [Element]
  init() { elements = [] }
  init(arrayLiteral elements: Element...) { self.elements = elements }
  init(_ elements: some Sequence<Element>) { self.elements = Array(elements) }
  var isEmpty: Bool { elements.isEmpty }
  func contains(_ element: Element) -> Bool { elements.contains { $0 == element } }
  mutating func insert(_ element: Element) -> (inserted: Bool, memberAfterInsert: Element) {
    if contains(element) { return (false, element) }
    elements.append(element)
    return (true, element)
  }
}

/// Stops where a promise is broken; there is nobody to read why.
func precondition(_ condition: Bool, _ message: @autoclosure () -> String = "") {
  Swift.precondition(condition)
}
