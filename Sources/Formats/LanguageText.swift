/// Text and numbers as a language writes them.
extension Language {
  /// The text of this language.
  public func say(id: String, en: String) -> String { self == .english ? en : id }

  /// A number with the decimal sign of the language, without groups: `1234,5` or `1234.5`.
  public func decimal(_ value: Double, _ decimals: Int) -> String {
    let text = value.fixed(decimals)
    return self == .indonesian ? text.replacing(".", with: ",") : text
  }

  /// A number with the decimal sign and the thousands of the language: `1.234,5` or `1,234.5`.
  public func number(_ value: Double, _ decimals: Int) -> String {
    let parts = value.fixed(decimals).split(separator: ".")
    guard let whole = parts.first, let number = Int(whole) else { return decimal(value, decimals) }
    // A negative number above −1 loses its sign as a whole one.
    let sign: String = whole.hasPrefix("-") && number == 0 ? "-" : ""
    let rest: String = parts.count > 1 ? (self == .english ? "." : ",") + parts[1] : ""
    return sign + grouped(number) + rest
  }

  /// A whole number grouped in thousands: `12.345` or `12,345`.
  public func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number.magnitude).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(self == .indonesian ? "." : ",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// A distance: metres below one kilometre, else kilometres with one decimal.
  public func distance(_ meters: Double) -> String {
    if meters < 999.5 { return "\(Int(meters + 0.5)) m" }
    return decimal(meters / 1000, 1) + " km"
  }
}
