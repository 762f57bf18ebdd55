import Casework
import Logging
import NIOCore
public import Referrals
import Service
public import Storage
import Synchronization

/// The referrals that a server serves, with those who watch them.
public final class ReferralHall: Sendable {
  let desk: ReferralDesk
  let now: @Sendable () -> Instant
  let hub = WatchHub()

  /// Serves the use cases of a desk; time is passed in.
  public init(desk: ReferralDesk, now: @escaping @Sendable () -> Instant) {
    self.desk = desk
    self.now = now
  }

  /// The use cases over the directory of the moment.
  func casework(_ locator: Locator) -> Casework {
    Casework(desk: desk, locator: { locator }, now: now)
  }

  /// How often the log is looked at while someone watches: changes of other processes show too.
  private static let pause = Duration.milliseconds(100)

  /// Passes changes on to those who watch, until cancelled.
  func passOn(_ logger: Logger) async {
    var isFailing = false
    while !Task.isCancelled {
      try? await Task.sleep(for: Self.pause)
      guard let position = hub.position else { continue }
      do {
        let changes = try await desk.changes(after: position)
        for change in changes { hub.tell(change) }
        if let last = changes.last { hub.advance(to: last.sequence) }
        isFailing = false
      } catch {
        if !isFailing { logger.error("cannot read changes", metadata: ["error": "\(error)"]) }
        isFailing = true
      }
    }
  }
}

/// Who watches what, and from where in the log.
final class WatchHub: Sendable {
  private struct State {
    var watchers: [ObjectIdentifier: Watcher] = [:]
    var position: Int64?
  }

  /// A connection that watches.
  struct Watcher {
    let connection: NIOLoopBound<ConnectionHandler>
    let loop: any EventLoop
    var topics: [String: WatchTopic]
  }

  private let state = Mutex(State())

  /// The place in the log up to which all were told; nil while nobody watches.
  var position: Int64? { state.withLock { $0.position } }

  /// Adds topics of a connection; `sequence` is where the log ended before.
  func add(
    _ topics: [String: WatchTopic], of connection: ConnectionHandler, on loop: any EventLoop,
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
    state.withLock { if $0.position != nil { $0.position = sequence } }
  }

  /// Hands a change to the connections that watch for it, each on its own event loop.
  func tell(_ change: ReferralChange) {
    let told = state.withLock { state in
      state.watchers.values.compactMap { watcher in
        let topics = watcher.topics.filter { $0.value.holds(change) }.keys.sorted()
        return topics.isEmpty ? nil : (watcher, topics)
      }
    }
    guard !told.isEmpty else { return }
    let payload = ReferralLines.json(change)
    for (watcher, topics) in told {
      watcher.loop.execute {
        for topic in topics { watcher.connection.value.push(topic, payload) }
      }
    }
  }
}
