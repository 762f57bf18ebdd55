/// A day of the Gregorian calendar.
public struct Day: Hashable, Comparable, Sendable {
  /// Year, 1...9999.
  public let year: Int
  /// Month, 1...12.
  public let month: Int
  /// Day of the month, from 1.
  public let day: Int

  /// Makes a day, or nil when the calendar has none such.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days in a month.
  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Earlier before later.
  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `yyyy-mm-dd`.
  public var text: String {
    "\(Digits.padded(year, to: 4))-\(Digits.padded(month))-\(Digits.padded(day))"
  }

  // Days since 1970-01-01, by eras of 400 years that begin on 1 March
  // (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013).
  var number: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let ofEra = shifted - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  init(number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let index = (5 * ofYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    self.init(
      uncheckedYear: year + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: ofYear - (153 * index + 2) / 5 + 1)
  }
}

/// What a calendar and a clock on the wall show in some zone.
public struct CivilTime: Hashable, Sendable {
  /// Day on the calendar.
  public let day: Day
  /// Hour, 0...23.
  public let hour: Int
  /// Minute, 0...59.
  public let minute: Int
  /// Second, 0...59.
  public let second: Int
  /// Thousandths of the second, 0...999.
  public let millisecond: Int

  /// What the wall shows at an instant, `offsetMinutes` east of UTC.
  public init(_ instant: Instant, offsetMinutes: Int) {
    // Years beyond 9999 have no four-digit form; they are held at the end of it.
    let least = Int64(Day(uncheckedYear: 1, month: 1, day: 1).number) * 86_400_000
    let most = Int64(Day(uncheckedYear: 9999, month: 12, day: 31).number + 1) * 86_400_000 - 1
    let clamped = min(max(instant.milliseconds, least + 86_400_000), most - 86_400_000)
    let local = clamped + Int64(offsetMinutes) * 60_000
    let number = local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000
    let ofDay = Int(local - number * 86_400_000)
    day = Day(number: Int(number))
    hour = ofDay / 3_600_000
    minute = ofDay / 60_000 % 60
    second = ofDay / 1_000 % 60
    millisecond = ofDay % 1_000
  }

  init?(day: Day, hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999).contains(millisecond)
    else { return nil }
    self.day = day
    self.hour = hour
    self.minute = minute
    self.second = second
    self.millisecond = millisecond
  }

  /// The instant at which the wall shows this, `offsetMinutes` east of UTC.
  public func instant(offsetMinutes: Int) -> Instant {
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return Instant(
      milliseconds: (seconds - Int64(offsetMinutes) * 60) * 1_000 + Int64(millisecond))
  }
}

/// Decimal digits without a formatter.
enum Digits {
  static func padded(_ value: Int, to width: Int = 2) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }

  /// Amounts as Indonesians write them: `5.000.000`.
  static func grouped(_ value: Int64) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(".") }
      text.append(digit)
    }
    return text
  }
}
