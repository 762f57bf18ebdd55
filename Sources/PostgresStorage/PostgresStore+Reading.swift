public import Application
internal import Foundation
public import Referrals
internal import Sealing

extension PostgresStore {
  /// The state of a referral, folded from its events, or nil.
  public func referral(_ code: ReferralCode) async throws(StoreError) -> Referral? {
    try await withKeys { ring throws(StoreError) in
      try await readers.once { connection -> Referral? in
        // Row, events and keys by one statement: one moment, and one round to the server.
        let rows = try connection.run(
          """
          SELECT referral.id, referral.version AS whole_version, referral.purged_at, event.sequence,
            event.version, event.at, event.actor, event.body, event.body_hash, event.link,
            event.fields, previous.link AS previous, (SELECT keys FROM tail) AS keys
          FROM referral JOIN event ON event.referral = referral.id
            LEFT JOIN event AS previous ON previous.sequence = event.sequence - 1
          WHERE referral.code = $1 ORDER BY event.version
          """, [.whole(Int64(code.bits))], isKept: true
        ).rows
        guard let first = rows.first else { return nil }
        if try first.wholeIfAny("purged_at") != nil { throw StoreError.purged(code) }
        if try first.whole("keys") != Int64(ring.current) { throw StoreError.keysChanged }
        return try StoredReferral.folded(
          StoredReferral.events(rows, code, ring), code, version: try first.whole("whole_version"))
      }
    }
  }

  /// The events of a referral in order; empty when there is none.
  public func events(_ code: ReferralCode) async throws(StoreError) -> [Event] {
    try await readWithKeys { connection, ring in
      guard let row = try Self.row(code, connection) else { return [] }
      return try StoredReferral.events(row: row, code, ring, PostgresSource(connection))
    }
  }

  private static func row(_ code: ReferralCode, _ connection: PostgresConnection) throws -> Int64? {
    try connection.run(
      "SELECT id FROM referral WHERE code = $1", [.whole(Int64(code.bits))], isKept: true
    ).rows.first?.whole("id")
  }

  /// The personal values of a referral as they were recorded, oldest first, opened.
  public func values(
    _ code: ReferralCode, of wanted: Set<PersonalField>
  ) async throws(StoreError) -> [PersonalValue] {
    try await withKeys { ring throws(StoreError) in
      try await readers.once { connection -> [PersonalValue] in
        let rows = try connection.run(
          """
          SELECT field, sealed.version, key_id, box, lookup, (SELECT keys FROM tail) AS keys
          FROM sealed JOIN referral ON referral.id = sealed.referral
          WHERE referral.code = $1 ORDER BY sealed.version, field COLLATE "C"
          """, [.whole(Int64(code.bits))], isKept: true
        ).rows
        return try rows.compactMap { row -> PersonalValue? in
          guard let field = PersonalField(rawValue: try row.text("field")) else {
            throw StoreError.inconsistent("unknown field")
          }
          guard wanted.contains(field) else { return nil }
          if try row.whole("keys") != Int64(ring.current) { throw StoreError.keysChanged }
          return try PersonalValue(row, code, ring)
        }
      }
    }
  }

  /// Referrals whose field has this value, by its keyed hash; newest first, at most 100.
  public func find(
    _ field: PersonalField, _ value: String, branch: String?
  ) async throws(StoreError) -> [ReferralCode] {
    guard field.isFindable else {
      throw .invalid(
        what: field.rawValue,
        allowed: PersonalField.allCases.filter(\.isFindable).map(\.rawValue).joined(separator: ", ")
      )
    }
    return try await readWithKeys { connection, ring in
      try connection.run(
        """
        SELECT referral.code FROM referral WHERE id IN (
          SELECT referral FROM sealed
          WHERE sealed.lookup = ANY($1::bytea[]) AND sealed.field = $2 AND sealed.version = (
            SELECT max(version) FROM sealed AS newest
            WHERE newest.referral = sealed.referral AND newest.field = sealed.field))
          AND ($3::text IS NULL OR lower(branch) = lower($3::text COLLATE "C"))
        ORDER BY changed_at DESC, id DESC LIMIT 100
        """,
        [
          .blobs(ring.lookupHashes(value, field: field)), .text(field.rawValue),
          PostgresValue(branch),
        ]
      ).rows.map { try $0.code() }
    }
  }

