internal import GRDB
internal import Sealing

/// The shape of the file, as migrations that are only ever added to.
enum Schema {
  /// What a file says it is: `plkk` in ASCII.
  static let applicationID: Int64 = 0x706C_6B6B

  static func migrator(_ ring: KeyRing) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration(oldest) { db in
      for statement in first { try db.execute(sql: statement) }
    }
    migrator.registerMigration("0002-sealed-versions") { db in
      for statement in sealedVersions { try db.execute(sql: statement) }
      try SQLiteStore.refreshStatuses(db)
    }
    migrator.registerMigration(authenticated) { db in try Self.authenticate(db, ring) }
    migrator.registerMigration("0004-seen") { db in
      // Files that came this far before it was part of the one above.
      let names = try db.columns(in: "audit").map(\.name)
      if !names.contains("seen") { try db.execute(sql: seen) }
    }
    migrator.registerMigration("0005-roles") { db in
      for statement in roles { try db.execute(sql: statement) }
    }
    return migrator
  }

  static let oldest = "0001-referrals"
  /// From this migration on all that grants power is marked with the keys.
  static let authenticated = "0003-keeping"

  /// What a file is before anything is done with it.
  enum State: Equatable {
    case empty, notOurs, tooNew
    /// Of version 0.1.0, in which nothing marks tokens and accesses.
    case older
    case current
  }

  static func state(_ db: Database) throws -> State {
    guard try db.tableExists("grdb_migrations") else {
      return try Int64.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") == 0
        ? .empty : .notOurs
    }
    let known = migrator(KeyRing())
    let applied = try known.appliedIdentifiers(db)
    guard applied.contains(oldest), try db.tableExists("referral") else { return .notOurs }
    // Names of other families than `0001-…` belong to tables that may share the file.
    let isLater = applied.contains { name in
      name.first?.isNumber == true && !known.migrations.contains(name)
    }
    if isLater { return .tooNew }
    let id = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    guard applied.contains(authenticated) else { return id == 0 ? .older : .notOurs }
    return id == applicationID ? .current : .notOurs
  }

  /// The first table, index or trigger that differs from what the migrations make; nil when none does.
  ///
  /// A foreign trigger could undo a revocation or empty the access log.
  static func difference(_ db: Database) throws -> String? {
    try difference(db, try expected())
  }

  static func difference(_ db: Database, _ expected: Set<String>) throws -> String? {
    Set(try statements(db)).symmetricDifference(expected).sorted().first
      .map { $0.split(separator: "\u{0}").prefix(2).joined(separator: " ") }
  }

  private static func expected() throws -> Set<String> {
    let queue = try DatabaseQueue()
    try migrator(KeyRing()).migrate(queue)
    return Set(try queue.read(statements))
  }

  static func statements(_ db: Database) throws -> [String] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT type, name, coalesce(sql, '') AS sql FROM sqlite_schema
        WHERE name NOT LIKE 'sqlite_%'
        """
    ).map { row in
      let words = try row.text("sql").split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return "\(try row.text("type"))\u{0}\(try row.text("name"))\u{0}\(words)"
    }
  }

  private static let live =
    "'requested', 'received', 'accepted', 'on-hold', 'in-progress'"

  /// Each personal value is stored with its event; none replaces another.
  ///
  /// 0 is the version of what was kept before this: its event is not known.
  private static let sealedVersions = [
    """
    CREATE TABLE sealed_versions (
      referral INTEGER NOT NULL REFERENCES referral (id),
      field TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version >= 0),
      key_id INTEGER NOT NULL,
      box BLOB NOT NULL,
      lookup BLOB,
      PRIMARY KEY (referral, field, version)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO sealed_versions (referral, field, version, key_id, box, lookup)
      SELECT referral, field, 0, key_id, box, lookup FROM sealed
    """,
    "DROP TABLE sealed",
    "ALTER TABLE sealed_versions RENAME TO sealed",
    "CREATE INDEX sealed_lookup ON sealed (lookup) WHERE lookup IS NOT NULL",
  ]

  /// Which roles there are is the program's to know: a row of another is no token.
  private static let roles = [
    """
    CREATE TABLE token_of_any_role (
      id TEXT PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      role TEXT NOT NULL,
      scope TEXT NOT NULL,
      label TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      revoked_at INTEGER,
      mark BLOB
    ) STRICT
    """,
    """
    INSERT INTO token_of_any_role
      SELECT id, hash, role, scope, label, created_at, expires_at, revoked_at, mark FROM token
    """,
    "DROP TABLE token",
    "ALTER TABLE token_of_any_role RENAME TO token",
  ]

  private static let first = [
    """
    CREATE TABLE referral (
      id INTEGER PRIMARY KEY,
      code INTEGER NOT NULL UNIQUE CHECK (code BETWEEN 0 AND 1099511627775),
      case_code INTEGER NOT NULL,
      branch TEXT NOT NULL CHECK (length(branch) BETWEEN 1 AND 64),
      kind TEXT NOT NULL CHECK (kind IN ('dugaan-kk', 'dugaan-pak')),
      region TEXT NOT NULL,
      priority TEXT NOT NULL CHECK (priority IN ('stat', 'asap', 'urgent', 'routine')),
      status TEXT NOT NULL
        CHECK (status IN ('draft', 'active', 'revoked', 'completed', 'entered-in-error')),
      version INTEGER NOT NULL CHECK (version > 0),
      opened_at INTEGER NOT NULL,
      changed_at INTEGER NOT NULL CHECK (changed_at >= opened_at),
      closed_at INTEGER,
      frozen_at INTEGER,
      purged_at INTEGER
    ) STRICT
    """,
    "CREATE INDEX referral_branch ON referral (branch, changed_at)",
    "CREATE INDEX referral_changed ON referral (changed_at)",
    """
    CREATE TABLE attempt (
      referral INTEGER NOT NULL REFERENCES referral (id),
      number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 32),
      facility TEXT CHECK (length(facility) BETWEEN 1 AND 64),
      status TEXT NOT NULL CHECK (status IN ('draft', 'rejected', 'completed', 'cancelled',
        'failed', 'entered-in-error', \(live))),
      is_parallel INTEGER NOT NULL CHECK (is_parallel IN (0, 1)),
      sent_at INTEGER,
      answer_due_at INTEGER CHECK (answer_due_at >= sent_at),
      changed_at INTEGER NOT NULL,
      PRIMARY KEY (referral, number),
      CHECK (status NOT IN (\(live)) OR (facility IS NOT NULL AND answer_due_at IS NOT NULL))
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE UNIQUE INDEX attempt_one_live ON attempt (referral)
      WHERE is_parallel = 0 AND status IN (\(live))
    """,
    "CREATE INDEX attempt_facility ON attempt (facility, changed_at) WHERE sent_at IS NOT NULL",
    """
    CREATE TABLE event (
      sequence INTEGER PRIMARY KEY,
      referral INTEGER NOT NULL REFERENCES referral (id),
      version INTEGER NOT NULL CHECK (version > 0),
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      body BLOB,
      body_hash BLOB NOT NULL CHECK (length(body_hash) = 32),
      link BLOB NOT NULL CHECK (length(link) = 32),
      UNIQUE (referral, version)
    ) STRICT
    """,
    """
    CREATE TRIGGER event_keeps BEFORE UPDATE ON event
      WHEN NEW.body IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.referral <> OLD.referral
        OR NEW.version <> OLD.version OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
        OR NEW.body_hash <> OLD.body_hash OR NEW.link <> OLD.link
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
    """
    CREATE TRIGGER event_stays BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
    """
    CREATE TABLE sealed (
      referral INTEGER NOT NULL REFERENCES referral (id),
      field TEXT NOT NULL,
      key_id INTEGER NOT NULL,
      box BLOB NOT NULL,
      lookup BLOB,
      PRIMARY KEY (referral, field)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX sealed_lookup ON sealed (lookup) WHERE lookup IS NOT NULL",
    """
    CREATE TABLE request (
      actor TEXT NOT NULL,
      id TEXT NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
      fingerprint BLOB NOT NULL,
      receipt BLOB NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (actor, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE token (
      id TEXT PRIMARY KEY,
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      role TEXT NOT NULL CHECK (role IN ('officer', 'facility', 'auditor', 'admin')),
      scope TEXT NOT NULL,
      label TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      revoked_at INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      actor TEXT NOT NULL,
      role TEXT,
      action TEXT NOT NULL,
      code INTEGER,
      outcome TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_at ON audit (at)",
    """
    CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
    """
    CREATE TABLE backup (
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      path TEXT NOT NULL
    ) STRICT
    """,
  ]
}
