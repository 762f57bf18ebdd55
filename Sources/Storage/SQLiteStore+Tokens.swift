internal import Foundation
internal import GRDB
public import Referrals

extension SQLiteStore {
  /// Keeps a token by its hash.
  public func add(_ token: TokenRecord, hash: [UInt8]) async throws(StoreError) {
    try await writer.submit { db in
      try db.execute(
        sql: """
          INSERT INTO token (id, hash, role, scope, label, created_at, expires_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          token.id, Data(hash), token.role.rawValue, token.scope, token.label,
          token.createdAt.milliseconds, token.expiresAt.milliseconds,
        ])
    }
  }

  /// The token of a hash, or nil.
  public func token(hash: [UInt8]) async throws(StoreError) -> TokenRecord? {
    try await read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM token WHERE hash = ?", arguments: [Data(hash)])
        .flatMap(Self.token)
    }
  }

  /// The token of an id, or nil.
  public func token(id: String) async throws(StoreError) -> TokenRecord? {
    try await read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM token WHERE id = ?", arguments: [id])
        .flatMap(Self.token)
    }
  }

  /// All tokens, oldest first.
  public func tokens() async throws(StoreError) -> [TokenRecord] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM token ORDER BY created_at, id")
        .compactMap(Self.token)
    }
  }

  /// Revokes a token; false when there is none of this id.
  ///
  /// A second revocation changes nothing.
  public func revoke(token id: String, at: Instant) async throws(StoreError) -> Bool {
    try await writer.submit { db in
      try db.execute(
        sql: "UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
        arguments: [at.milliseconds, id])
      return db.changesCount > 0
    }
  }

  private static func token(_ row: Row) -> TokenRecord? {
    Role(rawValue: row["role"]).map { role in
      TokenRecord(
        id: row["id"], role: role, scope: row["scope"], label: row["label"],
        createdAt: Instant(milliseconds: row["created_at"]),
        expiresAt: Instant(milliseconds: row["expires_at"]),
        revokedAt: (row["revoked_at"] as Int64?).map(Instant.init(milliseconds:)))
    }
  }
}
