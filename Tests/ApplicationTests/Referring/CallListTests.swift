import Application
import Facilities
import Referrals
import TestSupport
import Testing

/// Who has to be phoned now.
@Suite("The list of calls")
struct CallListTests {
  private typealias Office = ReferringTests.Office

  private func reasons(_ office: Office, by identity: Identity? = nil) async throws -> [String] {
    try await office.referring.calls(by: identity ?? office.officer).calls.map {
      "\($0.pending.reason.rawValue) \($0.pending.attempt.destination?.facilityID ?? "-")"
    }
  }

  private func giveComputer(_ office: Office, to facility: String) async throws {
    try await office.store.add(
      TokenRecord(
        id: "t-\(facility)", role: .facility, scope: facility, label: "",
        createdAt: Instant(milliseconds: 0), expiresAt: .init(milliseconds: 4_000_000_000_000)),
      hash: Array(facility.utf8))
  }

  @Test("A facility where nobody reads is phoned at once, one that reads once its time is over")
  func computer() async throws {
    let office = try Office()
    try await giveComputer(office, to: "PLKK-63-097")
    _ = try await office.open(to: .facility("PLKK-63-097"))
    let silent = try await office.open(to: .facility("PLKK-63-093")).receipt.code
    #expect(try await reasons(office) == ["no_computer PLKK-63-093"])
    let call = try #require(try await office.referring.calls(by: office.officer).calls.first)
    #expect(call.facility?.phone.isEmpty == false && call.centre == nil && call.next == nil)
    // Phoned: nothing more until the answer is due.
    _ = try await office.referring.step(
      StepRequest(silent, .receive(by: .phone)), by: office.officer)
    #expect(try await reasons(office) == [])
    office.pass(.minutes(16))
    #expect(
      try await Set(reasons(office)) == ["unanswered PLKK-63-097", "unanswered PLKK-63-093"])
  }

  @Test("A late refusal comes first, with 119 and the nearest candidate that has a number")
  func lateRefusal() async throws {
    let office = try Office()
    // Without a telephone and a computer, and older than the one that is refused.
    _ = try await office.open(to: .facility("PLKK-63-132"))
    office.pass(.minutes(1))
    let code = try await office.open(emergency: [.threatensLife]).receipt.code
    _ = try await office.referring.step(StepRequest(code, .depart), by: office.officer)
    #expect(
      try await reasons(office) == ["no_computer PLKK-63-097", "no_computer PLKK-63-132"])
    _ = try await office.referring.step(
      StepRequest(code, .answerLate(accepted: false, by: .phone)), by: office.ulin)
    let listing = try await office.referring.calls(by: office.officer)
    #expect(listing.advisories.first == .lateRefusal)
    #expect(listing.calls.map(\.pending.reason) == [.refusedLate, .noComputer])
    let refused = try #require(listing.calls.first)
    #expect(refused.centre == "119")
    #expect(refused.next?.facility.phone.isEmpty == false)
    #expect(refused.next?.facility.id != "PLKK-63-097")
    let mute = try #require(listing.calls.last)
    #expect(mute.facility?.phone.isEmpty == true && mute.centre == "175")
    #expect(mute.next?.facility.phone.isEmpty == false)
    let few = try await office.referring.calls(limit: 1, by: office.officer)
    #expect(few.calls.count == 1 && few.count == 2)
  }

  @Test("A facility is told whom to phone of what it asked for, an auditor nothing")
  func scopes() async throws {
    let office = try Office()
    _ = try await office.open(to: .facility("PLKK-63-097"))
    #expect(try await reasons(office, by: office.ulin) == [])
    #expect(
      try await reasons(office, by: Identity(actor: "x", role: .officer, scope: "PTK")) == [])
    await #expect(throws: ReferringError.self) {
      try await office.referring.calls(by: Identity(actor: "a", role: .auditor, scope: ""))
    }
    #expect(office.store.accesses.last == "calls not-permitted")
  }

  @Test(
    "After any steps every attempt that waits is in the list, once", arguments: SplitMix64.seeds)
  func complete(seed: UInt64) async throws {
    let office = try Office()
    var random = SplitMix64(seed: seed)
    let sites = ["PLKK-63-097", "PLKK-63-093", "PLKK-63-132", "PLKK-63-105"]
    let readers = sites.filter { _ in Bool.random(using: &random) }
    for site in readers { try await giveComputer(office, to: site) }
    var codes: [ReferralCode] = []
    for _ in 0..<40 {
      office.pass(.minutes(Int64.random(in: 0...9, using: &random)))
      if codes.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
        codes.append(
          try await office.open(
            to: .facility(sites.randomElement(using: &random) ?? sites[0]),
            emergency: Bool.random(using: &random) ? [.threatensLife] : []
          ).receipt.code)
      } else if let code = codes.randomElement(using: &random) {
        let steps: [ReferralStep] = [
          .receive(by: .phone), .accept(by: .phone), .reject(.full), .depart, .arrive,
          .answerLate(accepted: Bool.random(using: &random), by: .phone),
          .cancel(.patientRefuses),
        ]
        // What the state does not allow changes nothing.
        if let step = steps.randomElement(using: &random) {
          let who =
            Bool.random(using: &random)
            ? office.officer
            : Identity(
              actor: "f", role: .facility,
              scope: sites.randomElement(using: &random) ?? sites[0])
          _ = try? await office.referring.step(StepRequest(code, step), by: who)
        }
        if Int.random(in: 0..<3, using: &random) == 0 {
          var sending = SendRequest(code)
          sending.destination = .facility(sites.randomElement(using: &random) ?? sites[0])
          _ = try? await office.referring.send(sending, by: office.officer)
        }
      }
      let listing = try await office.referring.calls(by: office.officer)
      let all = try await office.referring.list(ListRequest(), by: office.officer)
      var expected: [String: PendingCall.Reason] = [:]
      for view in all.views {
        for attempt in view.attempts {
          let site = attempt.destination?.facilityID ?? ""
          let key = "\(view.code.text) \(attempt.number)"
          switch view.business(attempt, at: listing.at) {
          case .refusedLate where attempt.status == .inProgress: expected[key] = .refusedLate
          case .unanswered: expected[key] = .unanswered
          default:
            let isTold =
              attempt.status == .received || attempt.answeredAt != nil
              || readers.contains(site)
            if attempt.status.isLive, !isTold { expected[key] = .noComputer }
          }
        }
      }
      let found = listing.calls.map {
        ("\($0.pending.referral.code.text) \($0.pending.attempt.number)", $0.pending.reason)
      }
      #expect(found.count == expected.count && listing.count == expected.count)
      for (key, reason) in found { #expect(expected[key] == reason, "\(key)") }
      // A number to dial stands in every row.
      for call in listing.calls {
        #expect(call.centre != nil || call.facility?.phone.isEmpty == false)
      }
    }
  }
}
