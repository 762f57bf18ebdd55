import Referrals
import Testing

@Suite("State table of an attempt")
struct StateTableTests {
  /// The table of the specification, written out a second time: one row a state, one column an
  /// action in the order of `AttemptAction`; `-` is illegal.
  private static let grid: [(AttemptStatus, String)] = [
    (.draft, "requested - - - - - - cancelled - entered-in-error - - -"),
    (
      .requested,
      "- received accepted rejected in-progress - - cancelled - entered-in-error - - -"
    ),
    (.received, "- - accepted rejected in-progress - - cancelled - entered-in-error - - -"),
    (
      .accepted, "- - - - in-progress on-hold completed cancelled failed entered-in-error - - -"
    ),
    (.rejected, "- - - - - - - - - entered-in-error - - -"),
    (.onHold, "- - - - in-progress - completed cancelled failed entered-in-error - - -"),
    (.inProgress, "- - - - - - completed cancelled failed entered-in-error in-progress - -"),
    (.completed, "- - - - - - - - - entered-in-error - completed completed"),
    (.cancelled, "- - - - - - - - - entered-in-error - - -"),
    (.failed, "- - - - - - - - - entered-in-error - - -"),
    (.enteredInError, "- - - - - - - - - - - - -"),
  ]

  /// A `stat` referral whose first attempt stands in a state; on the way without an answer.
  private func referral(in status: AttemptStatus) throws -> Referral {
    let sent = opening(.stat)
    switch status {
    case .draft:
      return try ReferralsTests.referral(opening(.stat, destination: nil))
    case .requested: return try ReferralsTests.referral(sent)
    case .received: return try ReferralsTests.referral(sent, .receive(attempt: 1, by: .phone))
    case .accepted: return try ReferralsTests.referral(sent, .accept(attempt: 1, by: .service))
    case .rejected: return try ReferralsTests.referral(sent, .reject(attempt: 1, reason: .full))
    case .onHold:
      return try ReferralsTests.referral(
        sent, .accept(attempt: 1, by: .service), .hold(attempt: 1, reason: .bed))
    case .inProgress: return try ReferralsTests.referral(sent, .depart(attempt: 1))
    case .completed:
      return try ReferralsTests.referral(sent, .depart(attempt: 1), .arrive(attempt: 1))
    case .cancelled:
      return try ReferralsTests.referral(sent, .cancel(attempt: 1, reason: .handled))
    case .failed:
      return try ReferralsTests.referral(
        sent, .depart(attempt: 1), .fail(attempt: 1, reason: .noShow))
    case .enteredInError:
      return try ReferralsTests.referral(sent, .markInError(attempt: 1, reason: .duplicate))
    }
  }

  private func command(_ action: AttemptAction, by channel: Channel = .service) -> Command {
    switch action {
    case .send: .send(attempt: 1, destination: ulin)
    case .receive: .receive(attempt: 1, by: channel)
    case .accept: .accept(attempt: 1, by: channel)
    case .reject: .reject(attempt: 1, reason: .fullICU)
    case .depart: .depart(attempt: 1)
    case .hold: .hold(attempt: 1, reason: .transport)
    case .arrive: .arrive(attempt: 1)
    case .cancel: .cancel(attempt: 1, reason: .patientRefuses)
    case .fail: .fail(attempt: 1, reason: .noTransport)
    case .markInError: .markInError(attempt: 1, reason: .trial)
    case .answerLate: .answerLate(attempt: 1, accepted: true, by: channel)
    case .onward: .onward(attempt: 1, destination: clinic)
    case .returnBack: .returnBack(attempt: 1, code: ReferralCode(bits: 5))
    }
  }

