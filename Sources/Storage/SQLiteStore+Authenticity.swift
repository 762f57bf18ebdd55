internal import Application
internal import Foundation
internal import GRDB
internal import Referrals

/// The checks of what only the keys can tell: sealed fields, accesses, tokens, the head.
extension SQLiteStore {
  /// Every sealed field opens where it stands, and is the one that the newest event naming it set.
  static func verifySealed(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT sealed.*, referral.code FROM sealed JOIN referral ON referral.id = sealed.referral
        """)
    var found: [Int64: Set<String>] = [:]
    while let row = try rows.next() {
      guard let code = try? row.code(), let value = try? opened(row, code, ring) else {
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
        continue
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
    let events = try Row.fetchCursor(
      db,
      sql: """
        SELECT event.referral, event.version, event.fields, referral.code FROM event
        JOIN referral ON referral.id = event.referral WHERE event.fields IS NOT NULL
        """)
    var set: [Int64: Set<String>] = [:]
    var names: [Int64: ReferralCode] = [:]
    while let row = try events.next() {
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
        ?? Int64.fetchOne(db, sql: "SELECT code FROM referral WHERE id = ?", arguments: [id])
        .flatMap(ReferralCode.init(stored:))
      guard let code else { continue }
      // Gone by a purge, which the access log tells of, or the emptied referral itself where that entry
      // has aged out of the log.
      let isPurged = try Bool.fetchOne(
        db,
        sql: """
          SELECT EXISTS (SELECT 1 FROM audit WHERE action = 'purge' AND code = ?)
            OR EXISTS (SELECT 1 FROM referral WHERE code = ? AND purged_at IS NOT NULL)
          """, arguments: [Int64(code.bits), Int64(code.bits)])
      if isPurged == true, (found[id] ?? []).isSubset(of: set[id] ?? []) { continue }
      report.note(.missingField(code))
    }
  }

  /// The access log, link by link, from where purges by age left it.
  static func verifyAccesses(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    let removed =
      try Int64.fetchOne(db, sql: "SELECT value FROM keeping WHERE name = 'accesses-removed'") ?? 0
    var sequence = removed
    var link: Data? = removed == 0 ? ChainEnd.start.link : nil
    var noted: Int64 = 0
    let rows = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY sequence")
    while let row = try rows.next() {
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
        continue
      }
      if let before = link, ring.link(after: before, access: found, stored) != written {
        report.note(.brokenAccesses(found))
      }
      link = written
      if stored.action == removedAction, stored.actor == "retention" {
        noted = max(noted, Int64(stored.outcome) ?? 0)
      }
    }
    // That the log begins later than at its first entry must stand in the log itself.
    if removed > noted { report.note(.missingAccesses(noted + 1...removed)) }
  }

  /// Every token carries the mark of the keys, and they are those that the access log last noted.
  static func verifyTokens(
    _ ring: KeyRing, _ db: Database, _ report: inout VerifyReport
  ) throws {
    for row in try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY id")
    where token(row, ring) == nil {
      report.note(.forgedToken((try? row.text("id")) ?? "?"))
    }
    let noted = try String.fetchOne(
      db,
      sql: "SELECT outcome FROM audit WHERE action = ? AND actor = 'keys' ORDER BY sequence DESC",
      arguments: [tokensAction])
    if let noted, noted != (try? tokensDigest(db)) { report.note(.changedTokens) }
  }

  /// What a head that was read says of a file; read before what is read of the file, as the head is
  /// written after it.
  static func state(of found: HeadFile.Found, _ db: Database) throws -> HeadState {
    switch found {
    case .blank: .missing
    case .unreadable: .unreadable
    case .head(let head, _, _): try holds(head, db) ? .agrees(head) : .behind(head)
    }
  }

  /// Whether the logs of a file hold the ends that a head knows of.
  static func holds(_ head: Head, _ db: Database) throws -> Bool {
    func has(_ sql: String, _ sequence: Int64, _ link: Data) throws -> Bool {
      if sequence == 0 { return true }
      return try Data.fetchOne(db, sql: sql, arguments: [sequence]) == link
    }
    let removed = try Int64.fetchOne(
      db, sql: "SELECT value FROM keeping WHERE name = 'accesses-removed'")
    let events = try has(
      "SELECT link FROM event WHERE sequence = ?", head.events, head.eventLink)
    guard events else { return false }
    if head.accesses <= removed ?? 0 { return true }
    return try has("SELECT link FROM audit WHERE sequence = ?", head.accesses, head.accessLink)
  }
}
