import Foundation
import Testing

/// A short run of what `Scripts/torture-cluster` does to three nodes of PostgreSQL under load.
@Suite("Torture of a cluster")
struct TortureClusterTests {
  @Test("A killed leader, a killed server and a killed etcd lose nothing acknowledged")
  func short() throws {
    guard ProcessInfo.processInfo.environment["PLKK_LONG"] == "1" else {
      return print("skipped: a cluster is broken with PLKK_LONG=1, in about five minutes")
    }
    let seed = UInt32.random(in: 1...99_999)
    let result = try Binary.run(
      executable: Binary.package.appendingPathComponent("Scripts/torture-cluster"),
      ["3", "\(seed)", "16"],
      environment: ["PLKK": Binary.folder.appendingPathComponent("plkk").path], as: .tester)
    if result.status == 69 { return print(result.output) }
    #expect(result.status == 0, "seed \(seed)\n\(result.output)\(result.error)")
    #expect(result.output.hasSuffix("lost: 0\n"), "seed \(seed)\n\(result.output)")
    print(result.output)
  }
}
