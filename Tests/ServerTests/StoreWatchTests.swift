import Application
import Foundation
import Logging
import Referrals
import Synchronization
import Testing

@testable import Server

@Suite("Looking after the store")
struct StoreWatchTests {
  /// Says what it is told to say.
  private final class Kept: StoreKeeper {
    private let state: Mutex<StoreHealth?>

    init(_ health: StoreHealth?) { state = Mutex(health) }
    func set(_ health: StoreHealth?) { state.withLock { $0 = health } }

    func health(now: Instant) async throws(StoreError) -> StoreHealth {
      guard let health = state.withLock({ $0 }) else { throw .fileReplaced }
      return health
    }

    func headLine(now: Instant) async throws(StoreError) -> String { "7 end" }
  }

  /// Keeps what was logged.
  private final class Pages: Sendable {
    private let all = Mutex<[String]>([])
    var lines: [String] { all.withLock { $0 } }
    func add(_ line: String) { all.withLock { $0.append(line) } }
  }

  private struct Handler: LogHandler {
    let pages: Pages
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let words = (event.metadata ?? [:]).sorted { $0.key < $1.key }
        .map { "\($0.key)=\($0.value)" }
      pages.add(([event.level.rawValue, "\(event.message)"] + words).joined(separator: " "))
    }
  }

  private func health(
    free: Int = 90, reserve: Int = 8, aside: Int = 0, behind: TimeSpan = .minutes(0)
  )
    -> StoreHealth
  {
    StoreHealth(
      space: DiskSpace(free: free, total: 100), reserve: reserve,
      lastBackup: Office.friday - .hours(2), accessesAside: aside, clockBehind: behind)
  }

  @Test("each trouble is said once, and again after it was well; the end of the logs once a day")
  func warnings() async {
    let pages = Pages()
    let logger = Logger(label: "test") { _ in Handler(pages: pages) }
    let kept = Kept(health())
    let time = Mutex(Office.friday)
    let watch = StoreWatch(kept, now: { time.withLock { $0 } })
    #expect(watch.lines() == ["store:unreadable"])
    await watch.look(logger)
    #expect(
      pages.lines.count == 1 && pages.lines[0].hasPrefix("notice end of the logs head=7 end"))
    #expect(watch.lines().contains("last_backup_age_seconds:7200"))
    #expect(watch.lines().contains("disk_used_percent:10"))
    kept.set(health(free: 20, reserve: 0, aside: 3, behind: .hours(2)))
    for _ in 0..<3 { await watch.look(logger) }
    #expect(pages.lines.count == 5)
    for text in [
      "warning the disk fills free_bytes=20 used_percent=80",
      "warning no room is kept for a full disk",
      "warning accesses wait in memory to be written count=3",
      "warning the clock is behind a time that was seen before minutes=120",
    ] {
      #expect(pages.lines.contains(text), "\(pages.lines)")
    }
    kept.set(nil)
    await watch.look(logger)
    #expect(
      pages.lines.last?.hasPrefix("warning the store of referrals cannot be looked at") == true)
    #expect(watch.lines() == ["store:unreadable"])
    kept.set(health(free: 20))
    time.withLock { $0 = $0 + .days(1) }
    await watch.look(logger)
    #expect(pages.lines.count == 7 && pages.lines.last?.hasPrefix("notice end of the logs") == true)
  }
}
