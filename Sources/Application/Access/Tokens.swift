public import Referrals

/// The secrets by which people and facilities are known; shown once and kept only as a hash.
public enum Tokens {
  /// How long a token may be valid.
  public static let longestLife = TimeSpan.days(366)
  /// How many branches a supervisor may read.
  public static let mostBranches = 64

  /// A fresh secret of 160 random bits: `plkk_` and 32 characters.
  public static func draw(using generator: inout some RandomNumberGenerator) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return "plkk_" + String((0..<32).map { _ in alphabet[Int(generator.next() & 31 as UInt64)] })
  }
}

/// Slows down guessing of tokens and codes.
///
/// The first five failures of a source are free, each further one doubles the wait, from one second
/// to fifteen minutes; an hour without failures forgives, and nothing else does. At most 10,000 sources
/// are remembered: when more come, those with the oldest failure are forgotten first. Time is that since
/// the machine was started, as a clock that is set would prolong or end a wait.
public struct GuessThrottle: Sendable {
  private struct Record {
    var failures: Int
    var last: TimeSpan
  }

  /// How many failures cost nothing.
  public static let freeFailures = 5
  /// How long without a failure forgives.
  public static let forgiveness = TimeSpan.hours(1)
  private static let mostSources = 10_000
  private static let longestWait = TimeSpan.minutes(15)

  private var records: [String: Record] = [:]

  /// No failures yet.
  public init() {}

  /// The time since this program was started.
  public static let uptime: @Sendable () -> TimeSpan = {
    let start = ContinuousClock.now
    return {
      let (seconds, attoseconds) = (ContinuousClock.now - start).components
      return TimeSpan(milliseconds: seconds * 1_000 + attoseconds / 1_000_000_000_000_000)
    }
  }()

  /// What guesses from an address are counted under: an IPv4 address, or the first 64 bits of an IPv6
  /// address, of which one line has more than could ever be counted.
  public static func source(ofAddress address: String) -> String {
    let plain = address.split(separator: "%").first.map(String.init) ?? address
    guard plain.contains(":"), !plain.contains(".") else {
      // An IPv4 address, also as IPv6 writes one.
      return String((plain.split(separator: ":").last ?? "local").prefix(64))
    }
    let halves = plain.split(separator: "::", omittingEmptySubsequences: false)
    var groups = (halves.first ?? "").split(separator: ":").map(String.init)
    if halves.count > 1 {
      let tail = halves[1].split(separator: ":").map(String.init)
      groups += Array(repeating: "0", count: max(0, 8 - groups.count - tail.count)) + tail
    }
    return groups.prefix(4).map { $0.lowercased() }.joined(separator: ":") + "::/64"
  }

  /// How long a source still has to wait; nil when it may try.
  public func wait(_ source: String, now: TimeSpan) -> TimeSpan? {
    guard let record = records[source], record.failures >= Self.freeFailures else { return nil }
    let passed = TimeSpan(milliseconds: now.milliseconds - record.last.milliseconds)
    guard passed < Self.forgiveness else { return nil }
    let doublings = min(record.failures - Self.freeFailures, 20)
    let wait = min(TimeSpan(milliseconds: 1_000 << Int64(doublings)), Self.longestWait)
    return passed < wait ? TimeSpan(milliseconds: wait.milliseconds - passed.milliseconds) : nil
  }

  /// How many failures of a source are remembered.
  public func failures(_ source: String) -> Int { records[source]?.failures ?? 0 }

  /// Notes a failure.
  public mutating func fail(_ source: String, now: TimeSpan) {
    let old = records[source]
    let isFresh = old.map {
      now.milliseconds - $0.last.milliseconds >= Self.forgiveness.milliseconds
    }
    resume(source, failures: (isFresh ?? true) ? 1 : (old?.failures ?? 0) + 1, now: now)
  }

  /// Takes up what was counted before; the wait begins anew.
  public mutating func resume(_ source: String, failures: Int, now: TimeSpan) {
    records[source] = Record(failures: failures, last: now)
    if records.count > Self.mostSources {
      let oldest = records.sorted { $0.value.last < $1.value.last }.prefix(Self.mostSources / 10)
      for (source, _) in oldest { records[source] = nil }
    }
  }
}
