/// How long ago something was verified.
public struct VerificationAge: Hashable, Sendable {
  /// Beyond this the site is marked and to be phoned first.
  public static let doubtfulAfterDays = 180
  /// Beyond this a site verified later comes first when it is hardly further.
  public static let staleAfterDays = 365

  /// Whole days.
  public let days: Int
  /// Whether it is older than `doubtfulAfterDays`.
  public var isDoubtful: Bool { days > Self.doubtfulAfterDays }
  /// Whether it is older than `staleAfterDays`.
  public var isStale: Bool { days > Self.staleAfterDays }

  /// Makes a freshness.
  public init(days: Int) { self.days = days }
}
