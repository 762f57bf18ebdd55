import Application
import Foundation
import Logging
import Referrals
import Serving
import Synchronization

/// Looks after the store that a server serves: how full its disk is, how old the newest backup, whether
/// the clock was set back; and writes where the logs end into the server's log, once a day, so that a
/// file that was cut off or put back can be found out by another page.
final class StoreWatch: Sendable {
  private struct State {
    var health: StoreHealth?
    var day: Int64?
    /// What was warned of already.
    var warned: Set<Warning> = []
  }

  private enum Warning: String { case disk, reserve, aside, clock, unreadable }

  private let keeper: any StoreKeeper
  private let now: @Sendable () -> Instant
  private let state = Mutex(State())
  private static let pause = Duration.seconds(10)

  init(_ keeper: any StoreKeeper, now: @escaping @Sendable () -> Instant) {
    self.keeper = keeper
    self.now = now
  }

  /// What was seen last; nil before the first look, or where it failed.
  var health: StoreHealth? { state.withLock { $0.health } }

  /// Looks every ten seconds, until cancelled.
  func run(_ logger: Logger) async {
    while !Task.isCancelled {
      await look(logger)
      try? await Task.sleep(for: Self.pause)
    }
  }

  func look(_ logger: Logger) async {
    let time = now()
    do throws(StoreError) {
      let health = try await keeper.health(now: time)
      state.withLock { $0.health = health }
      warn(of: health, logger)
      let day = time.milliseconds / 86_400_000
      guard state.withLock({ $0.day != day }) else { return }
      let head = try await keeper.headLine(now: time)
      state.withLock { $0.day = day }
      logger.notice("end of the logs", metadata: ["head": "\(head)"])
    } catch {
      state.withLock { $0.health = nil }
      warn(.unreadable, if: true, "the store of referrals cannot be looked at", logger) {
        ["error": "\(error)"]
      }
    }
  }

  private func warn(of health: StoreHealth, _ logger: Logger) {
    warn(.unreadable, if: false, "", logger) { [:] }
    warn(.disk, if: health.space?.isNearlyFull == true, "the disk fills", logger) {
      [
        "used_percent": "\(health.space?.usedPercent ?? 0)",
        "free_bytes": "\(health.space?.free ?? 0)",
      ]
    }
    warn(.reserve, if: health.reserve == 0, "no room is kept for a full disk", logger) { [:] }
    warn(
      .aside, if: health.accessesAside > 0, "accesses wait in memory to be written", logger
    ) { ["count": "\(health.accessesAside)"] }
    warn(
      .clock, if: health.isClockBehind, "the clock is behind a time that was seen before", logger
    ) {
      ["minutes": "\(health.clockBehind.milliseconds / 60_000)"]
    }
  }

  /// Says it once, and again after it was well in between.
  private func warn(
    _ warning: Warning, if isSo: Bool, _ text: Logger.Message, _ logger: Logger,
    _ metadata: () -> Logger.Metadata
  ) {
    let isNew = state.withLock { state in
      guard isSo else {
        state.warned.remove(warning)
        return false
      }
      return state.warned.insert(warning).inserted
    }
    if isNew { logger.warning(text, metadata: metadata()) }
  }

  /// Puts what was seen last among the figures of the server.
  func record(in store: PrometheusRegistry) {
    guard let health else { return }
    func gauge(_ name: String, _ value: Int) {
      store.gauge("plkk_store_\(name)").record(Int64(value))
    }
    if let space = health.space {
      gauge("disk_free_bytes", space.free)
      gauge("disk_total_bytes", space.total)
    }
    if let reserve = health.reserve { gauge("disk_reserve_bytes", reserve) }
    gauge("accesses_aside", health.accessesAside)
    gauge("clock_behind_seconds", Int(health.clockBehind.milliseconds / 1_000))
    if let last = health.lastBackup {
      gauge("last_backup_timestamp_seconds", Int(last.milliseconds / 1_000))
    }
  }

  /// The lines of `INFO persistence`.
  func lines() -> [String] {
    guard let health else { return ["store:unreadable"] }
    let age = health.lastBackup.map { max(0, (now() - $0).milliseconds / 1_000) }
    return [
      "store:readable",
      "disk_free_bytes:\(health.space?.free ?? 0)", "disk_total_bytes:\(health.space?.total ?? 0)",
      "disk_used_percent:\(health.space?.usedPercent ?? 0)",
      "disk_reserve_bytes:\(health.reserve ?? 0)",
      "last_backup_at:\(health.lastBackup?.iso8601() ?? "never")",
      "last_backup_age_seconds:\(age ?? -1)", "accesses_aside:\(health.accessesAside)",
      "clock_behind_seconds:\(health.clockBehind.milliseconds / 1_000)",
    ]
  }
}