  /// How many referrals there are by province, kind and status; void ones are not counted.
  public func counts() async throws(StoreError) -> [CountKey: Int] {
    try await readers.once { connection in
      var counts: [CountKey: Int] = [:]
      for row in try connection.run(
        """
        SELECT substr(region, 1, 2) AS province, kind, status, count(*) AS n FROM referral
        WHERE status <> 'entered-in-error' GROUP BY 1, 2, 3
        """
      ).rows {
        guard let kind = CaseKind(rawValue: try row.text("kind")),
          let status = RequestStatus(rawValue: try row.text("status"))
        else { throw StoreError.inconsistent("kind or status") }
        let key = CountKey(province: try row.text("province"), kind: kind, status: status)
        counts[key] = Int(clamping: try row.whole("n"))
      }
      return counts
    }
  }

  /// Referrals in the order in which they were opened; cost O(events of the page).
  public func page(after position: Int64, limit: Int) async throws(StoreError) -> ReferralPage {
    let (last, overflow) = position.addingReportingOverflow(Int64(min(max(1, limit), 10_000)))
    guard !overflow else { return ReferralPage(referrals: [], next: nil) }
    return try await readWithKeys { connection, ring in
      var page = ReferralPage(referrals: [], next: nil)
      let rows = try connection.run(
        """
        SELECT id, code, referral.version AS whole_version, event.sequence, event.version,
          event.at, event.actor, event.body, event.body_hash, event.link, event.fields,
          previous.link AS previous
        FROM referral JOIN event ON event.referral = referral.id
          LEFT JOIN event AS previous ON previous.sequence = event.sequence - 1
        WHERE id > $1 AND id <= $2 AND purged_at IS NULL ORDER BY id, event.version
        """, [.whole(position), .whole(last)]
      ).rows
      var start = 0
      while start < rows.count {
        let id = try rows[start].whole("id")
        var end = start + 1
        while end < rows.count, try rows[end].whole("id") == id { end += 1 }
        // One damaged referral harms itself alone: it is named, and the others are counted.
        let code = try? rows[start].code()
        do {
          guard let code else { throw StoreError.inconsistent("code") }
          page.referrals.append(
            try StoredReferral.folded(
              StoredReferral.events(Array(rows[start..<end]), code, ring), code,
              version: try rows[start].whole("whole_version")))
        } catch {
          page.damaged.append(code?.text ?? "row \(id)")
        }
        start = end
      }
      let newest = try connection.run("SELECT max(id) AS value FROM referral").rows.first
      page.next = try newest?.wholeIfAny("value") ?? 0 > last ? last : nil
      return page
    }
  }

  /// The place of the last event in the log; 0 while it is empty.
  public func lastSequence() async throws(StoreError) -> Int64 {
    try await readers.once { connection in
      try connection.run("SELECT max(sequence) AS value FROM event", isKept: true).rows.first?
        .wholeIfAny("value") ?? 0
    }
  }

  /// Events behind a place in the log, oldest first; those whose body was purged are left out.
  ///
  /// Their numbers are in the order of commits, so none ever comes before what was read.
  public func log(after sequence: Int64, limit: Int) async throws(StoreError) -> [LoggedEvent] {
    try await readers.once { connection in
      var position = sequence
      while true {
        let rows = try connection.run(
          """
          SELECT event.sequence, referral.code, event.at, event.actor, event.body
          FROM event JOIN referral ON referral.id = event.referral
          WHERE event.sequence > $1 AND event.body IS NOT NULL ORDER BY event.sequence LIMIT $2
          """, [.whole(position), .whole(Int64(max(0, limit)))], isKept: true
        ).rows
        let events = rows.compactMap { StoredReferral.logged($0) }
        guard events.isEmpty, let last = rows.last else { return events }
        // All of these are damaged: whoever asks for their referrals is told, and the log goes on.
        position = try last.whole("sequence")
      }
    }
  }

  /// What was answered to a request of someone's; nil when there was none of this id.
  public func receipt(actor: String, requestID: String) async throws(StoreError) -> Receipt? {
    try await readers.once { connection in
      let row = try connection.run(
        "SELECT receipt FROM request WHERE actor = $1 AND id = $2",
        [.text(actor), .text(requestID)]
      ).rows.first
      return try row.map { try Coding.decode(Receipt.self, try $0.bytes("receipt")) }
    }
  }
}