  @Test("every state × every action goes where the specification says, or names what is legal")
  func exhaustive() throws {
    #expect(Self.grid.map(\.0) == AttemptStatus.allCases)
    for (status, line) in Self.grid {
      let before = try referral(in: status)
      try #require(before.attempt(1)?.status == status)
      let cells = line.split(separator: " ").map(String.init)
      try #require(cells.count == AttemptAction.allCases.count)
      let legal = zip(AttemptAction.allCases, cells).filter { $0.1 != "-" }.map(\.0)
      for (action, cell) in zip(AttemptAction.allCases, cells) {
        if cell == "-" {
          #expect(throws: Refusal.self, "\(status) \(action)") {
            try before.decide(command(action), at: moment())
          }
          do {
            _ = try before.decide(command(action), at: moment())
          } catch .illegal(let named, let from, let offered) {
            #expect(named == action && from == status)
            #expect(Set(offered) == Set(legal), "\(status) \(action)")
          } catch {
            Issue.record("\(status) \(action): \(error)")
          }
        } else {
          var after = before
          for event in try before.decide(command(action), at: moment()) { after.apply(event) }
          #expect(after.attempt(1)?.status.rawValue == cell, "\(status) \(action)")
          #expect(after.brokenInvariants.isEmpty, "\(status) \(action)")
        }
      }
    }
  }

  @Test("every state × every action × each party is refused exactly where the table leaves it out")
  func parties() throws {
    for (status, _) in Self.grid {
      let before = try referral(in: status)
      for row in TransitionTable.rows where row.from == status {
        for party in Party.allCases {
          for told: Channel? in [nil, .service, .phone] {
            // What the facility told by phone those who asked may write down, nobody else's part.
            let isTold = told == .phone && party == .requester
            let may = row.parties.contains(party) || isTold
            let now = Moment(now: opened, actor: "t1", party: party, told: told)
            let result = Result { () throws(Refusal) in
              try before.decide(command(row.action, by: told ?? .service), at: now)
            }
            switch result {
            case .success(let events):
              #expect(may, "\(status) \(row.action) \(party) \(String(describing: told))")
              let channels = events.compactMap { event -> Channel? in
                if case .stepped(let step) = event.body { step.channel } else { nil }
              }
              #expect(channels.allSatisfy { $0 == .phone } && (told == .phone || channels.isEmpty))
            case .failure(let refusal):
              let allowed = Party.allCases.filter(row.parties.contains)
              #expect(refusal == .wrongParty(row.action, allowed: allowed))
              #expect(!may)
            }
          }
        }
      }
    }
  }

  @Test("leaving before an answer is for stat and emergencies")
  func notifyAndGo() throws {
    for priority in Priority.allCases where priority != .stat {
      let waiting = try ReferralsTests.referral(opening(priority))
      #expect(throws: Refusal.notUrgent(priority)) {
        try waiting.decide(.depart(attempt: 1), at: moment())
      }
    }
    // In an emergency, or while nobody has asked, a departure is recorded whatever the priority.
    for given in [
      facts(emergency: [.consciousness]),
      CaseFacts(kind: .accident, regionCode: "63.10", emergencyAsked: false, basis: .consent),
    ] {
      let gone = try ReferralsTests.referral(
        opening(.routine, facts: given), .depart(attempt: 1))
      #expect(gone.attempt(1)?.isUnconfirmed == true)
      #expect(gone.brokenInvariants.isEmpty)
    }
    let left = try ReferralsTests.referral(opening(.stat), .depart(attempt: 1))
    #expect(left.attempt(1)?.isUnconfirmed == true)
    #expect(left.attempt(1)?.business == .leftUnconfirmed)
    let answered = try ReferralsTests.referral(
      opening(.stat), .depart(attempt: 1), .answerLate(attempt: 1, accepted: true, by: .phone))
    #expect(answered.attempt(1)?.isUnconfirmed == false)
    #expect(throws: Refusal.alreadyAnswered) {
      try answered.decide(.answerLate(attempt: 1, accepted: false, by: .phone), at: moment())
    }
  }

  @Test("S7 silence for fifteen minutes is a flag: the state stays and a late yes still counts")
  func silence() throws {
    let asked = try ReferralsTests.referral(opening(.asap))
    let first = try unwrap(asked.attempt(1))
    let due = opened + .minutes(15)
    #expect(first.answerDueAt == due)
    #expect(first.business(at: due - TimeSpan(milliseconds: 1)) == .waiting)
    #expect(first.business(at: due) == .unanswered)
    #expect(first.status == .requested)
    var later = asked
    for event in try asked.decide(.accept(attempt: 1, by: .phone), at: moment(due + .hours(2))) {
      later.apply(event)
    }
    #expect(later.attempt(1)?.status == .accepted)
    #expect(later.attempt(1)?.answerDueAt == due)
  }

  @Test("S8 after a refusal a second attempt succeeds, with one live at a time")
  func secondFacility() throws {
    let asked = try ReferralsTests.referral(opening(.asap))
    #expect(throws: Refusal.otherLive(1)) {
      var planned = asked
      for event in try asked.decide(.plan(destination: clinic), at: moment()) {
        planned.apply(event)
      }
      _ = try planned.decide(.send(attempt: 2), at: moment())
    }
    let done = try ReferralsTests.referral(
      opening(.asap), .reject(attempt: 1, reason: .fullICU), .plan(destination: clinic),
      .send(attempt: 2), .accept(attempt: 2, by: .service))
    #expect(done.attempts.map(\.status) == [.rejected, .accepted])
    #expect(done.attempt(1)?.reason == "penuh-icu")
    #expect(done.status == .active)
    #expect(done.live.count == 1)
  }

  @Test("a new attempt is written and sent in one, or refused and nothing is written")
  func sendingANewAttempt() throws {
    let asked = try ReferralsTests.referral(opening(.asap))
    #expect(throws: Refusal.otherLive(1)) {
      try asked.decide(.send(attempt: 2, destination: clinic), at: moment())
    }
    #expect(throws: Refusal.noAttempt(3, count: 1)) {
      try asked.decide(.send(attempt: 3, destination: clinic), at: moment())
    }
    var refused = try ReferralsTests.referral(
      opening(.asap), .reject(attempt: 1, reason: .fullICU))
    #expect(throws: Refusal.noAttempt(2, count: 1)) {
      try refused.decide(.send(attempt: 2), at: moment())
    }
    #expect(throws: Refusal.wrongParty(.send, allowed: [.requester])) {
      try refused.decide(.send(attempt: 2, destination: clinic), at: moment(opened, .target))
    }
    let events = try refused.decide(
      .send(attempt: 2, destination: clinic), at: moment(opened, .requester))
    #expect(events.map(\.body.word) == ["planned", "sent"])
    events.forEach { refused.apply($0) }
    #expect(refused.attempts.map(\.status) == [.rejected, .requested])
    #expect(refused.brokenInvariants.isEmpty)
  }

  @Test("a clock that steps back neither stops the work nor turns time around")
  func clockBackwards() throws {
    var asked = try ReferralsTests.referral()
    let events = try asked.decide(.accept(attempt: 1, by: .service), at: moment(opened - .hours(3)))
    #expect(events.allSatisfy { $0.at == opened })
    events.forEach { asked.apply($0) }
    #expect(asked.brokenInvariants.isEmpty)
  }

  @Test("what is over stays over, and says how it ended")
  func endings() throws {
    let revoked = try ReferralsTests.referral(opening(), .revoke(reason: .handled))
    #expect(revoked.status == .revoked)
    #expect(throws: Refusal.over(.revoked)) {
      try revoked.decide(.plan(destination: ulin), at: moment())
    }
    let frozen = try ReferralsTests.referral(opening(), .withdrawConsent)
    #expect(throws: Refusal.over(.frozen)) {
      try frozen.decide(.accept(attempt: 1, by: .service), at: moment())
    }
    let void = try ReferralsTests.referral(opening(), .voidAll(reason: .trial))
    #expect(void.status == .enteredInError)
    #expect(throws: Refusal.over(.inError)) { try void.decide(.close, at: moment()) }
    let closed = try ReferralsTests.referral(
      opening(), .reject(attempt: 1, reason: .full), .closeWithOpen)
    #expect(throws: Refusal.over(.closed)) {
      try closed.decide(.plan(destination: ulin), at: moment())
    }
  }

  @Test("impossible values are refused by name")
  func values() throws {
    func refusal(_ opening: Opening) -> Refusal? {
      do {
        _ = try Referral.open(opening, code: ReferralCode(bits: 1), at: moment())
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal(opening(.urgent, parallel: true)) == .invalid(.parallel))
    #expect(refusal(opening(facts: facts(occurredAt: opened + .hours(1)))) == .invalid(.occurredAt))
    #expect(refusal(opening(facts: facts(region: "6310"))) == .invalid(.region))
    #expect(refusal(opening(facts: facts(region: "63.10.01.2001"))) == nil)
    let shut = Destination(facilityID: "X", isActive: false, standing: .none)
    #expect(refusal(opening(destination: shut)) == .inactiveDestination("X"))
    let asked = try ReferralsTests.referral()
    #expect(throws: Refusal.noAttempt(2, count: 1)) {
      try asked.decide(.accept(attempt: 2, by: .service), at: moment())
    }
    #expect(throws: Refusal.invalid(.cost)) {
      try asked.decide(.travel(TransportLeg(mode: .sea, cost: -1)), at: moment())
    }
    #expect(throws: Refusal.invalid(.payer)) {
      try asked.decide(.guarantee(state: .guaranteed, payer: nil), at: moment())
    }
    let early = ReportSent(stage: .first, to: .bpjs, sentAt: friday - .hours(1), channel: .online)
    #expect(throws: Refusal.invalid(.sentAt)) { try asked.decide(.report(early), at: moment()) }
  }

  @Test("attempts and entries have a limit")
  func limits() throws {
    var asked = try ReferralsTests.referral(opening(destination: nil))
    for _ in 1..<Referral.mostAttempts {
      for event in try asked.decide(.plan(destination: nil), at: moment()) { asked.apply(event) }
    }
    #expect(throws: Refusal.tooMany(limit: Referral.mostAttempts)) {
      try asked.decide(.plan(destination: nil), at: moment())
    }
  }
}
