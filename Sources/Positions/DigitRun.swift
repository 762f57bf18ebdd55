/// Numbers from and to digits without a locale and without Foundation.
enum DigitRun {
  /// The value of ASCII digits; digits beyond what a `Double` holds are rounded.
  static func value(_ digits: some Sequence<UInt8>) -> Double {
    digits.reduce(0) { $0 * 10 + Double($1 - 0x30) }
  }

  /// The correctly rounded value of `whole.fraction`.
  static func value(whole: some Collection<UInt8>, fraction: some Collection<UInt8>) -> Double {
    let text =
      (whole.isEmpty ? "0" : String(decoding: whole, as: UTF8.self))
      + (fraction.isEmpty ? "" : "." + String(decoding: fraction, as: UTF8.self))
    return Double(text) ?? .nan
  }

  /// A whole number with leading zeros.
  static func padded(_ value: some BinaryInteger, to width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// A number with a fixed count of decimals, halves away from zero, never "-0".
  static func fixed(_ value: Double, decimals: Int, mark: Character = ".") -> String {
    let power = powers[max(0, min(9, decimals))]
    let scaled = (abs(value) * Double(power)).rounded()
    guard scaled < 9e18 else { return String(value) }
    let units = Int64(scaled)
    var text = (value < 0 && units != 0 ? "-" : "") + String(units / power)
    if power > 1 { text += String(mark) + padded(units % power, to: min(9, decimals)) }
    return text
  }

  static let powers: [Int64] = [
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
