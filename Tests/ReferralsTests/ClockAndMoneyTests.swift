import Referrals
import Testing

@Suite("Reporting clock")
struct ClockTests {
  private func report(_ to: Addressee, _ at: Instant, stage: ReportStage = .first) -> Command {
    .report(ReportSent(stage: stage, to: to, sentAt: at, channel: .online))
  }

  private func apply(_ commands: [(Command, Instant)], to start: Referral) throws -> Referral {
    var state = start
    for (command, at) in commands {
      for event in try state.decide(command, at: moment(at)) { state.apply(event) }
    }
    return state
  }

  @Test("S4 soon from 36 hours, late after 48, and in time at exactly 48, over a weekend")
  func thresholds() throws {
    let open = try referral()
    let due = friday + .hours(48)
    func timing(_ now: Instant) -> Timing { StageClock(open, stage: .first, now: now).timing }
    let millisecond = TimeSpan(milliseconds: 1)
    #expect(StageClock(open, stage: .first, now: friday).dueAt == due)
    #expect(due.iso8601(offsetMinutes: 480) == "2026-11-22T22:30:00+08:00")
    #expect(
      timing(friday + .hours(36) - millisecond)
        == .notYetDue(left: .hours(12) - millisecond.negated))
    #expect(timing(friday + .hours(36)) == .soon(left: .hours(12)))
    #expect(timing(due - millisecond) == .soon(left: millisecond))
    #expect(timing(due) == .soon(left: TimeSpan(milliseconds: 0)))
    #expect(timing(due - millisecond.negated) == .late(by: millisecond))
    for (sent, expected) in [
      (due, Timing.sentInTime), (due - millisecond.negated, .sentLate(by: millisecond)),
    ] {
      let both = try apply(
        [(report(.bpjs, sent), sent), (report(.labourOffice, sent), sent)], to: open)
      #expect(StageClock(both, stage: .first, now: due + .hours(1)).timing == expected)
    }
  }

  @Test("S5 sent to one of two addressees is not sent")
  func addressees() throws {
    let at = friday + .hours(10)
    let partly = try apply([(report(.bpjs, at), at)], to: referral())
    let clock = StageClock(partly, stage: .first, now: friday + .hours(50))
    #expect(clock.progress == .partly)
    #expect(clock.sentAt == [.bpjs: at])
    #expect(clock.timing == .late(by: .hours(2)))
    let late = friday + .hours(51)
    let both = try apply([(report(.labourOffice, late), late)], to: partly)
    #expect(StageClock(both, stage: .first, now: late).timing == .sentLate(by: .hours(3)))
    let early = friday + .hours(11)
    let inTime = try apply([(report(.labourOffice, early), late)], to: partly)
    #expect(StageClock(inTime, stage: .first, now: late).timing == .sentInTime)
    // Repeating a report later does not undo the first.
    let again = try apply([(report(.bpjs, late), late)], to: inTime)
    #expect(StageClock(again, stage: .first, now: late).timing == .sentInTime)
  }

  @Test("S6 a notice of suspicion moves no clock")
  func notice() throws {
    let at = friday + .hours(1)
    let told = try apply(
      [(.notify(SuspicionNotice(by: .facility, to: .bpjs, at: at)), at)], to: referral())
    #expect(told.notices.count == 1)
    let clock = StageClock(told, stage: .first, now: friday + .hours(49))
    #expect(clock.progress == .none)
    #expect(clock.timing == .late(by: .hours(1)))
  }

  @Test("an unknown time asks, and is never taken to be now")
  func unknown() throws {
    let clock = StageClock(
      try referral(opening(facts: facts(occurredAt: nil))), stage: .first, now: opened)
    #expect(clock.timing == .startUnknown)
    #expect(clock.dueAt == nil)
  }

  @Test("S11 the clock of a disease runs from its diagnosis, within three years of employment")
  func disease() throws {
    let ended = friday - .days(2 * 365)
    let hearing = facts(
      .disease, occurredAt: nil, diagnosedAt: friday, employmentEndedAt: ended)
    #expect(hearing.isWithinDiseaseTail == true)
    #expect(
      facts(.disease, diagnosedAt: friday, employmentEndedAt: friday - .days(1_200))
        .isWithinDiseaseTail == false)
    #expect(facts().isWithinDiseaseTail == nil)
    let clock = StageClock(
      try referral(opening(facts: hearing)), stage: .first, now: friday + .hours(47))
    #expect(clock.dueAt == friday + .hours(48))
  }

  @Test("tahap II counts from the doctor's letter")
  func second() throws {
    let open = try referral()
    #expect(StageClock(open, stage: .second, now: opened).timing == .notStarted)
    let letter = opened + .days(20)
    let healed = try apply([(.outcome(letterAt: letter), letter)], to: open)
    let clock = StageClock(healed, stage: .second, now: letter + .hours(1))
    #expect(clock.dueAt == letter + .hours(48))
    #expect(clock.timing == .notYetDue(left: .hours(47)))
  }

  @Test("own-account workers have no employer to report")
  func ownAccount() throws {
    let clock = StageClock(
      try referral(opening(facts: facts(segment: .ownAccount))), stage: .first, now: opened)
    #expect(clock.timing == .noEmployer)
    // Nobody has to report: no deadline and no article is shown beside that.
    #expect(clock.dueAt == nil && clock.rule == nil)
  }

  @Test("before the first day of a rule the law of that time applied, which is not held here")
  func olderLaw() throws {
    // 2025-02-24 00.00 WITA is still the 23rd in UTC: the day on the wall there decides.
    let begin = try TimeText.read("24-02-2025 00.00", zone: .wita)
    for (at, held) in [(begin, true), (begin - TimeSpan(milliseconds: 1), false)] {
      let clock = StageClock(
        try referral(opening(facts: facts(occurredAt: at))), stage: .first, now: opened)
      #expect((clock.timing != .ruleNotHeld) == held)
      #expect((clock.dueAt != nil) == held)
    }
  }

  @Test("reports of a referral back belong to the case it came from")
  func reportsBelong() throws {
    var back = opening()
    back.caseCode = ReferralCode(bits: 3)
    let returned = try referral(back)
    #expect(throws: Refusal.reportsBelongTo(ReferralCode(bits: 3))) {
      try returned.decide(report(.bpjs, opened), at: moment())
    }
  }
}

