import Foundation
import Testing

/// A short run of the torture that `Scripts/torture` gives the store of referrals.
@Suite("Torture")
struct TortureTests {
  @Test("Kills, a second server, damaged pages, full and read-only disks lose nothing acknowledged")
  func short() throws {
    let kills = 6
    let seed = UInt32.random(in: 1...99_999)
    let drill = Binary.folder.appendingPathComponent("referral-drill").path
    let result = try Binary.run(
      executable: Binary.package.appendingPathComponent("Scripts/torture"),
      ["\(kills)", "\(seed)"],
      environment: [
        "REFERRAL_DRILL": drill, "PLKK": Binary.folder.appendingPathComponent("plkk").path,
      ], as: .tester)
    #expect(result.status == 0, "seed \(seed)\n\(result.output)\(result.error)")
    #expect(result.output.contains("lost: nothing"), "seed \(seed)\n\(result.output)")
    let acknowledged = result.output.firstMatch(of: /: (\d+) changes acknowledged/)
      .flatMap { Int($0.1) }
    #expect((acknowledged ?? 0) > 0, "seed \(seed)\n\(result.output)")
    // Whoever may mount must have tried the disks; whoever may not says so.
    #expect(
      result.output.contains("a disk of 12 MB filled") || result.output.contains("skipped: full"),
      "\(result.output)")
  }
}
