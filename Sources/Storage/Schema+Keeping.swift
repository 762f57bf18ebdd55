internal import Application
internal import Foundation
internal import GRDB
internal import Referrals
internal import Sealing

extension Schema {
  /// The migration that marks what grants power, chains the access log, binds sealed fields to their
  /// events, and indexes what lists of work ask for.
  static func authenticate(_ db: Database, _ ring: KeyRing) throws {
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    for statement in additions { try db.execute(sql: statement) }
    try db.execute(
      sql: """
        INSERT INTO keeping (name, value) VALUES ('keys', ?), ('accesses-removed', ?), ('clock', ?)
        """,
      arguments: [
        ring.current,
        (try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM audit") ?? 1) - 1,
        try Int64.fetchOne(db, sql: "SELECT max(at) FROM event") ?? 0,
      ])
    var end = ChainEnd.start
    end.sequence =
      try Int64.fetchOne(db, sql: "SELECT min(sequence) FROM audit").map { $0 - 1 } ?? 0
    let update = try db.makeStatement(sql: "UPDATE audit SET link = ? WHERE sequence = ?")
    let accesses = try Row.fetchCursor(db, sql: "SELECT * FROM audit ORDER BY sequence")
    while let row = try accesses.next() {
      let sequence = try row.whole("sequence")
      end = ChainEnd(
        sequence: sequence,
        link: ring.link(after: end.link, access: sequence, try StoredAccess(row)))
      try update.execute(arguments: [end.link, sequence])
    }
    for row in try Row.fetchAll(db, sql: "SELECT * FROM token") {
      try db.execute(
        sql: "UPDATE token SET mark = ? WHERE id = ?",
        arguments: [ring.tokenMark(try StoredToken(row).bytes), try row.text("id")])
    }
    let transaction = try WriteTransaction(db)
    let newest = Instant(
      milliseconds: try Int64.fetchOne(db, sql: "SELECT max(at) FROM audit") ?? 0)
    let removed =
      try Int64.fetchOne(
        db, sql: "SELECT value FROM keeping WHERE name = 'accesses-removed'") ?? 0
    if removed > 0 {
      try transaction.append(
        AuditEntry(
          at: newest, actor: "retention", role: nil, action: KeepersAction.accessesRemoved.rawValue,
          code: nil,
          outcome: String(removed)), ring)
    }
    if try Int.fetchOne(db, sql: "SELECT count(*) FROM token") ?? 0 > 0 {
      try SQLiteStore.noteTokens(at: newest, transaction, ring)
    }
    for statement in guards { try db.execute(sql: statement) }
  }

  /// The referrals that an access showed.
  static let seen = "ALTER TABLE audit ADD COLUMN seen BLOB"

  private static let additions = [
    "CREATE TABLE keeping (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE branch (
      name TEXT PRIMARY KEY COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 64)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE guess (
      source TEXT PRIMARY KEY CHECK (length(source) BETWEEN 1 AND 64),
      failures INTEGER NOT NULL,
      at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE referral ADD COLUMN origin TEXT",
    """
    UPDATE referral SET origin = (
      SELECT CASE WHEN json_valid(CAST(body AS TEXT))
        THEN json_extract(CAST(body AS TEXT), '$.opened.opening.originFacilityID') END
      FROM event WHERE event.referral = referral.id AND event.version = 1)
    """,
    "CREATE INDEX referral_origin ON referral (origin, changed_at) WHERE origin IS NOT NULL",
    "CREATE INDEX referral_place ON referral (branch COLLATE NOCASE, changed_at)",
    """
    CREATE INDEX attempt_due ON attempt (answer_due_at)
      WHERE status IN ('requested', 'received') AND answer_due_at IS NOT NULL
    """,
    "ALTER TABLE event ADD COLUMN fields TEXT",
    "ALTER TABLE token ADD COLUMN mark BLOB",
    "ALTER TABLE audit ADD COLUMN source TEXT",
    "ALTER TABLE audit ADD COLUMN link BLOB",
    seen,
    "DROP TRIGGER audit_keeps",
    "DROP TRIGGER event_keeps",
  ]

  private static let guards = [
    """
    CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit
      BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
    """
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
      WHEN OLD.sequence > (SELECT value FROM keeping WHERE name = 'accesses-removed')
      BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END
    """,
    """
    CREATE TRIGGER event_keeps BEFORE UPDATE ON event
      WHEN NEW.body IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.referral <> OLD.referral
        OR NEW.version <> OLD.version OR NEW.at <> OLD.at OR NEW.actor <> OLD.actor
        OR NEW.body_hash <> OLD.body_hash OR NEW.link <> OLD.link OR NEW.fields IS NOT OLD.fields
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END
    """,
  ]
}
