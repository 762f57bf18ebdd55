internal import Formats

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
      day >= 1, day <= Gregorian.length(ofMonth: month, year: year)
    else { return nil }
    self.init(uncheckedYear: year, month: month, day: day)
  }

  init(uncheckedYear year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Earlier before later.
  public static func < (left: Day, right: Day) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `yyyy-mm-dd`.
  public var text: String {
    "\(PaddedDigits.padded(year, to: 4))-\(PaddedDigits.padded(month))-\(PaddedDigits.padded(day))"
  }

  /// Days since 1970-01-01.
  var number: Int { Gregorian.days(year: year, month: month, day: day) }

  init(number: Int) {
    let (year, month, day) = Gregorian.date(days: number)
    self.init(uncheckedYear: year, month: month, day: day)
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

  /// ISO 8601 without an offset: `2026-11-22T14:30:00`; thousandths only when there are some.
  var text: String {
    let fraction = millisecond == 0 ? "" : ".\(PaddedDigits.padded(millisecond, to: 3))"
    return "\(day.text)T\(PaddedDigits.padded(hour)):\(PaddedDigits.padded(minute)):"
      + "\(PaddedDigits.padded(second))\(fraction)"
  }

  /// The instant at which the wall shows this, `offsetMinutes` east of UTC.
  public func instant(offsetMinutes: Int) -> Instant {
    let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
    return Instant(
      milliseconds: (seconds - Int64(offsetMinutes) * 60) * 1_000 + Int64(millisecond))
  }
}

/// Decimal digits without a formatter.
enum PaddedDigits {
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
