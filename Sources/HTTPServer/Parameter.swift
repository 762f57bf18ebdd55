internal import Application
internal import Formats
internal import Geo

/// A parameter of a question as it is declared: what it may be, and what the documentation says of it.
struct Parameter: Sendable {
  /// What a value may be.
  enum Kind: Sendable {
    /// Any text that is not empty.
    case text
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A plain decimal number.
    case decimal(ClosedRange<Double>)
    /// Words with commas between.
    case words([String])
    /// One word.
    case word([String])
    /// `true` or `false`.
    case flag
    /// `50km`, `800m`.
    case distance
    /// West, south, east, north: `114.5,-3.4,114.7,-3.2`; with heights between, which do not matter.
    case box
    /// A moment or an interval of RFC 3339: `2026-01-01T00:00:00Z/..`.
    case period
  }

  let name: String
  let kind: Kind
  /// For the documentation, in English.
  let note: String
  /// Values that the documentation shows.
  var example: String?
  var isRequired = false

  init(
    _ name: String, _ kind: Kind, _ note: String, example: String? = nil, isRequired: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.note = note
    self.example = example
    self.isRequired = isRequired
  }

  /// A value that was read.
  enum Value: Sendable {
    case text(String)
    case integer(Int)
    case decimal(Double, written: String)
    case words([String])
    case flag(Bool)
    case meters(Double)
    case box(BoundingBox)
  }

  /// Reads a value.
  ///
  /// - Throws: What is allowed.
  func value(_ text: String) throws(Problem) -> Value {
    if let value = read(text) { return value }
    throw .wrongValue(name, text, allowed)
  }

  /// What is allowed, in words that need no language.
  var allowed: String {
    switch kind {
    case .text: "TEXT"
    case .integer(let range): "\(range.lowerBound)…\(range.upperBound)"
    case .decimal(let range): "\(range.lowerBound.fixed(0))…\(range.upperBound.fixed(0)), -3.3194"
    case .words(let words): words.joined(separator: ",")
    case .word(let words): words.joined(separator: "|")
    case .flag: "true|false"
    case .distance: "50km|800m"
    case .box: "WEST,SOUTH,EAST,NORTH"
    case .period: "2026-01-01T00:00:00Z[/..]"
    }
  }

