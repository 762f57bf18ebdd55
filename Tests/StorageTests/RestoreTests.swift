import Foundation
import GRDB
import Referrals
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

/// What restoring and starting must never do: lose what is there, or make a new file in its place.
@Suite("Restore and start")
struct RestoreTests {
  /// A closed database with so many referrals, and a backup of the first of them.
  private func prepared(
    _ scratch: Scratch, backedUp: UInt64, all: UInt64
  ) async throws -> String {
    let copy = scratch.path + "/copy.plkk"
    let store = try scratch.store()
    for bits in 1...backedUp {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, personal: [.name: "Nama \(bits)"]))
    }
    try await store.backup(to: copy, now: base)
    for bits in backedUp + 1..<max(backedUp + 1, all + 1) {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, at: base + .hours(1)))
    }
    try await store.close()
    return copy
  }

  private func count(_ path: String) async throws -> Int {
    let store = try SQLiteStore(path: path)
    defer { withExtendedLifetime(store) {} }
    return try await store.verify().referrals
  }

  @Test("an empty file, another program's, and a changed backup are refused; nothing changes")
  func foreign() async throws {
    let scratch = try Scratch()
    let copy = try await prepared(scratch, backedUp: 3, all: 3)
    let before = try Data(contentsOf: URL(fileURLWithPath: scratch.database))
    let empty = scratch.path + "/empty"
    try Data().write(to: URL(fileURLWithPath: empty))
    let other = scratch.path + "/other.sqlite"
    let queue = try DatabaseQueue(path: other)
    try await queue.write { db in try db.execute(sql: "CREATE TABLE t (x)") }
    try queue.close()
    let everything = RestoreConsent(takesPoorer: true, takesUnsigned: true)
    for file in [empty, other] {
      await #expect(throws: StoreError.self, "\(file)") {
        try await SQLiteStore.restore(from: file, to: scratch.database, everything)
      }
    }
    // Every byte of a backup counts, also those between the parts.
    let whole = try Data(contentsOf: URL(fileURLWithPath: copy))
    for place in stride(from: 40, to: whole.count, by: max(1, whole.count / 23)) {
      var bytes = whole
      bytes[place] ^= 1
      let changed = scratch.path + "/changed"
      try bytes.write(to: URL(fileURLWithPath: changed))
      await #expect(throws: StoreError.self, "byte \(place)") {
        try await SQLiteStore.restore(
          from: changed, to: scratch.database, RestoreConsent(takesPoorer: true))
      }
    }
    // Half a backup, as a full stick leaves it.
    for part in [0.1, 0.5, 0.99] {
      let cut = scratch.path + "/cut"
      try whole.prefix(Int(Double(whole.count) * part)).write(to: URL(fileURLWithPath: cut))
      await #expect(throws: StoreError.self) {
        try await SQLiteStore.restore(
          from: cut, to: scratch.database, RestoreConsent(takesPoorer: true))
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.database)) == before)
    #expect(SQLiteStore.keptCopies(scratch.database).isEmpty)
    #expect(SQLiteStore.leftOver(scratch.database).isEmpty)
  }

  @Test("a poorer backup is refused with the numbers of both, and taken when that is said")
  func poorer() async throws {
    let scratch = try Scratch()
    let copy = try await prepared(scratch, backedUp: 5, all: 7)
    do {
      _ = try await SQLiteStore.restore(from: copy, to: scratch.database)
      Issue.record("a poorer backup was taken")
    } catch StoreError.backupPoorer(let backup, let present) {
      #expect(backup.referrals == 5 && present?.referrals == 7)
      #expect(backup.newest == base && present?.newest == base + .hours(1))
    }
    let consent = RestoreConsent(takesPoorer: true)
    let report = try await SQLiteStore.restore(from: copy, to: scratch.database, consent)
    #expect(report.checked.isSound && report.kept == scratch.database + ".before-restore-1")
    #expect(try await count(scratch.database) == 5)
  }

  @Test("however often something is restored, every former database is kept and can be had back")
  func keepsAll() async throws {
    let scratch = try Scratch()
    let copy = try await prepared(scratch, backedUp: 2, all: 7)
    let consent = RestoreConsent(takesPoorer: true, takesUnsigned: true)
    for _ in 0..<3 {
      _ = try await SQLiteStore.restore(from: copy, to: scratch.database, consent)
    }
    let kept = SQLiteStore.keptCopies(scratch.database)
    #expect(kept.map { String($0.suffix(1)) } == ["1", "2", "3"])
    let back = try await SQLiteStore.restore(from: kept[0], to: scratch.database, consent)
    #expect(back.backup.referrals == 7)
    #expect(try await count(scratch.database) == 7)
  }

  @Test("what stands in the log of a source counts, also of a database whose process was killed")
  func sourceLog() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...6 {
      _ = try await store.write(request(.open(newOpening()), bits: bits))
    }
    // A copy of both files while the log is full is what a kill leaves.
    let other = try Scratch()
    for ending in ["", "-wal", ".keys"] {
      try FileManager.default.copyItem(
        atPath: scratch.database + ending, toPath: other.database + ".killed" + ending)
    }
    #expect(Files.size(other.database + ".killed-wal") > 0)
    try FileManager.default.copyItem(
      atPath: scratch.database + ".keys", toPath: other.database + ".keys")
    let report = try await SQLiteStore.restore(
      from: other.database + ".killed", to: other.database, RestoreConsent(takesUnsigned: true))
    #expect(report.checked.isSound && report.backup.referrals == 6)
    try await store.close()
  }

  @Test("lists go into the backup and come back with it")
  func lists() async throws {
    let scratch = try Scratch()
    _ = try await prepared(scratch, backedUp: 2, all: 2)
    let lists = scratch.database + ".lists"
    let queue = try DatabaseQueue(path: lists)
    try await queue.write { db in
      try db.execute(sql: "CREATE TABLE list_event (x); INSERT INTO list_event VALUES (1), (2)")
    }
    try queue.close()
    let copy = scratch.path + "/with-lists"
    let store = try scratch.store()
    #expect(try await store.backup(to: copy, now: base).hasLists)
    try await store.close()
    // Fewer lists than there are now is poorer as well.
    let more = try DatabaseQueue(path: lists)
    try await more.write { db in try db.execute(sql: "INSERT INTO list_event VALUES (3)") }
    try more.close()
    await #expect(throws: StoreError.self) {
      try await SQLiteStore.restore(from: copy, to: scratch.database)
    }
    let report = try await SQLiteStore.restore(
      from: copy, to: scratch.database, RestoreConsent(takesPoorer: true))
    #expect(report.hasLists && report.backup.lists == 2)
    let back = try DatabaseQueue(path: lists)
    #expect(
      try await back.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM list_event") } == 2)
    let kept = try DatabaseQueue(path: scratch.database + ".before-restore-1.lists")
    #expect(
      try await kept.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM list_event") } == 3)
  }

  @Test(
    "a backup restores on another machine with its keys; after a rotation with those of its time")
  func elsewhere() async throws {
    let scratch = try Scratch()
    let copy = try await prepared(scratch, backedUp: 4, all: 4)
    let other = try Scratch()
    try FileManager.default.copyItem(
      atPath: scratch.database + ".keys", toPath: other.database + ".keys")
    let report = try await SQLiteStore.restore(from: copy, to: other.database)
    #expect(report.checked.isSound && report.kept == nil && report.backup.referrals == 4)
    do {
      let moved = try other.store()
      #expect(try await moved.personal(ReferralCode(bits: 2)) == [.name: "Nama 2"])
      try await moved.close()
    }
    let oldKeys = scratch.path + "/old.keys"
    try FileManager.default.copyItem(atPath: scratch.database + ".keys", toPath: oldKeys)
    let store = try scratch.store()
    _ = try await store.rotateKeys()
    let fresh = scratch.path + "/fresh"
    try await store.backup(to: fresh, now: base)
    try await store.close()
    await #expect(throws: StoreError.self) {
      try await SQLiteStore.restore(from: copy, to: scratch.database)
    }
    let again = try await SQLiteStore.restore(from: fresh, to: scratch.database)
    #expect(again.checked.isSound)
    let old = try await SQLiteStore.restore(from: copy, to: scratch.database, keys: oldKeys)
    #expect(old.checked.isSound)
    let back = try scratch.store()
    #expect(try await back.personal(ReferralCode(bits: 2)) == [.name: "Nama 2"])
  }

  @Test("no database is made where keys, a head, a log or kept copies lie")
  func nothingNew() async throws {
    for beside in [".keys", ".head", "-wal", ".before-restore-3", ".restoring", ".before-restore"] {
      let scratch = try Scratch()
      _ = try await prepared(scratch, backedUp: 1, all: 1)
      try FileManager.default.removeItem(atPath: scratch.database)
      for ending in ["-wal", "-shm", ".head"] where ending != beside {
        try? FileManager.default.removeItem(atPath: scratch.database + ending)
      }
      if beside != ".keys" {
        try? FileManager.default.removeItem(atPath: scratch.database + ".keys")
        try Data("x".utf8).write(to: URL(fileURLWithPath: scratch.database + beside))
      }
      for use in [SQLiteStore.Use.command, .server, .inspection] {
        #expect(
          throws: StoreError.databaseMissing(
            path: try Files.resolved(scratch.database),
            beside: try Files.resolved(scratch.database) + beside)
        ) { try scratch.store(use) }
      }
      #expect(!Files.exists(scratch.database))
    }
  }

  @Test("a file that is moved, replaced or removed takes no more changes, and acknowledges none")
  func movedFile() async throws {
    for what in 0..<4 {
      let scratch = try Scratch()
      let store = try scratch.store(.server)
      _ = try await store.write(request(.open(newOpening()), bits: 1))
      let manager = FileManager.default
      switch what {
      case 0: try manager.removeItem(atPath: scratch.database)
      case 1: try manager.moveItem(atPath: scratch.database, toPath: scratch.database + ".away")
      case 2: try manager.removeItem(atPath: scratch.database + "-wal")
      default:
        try manager.copyItem(atPath: scratch.database, toPath: scratch.path + "/new")
        _ = rename(scratch.path + "/new", scratch.database)
      }
      await #expect(throws: StoreError.fileReplaced, "\(what)") {
        try await store.write(request(.open(newOpening()), bits: 2))
      }
    }
  }

  @Test("the first start of many at once works for each of them, and all read what each wrote")
  func firstStarts() async throws {
    for _ in 0..<10 {
      let scratch = try Scratch()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for bits: UInt64 in 1...6 {
          group.addTask {
            let store = try SQLiteStore(
              path: scratch.database, use: bits == 1 ? .server : .command)
            _ = try await store.write(
              request(.open(newOpening()), bits: bits, personal: [.name: "N\(bits)"]))
          }
        }
        try await group.waitForAll()
      }
      let store = try scratch.store()
      #expect(try await store.verify().problems == [])
      for bits: UInt64 in 1...6 {
        #expect(try await store.personal(ReferralCode(bits: bits)) == [.name: "N\(bits)"])
      }
    }
  }

  @Test("a name with links in it means the same file, keys and lock")
  func links() async throws {
    let scratch = try Scratch()
    let server = try scratch.store(.server)
    _ = try await server.write(request(.open(newOpening()), bits: 1))
    let link = scratch.path + "/link.sqlite"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: scratch.database)
    #expect(throws: StoreError.servedElsewhere(processID: getpid())) {
      try SQLiteStore(path: link, use: .server)
    }
    let command = try SQLiteStore(path: link)
    #expect(command.keysPath == server.keysPath)
    #expect(try await command.referral(ReferralCode(bits: 1)) != nil)
  }

  @Test("a command that read its keys before a rotation seals with those after it")
  func rotationBeside() async throws {
    let scratch = try Scratch()
    let command = try scratch.store()
    _ = try await command.write(
      request(.open(newOpening()), bits: 1, personal: [.name: "Satu", .phone: "0811"]))
    let other = try scratch.store()
    #expect(try await other.rotateKeys() == 2)
    _ = try await command.write(
      request(.open(newOpening()), bits: 2, personal: [.name: "Dua", .phone: "0812"]))
    let reader = try scratch.store()
    #expect(try await reader.personal(ReferralCode(bits: 2))[.name] == "Dua")
    #expect(try await reader.find(.phone, "0811") == [ReferralCode(bits: 1)])
    #expect(try await reader.find(.phone, "0812") == [ReferralCode(bits: 2)])
    #expect(try await reader.verify().problems == [])
    // All kinds of keys are others now, but the one that knows requests again.
    let ring = try KeyRing(path: reader.keysPath)
    #expect(ring.current == 2 && ring.lookups.keys.sorted() == [2] && ring.chains.count == 2)
  }
}
