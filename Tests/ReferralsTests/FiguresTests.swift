import TestSupport
import Testing

@testable import Referrals

@Suite("Figures")
struct FiguresTests {
  private let far = Destination(
    facilityID: "PLKK-63-001", standing: .none,
    detour: Detour(nearestFacilityID: "PLKK-63-097", nearestMeters: 1_000, chosenMeters: 9_249))

  /// A referral opened at `opened` and moved by commands, each so many minutes after.
  private func moved(
    _ opening: Opening, bits: UInt64, _ commands: [(Int64, Command)]
  ) throws -> Referral {
    var events = try Referral.open(opening, code: ReferralCode(bits: bits), at: moment())
    for (minutes, command) in commands {
      let now = try unwrap(Referral(events))
      events += try now.decide(command, at: moment(opened + .minutes(minutes)))
    }
    return try unwrap(Referral(events))
  }

  private func figures(
    _ referrals: [Referral], by grouping: FigureGrouping = .province,
    now: Instant = opened + .days(10)
  ) -> ServiceFigures {
    var counter = FigureCounter(by: grouping, now: now)
    for referral in referrals { counter.add(referral) }
    return counter.figures()
  }

  @Test("silence counts in the denominator, a request still in its time does not")
  func answers() throws {
    var all: [Referral] = []
    for index in 0..<20 {
      let answer: [(Int64, Command)] =
        switch index {
        case 0..<6: [(3, .accept(attempt: 1, by: .phone))]
        case 6..<12: [(10, .reject(attempt: 1, reason: .full))]
        case 12..<15: [(2, .cancel(attempt: 1, reason: .handled))]
        default: []
        }
      all.append(try moved(opening(.asap), bits: UInt64(index), answer))
    }
    let later = figures(all)
    #expect(later.total[.referrals] == .shown(20, of: 20))
    #expect(later.total[.requests] == .shown(17, of: 17))
    #expect(later.total[.acceptance] == .shown(6.0 / 17, of: 17))
    #expect(later.total[.unanswered] == .shown(5.0 / 17, of: 17))
    #expect(later.total[.answeredInFive] == .shown(6.0 / 17, of: 17))
    #expect(later.total[.answerMedian] == .shown(600, of: 17))
    #expect(later.total[.answerP90] == .unbounded(of: 17))
    #expect(
      later.answers == [
        .inFive: .shown(6, of: 6), .inFifteen: .shown(6, of: 6), .never: .shown(5, of: 5),
      ])
    let early = figures(all, now: opened + .minutes(12))
    #expect(early.total[.requests] == .shown(12, of: 12))
    #expect(early.total[.acceptance] == .shown(0.5, of: 12))
  }

  @Test("a share is withheld when any part of it is one to four")
  func smallParts() throws {
    func acceptance(_ accepted: Int, _ refused: Int) throws -> FigureCell? {
      let all = try (0..<accepted + refused).map { index in
        try moved(
          opening(.asap), bits: UInt64(index),
          [
            (
              3,
              index < accepted
                ? .accept(attempt: 1, by: .phone) : .reject(attempt: 1, reason: .full)
            )
          ]
        )
      }
      return figures(all).total[.acceptance]
    }
    #expect(try acceptance(8, 4) == .suppressed)
    #expect(try acceptance(4, 8) == .suppressed)
    #expect(try acceptance(2, 2) == .suppressed)
    #expect(try acceptance(8, 5) == .shown(8.0 / 13, of: 13))
    #expect(try acceptance(8, 0) == .shown(1, of: 8))
    #expect(figures([]).total[.acceptance] == FigureCell.none)
  }

  @Test("no withheld group can be had by subtracting the shown ones from the total")
  func secondary() throws {
    var all: [Referral] = []
    for (region, count) in [("61.71", 30), ("62.71", 3), ("63.10", 12), ("64.72", 9)] {
      for _ in 0..<count {
        all.append(
          try moved(
            opening(.asap, facts: facts(region: region)), bits: UInt64(all.count),
            [(3, .accept(attempt: 1, by: .phone))]))
      }
    }
    let shown = figures(all)
    #expect(shown.total[.referrals] == .shown(54, of: 54))
    let cells = shown.groups.map { ($0.key, $0.cells[.referrals]) }
    #expect(cells.map(\.0) == ["61", "62", "63", "64"])
    #expect(
      cells.map(\.1) == [.shown(30, of: 30), .suppressed, .shown(12, of: 12), .suppressed])
    // The rule by itself: whatever is hidden is hidden with others and not small together.
    for seed in UInt64(1)...200 {
      var generator = SplitMix64(seed: seed)
      let counts = Dictionary(
        uniqueKeysWithValues: (0..<Int.random(in: 1...8, using: &generator)).map {
          ("g\($0)", Int.random(in: 0...9, using: &generator))
        })
      let cells = Disclosure.cells(counts)
      let hidden = counts.filter { cells[$0.key] == .suppressed }
      let told = counts.filter { $0.value > 0 && cells[$0.key] != .suppressed }
      #expect(told.allSatisfy { $0.value >= 5 }, "seed \(seed)")
      if !hidden.isEmpty, !told.isEmpty {
        #expect(hidden.count > 1 && hidden.values.reduce(0, +) >= 5, "seed \(seed)")
      }
    }
  }

  @Test("bypass, arrival, care outside PLKK and time to care")
  func journeys() throws {
    var all: [Referral] = []
    for index in 0..<10 {
      let goesPast = index < 5
      all.append(
        try moved(
          opening(
            .stat,
            destination: goesPast
              ? far
              : Destination(
                facilityID: "PLKK-63-097", standing: .valid,
                detour: Detour(
                  nearestFacilityID: "PLKK-63-097", nearestMeters: 1_000, chosenMeters: 1_000)),
            facts: facts(emergency: [.consciousness])),
          bits: UInt64(index), [(5, .depart(attempt: 1)), (60, .arrive(attempt: 1))]))
    }
    let shown = figures(all)
    #expect(shown.total[.bypass] == .shown(0.5, of: 10))
    #expect(shown.total[.bypassExtra] == .shown(8_200, of: 5))
    #expect(shown.total[.arrival] == .shown(1, of: 10))
    #expect(shown.total[.outsidePLKK] == .shown(0.5, of: 10))
    #expect(shown.total[.outsideEmergency] == .shown(1, of: 5))
    #expect(shown.total[.careMedian] == .shown(2, of: 10))
    #expect(shown.total[.unanswered] == .shown(1, of: 10))
    #expect(shown.total[.answerMedian] == .unbounded(of: 10))
    let facilities = figures(all, by: .facility)
    #expect(facilities.groups.map(\.key) == ["PLKK-63-001", "PLKK-63-097"])
    #expect(facilities.groups.first?.cells[.unanswered] == .shown(1, of: 5))
    #expect(facilities.groups.first?.cells[.referrals] == FigureCell.none)
  }

  @Test("a report is in time when both have it before the deadline; missing ones count once due")
  func reports() throws {
    var all: [Referral] = []
    for index in 0..<15 {
      var sent: [(Int64, Command)] = []
      for (addressee, at) in [
        (Addressee.bpjs, Int64(600)), (.labourOffice, index < 5 ? 900 : 3_000),
      ]
      where index < 10 {
        sent.append(
          (
            at,
            .report(
              ReportSent(
                stage: .first, to: addressee, sentAt: opened + .minutes(at), channel: .online))
          ))
      }
      all.append(try moved(opening(), bits: UInt64(index), sent))
    }
    let shown = figures(all)
    #expect(shown.total[.firstReport] == .shown(5.0 / 15, of: 15))
    #expect(shown.total[.firstToBPJS] == .shown(10.0 / 15, of: 15))
    #expect(shown.total[.firstToLabour] == .shown(5.0 / 15, of: 15))
    // Five were sent 3 h past the deadline, five are still missing.
    #expect(shown.total[.firstLateness] == .shown(3, of: 10))
    #expect(shown.total[.secondReport] == FigureCell.none)
    // Nothing is due yet.
    #expect(figures([all[14]], now: opened).total[.firstReport] == FigureCell.none)
  }

  @Test("what is void, frozen or written by mistake counts nowhere")
  func leftOut() throws {
    let void = try moved(opening(), bits: 1, [(1, .voidAll(reason: .trial))])
    let frozen = try moved(opening(), bits: 2, [(1, .withdrawConsent)])
    #expect(figures([void, frozen]).total.values.allSatisfy { $0 == FigureCell.none })
    #expect(figures([void, frozen]).groups.isEmpty)
  }

  @Test("a detour is coarse and holds no position")
  func detour() {
    let detour = Detour(nearestFacilityID: "A", nearestMeters: 10, chosenMeters: 1_273)
    #expect(detour.extraMeters == 1_300)
    #expect(Detour(nearestFacilityID: "A", nearestMeters: 10, chosenMeters: 5).extraMeters == 0)
    #expect(Detour(nearestFacilityID: "A", nearestMeters: 1, chosenMeters: .nan).extraMeters == 0)
    #expect(
      Detour(nearestFacilityID: "A", nearestMeters: 0, chosenMeters: .greatestFiniteMagnitude)
        .extraMeters == 20_100_000)
  }
}
