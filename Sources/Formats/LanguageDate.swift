/// Days as a language writes them.
extension Language {
  /// A day, month or year: `2026-02-02` as `02-02-2026` or `2 Feb 2026`; anything else as it is.
  public func date(_ text: String) -> String {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].count == 4,
      parts.dropFirst().allSatisfy({ $0.count == 2 }), parts.allSatisfy({ Int($0) != nil }),
      let month = Int(parts[1]), (1...12).contains(month)
    else { return text }
    if self == .indonesian { return parts.reversed().joined(separator: "-") }
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let day = parts.count == 3 ? Int(parts[2]).map { "\($0) " } ?? "" : ""
    return "\(day)\(months[month - 1]) \(parts[0])"
  }
}

extension StringProtocol {
  /// The text with its first letter as a capital.
  public var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
