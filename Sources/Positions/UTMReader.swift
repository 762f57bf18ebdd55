import Geo

/// Reads UTM as people write it here: zone with `S`/`N` for the hemisphere or a band letter, metres
/// with points, commas or blanks as thousands, labels X, Y, E, N, mE, mN.
///
/// Local `50S` means zone 50 **south**. In MGRS, band S lies at 32–40° N; where the northing fits
/// that band as well, both readings are listed instead of choosing.
struct UTMReader {
  private let text: CleanText
  private let items: [Item]
  private let accuracy: Double?

  /// A zone that stands apart from the numbers, as a code of a reference system.
  private let given: (number: Int, isSouth: Bool)?

  /// - Parameters:
  ///   - text: The text.
  ///   - items: The coordinate in it.
  ///   - accuracy: Metres that the text states.
  ///   - zone: A zone that a code of a reference system names.
  init(
    _ text: CleanText, _ items: [Item], accuracy: Double?, zone: (number: Int, isSouth: Bool)?
  ) {
    self.text = text
    self.items = items
    self.accuracy = accuracy
    given = zone
  }

  private struct Zone {
    var number: Double
    /// Where its number and its letter stand among the items.
    var at: Int
    var letterAt: Int?
    /// Capital band or hemisphere letter.
    var letter: UInt8?
    /// A whole word, "selatan": no band can be meant.
    var isSouth: Bool?
  }

  /// The reading, or `nil` when the text is not shaped like UTM.
  func read() throws(PositionError) -> PositionReading? {
    let zone =
      given.map { Zone(number: Double($0.number), at: -1, isSouth: $0.isSouth) } ?? findZone()
    let numbers = items.enumerated().compactMap { index, item -> Numeral? in
      if case .numeral(let number) = item, index != zone?.at { number } else { nil }
    }
    guard numbers.count <= 8, numbers.allSatisfy({ $0.unit == nil && !$0.hasExponent })
    else { return nil }
    guard let pair = try metres(numbers, hasZone: zone != nil) else { return nil }
    let isExplicit = items.contains {
      if case .word(let word) = $0 { PositionVocabulary.zoneWords.contains(word) } else { false }
    }
    guard zone?.letter != nil || zone?.isSouth != nil || isExplicit || foreignWords.isEmpty
    else { return nil }
    let (easting, northing, isSwapped) = order(pair, zone)
    let step = min(pair.0.step, pair.1.step)
    let notices: [PositionReading.Notice] = isSwapped ? [.swapped] : []
    guard let zone else {
      throw withoutZone(easting, northing, step)
    }
    guard (1...60).contains(zone.number) else {
      throw PositionError(.outOfRange, excerpt: text.plain, allowed: .zone)
    }
    return try place(zone, easting, northing, step, notices)
  }

  // MARK: Parts

  private var foreignWords: [String] {
    items.compactMap {
      if case .word(let word) = $0, !Self.units.contains(word),
        !PositionVocabulary.zoneWords.contains(word)
      {
        word
      } else {
        nil
      }
    }
  }

  private static let eastWords: Set<String> = ["x", "e", "easting", "me", "timur", "t"]
  private static let northWords: Set<String> = ["y", "n", "northing", "mn", "utara", "u"]
  private static let units: Set<String> = [
    "m", "mt", "meter", "metre", "me", "mn", "mu", "mt", "ms", "easting", "northing", "z",
  ]

  private func word(at index: Int) -> String? {
    guard items.indices.contains(index) else { return nil }
    switch items[index] {
    case .word(let word): return word
    case .marker(let marker): return marker.word
    default: return nil
    }
  }

  private func isNumeral(_ index: Int) -> Bool {
    guard items.indices.contains(index), case .numeral = items[index] else { return false }
    return true
  }

