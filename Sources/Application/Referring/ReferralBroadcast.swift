internal import Synchronization

/// Delivers the changes of a log to many listeners, each of which may lag by a bounded number of changes;
/// nothing is read while there are no listeners.
///
/// A listener that does not keep up is ended, and goes on from the place of the last change that it took.
/// Rights are not checked here.
public final class ReferralBroadcast: Sendable {
  /// What a listener receives.
  public enum Sign: Sendable {
    /// A change.
    case news(ReferralNews)
    /// Nothing has happened for a while.
    case quiet
  }

  private typealias Listener = AsyncStream<Sign>.Continuation

  private struct State {
    var listeners: [Int: Listener] = [:]
    var last = 0
    var isReading = false
    var isOver = false
  }

  /// The largest number of changes that a listener may lag.
  private static let mostWaiting = 256
  /// How often it is checked whether there still are listeners.
  private static let pause = ReferralLog.usualPause

  private let log: ReferralLog
  private let most: Int
  private let quiet: Duration
  private let failed: @Sendable (ReferringError) -> Void
  private let state = Mutex(State())

  /// Makes a broadcast without listeners; the log is not read yet.
  ///
  /// - Parameters:
  ///   - log: The log that is followed.
  ///   - most: The largest number of listeners.
  ///   - quiet: The time without a change after which listeners are told that nothing happened.
  ///   - failed: Called once each time the log becomes unreadable.
  public init(
    _ log: ReferralLog, most: Int, quiet: Duration,
    failed: @escaping @Sendable (ReferringError) -> Void
  ) {
    self.log = log
    self.most = most
    self.quiet = quiet
    self.failed = failed
  }

  /// How many listen.
  public var count: Int { state.withLock { $0.listeners.count } }

  /// Listens from now on; nil where there are too many listeners, or the broadcast has stopped.
  ///
  /// Earlier changes are to be read from the log afterwards; a change that comes twice by that has a
  /// place at or before the last one read.
  ///
  /// - Throws: `ReferringError` where the log cannot be read.
  public func listen() async throws(ReferringError) -> AsyncStream<Sign>? {
    // Before the listener is known, so that nothing falls between.
    let place = try await log.lastChange()
    let (stream, listener) = AsyncStream.makeStream(
      of: Sign.self, bufferingPolicy: .bufferingOldest(Self.mostWaiting))
    let begins = state.withLock { state -> Bool? in
      guard !state.isOver, state.listeners.count < most else { return nil }
      state.last += 1
      let number = state.last
      state.listeners[number] = listener
      listener.onTermination = { [weak self] _ in self?.leave(number) }
      defer { state.isReading = true }
      return !state.isReading
    }
    guard let begins else { return nil }
    if begins { Task { await read(from: place) } }
    return stream
  }

  /// Ends all listeners, and accepts no more.
  public func stop() {
    let listeners = state.withLock { state in
      state.isOver = true
      defer { state.listeners = [:] }
      return state.listeners
    }
    for listener in listeners.values { listener.finish() }
  }

  private func leave(_ number: Int) {
    state.withLock { $0.listeners[number] = nil }
  }

  /// Reads the log as long as there are listeners.
  private func read(from start: Int64) async {
    var place = start
    var told = ContinuousClock.now
    var isFailing = false
    while goesOn() {
      do throws(ReferringError) {
        for news in try await log.after(place, within: min(Self.pause, quiet)) {
          tell(.news(news))
          place = news.change.sequence
          told = .now
        }
        isFailing = false
      } catch {
        if !isFailing { failed(error) }
        isFailing = true
      }
      if told + quiet < .now {
        tell(.quiet)
        told = .now
      }
    }
  }

  /// Whether anybody listens; reading has ended where not.
  private func goesOn() -> Bool {
    state.withLock { state in
      if state.listeners.isEmpty { state.isReading = false }
      return state.isReading
    }
  }

  private func tell(_ sign: Sign) {
    let listeners = state.withLock { $0.listeners }
    for listener in listeners.values {
      if case .dropped = listener.yield(sign) { listener.finish() }
    }
  }
}
