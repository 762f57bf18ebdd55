/// The statements of the migrations.
enum PostgresSchemaTables {
  private static let live = "'requested', 'received', 'accepted', 'on-hold', 'in-progress'"

  /// The triggers that keep the logs append-only.
  static let triggers = ["audit_keeps", "audit_stays", "event_keeps", "event_stays"]

  /// Referrals, their logs, what gives power, and the one row that all writers go through.
  ///
  /// `tail` is that row: whoever writes holds it locked until the commit is done, the wait for the standby
  /// included. So the numbers of events and accesses, taken from it, are in the order of commits, which
  /// numbers of a sequence are not, and a reader who follows the log misses nothing.
  static let referrals = [
    """
    CREATE TABLE tail (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      events bigint NOT NULL DEFAULT 0, event_link bytea NOT NULL CHECK (length(event_link) = 32),
      accesses bigint NOT NULL DEFAULT 0, access_link bytea NOT NULL CHECK (length(access_link) = 32),
      referrals bigint NOT NULL DEFAULT 0, accesses_removed bigint NOT NULL DEFAULT 0,
      keys bigint NOT NULL, clock bigint NOT NULL DEFAULT 0, mark bytea NOT NULL
    ) WITH (fillfactor = 10)
    """,
    """
    CREATE VIEW keeping AS
      SELECT 'keys' AS name, keys AS value FROM tail
      UNION ALL SELECT 'accesses-removed', accesses_removed FROM tail
      UNION ALL SELECT 'clock', clock FROM tail
    """,
    // What each running program has committed last, so that it can ask after a broken connection.
    """
    CREATE TABLE writer (
      id text PRIMARY KEY, groups bigint NOT NULL, at timestamptz NOT NULL
    ) WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE referral (
      id bigint PRIMARY KEY,
      code bigint NOT NULL UNIQUE CHECK (code BETWEEN 0 AND 1099511627775),
      case_code bigint NOT NULL,
      branch text NOT NULL COLLATE "C" CHECK (length(branch) BETWEEN 1 AND 64),
      kind text NOT NULL CHECK (kind IN ('dugaan-kk', 'dugaan-pak')),
      region text NOT NULL,
      priority text NOT NULL CHECK (priority IN ('stat', 'asap', 'urgent', 'routine')),
      status text NOT NULL
        CHECK (status IN ('draft', 'active', 'revoked', 'completed', 'entered-in-error')),
      version bigint NOT NULL CHECK (version > 0),
      opened_at bigint NOT NULL,
      changed_at bigint NOT NULL CHECK (changed_at >= opened_at),
      closed_at bigint, frozen_at bigint, purged_at bigint, origin text
    )
    """,
    "CREATE INDEX referral_changed ON referral (changed_at, id)",
    "CREATE INDEX referral_place ON referral (lower(branch), changed_at, id)",
    "CREATE INDEX referral_origin ON referral (origin, changed_at, id) WHERE origin IS NOT NULL",
    """
    CREATE TABLE attempt (
      referral bigint NOT NULL REFERENCES referral (id),
      number bigint NOT NULL CHECK (number BETWEEN 1 AND 32),
      facility text CHECK (length(facility) BETWEEN 1 AND 64),
      status text NOT NULL CHECK (status IN ('draft', 'rejected', 'completed', 'cancelled',
        'failed', 'entered-in-error', \(live))),
      is_parallel boolean NOT NULL,
      sent_at bigint, answer_due_at bigint CHECK (answer_due_at >= sent_at),
      changed_at bigint NOT NULL,
      PRIMARY KEY (referral, number),
      CHECK (status NOT IN (\(live)) OR (facility IS NOT NULL AND answer_due_at IS NOT NULL))
    )
    """,
    """
    CREATE UNIQUE INDEX attempt_one_live ON attempt (referral)
      WHERE NOT is_parallel AND status IN (\(live))
    """,
    "CREATE INDEX attempt_facility ON attempt (facility, referral) WHERE sent_at IS NOT NULL",
    """
    CREATE INDEX attempt_due ON attempt (answer_due_at, referral)
      WHERE status IN ('requested', 'received') AND answer_due_at IS NOT NULL
    """,
    """
    CREATE INDEX attempt_ahead ON attempt (sent_at)
      WHERE status IN ('requested', 'received') AND answer_due_at IS NOT NULL
    """,
    """
    CREATE TABLE event (
      sequence bigint PRIMARY KEY,
      referral bigint NOT NULL REFERENCES referral (id),
      version bigint NOT NULL CHECK (version > 0),
      at bigint NOT NULL, actor text NOT NULL, body bytea,
      body_hash bytea NOT NULL CHECK (length(body_hash) = 32),
      link bytea NOT NULL CHECK (length(link) = 32), fields text,
      UNIQUE (referral, version)
    )
    """,
    """
    CREATE TABLE sealed (
      referral bigint NOT NULL REFERENCES referral (id),
      field text NOT NULL, version bigint NOT NULL CHECK (version >= 0),
      key_id bigint NOT NULL, box bytea NOT NULL, lookup bytea,
      PRIMARY KEY (referral, field, version)
    )
    """,
    "CREATE INDEX sealed_lookup ON sealed (lookup) WHERE lookup IS NOT NULL",
    """
    CREATE TABLE request (
      actor text NOT NULL, id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
      fingerprint bytea NOT NULL, receipt bytea NOT NULL, at bigint NOT NULL,
      PRIMARY KEY (actor, id)
    )
    """,
    """
    CREATE TABLE token (
      id text COLLATE "C" PRIMARY KEY,
      hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
      role text NOT NULL,
      scope text NOT NULL, label text NOT NULL,
      created_at bigint NOT NULL, expires_at bigint NOT NULL, revoked_at bigint, mark bytea
    )
    """,
    """
    CREATE TABLE audit (
      sequence bigint PRIMARY KEY,
      at bigint NOT NULL, actor text NOT NULL, role text, action text NOT NULL, code bigint,
      outcome text NOT NULL, source text, link bytea NOT NULL, seen bytea
    )
    """,
    "CREATE INDEX audit_at ON audit (at, sequence)",
    "CREATE INDEX audit_purged ON audit (code) WHERE action = 'purge'",
    """
    CREATE TABLE branch (
      name text COLLATE "C" PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 64)
    )
    """,
    "CREATE UNIQUE INDEX branch_once ON branch (lower(name))",
    """
    CREATE TABLE guess (
      source text PRIMARY KEY CHECK (length(source) BETWEEN 1 AND 64),
      failures bigint NOT NULL, at bigint NOT NULL
    )
    """,
    """
    CREATE FUNCTION plkk_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'this log is append-only' USING ERRCODE = '23P01'; END $$
    """,
    """
    CREATE TRIGGER audit_keeps BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION plkk_keeps()
    """,
    """
    CREATE FUNCTION plkk_audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.sequence > (SELECT accesses_removed FROM tail) THEN
          RAISE EXCEPTION 'the access log is append-only' USING ERRCODE = '23P01';
        END IF;
        RETURN OLD;
      END $$
    """,
    """
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
      FOR EACH ROW EXECUTE FUNCTION plkk_audit_stays()
    """,
    """
    CREATE TRIGGER event_keeps BEFORE UPDATE ON event FOR EACH ROW
      WHEN (NEW.body IS NOT NULL OR (NEW.sequence, NEW.referral, NEW.version, NEW.at, NEW.actor,
        NEW.body_hash, NEW.link, NEW.fields) IS DISTINCT FROM (OLD.sequence, OLD.referral,
        OLD.version, OLD.at, OLD.actor, OLD.body_hash, OLD.link, OLD.fields))
      EXECUTE FUNCTION plkk_keeps()
    """,
    "CREATE TRIGGER event_stays BEFORE DELETE ON event FOR EACH ROW EXECUTE FUNCTION plkk_keeps()",
  ]
}
