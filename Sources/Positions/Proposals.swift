/// The readings that the numbers of a refused text could have: to be shown, never chosen from.
///
/// Takes two, four or six neighbouring numbers as decimal degrees, minutes or seconds, with every sign
/// that the text leaves open, and keeps those in Indonesia.
struct Proposals {
  /// At most six, those of the whole text first.
  private(set) var readings: [PositionReading] = []

  init(_ reader: CoreReader) {
    let numbers = reader.numbers.compactMap { reader.tokens[$0].numeral }
    guard (2...14).contains(numbers.count) else { return }
    let words = reader.tokens.indices.compactMap { at -> Marker? in
      guard let word = reader.tokens[at].word, !reader.isName(at) else { return nil }
      return Words.markers[word]
    }
    let latitudes = Set(words.filter { $0.axis == .latitude && $0.sign != 0 }.map { $0.sign })
    let signs = latitudes.count == 1 ? Array(latitudes) : [-1, 1]
    let isReversed = words.first?.axis == .longitude
    for count in [2, 4, 6] where count <= numbers.count {
      for start in 0...(numbers.count - count) {
        let part = Array(numbers[start..<(start + count)])
        for sign in signs {
          add(part, sign, isReversed, reader.text)
        }
        if readings.count >= 6 { return }
      }
    }
  }

  private mutating func add(
    _ numbers: [Numeral], _ sign: Int, _ isReversed: Bool, _ text: CleanText
  ) {
    let half = numbers.count / 2
    guard var first = Self.angle(numbers[..<half]), var second = Self.angle(numbers[half...]) else {
      return
    }
    if isReversed || (95...141).contains(first.value) { swap(&first, &second) }
    guard
      let reading = try? PositionReading.checked(
        latitude: Double(sign) * first.value, longitude: second.value,
        form: [.decimal, .dm, .dms][half - 1],
        precisionMeters: min(first.step, second.step) * PositionReading.metersPerDegree,
        excerpt: text.plain),
      !reading.notices.contains(.outsideIndonesia),
      !readings.contains(where: { $0.position == reading.position })
    else { return }
    readings.append(reading)
  }

  /// The angle of one to three numbers; only the last may have decimals.
  private static func angle(_ numbers: ArraySlice<Numeral>) -> (value: Double, step: Double)? {
    var value = 0.0
    var step = 1.0
    var unit = 1.0
    for (index, number) in numbers.enumerated() {
      let isLast = index == numbers.count - 1
      guard number.groups.count <= 2, isLast || number.isWhole else { return nil }
      let fraction = number.groups.count == 2 ? number.groups[1] : []
      var part = Digits.value(whole: number.groups[0], fraction: fraction)
      if number.exponent != 0 { part *= power(number.exponent) }
      guard index == 0 || part < 60, part.isFinite else { return nil }
      value += part / unit
      step = power(-min(15, fraction.count)) / unit
      unit *= 60
    }
    return (value, step)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<min(300, abs(exponent))).reduce(1.0) { sum, _ in sum / 10 }
  }
}
