public import Foundation
public import Referrals

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

  package var content: String {
    [
      Self.heading, "counter \(counter)", "at \(at.milliseconds)",
      "events \(events) \(Hex.text(eventLink))", "accesses \(accesses) \(Hex.text(accessLink))",
    ].joined(separator: "\n") + "\n"
  }

  /// Reads a signed head; nil when it is none, or when no key of the ring that still signs signed it.
  package static func signed(_ bytes: Data, _ ring: KeyRing) -> (head: Head, key: KeyRing.ChainKey)?
  {
    guard let text = String(data: bytes, encoding: .utf8),
      let mark = text.range(of: "mark ", options: .backwards),
      let found = Hex.bytes(text[mark.upperBound...].dropLast(1))
    else { return nil }
    let content = String(text[..<mark.lowerBound])
    guard let key = ring.signing.last(where: { $0.mark(Data(content.utf8)) == found }),
      let head = Head(content)
    else { return nil }
    return (head, key)
  }

  /// Reads the content of a head, of any process.
  package init?(_ content: String) {
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

  package init(
    counter: Int64, at: Instant, events: Int64, eventLink: Data, accesses: Int64, accessLink: Data
  ) {
    self.counter = counter
    self.at = at
    self.events = events
    self.eventLink = eventLink
    self.accesses = accesses
    self.accessLink = accessLink
  }

  package func signed(_ key: KeyRing.ChainKey) -> Data {
    Data((content + "mark \(Hex.text(key.mark(Data(content.utf8))))\n").utf8)
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
