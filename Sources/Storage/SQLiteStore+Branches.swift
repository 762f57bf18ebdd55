internal import GRDB
internal import Sealing
public import Application
public import Referrals

extension SQLiteStore {
  /// The branches that are registered, by name.
  public func branches() async throws(StoreError) -> [String] {
    try await read { db in
      try Row.fetchAll(db, sql: "SELECT name FROM branch ORDER BY name").map { try $0.text("name") }
    }
  }

  /// Registers a branch; false when it is there already.
  public func add(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await writer.submit { db in
      try db.execute(
        sql: "INSERT INTO branch (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [branch])
      return db.changesCount > 0
    }
  }

  /// Takes a branch out of the register; false when it is not in it.
  public func remove(branch: String, at: Instant) async throws(StoreError) -> Bool {
    try await writer.submit { db in
      try db.execute(sql: "DELETE FROM branch WHERE name = ?", arguments: [branch])
      return db.changesCount > 0
    }
  }
}