  private func read(_ text: String) -> Value? {
    switch kind {
    case .text: return text.isEmpty ? nil : .text(text)
    case .integer(let range):
      guard text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text),
        range.contains(number)
      else { return nil }
      return .integer(number)
    case .decimal(let range):
      guard let number = Self.number(text), range.contains(number) else { return nil }
      return .decimal(number, written: text)
    case .words(let words):
      let given = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard given.allSatisfy(words.contains), Set(given).count == given.count else { return nil }
      return .words(given)
    case .word(let words): return words.contains(text) ? .words([text]) : nil
    case .flag:
      return text == "true" ? .flag(true) : text == "false" ? .flag(false) : nil
    case .distance: return DistanceText.meters(text).map { .meters($0) }
    case .box:
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false)
        .map { Self.number(String($0)) }
      let sides =
        numbers.count == 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers
      guard sides.count == 4, !numbers.contains(nil), let west = sides[0], let south = sides[1],
        let east = sides[2],
        let north = sides[3]
      else { return nil }
      return BoundingBox(south: south, west: west, north: north, east: east).map { .box($0) }
    case .period: return Self.isPeriod(text) ? .text(text) : nil
    }
  }

  /// A moment, or two with `/` between, of which one may be open (`..` or nothing).
  private static func isPeriod(_ text: String) -> Bool {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count <= 2, ends.contains(where: { !$0.isEmpty && $0 != ".." }) else { return false }
    let moment =
      /[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9]))?/
    return ends.allSatisfy { end in
      (ends.count == 2 && (end.isEmpty || end == "..")) || end.wholeMatch(of: moment) != nil
    }
  }

  /// A number as JSON writes it, of any length that a request can have; `nil` where it is not finite.
  static func number(_ text: String) -> Double? {
    guard isNumber(text.utf8), let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// Digits, then a point with digits and an exponent where they are written; a minus before.
  private static func isNumber(_ text: String.UTF8View) -> Bool {
    var rest = text[...]
    func digits() -> Bool {
      let after = rest.drop { (0x30...0x39).contains($0) }
      defer { rest = after }
      return after.startIndex != rest.startIndex
    }
    func taken(_ signs: [UInt8]) -> Bool {
      guard let first = rest.first, signs.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = taken([UInt8(ascii: "-")])
    guard digits() else { return false }
    if taken([UInt8(ascii: ".")]), !digits() { return false }
    if taken([UInt8(ascii: "e"), UInt8(ascii: "E")]) {
      _ = taken([UInt8(ascii: "+"), UInt8(ascii: "-")])
      guard digits() else { return false }
    }
    return rest.isEmpty
  }
}

/// The values of a request by the names of their parameters.
struct Arguments: Sendable {
  private(set) var values: [String: Parameter.Value] = [:]

  /// Reads the query of a request: every part is a declared parameter, each given once.
  ///
  /// - Parameters:
  ///   - query: The text after `?`, still encoded.
  ///   - declared: The parameters that there are.
  /// - Throws: `Problem` that names the parameter and what is allowed.
  init(_ query: Substring?, _ declared: [Parameter]) throws(Problem) {
    var given: [(name: String, text: String)] = []
    for part in (query ?? "").split(separator: "&", omittingEmptySubsequences: false) {
      if part.isEmpty, query?.isEmpty ?? true { break }
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, let name = PercentCode.decoded(sides[0], plusIsSpace: true),
        let text = PercentCode.decoded(sides[1], plusIsSpace: true), !name.isEmpty
      else { throw .brokenEncoding(String(part)) }
      given.append((name, text))
    }
    try self.init(given: given, declared)
  }

  /// Reads names and texts: each is a declared parameter, given once.
  init(given: [(name: String, text: String)], _ declared: [Parameter]) throws(Problem) {
    for (name, text) in given {
      guard let parameter = declared.first(where: { $0.name == name }) else {
        throw .unknownParameter(name, declared.map(\.name))
      }
      guard values[name] == nil else { throw .doubledParameter(name) }
      values[name] = try parameter.value(text)
    }
    for parameter in declared where parameter.isRequired && values[parameter.name] == nil {
      throw .missingParameter([parameter.name])
    }
  }

  func has(_ name: String) -> Bool { values[name] != nil }

  func text(_ name: String) -> String? {
    switch values[name] {
    case .text(let text): text
    // Positions are read without exponents.
    case .decimal(let number, let written):
      written.contains { $0 == "e" || $0 == "E" } ? number.fixed(9) : written
    case .words(let words): words.first
    default: nil
    }
  }

  func integer(_ name: String) -> Int? {
    if case .integer(let number) = values[name] { number } else { nil }
  }

  func words(_ name: String) -> [String]? {
    if case .words(let words) = values[name] { words } else { nil }
  }

  func flag(_ name: String) -> Bool {
    if case .flag(let flag) = values[name] { flag } else { false }
  }

  func meters(_ name: String) -> Double? {
    if case .meters(let meters) = values[name] { meters } else { nil }
  }

  func box(_ name: String) -> BoundingBox? {
    if case .box(let box) = values[name] { box } else { nil }
  }
}

/// Percent-encoding (RFC 3986), read strictly.
enum PercentCode {
  /// The text; `nil` where an escape is broken or the bytes are no UTF-8.
  static func decoded(_ text: some StringProtocol, plusIsSpace: Bool) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
      default: bytes.append(byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  /// A text with everything encoded that is not unreserved.
  static func encoded(_ text: some StringProtocol) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        result.unicodeScalars.append(UnicodeScalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.utf8.count < 2 ? "0" : "") + hex
      }
    }
    return result
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
