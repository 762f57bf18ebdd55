internal import Dispatch
public import Foundation
public import Referrals
internal import Synchronization

/// Where the logs of a database ended at some time, signed, and kept outside it: by it is seen what
/// was cut off or put back.
public struct Head: Hashable, Sendable {
  /// How many heads were written before.
  public var counter: Int64
  /// When it was written.
  public var at: Instant
  /// The place and link of the last event.
  public var events: Int64
  /// Its link.
  public var eventLink: Data
  /// The place of the last access.
  public var accesses: Int64
  /// Its link.
  public var accessLink: Data

  /// One line for a log or a page: counter, time, both places with the beginning of their links.
  public var line: String {
    "\(counter) \(at.iso8601()) events \(events) \(Hex.text(eventLink.prefix(8))) "
      + "accesses \(accesses) \(Hex.text(accessLink.prefix(8)))"
  }

  private static let heading = "plkk-head 1"

  var content: String {
    [
      Self.heading, "counter \(counter)", "at \(at.milliseconds)",
      "events \(events) \(Hex.text(eventLink))", "accesses \(accesses) \(Hex.text(accessLink))",
    ].joined(separator: "\n") + "\n"
  }

  /// Reads a head; nil when it is none, or when no key of the ring signed it.
  init?(_ bytes: Data, _ ring: KeyRing) {
    guard let text = String(data: bytes, encoding: .utf8),
      let mark = text.range(of: "mark ", options: .backwards),
      let found = Hex.bytes(text[mark.upperBound...].dropLast(1))
    else { return nil }
    let content = Data(text[..<mark.lowerBound].utf8)
    // While keys are being rotated, the head may still be of those before.
    guard found == ring.mark(content) || ring.isRotating && found == ring.mark(content, before: 1)
    else { return nil }
    self.init(String(text[..<mark.lowerBound]))
  }

  /// Reads the content of a head, whoever wrote it.
  init?(_ content: String) {
    let lines = content.split(separator: "\n").map { $0.split(separator: " ") }
    guard lines.count == 5, lines[0].joined(separator: " ") == Self.heading,
      lines[1].count == 2, let counter = Int64(lines[1][1]),
      lines[2].count == 2, let at = Int64(lines[2][1]),
      lines[3].count == 3, let events = Int64(lines[3][1]),
      let eventLink = Hex.bytes(lines[3][2]),
      lines[4].count == 3, let accesses = Int64(lines[4][1]),
      let accessLink = Hex.bytes(lines[4][2])
    else { return nil }
    self.init(
      counter: counter, at: Instant(milliseconds: at), events: events, eventLink: eventLink,
      accesses: accesses, accessLink: accessLink)
  }

  init(
    counter: Int64, at: Instant, events: Int64, eventLink: Data, accesses: Int64, accessLink: Data
  ) {
    self.counter = counter
    self.at = at
    self.events = events
    self.eventLink = eventLink
    self.accesses = accesses
    self.accessLink = accessLink
  }

  func signed(_ ring: KeyRing) -> Data {
    Data((content + "mark \(Hex.text(ring.mark(Data(content.utf8))))\n").utf8)
  }
}

/// What the head beside a database says of it.
public enum HeadState: Hashable, Sendable {
  /// The database holds all that the head knows of.
  case agrees(Head)
  /// There is none beside the file.
  case missing
  /// It is not signed with the keys of this database.
  case unreadable
  /// The database lacks what the head knows of: it was cut off, or put back to an older copy.
  case behind(Head)
}

/// Keeps the head beside the file near the end of the logs: at once after a pause, at most five times a
/// second under load.
///
/// A head that the database does not hold is never written over, as it is the only witness.
final class HeadKeeper: Sendable {
  private struct State {
    var counter: Int64 = 0
    var isFrozen = false
    var waiting: (events: ChainEnd, accesses: ChainEnd)?
    var isScheduled = false
  }

  private let path: String
  private let ring: @Sendable () -> KeyRing
  private let newer: @Sendable () -> KeyRing?
  private let state: Mutex<State>
  private let queue = DispatchQueue(label: "plkk.head")
  private static let pause = DispatchTimeInterval.milliseconds(200)

  /// - Parameters:
  ///   - ring: The keys of the moment.
  ///   - newer: Those that stand in the key file, which another process may have rotated.
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
      state.waiting = (events, accesses)
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

  /// Writes what waits.
  func flush() {
    let due = state.withLock { state -> (Int64, ChainEnd, ChainEnd)? in
      guard let waiting = state.waiting else { return nil }
      state.waiting = nil
      state.counter += 1
      return (state.counter, waiting.events, waiting.accesses)
    }
    guard let (counter, events, accesses) = due else { return }
    var ring = ring()
    // Another process may have gone further meanwhile, or rotated the keys: then theirs sign.
    let bytes = FileManager.default.contents(atPath: path)
    var known = bytes.flatMap { Head($0, ring) }
    if let bytes, known == nil {
      guard let others = newer(), let head = Head(bytes, others) else { return }
      (ring, known) = (others, head)
    }
    if let known, known.events > events.sequence || known.accesses > accesses.sequence { return }
    let head = Head(
      counter: max(counter, (known?.counter ?? 0) + 1),
      at: Instant(milliseconds: Int64(Date.now.timeIntervalSince1970 * 1_000)),
      events: events.sequence, eventLink: events.link, accesses: accesses.sequence,
      accessLink: accesses.link)
    state.withLock { $0.counter = head.counter }
    // Not synced: after a power cut an older head is there, which the database holds all the same.
    try? Files.replace(path, with: Array(head.signed(ring)), synced: false)
  }
}
