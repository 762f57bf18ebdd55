internal import Formats

/// A day of the Gregorian calendar without a time or zone, as agreements and lists carry it.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Year, month and day in one number that orders as they do: lists hold four days a site.
  private let packed: Int32

  /// Year, 1900 … 2199.
  public var year: Int { Int(packed) >> 9 }
  /// Month, 1 … 12.
  public var month: Int { Int(packed) >> 5 & 15 }
  /// Day of the month, 1 … 31.
  public var day: Int { Int(packed) & 31 }

  /// The years that a list of agreements can mean; anything else is a slip of the pen.
  public static let years = 1900...2199

  /// Makes a date, or `nil` when there is no such day or the year is out of `years`.
  public init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Gregorian.length(ofMonth: month, year: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// 1970-01-01, the first day of the Unix calendar.
  public static let unixStart = CivilDate(unchecked: 1970, 1, 1)

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packed = Int32(truncatingIfNeeded: year << 9 | month << 5 | day)
  }

  /// Reads `YYYY-MM-DD`, the one form that machines write.
  public init?(iso text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else {
      return nil
    }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }

  /// The day with a number of days since 1970-01-01, or `nil` when out of `years`.
  public init?(daysSince1970 days: Int) {
    guard (-40_000...90_000).contains(days) else { return nil }
    let (year, month, day) = Gregorian.date(days: days)
    self.init(year: year, month: month, day: day)
  }

  /// Days since 1970-01-01; negative before.
  public var daysSince1970: Int {
    Gregorian.days(year: year, month: month, day: day)
  }

  /// `YYYY-MM-DD`.
  public var description: String {
    func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  /// Earlier days come first.
  public static func < (a: CivilDate, b: CivilDate) -> Bool {
    a.packed < b.packed
  }
}
