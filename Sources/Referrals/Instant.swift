/// A point in time: milliseconds of UTC since 1970-01-01T00:00:00Z, leap seconds not counted.
///
/// All clocks of a referral are kept in it; a time zone is chosen only when a person reads it.
public struct Instant: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  /// Makes an instant from milliseconds since 1970.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Makes an instant from seconds since 1970.
  public init(seconds: Int64) { self.init(milliseconds: seconds * 1_000) }

  /// Reads the bare number of milliseconds.
  public init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  /// Writes the bare number of milliseconds.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }

  /// Earlier before later.
  public static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }

  /// The instant some elapsed time later; at the ends of the range it stays there.
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    let (sum, overflow) = instant.milliseconds.addingReportingOverflow(span.milliseconds)
    return Instant(milliseconds: overflow ? (span.milliseconds > 0 ? .max : .min) : sum)
  }

  /// The instant some elapsed time earlier.
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    instant + TimeSpan(milliseconds: -span.milliseconds)
  }

  /// The time elapsed from one instant to another; negative when the other is earlier.
  public static func - (later: Instant, earlier: Instant) -> TimeSpan {
    let (difference, overflow) =
      later.milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return TimeSpan(milliseconds: overflow ? (later > earlier ? .max : -.max) : difference)
  }
}

/// A length of elapsed time.
public struct TimeSpan: Hashable, Comparable, Sendable, Codable {
  /// Milliseconds; negative when backwards.
  public let milliseconds: Int64

  /// Makes a span from milliseconds.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// So many minutes of elapsed time.
  public static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 60_000) }

  /// So many hours of elapsed time.
  public static func hours(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 3_600_000) }

  /// So many days of 24 hours.
  public static func days(_ count: Int64) -> TimeSpan { TimeSpan(milliseconds: count * 86_400_000) }

  /// Shorter before longer.
  public static func < (left: TimeSpan, right: TimeSpan) -> Bool {
    left.milliseconds < right.milliseconds
  }
}
