import Exporting
import LineProtocol
import Logging
import NIOCore
public import Referrals
public import Application
import Schema
import Synchronization

/// The referrals that a server serves, with those who watch them.
public final class ReferralEndpoint: Sendable {
  /// Who may do what with them.
  public let referralService: ReferralService
  /// The current time.
  public let now: @Sendable () -> Instant
  let broadcaster = ChangeBroadcaster()
  /// Watches the health of the store; nil where that is not wanted.
  let watch: StoreWatch?

  /// Serves the use cases of a service; time is passed in, and the store where it is to be looked after.
  public init(
    referralService: ReferralService, keeper: (any StoreKeeper)? = nil,
    now: @escaping @Sendable () -> Instant
  ) {
    self.referralService = referralService
    self.now = now
    watch = keeper.map { StoreWatch($0, now: now) }
  }

  /// The use cases over the current directory.
  func referring(_ locator: Locator) -> Referring {
    Referring(referralService: referralService, locator: { locator }, now: now)
  }

  /// Answers a request of a caller whose token is still valid, with the current directory.
  func answer(
    _ command: ParsedCommand, by identity: Identity, _ locator: Locator
  ) async throws(ReferringError) -> ReferralAnswer {
    do throws(ReferralServiceError) {
      guard try await referralService.isTokenValid(identity) else { throw .notAuthenticated }
    } catch {
      throw .referralService(error)
    }
    return try await referring(locator).answer(try ReferralRequest(command), by: identity)
  }

  /// How often it is checked whether there are watchers.
  private static let pause = Duration.milliseconds(100)

  /// Passes changes on to watchers, until cancelled; `locator` gives the current one.
  func pollChanges(_ logger: Logger, _ locator: @escaping @Sendable () -> Locator) async {
    let log = ReferralLog(Referring(referralService: referralService, locator: locator, now: now))
    try? await referralService.rememberGuesses()
    var isFailing = false
    while !Task.isCancelled {
      guard let position = broadcaster.position else {
        try? await Task.sleep(for: Self.pause)
        continue
      }
      do {
        // Who watches may change meanwhile, so it is not waited for long.
        let all = try await log.after(position, within: Self.pause)
        if !all.isEmpty {
          for identity in broadcaster.identities
          where try await !referralService.isTokenValid(identity) {
            broadcaster.dismiss(identity)
          }
        }
        var told: [Identity: Set<ReferralCode>] = [:]
        for news in all {
          // Watchers that came meanwhile get nothing from before.
          guard let position = broadcaster.position, news.change.sequence > position else {
            continue
          }
          for identity in broadcaster.tell(news) {
            told[identity, default: []].insert(news.change.code)
          }
          broadcaster.advance(to: news.change.sequence)
        }
        // What a watcher saw is logged like what a list showed.
        for (identity, codes) in told {
          try await referralService.recordTold(codes.sorted(), to: identity)
        }
        isFailing = false
      } catch {
        if !isFailing { logger.error("cannot read changes", metadata: ["error": "\(error)"]) }
        isFailing = true
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}

/// Who watches what, and from where in the log.
final class ChangeBroadcaster: Sendable {
  private struct State {
    var watchers: [ObjectIdentifier: Watcher] = [:]
    var position: Int64?
  }

  /// A topic, and as whom it is watched.
  struct Watch {
    let topic: WatchTopic
    let identity: Identity
  }

  /// A connection that watches.
  struct Watcher {
    let connection: NIOLoopBound<ConnectionHandler>
    let loop: any EventLoop
    var topics: [String: Watch]
  }

  private let state = Mutex(State())

  /// The place in the log up to which all were notified; nil while there are no watchers.
  var position: Int64? { state.withLock { $0.position } }

  /// Adds topics of a connection; `sequence` is where the log ended before.
  func add(
    _ topics: [String: Watch], of connection: ConnectionHandler, on loop: any EventLoop,
    from sequence: Int64
  ) {
    let bound = NIOLoopBound(connection, eventLoop: loop)
    let id = ObjectIdentifier(connection)
    state.withLock { state in
      if state.watchers.isEmpty { state.position = sequence }
      state.watchers[
        id, default: Watcher(connection: bound, loop: loop, topics: [:])
      ].topics.merge(topics) { $1 }
    }
  }

  /// Takes topics of a connection away; all of them when none is named.
  func remove(_ topics: [String], of connection: ConnectionHandler) {
    state.withLock { state in
      let id = ObjectIdentifier(connection)
      for topic in topics { state.watchers[id]?.topics[topic] = nil }
      if topics.isEmpty || state.watchers[id]?.topics.isEmpty == true { state.watchers[id] = nil }
      if state.watchers.isEmpty { state.position = nil }
    }
  }

  func advance(to sequence: Int64) {
    state.withLock { state in state.position = state.position.map { max($0, sequence) } }
  }

  /// How many connections watch.
  var watching: Int { state.withLock { $0.watchers.count } }

  /// As whom anything is watched.
  var identities: Set<Identity> {
    state.withLock { state in
      Set(state.watchers.values.flatMap { $0.topics.values.map(\.identity) })
    }
  }

  /// Ends the connections that watch with a token that is no longer valid.
  func dismiss(_ identity: Identity) {
    let ended = state.withLock { state in
      let ended = state.watchers.filter { entry in
        entry.value.topics.values.contains { $0.identity == identity }
      }
      for id in ended.keys { state.watchers[id] = nil }
      if state.watchers.isEmpty { state.position = nil }
      return ended.values.map { $0 }
    }
    for watcher in ended { watcher.loop.execute { watcher.connection.value.dismiss() } }
  }

  /// Hands a change to the connections that watch for it, each on its own event loop; as whom they do.
  func tell(_ news: ReferralNews) -> Set<Identity> {
    let told = state.withLock { state in
      state.watchers.values.compactMap { watcher in
        let topics = watcher.topics.filter { $0.value.topic.holds(news.change) }.keys.sorted()
        return topics.isEmpty ? nil : (watcher, topics)
      }
    }
    guard !told.isEmpty else { return [] }
    let payload = ChangeRecord.json(news)
    for (watcher, topics) in told {
      watcher.loop.execute {
        for topic in topics { watcher.connection.value.push(topic, payload) }
      }
    }
    return Set(
      told.flatMap { watcher, topics in topics.compactMap { watcher.topics[$0]?.identity } })
  }
}
