import Referrals
import Application
import Storage
import Testing

let base = Instant(milliseconds: 1_795_185_000_000)  // 2026-11-20T14:30:00Z
let ulin = Destination(facilityID: "PLKK-63-097", standing: .valid)

func newOpening(
  _ priority: Priority = .asap, branch: String = "BJM", region: String = "63.10"
) -> Opening {
  Opening(
    branch: branch, priority: priority,
    facts: CaseFacts(kind: .accident, occurredAt: base, regionCode: region, basis: .consent),
    destination: ulin)
}

func request(
  _ action: WriteRequest.Action, id: String? = nil, bits: UInt64 = 0, at now: Instant = base,
  actor: String = "t1", personal: [PersonalField: String] = [:]
) -> WriteRequest {
  WriteRequest(
    action, moment: Moment(now: now, actor: actor, party: nil), role: .officer, requestID: id,
    codes: [ReferralCode(bits: bits)], personal: personal)
}

/// What every `ReferralStore` must pass; `store` is empty, and `reopened` gives the same content
/// after a restart.
func conformance(
  _ store: any MaintainedStore, reopened: () async throws -> any MaintainedStore
) async throws {
  // A write is there, once, and folds.
  let opened = try await store.write(request(.open(newOpening()), id: "r1", bits: 7))
  #expect(opened.code == ReferralCode(bits: 7))
  #expect(opened.attemptStatus == .requested && opened.status == .active)
  let code = opened.code
  let state = try #require(try await store.referral(code))
  #expect(Referral(try await store.events(code)) == state)
  #expect(state.version == opened.version)
  #expect(state.code == code && state.branch == "BJM" && state.openedAt == base)

  // The same request id gives the same receipt; for another request it is refused.
  #expect(try await store.write(request(.open(newOpening()), id: "r1", bits: 8)) == opened)
  #expect(try await store.referral(ReferralCode(bits: 8)) == nil)
  await #expect(throws: StoreError.requestIDReused) {
    try await store.write(request(.open(newOpening(.stat)), id: "r1", bits: 8))
  }
  // Another actor's ids are others.
  let other = try await store.write(
    request(
      .open(newOpening(branch: "PLK")), id: "r1", bits: 9, actor: "t2",
      personal: [.phone: "05361234567"]))
  #expect(other.code != code)

  // A refusal changes nothing.
  await #expect(
    throws: StoreError.refused(
      .illegal(.hold, from: .requested, legal: TransitionTable.actions(from: .requested)))
  ) {
    try await store.write(request(.change(code, .hold(attempt: 1, reason: .bed)), id: "r2"))
  }
  #expect(try await store.referral(code) == state)
  // And its request id stays free.
  let accepted = try await store.write(
    request(.change(code, .accept(attempt: 1, by: .phone)), id: "r2"))
  #expect(accepted.attemptStatus == .accepted)
  await #expect(throws: StoreError.notFound(ReferralCode(bits: 1))) {
    try await store.write(request(.change(ReferralCode(bits: 1), .close)))
  }
  // A taken code is not used again.
  await #expect(throws: StoreError.self) {
    try await store.write(request(.open(newOpening()), bits: 7))
  }

  // Personal fields are kept and found again.
  let nik = "6271017112900001"
  _ = try await store.write(
    request(
      .change(code, .depart(attempt: 1)), at: base + .hours(1),
      personal: [.name: "Siti Rahmah", .nik: nik]))
  #expect(try await store.personal(code) == [.name: "Siti Rahmah", .nik: nik])
  #expect(try await store.find(.nik, "6271 0171 1290 0001") == [code])
  #expect(try await store.find(.nik, "6271017112900002").isEmpty)
  await #expect(throws: StoreError.self) { try await store.find(.name, "Siti") }

  // Events keep their order and their number.
  let words = try await store.events(code).map { event in
    switch event.body {
    case .opened: "opened"
    case .planned: "planned"
    case .sent: "sent"
    case .stepped(let step): step.action.rawValue
    default: "other"
    }
  }
  #expect(words == ["opened", "planned", "sent", "accept", "depart"])
  #expect(try await store.referral(code)?.attempt(1)?.sentAt == base)
  #expect(try await store.referral(code)?.version == 5)
  #expect(try await store.personal(other.code) == [.phone: "05361234567"])

  // A value that is put right is found by its newest form, and the former one stays with its event.
  let right = "6271017112900009"
  _ = try await store.write(
    request(
      .change(code, .correct(facts: newOpening().facts)), at: base + .hours(1),
      personal: [.nik: right]))
  #expect(try await store.values(code, of: [.nik]).map(\.text) == [nik, right])
  #expect(try await store.values(code, of: [.nik]).map(\.version) == [5, 6])
  #expect(try await store.personal(code)[.nik] == right)
  #expect(try await store.find(.nik, right) == [code])
  #expect(try await store.find(.nik, nik).isEmpty)

  // A referral back is a new referral of the same case.
  _ = try await store.write(request(.change(code, .arrive(attempt: 1)), at: base + .hours(2)))
  let back = try await store.write(
    request(
      .referBack(from: code, attempt: 1, newOpening(.routine)), id: "r3", bits: 11,
      at: base + .hours(3)))
  #expect(try await store.referral(back.code)?.caseCode == code)
  #expect(try await store.referral(code)?.returns == [back.code])
  #expect(try await store.referral(code)?.status == .completed)

  // Lists, counts.
  #expect(try await store.list(ListQuery(branch: "BJM")).codes == [back.code, code])
  #expect(try await store.list(ListQuery(facilityID: "PLKK-63-097", limit: 1)).codes == [back.code])
  #expect(try await store.list(ListQuery(facilityID: "nowhere")).codes.isEmpty)
  #expect(try await store.list(ListQuery(status: .completed)).codes == [code])
  #expect(try await store.counts().values.reduce(0, +) == 3)

  // Tokens.
  let token = TokenRecord(
    id: "a1", role: .facility, scope: "PLKK-63-097", label: "IGD", createdAt: base,
    expiresAt: base + .days(90))
  let hash = [UInt8](repeating: 7, count: 32)
  try await store.add(token, hash: hash)
  #expect(try await store.token(hash: hash) == token)
  #expect(try await store.token(hash: [UInt8](repeating: 8, count: 32)) == nil)
  #expect(try await store.revoke(token: "a1", at: base + .hours(1)))
  #expect(try await store.revoke(token: "none", at: base) == false)
  #expect(try await store.tokens().map(\.revokedAt) == [base + .hours(1)])

  // Branches: each once, in whatever case of letters.
  #expect(try await store.branches().isEmpty)
  #expect(try await store.add(branch: "BJM", at: base))
  #expect(try await store.add(branch: "PLK", at: base))
  #expect(try await store.add(branch: "bjm", at: base) == false)
  #expect(try await store.branches() == ["BJM", "PLK"])
  #expect(try await store.remove(branch: "plk", at: base))
  #expect(try await store.remove(branch: "plk", at: base) == false)
  #expect(try await store.branches() == ["BJM"])

  // Every write is in the access log, and so is what is recorded.
  try await store.record(
    AuditEntry(at: base, actor: "t9", role: .auditor, action: "show", code: nil, outcome: "denied"))
  let log = try await store.audit(from: base, until: base + .days(1), limit: 100)
  #expect(
    log.filter { $0.outcome == "ok" }.map(\.action)
      == ["open", "open", "accept", "depart", "correct", "arrive", "return"])
  #expect(log.contains { $0.actor == "t9" && $0.outcome == "denied" })

  // Many at once: each once, none lost, none twice.
  try await withThrowingTaskGroup(of: Receipt.self) { group in
    for index in 0..<200 {
      group.addTask {
        try await store.write(
          request(.open(newOpening()), id: "p\(index % 100)", bits: UInt64(1_000 + index)))
      }
    }
    var codes: Set<ReferralCode> = []
    for try await receipt in group { codes.insert(receipt.code) }
    #expect(codes.count == 100)
  }
  #expect(try await store.counts().values.reduce(0, +) == 103)

  // Pages hold every referral once, in the order of opening.
  for limit in [1, 7, 1_000] {
    var paged: [ReferralCode] = []
    var position: Int64? = 0
    while let after = position, paged.count <= 103 {
      let page = try await store.page(after: after, limit: limit)
      #expect(page.referrals.count <= limit)
      paged += page.referrals.map(\.code)
      position = page.next
    }
    #expect(paged.count == 103 && Set(paged).count == 103 && paged.first == code)
    #expect(Array(paged.prefix(3)) == [code, other.code, back.code])
  }

  // Withdrawn consent: a dry run changes nothing, a purge removes the person and nothing else.
  _ = try await store.write(
    request(.change(other.code, .withdrawConsent), at: base + .hours(4), personal: [:]))
  _ = try await store.write(
    request(.change(code, .withdrawConsent), at: base + .hours(4), personal: [:]))
  let plan = try await store.purge(.standard, now: base + .hours(5), dryRun: true)
  #expect(plan.isDryRun && Set(plan.withdrawn) == [code, other.code])
  #expect(try await store.personal(code).count == 2)
  let done = try await store.purge(.standard, now: base + .hours(5), dryRun: false)
  #expect(!done.isDryRun && Set(done.withdrawn) == [code, other.code])
  #expect(try await store.personal(code).isEmpty)
  #expect(try await store.events(code).count == 9)

  // Sound, also after a restart, where the request ids still hold.
  #expect(try await store.verify().problems == [])
  let again = try await reopened()
  #expect(try await again.write(request(.open(newOpening()), id: "r1", bits: 12)) == opened)
  let report = try await again.verify()
  #expect(report.problems == [] && report.referrals == 103)
}
