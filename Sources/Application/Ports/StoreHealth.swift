public import Referrals

/// The health of a database and its disk, for operators.
public struct StoreHealth: Hashable, Sendable {
  /// The space on its disk; nil where the system does not say.
  public var space: DiskSpace?
  /// Bytes kept for a full disk; 0 once they were given up, nil where the store keeps none.
  public var reserve: Int?
  /// When the newest backup that it knows of was made.
  public var lastBackup: Instant?
  /// Accesses that wait in memory to be written.
  public var accessesAside: Int
  /// How far the clock of this machine is behind a time that was seen before.
  public var clockBehind: TimeSpan

  /// A larger lag is reported.
  public static let steady = TimeSpan.minutes(10)

  /// Describes how a store is.
  public init(
    space: DiskSpace?, reserve: Int?, lastBackup: Instant?, accessesAside: Int,
    clockBehind: TimeSpan
  ) {
    self.space = space
    self.reserve = reserve
    self.lastBackup = lastBackup
    self.accessesAside = accessesAside
    self.clockBehind = clockBehind
  }

  /// Whether the clock was set back, or is wrong.
  public var isClockBehind: Bool { clockBehind > Self.steady }
}

/// The room on the disk that a file lies on.
public struct DiskSpace: Hashable, Sendable {
  /// Bytes that this program may still write.
  public let free: Int
  /// Bytes in all.
  public let total: Int

  /// The share of the disk, in percent, from which on it is reported as filling.
  public static let warning = 80

  /// Hundredths that are used.
  public var usedPercent: Int {
    total > 0 ? Int((Double(total - min(free, total)) / Double(total) * 100).rounded(.down)) : 0
  }

  /// Whether the disk fills.
  public var isNearlyFull: Bool { usedPercent >= Self.warning }

  /// Describes the room on a disk.
  public init(free: Int, total: Int) {
    self.free = free
    self.total = total
  }
}

/// What a server asks of its store, to inform operators.
public protocol StoreKeeper: Sendable {
  /// How the database and its disk are.
  func health(now: Instant) async throws(StoreError) -> StoreHealth
  /// Where the logs end now, in one line: counter, time, both places with the beginning of their links.
  func headLine(now: Instant) async throws(StoreError) -> String
}
