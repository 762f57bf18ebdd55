internal import Referrals

/// A change of a referral, with the next candidates where a facility refused after the patient had left.
public struct ReferralNews: Hashable, Sendable {
  /// The change.
  public var change: ReferralChange
  /// Where else the patient can go, when a person must be told at once.
  public var next: SiteChoice?
}

/// The changes of all referrals after a place in the log, oldest first, as they happen.
///
/// Every change is delivered once, also those of other processes on the same store. Rights are not
/// checked here: a door passes on what a topic holds to callers who `mayWatch` it. The sequence ends
/// when its task is cancelled, and throws when the store cannot be read; the place of the last change
/// delivered is where the next sequence goes on.
///
/// For example:
///
///     for try await news in log.changes(after: place) where topic.holds(news.change) {
///       send(news)
///     }
public struct ReferralFeed: AsyncSequence, Sendable {
  /// A change with its next candidates.
  public typealias Element = ReferralNews
  /// Why it cannot go on.
  public typealias Failure = ReferringError

  let log: ReferralLog
  let place: Int64

  /// Reads the log from the place on.
  public struct AsyncIterator: AsyncIteratorProtocol {
    let log: ReferralLog
    var place: Int64
    var waiting: ArraySlice<ReferralNews> = []

    /// The next change; nil once the task is cancelled.
    public mutating func next(
      isolation actor: isolated (any Actor)?
    ) async throws(ReferringError) -> ReferralNews? {
      if waiting.isEmpty { waiting = try await log.after(place)[...] }
      guard let news = waiting.popFirst() else { return nil }
      place = news.change.sequence
      return news
    }

    /// The next change; nil once the task is cancelled.
    public mutating func next() async throws(ReferringError) -> ReferralNews? {
      try await next(isolation: nil)
    }
  }

  /// Begins at the place.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(log: log, place: place) }
}

extension ReferralLog {
  /// The changes after a place, as they happen; see `ReferralFeed`.
  public nonisolated func changes(after place: Int64) -> ReferralFeed {
    ReferralFeed(log: self, place: place)
  }
}

extension Referring {
  /// The place of the last change, from which a watcher begins.
  public func lastChange() async throws(ReferringError) -> Int64 {
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.lastChange()
    }
  }

  /// The changes after a place in the log, at most 256, oldest first.
  public func changed(after place: Int64) async throws(ReferringError) -> [ReferralChange] {
    try await serviceCall { () async throws(ReferralServiceError) in
      try await referralService.changes(after: place)
    }
  }

  /// A change with what has to be shown with it.
  ///
  /// Candidates are measured as the letter measures them; only distances are shown, no place.
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
    } catch .referralService(.store(.purged)) {
      return ReferralNews(change: change)
    } catch .referralService(.store(.inconsistent)) {
      return ReferralNews(change: change)
    }
  }
}
