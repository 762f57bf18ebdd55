import Referrals
import TestSupport
import Testing

@Suite("Linked tables")
struct LinkedCellsTests {
  private struct Cell: Hashable {
    let province: String
    let kind: String
    let status: String
  }

  private func shown(_ counts: [Cell: Int]) -> [Cell: Int?] {
    Disclosure.counts(counts, row: \.province, marks: [\.kind, \.status])
  }

  @Test("13 in a province of which 10 are shown elsewhere would tell of 3")
  func difference() {
    let cells = shown([
      Cell(province: "63", kind: "kk", status: "active"): 10,
      Cell(province: "63", kind: "kk", status: "completed"): 3,
      Cell(province: "64", kind: "kk", status: "active"): 20,
      Cell(province: "64", kind: "kk", status: "completed"): 30,
      Cell(province: "62", kind: "kk", status: "active"): 40,
    ])
    // The whole of 63; and as its 3 could be had from the completed in all, 62 does not help, 64 goes.
    #expect(cells.filter { $0.key.province == "63" }.allSatisfy { $0.value == .some(nil) })
    #expect(cells.filter { $0.key.province == "64" }.allSatisfy { $0.value == .some(nil) })
  }

  @Test("nothing of fewer than five is left when what is shown is taken from any sum")
  func random() {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<500 {
        var counts: [Cell: Int] = [:]
        for province in ["61", "62", "63", "64", "65"].prefix(
          Int.random(in: 1...5, using: &generator))
        {
          for kind in ["kk", "pak"] {
            for status in ["active", "completed", "revoked"] where Bool.random(using: &generator) {
              let most = Bool.random(using: &generator) ? 6 : 60
              counts[Cell(province: province, kind: kind, status: status)] =
                Int.random(in: 0...most, using: &generator)
            }
          }
        }
        let cells = shown(counts)
        #expect(cells.count == counts.count)
        let visible = cells.compactMapValues { $0 }
        #expect(!visible.values.contains(where: Disclosure.isSmall), "seed \(seed)")
        // Unless nothing at all is shown, what is missing from a sum is none or many.
        if visible.isEmpty { continue }
        for mark in [\Cell.province, \.kind, \.status] {
          for value in Set(counts.keys.map { $0[keyPath: mark] }) {
            func sum(_ cells: [Cell: Int]) -> Int {
              cells.filter { $0.key[keyPath: mark] == value }.values.reduce(0, +)
            }
            let rest = sum(counts) - sum(visible)
            // The sum of a province that is small itself is told nowhere.
            if mark == \.province, Disclosure.isSmall(sum(counts)) { continue }
            #expect(!Disclosure.isSmall(rest), "seed \(seed): \(counts)")
          }
        }
      }
    }
  }
}
