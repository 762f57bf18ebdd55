import Application
import Referrals
import TestSupport
import Testing

/// The log of changes, read once for all who follow it.
@Suite("Following changes")
struct ReferralLogTests {
  /// What a follower is told up to a place.
  private static func follow(
    _ log: ReferralLog, from place: Int64, to last: Int64
  ) async throws -> [Int64] {
    var told: [Int64] = []
    guard place < last else { return told }
    for try await news in log.changes(after: place) {
      told.append(news.change.sequence)
      if news.change.sequence >= last { break }
    }
    return told
  }

  @Test(
    "two hundred followers, wherever they begin, are told each change once and in order, with few readings of the store",
    arguments: SplitMix64.seeds)
  func many(_ seed: UInt64) async throws {
    let office = try ReferringTests.Office()
    let log = ReferralLog(office.referring, pause: .milliseconds(2))
    let start = try await office.referring.lastChange()
    for _ in 0..<3 { _ = try await office.open() }
    let middle = try await office.referring.lastChange()
    var random = SplitMix64(seed: seed)
    let places = (0..<200).map { _ in Int64.random(in: start...middle, using: &random) }
    let later = 12
    // Each opening is three events: opened, planned, sent.
    let last = middle + Int64(later * 3)
    let all = try await withThrowingTaskGroup(of: (Int64, [Int64]).self) { group in
      for place in places {
        group.addTask { (place, try await Self.follow(log, from: place, to: last)) }
      }
      group.addTask {
        for _ in 0..<later {
          _ = try await office.open()
          try await Task.sleep(for: .milliseconds(1))
        }
        return (last, [])
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    let whole = try await office.referring.changed(after: start).map(\.sequence)
    #expect(whole.last == last)
    for (place, told) in all where place < last {
      #expect(told == whole.filter { $0 > place }, "from \(place)")
    }
    // One reading for all in a pause, and one for each who began behind the first.
    #expect(await log.readings < 400)
  }

  @Test("who waits is told nothing when the time is over, or when the task is cancelled")
  func ends() async throws {
    let office = try ReferringTests.Office()
    let log = ReferralLog(office.referring, pause: .milliseconds(1))
    let place = try await office.referring.lastChange()
    #expect(try await log.after(place, within: .milliseconds(5)).isEmpty)
    let waiting = Task { try await log.after(place) }
    waiting.cancel()
    #expect(try await waiting.value.isEmpty)
    _ = try await office.open()
    #expect(try await log.after(place).count == 3)
  }
}
