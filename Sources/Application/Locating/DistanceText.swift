/// A distance as a person writes it: `50km`, `800 m`, `12,5 km`.
public enum DistanceText {
  /// The largest distance there is on Earth, rounded up: half the length of a meridian ellipse is
  /// 20,004 km.
  public static let maximumMeters = 20_100_000.0

  /// Reads a distance in metres.
  ///
  /// The unit (`km` or `m`, any case) is required, because `50` alone would be a guess. So
  /// would `1.000 km`, which is one kilometre to some and a thousand to others: three digits behind
  /// a mark, with a whole number that could be thousands, are refused.
  ///
  /// - Returns: Metres, 0 … `maximumMeters`; `nil` when the text is not a distance or out of range.
  public static func meters(_ text: some StringProtocol) -> Double? {
    var number = text.lowercased().filter { $0 != " " }
    let factor: Double
    if number.hasSuffix("km") {
      factor = 1000
      number.removeLast(2)
    } else if number.hasSuffix("m") {
      factor = 1
      number.removeLast()
    } else {
      return nil
    }
    number = String(number.map { $0 == "," ? "." : $0 })
    let groups = number.split(separator: ".", omittingEmptySubsequences: false)
    if groups.count == 2, groups[1].count == 3, (1...3).contains(groups[0].count),
      groups[0].first != "0"
    {
      return nil
    }
    guard !number.isEmpty, number.utf8.count <= 20,
      number.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }),
      let value = Double(number), value * factor <= maximumMeters
    else { return nil }
    return value * factor
  }
}
