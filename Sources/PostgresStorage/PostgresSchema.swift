internal import Application
internal import Foundation
internal import Sealing

/// The shape of the database, as named migrations that are only ever added to.
///
/// Tables and columns are named as in a file of SQLite, so that one check reads both. One process at a
/// time changes the shape, under a lock of the whole database.
enum PostgresSchema {
  /// The number of the lock: `plkk` in ASCII.
  private static let lock: Int64 = 0x706C_6B6B

  private static let migrations: [(name: String, statements: [String])] = [
    ("0001-referrals", PostgresSchemaTables.referrals)
  ]

  /// Names of all migrations, oldest first.
  static var names: [String] { migrations.map(\.name) }

  /// Brings the database into the shape of this program; whether it was empty before.
  static func migrate(
    _ connection: PostgresConnection, _ makeRing: () throws -> KeyRing
  ) throws -> Bool {
    try connection.run("SELECT pg_advisory_lock($1)", [.whole(lock)])
    defer { _ = try? connection.run("SELECT pg_advisory_unlock($1)", [.whole(lock)]) }
    guard try connection.run("SHOW fsync").rows.first?.text("fsync") == "on" else {
      throw StoreError.invalid(what: "fsync", allowed: "on")
    }
    let applied = try applied(connection)
    let known = Set(names)
    guard applied.allSatisfy(known.contains) else { throw StoreError.tooNew }
    let isNew = applied.isEmpty
    if isNew {
      let tables = try connection.run(
        """
        SELECT count(*) AS value FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = current_schema() AND relname = ANY($1)
        """, [.texts(["referral", "event", "audit", "token", "tail"])])
      guard try tables.rows.first?.whole("value") == 0 else {
        throw StoreError.notOurs(path: "PostgreSQL")
      }
    }
    for migration in migrations where !applied.contains(migration.name) {
      try connection.script("BEGIN")
      do {
        if migration.name == names[0] {
          try connection.script(
            "CREATE TABLE migration (name text PRIMARY KEY, at timestamptz NOT NULL)")
        }
        for statement in migration.statements { try connection.script(statement) }
        if migration.name == names[0] {
          let ring = try makeRing()
          try connection.run(
            "INSERT INTO tail (event_link, access_link, keys, mark) VALUES ($1, $1, $2, $3)",
            [
              .bytes(ChainEnd.start.link), .whole(Int64(ring.current)), .bytes(mark(ring)),
            ])
        }
        try connection.run(
          "INSERT INTO migration (name, at) VALUES ($1, now())", [.text(migration.name)])
        _ = try connection.run([PostgresStatement("COMMIT")])
      } catch {
        try? connection.script("ROLLBACK")
        throw error
      }
    }
    return isNew
  }

  /// The names of the migrations that were made; none in an empty database.
  static func applied(_ connection: PostgresConnection) throws -> [String] {
    let there = try connection.run("SELECT (to_regclass('migration') IS NOT NULL) AS value")
    guard try there.rows.first?.whole("value") == 1 else { return [] }
    return try connection.run("SELECT name FROM migration ORDER BY name").rows
      .map { try $0.text("name") }
  }

  /// By what a key ring is known as that of a database; rotations leave it.
  static func mark(_ ring: KeyRing) -> Data { ring.fingerprint(Data("plkk store".utf8)) }

  /// The first table, index or trigger that this program did not make; nil when none is there.
  static func difference(_ rows: PostgresSource) throws -> String? {
    let found = try rows.all(
      """
      SELECT 'trigger ' || tgname AS value FROM pg_trigger
        JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_namespace ON pg_namespace.oid = relnamespace
        WHERE nspname = current_schema() AND NOT tgisinternal
      UNION ALL SELECT 'rule ' || rulename FROM pg_rules
        WHERE schemaname = current_schema() AND rulename <> '_RETURN'
      ORDER BY 1
      """
    ).map { try $0.text("value") }
    let expected = PostgresSchemaTables.triggers.map { "trigger \($0)" }
    return Set(found).symmetricDifference(expected).sorted().first
  }
}