  /// A number of one or two digits with a letter or hemisphere after it, or "zona" before it.
  private func findZone() -> Zone? {
    for (index, item) in items.enumerated() {
      guard case .numeral(let number) = item, number.isWhole, number.sign == 0,
        number.groups[0].count <= 2, number.unit == nil
      else { continue }
      let before = word(at: index - 1)
      let isNamed = before.map { PositionVocabulary.zoneWords.contains($0) || $0 == "z" } ?? false
      var zone = Zone(number: DigitRun.value(number.groups[0]), at: index)
      if let next = word(at: index + 1) {
        if next.utf8.count == 1, let byte = next.utf8.first?.uppercased,
          !isLabel(next, at: index + 1)
        {
          zone.letter = byte
          zone.letterAt = index + 1
        } else if let marker = PositionVocabulary.markers[next], marker.axis == .latitude,
          marker.sign != 0,
          next.utf8.count > 1
        {
          zone.isSouth = marker.sign < 0
          zone.letterAt = index + 1
        }
      }
      if isNamed || zone.letterAt != nil { return zone }
    }
    return bareZone
  }

  /// "49 822597 9755545": a small whole number before two long ones.
  private var bareZone: Zone? {
    var numbers: [(at: Int, number: Numeral)] = []
    for (index, item) in items.enumerated() {
      if case .numeral(let number) = item { numbers.append((index, number)) }
    }
    guard numbers.count == 3, let first = numbers.first, first.number.isWhole,
      first.number.sign == 0, first.number.groups[0].count <= 2,
      numbers.dropFirst().allSatisfy({ $0.number.groups[0].count >= 5 })
    else { return nil }
    return Zone(number: DigitRun.value(first.number.groups[0]), at: first.at)
  }

  /// "zona 49 E 822597 N 9755545": this E is no band but a label, since its partner follows.
  private func isLabel(_ word: String, at index: Int) -> Bool {
    guard Self.eastWords.contains(word), isNumeral(index + 1) else { return false }
    return ((index + 2)..<items.count).contains {
      self.word(at: $0).map(Self.northWords.contains) ?? false
    }
  }

  private struct Metres {
    var value: Double
    var step: Double
  }

  /// Easting and northing as written, in that order; `nil` when the numbers are no metres.
  private func metres(
    _ numbers: [Numeral], hasZone: Bool
  ) throws(PositionError) -> (Metres, Metres)? {
    let isLong = numbers.contains { number in
      number.groups.enumerated().contains { index, group in
        group.count >= 5 && (index == 0 || number.marks[index - 1] == 0x2C)
          && (index == 0 || number.groups[0].count >= 5)
      }
    }
    let isGrouped = numbers.contains { $0.groups.count >= 3 && isThousands($0.groups[...]) }
    guard isLong || isGrouped || hasZone else { return nil }
    switch numbers.count {
    case 1:
      if hasZone, foreignWords.isEmpty, let only = value(numbers[0]), only.value >= 10_000,
        only.step == 1,
        numbers[0].marks.count <= 2, split(numbers[0]) == nil
      {
        throw PositionError(.incomplete, excerpt: text.plain)
      }
      return split(numbers[0])
    case 2:
      guard let one = value(numbers[0]), let two = value(numbers[1]) else { return nil }
      let hasEasting = [one, two].contains { (30_000...900_000).contains($0.value) }
      if !isLong || !hasZone, !hasEasting || min(one.value, two.value) < 10_000 { return nil }
      return (one, two)
    default: return spaced(numbers, hasZone: hasZone)
    }
  }

