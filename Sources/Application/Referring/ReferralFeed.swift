internal import Referrals

/// A change of a referral, with the next candidates where a facility refused after the patient had left.
public struct ReferralNews: Hashable, Sendable {
  /// The change.
  public var change: ReferralChange
  /// Where else the patient can go, when somebody has to be told at once.
  public var next: SiteChoice?
}

/// The changes of all referrals behind a place in the log, oldest first, as they happen.
///
/// Every change is told once; those of other processes on the same store show too. Nobody is asked here
/// who may know of them: a door passes on what a topic holds to whoever `mayWatch` it. The sequence ends
/// when its task is cancelled, and throws when the store cannot be read; the place of the last change
/// told is where the next sequence goes on.
///
/// For example:
///
///     for try await news in referring.changes(after: place) where topic.holds(news.change) {
///       send(news)
///     }
public struct ReferralFeed: AsyncSequence, Sendable {
  /// What is told.
  public typealias Element = ReferralNews
  /// Why it cannot go on.
  public typealias Failure = ReferringError

  let referring: Referring
  let place: Int64
  let pause: Duration

  /// How often the log is looked at while nothing happens.
  public static let usualPause = Duration.milliseconds(100)

  /// Reads the log from the place on.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let referring: Referring
    var place: Int64
    let pause: Duration
    var waiting: ArraySlice<ReferralChange> = []

    /// The next change; nil once the task is cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(ReferringError) -> ReferralNews? {
      while waiting.isEmpty {
        if Task.isCancelled { return nil }
        waiting = try await referring.changed(after: place)[...]
        if waiting.isEmpty {
          do { try await Task.sleep(for: pause) } catch { return nil }
        }
      }
      let change = waiting.removeFirst()
      place = change.sequence
      return try await referring.news(of: change)
    }

    /// The next change; nil once the task is cancelled.
    public mutating func next() async throws(ReferringError) -> ReferralNews? {
      try await next(isolation: nil)
    }
  }

  /// Begins at the place.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(referring: referring, place: place, pause: pause)
  }
}

extension Referring {
  /// The changes behind a place in the log; see `ReferralFeed`.
  public func changes(
    after place: Int64, pause: Duration = ReferralFeed.usualPause
  ) -> ReferralFeed {
    ReferralFeed(referring: self, place: place, pause: pause)
  }

  /// The place of the last change, from which a watcher begins.
  public func lastChange() async throws(ReferringError) -> Int64 {
    try await atDesk { () async throws(DeskError) in try await desk.lastChange() }
  }

  /// What has changed behind a place in the log, at most 256 changes, oldest first.
  public func changed(after place: Int64) async throws(ReferringError) -> [ReferralChange] {
    try await atDesk { () async throws(DeskError) in try await desk.changes(after: place) }
  }

  /// A change with what has to be told with it.
  ///
  /// Candidates are measured as the letter measures them; distances alone are told, no place.
  public func news(of change: ReferralChange) async throws(ReferringError) -> ReferralNews {
    guard change.attempt?.business(at: change.at) == .refusedLate else {
      return ReferralNews(change: change)
    }
    let service = Identity(actor: "feed", role: .administrator, scope: "")
    do throws(ReferringError) {
      return ReferralNews(
        change: change,
        next: try await nextChoice(
          change.code, near: nil, limit: Candidates.usual, for: .next, service
        ).choice)
    } catch .desk(.store(.purged)) {
      return ReferralNews(change: change)
    } catch .desk(.store(.inconsistent)) {
      return ReferralNews(change: change)
    }
  }
}
