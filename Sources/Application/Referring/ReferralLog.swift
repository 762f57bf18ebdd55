internal import Referrals

/// The changes of all referrals of a store, read once for all followers.
///
/// However many follow, the store is read once in a pause, and only while a follower waits. A follower
/// that is further back than what is kept here reads the store alone until it has caught up.
///
/// - Complexity: O(changes delivered); at most `mostKept` changes are kept.
public actor ReferralLog {
  private let referring: Referring
  private let pause: Duration
  /// The last changes, oldest first.
  private var kept: [ReferralNews] = []
  /// The place after which all changes are kept; nil before the first reading.
  private var floor: Int64?
  /// The place up to which the log was read.
  private var end: Int64 = 0
  /// The current reading, shared by all who wait.
  private var reading: Task<ReferringError?, Never>?
  private var lastReading: ContinuousClock.Instant?
  /// How often the store was read.
  public private(set) var readings = 0

  /// How many changes are kept for followers that lag.
  public static let mostKept = 512
  /// How often the log is read while a follower waits: changes of other processes appear too.
  public static let usualPause = Duration.milliseconds(100)

  /// Reads the log of these use cases.
  public init(_ referring: Referring, pause: Duration = usualPause) {
    self.referring = referring
    self.pause = pause
  }

  /// The place of the last change, from which a follower begins.
  public nonisolated func lastChange() async throws(ReferringError) -> Int64 {
    try await referring.lastChange()
  }

  /// The changes behind a place, oldest first; waits until there are some.
  ///
  /// - Parameters:
  ///   - place: The place of the last change that is known.
  ///   - time: The longest wait; `nil` waits for ever.
  /// - Returns: None only after that time, or when the task is cancelled.
  /// - Throws: `ReferringError` where the store cannot be read.
  public func after(
    _ place: Int64, within time: Duration? = nil
  ) async throws(ReferringError) -> [ReferralNews] {
    let deadline = time.map { ContinuousClock.now + $0 }
    while !Task.isCancelled {
      if let floor, place < floor {
        let behind = try await read(after: place)
        if !behind.isEmpty { return behind }
      }
      let news = kept.drop { $0.change.sequence <= place }
      if !news.isEmpty { return Array(news) }
      if let deadline, deadline <= .now { return [] }
      if floor == nil {
        floor = place
        end = place
      }
      try await readOn()
    }
    return []
  }

  /// Waits for the next reading, which any follower may have begun; its result is kept when this returns.
  private func readOn() async throws(ReferringError) {
    let task = reading ?? Task { await self.readShared() }
    reading = task
    if let error = await task.value { throw error }
  }

  /// Reads on once the pause after the last reading is over.
  private func readShared() async -> ReferringError? {
    defer { reading = nil }
    if let lastReading { try? await Task.sleep(until: lastReading + pause, clock: .continuous) }
    lastReading = .now
    do throws(ReferringError) {
      keep(try await read(after: end))
      return nil
    } catch {
      return error
    }
  }

  private func keep(_ news: [ReferralNews]) {
    guard let last = news.last else { return }
    kept += news
    end = last.change.sequence
    let excess = kept.count - Self.mostKept
    guard excess > 0 else { return }
    floor = kept[excess - 1].change.sequence
    kept.removeFirst(excess)
  }

  private func read(after place: Int64) async throws(ReferringError) -> [ReferralNews] {
    readings += 1
    var news: [ReferralNews] = []
    for change in try await referring.changed(after: place) {
      news.append(try await referring.news(of: change))
    }
    return news
  }
}
