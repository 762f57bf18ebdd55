import Application
import Foundation
import Referrals
import StoreConformance
import TestSupport
import Testing

@testable import Sealing
@testable import Storage

/// The head beside a file: never unreadable to whoever has the keys, never readable when another signed
/// it, never told to be ahead of a file that lost nothing.
@Suite("Head")
struct HeadTests {
  private static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1"

  private func write(_ store: SQLiteStore, _ bits: UInt64) async throws {
    _ = try await store.write(request(.open(newOpening()), bits: bits))
  }

  private func head(_ scratch: Scratch) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: scratch.database + ".head"))
  }

  private func put(_ bytes: Data, _ scratch: Scratch) throws {
    try bytes.write(to: URL(fileURLWithPath: scratch.database + ".head"))
  }

  private func state(_ scratch: Scratch) async throws -> HeadState {
    let store = try scratch.store(.inspection)
    let state = store.headAtStart
    #expect(try await store.verify().head == state)
    try await store.close()
    return state
  }

  private static func isBehind(_ state: HeadState) -> Bool {
    if case .behind = state { true } else { false }
  }

  private static func agrees(_ state: HeadState) -> Bool {
    if case .agrees = state { true } else { false }
  }

  @Test("a head that the file lacks stays its witness through work and rotations")
  func witness() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try await write(store, 1)
    try await store.close()
    let old = try Data(contentsOf: URL(fileURLWithPath: scratch.database))
    let later = try scratch.store()
    try await write(later, 2)
    try await later.close()
    try old.write(to: URL(fileURLWithPath: scratch.database))
    #expect(Self.isBehind(try await state(scratch)))
    for round in 1...3 as ClosedRange<UInt64> {
      let store = try scratch.store()
      try await write(store, 10 + round)
      _ = try await store.rotateKeys()
      try await write(store, 20 + round)
      try await store.close()
      #expect(Self.isBehind(try await state(scratch)), "after rotation \(round)")
    }
  }

  @Test("a rotation broken off anywhere leaves a head that can be read")
  func brokenRotation() async throws {
    let scratch = try Scratch()
    let keys = scratch.database + ".keys"
    // The new keys are on the disk and the file was never given them; others work on meanwhile.
    let stale = try scratch.store()
    try await write(stale, 1)
    var ring = try KeyRing(path: keys)
    ring.addKeys(firstEvent: 100, firstAccess: 100)
    try ring.write(path: keys)
    let other = try scratch.store()
    try await write(other, 2)
    try FileManager.default.removeItem(atPath: scratch.database + ".head")
    try await write(stale, 3)
    try await stale.close()
    try await other.close()
    #expect(Self.agrees(try await state(scratch)))
    // The head is the last thing that could not be signed anew: the old keys stay, and a later rotation
    // ends both.
    let rotating = try scratch.store()
    let path = scratch.database + ".head"
    do {
      let held = try HeadFile(path, patience: 1)
      var beside = try KeyRing(path: keys)
      beside.addKeys(firstEvent: 200, firstAccess: 200)
      #expect(throws: StoreError.lockedByOther) {
        try rotating.headKeeper.resign(beside, patience: 5)
      }
      _ = held.read(beside)
    }
    _ = try await rotating.rotateKeys()
    #expect(try KeyRing(path: keys).isRotating == false)
    try await rotating.close()
    #expect(Self.agrees(try await state(scratch)))
  }

  @Test("whatever is torn of one place, the head of the other is there; nothing else is read")
  func torn() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    for bits: UInt64 in 1...4 {
      try await write(store, bits)
      store.headKeeper.flush()
    }
    try await store.close()
    let ring = try KeyRing(path: scratch.database + ".keys")
    let whole = try head(scratch)
    #expect(whole.count == 1_024)
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<40 {
        var bytes = whole
        let place = 512 * Int.random(in: 0...1, using: &generator)
        let count = Int.random(in: 1...300, using: &generator)
        for index in place..<place + count {
          bytes[index] = UInt8.random(in: 0...255, using: &generator)
        }
        try put(bytes, scratch)
        guard case .head(let found, _, let at) = HeadFile.read(scratch.database + ".head", ring)
        else {
          Issue.record("seed \(seed): nothing to read with the place at \(place) spoilt")
          continue
        }
        #expect(at != place / 512, "seed \(seed)")
        #expect(found.counter > 0, "seed \(seed)")
      }
    }
    #expect(Self.agrees(try await state(scratch)))
    try put(Data(count: 1_024), scratch)
    #expect(try await state(scratch) == .missing)
    try put(Data(), scratch)
    #expect(try await state(scratch) == .missing)
    // As versions before wrote it: one head without filling.
    try put(Data(whole.prefix { $0 != 0 }), scratch)
    #expect(Self.agrees(try await state(scratch)))
    let next = try scratch.store()
    try await write(next, 9)
    try await next.close()
    #expect(Self.agrees(try await state(scratch)))
  }

  @Test("another's keys and keys of the past sign nothing")
  func forged() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    try await write(store, 1)
    let stolen = try KeyRing(path: scratch.database + ".keys")
    _ = try await store.rotateKeys()
    try await write(store, 2)
    try await store.close()
    let ring = try KeyRing(path: scratch.database + ".keys")
    guard case .head(let known, _, _) = HeadFile.read(scratch.database + ".head", ring) else {
      Issue.record("no head")
      return
    }
    for (what, signer) in [("stolen", stolen), ("other", KeyRing())] {
      let key = try #require(signer.signing.last)
      try put(known.signed(key), scratch)
      #expect(try await state(scratch) == .unreadable, "\(what)")
    }
    try put(known.signed(try #require(ring.signing.last)), scratch)
    #expect(Self.agrees(try await state(scratch)))
  }

  @Test("who has the file open while another gives it new keys reads, finds and lists as before")
  func staleReader() async throws {
    let scratch = try Scratch()
    let stale = try scratch.store()
    let other = try scratch.store()
    for round in 1...3 as ClosedRange<UInt64> {
      _ = try await other.rotateKeys()
      let code = ReferralCode(bits: round)
      let nik = "637101450988000\(round)"
      _ = try await other.write(
        request(.open(newOpening()), bits: round, personal: [.name: "Nama", .nik: nik]))
      let token = TokenRecord(
        id: "t\(round)", role: .officer, scope: "BJM", label: "", createdAt: base,
        expiresAt: base + .days(1))
      try await other.add(token, hash: Tokens.hash("secret \(round)"))
      // Each by itself first, with keys that nothing else has brought up to date.
      switch round {
      case 1: #expect(try await stale.referral(code)?.code == code)
      case 2: #expect(try await stale.find(.nik, nik, branch: "BJM") == [code])
      default: #expect(try await stale.page(after: 0, limit: 10).damaged == [])
      }
      #expect(try await stale.referral(code)?.code == code)
      #expect(try await stale.events(code).isEmpty == false)
      #expect(try await stale.find(.nik, nik, branch: "BJM") == [code])
      #expect(try await stale.values(code, of: [.name]).map(\.text) == ["Nama"])
      #expect(try await stale.page(after: 0, limit: 10).referrals.count == Int(round))
      #expect(try await stale.token(hash: Tokens.hash("secret \(round)")) == token)
      #expect(try await stale.tokens().count == Int(round))
    }
  }

  @Test("several at work, rotating and checking at once never see a false alarm")
  func together() async throws {
    let scratch = try Scratch()
    let rounds = Self.isLong ? 400 : 25
    try await scratch.store().close()
    let stores = try (0..<3).map { _ in try scratch.store() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, store) in stores.enumerated() {
        group.addTask {
          for round in 0..<rounds {
            let bits = UInt64(1 + index * 100_000 + round)
            _ = try await store.write(request(.open(newOpening()), bits: bits))
            if round.isMultiple(of: 3) { store.headKeeper.flush() }
          }
        }
      }
      group.addTask {
        for _ in 0..<max(3, rounds / 8) { _ = try await stores[0].rotateKeys() }
      }
      group.addTask {
        for round in 0..<max(6, rounds / 4) {
          let report = try await stores[1 + round % 2].verify()
          #expect(report.problems == [], "check \(round)")
        }
      }
      try await group.waitForAll()
    }
    for store in stores { try await store.close() }
    #expect(Self.agrees(try await state(scratch)))
  }
}
