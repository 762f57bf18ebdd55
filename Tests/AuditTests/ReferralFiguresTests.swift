import Audit
import Testing

@Suite("Figures from referrals")
struct ReferralFiguresTests {
  static func records(_ count: Int, group: String = "63", answered: Int) -> [ReferralFigures.Record]
  {
    (0..<count).map { place in
      ReferralFigures.Record(
        group: group, answerSeconds: place < answered ? Double(60 * (place + 1)) : nil,
        answer: place < answered ? .accepted : .none, chosenMeters: place % 2 == 0 ? 900 : 400,
        nearestMeters: 400, reportLatenessHours: -1, reportCounts: true)
    }
  }

  @Test("unanswered requests stay in the denominator")
  func unanswered() {
    let figures = ReferralFigures(Self.records(20, answered: 12))
    #expect(figures.acceptance == .shown(0.6, of: 20))
    #expect(figures.unanswered == .shown(0.4, of: 20))
    #expect(figures.medianAnswer == .shown(600, of: 20))
    // Nine of ten have no answer time: eight of twenty never got one.
    #expect(figures.p90Answer == .none)
    #expect(figures.withinFiveMinutes == .shown(0.25, of: 20))
    #expect(figures.bypass == .shown(0.5, of: 20))
    #expect(figures.bypassMeters == .shown(500, of: 10))
    #expect(figures.onTimeReports == .shown(1, of: 20))
  }

  @Test("fewer than five are withheld, also as part or rest of a share")
  func small() {
    #expect(ReferralFigures(Self.records(4, answered: 4)).records == .suppressed)
    #expect(ReferralFigures(Self.records(20, answered: 17)).acceptance == .suppressed)
    #expect(ReferralFigures(Self.records(20, answered: 3)).acceptance == .suppressed)
    #expect(ReferralFigures([]).records == .none)
    #expect(ReferralFigures([]).acceptance == .none)
  }

  @Test("one withheld group takes the next smallest with it, so that totals give nothing away")
  func complementary() {
    let all =
      Self.records(3, group: "61", answered: 3) + Self.records(9, group: "62", answered: 9)
      + Self.records(30, group: "63", answered: 30)
    let figures = ReferralFigures.byGroup(all)
    #expect(figures["61"]?.records == .suppressed)
    #expect(figures["62"]?.records == .suppressed)
    #expect(figures["62"]?.acceptance == .suppressed)
    #expect(figures["63"]?.records == .shown(30, of: 30))
  }
}
