import Foundation
import Testing

/// Several processes that make, change the keys of, back up, restore and write one file at once.
@Suite("Several processes")
struct ProcessesTests {
  private static let rounds = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1" ? 40 : 2

  /// Runs several programs at once and waits for all.
  private func together(_ runs: [(URL, [String])]) -> [Binary.Result?] {
    let group = DispatchGroup()
    let results = Results(runs.count)
    for (index, run) in runs.enumerated() {
      DispatchQueue.global().async(group: group) {
        results.set(index, try? Binary.run(executable: run.0, run.1))
      }
    }
    group.wait()
    return results.all
  }

  /// Each place is written by one queue, and read after all have ended.
  private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private var found: [Binary.Result?]

    init(_ count: Int) { found = Array(repeating: nil, count: count) }
    func set(_ index: Int, _ result: Binary.Result?) { lock.withLock { found[index] = result } }
    var all: [Binary.Result?] { lock.withLock { found } }
  }

  @Test("first start, rotation, backup, restore and writing at once lose nothing, and none fails")
  func atOnce() throws {
    let plkk = Binary.folder.appendingPathComponent("plkk")
    let drill = Binary.folder.appendingPathComponent("referral-drill")
    var total = 0
    for round in 0..<Self.rounds {
      try Binary.withFolder { folder in
        let database = folder.appendingPathComponent("plkk.sqlite").path
        let write = (drill, ["some", folder.path, "8"])
        func command(_ words: String...) -> (URL, [String]) { (plkk, words + ["--db", database]) }
        var written: Set<String> = []
        func take(_ results: [Binary.Result?], _ what: String) {
          for result in results.prefix(4) {
            #expect(result?.status == 0, "round \(round), \(what): \(result?.output ?? "")")
            written.formUnion((result?.output ?? "").split(separator: "\n").map(String.init))
          }
          for result in results.dropFirst(4) {
            #expect(result?.status == 0, "round \(round), \(what): \(result?.error ?? "ended")")
          }
        }
        // Nothing is there: each makes it, or waits for who does.
        take(together(Array(repeating: write, count: 4)), "first start")
        #expect(written.count == 32, "round \(round)")
        take(
          together(
            Array(repeating: write, count: 4) + [
              command("keys", "rotate"), command("backup", folder.path + "/one"),
              command("doctor"), command("access", "--from", "2026-01-01T00:00+07:00"),
            ]), "rotation")
        #expect(written.count == 64, "round \(round)")
        // A restore of what is there, while others look: before or after, never between.
        let backup = try Binary.run(["backup", folder.path + "/two", "--db", database])
        #expect(backup.status == 0, "\(backup.error)")
        let results = together([
          command("restore", folder.path + "/two", "--force"),
          command("restore", folder.path + "/two", "--force"),
          command("doctor"), command("refer", "list"), command("token", "list"),
        ])
        // One restore may find the file held by the other, and says so.
        #expect(
          results.prefix(2).contains { $0?.status == 0 }, "\(results.map { $0?.error ?? "" })")
        let doctor = try Binary.run(["doctor", "--db", database])
        #expect(doctor.status == 0, "round \(round): \(doctor.output)")
        let check = try Binary.run(executable: drill, ["holds", folder.path] + written.sorted())
        #expect(check.status == 0, "round \(round): \(check.output)")
        total += written.count
      }
    }
    print("several processes: \(Self.rounds) rounds, \(total) referrals, nothing lost")
  }
}
