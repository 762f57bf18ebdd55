import Geo
import Glibc
import Positions
import TestSupport
import Testing

@Suite("What people really write is read rightly or not at all")
struct SpellingTests {
  /// So many of each kind; with `PLKK_LONG=1` a million altogether where the code is optimised
  /// (`swift test -c release`, two minutes), and a tenth of that where it is not.
  static var count: Int {
    guard getenv("PLKK_LONG") != nil else { return 600 }
    #if DEBUG
      return 20_000
    #else
      return 200_000
    #endif
  }

  struct Tally {
    var right = 0
    var refused = 0
    var wrong: [String] = []
  }

  static func tally(_ kind: Spelling.Kind, _ seed: UInt64, _ count: Int) -> (Tally, [String]) {
    var generator = SpellingGenerator(seed: seed)
    var tally = Tally()
    var refusals: [String] = []
    for _ in 0..<count {
      let spelling = generator.next(kind)
      do throws(PositionError) {
        guard case .position(let reading) = try PositionText.parse(spelling.text) else {
          tally.refused += 1
          refusals.append("place: " + spelling.text)
          continue
        }
        if abs(reading.position.latitude - spelling.latitude) <= spelling.tolerance,
          abs(reading.position.longitude - spelling.longitude) <= spelling.tolerance
        {
          tally.right += 1
        } else {
          tally.wrong.append(
            "\(spelling.text.debugDescription) is \(spelling.latitude), \(spelling.longitude), "
              + "was read as \(reading.position.latitude), \(reading.position.longitude)")
        }
      } catch {
        tally.refused += 1
        refusals.append("\(error.code): " + spelling.text)
      }
    }
    return (tally, refusals)
  }

  @Test("no spelling is read wrongly", arguments: Spelling.Kind.allCases)
  func spellings(_ kind: Spelling.Kind) {
    for seed in SplitMix64.seeds {
      let (tally, refusals) = Self.tally(kind, seed, Self.count / SplitMix64.seeds.count)
      let share = Double(tally.right) / Double(tally.right + tally.refused + tally.wrong.count)
      print(
        "\(kind): \(tally.right) right, \(tally.refused) refused, \(tally.wrong.count) wrong, seed \(seed)"
      )
      #expect(tally.wrong.isEmpty, "seed \(seed): \(tally.wrong.prefix(20))")
      switch kind {
      case .plain: #expect(share >= 0.99, "seed \(seed): \(share) \(refusals.prefix(20))")
      case .foreign: #expect(share >= 0.85, "seed \(seed): \(share) \(refusals.prefix(20))")
      case .doubtful, .broken, .parted: break
      }
    }
  }
}
