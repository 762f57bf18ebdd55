/// Why a text is not read as a point in time.
public enum TimeTextError: Error, Hashable, Sendable {
  /// It has none of the forms below.
  case unreadable
  /// The year has two digits: the century is not guessed.
  case twoDigitYear
  /// The calendar has no such day, or the clock no such hour or minute.
  case impossible
  /// No time of day: the deadline counts hours, so midnight is not assumed.
  case timeMissing
  /// No WIB, WITA, WIT or offset, and none given for the place.
  case zoneMissing
}

/// A time as it was written: with its zone, on the clock of a place that is still to be named, or only
/// the day.
public enum WrittenTime: Hashable, Sendable {
  /// With its zone or offset.
  case instant(Instant)
  /// On the clock of the place.
  case local(CivilTime)
  /// A day without a time.
  case day(Day)

  /// The time as a text from which `TimeText.parse` reads the same.
  public var text: String {
    switch self {
    case .instant(let instant): instant.iso8601()
    case .local(let time): time.text
    case .day(let day): day.text
    }
  }

  /// The instant; a time without offset is read in a zone.
  ///
  /// - Parameters:
  ///   - zone: The zone of the place, if it is known.
  ///   - dayIsEnough: Whether a day without a time means its last minute.
  /// - Returns: The instant.
  /// - Throws: `TimeTextError.timeMissing` for a day that is not enough, `zoneMissing` for a time without
  ///   offset and zone.
  public func instant(
    in zone: IndonesianZone?, dayIsEnough: Bool = false
  ) throws(TimeTextError) -> Instant {
    let civil: CivilTime
    switch self {
    case .instant(let instant): return instant
    case .local(let time): civil = time
    case .day(let day):
      guard dayIsEnough, let last = CivilTime(day: day, hour: 23, minute: 59) else {
        throw .timeMissing
      }
      civil = last
    }
    guard let zone else { throw .zoneMissing }
    return civil.instant(offsetMinutes: zone.offsetMinutes)
  }
}

/// Reads times as people and machines in Indonesia write them.
///
/// Forms: `2026-11-22T14:30:00+08:00`, `2026-11-22 14:30 WITA`, `22-11-2026 14.30 WITA`,
/// `22/11/2026 14:30`, `22-11-2026 pukul 14.30`. Day before month always, unless the year comes
/// first. Seconds and thousandths may follow; `Z` and `+hh:mm` are offsets.
///
/// For example:
///
///     let instant = try TimeText.read("22-11-2026 pukul 14.30", zone: .wita)
public enum TimeText {
  /// The longest text read, in bytes.
  public static let longest = 64

  /// Reads a text; `zone` is that of the place and serves when the text names none.
  public static func read(_ text: String, zone: IndonesianZone?) throws(TimeTextError) -> Instant {
    try parse(text).instant(in: zone)
  }

  /// Reads a text as it was written; the place may be named later.
  public static func parse(_ text: String) throws(TimeTextError) -> WrittenTime {
    guard text.utf8.count <= longest else { throw .unreadable }
    var rest = Scanner(text)
    rest.skipSpaces()
    let day = try rest.day()
    rest.skipSeparator()
    if rest.isAtEnd { return .day(day) }
    guard let hour = rest.number(1...2), rest.take(anyOf: ":.") != nil, let minute = rest.number(2)
    else { throw .unreadable }
    var second = 0
    var millisecond = 0
    if rest.peek == UInt8(ascii: ":") || rest.peek == UInt8(ascii: ".") {
      rest.advance()
      guard let value = rest.number(2) else { throw .unreadable }
      second = value
      if rest.take(anyOf: ".,") != nil {
        guard let fraction = rest.fraction() else { throw .unreadable }
        millisecond = fraction
      }
    }
    guard
      let civil = CivilTime(
        day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
    else { throw .impossible }
    rest.skipSpaces()
    if rest.isAtEnd { return .local(civil) }
    let offset = try rest.offset()
    rest.skipSpaces()
    guard rest.isAtEnd else { throw .unreadable }
    return .instant(civil.instant(offsetMinutes: offset))
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { index >= bytes.count }
    var peek: UInt8? { isAtEnd ? nil : bytes[index] }

    mutating func advance() { index += 1 }

    mutating func skipSpaces() {
      while peek == UInt8(ascii: " ") { advance() }
    }

    mutating func skipSeparator() {
      if peek == UInt8(ascii: "T") || peek == UInt8(ascii: "t") || peek == UInt8(ascii: ",") {
        advance()
      }
      skipSpaces()
      for word in ["pukul ", "jam ", "pkl. ", "pkl "] where has(word) {
        index += word.utf8.count
        break
      }
      skipSpaces()
    }

    private func has(_ word: String) -> Bool {
      let wanted = Array(word.utf8)
      guard bytes.count - index >= wanted.count else { return false }
      return (0..<wanted.count).allSatisfy { bytes[index + $0] | 0x20 == wanted[$0] | 0x20 }
    }

    mutating func take(anyOf choices: String) -> UInt8? {
      guard let byte = peek, choices.utf8.contains(byte) else { return nil }
      advance()
      return byte
    }

    /// A run of digits whose length is allowed.
    mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
      var value = 0
      var length = 0
      while let byte = peek, (0x30...0x39).contains(byte), length < lengths.upperBound {
        value = value * 10 + Int(byte - 0x30)
        length += 1
        advance()
      }
      return lengths.contains(length) ? value : nil
    }

    mutating func number(_ length: Int) -> Int? { number(length...length) }

    /// Digits after the decimal sign as thousandths; further digits are cut off.
    mutating func fraction() -> Int? {
      var value = 0
      var length = 0
      while let byte = peek, (0x30...0x39).contains(byte), length < 9 {
        if length < 3 { value = value * 10 + Int(byte - 0x30) }
        length += 1
        advance()
      }
      guard length > 0 else { return nil }
      return length == 1 ? value * 100 : length == 2 ? value * 10 : value
    }

    mutating func day() throws(TimeTextError) -> Day {
      let start = index
      guard let first = number(1...4) else { throw .unreadable }
      let firstLength = index - start
      guard let separator = take(anyOf: "-/.") else { throw .unreadable }
      guard let month = number(1...2), take(anyOf: "-/.") == separator else { throw .unreadable }
      let third = index
      guard let last = number(1...4) else { throw .unreadable }
      let lastLength = index - third
      let found: Day?
      switch (firstLength, lastLength) {
      case (4, 1...2): found = Day(first, month, last)
      case (1...2, 4): found = Day(last, month, first)
      case (1...2, 1...2): throw .twoDigitYear
      default: throw .unreadable
      }
      guard let found else { throw .impossible }
      return found
    }

    /// Minutes east of UTC.
    mutating func offset() throws(TimeTextError) -> Int {
      for zone in [IndonesianZone.wita, .wib, .wit] where has(zone.rawValue) {
        index += zone.rawValue.utf8.count
        return zone.offsetMinutes
      }
      if take(anyOf: "Zz") != nil { return 0 }
      guard let sign = take(anyOf: "+-"), let hours = number(2) else { throw .unreadable }
      _ = take(anyOf: ":")
      guard let minutes = number(2), hours <= 14, minutes <= 59 else { throw .unreadable }
      return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
  }
}
