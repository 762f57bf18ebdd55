/// A place after ISO 6709 as cameras write it: `-0319.164+11435.448/`, `-031909.84+1143526.88+025/`,
/// with or without `CRSWGS_84`.
enum ISO6709 {
  static func read(_ text: CleanText) throws(PositionError) -> PositionReading? {
    var bytes = text.canon[...]
    if bytes.last == 0x2F { bytes.removeLast() }
    let system = Array("CRSWGS_84".utf8)
    let hasSystem = bytes.count > 9 && bytes.suffix(9).elementsEqual(system)
    if hasSystem { bytes = bytes.dropLast(9) }
    guard let latitude = number(&bytes), let longitude = number(&bytes) else { return nil }
    if !bytes.isEmpty { guard number(&bytes) != nil, bytes.isEmpty else { return nil } }
    let places: Int
    switch (latitude.whole.count, longitude.whole.count) {
    case (2, 3) where hasSystem: places = 0
    case (4, 5): places = 1
    case (6, 7): places = 2
    default: return nil
    }
    let excerpt = text.plain
    let north = try value(latitude, 2, places, excerpt)
    let east = try value(longitude, 3, places, excerpt)
    var step = [1, 1.0 / 60, 1.0 / 3600][places]
    for _ in 0..<min(9, max(latitude.fraction.count, longitude.fraction.count)) { step /= 10 }
    var reading = try PositionReading.checked(
      latitude: north, longitude: east, form: [.decimal, .dm, .dms][places],
      precisionMeters: step * PositionReading.metersPerDegree, excerpt: excerpt)
    reading.parts = [TextPart(.code, excerpt)]
    return reading
  }

  private struct Number {
    var isNegative: Bool
    var whole: ArraySlice<UInt8>
    var fraction: ArraySlice<UInt8>
  }

  /// A sign, digits, and a point with digits.
  private static func number(_ bytes: inout ArraySlice<UInt8>) -> Number? {
    guard let sign = bytes.first, sign == 0x2B || sign == 0x2D else { return nil }
    let whole = bytes.dropFirst().prefix { $0.isDigit }
    guard !whole.isEmpty else { return nil }
    var rest = bytes[whole.endIndex...]
    var fraction = rest.prefix(0)
    if rest.first == 0x2E {
      fraction = rest.dropFirst().prefix { $0.isDigit }
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
    }
    bytes = rest
    return Number(isNegative: sign == 0x2D, whole: whole, fraction: fraction)
  }

  private static func value(
    _ number: Number, _ width: Int, _ places: Int, _ excerpt: String
  ) throws(PositionError) -> Double {
    let degrees = number.whole.prefix(width)
    let minutes = number.whole.dropFirst(width).prefix(2)
    let seconds = number.whole.dropFirst(width + 2)
    var magnitude = DigitRun.value(
      whole: degrees, fraction: places == 0 ? number.fraction : number.fraction.prefix(0))
    if places > 0 {
      let part = DigitRun.value(
        whole: minutes, fraction: places == 1 ? number.fraction : number.fraction.prefix(0))
      guard part < 60 else {
        throw PositionError(.minutesOutOfRange, excerpt: excerpt, allowed: .minutes)
      }
      magnitude += part / 60
    }
    if places > 1 {
      let part = DigitRun.value(whole: seconds, fraction: number.fraction)
      guard part < 60 else {
        throw PositionError(.secondsOutOfRange, excerpt: excerpt, allowed: .seconds)
      }
      magnitude += part / 3600
    }
    return number.isNegative ? -magnitude : magnitude
  }
}
