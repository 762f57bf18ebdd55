import Foundation
import GRDB
import Testing

/// The commands of whoever keeps the store of referrals.
@Suite("Tokens, backups, purge, keys, accesses and the doctor")
struct StoreSessionTests {
  /// A database in a folder of its own, with one referral of a person in it.
  struct Desk {
    let folder: URL
    let code: String
    var database: String { folder.appendingPathComponent("plkk.sqlite").path }

    init(_ folder: URL) throws {
      self.folder = folder
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let opened = try Binary.run(
        [
          "refer", "new", "-3.3194,114.5908", "--to", "AUTO", "--emergency", "tidak-ada",
          "--basis", "persetujuan", "--branch", "BJM", "--identity", "-", "--format", "json",
          "--db", database,
        ], input: Data("nama: \(Self.name)\nnik: 6371011509880007\n".utf8))
      #expect(opened.status == 0, "\(opened.error)")
      code = try #require(
        opened.output.firstMatch(of: /"code": ?"([0-9A-Z-]{11})"/).map { String($0.output.1) })
    }

    static let name = "Zulkarnain Qodratullah"

    func plkk(_ arguments: String..., environment: [String: String] = [:]) throws -> Binary.Result {
      try Binary.run(
        arguments + ["--db", database, "--lang", "en"], environment: environment)
    }

    /// Runs SQL behind the program's back, as someone with the file could.
    func tamper(_ sql: String, of file: String? = nil) throws {
      let queue = try DatabaseQueue(path: file ?? database)
      try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
      try queue.close()
    }

