internal import Synchronization

/// Keeps lists and corrections, append-only.
///
/// An event is stored whole or not at all, and only when no other was stored since the caller
/// looked: a plan made from version *n* can only become version *n* + 1.
public protocol ListStore: Sendable {
  /// How many events are stored; changes whenever one is added, by any process.
  func version() throws(ListStoreError) -> Int

  /// The events after the first `version` ones, in the order of storing.
  func events(after version: Int) throws(ListStoreError) -> [ListEvent]

  /// Appends events, all or none.
  ///
  /// - Parameters:
  ///   - events: What to store, in this order.
  ///   - version: The version that they were worked out from.
  /// - Returns: The new version.
  /// - Throws: `ListStoreError.conflict` when the store has moved on; then nothing is stored.
  @discardableResult
  func append(_ events: [ListEvent], after version: Int) throws(ListStoreError) -> Int
}

extension ListStore {
  /// Appends one event.
  @discardableResult
  public func append(_ event: ListEvent, after version: Int) throws(ListStoreError) -> Int {
    try append([event], after: version)
  }
}

/// Why a store refused.
public enum ListStoreError: Error, Hashable, Sendable {
  /// Another event came first; the plan must be made again.
  case conflict(expected: Int, found: Int)
  /// A stored row that this program cannot read: what and where.
  case unreadable(String)
  /// The file or its database failed: its own words.
  case failed(String)
}

/// A store in memory: the twin that the other one is tested against.
public final class MemoryListStore: ListStore {
  private let stored: Mutex<[ListEvent]>

  /// Makes a store.
  public init(_ events: [ListEvent] = []) { stored = Mutex(events) }

  /// How many events are stored.
  public func version() -> Int { stored.withLock { $0.count } }

  /// The events after the first `version` ones.
  public func events(after version: Int) -> [ListEvent] {
    stored.withLock { Array($0.dropFirst(max(version, 0))) }
  }

  /// Appends events.
  @discardableResult
  public func append(_ more: [ListEvent], after version: Int) throws(ListStoreError) -> Int {
    let (isStored, found) = stored.withLock { events in
      guard events.count == version else { return (false, events.count) }
      events += more
      return (true, events.count)
    }
    if !isStored { throw .conflict(expected: version, found: found) }
    return found
  }
}
