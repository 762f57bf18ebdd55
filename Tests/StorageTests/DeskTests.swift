import Referrals
import Application
import Storage
import Synchronization
import StoreConformance
import Testing

/// A clock that a test moves.
final class Hands: Sendable {
  private let instant = Mutex(base)

  var now: Instant { instant.withLock { $0 } }
  func move(_ span: TimeSpan) { instant.withLock { $0 = $0 + span } }
}

@Suite("The desk")
struct DeskTests {
  private let admin = Identity(actor: "adm", role: .administrator, scope: "")
  private let officer = Identity(actor: "off", role: .officer, scope: "BJM")
  private let otherOfficer = Identity(actor: "of2", role: .officer, scope: "PLK")
  private let ulinDesk = Identity(actor: "uli", role: .facility, scope: "PLKK-63-097")
  private let clinicDesk = Identity(actor: "kli", role: .facility, scope: "PLKK-63-001")
  private let auditor = Identity(actor: "aud", role: .auditor, scope: "")

  private func referralService() throws -> (ReferralService, SQLiteStore, Hands, Scratch) {
    let scratch = try Scratch()
    let store = try scratch.store()
    let hands = Hands()
    return (ReferralService(store: store, now: { hands.now }), store, hands, scratch)
  }

  private let person: [PersonalField: String] = [
    .name: "Siti Rahmah", .nik: "6371014509880007", .chronology: "tertimpa kayu",
  ]

