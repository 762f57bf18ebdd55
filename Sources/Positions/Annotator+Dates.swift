// Dates and times beside a coordinate.

extension Annotator {
  func date(_ at: Int) -> Annotation? {
    guard let number = numeral(at) else { return nil }
    // 12.03.2024 is one number by its points.
    if number.groups.count == 3, number.marks == [0x2E, 0x2E], number.groups[2].count == 4,
      Self.isDay(number.groups[0], number.groups[1])
    {
      return time(Annotation(role: .time, range: at..<(at + 1)))
    }
    guard number.isWhole else { return nil }
    // 12/03/24, 12-03-2024, 2024-03-12.
    if isSlash(at + 1) || isMinus(at + 1), isTight(at + 1), isTight(at + 2),
      let second = numeral(at + 2), second.isWhole, isTight(at + 3), isTight(at + 4),
      isSlash(at + 1) && isSlash(at + 3) || isMinus(at + 1) && isMinus(at + 3),
      let third = numeral(at + 4), third.isWhole
    {
      let isYearLast =
        (third.groups[0].count == 4 || third.groups[0].count == 2)
        && Self.isDay(number.groups[0], second.groups[0])
      let isYearFirst =
        number.groups[0].count == 4 && Self.isDay(third.groups[0], second.groups[0])
      if isYearLast || isYearFirst {
        var end = at + 5
        // 2024-03-12T06:15:00Z
        if word(end) == "t", isTight(end) { end += 1 }
        return time(Annotation(role: .time, range: at..<end))
      }
    }
    // 12 Mar 2024
    if let day = number.small, (1...31).contains(day), let month = word(at + 1),
      PositionVocabulary.months.contains(month)
    {
      var end = at + 2
      if isDot(end) { end += 1 }
      if width(end) == 4 || width(end) == 2, numeral(end)?.isWhole ?? false { end += 1 }
      return time(Annotation(role: .time, range: at..<end))
    }
    return nil
  }

  static func isDay(_ day: ArraySlice<UInt8>, _ month: ArraySlice<UInt8>) -> Bool {
    guard (1...2).contains(day.count), (1...2).contains(month.count) else { return false }
    let (one, two) = (DigitRun.value(day), DigitRun.value(month))
    return (1...31).contains(one) && (1...12).contains(two)
      || (1...31).contains(two) && (1...12).contains(one)
  }

  /// A date with its zone; a time after it is a part of its own.
  func time(_ date: Annotation) -> Annotation {
    var date = date
    date.range = date.range.lowerBound..<zone(date.range.upperBound)
    return date
  }

  func time(_ at: Int) -> Annotation? {
    if let end = clock(at, isDotted: isTimed) {
      return Annotation(role: .time, range: at..<end)
    }
    // 14.30 WITA
    if let end = clock(at, isDotted: true), let zone = word(end - 1),
      PositionVocabulary.zones.contains(zone)
    {
      return Annotation(role: .time, range: at..<end)
    }
    return nil
  }

  /// `[14.30, 12/3/2024]`: the head of a chat message.
  func clockInBracket(_ at: Int) -> Annotation? {
    guard let end = clock(at + 1, isDotted: true), isComma(end), let date = date(end + 1) else {
      return nil
    }
    return Annotation(role: .time, range: (at + 1)..<date.range.upperBound)
  }

  /// `[28/11 07:45]`: the head of a message among several that were copied.
  func dayInBracket(_ at: Int) -> Annotation? {
    guard let day = numeral(at + 1), isSlash(at + 2), isTight(at + 2), isTight(at + 3),
      let month = numeral(at + 3), day.isWhole, month.isWhole,
      Self.isDay(day.groups[0], month.groups[0]), let end = clock(at + 4, isDotted: true),
      isClose(end)
    else { return nil }
    return Annotation(role: .time, range: (at + 1)..<end)
  }

  /// The end of a time of day with its zone: `14:30`, `06:15:00Z`, `02:30 PM GMT +08:00`.
  func clock(_ at: Int, isDotted: Bool) -> Int? {
    guard let hour = numeral(at), width(at) <= 2, DigitRun.value(hour.groups[0]) < 25 else {
      return nil
    }
    // "113:1:11.37": what stands after a colon is a part of something longer.
    if isColon(at - 1), isTight(at - 1), isTight(at), numeral(at - 2) != nil { return nil }
    if hour.groups.count > 1 {
      guard isDotted, hour.groups.count <= 3, hour.marks.allSatisfy({ $0 == 0x2E }),
        hour.groups.dropFirst().allSatisfy({ $0.count == 2 && DigitRun.value($0) < 60 })
      else { return nil }
      return zone(at + 1)
    }
    var end = at + 1
    var isClock = false
    while isColon(end), isTight(end), isTight(end + 1), width(end + 1) == 2,
      let part = numeral(end + 1), DigitRun.value(part.groups[0]) < 60, end < at + 5
    {
      isClock = true
      end += 2
    }
    // "2:32:8.78" is an angle.
    if isColon(end), isTight(end) { return nil }
    guard isClock else {
      if let zone = word(end), zone == "wib" || zone == "wita" || zone == "wit" { return end + 1 }
      return nil
    }
    // "3:19:10 S" is an angle.
    if isUnit(end) { return nil }
    return zone(end)
  }

  /// Past the names and offsets of time zones.
  func zone(_ at: Int) -> Int {
    var end = at
    while let name = word(end), PositionVocabulary.zones.contains(name), name != "lt" {
      end += 1
      if isPlus(end) || isMinus(end), numeral(end + 1) != nil,
        name == "gmt" || name == "utc"
      {
        end += 2
        if isColon(end), isTight(end), numeral(end + 1) != nil { end += 2 }
      }
    }
    if word(end) == "waktu", word(end + 1) == "indonesia" { end += word(end + 2) == nil ? 2 : 3 }
    return end
  }
}
