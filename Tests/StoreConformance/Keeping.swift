internal import Application
internal import Referrals
internal import Sealing
internal import Testing

/// The promises about tokens, branches, the access log, purges and restarts.
enum Keeping {
  static func keepsTokens(_ store: any MaintainedStore) async throws {
    let token = TokenRecord(
      id: "a1", role: .facility, scope: "PLKK-63-097", label: "IGD", createdAt: base,
      expiresAt: base + .days(90))
    let hash = [UInt8](repeating: 7, count: 32)
    try await store.add(token, hash: hash)
    #expect(try await store.token(hash: hash) == token)
    #expect(try await store.token(id: "a1") == token)
    #expect(try await store.token(hash: [UInt8](repeating: 8, count: 32)) == nil)
    #expect(try await store.token(id: "a2") == nil)
    #expect(try await store.revoke(token: "a1", at: base + .hours(1)))
    #expect(try await store.revoke(token: "a1", at: base + .hours(2)))
    #expect(try await store.revoke(token: "none", at: base) == false)
    #expect(try await store.tokens().map(\.revokedAt) == [base + .hours(1)])
    #expect(try await store.token(hash: hash)?.revokedAt == base + .hours(1))
  }

  static func keepsBranches(_ store: any MaintainedStore) async throws {
    #expect(try await store.branches().isEmpty)
    #expect(try await store.add(branch: "PLK", at: base))
    #expect(try await store.add(branch: "BJM", at: base))
    #expect(try await store.add(branch: "bjm", at: base) == false)
    #expect(try await store.branches() == ["BJM", "PLK"])
    #expect(try await store.remove(branch: "plk", at: base))
    #expect(try await store.remove(branch: "plk", at: base) == false)
    #expect(try await store.branches() == ["BJM"])
  }

  static func keepsGuesses(_ store: any MaintainedStore) async throws {
    try await store.keep(guesses: 1, of: "10.0.0.1", at: base)
    try await store.keep(guesses: 3, of: "10.0.0.1", at: base + .minutes(2))
    try await store.keep(guesses: 5, of: "10.0.0.2", at: base + .minutes(1))
    #expect(try await store.guesses(since: base) == ["10.0.0.1": 3, "10.0.0.2": 5])
    #expect(try await store.guesses(since: base + .minutes(2)) == ["10.0.0.1": 3])
  }

  static func logsAccesses(_ store: any MaintainedStore) async throws {
    let code = try await Changes.open(store).code
    _ = try await store.write(request(.change(code, .accept(attempt: 1, by: .phone))))
    await #expect(throws: StoreError.self) {
      try await store.write(request(.change(code, .accept(attempt: 1, by: .phone))))
    }
    let look = AuditEntry(
      at: base + .minutes(1), actor: "t9", role: .auditor, action: "show", code: nil,
      outcome: "denied", source: "10.0.0.1", seen: [code, ReferralCode(bits: 1)])
    try await store.record(look)
    let log = try await store.audit(from: base, until: base + .days(1), limit: 100)
    #expect(log.map(\.action) == ["open", "accept", "show"])
    #expect(log.last == look)
    #expect(log.first?.role == .officer && log.first?.actor == "t1" && log.first?.code == code)
    #expect(try await store.audit(from: base, until: base + .days(1), limit: 2).count == 2)
    #expect(
      try await store.audit(from: base + .minutes(1), until: base + .days(1), limit: 9) == [look])
    #expect(store.timeSeen == base + .minutes(1))
  }

  static func purges(_ store: any MaintainedStore) async throws {
    let kept = try await Changes.open(store, bits: 5, personal: [.name: "Budi"]).code
    let code = try await Changes.open(
      store, personal: [.name: "Siti Rahmah", .phone: "05361234567"]
    ).code
    _ = try await store.write(request(.change(code, .withdrawConsent), at: base + .hours(4)))
    let events = try await store.events(code)
    let plan = try await store.purge(.standard, now: base + .hours(5), dryRun: true)
    #expect(plan.isDryRun && plan.withdrawn == [code])
    #expect(try await store.personal(code).count == 2)
    let done = try await store.purge(.standard, now: base + .hours(5), dryRun: false)
    #expect(!done.isDryRun && done.withdrawn == [code])
    #expect(try await store.personal(code).isEmpty)
    #expect(try await store.find(.phone, "05361234567").isEmpty)
    #expect(try await store.events(code) == events)
    #expect(try await store.personal(kept) == [.name: "Budi"])
    #expect(try await store.verify().problems == [])
  }

  static func survivesRestart(
    _ store: any MaintainedStore, _ reopened: () async throws -> any MaintainedStore
  ) async throws {
    let receipt = try await Changes.open(store, personal: [.name: "Siti Rahmah"])
    _ = try await store.write(
      request(.change(receipt.code, .accept(attempt: 1, by: .radio)), at: base + .minutes(1)))
    let state = try await store.referral(receipt.code)
    #expect(try await store.verify().problems == [])
    let again = try await reopened()
    let repeated = try await again.write(
      request(
        .open(newOpening()), id: "open-7", bits: 12, personal: [.name: "Siti Rahmah"]))
    #expect(repeated == receipt)
    #expect(try await again.referral(receipt.code) == state)
    #expect(try await again.personal(receipt.code) == [.name: "Siti Rahmah"])
    let report = try await again.verify()
    #expect(report.problems == [] && report.referrals == 1)
    #expect(report.events == 4)
  }
}
