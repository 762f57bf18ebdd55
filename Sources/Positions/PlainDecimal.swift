/// The commonest text, two numbers with a point each, latitude first, in Indonesia.
///
/// No other reading of `-3.3194,114.5908` exists, so it needs no more than its bytes.
enum PlainDecimal {
  static func read(_ text: String) -> PositionReading? {
    var text = text
    return text.withUTF8 { bytes in
      var at = 0
      guard bytes.count <= 40, let latitude = number(bytes, &at) else { return nil }
      let end = at
      while at < bytes.count, bytes[at] == 0x2C || bytes[at] == 0x20, at < end + 2 { at += 1 }
      guard at > end, let longitude = number(bytes, &at), at == bytes.count,
        abs(latitude.value) <= 11, latitude.value <= 6, (95...141).contains(longitude.value)
      else { return nil }
      return try? PositionReading.checked(
        latitude: latitude.value, longitude: longitude.value, form: .decimal,
        precisionMeters: min(latitude.step, longitude.step) * PositionReading.metersPerDegree,
        excerpt: "")
    }
  }

  /// A minus or nothing, one to three digits, a point, one to twelve digits.
  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int
  ) -> (value: Double, step: Double)? {
    let isNegative = at < bytes.count && bytes[at] == 0x2D
    if isNegative { at += 1 }
    let start = at
    var digits: Int64 = 0
    while at < bytes.count, bytes[at].isDigit, at - start < 4 {
      digits = digits * 10 + Int64(bytes[at] - 0x30)
      at += 1
    }
    guard (1...3).contains(at - start), at < bytes.count, bytes[at] == 0x2E else { return nil }
    at += 1
    let fraction = at
    while at < bytes.count, bytes[at].isDigit, at - fraction < 13 {
      digits = digits * 10 + Int64(bytes[at] - 0x30)
      at += 1
    }
    let count = at - fraction
    guard (1...12).contains(count) else { return nil }
    // Below 2^53, and powers of ten up to 10^22 are exact: one division rounds correctly.
    var step = 1.0
    var power = 1.0
    for _ in 0..<count {
      step /= 10
      power *= 10
    }
    let value = Double(digits) / power
    return (isNegative ? -value : value, step)
  }
}
