public import Application
internal import Foundation
internal import GRDB
public import Referrals
internal import Sealing

extension SQLiteStore {
  /// Keeps a token by its hash, marked with the keys: a row that was put into the file is no token.
  public func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    try await withKeys { ring throws(StoreError) in
      try await writer.perform { transaction in
        try transaction.require(ring)
        let stored = StoredToken(token, hash: Data(hash))
        try transaction.db.execute(
          sql: """
            INSERT INTO token (id, hash, role, scope, label, created_at, expires_at, mark)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            token.id, stored.hash, token.role.rawValue, token.scope, token.label,
            token.createdAt.milliseconds, token.expiresAt.milliseconds,
            ring.tokenMark(stored.bytes),
          ])
        try Self.noteTokens(at: token.createdAt, transaction, ring)
      }
    }
  }

  /// The token of a hash, or nil.
  public func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    try await token("hash = ?", Data(hash))
  }

  /// The token of an id, or nil.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await token("id = ?", id)
  }

  private func token(
    _ condition: String, _ value: some DatabaseValueConvertible & Sendable
  ) async throws(StoreError) -> TokenRecord? {
    try await readWithKeys { db, ring in
      try Row.fetchOne(db, sql: "SELECT * FROM token WHERE \(condition)", arguments: [value])
        .flatMap { StoredToken.marked($0, ring) }
    }
  }

  /// All tokens, oldest first.
  public func tokens() async throws(StoreError) -> [TokenRecord] {
    try await readWithKeys { db, ring in
      try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY created_at, id")
        .compactMap { StoredToken.marked($0, ring) }
    }
  }

  /// Revokes a token; false when there is none of this id.
  ///
  /// A second revocation changes nothing.
  public func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    try await withKeys { ring throws(StoreError) in
      try await writer.perform { transaction in
        try transaction.require(ring)
        let row = try Row.fetchOne(
          transaction.db, sql: "SELECT * FROM token WHERE id = ?", arguments: [id])
        guard let row, var stored = try? StoredToken(row) else { return false }
        // One that is not ours is revoked as well, without a mark: it stays no token.
        let isOurs = StoredToken.marked(row, ring) != nil
        stored.record.revokedAt = stored.record.revokedAt ?? at
        try transaction.db.execute(
          sql: "UPDATE token SET revoked_at = ?, mark = ? WHERE id = ?",
          arguments: [
            stored.record.revokedAt?.milliseconds, isOurs ? ring.tokenMark(stored.bytes) : nil, id,
          ])
        guard transaction.db.changesCount > 0 else {
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
    at: Instant, _ transaction: WriteTransaction, _ ring: KeyRing
  ) throws {
    let entry = AuditEntry(
      at: at, actor: "keys", role: nil, action: KeepersAction.tokens.rawValue, code: nil,
      outcome: try tokensDigest(transaction.db))
    try transaction.append(entry, ring)
  }

  static func tokensDigest(_ db: Database) throws -> String {
    try StoredToken.digest(Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY id"))
  }

  /// Keeps how often a source has guessed wrong; at most 10,000 sources, the newest.
  public func keep(guesses: Int, of source: String, at: Instant) async throws(StoreError) {
    try await writer.submit { db in
      try db.execute(
        sql: """
          INSERT INTO guess (source, failures, at) VALUES (?, ?, ?)
          ON CONFLICT (source) DO UPDATE SET failures = excluded.failures, at = excluded.at
          """, arguments: [source, guesses, at.milliseconds])
      try db.execute(
        sql: """
          DELETE FROM guess WHERE source IN (
            SELECT source FROM guess ORDER BY at DESC LIMIT -1 OFFSET 10000)
          """)
    }
  }

  /// The wrong guesses that were kept since an instant, by source.
  public func guesses(since: Instant) async throws(StoreError) -> [String: Int] {
    try await read { db in
      var found: [String: Int] = [:]
      for row in try Row.fetchAll(
        db, sql: "SELECT source, failures FROM guess WHERE at >= ?",
        arguments: [since.milliseconds])
      {
        found[try row.text("source")] = Int(clamping: try row.whole("failures"))
      }
      return found
    }
  }

  /// The hash under which the secret of a token is kept.
  public func digest(of secret: String) -> [UInt8] { Tokens.hash(secret) }
}
