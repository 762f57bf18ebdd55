/// Numbers as programs write them, read from bytes without an allocation.
public enum PlainNumber {
  /// Powers of ten that a `Double` holds exactly.
  private static func powerOfTen(_ exponent: Int) -> Double {
    switch exponent {
    case 0: 1
    case 1: 1e1
    case 2: 1e2
    case 3: 1e3
    case 4: 1e4
    case 5: 1e5
    case 6: 1e6
    case 7: 1e7
    case 8: 1e8
    case 9: 1e9
    case 10: 1e10
    case 11: 1e11
    case 12: 1e12
    case 13: 1e13
    case 14: 1e14
    default: 1e15
    }
  }

  /// Reads `-3.3194`: an optional sign, digits, and optionally a point with digits after it.
  ///
  /// The result is the nearest `Double`, the same bits that the library's parser gives: numerator
  /// (below 10^15) and power of ten are both exact, so the one division rounds once.
  ///
  /// - Returns: `nil` for anything else, also for more than 15 digits: the caller has a slower way.
  public static func decimal(_ bytes: UnsafeRawBufferPointer) -> Double? {
    var at = 0
    var isNegative = false
    if let sign = bytes.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      at = 1
    }
    var mantissa: Int64 = 0
    var digits = 0
    var decimals = -1
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: "."), decimals < 0, digits > 0 {
        decimals = 0
      } else if byte >= 0x30, byte <= 0x39 {
        mantissa = mantissa &* 10 &+ Int64(byte &- 0x30)
        digits += 1
        if decimals >= 0 { decimals += 1 }
        guard digits <= 15 else { return nil }
      } else {
        return nil
      }
      at += 1
    }
    guard digits > 0, decimals != 0 else { return nil }
    let magnitude = Double(mantissa) / powerOfTen(max(decimals, 0))
    return isNegative ? -magnitude : magnitude
  }

  /// Reads a whole number of 1 … 9 digits without a sign.
  public static func whole(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard (1...9).contains(bytes.count) else { return nil }
    var number = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
