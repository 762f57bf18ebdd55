import Foundation
import GRDB
import Referrals
import TestSupport
import StoreConformance
import Testing

import Application
@testable import Sealing
@testable import Storage

/// Lists of work hold all of it, whatever else is in the file.
@Suite("Lists of work")
struct WorkListTests {
  private let officer = Identity(actor: "off", role: .officer, scope: "BJM")

  @Test("the oldest overdue is first however many newer ones are there, and pages hold each once")
  func oldest() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let hands = Hands()
    let referralService = ReferralService(
      store: store, now: { hands.now }, quota: Quota(openings: 10_000, readings: 10_000))
    let silent = try await referralService.open(newOpening(.stat), by: officer).code
    hands.move(.hours(2))
    for _ in 0..<1_100 { _ = try await referralService.open(newOpening(.routine), by: officer) }
    #expect(try await referralService.overdue(by: officer).map(\.code) == [silent])
    hands.move(.days(30))
    #expect(try await referralService.overdue(by: officer).first?.code == silent)
    for overdue in [true, false] {
      var seen: [ReferralCode] = []
      var after: ListCursor?
      repeat {
        let list = try await referralService.listed(
          overdue: overdue, after: after, limit: 97, by: officer)
        seen += list.views.map(\.code)
        after = list.next.flatMap { ListCursor($0.text) }
      } while after != nil
      #expect(seen.count == 1_101 && Set(seen).count == 1_101, "overdue \(overdue)")
    }
  }

  @Test("what was sent by a clock that was ahead is overdue as soon as the clock is right")
  func sentAhead() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let hands = Hands()
    let referralService = ReferralService(store: store, now: { hands.now })
    hands.move(.days(20))
    let code = try await referralService.open(newOpening(.stat), by: officer).code
    #expect(try await referralService.overdue(by: officer).isEmpty)
    hands.move(.minutes(2 - 20 * 24 * 60))
    #expect(try await referralService.overdue(by: officer).map(\.code) == [code])
    // A clock that is a little apart is none that is wrong.
    let other = try await referralService.open(newOpening(.stat), by: officer).code
    hands.move(.minutes(-9))
    #expect(try await referralService.overdue(by: officer).map(\.code) == [code])
    hands.move(.minutes(25))
    #expect(Set(try await referralService.overdue(by: officer).map(\.code)) == [code, other])
  }

  @Test(
    "under random work an unanswered attempt past its time is always shown, and nothing else is")
  func invariant() async throws {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      let scratch = try Scratch()
      let store = try scratch.store()
      let hands = Hands()
      let referralService = ReferralService(store: store, now: { hands.now })
      var codes: [ReferralCode] = []
      for _ in 0..<150 {
        hands.move(.minutes(.random(in: 0...40, using: &generator)))
        if codes.isEmpty || Int.random(in: 0...2, using: &generator) == 0 {
          let priority = Priority.allCases.randomElement(using: &generator) ?? .asap
          codes.append(try await referralService.open(newOpening(priority), by: officer).code)
        } else if let code = codes.randomElement(using: &generator) {
          let attempt = Int.random(in: 1...2, using: &generator)
          let commands: [Command] = [
            .receive(attempt: attempt, by: .phone), .accept(attempt: attempt, by: .phone),
            .reject(attempt: attempt, reason: .full), .plan(destination: ulin),
            .send(attempt: attempt), .withdrawConsent,
          ]
          if let command = commands.randomElement(using: &generator) {
            _ = try? await referralService.perform(command, on: code, by: officer)
          }
        }
        guard Int.random(in: 0...4, using: &generator) == 0 else { continue }
        var expected: [ReferralCode] = []
        for code in codes {
          guard let state = try await store.referral(code), state.frozenAt == nil else { continue }
          if state.attempts.contains(where: { $0.isOverdue(at: hands.now) }) {
            expected.append(code)
          }
        }
        let shown = try await referralService.overdue(by: officer)
        #expect(Set(shown.map(\.code)) == Set(expected), "seed \(seed)")
        let due = shown.map { view in
          view.attempts.filter { $0.isOverdue(at: hands.now) }.compactMap(\.answerDueAt).min()
        }
        #expect(zip(due, due.dropFirst()).allSatisfy { ($0 ?? base) <= ($1 ?? base) })
      }
    }
  }

  @Test("a facility finds what it asked for, and a branch its own among many of others")
  func ownFirst() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let referralService = ReferralService(store: store, now: { base })
    let clinic = Identity(actor: "kli", role: .facility, scope: "PLKK-63-001")
    var opening = newOpening()
    opening.originFacilityID = clinic.scope
    let asked = try await referralService.open(opening, by: clinic).code
    #expect(try await referralService.list(by: clinic).map(\.code) == [asked])
    let person: [PersonalField: String] = [.phone: "081355512345"]
    let admin = Identity(actor: "adm", role: .administrator, scope: "")
    let own = try await referralService.open(newOpening(), personal: person, by: officer).code
    for _ in 0..<110 {
      _ = try await referralService.open(newOpening(branch: "BPP"), personal: person, by: admin)
    }
    #expect(
      try await referralService.find(.phone, "0813 5551 2345", by: officer).map(\.code) == [own])
    // Typed in other letters it is the same branch.
    let low = Identity(actor: "low", role: .officer, scope: "bjm")
    #expect(try await referralService.list(by: low).map(\.code).contains(own))
    #expect(try await referralService.find(.phone, "081355512345", by: low).map(\.code) == [own])
    #expect(try await referralService.show(own, by: low).code == own)
  }

  @Test("a damaged referral, whatever number it holds, harms none but itself")
  func damaged() async throws {
    for sql in [
      "UPDATE referral SET code = -5 WHERE id = 2",
      "UPDATE event SET version = -9223372036854775808 WHERE referral = 2 AND version = 3",
      "UPDATE event SET body = x'00FF' WHERE referral = 2 AND version = 1",
      "UPDATE event SET at = 9223372036854775807 WHERE referral = 2",
      "UPDATE referral SET version = -1 WHERE id = 2", "UPDATE audit SET code = -7",
      "UPDATE sealed SET key_id = -3 WHERE referral = 2",
      "UPDATE attempt SET answer_due_at = -9223372036854775808 WHERE referral = 2",
      "UPDATE referral SET changed_at = 9223372036854775807 WHERE id = 2",
    ] {
      let scratch = try Scratch()
      do {
        let store = try scratch.store()
        for bits: UInt64 in 1...3 {
          _ = try await store.write(
            request(.open(newOpening()), bits: bits, personal: [.phone: "0811"]))
        }
        try await store.close()
      }
      let queue = try DatabaseQueue(path: scratch.database)
      try await queue.writeWithoutTransaction { db in
        try db.execute(
          sql: "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF")
        let triggers = try Row.fetchAll(
          db,
          sql: "SELECT name, sql FROM sqlite_schema WHERE name IN ('event_keeps', 'audit_keeps')")
        for trigger in triggers {
          try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)")
        }
        try db.execute(sql: sql)
        for trigger in triggers { try db.execute(sql: trigger["sql"]) }
      }
      try queue.close()
      let store = try scratch.store()
      let referralService = ReferralService(store: store, now: { base + .days(2) })
      for code in [1, 3] as [UInt64] {
        #expect(
          try await referralService.show(ReferralCode(bits: code), by: officer).attempts.count == 1,
          "\(sql)")
      }
      let list = try await referralService.listed(by: officer)
      #expect(list.views.count >= 2, "\(sql)")
      #expect(try await referralService.overdue(by: officer).count >= 2, "\(sql)")
      let changes = try await referralService.changes(after: 0)
      #expect(
        Set(changes.map(\.code)).isSuperset(of: [1, 3].map(ReferralCode.init(bits:))), "\(sql)")
      let auditor = Identity(actor: "aud", role: .auditor, scope: "")
      _ = try await referralService.figures(by: auditor)
      _ = try await store.audit(from: base - .days(1), until: base + .days(9), limit: 100)
      _ = try await store.touched(from: base - .days(1), until: base + .days(9))
      #expect(try await store.verify().isSound == false, "\(sql)")
    }
  }
}
