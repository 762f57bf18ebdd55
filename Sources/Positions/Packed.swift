/// Degrees, minutes and seconds without anything between them, as aeronautical charts, receivers and
/// cameras write them: `S031909.84 E1143526.88`, `0009S10924E`, `3/1 19/1 984/100 S`.
enum Packed {
  /// One packed angle: its digits and its direction.
  private struct Angle {
    var digits: ArraySlice<UInt8>
    var fraction: ArraySlice<UInt8>
    var marker: Marker
  }

  static func read(_ text: CleanText) throws(PositionError) -> PositionReading? {
    if let reading = try rationals(text) { return reading }
    if let reading = try ISO6709.read(text) { return reading }
    guard let angles = angles(text.canon), angles.count == 2,
      angles[0].marker.axis != angles[1].marker.axis
    else { return nil }
    let isTurned = angles[0].marker.axis == .longitude
    let latitude = angles[isTurned ? 1 : 0]
    let longitude = angles[isTurned ? 0 : 1]
    // DDMM or DDMMSS beside DDDMM or DDDMMSS; anything shorter is an ordinary number.
    guard latitude.digits.count >= 4 || longitude.digits.count >= 5 else { return nil }
    let widths = (latitude.digits.count, longitude.digits.count)
    let hasSeconds = widths.0 == 6
    var degrees = 3
    switch widths {
    case (4, 5), (6, 7): break
    // "400722.8N740722.8W": two digits of degrees where three would leave the globe.
    case (4, 4), (6, 6):
      degrees = 2
      guard let first = longitude.digits.first, first >= 0x32 else { throw refusal(text) }
    default: throw refusal(text)
    }
    let north = try value(latitude, 2, hasSeconds, text)
    let east = try value(longitude, degrees, hasSeconds, text)
    var reading = try PositionReading.checked(
      latitude: north.value, longitude: east.value, form: hasSeconds ? .dms : .dm,
      precisionMeters: min(north.step, east.step) * PositionReading.metersPerDegree,
      excerpt: text.plain)
    reading.parts = [TextPart(.code, text.plain)]
    return reading
  }

  private static func refusal(_ text: CleanText) -> PositionError {
    PositionError(.unreadable, excerpt: text.plain)
  }

  private static func value(
    _ angle: Angle, _ width: Int, _ hasSeconds: Bool, _ text: CleanText
  ) throws(PositionError) -> (value: Double, step: Double) {
    let degrees = DigitRun.value(angle.digits.prefix(width))
    let rest = angle.digits.dropFirst(width)
    let minutes = hasSeconds ? DigitRun.value(rest.prefix(2)) : 0
    let last = DigitRun.value(whole: Array(rest.suffix(2)), fraction: angle.fraction)
    guard minutes < 60, hasSeconds || last < 60 else {
      throw PositionError(.minutesOutOfRange, excerpt: text.plain, allowed: .minutes)
    }
    guard last < 60 else {
      throw PositionError(.secondsOutOfRange, excerpt: text.plain, allowed: .seconds)
    }
    let unit = hasSeconds ? 3600.0 : 60
    var step = 1 / unit
    for _ in 0..<min(9, angle.fraction.count) { step /= 10 }
    let magnitude = degrees + (minutes * 60 + last) / unit
    return (angle.marker.sign < 0 ? -magnitude : magnitude, step)
  }

  /// Two numbers with a direction each and nothing else, directions all before or all after.
  private static func angles(_ canon: [UInt8]) -> [Angle]? {
    let tokens = Tokenizer(canon).tokens.filter { token in
      switch token.kind {
      case .comma, .slash, .semicolon, .newline, .bar: false
      default: true
      }
    }
    guard tokens.count == 4 else { return nil }
    let isBefore = tokens[0].word != nil
    var out: [Angle] = []
    for index in [0, 2] {
      guard let word = tokens[isBefore ? index : index + 1].word,
        let marker = PositionVocabulary.markers[word],
        marker.sign != 0, let number = tokens[isBefore ? index + 1 : index].numeral,
        number.groups.count <= 2, number.marks.allSatisfy({ $0 == 0x2E }), !number.hasExponent
      else { return nil }
      out.append(
        Angle(
          digits: number.groups[0], fraction: number.groups.count == 2 ? number.groups[1] : [],
          marker: marker))
    }
    return out
  }

  /// `3/1 19/1 984/100 S 114/1 35/1 2688/100 E`, the rational numbers of EXIF.
  private static func rationals(_ text: CleanText) throws(PositionError) -> PositionReading? {
    guard text.canon.count(where: { $0 == 0x2F }) == 6 else { return nil }
    let tokens = Tokenizer(text.canon.map { $0 == 0x2C || $0 == 0x3B ? 0x20 : $0 }).tokens
    guard tokens.count == 20 else { return nil }
    var values: [Double] = []
    for half in [0, 10] {
      guard let word = tokens[half + 9].word, let marker = PositionVocabulary.markers[word],
        marker.sign != 0,
        marker.axis == (half == 0 ? .latitude : .longitude)
      else { return nil }
      var parts: [Double] = []
      for part in 0..<3 {
        let at = half + part * 3
        guard let over = tokens[at].numeral?.small, case .slash = tokens[at + 1].kind,
          let under = tokens[at + 2].numeral?.small, under > 0
        else { return nil }
        parts.append(Double(over) / Double(under))
      }
      guard parts[1] < 60 else {
        throw PositionError(.minutesOutOfRange, excerpt: text.plain, allowed: .minutes)
      }
      guard parts[2] < 60 else {
        throw PositionError(.secondsOutOfRange, excerpt: text.plain, allowed: .seconds)
      }
      let magnitude = parts[0] + (parts[1] * 60 + parts[2]) / 3600
      values.append(marker.sign < 0 ? -magnitude : magnitude)
    }
    var reading = try PositionReading.checked(
      latitude: values[0], longitude: values[1], form: .dms, precisionMeters: 0.31,
      excerpt: text.plain)
    reading.parts = [TextPart(.code, text.plain)]
    return reading
  }
}
