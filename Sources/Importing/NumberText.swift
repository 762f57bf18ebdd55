/// Numbers as spreadsheets and programs write them.
enum NumberText {
  /// A number in scientific notation written out without it (`5.11325218E9` is `5113252180`, `-2.63E-2`
  /// is `-0.0263`); `nil` for every other text.
  ///
  /// Exact: the digits are moved, not computed. At most 40 places, so that no text grows without end.
  static func plain(_ text: String) -> String? {
    guard let mark = text.lastIndex(where: { $0 == "E" || $0 == "e" }) else { return nil }
    var head = String(text[..<mark]).replacing(",", with: ".")
    guard let power = Int(text[text.index(after: mark)...].drop { $0 == "+" }), abs(power) <= 40
    else {
      return nil
    }
    let isNegative = head.hasPrefix("-")
    if isNegative || head.hasPrefix("+") { head.removeFirst() }
    let parts = head.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
    else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    var digits = String(parts[0]) + fraction
    var point = parts[0].utf8.count + power
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    }
    if point > digits.utf8.count {
      digits += String(repeating: "0", count: point - digits.utf8.count)
    }
    var whole = String(digits.prefix(point).drop { $0 == "0" })
    if whole.isEmpty { whole = "0" }
    var rest = String(digits.dropFirst(point))
    while rest.last == "0" { rest.removeLast() }
    return (isNegative ? "-" : "") + whole + (rest.isEmpty ? "" : "." + rest)
  }
}
