import Foundation
import GRDB
import Referrals
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

/// What someone with the file and without the keys can do: make nothing that grants power, and take
/// nothing away unseen.
@Suite("Authenticity")
struct AuthenticityTests {
  private let hash = Tokens.hash("plkk_own")

  /// A closed file with three referrals, persons, a token and a revoked one.
  private func prepared() async throws -> Scratch {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...3 {
      _ = try await store.write(
        request(
          .open(newOpening()), bits: bits, personal: [.name: "Nama \(bits)", .phone: "081\(bits)"]))
    }
    _ = try await store.write(
      request(
        .change(ReferralCode(bits: 2), .accept(attempt: 1, by: .phone)),
        personal: [.phone: "0999"]))
    for (id, secret) in [("good", "plkk_good"), ("gone", "plkk_gone")] {
      try await store.add(
        TokenRecord(
          id: id, role: .officer, scope: "BJM", label: "", createdAt: base,
          expiresAt: base + .days(30)), hash: Tokens.hash(secret))
    }
    _ = try await store.revoke(token: "gone", at: base)
    try await store.close()
    return scratch
  }

  /// Runs SQL behind the store's back and puts the triggers back, so that the shape betrays nothing.
  private func tamper(_ path: String, _ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      let triggers = try Row.fetchAll(
        db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
      try db.execute(sql: sql)
      for trigger in triggers { try db.execute(sql: trigger["sql"]) }
    }
    try queue.close()
  }

  @Test("a token that was put into the file is none, nor is one that was changed or brought back")
  func tokens() async throws {
    for (what, sql) in [
      (
        "planted",
        """
        INSERT INTO token (id, hash, role, scope, label, created_at, expires_at, mark)
        VALUES ('evil', x'\(Hex.text(hash))', 'admin', '', '', 0, 4102444800000, zeroblob(32))
        """
      ),
      ("raised", "UPDATE token SET role = 'admin', scope = ''"),
      ("prolonged", "UPDATE token SET expires_at = 4102444800000"),
      ("brought back", "UPDATE token SET revoked_at = NULL WHERE id = 'gone'"),
      ("other secret", "UPDATE token SET hash = x'\(Hex.text(hash))' WHERE id = 'good'"),
    ] {
      let scratch = try await prepared()
      try tamper(scratch.database, sql)
      let store = try scratch.store()
      for secret in ["plkk_own", "plkk_gone"] {
        let token = try await store.token(hash: Tokens.hash(secret))
        #expect(token == nil || token?.revokedAt != nil, "\(what)")
      }
      if what != "planted" && what != "brought back" {
        #expect(try await store.token(hash: Tokens.hash("plkk_good")) == nil, "\(what)")
      }
      let problems = try await store.verify().problems
      #expect(problems.contains { if case .forgedToken = $0 { true } else { false } }, "\(what)")
      #expect(problems.contains(.changedTokens), "\(what)")
    }
  }

  @Test("what is taken away, put back or moved shows in the check")
  func removals() async throws {
    for (what, sql) in [
      (
        "last referral",
        """
        DELETE FROM event WHERE referral = 3; DELETE FROM attempt WHERE referral = 3;
        DELETE FROM sealed WHERE referral = 3; DELETE FROM referral WHERE id = 3
        """
      ),
      (
        "last event",
        """
        DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event);
        UPDATE referral SET version = 3 WHERE id = 2;
        UPDATE attempt SET status = 'requested' WHERE referral = 2
        """
      ),
      ("person", "DELETE FROM sealed WHERE referral = 1"),
      ("one field", "DELETE FROM sealed WHERE referral = 1 AND field = 'phone'"),
      ("correction", "DELETE FROM sealed WHERE referral = 2 AND version > 1"),
      (
        "look-up",
        "UPDATE sealed SET lookup = (SELECT lookup FROM sealed WHERE referral = 3 AND field = 'phone') WHERE referral = 1 AND field = 'phone'"
      ),
      ("access log", "DELETE FROM audit"),
      ("end of the access log", "DELETE FROM audit WHERE sequence > 3"),
      (
        "beginning of it",
        "DELETE FROM audit WHERE sequence < 3; UPDATE keeping SET value = 2 WHERE name = 'accesses-removed'"
      ),
      ("an access", "UPDATE audit SET actor = 'else' WHERE sequence = 2"),
      ("token", "DELETE FROM token WHERE id = 'gone'"),
      ("trigger", "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM audit; END"),
      ("index", "DROP INDEX attempt_due"),
      ("view", "CREATE VIEW v AS SELECT 1"),
    ] {
      let scratch = try await prepared()
      try tamper(scratch.database, sql)
      let store = try scratch.store(.inspection)
      #expect(try await store.verify().isSound == false, "\(what)")
    }
    let sound = try await prepared()
    #expect(try await sound.store().verify().problems == [])
  }

  @Test("an older copy of the whole file put back shows, also after it was worked on")
  func rollback() async throws {
    let scratch = try await prepared()
    let old = try Data(contentsOf: URL(fileURLWithPath: scratch.database))
    do {
      let store = try scratch.store()
      _ = try await store.write(request(.open(newOpening()), bits: 9))
      try await store.close()
    }
    for ending in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: scratch.database + ending)
    }
    try old.write(to: URL(fileURLWithPath: scratch.database))
    let store = try scratch.store()
    for bits: UInt64 in 20...29 {
      _ = try await store.write(request(.open(newOpening()), bits: bits))
    }
    let problems = try await store.verify().problems
    #expect(problems.contains { if case .behindHead = $0 { true } else { false } })
  }

  @Test("a file with others' triggers, views or an older shape is not worked on")
  func shape() async throws {
    for sql in [
      "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM event; END",
      "DROP TRIGGER event_stays", "CREATE VIEW v AS SELECT 1", "DROP INDEX attempt_one_live",
      "DELETE FROM grdb_migrations WHERE identifier = '\(Schema.authenticated)'",
      "PRAGMA application_id = 7",
    ] {
      let scratch = try await prepared()
      let queue = try DatabaseQueue(path: scratch.database)
      try await queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
      try queue.close()
      #expect(throws: StoreError.self, "\(sql)") { try scratch.store() }
      #expect(throws: StoreError.self, "\(sql)") { try scratch.store(.server) }
    }
  }
}
