/// Writes JSON text with keys in the order in which they are given.
///
/// The machine formats promise a key order and a number of decimals, which a general encoder does
/// not; so this writer does only that. It keeps track of commas and nesting; what is nested is
/// written by a closure, so that no bracket can be forgotten.
///
/// For example:
///
///     var json = JSONWriter()
///     json.object { json in
///       json.member("id", "PLKK-63-097")
///       json.member("distance_m", 1234.56, decimals: 1)
///     }
///
/// - Complexity: O(length of the text).
public struct JSONWriter: Sendable {
  /// The text written so far.
  public private(set) var text = ""
  private var needsComma = false
  private var followsKey = false
  private var depth = 0
  private let indented: Bool

  /// Starts an empty text.
  ///
  /// - Parameter indented: Whether objects and arrays are broken over lines for a person to read.
  public init(indented: Bool = false) {
    self.indented = indented
  }

  /// Writes an object as the value that is due here.
  public mutating func object(_ members: (inout JSONWriter) -> Void) {
    nest("{", "}", members)
  }

  /// Writes an array as the value that is due here.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) {
    nest("[", "]", elements)
  }

  /// Writes a member's name; its value comes next.
  public mutating func key(_ name: String) {
    separate()
    Self.quote(name, into: &text)
    text += indented ? ": " : ":"
    needsComma = false
    followsKey = true
  }

  /// Writes a string, or `null`.
  public mutating func value(_ string: String?) {
    separate()
    if let string { Self.quote(string, into: &text) } else { text += "null" }
    needsComma = true
  }

  /// Writes a whole number, or `null`.
  public mutating func value(_ integer: Int?) {
    raw(integer.map(String.init) ?? "null")
  }

  /// Writes a truth value.
  public mutating func value(_ flag: Bool) {
    raw(flag ? "true" : "false")
  }

  /// Writes a number with a fixed number of decimals, or `null` when it is absent or not finite.
  public mutating func value(_ number: Double?, decimals: Int) {
    guard let number, number.isFinite else { return raw("null") }
    raw(number.fixed(decimals))
  }

  /// Writes a number with the fewest digits that read back as the same number, or `null`.
  public mutating func value(_ number: Double?) {
    guard let number, number.isFinite else { return raw("null") }
    raw("\(number)")
  }

  /// Writes a value that is JSON text already.
  public mutating func written(_ json: String) { raw(json) }

  /// Writes a member with a string value.
  public mutating func member(_ name: String, _ string: String?) {
    key(name)
    value(string)
  }

  /// Writes a member with a whole number.
  public mutating func member(_ name: String, _ integer: Int?) {
    key(name)
    value(integer)
  }

  /// Writes a member with a truth value.
  public mutating func member(_ name: String, _ flag: Bool) {
    key(name)
    value(flag)
  }

  /// Writes a member with a number of fixed decimals.
  public mutating func member(_ name: String, _ number: Double?, decimals: Int) {
    key(name)
    value(number, decimals: decimals)
  }

  /// Writes a member with an object.
  public mutating func member(_ name: String, object members: (inout JSONWriter) -> Void) {
    key(name)
    object(members)
  }

  /// Writes a member with an array.
  public mutating func member(_ name: String, array elements: (inout JSONWriter) -> Void) {
    key(name)
    array(elements)
  }

  private mutating func raw(_ token: String) {
    separate()
    text += token
    needsComma = true
  }

  private mutating func nest(
    _ open: String, _ close: String, _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    text += open
    needsComma = false
    depth += 1
    body(&self)
    depth -= 1
    if indented, needsComma { breakLine() }
    text += close
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { text += "," }
    // A value that follows its key stands on the key's line.
    if indented, depth > 0, !followsKey { breakLine() }
    followsKey = false
  }

  private mutating func breakLine() {
    text += "\n" + String(repeating: "  ", count: depth)
  }

  /// Appends a string in quotes, escaped after RFC 8259 section 7.
  public static func quote(_ string: String, into text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        let hex = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
