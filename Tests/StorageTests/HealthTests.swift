import Application
import FaultDisk
import Foundation
import Referrals
import StoreConformance
import Testing

@testable import Sealing
@testable import Storage

@Suite("Clock and disk of a store")
struct HealthTests {
  @Test("a clock that is set back makes no expired token good, one set ahead ends none")
  func keptTime() {
    // In the file already: only what a steady clock measures, and an hour.
    let kept = ClockKeeper(stored: base.milliseconds)
    kept.note(base + .days(20))
    #expect(kept.seen == base + .hours(1))
    kept.note(base - .days(3))
    #expect(kept.seen == base + .hours(1))
    #expect(kept.due() == (base + .hours(1)).milliseconds)
    kept.written((base + .hours(1)).milliseconds)
    #expect(kept.due() == nil)
    // A new file begins where it is told.
    let fresh = ClockKeeper(stored: 0)
    #expect(fresh.seen == Instant(milliseconds: 0))
    fresh.note(base)
    fresh.note(base + .days(1))
    #expect(fresh.seen == base + .hours(1))
  }

  @Test("the highest time stands in the file, and purge refuses while the clock is behind it")
  func setBack() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    _ = try await store.write(request(.open(newOpening()), bits: 1, at: base + .days(3)))
    try await store.close()
    let later = try scratch.store()
    #expect(later.timeSeen == base + .days(3))
    let health = try await later.health(now: base)
    #expect(health.isClockBehind && health.clockBehind == .days(3))
    #expect(try await later.health(now: base + .days(3)).isClockBehind == false)
    await #expect(throws: StoreError.clockFarOff(newest: base + .days(3))) {
      try await later.purge(.standard, now: base, dryRun: false)
    }
    _ = try await later.purge(.standard, now: base, dryRun: true)
    _ = try await later.purge(.standard, now: base + .days(3), dryRun: false)
  }

  @Test("how full a disk is, is counted as people see it")
  func space() {
    #expect(DiskSpace(free: 25, total: 100).usedPercent == 75)
    #expect(!DiskSpace(free: 21, total: 100).isNearlyFull)
    #expect(DiskSpace(free: 20, total: 100).isNearlyFull)
    #expect(DiskSpace(free: 5, total: 0).usedPercent == 0)
  }
}

extension DiskTests {
  @Test(
    "the reserve is given up at the first change that finds the disk full, which nobody notices")
  func reserve() async throws {
    try await withDisk { scratch in
      let store = try scratch.store(.server)
      let health = try await store.health(now: base)
      guard health.reserve == DiskReserve.bytes else {
        return print("skipped: this disk has no \(DiskReserve.bytes * 10) bytes free")
      }
      fault_disk_fail(1, 13, 0)
      let code = try await store.write(request(.open(newOpening()), id: "r", bits: 1)).code
      fault_disk_fail(0, 0, 0)
      #expect(store.reserve.kept == 0)
      #expect(try await store.referral(code)?.version == 3)
      // And kept again where there is room.
      #expect(try await store.health(now: base).reserve == DiskReserve.bytes)
      fault_disk_fail(1, 13, 1)
      await #expect(throws: StoreError.diskFull) {
        try await store.write(request(.open(newOpening()), bits: 2))
      }
      fault_disk_fail(0, 0, 0)
      #expect(try await store.verify().problems == [])
      try await store.close()
    }
  }
}
