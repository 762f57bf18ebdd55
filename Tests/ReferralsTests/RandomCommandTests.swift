import Referrals
import TestSupport
import Testing

@Suite("Random commands")
struct RandomCommandTests {
  private func command(_ generator: inout SplitMix64) -> Command {
    let attempt = Int.random(in: 0...5, using: &generator)
    let destination = Bool.random(using: &generator) ? ulin : clinic
    let sent = ReportSent(
      stage: ReportStage.allCases.randomElement(using: &generator) ?? .first,
      to: Addressee.allCases.randomElement(using: &generator) ?? .bpjs,
      sentAt: opened - .minutes(Int64.random(in: 0...90, using: &generator)), channel: .online)
    let commands: [Command] = [
      .plan(destination: Bool.random(using: &generator) ? destination : nil),
      .send(attempt: attempt, destination: destination), .receive(attempt: attempt, by: .phone),
      .accept(attempt: attempt, by: .service), .reject(attempt: attempt, reason: .noDoctor),
      .depart(attempt: attempt), .hold(attempt: attempt, reason: .bed), .arrive(attempt: attempt),
      .cancel(attempt: attempt, reason: .diverted), .fail(attempt: attempt, reason: .noShow),
      .markInError(attempt: attempt, reason: .duplicate),
      .answerLate(attempt: attempt, accepted: Bool.random(using: &generator), by: .radio),
      .onward(attempt: attempt, destination: destination),
      .returnBack(attempt: attempt, code: ReferralCode(using: &generator)),
      .report(sent), .travel(TransportLeg(mode: .river, cost: 100)),
      .prioritize(
        Priority.allCases.randomElement(using: &generator) ?? .asap, reason: .worse),
      .correct(facts: facts(.disease, occurredAt: nil, diagnosedAt: friday)),
    ]
    // The ends come seldom, or most sequences would be short.
    if Int.random(in: 0..<60, using: &generator) == 0 {
      let ends: [Command] = [
        .revoke(reason: .handled), .voidAll(reason: .trial), .withdrawConsent, .close,
        .closeWithOpen,
      ]
      return ends.randomElement(using: &generator) ?? .close
    }
    return commands.randomElement(using: &generator) ?? .close
  }

  @Test("400 random lives a seed: every invariant after every event, and the fold agrees")
  func invariants() throws {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      var taken = 0
      for life in 0..<400 {
        let priority = Priority.allCases.randomElement(using: &generator) ?? .stat
        let parallel = priority == .stat && Bool.random(using: &generator)
        let begin = opening(
          priority, parallel: parallel, destination: Bool.random(using: &generator) ? ulin : nil)
        var events = try Referral.open(begin, code: ReferralCode(using: &generator), at: moment())
        var state = try unwrap(Referral(events))
        var now = opened
        for step in 0..<60 {
          // Time mostly goes on and at times steps back.
          now = now + .minutes(Int64.random(in: -3...20, using: &generator))
          let party = Party.allCases.randomElement(using: &generator)
          let wanted = command(&generator)
          let before = state
          do {
            let new = try state.decide(wanted, at: moment(now, party))
            #expect(!new.isEmpty)
            taken += 1
            for event in new {
              #expect(event.at >= state.changedAt)
              state.apply(event)
            }
            events += new
          } catch {
            #expect(state == before)
          }
          let broken = state.brokenInvariants
          if !broken.isEmpty {
            Issue.record("seed \(seed) life \(life) step \(step) \(wanted): \(broken)")
            return
          }
          if before.status == .completed && state.status == .active {
            // Only a new request, or taking back what came after or the completion itself, undo it.
            #expect([.markInError, .onward, .send].contains(wanted.step?.action))
          }
        }
        #expect(Referral(events) == state)
        #expect(state.version == events.count)
      }
      #expect(taken > 2_000)
    }
  }

  @Test("events that do not begin with one opening make no referral")
  func folding() throws {
    let events = try Referral.open(opening(), code: ReferralCode(bits: 9), at: moment())
    #expect(Referral(events.dropFirst()) == nil)
    #expect(Referral(events + events) == nil)
    #expect(Referral([Event]()) == nil)
  }
}
