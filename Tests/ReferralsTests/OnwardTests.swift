import Referrals
import Testing

/// What follows an arrival, a late refusal, a change of priority and an end.
@Suite("Onward, priority and closing")
struct OnwardTests {
  private func then(
    _ referral: Referral, at now: Instant = opened, _ commands: Command...
  ) throws -> Referral {
    var after = referral
    for command in commands {
      for event in try after.decide(command, at: moment(now)) { after.apply(event) }
      #expect(after.brokenInvariants.isEmpty, "\(command)")
    }
    return after
  }

  private func arrived() throws -> Referral {
    try referral(
      opening(.asap), .accept(attempt: 1, by: .phone), .depart(attempt: 1), .arrive(attempt: 1))
  }

  @Test("sent onward it is active and can be overdue until somebody answers")
  func onward() throws {
    let there = try arrived()
    #expect(there.status == .completed && there.arrived?.number == 1)
    let moving = try then(
      there, at: opened + .hours(1), .onward(attempt: 1, destination: clinic))
    #expect(moving.status == .active)
    #expect(moving.attempt(2)?.isOverdue(at: opened + .hours(2)) == true)
    #expect(moving.arrived?.destination == ulin)
    let refused = try then(moving, at: opened + .hours(2), .reject(attempt: 2, reason: .full))
    #expect(refused.status == .active, "the patient still waits for a place")
    let stays = try then(moving, at: opened + .hours(2), .cancel(attempt: 2, reason: .handled))
    #expect(stays.status == .completed)
    let died = try then(
      moving, at: opened + .hours(2), .accept(attempt: 2, by: .phone), .depart(attempt: 2),
      .fail(attempt: 2, reason: .diedOnTheWay))
    #expect(died.status == .completed)
    let on = try then(
      moving, at: opened + .hours(2), .accept(attempt: 2, by: .phone), .arrive(attempt: 2))
    #expect(on.status == .completed && on.arrived?.destination == clinic)
  }

  @Test("a second request that was out before the arrival keeps nothing open once refused")
  func parallel() throws {
    let both = try referral(
      opening(.stat, parallel: true), .send(attempt: 2, destination: clinic))
    let there = try then(
      both, at: opened + .minutes(5), .accept(attempt: 1, by: .phone), .arrive(attempt: 1))
    #expect(there.status == .active, "the other still waits for an answer")
    #expect(
      try then(there, at: opened + .minutes(6), .reject(attempt: 2, reason: .full)).status
        == .completed)
  }

  @Test("a refusal after the departure is a state of its own, in the log and in every view")
  func lateRefusal() throws {
    let gone = try referral(
      opening(.stat), .depart(attempt: 1), .answerLate(attempt: 1, accepted: false, by: .phone))
    let attempt = try unwrap(gone.attempt(1))
    #expect(attempt.business(at: opened) == .refusedLate && attempt.refusedLateAt == opened)
    #expect(attempt.status == .inProgress)
  }

  @Test("the priority is changed with a reason; who waits longer than the new one allows, no more")
  func priority() throws {
    let slow = try referral(opening(.routine))
    let due = try unwrap(slow.attempt(1)?.answerDueAt)
    #expect(due == opened + .hours(24))
    let later = opened + .hours(2)
    let fast = try then(slow, at: later, .prioritize(.stat, reason: .worse))
    #expect(fast.priority == .stat && fast.attempt(1)?.answerDueAt == later + .minutes(15))
    let back = try then(fast, at: later, .prioritize(.urgent, reason: .better))
    #expect(back.attempt(1)?.answerDueAt == later + .minutes(15), "never longer than promised")
    #expect(throws: Refusal.samePriority(.urgent)) {
      try back.decide(.prioritize(.urgent, reason: .better), at: moment(later))
    }
    let several = try referral(opening(.stat, parallel: true))
    #expect(throws: Refusal.invalid(.parallel)) {
      try several.decide(.prioritize(.asap, reason: .better), at: moment())
    }
  }

  @Test("what turns out to be an emergency becomes stat, and is said so in the log")
  func corrected() throws {
    let calm = try referral(opening(.asap))
    let events = try calm.decide(
      .correct(facts: facts(emergency: [.threatensLife])), at: moment())
    #expect(events.map(\.body).last == .prioritized(.stat, reason: .emergency))
    // Put down again on purpose, it stays down.
    var known = calm
    events.forEach { known.apply($0) }
    known = try then(known, .prioritize(.asap, reason: .better))
    #expect(
      try then(known, .correct(facts: facts(emergency: [.threatensLife, .consciousness]))).priority
        == .asap)
  }

  @Test("a case is closed with something open only on purpose, and goes on taking reports")
  func closing() throws {
    let there = try arrived()
    let open: [OpenItem] = [
      .report(.first, .bpjs), .report(.first, .labourOffice), .outcomeLetter, .journey,
    ]
    #expect(throws: Refusal.stillOpen(open)) { try there.decide(.close, at: moment()) }
    let closed = try then(there, .closeWithOpen)
    #expect(closed.closedWithOpen == open && closed.closedAt != nil)
    let reported = try then(
      closed, .outcome(letterAt: opened), .correct(facts: facts(place: .traffic)),
      .travel(TransportLeg(mode: .land, cost: nil)))
    #expect(reported.openItems.contains(.report(.second, .bpjs)))
    #expect(reported.openItems.contains(.journeyCost(count: 1)))
    #expect(throws: Refusal.over(.closed)) {
      try closed.decide(.onward(attempt: 1, destination: clinic), at: moment())
    }
    // Nothing open, nothing to write.
    let own = try referral(
      opening(facts: facts(segment: .ownAccount)), .reject(attempt: 1, reason: .full))
    #expect(own.openItems.isEmpty)
    #expect(try own.decide(.close, at: moment()).map(\.body) == [.closed])
  }
}
