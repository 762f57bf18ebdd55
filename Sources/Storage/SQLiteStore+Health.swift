public import Application
internal import GRDB
public import Referrals
internal import Sealing

extension SQLiteStore {
  /// Where the logs end now, in one line.
  public func headLine(now: Instant) async throws(StoreError) -> String {
    try await head(now: now).line
  }

  /// The highest time that this database has seen and can believe.
  public var timeSeen: Instant { clock.seen }

  /// How the database and its disk are; keeps the reserve full where there is room again.
  public func health(now: Instant) async throws(StoreError) -> StoreHealth {
    if isServing { reserve.keep() }
    return StoreHealth(
      space: DiskSpace(path), reserve: reserve.kept, lastBackup: try await lastBackup(),
      accessesAside: accessesAside,
      clockBehind: timeSeen > now ? timeSeen - now : TimeSpan(milliseconds: 0))
  }

  /// The highest time seen, as the file has it.
  static func clock(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT value FROM keeping WHERE name = 'clock'") ?? 0
  }
}
