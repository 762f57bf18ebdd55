internal import Application
internal import Foundation
internal import Referrals

/// The checks that need the keys: sealed fields, accesses, tokens.
extension StoreCheck {
  /// Every sealed field opens in its row, and is the one that the newest event naming it set.
  func sealedFields() throws {
    var found: [Int64: Set<String>] = [:]
    try source.each(
      "SELECT sealed.*, referral.code FROM sealed JOIN referral ON referral.id = sealed.referral"
    ) { row in
      guard let code = try? row.code(), let value = try? PersonalValue(row, code, ring) else {
        if let code = try? row.code() {
          report.note(.unopenedField(code))
          // It is present, and so not counted as missing as well.
          if let id = try? row.whole("referral"), let version = try? row.whole("version"),
            version > 0, let field = try? row.text("field")
          {
            found[id, default: []].insert("\(version) \(field)")
          }
        } else {
          report.note(.unreadableRow(table: "sealed", row: "?"))
        }
        return
      }
      if value.field.isFindable, let lookup = try? row.bytesIfAny("lookup"),
        !ring.lookupHashes(value.text, field: value.field).contains(lookup)
      {
        report.note(.unopenedField(code))
      }
      if value.version > 0 {
        found[try row.whole("referral"), default: []]
          .insert("\(value.version) \(value.field.rawValue)")
      }
    }
    try compare(found)
  }

  /// What is sealed with what the events say that they set.
  private func compare(_ found: [Int64: Set<String>]) throws {
    var set: [Int64: Set<String>] = [:]
    var names: [Int64: ReferralCode] = [:]
    try source.each(
      """
      SELECT event.referral, event.version, event.fields, referral.code FROM event
      JOIN referral ON referral.id = event.referral WHERE event.fields IS NOT NULL
      """
    ) { row in
      let id = try row.whole("referral")
      let version = try row.whole("version")
      names[id] = try? row.code()
      for field in try row.text("fields").split(separator: ",") {
        set[id, default: []].insert("\(version) \(field)")
      }
    }
    for id in Set(set.keys).union(found.keys) where set[id] != found[id] {
      let code =
        try names[id]
        ?? source.whole("SELECT code AS value FROM referral WHERE id = ?", [.whole(id)])
        .flatMap(ReferralCode.init(stored:))
      guard let code else { continue }
      // Removed by a purge, which the access log records, or the emptied referral itself where that entry
      // has aged out of the log.
      let number = StoredArgument.whole(Int64(code.bits))
      let purges = try source.whole(
        """
        SELECT (SELECT count(*) FROM audit WHERE action = 'purge' AND code = ?)
          + (SELECT count(*) FROM referral WHERE code = ? AND purged_at IS NOT NULL) AS value
        """, [number, number])
      if purges ?? 0 > 0, (found[id] ?? []).isSubset(of: set[id] ?? []) { continue }
      report.note(.missingField(code))
    }
  }

  /// The access log, link by link, from where purges by age left it.
  func accesses() throws {
    let removed =
      try source.whole("SELECT value FROM keeping WHERE name = 'accesses-removed'") ?? 0
    var sequence = removed
    var link: Data? = removed == 0 ? ChainEnd.start.link : nil
    var noted: Int64 = 0
    try source.each("SELECT * FROM audit ORDER BY sequence") { row in
      report.accesses += 1
      let found = try row.whole("sequence")
      if found != sequence &+ 1 {
        report.note(.missingAccesses(sequence &+ 1...max(sequence &+ 1, found &- 1)))
        link = nil
      }
      sequence = found
      guard let stored = try? StoredAccess(row), let written = try? row.bytes("link") else {
        report.note(.brokenAccesses(found))
        link = nil
        return
      }
      if let before = link, ring.link(after: before, access: found, stored) != written {
        report.note(.brokenAccesses(found))
      }
      link = written
      if stored.action == KeepersAction.accessesRemoved.rawValue, stored.actor == "retention" {
        noted = max(noted, Int64(stored.outcome) ?? 0)
      }
    }
    // That the log begins later than at its first entry must be recorded in the log itself.
    if removed > noted { report.note(.missingAccesses(noted + 1...removed)) }
  }

  /// Every token carries the mark of the keys, and they are those that the access log last noted.
  func tokens() throws {
    let rows = try source.all("SELECT * FROM token ORDER BY id")
    for row in rows where StoredToken.marked(row, ring) == nil {
      report.note(.forgedToken((try? row.text("id")) ?? "?"))
    }
    let noted = try source.all(
      """
      SELECT outcome FROM audit WHERE action = ? AND actor = 'keys' ORDER BY sequence DESC LIMIT 1
      """, [.text(KeepersAction.tokens.rawValue)]
    ).first?.text("outcome")
    if let noted, noted != (try? StoredToken.digest(rows)) { report.note(.changedTokens) }
  }
}

/// The words under which the access log notes what a store does to itself.
package enum KeepersAction: String, Sendable {
  /// Up to where the log was removed by age.
  case accessesRemoved = "purge-accesses"
  /// What the table of tokens holds: an older row with an older mark would undo a revocation.
  case tokens
}
