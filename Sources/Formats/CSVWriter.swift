/// Writes comma-separated values after RFC 4180, with LF line ends.
public struct CSVWriter: Sendable {
  /// The text written so far.
  public private(set) var text = ""

  /// Starts an empty text.
  public init() {}

  /// Appends one record; a field is quoted only where it must be.
  ///
  /// A field that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or CR first, and not
  /// a number) is written behind an apostrophe: files of ours are opened in spreadsheets.
  public mutating func row(_ fields: [String]) {
    for (place, field) in fields.enumerated() {
      if place > 0 { text += "," }
      Self.append(field, to: &text)
    }
    text += "\n"
  }

  private static func append(_ field: String, to text: inout String) {
    var field = field
    if let first = field.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first),
      Double(field) == nil, !isPhone(field)
    {
      field = "'" + field
    }
    guard field.unicodeScalars.contains(where: { ",\"\n\r".unicodeScalars.contains($0) }) else {
      text += field
      return
    }
    text += "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { text += "\"\"" } else { text.unicodeScalars.append(scalar) }
    }
    text += "\""
  }

  /// Whether a field is a number as people dial it (`+62 511 3252180`): no formula can hide there.
  private static func isPhone(_ field: String) -> Bool {
    field.unicodeScalars.first == "+"
      && field.unicodeScalars.dropFirst().allSatisfy { "0123456789 ".unicodeScalars.contains($0) }
  }
}
