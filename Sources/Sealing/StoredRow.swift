package import Application
package import Foundation
package import Referrals

/// A row of a table, read with trust in nothing: a damaged database may hold anything anywhere, also in
/// columns whose type was checked on the way in.
package protocol StoredRow {
  /// A number; nil for NULL.
  func wholeIfAny(_ column: String) throws(StoreError) -> Int64?
  /// A text; nil for NULL.
  func textIfAny(_ column: String) throws(StoreError) -> String?
  /// Bytes; nil for NULL.
  func bytesIfAny(_ column: String) throws(StoreError) -> Data?
  /// Whether there is such a column.
  func hasColumn(_ column: String) -> Bool
}

extension StoredRow {
  /// A number.
  package func whole(_ column: String) throws(StoreError) -> Int64 {
    guard let number = try wholeIfAny(column) else { throw .inconsistent("no \(column)") }
    return number
  }

  /// A text.
  package func text(_ column: String) throws(StoreError) -> String {
    guard let text = try textIfAny(column) else { throw .inconsistent("no \(column)") }
    return text
  }

  /// Bytes.
  package func bytes(_ column: String) throws(StoreError) -> Data {
    guard let bytes = try bytesIfAny(column) else { throw .inconsistent("no \(column)") }
    return bytes
  }

  /// The code of a referral.
  package func code(_ column: String = "code") throws(StoreError) -> ReferralCode {
    guard let code = ReferralCode(stored: try whole(column)) else { throw .inconsistent(column) }
    return code
  }

  /// A time.
  package func instant(_ column: String) throws(StoreError) -> Instant {
    Instant(milliseconds: try whole(column))
  }
}

/// A value that a statement asks with.
package enum StoredArgument: Hashable, Sendable {
  case whole(Int64)
  case text(String)
  case bytes(Data)
}

/// A snapshot of the tables of a store; each `?` in a statement is replaced by the next argument.
package protocol RowSource {
  /// A row of this database.
  associatedtype Row: StoredRow
  /// All rows of a short answer.
  func all(_ sql: String, _ arguments: [StoredArgument]) throws -> [Row]
  /// Each row of a long answer in turn, which is never held whole.
  func each(_ sql: String, _ body: (Row) throws -> Void) throws
  /// What went wrong, in words that quote no value.
  func words(_ error: any Error) -> String
}

extension RowSource {
  /// The first column named `value` of the first row; nil without one.
  package func whole(_ sql: String, _ arguments: [StoredArgument] = []) throws -> Int64? {
    try all(sql, arguments).first?.wholeIfAny("value")
  }

  /// All rows of a short answer without arguments.
  package func all(_ sql: String) throws -> [Row] { try all(sql, []) }
}

extension StoredAccess {
  /// Reads a row of the access log.
  package init(_ row: some StoredRow) throws(StoreError) {
    self.init(
      at: try row.whole("at"), actor: try row.text("actor"), role: try row.textIfAny("role"),
      action: try row.text("action"), code: try row.wholeIfAny("code"),
      outcome: try row.text("outcome"), source: try row.textIfAny("source"),
      // Not there yet while an older file takes the shape of this program.
      seen: row.hasColumn("seen") ? try row.bytesIfAny("seen") : nil)
  }

  /// The access as the log shows it.
  package var entry: AuditEntry {
    AuditEntry(
      at: Instant(milliseconds: at), actor: actor, role: role.flatMap(Role.init), action: action,
      code: code.flatMap(ReferralCode.init(stored:)), outcome: outcome, source: source,
      seen: seen.map(Self.codes) ?? [])
  }
}

extension StoredToken {
  /// Reads a row of tokens.
  package init(_ row: some StoredRow) throws(StoreError) {
    guard let role = Role(rawValue: try row.text("role")) else { throw .inconsistent("role") }
    self.init(
      TokenRecord(
        id: try row.text("id"), role: role, scope: try row.text("scope"),
        label: try row.text("label"), createdAt: try row.instant("created_at"),
        expiresAt: try row.instant("expires_at"),
        revokedAt: try row.wholeIfAny("revoked_at").map(Instant.init(milliseconds:))),
      hash: try row.bytes("hash"))
  }

  /// The token of a row; nil for one that does not carry the mark of the keys.
  package static func marked(_ row: some StoredRow, _ ring: KeyRing) -> TokenRecord? {
    guard let stored = try? StoredToken(row), let mark = try? row.bytes("mark"),
      mark == ring.tokenMark(stored.bytes)
    else { return nil }
    return stored.record
  }

  /// What all tokens of a store are, in one word for the access log.
  package static func digest(_ rows: [some StoredRow]) throws(StoreError) -> String {
    var all = Data()
    for row in rows {
      all.append(try StoredToken(row).bytes)
      all.append(0)
    }
    return Hex.text(sha256(all).prefix(16))
  }
}

extension StoredEvent {
  /// Reads a row of the log.
  package init(_ row: some StoredRow) throws(StoreError) {
    self.init(
      sequence: try row.whole("sequence"), version: try row.whole("version"),
      at: try row.whole("at"), actor: try row.text("actor"), hash: try row.bytes("body_hash"),
      link: try row.bytes("link"), fields: try row.textIfAny("fields"))
  }
}

extension PersonalValue {
  /// A sealed field, opened where it belongs.
  package init(_ row: some StoredRow, _ code: ReferralCode, _ ring: KeyRing) throws(StoreError) {
    guard let field = PersonalField(rawValue: try row.text("field")) else {
      throw .inconsistent("unknown field")
    }
    let version = try row.whole("version")
    let box = try row.bytes("box")
    let key = try row.whole("key_id")
    var place = KeyRing.Place(
      code: code, field: field, version: version, lookup: try row.bytesIfAny("lookup"))
    var text = try? ring.open(box, key: key, at: place)
    if text == nil, version == 0 {
      // What version 0.1.0 sealed is bound to its referral and field alone, until keys are rotated.
      place.version = nil
      text = try? ring.open(box, key: key, at: place)
    }
    guard let text else { throw .keysUnusable }
    self.init(field: field, version: Int(clamping: version), text: text)
  }
}
