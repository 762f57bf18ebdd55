internal import Foundation
public import Referrals

/// The secrets by which people and facilities are known; shown once and kept only as a hash.
public enum Tokens {
  /// How long a token may be valid.
  public static let longestLife = Span.days(366)

  /// A fresh secret of 160 random bits: `plkk_` and 32 characters.
  public static func draw(using generator: inout some RandomNumberGenerator) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return "plkk_" + String((0..<32).map { _ in alphabet[Int(generator.next() & 31 as UInt64)] })
  }

  /// The hash that is kept.
  ///
  /// The secret is random and long, so a plain SHA-256 cannot be searched.
  public static func hash(_ secret: String) -> [UInt8] { Array(sha256(Data(secret.utf8))) }
}

/// Slows down whoever guesses tokens or codes.
///
/// The first five failures of a source are free, each further one doubles the wait, from one second
/// to fifteen minutes; an hour without failures forgives. At most 10,000 sources are remembered: when
/// more come, those with the oldest failure are forgotten first.
public struct GuessThrottle: Sendable {
  private struct Record {
    var failures: Int
    var last: Instant
  }

  /// How many failures cost nothing.
  public static let freeFailures = 5
  private static let mostSources = 10_000
  private static let forgiveness = Span.hours(1)
  private static let longestWait = Span.minutes(15)

  private var records: [String: Record] = [:]

  /// No failures yet.
  public init() {}

  /// Until when a source has to wait; nil when it may try.
  public func waitUntil(_ source: String, now: Instant) -> Instant? {
    guard let record = records[source], record.failures >= Self.freeFailures,
      now - record.last < Self.forgiveness
    else { return nil }
    let doublings = min(record.failures - Self.freeFailures, 20)
    let wait = min(Span(milliseconds: 1_000 << Int64(doublings)), Self.longestWait)
    let until = record.last + wait
    return now < until ? until : nil
  }

  /// Notes a failure.
  public mutating func fail(_ source: String, now: Instant) {
    let old = records[source]
    let isFresh = old.map { now - $0.last >= Self.forgiveness } ?? true
    records[source] = Record(failures: isFresh ? 1 : (old?.failures ?? 0) + 1, last: now)
    if records.count > Self.mostSources {
      let oldest = records.sorted { $0.value.last < $1.value.last }.prefix(Self.mostSources / 10)
      for (source, _) in oldest { records[source] = nil }
    }
  }

  /// Notes a success: the source starts afresh.
  public mutating func succeed(_ source: String) { records[source] = nil }
}
