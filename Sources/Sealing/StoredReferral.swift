package import Application
internal import Foundation
package import Referrals

/// Reading of referrals out of their events, each checked.
///
/// Each body is compared with its hash and each event with its link of the chain, so that nothing is
/// served that the disk or a hand has changed; a database would not notice a changed byte inside a value.
package enum StoredReferral {
  /// The events of a row in order, without those whose body was purged.
  package static func events(
    row: Int64, _ code: ReferralCode, _ ring: KeyRing, _ source: some RowSource
  ) throws -> [Event] {
    let rows = try source.all(
      """
      SELECT event.sequence, event.version, event.at, event.actor, event.body,
        event.body_hash, event.link, event.fields, previous.link AS previous
      FROM event LEFT JOIN event AS previous ON previous.sequence = event.sequence - 1
      WHERE event.referral = ? ORDER BY event.version
      """, [.whole(row)])
    return try events(rows, code, ring)
  }

  /// The same of rows that were read already.
  package static func events(
    _ rows: [some StoredRow], _ code: ReferralCode, _ ring: KeyRing
  ) throws(StoreError) -> [Event] {
    var events: [Event] = []
    for row in rows {
      let body = try row.bytesIfAny("body")
      let stored = try StoredEvent(row)
      let link = stored.link(
        after: try row.bytesIfAny("previous") ?? ChainEnd.start.link, code: code, ring)
      guard link == stored.link, body.map({ sha256($0) == stored.hash }) ?? true else {
        throw .inconsistent(
          "\(code.text): event \(stored.version) was changed after it was written")
      }
      if let body {
        events.append(
          Event(
            at: Instant(milliseconds: stored.at), actor: stored.actor,
            body: try Coding.decode(EventBody.self, body)))
      }
    }
    return events
  }

  /// The referral that events make; there must be as many as its row says.
  package static func folded(
    _ events: [Event], _ code: ReferralCode, version: Int64
  ) throws(StoreError) -> Referral {
    guard let state = Referral(events), Int64(state.version) == version, state.code == code else {
      throw .inconsistent("\(code.text): its row differs from its events")
    }
    return state
  }

  /// An event of the log of all referrals; nil for one that cannot be read.
  package static func logged(_ row: some StoredRow) -> LoggedEvent? {
    guard let body = try? row.bytes("body"), let code = try? row.code(),
      let at = try? row.instant("at"), let actor = try? row.text("actor"),
      let decoded = try? Coding.decode(EventBody.self, body),
      let sequence = try? row.whole("sequence")
    else { return nil }
    return LoggedEvent(
      sequence: sequence, code: code, event: Event(at: at, actor: actor, body: decoded))
  }
}
