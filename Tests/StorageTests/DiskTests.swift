import FaultDisk
import Foundation
import GRDB
import Referrals
import TestSupport
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

extension Scratch {
  /// The power goes, and what is still tried comes to nothing: of what was not synced some is lost, some
  /// torn.
  ///
  /// The head, which is never synced, is then what it was at that moment.
  func cutPower(_ seed: UInt64, _ attempts: () async -> Void) async {
    let head = FileManager.default.contents(atPath: database + ".head")
    fault_disk_stop()
    await attempts()
    fault_disk_crash(seed)
    try? FileManager.default.removeItem(atPath: database + "-shm")
    try? FileManager.default.removeItem(atPath: database + ".head")
    if let head {
      let isKept = FileManager.default.createFile(
        atPath: database + ".head", contents: head, attributes: [.posixPermissions: 0o600])
      #expect(isKept)
    }
  }
}

/// The store on a disk that fails, and through power cuts: one after the other, as there is one disk.
@Suite("Failing disk", .serialized)
struct DiskTests {
  static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1"

  /// What was acknowledged, and what may or may not have been done.
  private struct Model {
    var versions: [ReferralCode: Int] = [:]
    var names: [ReferralCode: String] = [:]
    var revoked: Set<String> = []
    var tokens: Set<String> = []
    var receipts: [String: Receipt] = [:]
    var accesses = 0
  }

  func withDisk(
    in folder: String = NSTemporaryDirectory(), _ work: (Scratch) async throws -> Void
  ) async throws {
    #expect(fault_disk_install() == 0)
    let scratch = try Scratch(in: folder)
    fault_disk_watch(try Files.resolved(scratch.path))
    defer { fault_disk_watch(nil) }
    try await work(scratch)
  }

  /// A day of work; what was acknowledged goes into the model, whatever fails.
  private func day(_ scratch: Scratch, _ model: inout Model) async {
    guard let store = try? scratch.store(.server) else { return }
    for bits: UInt64 in 1...4 {
      let code = ReferralCode(bits: bits)
      let name = "Nama \(bits)"
      let opening = request(
        .open(newOpening()), id: "o\(bits)", bits: bits, personal: [.name: name])
      if let receipt = try? await store.write(opening) {
        model.versions[code] = receipt.version
        model.names[code] = name
        model.receipts["o\(bits)"] = receipt
      }
      let accept = request(.change(code, .accept(attempt: 1, by: .phone)), id: "a\(bits)")
      if let receipt = try? await store.write(accept) {
        model.versions[code] = receipt.version
        model.receipts["a\(bits)"] = receipt
      }
      _ = try? await store.referral(code)
    }
    let token = TokenRecord(
      id: "t", role: .auditor, scope: "", label: "", createdAt: base, expiresAt: base + .days(1))
    if (try? await store.add(token, hash: Tokens.hash("t"))) != nil { model.tokens.insert("t") }
    if (try? await store.revoke(token: "t", at: base)) == true { model.revoked.insert("t") }
    _ = try? await store.purge(.standard, now: base + .hours(1), dryRun: false)
    try? await store.close()
  }

