public import GRDB

/// The tables of lists and corrections.
///
/// `list_event` numbers what was stored; a list's sites and a correction refer to their event. Nothing
/// is ever updated or deleted: triggers see to it, so a past day can always be asked.
public enum ListsSchema {
  /// Adds the migrations of these tables to a migrator, which may hold others.
  public static func register(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("lists-1") { database in
      try database.execute(sql: tables)
      for table in ["list_event", "list_import", "list_site", "list_correction"] {
        for change in ["UPDATE", "DELETE"] {
          try database.execute(
            sql: """
              CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
              BEGIN SELECT RAISE(ABORT, 'lists are append-only'); END
              """)
        }
      }
    }
    migrator.registerMigration("lists-2") { database in
      try database.execute(sql: more)
      for table in ["list_event", "list_undo", "list_correction", "list_answer"] {
        for change in ["UPDATE", "DELETE"] {
          try database.execute(
            sql: """
              CREATE TRIGGER \(table)_no_\(change.lowercased()) BEFORE \(change) ON \(table)
              BEGIN SELECT RAISE(ABORT, 'lists are append-only'); END
              """)
        }
      }
    }
    registerOwnSites(in: &migrator)
  }

  /// The first table, index or trigger that differs from what the migrations make; nil when none does.
  static func difference(_ db: Database) throws -> String? {
    let queue = try DatabaseQueue()
    var migrator = DatabaseMigrator()
    register(in: &migrator)
    try migrator.migrate(queue)
    return try Schema.difference(db, Set(try queue.read(Schema.statements)))
  }

  /// The named sites of an employer: each naming and each removal is a row.
  private static func registerOwnSites(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("own-sites-1") { database in
      try database.execute(
        sql: """
          CREATE TABLE own_site (
            number INTEGER PRIMARY KEY,
            action TEXT NOT NULL CHECK (action IN ('add', 'remove')),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            precision_m REAL CHECK (precision_m >= 0),
            date TEXT NOT NULL CHECK (date LIKE '____-__-__'),
            CHECK ((action = 'add') = (latitude IS NOT NULL AND longitude IS NOT NULL))
          ) STRICT;
          """)
      for change in ["UPDATE", "DELETE"] {
        try database.execute(
          sql: """
            CREATE TRIGGER own_site_no_\(change.lowercased()) BEFORE \(change) ON own_site
            BEGIN SELECT RAISE(ABORT, 'lists are append-only'); END
            """)
      }
    }
  }

  /// Undoing, calls, notes, hours and services.
  ///
  /// A table whose CHECK grows is made anew and takes over
  /// the old one's rows and name, as SQLite wants it (https://www.sqlite.org/lang_altertable.html#otheralter).
  private static let more = """
    ALTER TABLE list_import ADD COLUMN file_hash TEXT NOT NULL DEFAULT '';
    ALTER TABLE list_site ADD COLUMN note TEXT NOT NULL DEFAULT '';
    ALTER TABLE list_site ADD COLUMN emergency_24h INTEGER CHECK (emergency_24h IN (0, 1));
    ALTER TABLE list_site ADD COLUMN opening_hours TEXT NOT NULL DEFAULT '';
    ALTER TABLE list_site ADD COLUMN services TEXT NOT NULL DEFAULT '';
    CREATE TABLE list_event_2 (
      version INTEGER PRIMARY KEY CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN ('list', 'correction', 'undo'))
    ) STRICT;
    INSERT INTO list_event_2 SELECT version, kind FROM list_event;
    DROP TABLE list_event;
    ALTER TABLE list_event_2 RENAME TO list_event;
    CREATE TABLE list_correction_2 (
      version INTEGER PRIMARY KEY REFERENCES list_event,
      facility_id TEXT NOT NULL CHECK (facility_id <> ''),
      action TEXT NOT NULL CHECK (action IN ('report', 'edit', 'verify', 'merge', 'answer')),
      subject TEXT NOT NULL,
      value TEXT NOT NULL CHECK (length(value) <= 500),
      date TEXT NOT NULL CHECK (date LIKE '____-__-__'),
      actor TEXT NOT NULL CHECK (actor <> '')
    ) STRICT;
    INSERT INTO list_correction_2
      SELECT version, facility_id, action, subject, value, date, actor FROM list_correction;
    DROP TABLE list_correction;
    ALTER TABLE list_correction_2 RENAME TO list_correction;
    CREATE TABLE list_undo (
      version INTEGER PRIMARY KEY REFERENCES list_event,
      issuer TEXT NOT NULL CHECK (issuer <> ''),
      undone INTEGER NOT NULL UNIQUE REFERENCES list_import CHECK (undone < version),
      date TEXT NOT NULL CHECK (date LIKE '____-__-__'),
      actor TEXT NOT NULL
    ) STRICT;
    CREATE TABLE list_answer (
      version INTEGER PRIMARY KEY REFERENCES list_event,
      emergency_24h INTEGER CHECK (emergency_24h IN (0, 1)),
      opening_hours TEXT NOT NULL,
      services TEXT NOT NULL
    ) STRICT;
    """

