import Foundation
import GRDB
import Referrals
import TestSupport
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

/// A directory that goes away with the test.
final class Scratch: Sendable {
  let path: String

  init(in folder: String = NSTemporaryDirectory()) throws {
    path = folder + "plkk-storage-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: String { path + "/plkk.sqlite" }

  func store(_ use: SQLiteStore.Use = .command) throws -> SQLiteStore {
    try SQLiteStore(path: database, use: use)
  }

  /// All bytes of all files but the keys.
  func bytes() throws -> Data {
    var all = Data()
    for name in try FileManager.default.contentsOfDirectory(atPath: path)
    where !name.hasSuffix(".keys") {
      all.append(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }
    return all
  }
}

@Suite("SQLite store")
struct SQLiteStoreTests {
  @Test("keeps every promise of a store", arguments: StorePromise.allCases)
  func conforms(_ promise: StorePromise) async throws {
    let scratch = try Scratch()
    try await promise.check(try scratch.store()) { try scratch.store() }
  }

  @Test("opens with the settings that durability rests on")
  func settings() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let expected = [
      "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1",
    ]
    #expect(try await store.settings() == expected)
    _ = try await store.write(request(.open(newOpening()), bits: 1))
    for ending in ["", "-wal", "-shm", ".keys"] {
      let file = scratch.database + ending
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("a second server on the same file is refused and told who has it; commands are not")
  func oneServer() async throws {
    let scratch = try Scratch()
    let server = try scratch.store(.server)
    #expect(throws: StoreError.servedElsewhere(processID: getpid())) {
      try scratch.store(.server)
    }
    let command = try scratch.store()
    _ = try await command.write(request(.open(newOpening()), bits: 1))
    #expect(try await server.referral(ReferralCode(bits: 1)) != nil)
  }

  @Test("what identifies a person is not in the file in clear, nor in errors")
  func sealed() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let secrets: [PersonalField: String] = [
      .name: "Zulkarnain Qodratullah", .nik: "6371011509880007", .phone: "081351234567",
      .chronology: "tertimpa gelondongan di Satui",
    ]
    let code = try await store.write(request(.open(newOpening()), bits: 5, personal: secrets)).code
    let bytes = try scratch.bytes()
    for secret in secrets.values { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
    #expect(try await store.personal(code) == secrets)
    let long = String(repeating: "x", count: 201)
    await #expect(
      throws: StoreError.invalid(what: "name", allowed: "at most 200 bytes")
    ) {
      try await store.write(request(.open(newOpening()), bits: 6, personal: [.name: long]))
    }
  }

  @Test("a box moved to another referral or field does not open")
  func boundBoxes() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in [1, 2] {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, personal: [.name: "Nama \(bits)"]))
    }
    try await store.writer.submit { db in
      try db.execute(
        sql:
          "UPDATE sealed SET box = (SELECT box FROM sealed WHERE referral = 1) WHERE referral = 2")
    }
    #expect(try await store.personal(ReferralCode(bits: 1)) == [.name: "Nama 1"])
    await #expect(throws: StoreError.keysUnusable) {
      try await store.personal(ReferralCode(bits: 2))
    }
    #expect(try await store.verify().problems.count == 1)
  }

  @Test("any change of the log behind the store's back shows")
  func tampering() async throws {
    let changes: [(String, String)] = [
      (
        "body",
        "UPDATE event SET body = cast(replace(cast(body AS TEXT), 'PLKK-63-097', 'PLKK-63-098') AS BLOB) WHERE sequence = 2"
      ),
      ("time", "UPDATE event SET at = at + 1 WHERE sequence = 1"),
      ("actor", "UPDATE event SET actor = 'x' WHERE sequence = 3"),
      ("removal", "DELETE FROM event WHERE sequence = 2"),
      ("last", "DELETE FROM event WHERE sequence = 4"),
      ("purge", "UPDATE event SET body = NULL WHERE sequence = 3"),
      ("row", "UPDATE referral SET status = 'completed' WHERE id = 1"),
      ("attempt", "UPDATE attempt SET facility = 'elsewhere'"),
    ]
    for (name, sql) in changes {
      let scratch = try Scratch()
      let store = try scratch.store()
      _ = try await store.write(request(.open(newOpening()), bits: 1))
      _ = try await store.write(
        request(.change(ReferralCode(bits: 1), .accept(attempt: 1, by: .phone))))
      #expect(try await store.verify().isSound)
      // Someone with the file and the time to take the triggers away.
      try await store.writer.submit { db in
        try db.execute(sql: "DROP TRIGGER event_keeps; DROP TRIGGER event_stays")
        try db.execute(sql: sql)
      }
      #expect(try await store.verify().isSound == false, "\(name)")
    }
  }

  @Test("events can be neither changed nor deleted through SQL")
  func appendOnly() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    _ = try await store.write(request(.open(newOpening()), bits: 1))
    for sql in [
      "DELETE FROM event", "UPDATE event SET actor = 'x'", "UPDATE audit SET actor = 'x'",
      "UPDATE event SET body = x'00'",
    ] {
      await #expect(throws: StoreError.self, "\(sql)") {
        try await store.writer.submit { db in try db.execute(sql: sql) }
      }
    }
  }

  @Test("keys rotate: fields stay readable, the old key is gone, and so is what it sealed")
  func rotation() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...20 {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, personal: [.nik: "63710115098800\(10 + bits)"]))
    }
    let before = try String(contentsOfFile: store.keysPath, encoding: .utf8)
    #expect(try await store.rotateKeys() == 20)
    let after = try String(contentsOfFile: store.keysPath, encoding: .utf8)
    #expect(before.contains("seal 1 ") && !after.contains("seal 1 ") && after.contains("seal 2 "))
    let again = try scratch.store()
    #expect(try await again.personal(ReferralCode(bits: 3)) == [.nik: "6371011509880013"])
    #expect(try await again.find(.nik, "6371011509880013") == [ReferralCode(bits: 3)])
    #expect(try await again.verify().isSound)
  }

  @Test("S20 withdrawn consent freezes at once, and purge leaves no byte of the person")
  func withdrawal() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let code = try await store.write(
      request(.open(newOpening()), bits: 1, personal: [.name: "Siti", .phone: "0813"])
    ).code
    let box = try await store.read { db in
      try Data.fetchOne(db, sql: "SELECT box FROM sealed WHERE field = 'name'")
    }
    let sealed = try #require(box)
    _ = try await store.write(request(.change(code, .withdrawConsent), at: base + .hours(1)))
    await #expect(throws: StoreError.refused(.over(.frozen))) {
      try await store.write(request(.change(code, .accept(attempt: 1, by: .phone))))
    }
    let plan = try await store.purge(.standard, now: base + .hours(2), dryRun: true)
    #expect(plan.withdrawn == [code] && plan.isDryRun)
    #expect(try await store.personal(code).count == 2)
    let done = try await store.purge(.standard, now: base + .hours(2), dryRun: false)
    #expect(done.withdrawn == [code])
    #expect(try await store.personal(code).isEmpty)
    #expect(try scratch.bytes().range(of: sealed) == nil)
    #expect(try await store.verify().isSound)
    let log = try await store.audit(from: base, until: base + .days(1), limit: 10)
    #expect(log.contains { $0.action == "purge" && $0.code == code })
  }

  @Test("purge leaves neither plain text nor sealed bytes in database, log or index of the log")
  func purgedBytes() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let person: [PersonalField: String] = [
      .name: "Siti Rahmah Hapus", .nik: "6371014509880007", .kpj: "12345678901",
      .phone: "081355512345", .chronology: "tertimpa kayu di dermaga", .employer: "PT Contoh Sawit",
    ]
    var opening = newOpening()
    opening.facts.bodyPart = "tungkai-bawah-kiri"
    let code = try await store.write(
      request(.open(opening), id: "p1", bits: 1, personal: person)
    ).code
    for bits: UInt64 in 2...40 {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, personal: [.name: "Tetap \(bits)"]))
    }
    // Written again, so that old versions of the boxes lie on pages and in the log too.
    var boxes: [Data] = []
    func collect() async throws {
      boxes += try await store.read { db in
        try Data.fetchAll(
          db,
          sql: """
            SELECT box FROM sealed WHERE referral = 1
            UNION ALL SELECT lookup FROM sealed WHERE referral = 1 AND lookup IS NOT NULL
            """)
      }
    }
    try await collect()
    _ = try await store.write(
      request(.change(code, .accept(attempt: 1, by: .phone)), personal: person))
    try await collect()
    // The former values are there beside the new ones.
    #expect(boxes.count == 27)
    let before = try scratch.bytes()
    #expect(boxes.allSatisfy { before.range(of: $0) != nil })
    for text in person.values { #expect(before.range(of: Data(text.utf8)) == nil) }
    #expect(before.range(of: Data("tungkai-bawah-kiri".utf8)) != nil)

    try await store.backup(to: scratch.path + "/kept.sqlite", now: base + .hours(1))
    let keptBackup = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/kept.sqlite"))
    try FileManager.default.removeItem(atPath: scratch.path + "/kept.sqlite")
    #expect(boxes.contains { keptBackup.range(of: $0) != nil })

    _ = try await store.write(request(.change(code, .withdrawConsent), at: base + .hours(2)))
    let done = try await store.purge(.standard, now: base + .hours(3), dryRun: false)
    #expect(done.withdrawn == [code] && done.backups == [scratch.path + "/kept.sqlite"])
    // The words of body part that its opening holds are about the person as well.
    #expect(done.emptied == [code])
    #expect(try scratch.bytes().range(of: Data("tungkai-bawah-kiri".utf8)) == nil)
    for ending in ["", "-wal", "-shm"] {
      let file = try Data(contentsOf: URL(fileURLWithPath: scratch.database + ending))
      for box in boxes { #expect(file.range(of: box) == nil, "\(ending)") }
      for text in person.values { #expect(file.range(of: Data(text.utf8)) == nil, "\(ending)") }
    }
    // What is told of others is still there.
    #expect(try await store.personal(ReferralCode(bits: 7)) == [.name: "Tetap 7"])
    // What is open stays, however old; closed it goes.
    await #expect(throws: StoreError.clockFarOff(newest: base + .hours(3))) {
      try await store.purge(.standard, now: base + .days(6 * 365), dryRun: false)
    }
    var rules = RetentionRules.standard
    rules.farthest = .days(9 * 365)
    let open = try await store.purge(rules, now: base + .days(6 * 365), dryRun: true)
    #expect(open.emptied.isEmpty)
    for bits: UInt64 in 2...40 {
      let one = ReferralCode(bits: bits)
      _ = try await store.write(request(.change(one, .reject(attempt: 1, reason: .full))))
      _ = try await store.write(request(.change(one, .closeWithOpen)))
    }
    let aged = try await store.purge(rules, now: base + .days(6 * 365), dryRun: false)
    #expect(aged.emptied.count == 39)
    #expect(try await store.verify().problems == [])
  }

  @Test("age empties: the person after ninety days, the record after five years, the chain stays")
  func retention() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let code = try await store.write(
      request(.open(newOpening()), bits: 1, personal: [.name: "Siti"])
    ).code
    _ = try await store.write(request(.change(code, .reject(attempt: 1, reason: .full))))
    _ = try await store.write(request(.change(code, .closeWithOpen)))
    let day = TimeSpan.days(1)
    #expect(
      try await store.purge(.standard, now: base + .days(90) - day, dryRun: true).aged.isEmpty)
    #expect(try await store.purge(.standard, now: base + .days(90), dryRun: false).aged == [code])
    #expect(try await store.referral(code) != nil)
    var rules = RetentionRules.standard
    rules.farthest = .days(9 * 365)
    let old = try await store.purge(rules, now: base + .days(1_825), dryRun: false)
    #expect(old.emptied == [code] && old.auditEntries > 0)
    await #expect(throws: StoreError.purged(code)) { try await store.referral(code) }
    let report = try await store.verify()
    #expect(report.problems == [] && report.purgedEvents == 5)
  }

  @Test("a breach notice names the referrals touched in a span of time")
  func breach() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...3 {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, at: base + .hours(Int64(bits))))
    }
    #expect(
      try await store.touched(from: base + .hours(2), until: base + .hours(3))
        == [ReferralCode(bits: 2)])
  }

  @Test("a backup taken in use restores to the moment it was taken")
  func backup() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...50 {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, personal: [.name: "Nama \(bits)"]))
    }
    let copy = scratch.path + "/copy.sqlite"
    try await store.backup(to: copy, now: base)
    await #expect(throws: StoreError.self) { try await store.backup(to: copy, now: base) }
    _ = try await store.write(request(.open(newOpening()), bits: 51))
    #expect(try await store.purge(.standard, now: base, dryRun: true).backups == [copy])
    let server = try scratch.store(.server)
    await #expect(throws: StoreError.self) {
      try await SQLiteStore.restore(from: copy, to: scratch.database)
    }
    withExtendedLifetime(server) {}
  }

  @Test("restore puts a sound backup in place and refuses a damaged one")
  func restore() async throws {
    let scratch = try Scratch()
    let copy = scratch.path + "/copy.sqlite"
    do {
      let store = try scratch.store()
      for bits: UInt64 in 1...20 {
        _ = try await store.write(request(.open(newOpening()), bits: bits))
      }
      try await store.backup(to: copy, now: base)
      _ = try await store.write(request(.open(newOpening()), bits: 21))
      try await store.close()
    }
    let report = try await SQLiteStore.restore(
      from: copy, to: scratch.database, RestoreConsent(takesPoorer: true))
    #expect(report.checked.problems == [] && report.checked.referrals == 20)
    do {
      let store = try scratch.store()
      #expect(try await store.referral(ReferralCode(bits: 20)) != nil)
      #expect(try await store.referral(ReferralCode(bits: 21)) == nil)
      try await store.close()
    }
    let damaged = scratch.path + "/damaged.sqlite"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: copy))
    bytes.resetBytes(in: 8_192..<min(40_960, bytes.count))
    try bytes.write(to: URL(fileURLWithPath: damaged))
    var isRefused = false
    do {
      isRefused = try await !SQLiteStore.restore(
        from: damaged, to: scratch.database,
        RestoreConsent(takesPoorer: true, takesUnsigned: true)
      ).checked.isSound
    } catch {
      isRefused = true
    }
    #expect(isRefused)
    #expect(try await scratch.store().verify().referrals == 20)
  }

  @Test("files that cannot be used are refused by what is wrong with them")
  func badFiles() async throws {
    let scratch = try Scratch()
    #expect(throws: StoreError.self) { try SQLiteStore(path: scratch.path + "/no/such/dir/x") }
    _ = try scratch.store()
    let keys = scratch.database + ".keys"
    chmod(keys, 0o644)
    #expect(throws: StoreError.keysExposed(path: keys)) { try scratch.store() }
    chmod(keys, 0o600)
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: keys))
    chmod(keys, 0o600)
    #expect(throws: StoreError.keysUnusable) { try scratch.store() }
    try FileManager.default.removeItem(atPath: keys)
    #expect(throws: StoreError.keysMissing(path: keys)) { try scratch.store() }

    let text = try Scratch()
    _ = try text.store()
    let other = try Scratch()
    try Data(repeating: 65, count: 9_000).write(to: URL(fileURLWithPath: other.database))
    try FileManager.default.copyItem(
      atPath: text.database + ".keys", toPath: other.database + ".keys")
    #expect(throws: StoreError.corrupt) { try other.store() }
  }

  @Test("a file of a later version is refused, one with other families of tables is not")
  func laterVersion() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try await store.writer.submit { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('lists-1')")
    }
    _ = try scratch.store()
    try await store.writer.submit { db in
      try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999-later')")
    }
    #expect(throws: StoreError.tooNew) { try scratch.store() }
  }

  @Test("when the disk is full the change is refused as such, and what was there stays")
  func diskFull() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let code = try await store.write(request(.open(newOpening()), bits: 1)).code
    // SQLite's own limit on pages gives the error of a full disk at a place of our choosing.
    let pages = try await store.writer.submit { db in
      try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    }
    try await store.writer.submit { db in
      try db.execute(sql: "PRAGMA max_page_count = \(pages)")
    }
    var failure: StoreError?
    var kept = 1
    for bits: UInt64 in 2...2_000 {
      do {
        _ = try await store.write(
          request(
            .open(newOpening()), bits: bits,
            personal: [.chronology: String(repeating: "a", count: 1_900)]))
        kept += 1
      } catch {
        failure = error
        break
      }
    }
    #expect(failure == .diskFull)
    try await store.writer.submit { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    #expect(try await store.referral(code) != nil)
    let report = try await store.verify()
    #expect(report.problems == [] && report.referrals == kept)
    _ = try await store.write(request(.open(newOpening()), bits: 5_000))
  }

  @Test("a committed file of version 1 opens, verifies and goes on")
  func version1() async throws {
    let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Fixtures"
    let scratch = try Scratch()
    for ending in ["", ".keys"] {
      try FileManager.default.copyItem(
        atPath: "\(fixtures)/version-1.sqlite\(ending)", toPath: scratch.database + ending)
      chmod(scratch.database + ending, 0o600)
    }
    let store = try scratch.store()
    let report = try await store.verify()
    #expect(report.problems == [] && report.referrals == 3)
    #expect(try await store.migrations().first == "0001-referrals")
    let code = ReferralCode(bits: 1)
    let person: [PersonalField: String] = [.name: "CONTOH Satu", .nik: "6371010101010001"]
    #expect(try await store.personal(code) == person)
    #expect(try await store.find(.nik, "6371 0101 0101 0001").count == 3)
    // Its requests are known again, and its keyed hashes are those of today.
    let again = try await store.write(
      request(.open(newOpening()), id: "fixture-1", bits: 50, personal: person))
    #expect(again.code == code && again.version == 3)
    #expect(try await store.referral(code)?.attempt(1)?.status == .completed)
    _ = try await store.write(request(.open(newOpening()), bits: 99))
    #expect(try await store.verify().isSound)
  }

  @Test("random changes by many at once leave a store whose log and tables agree")
  func randomised() async throws {
    let fresh =
      ProcessInfo.processInfo.environment["PLKK_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    print("PLKK_SEED=\(fresh)")
    for seed in [20_261_123, fresh] {
      let scratch = try Scratch()
      let store = try scratch.store()
      for bits: UInt64 in 1...12 {
        _ = try await store.write(request(.open(newOpening(.stat)), bits: bits))
      }
      await withTaskGroup(of: Void.self) { group in
        for worker in 0..<8 {
          group.addTask {
            var generator = SplitMix64(seed: seed &+ UInt64(worker))
            for _ in 0..<60 {
              let code = ReferralCode(bits: .random(in: 1...12, using: &generator))
              let attempt = Int.random(in: 1...3, using: &generator)
              let commands: [Command] = [
                .receive(attempt: attempt, by: .phone), .accept(attempt: attempt, by: .phone),
                .reject(attempt: attempt, reason: .full), .depart(attempt: attempt),
                .arrive(attempt: attempt), .cancel(attempt: attempt, reason: .diverted),
                .plan(destination: ulin), .send(attempt: attempt),
                .onward(attempt: attempt, destination: ulin),
              ]
              let at = base + .minutes(.random(in: 0...60, using: &generator))
              guard let command = commands.randomElement(using: &generator) else { continue }
              _ = try? await store.write(request(.change(code, command), at: at))
            }
          }
        }
      }
      let report = try await store.verify()
      #expect(report.problems == [] && report.events > 60, "seed \(seed)")
    }
  }
}

/// Writes the committed file of the newest version; run with `PLKK_RECORD_FIXTURE=FILE`.
@Suite("Fixture")
struct FixtureRecorder {
  @Test(
    "records a file of this version",
    .enabled(if: ProcessInfo.processInfo.environment["PLKK_RECORD_FIXTURE"] != nil))
  func record() async throws {
    let path = try #require(ProcessInfo.processInfo.environment["PLKK_RECORD_FIXTURE"])
    let store = try SQLiteStore(path: path)
    for bits: UInt64 in 1...3 {
      _ = try await store.write(
        request(
          .open(newOpening()), id: "fixture-\(bits)", bits: bits,
          personal: [.name: "CONTOH Satu", .nik: "6371010101010001"]))
    }
    let code = ReferralCode(bits: 1)
    for command in [
      Command.accept(attempt: 1, by: .phone), .depart(attempt: 1), .arrive(attempt: 1),
    ] {
      _ = try await store.write(request(.change(code, command)))
    }
    try await store.close()
  }
}