  /// Three digits in each group but the first.
  private func isThousands(_ groups: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard let first = groups.first, (1...3).contains(first.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  /// One number: thousands groups if they fit, a decimal part if the last mark says so.
  private func value(_ number: Numeral) -> Metres? {
    value(groups: number.groups[...], marks: number.marks[...], sign: number.sign)
  }

  private func value(
    groups: ArraySlice<ArraySlice<UInt8>>, marks: ArraySlice<UInt8>, sign: Int
  ) -> Metres? {
    guard sign >= 0, let last = groups.last else { return nil }
    if groups.count == 1 { return Metres(value: DigitRun.value(last), step: 1) }
    if Set(marks).count <= 1, isThousands(groups) {
      return Metres(value: DigitRun.value(groups.joined()), step: 1)
    }
    guard let mark = marks.last else { return nil }
    let whole = groups.dropLast()
    let inner = marks.dropLast()
    guard whole.count == 1 || (isThousands(whole) && inner.allSatisfy { $0 != mark }),
      Set(inner).count <= 1
    else { return nil }
    var step = 1.0
    for _ in 0..<min(9, last.count) { step /= 10 }
    return Metres(
      value: DigitRun.value(whole: Array(whole.joined()), fraction: last), step: step)
  }

  /// "822597,9755545": the one comma that leaves an easting and a northing.
  private func split(_ number: Numeral) -> (Metres, Metres)? {
    var found: (Metres, Metres)?
    for (index, mark) in number.marks.enumerated() where mark == 0x2C && number.sign >= 0 {
      let one = part(number, 0...index)
      let two = part(number, (index + 1)...(number.groups.count - 1))
      guard let one, let two, one.value >= 100_000, two.value >= 10_000 else { continue }
      if found != nil { return nil }
      found = (one, two)
    }
    return found
  }

  private func part(_ number: Numeral, _ range: ClosedRange<Int>) -> Metres? {
    if range.count == 1 {
      return Metres(value: DigitRun.value(number.groups[range.lowerBound]), step: 1)
    }
    return value(
      groups: number.groups[range], marks: number.marks[range.lowerBound..<range.upperBound],
      sign: 0)
  }

  /// Blanks as thousands: three and three digits are the easting, the rest is the northing.
  private func spaced(_ numbers: [Numeral], hasZone: Bool) -> (Metres, Metres)? {
    guard numbers.count == 4 && hasZone || numbers.count == 5,
      numbers.dropLast().allSatisfy({ $0.isWhole }), numbers.allSatisfy({ $0.sign == 0 }),
      let last = numbers.last, last.groups.count <= 2
    else { return nil }
    let groups = numbers.map { $0.groups[0] }
    guard groups[0].count == 3, isThousands(groups[..<2]), isThousands(groups[2...]) else {
      return nil
    }
    var north = Metres(value: DigitRun.value(groups[2...].joined()), step: 1)
    if last.groups.count == 2 {
      north.value = DigitRun.value(
        whole: Array(groups[2...].joined()), fraction: last.groups[1])
      for _ in 0..<min(9, last.groups[1].count) { north.step /= 10 }
    }
    return (Metres(value: DigitRun.value(groups[..<2].joined()), step: 1), north)
  }

  /// Labels decide the order, else a first value that only a northing can have.
  private func order(
    _ pair: (Metres, Metres), _ zone: Zone?
  ) -> (easting: Double, northing: Double, isSwapped: Bool) {
    let (one, two) = (pair.0.value, pair.1.value)
    for index in items.indices where index != zone?.letterAt && index + 1 != zone?.at {
      guard let word = word(at: index) else { continue }
      if Self.eastWords.contains(word) { return (one, two, false) }
      if Self.northWords.contains(word) { return (two, one, false) }
    }
    if one >= 1_000_000, two >= 100_000, two < 1_000_000 { return (two, one, true) }
    return (one, two, false)
  }

  // MARK: Place

  private func place(
    _ zone: Zone, _ easting: Double, _ northing: Double, _ step: Double,
    _ notices: [PositionReading.Notice]
  ) throws(PositionError) -> PositionReading {
    guard (100_000...900_000).contains(easting) else {
      throw PositionError(.outOfRange, excerpt: text.plain, allowed: .easting)
    }
    guard (0...10_000_000).contains(northing) else {
      throw PositionError(.outOfRange, excerpt: text.plain, allowed: .northing)
    }
    func reading(_ isSouth: Bool) throws(PositionError) -> PositionReading {
      let utm = UTM(
        zone: Int(zone.number), isSouth: isSouth, easting: easting, northing: northing)
      guard let position = utm.position else {
        throw PositionError(.outOfRange, excerpt: text.plain, allowed: .northing)
      }
      return try PositionReading.checked(
        latitude: position.latitude, longitude: position.longitude, form: .utm,
        precisionMeters: accuracy ?? step, notices: notices, utm: utm, excerpt: text.plain)
    }
    if let isSouth = zone.isSouth { return try reading(isSouth) }
    guard let letter = zone.letter else {
      if let isSouth = writtenHemisphere(zone) ?? hemisphere(of: northing) {
        return try reading(isSouth)
      }
      throw PositionError(
        .ambiguous, excerpt: text.plain,
        readings: [true, false].compactMap { try? reading($0) })
    }
    guard let band = UTM.latitudes(ofBand: letter) else {
      throw PositionError(.unreadable, excerpt: text.plain)
    }
    func fits(_ reading: PositionReading) -> Bool {
      // A tenth of a degree: people keep their zone's letter a little beyond the border.
      (band.lowerBound - 0.1...band.upperBound + 0.1).contains(reading.position.latitude)
    }
    switch letter {
    case 0x4E:
      if let north = try? reading(false) { return north }
      // "50N 232284 9632776" is beyond where the grid ends: south is meant, or the letter is wrong.
      throw PositionError(
        .contradictory, excerpt: text.plain, readings: [try? reading(true)].compactMap { $0 })
    case 0x53:
      let south = try? reading(true)
      if let north = try? reading(false), fits(north) {
        throw PositionError(
          .ambiguous, excerpt: text.plain, readings: [south, north].compactMap { $0 })
      }
      return try reading(true)
    default:
      let found = try reading(letter < 0x4E)
      guard fits(found) else { throw PositionError(.contradictory, excerpt: text.plain) }
      return found
    }
  }

  /// "zona 50, X 517091 Y 9944492 LS": the hemisphere apart from the zone.
  private func writtenHemisphere(_ zone: Zone) -> Bool? {
    for case .marker(let marker) in items where marker.axis == .latitude && marker.sign != 0 {
      if Self.northWords.contains(marker.word) { continue }
      return marker.sign < 0
    }
    return nil
  }

  /// Decidable near the equator, as all of Kalimantan is: `nil` elsewhere.
  private func hemisphere(of northing: Double) -> Bool? {
    northing > 9_400_000 ? true : northing < 600_000 ? false : nil
  }

  /// Zone missing: both zones of Kalimantan, or the land-survey grid, or nothing known.
  private func withoutZone(_ easting: Double, _ northing: Double, _ step: Double) -> PositionError {
    if (30_000...370_000).contains(easting), (1_000_000...2_200_000).contains(northing) {
      return PositionError(.tm3Survey, excerpt: text.plain)
    }
    guard (100_000...900_000).contains(easting) else {
      return PositionError(.outOfRange, excerpt: text.plain, allowed: .easting)
    }
    guard (0...10_000_000).contains(northing) else {
      return PositionError(.outOfRange, excerpt: text.plain, allowed: .northing)
    }
    let hemispheres = hemisphere(of: northing).map { [$0] } ?? [true, false]
    var readings = [PositionReading]()
    for zone in [49, 50] {
      for isSouth in hemispheres {
        let utm = UTM(zone: zone, isSouth: isSouth, easting: easting, northing: northing)
        guard let position = utm.position,
          let reading = try? PositionReading.checked(
            latitude: position.latitude, longitude: position.longitude, form: .utm,
            precisionMeters: accuracy ?? step, utm: utm, excerpt: text.plain)
        else { continue }
        readings.append(reading)
      }
    }
    return PositionError(.missingZone, excerpt: text.plain, readings: readings)
  }
}
