import Foundation
import GRDB
import Referrals
import TestSupport
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

/// What happens when the disk fails in some way: it is said clearly, and nothing is lost or invented.
@Suite("Damage")
struct DamageTests {
  @Test("whatever page is damaged, nothing wrong is served: right, refused, or reported")
  func flippedPages() async throws {
    let scratch = try Scratch()
    var whole: [ReferralCode: Referral] = [:]
    do {
      let store = try scratch.store()
      for bits: UInt64 in 1...60 {
        let code = ReferralCode(bits: bits &* 0x9E37_79B9_7F4A_7C15)
        _ = try await store.write(request(.open(newOpening()), id: "d\(bits)", bits: code.bits))
        _ = try await store.write(request(.change(code, .accept(attempt: 1, by: .phone))))
        whole[code] = try await store.referral(code)
      }
      try await store.close()
    }
    let sound = try Data(contentsOf: URL(fileURLWithPath: scratch.database))
    let pages = sound.count / 4_096
    #expect(pages > 20)
    var refused = 0
    var reported = 0
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for page in 0..<pages {
        var bytes = sound
        let place = page * 4_096 + Int.random(in: 100..<4_000, using: &generator)
        for offset in place..<place + 24 {
          bytes[offset] ^= UInt8.random(in: 1...255, using: &generator)
        }
        try bytes.write(to: URL(fileURLWithPath: scratch.database))
        for ending in ["-wal", "-shm"] {
          try? FileManager.default.removeItem(atPath: scratch.database + ending)
        }
        do {
          let server = try scratch.store(.server)
          var isNoticed = false
          for (code, expected) in whole {
            do {
              let found = try await server.referral(code)
              #expect(found == expected, "page \(page), seed \(seed)")
            } catch {
              isNoticed = true
            }
          }
          let isSound = (try? await server.verify().isSound) ?? false
          if isNoticed {
            #expect(!isSound, "page \(page), seed \(seed)")
            refused += 1
          } else if !isSound {
            reported += 1
          }
          try? await server.close()
        } catch let error as StoreError {
          // Refused at the door, as what it is.
          let allowed: Set<StoreError> = [.corrupt, .tooNew, .readOnly]
          #expect(allowed.contains(error), "page \(page), seed \(seed)")
          refused += 1
        }
      }
    }
    // Nearly all pages hold something, and most damage is noticed at once.
    #expect(refused + reported > pages / 2)
  }

  @Test("a clock that steps back changes no order: time never runs backwards in a referral")
  func clockStepsBack() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let code = try await store.write(request(.open(newOpening()), bits: 1)).code
    let steps: [(Command, TimeSpan)] = [
      (.accept(attempt: 1, by: .phone), .hours(-3)), (.depart(attempt: 1), .minutes(5)),
      (.arrive(attempt: 1), .days(-400)),
    ]
    for (command, span) in steps {
      _ = try await store.write(request(.change(code, command), at: base + span))
    }
    let times = try await store.events(code).map(\.at)
    #expect(times == times.sorted() && times.count == 6)
    #expect(try await store.referral(code)?.attempt(1)?.status == .completed)
    #expect(try await store.verify().problems == [])
    // What was noted when keeps what the clock said: the log shows that it stepped.
    let log = try await store.audit(from: base - .days(401), until: base + .days(1), limit: 10)
    #expect(log.map(\.action) == ["arrive", "accept", "open", "depart"])
  }

  /// Holds the writer until `many` changes wait, so that they are committed as one group.
  private func asOneGroup<Value: Sendable>(
    _ store: SQLiteStore, _ changes: [@Sendable () async -> Value]
  ) async throws -> [Value] {
    let (opened, gate) = AsyncStream<Void>.makeStream()
    let release = DispatchSemaphore(value: 0)
    async let held: Void = store.writer.submit { _ in
      gate.finish()
      release.wait()
    }
    for await _ in opened {}
    let results = await withTaskGroup(of: (Int, Value).self) { group in
      for (index, change) in changes.enumerated() {
        group.addTask { (index, await change()) }
      }
      while store.writer.waiting < changes.count { await Task.yield() }
      release.signal()
      return await group.reduce(into: []) { $0.append($1) }
    }
    try await held
    return results.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private func note(_ word: String, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO audit (at, actor, action, outcome) VALUES (1, 'g', ?, 'ok')",
      arguments: [word])
  }

  @Test("a change that fails half-way takes back itself alone, not its group")
  func halfWay() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    struct Broken: Error {}
    let done = try await asOneGroup(
      store,
      (0..<20).map { index in
        { @Sendable in
          do {
            try await store.writer.submit { db in
              try note("n\(index)", db)
              if index % 7 == 3 { throw Broken() }
            }
            return true
          } catch {
            return false
          }
        }
      })
    #expect(done.indices.filter { !done[$0] } == [3, 10, 17])
    let kept = try await store.audit(from: base - .days(40_000), until: base, limit: 100)
    let expected = (0..<20).filter { $0 % 7 != 3 }.map { "n\($0)" }
    #expect(kept.map(\.action).sorted() == expected.sorted())
  }

  @Test(
    "when a group does not fit on the disk each caller is told so; with room the writer goes on")
  func groupOnFullDisk() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    _ = try await store.write(request(.open(newOpening()), bits: 1))
    try await store.writer.submit { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
    }
    let long: [PersonalField: String] = [.chronology: String(repeating: "a", count: 1_900)]
    func all(_ prefix: String) -> [@Sendable () async -> StoreError?] {
      (0..<40).map { index in
        { @Sendable in
          do throws(StoreError) {
            _ = try await store.write(
              request(
                .open(newOpening()), id: "\(prefix)\(index)", bits: UInt64(100 + index),
                personal: long))
            return nil
          } catch {
            return error
          }
        }
      }
    }
    let told = try await asOneGroup(store, all("g"))
    #expect(told.allSatisfy { $0 == .diskFull })
    #expect(try await store.counts().values.reduce(0, +) == 1)
    try await store.writer.submit { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    // The same requests again: none was kept, so each is done now, once.
    #expect(try await asOneGroup(store, all("g")).allSatisfy { $0 == nil })
    let report = try await store.verify()
    #expect(report.problems == [] && report.referrals == 41)
  }

  @Test("what is committed in one group with new keys is of those keys")
  func groupWithNewKeys() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for round in 0..<6 as Range<UInt64> {
      var changes: [@Sendable () async -> Bool] = (0..<8 as Range<UInt64>).map { index in
        { @Sendable in
          (try? await store.write(request(.open(newOpening()), bits: 1 + round * 100 + index)))
            != nil
        }
      }
      changes.insert({ @Sendable in (try? await store.rotateKeys()) != nil }, at: Int(round))
      let done = try await asOneGroup(store, changes)
      #expect(done.allSatisfy { $0 })
    }
    let report = try await store.verify()
    #expect(report.problems == [] && report.referrals == 48)
    #expect(try await store.page(after: 0, limit: 100).damaged == [])
  }

  @Test("a list goes on behind a page of which nothing can be read")
  func unreadablePage() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...9 {
      _ = try await store.write(
        request(.open(newOpening()), bits: bits, at: base + .minutes(Int64(bits))))
    }
    // The five newest have codes that no code is.
    try await store.writer.submit { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: "UPDATE referral SET code = -code WHERE code > 4")
    }
    for limit in 1...10 {
      var query = ListQuery(branch: "BJM", limit: limit)
      var found: [UInt64] = []
      var unreadable = 0
      repeat {
        let page = try await store.list(query)
        found += page.codes.map(\.bits)
        unreadable += page.unreadable
        query.after = page.next
      } while query.after != nil && found.count < 20
      #expect(found == [4, 3, 2, 1], "pages of \(limit)")
      #expect(unreadable == 5, "pages of \(limit)")
    }
  }
}