    /// A token of a role in a file.
    func token(_ role: String, scope: String? = nil) throws -> String {
      let file = folder.appendingPathComponent("\(role).token").path
      let made = try Binary.run(
        ["token", "new", "--role", role, "--out", file, "--db", database]
          + (scope.map { ["--scope", $0] } ?? []))
      #expect(made.status == 0, "\(made.error)")
      return file
    }

    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    /// All bytes of the folder but the keys.
    func bytes() throws -> Data {
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasSuffix(".keys") }
        .reduce(into: Data()) {
          $0 += try Data(contentsOf: folder.appendingPathComponent($1))
        }
    }
  }

  static func withDesk(_ body: (Desk) throws -> Void) throws {
    try Binary.withFolder { folder in try body(Desk(folder)) }
  }

  @Test("a file with a person's data that everybody can read is refused, and nothing is opened")
  func exposedPerson() throws {
    try Binary.withFolder { folder in
      let file = folder.appendingPathComponent("person.txt").path
      try Data("nama: \(Desk.name)\n".utf8).write(to: URL(fileURLWithPath: file))
      try Account.own(file)
      let database = folder.appendingPathComponent("plkk.sqlite").path
      func open(_ mode: Int) throws -> Binary.Result {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return try Binary.run([
          "refer", "new", "-3.3194,114.5908", "--to", "AUTO", "--emergency", "tidak-ada",
          "--basis", "persetujuan", "--branch", "BJM", "--identity", file, "--db", database,
          "--lang", "en",
        ])
      }
      let refused = try open(0o644)
      #expect(refused.status == 77 && refused.error.contains("chmod 600"), "\(refused.error)")
      #expect(!refused.error.contains(Desk.name))
      let taken = try open(0o600)
      #expect(taken.status == 0, "\(taken.error)")
    }
  }

  @Test("a secret is written once, to a new file of its owner, and never to a pipe")
  func tokenOnce() throws {
    try Self.withDesk { desk in
      let file = try desk.token("officer", scope: "BJM")
      #expect(try desk.mode(file) == 0o600)
      let secret = try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .newlines)
      #expect(secret.hasPrefix("plkk_") && secret.count == 37)
      #expect(try desk.bytes().range(of: Data(secret.utf8))?.count == 37)  // the file itself
      try FileManager.default.removeItem(atPath: file)
      #expect(try desk.bytes().range(of: Data(secret.utf8)) == nil)
      #expect(try desk.plkk("token", "new", "--role", "auditor").status == 64)
      let list = try desk.plkk("token", "list")
      #expect(list.output.contains("officer  BJM  valid until"))
      #expect(!list.output.contains(secret))
    }
  }

  @Test("roles need their scope, facilities exist, and a file that is there is not replaced")
  func tokenRefusals() throws {
    try Self.withDesk { desk in
      let out = desk.folder.appendingPathComponent("x.token").path
      for (arguments, status) in [
        (["--role", "officer"], Int32(64)), (["--role", "auditor", "--scope", "BJM"], 64),
        (["--role", "facility", "--scope", "PLKK-99-999"], 64), (["--role", "chief"], 64),
        (["--role", "auditor", "--days", "367"], 64),
      ] {
        let made = try Binary.run(
          ["token", "new", "--out", out, "--db", desk.database] + arguments)
        #expect(made.status == status, "\(arguments): \(made.error)")
        #expect(!FileManager.default.fileExists(atPath: out))
      }
      try Data("mine".utf8).write(to: URL(fileURLWithPath: out))
      #expect(try desk.plkk("token", "new", "--role", "auditor", "--out", out).status == 73)
      #expect(try String(contentsOfFile: out, encoding: .utf8) == "mine")
      #expect(try desk.plkk("token", "list").output.contains("no tokens"))
    }
  }

  @Test("a revoked token opens nothing; neither does a made-up one")
  func tokenRevoked() throws {
    try Self.withDesk { desk in
      let file = try desk.token("officer", scope: "BJM")
      #expect(try desk.plkk("refer", "show", desk.code, "--token-file", file).status == 0)
      let list = try desk.plkk("token", "list", "--format", "json")
      let id = try #require(
        list.output.firstMatch(of: /"id": ?"([^"]+)"/).map { String($0.output.1) })
      #expect(try desk.plkk("token", "revoke", id).status == 0)
      #expect(try desk.plkk("token", "revoke", "nothing").status == 66)
      #expect(try desk.plkk("refer", "show", desk.code, "--token-file", file).status == 77)
      #expect(try desk.plkk("token", "list").output.contains("revoked"))
    }
  }

  @Test(
    "only an administrator keeps the store",
    arguments: [
      ["token", "list"], ["backup", "/tmp/plkk-not-written"], ["purge", "--yes"],
      ["keys", "rotate"], ["access", "--from", "2026-01-01T00:00Z"], ["doctor"],
    ])
  func administrators(_ command: [String]) throws {
    try Self.withDesk { desk in
      for (role, scope) in [("officer", "BJM" as String?), ("auditor", nil)] {
        let file = try desk.token(role, scope: scope)
        let arguments = command + ["--db", desk.database]
        #expect(try Binary.run(arguments + ["--token-file", file]).status == 77, "\(role)")
        #expect(
          try Binary.run(arguments, environment: ["PLKK_TOKEN_FILE": file]).status == 77)
      }
      let log = try desk.plkk("access", "--from", "2020-01-01T00:00Z").output
      #expect(log.contains("not-permitted") && log.contains("officer"))
      #expect(!FileManager.default.fileExists(atPath: "/tmp/plkk-not-written"))
    }
  }

  @Test("a token that is made is logged once, one that is refused as refused, and nothing else")
  func tokensLogged() throws {
    try Self.withDesk { desk in
      let file = desk.folder.appendingPathComponent("new.token").path
      let refused = try desk.plkk("token", "new", "--role", "officer", "--out", file)
      #expect(refused.status == 64 && !FileManager.default.fileExists(atPath: file))
      #expect(try desk.plkk("token", "new", "--role", "auditor", "--out", file).status == 0)
      let log = try desk.plkk("access", "--from", "2020-01-01 00:00 WITA", "--format", "json")
      let made = log.output.matches(of: /"action":"(token-[a-z]+)"[^}]*"outcome":"([a-z-]+)"/)
      #expect(
        made.map { "\($0.output.1) \($0.output.2)" } == ["token-issue refused", "token-issue ok"],
        "\(log.output)")
    }
  }

  @Test("every act of an administrator is one entry of the log of accesses, refused or not")
  func oneEntry() throws {
    try Self.withDesk { desk in
      let copy = desk.folder.appendingPathComponent("copy.sqlite").path
      let acts: [(arguments: [String], entry: String)] = [
        (["branch", "list"], "branch-list ok"), (["branch", "add", "XYZ"], "branch-add ok"),
        (["branch", "add", " "], "branch-add refused"),
        (["branch", "remove", "XYZ"], "branch-remove ok"),
        (["token", "list"], "token-list ok"), (["backup", copy], "backup ok"),
        (["purge"], "purge-look ok"), (["purge", "--yes"], "purge ok"),
        (["doctor"], "doctor ok"), (["keys", "rotate"], "rotate-keys ok"),
      ]
      /// What the log holds beside the reading of it.
      func entries() throws -> [String] {
        let log = try desk.plkk("access", "--from", "2020-01-01 00:00 WITA", "--format", "json")
        return log.output.matches(of: /"action":"([a-z-]+)"[^}]*"outcome":"([a-z-]+)"/)
          .map { "\($0.output.1) \($0.output.2)" }.filter { !$0.hasPrefix("access ") }
      }
      var before = try entries()
      for act in acts {
        _ = try Binary.run(act.arguments + ["--db", desk.database, "--lang", "en"])
        let after = try entries()
        #expect(Array(after.dropFirst(before.count)) == [act.entry], "\(act.arguments)")
        before = after
      }
    }
  }

  @Test("a backup comes back; the database in its place is kept and only replaced by force")
  func backupAndRestore() throws {
    try Self.withDesk { desk in
      let copy = desk.folder.appendingPathComponent("copy.sqlite").path
      let made = try desk.plkk("backup", copy)
      #expect(made.status == 0, "\(made.error)")
      #expect(made.output.contains("plkk.sqlite.keys"))
      #expect(try desk.mode(copy) == 0o600)
      #expect(try desk.plkk("backup", copy).status == 73)
      // A link that leads nowhere is a name that is taken: nothing is written where it leads.
      let link = desk.folder.appendingPathComponent("link").path
      let manager = FileManager.default
      try manager.createSymbolicLink(atPath: link, withDestinationPath: copy + ".elsewhere")
      #expect(try desk.plkk("backup", link).status == 73)
      #expect(!manager.fileExists(atPath: copy + ".elsewhere"))
      #expect(try desk.plkk("refer", "accept", desk.code, "--by", "telepon").status == 0)
      #expect(try desk.plkk("restore", copy).status == 73)
      #expect(try desk.plkk("restore", copy + "x", "--force").status == 66)
      let poorer = try desk.plkk("restore", copy, "--force")
      #expect(poorer.status == 65 && poorer.error.contains("--older"), "\(poorer.error)")
      let restored = try desk.plkk("restore", copy, "--force", "--older")
      #expect(restored.status == 0, "\(restored.error)")
      #expect(restored.output.contains("1 referrals"))
      #expect(FileManager.default.fileExists(atPath: desk.database + ".before-restore-1"))
      #expect(
        try desk.plkk("refer", "show", desk.code, "--format", "json").output.contains("requested"))
      #expect(try desk.plkk("doctor").status == 0)
      try FileManager.default.removeItem(atPath: desk.database)
      #expect(try desk.plkk("restore", copy).status == 0)
    }
  }

  @Test("an altered or damaged backup is refused, and nothing changes")
  func badBackups() throws {
    try Self.withDesk { desk in
      let copy = desk.folder.appendingPathComponent("copy.sqlite").path
      #expect(try desk.plkk("backup", copy).status == 0)
      let before = try desk.plkk("refer", "show", desk.code).output
      try desk.tamper(
        "DROP TRIGGER event_keeps; UPDATE event SET actor = 'x' WHERE sequence = 2", of: copy)
      let refused = try desk.plkk("restore", copy, "--force")
      #expect(refused.status == 65)
      #expect(refused.error.contains("changed since"), "\(refused.error)")
      try Data("not a database".utf8).write(to: URL(fileURLWithPath: copy))
      #expect(try desk.plkk("restore", copy, "--force").status != 0)
      #expect(try desk.plkk("refer", "show", desk.code).output == before)
      #expect(!FileManager.default.fileExists(atPath: desk.database + ".before-restore-1"))
    }
  }

  @Test("a purge shows first, then leaves no byte of the person and names the backups")
  func purge() throws {
    try Self.withDesk { desk in
      let copy = desk.folder.appendingPathComponent("copy.sqlite").path
      #expect(try desk.plkk("backup", copy).status == 0)
      #expect(try desk.plkk("refer", "withdraw", desk.code).status == 0)
      let look = try desk.plkk("purge")
      #expect(look.status == 0 && look.output.contains(desk.code), "\(look.error)")
      #expect(look.output.contains("nothing has changed yet"))
      #expect(try desk.plkk("refer", "show", desk.code).output.contains("masked"))
      let done = try desk.plkk("purge", "--yes", "--format", "json")
      #expect(done.status == 0 && done.output.contains(copy), "\(done.error)")
      #expect(!(try desk.plkk("refer", "show", desk.code).output.contains("masked")))
      #expect(try desk.plkk("purge").output.contains("consent withdrawn: 0"))
      #expect(try desk.plkk("doctor").status == 0)
      #expect(try desk.plkk("purge", "--yes", "--dry-run").status == 64)
      #expect(try desk.plkk("purge", "--personal", "0").status == 64)
    }
  }

  @Test("keys turn over while no server works, and everything stays readable")
  func rotation() throws {
    try Self.withDesk { desk in
      let keys = try String(contentsOfFile: desk.database + ".keys", encoding: .utf8)
      let turned = try desk.plkk("keys", "rotate")
      #expect(turned.status == 0 && turned.output.hasPrefix("3 personal"), "\(turned.error)")
      let fresh = try String(contentsOfFile: desk.database + ".keys", encoding: .utf8)
      #expect(fresh != keys && fresh.contains("seal 2 ") && !fresh.contains("seal 1 "))
      #expect(try desk.mode(desk.database + ".keys") == 0o600)
      let shown = try desk.plkk("refer", "show", desk.code, "--reveal")
      #expect(shown.output.contains(Desk.name), "\(shown.error)")
      #expect(try desk.plkk("doctor").status == 0)
    }
  }

  @Test("accesses of a span name who touched which referral, and no person")
  func accesses() throws {
    try Self.withDesk { desk in
      #expect(try desk.plkk("refer", "show", desk.code).status == 0)
      let log = try desk.plkk("access", "--from", "2020-01-01 00:00 WITA", "--format", "json")
      #expect(log.status == 0 && log.output.contains("\"referrals\":"), "\(log.error)")
      #expect(log.output.contains(desk.code) && log.output.contains("\"show\""))
      // Who keeps the machine is named by the account, for changes and for looks.
      let who = try Binary.run(executable: URL(fileURLWithPath: "/usr/bin/id"), ["-un"])
        .output.trimmingCharacters(in: .newlines)
      let named = log.output.matches(of: /"actor":"local"[^}]*"source":"([^"]*)"/)
      #expect(named.count >= 2 && named.allSatisfy { $0.output.1.hasPrefix(who) }, "\(log.output)")
      #expect(!log.output.contains(Desk.name))
      let early = try desk.plkk(
        "access", "--from", "2020-01-01 00:00 WITA", "--to", "2020-01-02 00:00 WITA")
      #expect(early.output == "Referrals touched: 0\n")
      #expect(try desk.plkk("access", "--from", "2020-01-01 00:00").status == 64)
      #expect(try desk.plkk("access", "--from", "2020-01-01").status == 64)
    }
  }

  @Test("the doctor is content with a sound store, and misses one that was there")
  func doctorGood() throws {
    try Self.withDesk { desk in
      let checked = try desk.plkk("doctor", "--format", "json")
      #expect(checked.status == 0 && checked.output.contains("\"good\":true"), "\(checked.output)")
      try FileManager.default.removeItem(atPath: desk.database)
      let missing = try desk.plkk("doctor")
      #expect(missing.status == 65)
      #expect(missing.output.contains("is missing though"), "\(missing.output)")
      let elsewhere = try Binary.run(
        ["doctor", "--db", desk.database + ".none", "--lang", "en"])
      #expect(elsewhere.status == 0)
      #expect(elsewhere.output.contains("skipped  referral file: no database at"))
    }
  }

  @Test(
    "the doctor names what was tampered with",
    arguments: [
      ("UPDATE event SET actor = 'x' WHERE sequence = 2", "broken at event 2"),
      ("DELETE FROM event WHERE sequence = 1", "events 1–1 are missing"),
      (
        "UPDATE event SET body = cast(replace(cast(body AS TEXT), 'BJM', 'BPP') AS BLOB) WHERE sequence = 1",
        "body of event 1 was changed"
      ),
      ("UPDATE referral SET status = 'completed'", "its state differs from its events"),
      ("UPDATE attempt SET facility = 'PLKK-63-001'", "its attempts differ from its events"),
      ("UPDATE sealed SET box = zeroblob(40)", "personal data does not open"),
    ])
  func doctorTampered(_ sql: String, _ words: String) throws {
    try Self.withDesk { desk in
      try desk.tamper("DROP TRIGGER event_keeps; DROP TRIGGER event_stays; \(sql)")
      let checked = try desk.plkk("doctor")
      #expect(checked.status == 65)
      #expect(checked.output.contains(words), "\(checked.output)")
      #expect(!checked.output.contains(Desk.name))
    }
  }

  @Test("the doctor sees a wrong, exposed or missing key file")
  func doctorKeys() throws {
    try Self.withDesk { desk in
      try Self.withDesk { other in
        let manager = FileManager.default
        let keys = desk.database + ".keys"
        try manager.setAttributes([.posixPermissions: 0o644], ofItemAtPath: keys)
        let exposed = try desk.plkk("doctor")
        #expect(exposed.status == 65 && exposed.output.contains("plkk.sqlite.keys 0644"))
        try manager.removeItem(atPath: keys)
        try manager.copyItem(atPath: other.database + ".keys", toPath: keys)
        try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keys)
        try Account.own(keys)
        let wrong = try desk.plkk("doctor")
        #expect(wrong.status == 65 && wrong.output.contains("that of another database"))
        try manager.removeItem(atPath: keys)
        let missing = try desk.plkk("doctor")
        #expect(missing.status == 65 && missing.output.contains("key file is missing"))
        #expect(!manager.fileExists(atPath: keys))
      }
    }
  }

  @Test("a corrupt page is told, not served")
  func corruptPage() throws {
    try Self.withDesk { desk in
      try desk.tamper("PRAGMA wal_checkpoint(TRUNCATE)")
      let file = try FileHandle(forUpdating: URL(fileURLWithPath: desk.database))
      let size = try file.seekToEnd()
      // Every page but the first, which holds the schema.
      for page in stride(from: UInt64(4096), to: size, by: 4096) {
        try file.seek(toOffset: page)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 512))
      }
      try file.close()
      for ending in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: desk.database + ending)
      }
      let checked = try desk.plkk("doctor")
      #expect(checked.status == 65, "\(checked.output)")
      #expect(checked.output.contains("WRONG"))
      let shown = try desk.plkk("refer", "show", desk.code)
      #expect(shown.status != 0 && shown.output.isEmpty)
    }
  }

  @Test("where nothing can be written, nothing is half made and the reason is said")
  func readOnlyPlaces() throws {
    try Self.withDesk { desk in
      let backup = try desk.plkk("backup", "/proc/plkk-backup.sqlite")
      #expect(backup.status == 73 && backup.error.contains("cannot be written"))
      let token = try desk.plkk("token", "new", "--role", "auditor", "--out", "/proc/x.token")
      #expect(token.status == 73)
      #expect(try desk.plkk("token", "list").output.contains("no tokens"))
      let place = try Binary.run(
        ["token", "new", "--role", "auditor", "--out", "/dev/null", "--db", "/proc/plkk.sqlite"])
      #expect(place.status == 74, "\(place.error)")
    }
  }

  @Test("a database that cannot be written is read all the same, and the access is recorded later")
  func readOnly() throws {
    guard Account.isUnprivileged else {
      return print("skipped: root may write what is not to be written")
    }
    try Self.withDesk { desk in
      let files = ["", ".keys", ".head", ".lock", "-wal", "-shm"].map { desk.database + $0 }
        .filter { FileManager.default.fileExists(atPath: $0) }
      let state = desk.folder.path + "-state"
      try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: state) }
      try Account.own(state)
      for file in files { chmod(file, 0o400) }
      chmod(desk.folder.path, 0o500)
      defer { chmod(desk.folder.path, 0o700) }
      let elsewhere = ["XDG_STATE_HOME": state]
      let shown = try desk.plkk("refer", "show", desk.code, environment: elsewhere)
      #expect(shown.status == 0 && shown.output.contains(desk.code), "\(shown.error)")
      #expect(shown.error.contains("cannot be written: read only"), "\(shown.error)")
      // A change is refused, and not made in a copy that nobody keeps.
      let step = try desk.plkk("refer", "cancel", desk.code, "tertangani", environment: elsewhere)
      #expect(step.status != 0)
      chmod(desk.folder.path, 0o700)
      for file in files { chmod(file, 0o600) }
      let log = try desk.plkk("access", "--from", "2026-01-01T00:00+08:00", environment: elsewhere)
      #expect(log.status == 0 && log.output.contains("  show  \(desk.code)"), "\(log.output)")
      #expect(try desk.plkk("doctor", environment: elsewhere).status == 0)
    }
  }

  @Test("without HOME nothing is written into the folder that the command is called in")
  func homeless() throws {
    try Binary.withFolder { folder in
      let script = """
        cd \(folder.path) && env -i \(Binary.folder.path)/plkk refer new -3.3194,114.5908 --to AUTO \
          --emergency tidak-ada --basis persetujuan --branch BJM
        """
      let run = try Binary.run(executable: URL(fileURLWithPath: "/bin/sh"), ["-c", script])
      #expect(run.status != 0, "\(run.output)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test("INFO, the metrics and the log tell of the disk, the newest backup and the end of the logs")
  func health() throws {
    try Self.withDesk { desk in
      let server = try RunningServer(["--db", desk.database])
      defer { server.stop() }
      let client = try LineClient(port: server.port)
      func lines() -> [String] { client.ask("INFO persistence") }
      #expect(server.wait { lines().contains("+store:readable") })
      #expect(lines().contains("+last_backup_at:never"))
      #expect(lines().contains { $0.hasPrefix("+disk_used_percent:") })
      #expect(lines().contains("+clock_behind_seconds:0"))
      #expect(
        client.ask("METRICS").contains { $0.hasPrefix("+plkk_store_disk_free_bytes ") })
      #expect(server.wait { server.logged.contains("end of the logs") })
      let head = try String(contentsOfFile: desk.database + ".head", encoding: .utf8)
      let link = try #require(head.firstMatch(of: /events \d+ ([0-9a-f]{16})/)).output.1
      #expect(server.logged.contains(link))
      #expect(try desk.plkk("backup", desk.folder.path + "/copy").status == 0)
      let doctor = try desk.plkk("doctor")
      #expect(doctor.output.contains("0 days old") && doctor.output.contains("disk space: "))
    }
  }
}
