public import Formats

/// Numbers, distances and directions as a language writes them.
extension Language {
  /// A number with the decimal sign of the language: `3,5` or `3.5`.
  public func decimal(_ value: Double, _ decimals: Int) -> String {
    let text = value.fixed(decimals)
    return self == .indonesian ? text.replacing(".", with: ",") : text
  }

  /// A whole number grouped in thousands: `12.345` or `12,345`.
  public func grouped(_ number: Int) -> String {
    var text = ""
    for (place, digit) in String(number.magnitude).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(self == .indonesian ? "." : ",") }
      text.append(digit)
    }
    return (number < 0 ? "-" : "") + String(text.reversed())
  }

  /// A distance: metres below one kilometre, else kilometres with one decimal.
  public func distance(_ meters: Double) -> String {
    if meters < 999.5 { return "\(Int(meters + 0.5)) m" }
    return decimal(meters / 1000, 1) + " km"
  }

  /// The direction of a bearing (degrees clockwise from north) in one of eight words.
  public func direction(_ bearing: Double) -> String {
    Self.directions[Int((bearing + 22.5) / 45) % 8].text(self)
  }

  private static let directions = [
    Phrase(id: "utara", en: "north"), Phrase(id: "timur laut", en: "north-east"),
    Phrase(id: "timur", en: "east"), Phrase(id: "tenggara", en: "south-east"),
    Phrase(id: "selatan", en: "south"), Phrase(id: "barat daya", en: "south-west"),
    Phrase(id: "barat", en: "west"), Phrase(id: "barat laut", en: "north-west"),
  ]
}
