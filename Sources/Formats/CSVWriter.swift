/// How values are set apart and numbers written in a CSV file.
public enum CSVDialect: String, CaseIterable, Hashable, Sendable {
  /// Commas and decimal points, after RFC 4180: for programs.
  case standard
  /// Semicolons, decimal commas and a byte order mark: opens with a double click in Excel where the
  /// comma is the decimal sign, as in Indonesia.
  case excel
}

/// Writes comma-separated values after RFC 4180, with LF line ends.
///
/// For example:
///
///     var csv = CSVWriter(.excel)
///     csv.row(["id", "distance_km"])
///     csv.row(fields: [.text("PLKK-63-097"), .number(1.2, decimals: 1)])
public struct CSVWriter: Sendable {
  /// A value of one record.
  public enum Field: Hashable, Sendable {
    /// Words, codes and dates: written as they are.
    case text(String)
    /// A number with the decimal sign of the dialect; none is empty.
    case number(Double?, decimals: Int)
  }

  /// The text written so far.
  public private(set) var text = ""
  private let dialect: CSVDialect

  /// Starts an empty text; that of `excel` begins with its mark.
  public init(_ dialect: CSVDialect = .standard) {
    self.dialect = dialect
    if dialect == .excel { text = "\u{FEFF}" }
  }

  /// Appends one record of words; a field is quoted only where it must be.
  ///
  /// A field that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`, tab or CR first, and not
  /// a number) is written after an apostrophe, because these files are opened in spreadsheets.
  public mutating func row(_ fields: [String]) {
    row(fields: fields.map { .text($0) })
  }

  /// Appends one record.
  public mutating func row(fields: [Field]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { text += dialect == .excel ? ";" : "," }
      switch field {
      case .text(let words): append(words)
      case .number(let value, let decimals):
        guard let value, value.isFinite else { continue }
        let number = value.fixed(decimals)
        text += dialect == .excel ? number.replacing(".", with: ",") : number
      }
    }
    text += "\n"
  }

  private mutating func append(_ field: String) {
    var field = field
    // One apostrophe more where apostrophes stand before such a sign, so that one can be taken off again.
    if let first = field.unicodeScalars.first(where: { $0 != "'" }),
      "=+-@\t\r".unicodeScalars.contains(first),
      Double(field) == nil, !Self.isPhone(field)
    {
      field = "'" + field
    }
    let quoted = dialect == .excel ? ";\"\n\r" : ",\"\n\r"
    guard field.unicodeScalars.contains(where: { quoted.unicodeScalars.contains($0) }) else {
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
