import Foundation
import Formats
import Referrals
import TestSupport
import Testing
import Wording

@testable import WebPage

/// The page says of a deadline what `plkk deadline` says.
@Suite(.enabled(if: PageNode.isThere)) struct DeadlineEqualityTests {
  @Test(arguments: SplitMix64.seeds) func thePageCountsAsTheRules(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    // Minutes from 2024-01-01 to 2026-12-31, the day before the rule among them.
    let minutes = (28_401_120...29_978_999)
    let now = Instant(milliseconds: 29_978_999 * 60_000)
    var rows: [String] = []
    var expected: [[String]] = []
    for _ in 0..<300 {
      let start = Instant(milliseconds: Int64(Int.random(in: minutes, using: &random)) * 60_000)
      let zone: IndonesianZone = Bool.random(using: &random) ? .wib : .wita
      let language: Language = Bool.random(using: &random) ? .indonesian : .english
      // `29-11-2026 09.30 WITA` as a browser writes a day and time.
      let parts = zone.text(start).split(separator: " ")
      let day = parts[0].split(separator: "-")
      let clock = parts[1].replacing(".", with: ":")
      rows.append(
        "[\"\(day[2])-\(day[1])-\(day[0])T\(clock)\",\"\(zone.rawValue)\",\(now.milliseconds),"
          + "\(language == .english)]")
      let date = Day(
        Int(day[2]) ?? 0, Int(day[1]) ?? 0, Int(day[0]) ?? 0)
      expected.append(sentences(start, try #require(date), zone, now, language))
    }
    let output = try PageNode.run(
      "deadline.mjs", try PageSiteTests.site.get(), "[\(rows.joined(separator: ","))]")
    let lines = output.split(separator: "\n")
    try #require(lines.count == rows.count)
    for (place, line) in lines.enumerated() {
      let found = try JSONDecoder().decode([String].self, from: Data(line.utf8))
      #expect(found == expected[place], "\(rows[place])")
    }
  }

  private func sentences(
    _ start: Instant, _ day: Day, _ zone: IndonesianZone, _ now: Instant, _ language: Language
  ) -> [String] {
    guard let rule = RuleBook.firstReport.answer(on: day).rule else {
      return [LawText.tooEarly(RuleBook.firstReport.first.validFrom).text(language)]
    }
    let due = start + rule.value
    let late = now > due
    let span = late ? now - due : due - now
    return [
      LawText.firstReport(due: zone.text(due), rule).text(language),
      (late
        ? language.say(id: "Terlambat: ", en: "Late by: ")
        : language.say(id: "Sisa waktu: ", en: "Time left: ")) + language.elapsed(span) + ".",
      (late ? LawText.late : LawText.ifLate).text(language), LawText.ownAccount.text(language),
      LawText.notConcludedHere.text(language),
    ]
  }
}
