extension Double {
  /// The number with exactly this many decimals, rounded half away from zero, always with a point.
  ///
  /// Independent of locale. `-0.0` and what rounds to zero print without a sign.
  ///
  /// - Precondition: The number is finite, its size below 9e18 / 10^`decimals`, `decimals` 0 … 9.
  public func fixed(_ decimals: Int) -> String {
    precondition(
      isFinite && (0...9).contains(decimals), "cannot print \(self) with \(decimals) decimals")
    var scale: Int64 = 1
    for _ in 0..<decimals { scale *= 10 }
    // Rounded by hand: rounding a `Double` to a whole one would need the C maths library.
    let scaled = Int64(magnitude * Double(scale) + 0.5)
    let (whole, part) = scaled.quotientAndRemainder(dividingBy: scale)
    var text = self < 0 && scaled > 0 ? "-\(whole)" : "\(whole)"
    if decimals > 0 {
      let digits = String(part)
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return text
  }
}