extension TimeSpan {
  /// The same length the other way.
  fileprivate var negated: TimeSpan { TimeSpan(milliseconds: -milliseconds) }

  fileprivate static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    TimeSpan(milliseconds: left.milliseconds - right.milliseconds)
  }
}

@Suite("Money")
struct MoneyTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) throws -> Day {
    try unwrap(Day(year, month, day))
  }

  @Test("S10 river 3.2 + sea 2.6 + air 9 juta: 14.2 covered, 0.6 one's own")
  func caps() throws {
    let legs = [
      TransportLeg(mode: .river, cost: 3_200_000), TransportLeg(mode: .sea, cost: 2_600_000),
      TransportLeg(mode: .air, cost: 9_000_000),
    ]
    let refund = try unwrap(TransportRefund(legs, on: day(2026, 11, 20)))
    #expect(refund.covered == 14_200_000)
    #expect(refund.ownCost == 600_000)
    #expect(refund.rule.source == "PP 82/2019 Lampiran III")
  }

  @Test("river and road share one ceiling, each group its own, and the rule has a first day")
  func groups() throws {
    let legs = [
      TransportLeg(mode: .land, cost: 4_000_000), TransportLeg(mode: .river, cost: 3_000_000),
      TransportLeg(mode: .sea, cost: nil),
    ]
    let refund = try unwrap(TransportRefund(legs, on: day(2026, 1, 1)))
    #expect(refund.covered == 5_000_000 && refund.ownCost == 2_000_000)
    #expect(refund.groups.count == 1)
    #expect(TransportRefund(legs, on: try day(2019, 6, 1)) == nil)
    let all = TransportMode.allCases.map { TransportLeg(mode: $0, cost: .max) }
    #expect(TransportRefund(all, on: try day(2026, 1, 1))?.covered == 17_000_000)
  }

  @Test("S3 in traffic Jasa Raharja comes first, and the clock runs all the same")
  func traffic() throws {
    let crash = try referral(opening(facts: facts(place: .traffic)))
    #expect(crash.guarantorOrder == [.jasaRaharja, .bpjs])
    #expect(crash.paymentNotes(at: ulin).contains(.trafficFirst))
    #expect(StageClock(crash, stage: .first, now: friday).dueAt == friday + .hours(48))
  }

  @Test("S2 the payment note follows what the agreement is known to be")
  func notes() throws {
    let open = try referral()
    func notes(_ standing: MembershipSnapshot) -> [PaymentNote] {
      open.paymentNotes(at: Destination(facilityID: "X", standing: standing))
    }
    #expect(notes(.valid) == [.billed, .arrears])
    #expect(notes(.unknown) == [.confirm])
    #expect(notes(.expired) == [.payFirst])
    #expect(notes(.none) == [.notListed])
    let urgent = try referral(opening(facts: facts(emergency: [.immediateAction])))
    #expect(urgent.paymentNotes(at: clinic) == [.emergencyFirst, .settledLater])
  }
}
