import Referrals
import TestSupport
import Testing

@Suite("The deadline without a referral")
struct ReportDeadlineTests {
  private static func at(_ text: String) throws -> Instant { try TimeText.read(text, zone: nil) }

  private func deadline(
    _ text: String, _ place: IndonesianZone? = nil, _ segment: Segment? = nil,
    now: String = "28-11-2026 08.00 WITA"
  ) throws(ReportDeadlineError) -> ReportDeadline {
    guard let now = try? Self.at(now) else { throw .inTheFuture }
    return try ReportDeadline(text, place: place, segment: segment, now: now)
  }

  @Test("The hours are elapsed time from the accident, in the zone of the place")
  func hours() throws {
    let found = try deadline("27-11-2026 09.30 WITA")
    #expect(found.zone == .wita)
    let due = try Self.at("29-11-2026 09.30 WITA")
    #expect(found.clock.dueAt == due)
    #expect(found.clock.timing == .notYetDue(left: .minutes(25 * 60 + 30)))
    // The zone of the text is how it is read, that of the place how it is written.
    let other = try deadline("27-11-2026 08.30 WIB", .wita)
    #expect(other.zone == .wita && other.startedAt == found.startedAt)
    #expect(other.clock.dueAt == found.clock.dueAt)
    #expect(try deadline("27-11-2026 09.30", .wita) == found)
  }

  @Test("Exactly 48 hours is in time; a minute more is late")
  func edge() throws {
    let start = "26-11-2026 08.00 WITA"
    #expect(try deadline(start).clock.timing == .soon(left: .minutes(0)))
    #expect(
      try deadline(start, now: "28-11-2026 08.01 WITA").clock.timing == .late(by: .minutes(1)))
  }

  @Test(
    "An own-account worker has no employer; before the rule nothing is held; no time is guessed")
  func refusals() throws {
    let own = try deadline("27-11-2026 09.30 WITA", nil, .ownAccount)
    #expect(own.clock.timing == .noEmployer && own.clock.dueAt == nil && own.second == nil)
    let old = try deadline("23-02-2025 09.30 WITA")
    #expect(old.clock.timing == .ruleNotHeld && old.clock.dueAt == nil && old.second == nil)
    #expect(throws: ReportDeadlineError.time(.zoneMissing)) { try deadline("27-11-2026 09.30") }
    #expect(throws: ReportDeadlineError.time(.timeMissing)) { try deadline("27-11-2026") }
    #expect(throws: ReportDeadlineError.time(.unreadable)) { try deadline("27-11-2026 WITA") }
    #expect(throws: ReportDeadlineError.time(.zoneMissing)) {
      try deadline("2026-11-27T09:30+08:00")
    }
    #expect(throws: ReportDeadlineError.inTheFuture) { try deadline("29-11-2026 09.30 WITA") }
  }

  @Test("It agrees with the clock of a referral at any minute", arguments: SplitMix64.seeds)
  func sameClock(_ seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let start = Instant(seconds: Int64.random(in: 1_735_689_600...1_790_000_000, using: &random))
      let now = start + .minutes(Int64.random(in: 0...6000, using: &random))
      for zone in IndonesianZone.allCases {
        let text = start.iso8601(offsetMinutes: zone.offsetMinutes)
        let found = try ReportDeadline(text, place: zone, segment: nil, now: now)
        let day = CivilTime(start, offsetMinutes: zone.offsetMinutes).day
        let rule = RuleBook.firstReport.answer(on: day).rule
        #expect(found.clock.dueAt == rule.map { start + $0.value })
        let isLate = if case .late = found.clock.timing { true } else { false }
        #expect(isLate == (rule.map { now - start > $0.value } ?? false))
      }
    }
  }
}