  private static let tables = """
    CREATE TABLE list_event (
      version INTEGER PRIMARY KEY CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN ('list', 'correction'))
    ) STRICT;
    CREATE TABLE list_import (
      version INTEGER PRIMARY KEY REFERENCES list_event,
      issuer TEXT NOT NULL CHECK (issuer <> ''),
      list_date TEXT NOT NULL CHECK (list_date LIKE '____-__-__'),
      source_file TEXT NOT NULL,
      imported_on TEXT NOT NULL CHECK (imported_on LIKE '____-__-__'),
      actor TEXT NOT NULL
    ) STRICT;
    CREATE TABLE list_site (
      version INTEGER NOT NULL REFERENCES list_import,
      facility_id TEXT NOT NULL CHECK (facility_id <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('hospital', 'clinic', 'puskesmas', 'other')),
      care_class TEXT NOT NULL,
      ownership TEXT NOT NULL,
      province_code TEXT NOT NULL,
      regency_code TEXT NOT NULL,
      regency TEXT NOT NULL,
      district_code TEXT NOT NULL,
      district TEXT NOT NULL,
      address TEXT NOT NULL,
      phone TEXT NOT NULL,
      beds INTEGER CHECK (beds > 0),
      latitude REAL CHECK (latitude BETWEEN -90 AND 90),
      longitude REAL CHECK (longitude BETWEEN -180 AND 180),
      position_precision TEXT NOT NULL
        CHECK (position_precision IN ('site', 'village', 'district', 'unknown')),
      position_source TEXT NOT NULL,
      official_code TEXT NOT NULL,
      agreement_number TEXT NOT NULL,
      agreement_start TEXT CHECK (agreement_start LIKE '____-__-__'),
      agreement_end TEXT CHECK (agreement_end LIKE '____-__-__'),
      listed_status TEXT NOT NULL CHECK (listed_status IN ('usable', 'notUsable', 'unknown')),
      line INTEGER NOT NULL,
      agreement_issuer TEXT NOT NULL,
      agreement_source_file TEXT NOT NULL,
      agreement_list_date TEXT NOT NULL CHECK (agreement_list_date LIKE '____-__-__'),
      verified TEXT CHECK (verified LIKE '____-__-__'),
      PRIMARY KEY (version, facility_id),
      CHECK ((latitude IS NULL) = (longitude IS NULL)),
      CHECK (agreement_start IS NULL OR agreement_end IS NULL OR agreement_start <= agreement_end)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE list_correction (
      version INTEGER PRIMARY KEY REFERENCES list_event,
      facility_id TEXT NOT NULL CHECK (facility_id <> ''),
      action TEXT NOT NULL CHECK (action IN ('report', 'edit', 'verify', 'merge')),
      subject TEXT NOT NULL,
      value TEXT NOT NULL CHECK (length(value) <= 500),
      date TEXT NOT NULL CHECK (date LIKE '____-__-__'),
      actor TEXT NOT NULL CHECK (actor <> '')
    ) STRICT;
    """
}