  @Test("officers see their branch, facilities what was sent to them, auditors nothing but numbers")
  func scopes() async throws {
    let (referralService, store, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    #expect(try await referralService.show(code, by: officer).personal[.name] == "S*** R***")
    #expect(try await referralService.show(code, by: officer).personal[.nik] == "6371**********07")
    #expect(try await referralService.show(code, reveal: true, by: officer).personal == person)
    for stranger in [otherOfficer, clinicDesk, auditor] {
      await #expect(throws: ReferralServiceError.notPermitted(stranger.role, action: "show")) {
        try await referralService.show(code, by: stranger)
      }
    }
    // A code that is not there is answered like one that is not one's own.
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "show")) {
      try await referralService.show(ReferralCode(bits: 424_242), by: otherOfficer)
    }
    #expect(try await referralService.list(by: officer).map(\.code) == [code])
    #expect(try await referralService.list(by: ulinDesk).map(\.code) == [code])
    #expect(try await referralService.list(by: clinicDesk).isEmpty)
    let log = try await store.audit(from: base, until: base + .days(1), limit: 100)
    #expect(log.filter { $0.outcome == "not-permitted" }.count == 4)
    #expect(log.contains { $0.action == "reveal" && $0.code == code })
  }

  @Test("a supervisor reads several branches, changes nothing, and is told nobody's name")
  func supervisor() async throws {
    let (referralService, store, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let (secret, token) = try await referralService.issueToken(
      role: .supervisor, scope: "BJM, PLK", label: "kanwil", life: .days(30), by: admin)
    let reader = try await referralService.identity(secret: secret, source: "1")
    #expect(token.scope == "BJM,PLK" && reader.branches == ["BJM", "PLK"])
    var codes: [String: ReferralCode] = [:]
    for branch in ["BJM", "PLK", "SMD", "BJM,PLK"] {
      codes[branch] = try await referralService.open(
        newOpening(branch: branch), personal: person, by: admin
      ).code
      hands.move(.minutes(1))
    }
    let (bjm, plk) = (try #require(codes["BJM"]), try #require(codes["PLK"]))
    let smd = try #require(codes["SMD"])
    #expect(try await referralService.list(by: reader).map(\.code) == [plk, bjm])
    let first = try await referralService.listed(limit: 1, by: reader)
    let second = try await referralService.listed(after: first.next, limit: 1, by: reader)
    #expect(first.views.map(\.code) == [plk] && second.views.map(\.code) == [bjm])
    #expect(second.next == nil)
    hands.move(.minutes(20))
    #expect(try await referralService.overdue(by: reader).map(\.code) == [bjm, plk])
    let shown = try await referralService.show(bjm, by: reader)
    #expect(shown.facts != nil && shown.personal[.name] == "S*** R***")
    _ = try await referralService.clock(bjm, by: reader)
    try await referralService.mayWatch(.branch("plk"), by: reader)
    try await referralService.mayWatch(.branches(["BJM", "PLK"]), by: reader)
    func refused(_ action: String, _ work: () async throws -> Void) async {
      do {
        try await work()
        Issue.record("\(action) was done")
      } catch {
        #expect(error as? ReferralServiceError == .notPermitted(.supervisor, action: action))
      }
    }
    await refused("show") { _ = try await referralService.show(smd, by: reader) }
    await refused("reveal") { _ = try await referralService.show(bjm, reveal: true, by: reader) }
    await refused("find") {
      _ = try await referralService.find(.nik, "6371014509880007", by: reader)
    }
    await refused("kk1") { _ = try await referralService.reportDraft(bjm, by: reader) }
    await refused("open") { _ = try await referralService.open(newOpening(), by: reader) }
    await refused("figures") { _ = try await referralService.figures(by: reader) }
    await refused("watch") { try await referralService.mayWatch(.branch("SMD"), by: reader) }
    await refused("watch") {
      try await referralService.mayWatch(.branches(["BJM", "SMD"]), by: reader)
    }
    for command: Command in [
      .accept(attempt: 1, by: .phone), .depart(attempt: 1), .close, .closeWithOpen,
      .withdrawConsent,
    ] {
      await refused(command.word) {
        _ = try await referralService.perform(command, on: bjm, by: reader)
      }
    }
    for (role, scope) in [
      (Role.supervisor, ""), (.supervisor, "BJM,,PLK"), (.supervisor, "BJM,BJM"),
      (.officer, "BJM,PLK"), (.auditor, "BJM"),
    ] {
      await #expect(throws: ReferralServiceError.badScope(role), "\(role) \(scope)") {
        try await referralService.issueToken(
          role: role, scope: scope, label: "", life: .days(1), by: admin)
      }
    }
    _ = try await referralService.add(branch: "BJM", by: admin)
    await #expect(throws: ReferralServiceError.unknownBranch("PLK", near: nil)) {
      try await referralService.issueToken(
        role: .supervisor, scope: "bjm,PLK", label: "", life: .days(1), by: admin)
    }
    try await store.close()
  }

  @Test("a facility sees clinical detail and the person only after it has accepted")
  func detail() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    let before = try await referralService.show(code, reveal: true, by: ulinDesk)
    #expect(before.facts == nil && before.personal.isEmpty && !before.isRevealed)
    _ = try await referralService.perform(.accept(attempt: 1, by: .service), on: code, by: ulinDesk)
    let after = try await referralService.show(code, reveal: true, by: ulinDesk)
    #expect(after.facts != nil && after.personal == person)
  }

  @Test("S8 refused by the first, accepted by the second, each acting only for itself")
  func twoFacilities() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), by: officer).code
    await #expect(
      throws: ReferralServiceError.store(.refused(.wrongParty(.accept, allowed: [.target])))
    ) {
      try await referralService.perform(.accept(attempt: 1, by: .service), on: code, by: officer)
    }
    _ = try await referralService.perform(
      .reject(attempt: 1, reason: .fullICU), on: code, by: ulinDesk)
    let clinic = Destination(facilityID: "PLKK-63-001", standing: .unknown)
    _ = try await referralService.perform(.plan(destination: clinic), on: code, by: officer)
    _ = try await referralService.perform(.send(attempt: 2), on: code, by: officer)
    await #expect(throws: ReferralServiceError.notPermitted(.facility, action: "accept")) {
      try await referralService.perform(.accept(attempt: 2, by: .service), on: code, by: ulinDesk)
    }
    let receipt = try await referralService.perform(
      .accept(attempt: 2, by: .service), on: code, by: clinicDesk)
    #expect(receipt.attemptStatus == .accepted)
    #expect(
      try await referralService.show(code, by: officer).attempts.map(\.status) == [
        .rejected, .accepted,
      ])
    // Each facility sees its own attempt.
    #expect(try await referralService.show(code, by: clinicDesk).attempts.map(\.number) == [2])
  }

  @Test("an officer writes down what a facility told by phone; the log says by what means and who")
  func toldByPhone() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), by: officer).code
    await #expect(
      throws: ReferralServiceError.store(.refused(.wrongParty(.reject, allowed: [.target])))
    ) {
      try await referralService.perform(
        .reject(attempt: 1, reason: .fullICU), on: code, by: officer)
    }
    _ = try await referralService.perform(
      .reject(attempt: 1, reason: .fullICU), on: code, told: .phone, by: officer)
    let clinic = Destination(facilityID: "PLKK-63-001", standing: .unknown)
    _ = try await referralService.perform(
      .send(attempt: 2, destination: clinic), on: code, by: officer)
    _ = try await referralService.perform(.accept(attempt: 2, by: .whatsApp), on: code, by: officer)
    _ = try await referralService.perform(.depart(attempt: 2), on: code, by: officer)
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "arrive")) {
      try await referralService.perform(
        .arrive(attempt: 2), on: code, told: .phone, by: otherOfficer)
    }
    _ = try await referralService.perform(.arrive(attempt: 2), on: code, told: .phone, by: officer)
    let shown = try await referralService.show(code, by: officer)
    #expect(shown.attempts.map(\.status) == [.rejected, .completed])
    let told = shown.timeline.compactMap { entry -> String? in
      guard case .stepped(let step) = entry.body, let channel = step.channel else { return nil }
      return "\(step.action.rawValue) \(channel.rawValue) \(entry.actor)"
    }
    #expect(told == ["reject telepon off", "accept whatsapp off", "arrive telepon off"])
  }

  @Test("S7 after fifteen minutes the silent ones are listed, and none is refused")
  func silent() async throws {
    let (referralService, _, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), by: officer).code
    #expect(try await referralService.overdue(by: officer).isEmpty)
    hands.move(.minutes(15))
    let silent = try await referralService.overdue(by: officer)
    #expect(silent.map(\.code) == [code])
    #expect(silent.first?.attempts.map(\.status) == [.requested])
    _ = try await referralService.perform(.accept(attempt: 1, by: .phone), on: code, by: ulinDesk)
    #expect(try await referralService.overdue(by: officer).isEmpty)
  }

  @Test("a number finds the referrals of one's own branch alone")
  func find() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    #expect(
      try await referralService.find(.nik, "6371014509880007", by: officer).map(\.code) == [code])
    #expect(try await referralService.find(.nik, "6371014509880007", by: otherOfficer).isEmpty)
    await #expect(throws: ReferralServiceError.notPermitted(.facility, action: "find")) {
      try await referralService.find(.nik, "6371014509880007", by: ulinDesk)
    }
  }

  @Test("S9 a repeated request gives the same code and one attempt")
  func repeated() async throws {
    let (referralService, _, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let first = try await referralService.open(newOpening(), requestID: "q-1", by: officer)
    hands.move(.minutes(3))
    let second = try await referralService.open(newOpening(), requestID: "q-1", by: officer)
    #expect(first == second)
    #expect(try await referralService.list(by: officer).count == 1)
  }

  @Test("rujuk balik makes a new referral of the same case, whose reports stay with the case")
  func back() async throws {
    let (referralService, _, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    _ = try await referralService.perform(.accept(attempt: 1, by: .service), on: code, by: ulinDesk)
    _ = try await referralService.perform(.arrive(attempt: 1), on: code, by: ulinDesk)
    let clinic = Destination(facilityID: "PLKK-63-001", standing: .unknown)
    let back = try await referralService.referBack(
      code, attempt: 1, destination: clinic, by: ulinDesk
    ).code
    #expect(try await referralService.show(back, by: clinicDesk).caseCode == code)
    hands.move(.hours(1))
    let report = ReportSent(stage: .first, to: .bpjs, sentAt: hands.now, channel: .online)
    #expect(try await referralService.perform(.report(report), on: back, by: officer).code == code)
    let clock = try await referralService.clock(back, by: officer)
    #expect(clock.stages[0].progress == .partly && clock.zone == .wita)
    // The person is known to whoever takes the patient back, and consent ends for both.
    _ = try await referralService.perform(
      .accept(attempt: 1, by: .service), on: back, by: clinicDesk)
    #expect(try await referralService.show(back, reveal: true, by: clinicDesk).personal == person)
    _ = try await referralService.perform(.withdrawConsent, on: back, requestID: "wd", by: officer)
    for frozen in [code, back] {
      await #expect(throws: ReferralServiceError.store(.refused(.over(.frozen)))) {
        try await referralService.perform(.close, on: frozen, by: officer)
      }
    }
    _ = try await referralService.perform(.withdrawConsent, on: back, requestID: "wd", by: officer)
  }

  @Test("a token is shown once, permits its role, and ends by revocation or age")
  func tokens() async throws {
    let (referralService, store, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let made = try await referralService.issueToken(
      role: .officer, scope: "BJM", label: "loket", life: .days(30), by: admin)
    #expect(made.secret.count == 37)
    let who = try await referralService.identity(secret: made.secret, source: "a")
    #expect(who == Identity(actor: made.token.id, role: .officer, scope: "BJM"))
    #expect(try await store.tokens().map(\.id) == [made.token.id])
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "token-issue")) {
      try await referralService.issueToken(
        role: .auditor, scope: "", label: "", life: .days(1), by: officer)
    }
    await #expect(throws: ReferralServiceError.self) {
      try await referralService.issueToken(
        role: .officer, scope: "", label: "", life: .days(1), by: admin)
    }
    hands.move(.days(30))
    await #expect(throws: ReferralServiceError.notAuthenticated) {
      try await referralService.identity(secret: made.secret, source: "b")
    }
    let other = try await referralService.issueToken(
      role: .auditor, scope: "", label: "", life: .days(1), by: admin)
    #expect(try await referralService.revokeToken(other.token.id, by: admin))
    await #expect(throws: ReferralServiceError.notAuthenticated) {
      try await referralService.identity(secret: other.secret, source: "c")
    }
  }

  @Test("wrong guesses are slowed by source and logged with it; a good token never is")
  func guessing() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let hands = Hands()
    let referralService = ReferralService(
      store: store, now: { hands.now }, uptime: { hands.now - base })
    let good = try await referralService.issueToken(
      role: .officer, scope: "BJM", label: "", life: .days(1), by: admin)
    for _ in 0..<GuessThrottle.freeFailures {
      await #expect(throws: ReferralServiceError.notAuthenticated) {
        try await referralService.identity(secret: "plkk_wrong", source: "10.0.0.9")
      }
    }
    await #expect(
      throws: ReferralServiceError.slowDown(until: hands.now + TimeSpan(milliseconds: 1_000))
    ) {
      try await referralService.identity(secret: "plkk_wrong", source: "10.0.0.9")
    }
    // Of the same address, and it forgives nothing.
    #expect(
      try await referralService.identity(secret: good.secret, source: "10.0.0.9").role == .officer)
    await #expect(
      throws: ReferralServiceError.slowDown(until: hands.now + TimeSpan(milliseconds: 1_000))
    ) {
      try await referralService.identity(secret: "plkk_wrong", source: "10.0.0.9")
    }
    await #expect(throws: ReferralServiceError.notAuthenticated) {
      try await referralService.identity(secret: "plkk_wrong", source: "10.0.0.10")
    }
    let log = try await store.audit(from: base, until: base + .days(1), limit: 100)
    let failures = log.filter { $0.action == "auth" }
    #expect(failures.count == GuessThrottle.freeFailures + 1)
    #expect(failures.last?.source == "10.0.0.10")
    // Another desk over the same file, as after a restart, has not forgotten.
    let again = ReferralService(store: store, now: { hands.now }, uptime: { .hours(0) })
    try await again.rememberGuesses()
    await #expect(
      throws: ReferralServiceError.slowDown(until: hands.now + TimeSpan(milliseconds: 1_000))
    ) {
      try await again.identity(secret: "plkk_wrong", source: "10.0.0.9")
    }
  }

  @Test("codes of others cost a token time, and its own referrals never")
  func foreignCodes() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let own = try await referralService.open(newOpening(), by: officer).code
    let other = try await referralService.open(newOpening(branch: "PLK"), by: admin).code
    var isSlowed = false
    for _ in 0..<20 {
      do throws(ReferralServiceError) {
        _ = try await referralService.show(other, by: officer)
        Issue.record("a foreign referral was shown")
      } catch .slowDown {
        isSlowed = true
      } catch {
        #expect(error == .notPermitted(.officer, action: "show"))
      }
      #expect(try await referralService.show(own, by: officer).code == own)
    }
    #expect(isSlowed)
  }

  @Test("the wait doubles up to fifteen minutes and an hour of quiet forgives")
  func throttle() {
    var throttle = GuessThrottle()
    let start = TimeSpan.hours(5)
    for _ in 0..<40 { throttle.fail("a", now: start) }
    #expect(throttle.wait("a", now: start) == .minutes(15))
    #expect(throttle.wait("a", now: .hours(6)) == nil)
    throttle.fail("a", now: .hours(6))
    #expect(throttle.wait("a", now: .hours(6)) == nil)
    for source in 0..<12_000 { throttle.fail("s\(source)", now: .hours(7)) }
    #expect(throttle.wait("s1", now: .hours(7)) == nil)
  }

  @Test(
    "guesses are counted by address, of IPv6 by the line",
    arguments: [
      ("10.0.0.9", "10.0.0.9"), ("::ffff:10.0.0.9", "10.0.0.9"), ("local", "local"),
      ("2001:DB8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
      ("fe80::1%eth0", "fe80:0:0:0::/64"), ("::1", "0:0:0:0::/64"),
    ])
  func sources(_ address: String, _ source: String) {
    #expect(GuessThrottle.source(ofAddress: address) == source)
  }

  @Test("auditors get numbers, and cells under five are not shown")
  func counts() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    for _ in 0..<5 { _ = try await referralService.open(newOpening(), by: officer) }
    for _ in 0..<4 { _ = try await referralService.open(newOpening(region: "62.71"), by: officer) }
    for _ in 0..<6 { _ = try await referralService.open(newOpening(region: "61.71"), by: officer) }
    let counts = try await referralService.counts(by: auditor)
    let shown = counts.map { "\($0.key.province) \($0.value.map { String($0) } ?? "-")" }.sorted()
    // The four are too few, and the five are withheld so that the total does not tell of the four.
    #expect(shown == ["61 6", "62 -", "63 -"])
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "counts")) {
      try await referralService.counts(by: officer)
    }
  }

  @Test("figures count every referral once, for auditors and administrators alone")
  func figures() async throws {
    let (referralService, store, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    for index in 0..<12 {
      let code = try await referralService.open(newOpening(), by: officer).code
      hands.move(.minutes(1))
      if index < 6 {
        _ = try await referralService.perform(
          .accept(attempt: 1, by: .phone), on: code, by: ulinDesk)
      } else {
        _ = try await referralService.perform(
          .reject(attempt: 1, reason: .full), on: code, by: ulinDesk)
      }
    }
    var paged: [ReferralCode] = []
    var position: Int64? = 0
    while let after = position {
      let page = try await store.page(after: after, limit: 5)
      paged += page.referrals.map(\.code)
      position = page.next
    }
    let listed = try await store.list(ListQuery(limit: 50))
    #expect(paged.count == 12 && Set(paged) == Set(listed.codes))
    for identity in [auditor, admin] {
      let figures = try await referralService.figures(by: identity)
      #expect(figures.total[.acceptance] == .shown(0.5, of: 12))
      #expect(figures.total[.answerMedian] == .shown(60, of: 12))
      #expect(figures.reasons == [.full: .shown(6, of: 6)])
      #expect(figures.groups.map(\.key) == ["63"])
    }
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "figures")) {
      try await referralService.figures(by: officer)
    }
  }

  @Test("a letter is for an attempt that was sent, and a draft of the report for the branch alone")
  func papers() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    #expect(try await referralService.letter(code, by: officer).attempt.number == 1)
    await #expect(throws: ReferralServiceError.notSent) {
      try await referralService.letter(code, attempt: 2, by: officer)
    }
    #expect(try await referralService.reportDraft(code, by: officer).personal == person)
    await #expect(throws: ReferralServiceError.notPermitted(.facility, action: "kk1")) {
      try await referralService.reportDraft(code, by: ulinDesk)
    }
  }

  @Test("a note belongs to its event, a corrected value keeps the former one, and each says who")
  func timeline() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    _ = try await referralService.perform(
      .accept(attempt: 1, by: .phone), on: code, personal: [.note: "kamar 3"], by: ulinDesk)
    _ = try await referralService.perform(
      .correct(facts: newOpening().facts), on: code,
      personal: [.note: "nama dari KTP", .name: "Siti Aminah"], by: officer)
    _ = try await referralService.perform(.conclude(.accident), on: code, by: officer)
    let shown = try await referralService.show(code, reveal: true, by: officer)
    #expect(
      shown.timeline.map(\.body.word)
        == ["opened", "planned", "sent", "accept", "corrected", "concluded"])
    #expect(shown.timeline.map(\.version) == [1, 2, 3, 4, 5, 6])
    #expect(shown.timeline[3].actor == ulinDesk.actor && shown.timeline[4].actor == officer.actor)
    #expect(shown.timeline[3].personal.map(\.text) == ["kamar 3"])
    #expect(
      shown.timeline[0].personal.first { $0.field == .name }?.text == person[.name],
      "the former name stays")
    #expect(shown.personal[.name] == "Siti Aminah" && shown.personal[.note] == nil)
    let masked = try await referralService.show(code, by: officer).timeline.flatMap(\.personal).map(
      \.text)
    #expect(!masked.contains { $0.contains("kamar") || $0.contains("Aminah") })
    // Another facility knows of nothing that is not its own.
    let other = Destination(facilityID: "PLKK-63-001", standing: .unknown)
    let onward = try await referralService.open(newOpening(), by: officer).code
    _ = try await referralService.perform(
      .reject(attempt: 1, reason: .full), on: onward, by: ulinDesk)
    _ = try await referralService.perform(
      .send(attempt: 2, destination: other), on: onward, by: officer)
    #expect(
      try await referralService.show(onward, by: clinicDesk).timeline.map(\.body.attempt) == [2, 2])
  }

  @Test("one act is one entry of the access log, and a refused one says so")
  func oneEntry() async throws {
    let (referralService, store, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    _ = try await referralService.state(code, for: "accept", by: ulinDesk)
    _ = try await referralService.perform(.accept(attempt: 1, by: .phone), on: code, by: ulinDesk)
    await #expect(throws: ReferralServiceError.self) {
      try await referralService.perform(.accept(attempt: 1, by: .phone), on: code, by: ulinDesk)
    }
    let log = try await store.audit(
      from: Instant(milliseconds: 0), until: Instant(milliseconds: .max), limit: 100)
    #expect(log.map(\.action) == ["open", "accept", "accept"])
    #expect(log.map(\.outcome) == ["ok", "ok", "refused"])
  }

  @Test("a withdrawn case is not overdue any more")
  func withdrawnIsQuiet() async throws {
    let (referralService, _, hands, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), personal: person, by: officer).code
    _ = try await referralService.perform(.withdrawConsent, on: code, by: officer)
    hands.move(.hours(2))
    #expect(try await referralService.overdue(by: officer).isEmpty)
    let shown = try #require(try await referralService.list(by: officer).first)
    #expect(shown.attempts.map { shown.business($0, at: hands.now) } == [.waiting])
  }

  @Test("S10 the refund of recorded journeys follows the day of the accident")
  func transport() async throws {
    let (referralService, _, _, scratch) = try referralService()
    defer { withExtendedLifetime(scratch) {} }
    let code = try await referralService.open(newOpening(), by: officer).code
    for leg in [
      TransportLeg(mode: .river, cost: 3_200_000), TransportLeg(mode: .sea, cost: 2_600_000),
      TransportLeg(mode: .air, cost: 9_000_000),
    ] {
      _ = try await referralService.perform(.travel(leg), on: code, by: officer)
    }
    guard case .refund(let refund) = try await referralService.refund(code, by: officer) else {
      Issue.record("no refund")
      return
    }
    #expect(refund.covered == 14_200_000 && refund.ownCost == 600_000)
  }
}
