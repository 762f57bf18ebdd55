package import Application
package import Foundation
package import Referrals

/// Where a chain ends: the place of its last entry, and that entry's link.
package struct ChainEnd: Hashable, Sendable {
  package var sequence: Int64
  package var link: Data

  /// Names an end.
  package init(sequence: Int64, link: Data) {
    self.sequence = sequence
    self.link = link
  }

  /// Before the first entry.
  package static let start = ChainEnd(sequence: 0, link: Data(count: 32))
}

/// An event as it is stored, but for its body.
package struct StoredEvent {
  package let sequence: Int64
  package let version: Int64
  package let at: Int64
  package let actor: String
  package let hash: Data
  package let link: Data
  package let fields: String?

  /// Describes an event as it is stored.
  package init(
    sequence: Int64, version: Int64, at: Int64, actor: String, hash: Data, link: Data,
    fields: String?
  ) {
    self.sequence = sequence
    self.version = version
    self.at = at
    self.actor = actor
    self.hash = hash
    self.link = link
    self.fields = fields
  }

  /// What its link has to be.
  package func link(after previous: Data, code: ReferralCode, _ ring: KeyRing) -> Data {
    ring.link(
      after: previous, sequence: sequence, code: code, version: version,
      at: Instant(milliseconds: at), actor: actor, bodyHash: hash, fields: fields)
  }
}

/// An entry of the access log as it is stored.
package struct StoredAccess {
  package var at: Int64
  package var actor: String
  package var role: String?
  package var action: String
  package var code: Int64?
  package var outcome: String
  package var source: String?
  /// The codes that were shown, five bytes each; nil where none were.
  package var seen: Data?

  /// Describes an entry as it is stored.
  package init(
    at: Int64, actor: String, role: String?, action: String, code: Int64?, outcome: String,
    source: String?, seen: Data?
  ) {
    self.at = at
    self.actor = actor
    self.role = role
    self.action = action
    self.code = code
    self.outcome = outcome
    self.source = source
    self.seen = seen
  }
}

extension StoredAccess {
  package init(_ entry: AuditEntry) {
    self.init(
      at: entry.at.milliseconds, actor: entry.actor, role: entry.role?.rawValue,
      action: entry.action, code: entry.code.map { Int64($0.bits) }, outcome: entry.outcome,
      source: entry.source, seen: Self.bytes(entry.seen))
  }

  private static func bytes(_ codes: [ReferralCode]) -> Data? {
    if codes.isEmpty { return nil }
    return Data(
      codes.flatMap { code in (0..<5).map { UInt8(truncatingIfNeeded: code.bits >> (32 - 8 * $0)) }
      })
  }

  /// The codes in these bytes.
  package static func codes(_ bytes: Data) -> [ReferralCode] {
    let all = Array(bytes)
    return stride(from: 0, to: all.count - 4, by: 5).compactMap { start in
      ReferralCode(bits: all[start..<start + 5].reduce(0) { $0 << 8 | UInt64($1) })
    }
  }
}

/// A row of tokens, as its mark covers it: write access to the file alone cannot forge one.
package struct StoredToken {
  package var record: TokenRecord
  package var hash: Data

  package init(_ record: TokenRecord, hash: Data) {
    self.record = record
    self.hash = hash
  }

  package var bytes: Data {
    let words = [
      record.id, Hex.text(hash), record.role.rawValue, record.scope, record.label,
      String(record.createdAt.milliseconds), String(record.expiresAt.milliseconds),
      record.revokedAt.map { String($0.milliseconds) } ?? "-",
    ]
    return Data(words.joined(separator: "\u{0}").utf8)
  }
}

extension ReferralCode {
  /// The code of a stored number; nil for one that no code has.
  package init?(stored number: Int64) {
    guard (0...0xFF_FFFF_FFFF).contains(number) else { return nil }
    self.init(bits: UInt64(number))
  }
}