  /// What was acknowledged is there, once, and whole.
  private func check(_ scratch: Scratch, _ model: Model, _ what: String) async throws {
    let store = try scratch.store(.server)
    let problems = try await store.verify().problems
    #expect(problems == [], "\(what)")
    for (code, version) in model.versions {
      let found = try await store.referral(code)
      #expect((found?.version ?? 0) >= version, "\(what): \(code.text)")
      #expect(try await store.personal(code)[.name] == model.names[code], "\(what): \(code.text)")
    }
    for (id, receipt) in model.receipts {
      #expect(try await store.receipt(actor: "t1", requestID: id) == receipt, "\(what): \(id)")
    }
    for id in model.tokens {
      let token = try await store.token(id: id)
      #expect(token != nil, "\(what)")
      if model.revoked.contains(id) { #expect(token?.revokedAt != nil, "\(what)") }
    }
    // And it goes on.
    _ = try await store.write(request(.open(newOpening()), bits: 0xFFFF))
    try await store.close()
  }

  @Test("an error at every n-th call of a day loses nothing that was acknowledged")
  func everyCall() async throws {
    var total: Int64 = 0
    try await withDisk { scratch in
      var model = Model()
      await day(scratch, &model)
      #expect(model.versions.count == 4 && model.revoked.count == 1)
      total = fault_disk_calls()
    }
    #expect(total > 100)
    // SQLITE_IOERR and SQLITE_FULL, once and lasting.
    let kinds: [(Int32, Int32)] = [(10, 0), (13, 0), (10, 1), (13, 1)]
    let stride: Int64 = Self.isLong ? 1 : 41
    var tried = 0
    for (code, lasting) in kinds {
      for call in Swift.stride(from: 1 + Int64(tried) % stride, to: total, by: Int(stride)) {
        try await withDisk { scratch in
          // Opened once on a sound disk: a file that never was one is no loss.
          try await scratch.store().close()
          var model = Model()
          fault_disk_fail(call, code, lasting)
          await day(scratch, &model)
          fault_disk_fail(0, 0, 0)
          try await check(scratch, model, "call \(call), code \(code), lasting \(lasting)")
        }
        tried += 1
      }
    }
    print("failing disk: \(tried) days of \(total) calls")
  }

  @Test("power cuts at any moment, with lost, torn and reordered writes, lose nothing acknowledged")
  func powerCuts() async throws {
    let steps = Self.isLong ? 200_000 : 1_500
    for seed in SplitMix64.seeds {
      try await withDisk { scratch in
        try await simulate(scratch, seed: seed, steps: steps)
      }
    }
  }

  private func simulate(_ scratch: Scratch, seed: UInt64, steps: Int) async throws {
    var generator = SplitMix64(seed: seed)
    var open: SQLiteStore? = try scratch.store(.server)
    var acknowledged: [ReferralCode: Int] = [:]
    var names: [ReferralCode: String] = [:]
    var codes: [ReferralCode] = []
    // Well after the accidents, so that a clock set back stays behind them.
    var now = base + .minutes(60 * 24 * 30)
    var cuts = 0
    for step in 0..<steps {
      // A clock that runs, stands, and is now and then set back or far ahead.
      let jump: Int64 =
        switch Int.random(in: 0..<50, using: &generator) {
        case 0: -600
        case 1: 60 * 24 * 20
        default: .random(in: 0...3, using: &generator)
        }
      now = now + .minutes(jump)
      let kind = Int.random(in: 0..<20, using: &generator)
      if kind == 19 {
        guard Int.random(in: 0..<5, using: &generator) == 0 else { continue }
        // The power goes while one more change is under way: it may be there afterwards, or not.
        let bits = UInt64.random(in: 1...0xFF_FFFF_FFFF, using: &generator)
        await scratch.cutPower(generator.next()) {
          _ = try? await open?.write(request(.open(newOpening()), bits: bits, at: now))
          try? await open?.close()
          open = nil
        }
        open = try scratch.store()
        cuts += 1
        for (code, version) in acknowledged.suffix(50) {
          #expect(
            try await open?.referral(code)?.version == version, "seed \(seed), step \(step)")
        }
        continue
      }
      let store = try #require(open)
      switch kind {
      case 0..<5:
        let bits = UInt64.random(in: 1...0xFF_FFFF_FFFF, using: &generator)
        let name = "N\(bits)"
        let receipt = try await store.write(
          request(
            .open(newOpening()), id: "s\(step)", bits: bits, at: now, personal: [.name: name]))
        acknowledged[receipt.code] = receipt.version
        names[receipt.code] = name
        codes.append(receipt.code)
      case 5..<14:
        guard let code = codes.suffix(40).randomElement(using: &generator) else { continue }
        let commands: [Command] = [
          .receive(attempt: 1, by: .phone), .accept(attempt: 1, by: .phone),
          .reject(attempt: 1, reason: .full), .depart(attempt: 1), .arrive(attempt: 1), .close,
        ]
        guard let command = commands.randomElement(using: &generator) else { continue }
        if let receipt = try? await store.write(
          request(.change(code, command), id: "s\(step)", at: now))
        {
          acknowledged[code] = receipt.version
        }
      case 14..<17:
        if let code = codes.randomElement(using: &generator) {
          #expect(
            try await store.referral(code)?.version == acknowledged[code], "seed \(seed), \(step)")
        }
      case 17:
        try await store.record(
          AuditEntry(at: now, actor: "r", role: .officer, action: "show", code: codes.last))
      default:
        // Another process on the same file.
        let other = try scratch.store()
        if let code = codes.last {
          #expect(try await other.referral(code)?.version == acknowledged[code])
        }
        try await other.close()
      }
    }
    let store = try #require(open)
    let report = try await store.verify()
    #expect(report.problems == [], "seed \(seed)")
    for (code, version) in acknowledged {
      #expect(try await store.referral(code)?.version == version, "seed \(seed)")
      #expect(try await store.personal(code)[.name] == names[code], "seed \(seed)")
    }
    print("power cuts: seed \(seed), \(steps) steps, \(cuts) cuts, \(acknowledged.count) referrals")
  }

  @Test(
    "a full disk, a held lock and a failing one hide nothing: reading goes on, its access follows")
  func reading() async throws {
    try await withDisk { scratch in
      let store = try scratch.store(.server)
      let code = try await store.write(request(.open(newOpening()), bits: 1)).code
      let referralService = ReferralService(store: store, now: { base })
      let officer = Identity(actor: "off", role: .officer, scope: "BJM")
      let other = try scratch.store()
      for fault in [Int32(13), 10, 0] {
        let release = DispatchSemaphore(value: 0)
        let (opened, gate) = AsyncStream<Void>.makeStream()
        async let held: Void = {
          guard fault == 0 else { return }
          try await other.writer.submit { db in
            try db.execute(sql: "INSERT INTO backup (at, path) VALUES (1, 'x')")
            gate.finish()
            release.wait()
          }
        }()
        if fault == 0 {
          for await _ in opened {}
        } else {
          fault_disk_fail(1, fault, 1)
        }
        if fault != 10 {
          #expect(try await referralService.show(code, by: officer).code == code, "fault \(fault)")
          #expect(try await referralService.list(by: officer).count == 1, "fault \(fault)")
        }
        fault_disk_fail(0, 0, 0)
        release.signal()
        try await held
        _ = try await referralService.show(code, by: officer)
      }
      let log = try await store.audit(from: base, until: base + .days(1), limit: 100)
      #expect(log.filter { $0.action == "show" }.count == 5)
      #expect(log.filter { $0.action == "list" }.count == 2)
      #expect(store.accessesAside == 0)
      #expect(try await store.verify().problems == [])
    }
  }
}
