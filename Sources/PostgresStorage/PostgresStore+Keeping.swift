public import Application
internal import Foundation
public import Referrals
internal import Sealing

extension PostgresStore {
  /// Keeps a token by its hash, marked with the keys: a row that was put into the table is no token.
  public func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    try await withKeys { ring throws(StoreError) in
      try await perform { transaction in
        try transaction.require(ring)
        let stored = StoredToken(token, hash: Data(hash))
        try transaction.execute(
          """
          INSERT INTO token (id, hash, role, scope, label, created_at, expires_at, mark)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
          """,
          [
            .text(token.id), .bytes(stored.hash), .text(token.role.rawValue), .text(token.scope),
            .text(token.label), .whole(token.createdAt.milliseconds),
            .whole(token.expiresAt.milliseconds), .bytes(ring.tokenMark(stored.bytes)),
          ])
        try Self.noteTokens(at: token.createdAt, transaction, ring)
      }
    }
  }

  /// The token of a hash, or nil; asked of the store each time, so that a revocation at one server holds at
  /// all of them at once.
  public func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    try await token("hash = $1", .bytes(Data(hash)))
  }

  /// The token of an id, or nil.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await token("id = $1", .text(id))
  }

  private func token(
    _ condition: String, _ value: PostgresValue
  ) async throws(StoreError) -> TokenRecord? {
    try await withKeys { ring throws(StoreError) in
      try await readers.once { connection -> TokenRecord? in
        let row = try connection.run(
          "SELECT token.*, keys FROM token CROSS JOIN tail WHERE \(condition)", [value],
          isKept: true
        ).rows.first
        guard let row else { return nil }
        if try row.whole("keys") != Int64(ring.current) { throw StoreError.keysChanged }
        return StoredToken.marked(row, ring)
      }
    }
  }

  /// All tokens, oldest first.
  public func tokens() async throws(StoreError) -> [TokenRecord] {
    try await withKeys { ring throws(StoreError) in
      try await readers.once { connection -> [TokenRecord] in
        let rows = try connection.run(
          "SELECT token.*, keys FROM token CROSS JOIN tail ORDER BY created_at, id"
        ).rows
        return try rows.compactMap { row -> TokenRecord? in
          if try row.whole("keys") != Int64(ring.current) { throw StoreError.keysChanged }
          return StoredToken.marked(row, ring)
        }
      }
    }
  }

  /// Revokes a token; false when there is none of this id.
  ///
  /// A second revocation changes nothing.
  public func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    try await withKeys { ring throws(StoreError) in
      try await perform { transaction in
        try transaction.require(ring)
        let row = try transaction.rows("SELECT * FROM token WHERE id = $1", [.text(id)]).first
        guard let row, var stored = try? StoredToken(row) else { return false }
        // One that is not ours is revoked as well, without a mark: it stays no token.
        let isOurs = StoredToken.marked(row, ring) != nil
        stored.record.revokedAt = stored.record.revokedAt ?? at
        let mark = isOurs ? PostgresValue.bytes(ring.tokenMark(stored.bytes)) : .null
        let changed = try transaction.execute(
          "UPDATE token SET revoked_at = $1, mark = $2::bytea WHERE id = $3",
          [PostgresValue(stored.record.revokedAt?.milliseconds), mark, .text(id)])
        guard changed.count > 0 else {
          throw StoreError.inconsistent("the revocation was not kept")
        }
        try Self.noteTokens(at: at, transaction, ring)
        return true
      }
    }
  }

  /// Notes in the access log, which is chained, what tokens there are now: an older row with an older
  /// mark would undo a revocation.
  static func noteTokens(
    at: Instant, _ transaction: PostgresTransaction, _ ring: KeyRing
  ) throws {
    let digest = try StoredToken.digest(transaction.rows("SELECT * FROM token ORDER BY id"))
    try transaction.append(
      AuditEntry(
        at: at, actor: "keys", role: nil, action: KeepersAction.tokens.rawValue, code: nil,
        outcome: digest), ring)
  }

  /// Keeps how often a source has guessed wrong; at most 10,000 sources, the newest.
  public func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError) {
    try await perform { transaction in
      try transaction.execute(
        """
        INSERT INTO guess (source, failures, at) VALUES ($1, $2, $3)
        ON CONFLICT (source) DO UPDATE SET failures = excluded.failures, at = excluded.at
        """, [.text(source), .whole(Int64(guesses)), .whole(at.milliseconds)])
      try transaction.execute(
        """
        DELETE FROM guess WHERE source IN (SELECT source FROM guess ORDER BY at DESC OFFSET 10000)
        """)
    }
  }

  /// The wrong guesses that were kept since a moment, by source.
  public func guesses(since: Instant) async throws(StoreError) -> [String: Int] {
    try await readers.once { connection in
      var found: [String: Int] = [:]
      for row in try connection.run(
        "SELECT source, failures FROM guess WHERE at >= $1", [.whole(since.milliseconds)]
      ).rows {
        found[try row.text("source")] = Int(clamping: try row.whole("failures"))
      }
      return found
    }
  }

  /// The branches that are registered, by name.
  public func branches() async throws(StoreError) -> [String] {
    try await readers.once { connection in
      try connection.run("SELECT name FROM branch ORDER BY lower(name)").rows
        .map { try $0.text("name") }
    }
  }

  /// Registers a branch; false when it is there already, in whatever case of letters.
  public func add(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await perform { transaction in
      try transaction.execute(
        "INSERT INTO branch (name) VALUES ($1) ON CONFLICT DO NOTHING", [.text(branch)]
      ).count > 0
    }
  }

  /// Takes a branch out of the register; false when it is not in it.
  public func remove(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await perform { transaction in
      try transaction.execute(
        "DELETE FROM branch WHERE lower(name) = lower($1::text COLLATE \"C\")", [.text(branch)]
      ).count > 0
    }
  }

  /// Records an access; returns after it is durable.
  public func record(_ entry: AuditEntry) async throws(StoreError) {
    try await withKeys { ring throws(StoreError) in
      try await perform { transaction in
        try transaction.require(ring)
        try transaction.append(entry, ring)
      }
    }
  }

  /// Accesses in a span of time, oldest first.
  public func audit(
    from: Instant, until: Instant, limit: Int
  ) async throws(StoreError) -> [AuditEntry] {
    try await readers.once { connection in
      try connection.run(
        """
        SELECT at, actor, role, action, code, outcome, source, seen FROM audit
        WHERE at >= $1 AND at < $2 ORDER BY at, sequence LIMIT $3
        """,
        [.whole(from.milliseconds), .whole(until.milliseconds), .whole(Int64(max(0, limit)))]
      ).rows.map { try StoredAccess($0).entry }
    }
  }

  /// The referrals that anyone touched or was shown in a span of time, in order of code.
  public func touched(from: Instant, until: Instant) async throws(StoreError) -> [ReferralCode] {
    try await readers.read { connection in
      let touched = try connection.run(
        "SELECT DISTINCT code FROM audit WHERE at >= $1 AND at < $2 AND code IS NOT NULL",
        [.whole(from.milliseconds), .whole(until.milliseconds)]
      ).rows.map { try $0.code() }
      let shown = try connection.run(
        "SELECT seen FROM audit WHERE at >= $1 AND at < $2 AND seen IS NOT NULL",
        [.whole((from - SeenMemory.span).milliseconds), .whole(until.milliseconds)]
      ).rows.flatMap { StoredAccess.codes(try $0.bytes("seen")) }
      return Set(touched).union(shown).sorted()
    }
  }
}
