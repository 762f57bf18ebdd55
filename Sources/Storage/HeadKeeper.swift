internal import Application
internal import Dispatch
internal import Foundation
internal import Referrals
internal import Sealing
internal import Synchronization

/// Keeps the head beside the file near the end of the logs: at once after a pause, at most five times a
/// second under load.
///
/// A head that the database does not hold is never written over, as it is the only witness. A head is
/// signed with the key of the one before it; only a rotation goes on to its new key (`resign`), before
/// the old one signs no more. So none is ever signed with a key that the others have forgotten, or do
/// not know yet.
final class HeadKeeper: Sendable {
  private struct Ends {
    var events: ChainEnd
    var accesses: ChainEnd
  }

  private struct State {
    var counter: Int64 = 0
    var isFrozen = false
    var waiting: Ends?
    var last: Ends?
    var isScheduled = false
  }

  private let path: String
  private let ring: @Sendable () -> KeyRing
  private let newer: @Sendable () -> KeyRing?
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "plkk.head")
  private static let pause = DispatchTimeInterval.milliseconds(200)

  /// Makes the keeper of a head file.
  ///
  /// - Parameters:
  ///   - path: The head file.
  ///   - found: What the head said when the database was opened.
  ///   - ring: The current keys.
  ///   - newer: The keys in the key file, which another process may have rotated.
  init(
    _ path: String, _ found: HeadState, ring: @escaping @Sendable () -> KeyRing,
    newer: @escaping @Sendable () -> KeyRing?
  ) {
    self.path = path
    self.ring = ring
    self.newer = newer
    var first = State()
    switch found {
    case .agrees(let head): first.counter = head.counter
    case .missing: break
    case .unreadable, .behind: first.isFrozen = true
    }
    state = Mutex(first)
  }

  /// Notes where the logs end after a commit.
  func moved(events: ChainEnd, accesses: ChainEnd) {
    let isFirst = state.withLock { state in
      if state.isFrozen { return false }
      let ends = Ends(events: events, accesses: accesses)
      state.waiting = ends
      state.last = ends
      if state.isScheduled { return false }
      state.isScheduled = true
      return true
    }
    guard isFirst else { return }
    flush()
    queue.asyncAfter(deadline: .now() + Self.pause) { [weak self] in
      guard let self else { return }
      state.withLock { $0.isScheduled = false }
      flush()
    }
  }

  /// Writes what waits; what cannot be written now waits for the next time.
  func flush() {
    let due = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }
    guard let due else { return }
    do throws(StoreError) {
      try write(due)
    } catch {
      state.withLock { $0.waiting = $0.waiting ?? due }
    }
  }

  private func write(_ ends: Ends) throws(StoreError) {
    let file = try HeadFile(path, patience: 20)
    let ring = ring()
    let found = file.read(ring, or: newer)
    let key: KeyRing.ChainKey
    switch found {
    case .unreadable: return
    case .head(let known, let signer, _):
      // Another process, or another thread of this one, has gone further meanwhile.
      if known.events > ends.events.sequence || known.accesses > ends.accesses.sequence { return }
      key = signer
    case .blank:
      // The oldest that still signs is known to everybody, however far a rotation has come.
      guard let oldest = (newer() ?? ring).signing.first else { return }
      key = oldest
    }
    try file.write(head(ends, after: found), key, over: found, synced: false)
  }

  private func head(_ ends: Ends, after found: HeadFile.Found) -> Head {
    let counter = state.withLock { state in
      var known: Int64 = 0
      if case .head(let head, _, _) = found { known = head.counter }
      state.counter = max(state.counter, known) &+ 1
      return state.counter
    }
    return Head(
      counter: counter, at: Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000)),
      events: ends.events.sequence, eventLink: ends.events.link,
      accesses: ends.accesses.sequence, accessLink: ends.accesses.link)
  }

  /// Signs the head with the newest key, which has to be on the disk before the others sign no more;
  /// also one that the database does not hold, which stays the witness that it is.
  func resign(_ ring: KeyRing, patience: Int = 10_000) throws(StoreError) {
    let file = try HeadFile(path, patience: patience)
    guard let newest = ring.signing.last else { throw .keysUnusable }
    let found = file.read(ring)
    var next: Head
    switch found {
    // Not ours to sign: it stays what it is.
    case .unreadable: return
    case .head(let known, _, _):
      next = known
      next.counter &+= 1
    case .blank:
      guard let last = state.withLock({ $0.last }) else { return }
      next = head(last, after: found)
    }
    try file.write(next, newest, over: found, synced: true)
    Files.syncDirectory(of: path)
  }
}
