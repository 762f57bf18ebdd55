import Application
import Facilities
import Referrals
import Synchronization
import Facilities
import Testing

/// The use cases of referring, on a store in memory and the embedded list.
@Suite("Use cases of referring")
struct ReferringTests {
  /// An office: a store, its use cases, and a clock that a test moves.
  final class Office: Sendable {
    let store = MemoryReferrals()
    let referring: Referring
    let locator: Locator
    private let clock = Clock()

    /// 2026-11-20T14:30:00Z, Friday 22.30 WITA.
    final class Clock: Sendable {
      private let time = Mutex(Instant(milliseconds: 1_795_185_000_000))
      var now: Instant { time.withLock { $0 } }
      func pass(_ span: TimeSpan) { time.withLock { $0 = $0 + span } }
    }

    let officer = Identity(actor: "o", role: .officer, scope: "BJM")
    let ulin = Identity(actor: "u", role: .facility, scope: "PLKK-63-097")

    init() throws {
      let locator = try Locator.embedded()
      let clock = clock
      self.locator = locator
      referring = Referring(
        referralService: ReferralService(store: store, now: { clock.now }), locator: { locator },
        now: { clock.now })
    }

    func pass(_ span: TimeSpan) { clock.pass(span) }

    /// A referral of an accident in Banjarmasin.
    func open(
      _ place: String = "-3.3194 114.5908", to wish: DestinationWish? = .facility("PLKK-63-097"),
      emergency: [EmergencyCriterion] = [], requestID: String? = nil
    ) async throws -> ReferralOutcome {
      var request = OpenRequest()
      request.place = .understood(try locator.understand(place))
      request.destination = wish
      request.facts.emergency = emergency
      request.facts.basis = .consent
      request.requestID = requestID
      return try await referring.open(request, by: officer)
    }
  }

  @Test("the nearest eligible site is chosen, told with what a person must know, and logged once")
  func opening() async throws {
    let office = try Office()
    let outcome = try await office.open(to: .nearest)
    #expect(outcome.receipt.status == .active && outcome.priority == .asap)
    #expect(outcome.zone == .wita)
    let choice = try #require(outcome.destination?.chosenFrom)
    #expect(choice.reason == .nearestPLKK && choice.hits.count == Candidates.usual)
    #expect(outcome.advisories.contains(.straightLine))
    #expect(outcome.advisories.contains(.askTime))
    #expect(office.store.accesses == ["open ok"])
  }

  @Test("a repeated request means the site that it meant the first time, and is done once")
  func repeated() async throws {
    let office = try Office()
    let first = try await office.open(to: .nearest, requestID: "r-1")
    let again = try await office.open(to: .nearest, requestID: "r-1")
    #expect(first.receipt == again.receipt)
    #expect(first.destination?.destination == again.destination?.destination)
    #expect(try await office.referring.list(ListRequest(), by: office.officer).views.count == 1)
  }

  @Test("a step reads no person and writes one entry; a refused one is logged as refused")
  func steps() async throws {
    let office = try Office()
    let code = try await office.open().receipt.code
    let before = office.store.accesses
    let accepted = try await office.referring.step(
      StepRequest(code, .accept(by: .phone)), by: office.ulin)
    #expect(accepted.receipt.attemptStatus == .accepted && accepted.advisories == [.notABed])
    #expect(office.store.accesses.dropFirst(before.count) == ["accept ok"])
    let many = office.store.accesses.count
    await #expect(throws: ReferringError.self) {
      try await office.referring.step(StepRequest(code, .accept(by: .phone)), by: office.ulin)
    }
    #expect(office.store.accesses.dropFirst(many) == ["accept refused"])
    await #expect(
      throws: ReferringError.referralService(.notPermitted(.facility, action: "accept"))
    ) {
      try await office.referring.step(
        StepRequest(code, .accept(by: .phone)),
        by: Identity(actor: "s", role: .facility, scope: "PLKK-63-093"))
    }
    #expect(office.store.accesses.last == "accept not-permitted")
  }

  @Test("a refusal tells the next candidates, without the one that refused")
  func refusal() async throws {
    let office = try Office()
    let code = try await office.open().receipt.code
    let refused = try await office.referring.step(
      StepRequest(code, .reject(.fullICU)), by: office.ulin)
    let next = try #require(refused.next)
    #expect(!next.hits.isEmpty && !next.hits.contains { $0.facility.id == "PLKK-63-097" })
    // Whoever said no no longer knows where it happened.
    #expect(next.setting.origin.approximateMeters == nil)
    await #expect(throws: ReferringError.missing(.personal(.note), for: .reject)) {
      try await office.referring.step(StepRequest(code, .reject(.other)), by: office.ulin)
    }
  }

  @Test("the area of a name is still known when a draft is sent later")
  func areaOfADraft() async throws {
    let office = try Office()
    // A kecamatan whose villages have different nearest sites is refused at once, and later too.
    var wide: String?
    for name in ["Kecamatan Satui", "Kecamatan Sungai Loban", "Kecamatan Mook Manaar Bulatn"] {
      do {
        _ = try await office.open(name, to: .nearest)
      } catch let error as ReferringError {
        if case .areaTooWide = error { wide = name }
      }
      if wide != nil { break }
    }
    let name = try #require(wide, "no area of these is too wide to send by")
    let draft = try await office.open(name, to: nil).receipt.code
    var sending = SendRequest(draft)
    sending.destination = .nearest
    await #expect {
      try await office.referring.send(sending, by: office.officer)
    } throws: { error in
      if case .areaTooWide? = error as? ReferringError { true } else { false }
    }
    sending.destination = .facility("PLKK-63-097")
    let sent = try await office.referring.send(sending, by: office.officer)
    #expect(sent.receipt.attemptStatus == .requested)
    #expect(sent.advisories.contains { if case .approximate = $0 { true } else { false } })
  }

  @Test("what a watcher is told of a late refusal holds the next candidates")
  func feed() async throws {
    let office = try Office()
    let place = try await office.referring.lastChange()
    let code = try await office.open(emergency: [.immediateAction]).receipt.code
    _ = try await office.referring.step(StepRequest(code, .depart), by: office.officer)
    _ = try await office.referring.step(
      StepRequest(code, .answerLate(accepted: false, by: .phone)), by: office.ulin)
    var told: [ReferralNews] = []
    let log = ReferralLog(office.referring, pause: .milliseconds(1))
    for try await news in log.changes(after: place) {
      told.append(news)
      if news.change.word == "answer-late" { break }
    }
    #expect(told.map(\.change.word) == ["opened", "planned", "sent", "depart", "answer-late"])
    #expect(told.last?.next?.hits.isEmpty == false)
    #expect(told.dropLast().allSatisfy { $0.next == nil || $0.change.word != "opened" })
    // From the place of a change the next ones follow, none twice.
    let middle = told[2].change.sequence
    let rest = try await office.referring.changed(after: middle).map(\.word)
    #expect(rest == ["depart", "answer-late"])
  }

  @Test("lists go on from their cursor and tell every referral once")
  func cursor() async throws {
    let office = try Office()
    var opened: Set<ReferralCode> = []
    for _ in 0..<5 {
      opened.insert(try await office.open().receipt.code)
      office.pass(.minutes(1))
    }
    var request = ListRequest()
    request.limit = 2
    var seen: [ReferralCode] = []
    while true {
      let part = try await office.referring.list(request, by: office.officer)
      seen += part.views.map(\.code)
      guard let next = part.next else { break }
      #expect(part.advisories.contains(.more(next)))
      request.after = next
    }
    #expect(seen.count == 5 && Set(seen) == opened)
  }

  @Test(
    "reports, priority, closing and journeys are recorded; times without a zone are those of the case"
  )
  func recording() async throws {
    let office = try Office()
    var request = OpenRequest()
    request.place = .understood(try office.locator.understand("-3.3194 114.5908"))
    request.destination = .facility("PLKK-63-097")
    request.facts.emergency = []
    request.facts.basis = .consent
    request.facts.occurredAt = try TimeText.parse("20-11-2026 08.00")
    let code = try await office.referring.open(request, by: office.officer).receipt.code
    let report = RecordRequest(
      code, .report(.first, to: .bpjs, at: try TimeText.parse("20-11-2026 10.00")))
    _ = try await office.referring.record(report, by: office.officer)
    let clock = try await office.referring.clock(code, by: office.officer)
    #expect(clock.zone == .wita)
    #expect(clock.stages.first?.progress == .partly)
    #expect(
      clock.stages.first?.sentAt[.bpjs] == Instant(milliseconds: 1_795_140_000_000))
    let raised = try await office.referring.record(
      RecordRequest(code, .priority(.stat, .worse)), by: office.officer)
    #expect(raised.advisories.contains(.mayLeave))
    let journey = try await office.referring.transport(
      TransportRequest(code, leg: TransportLeg(mode: .land, cost: 200_000)), by: office.officer)
    #expect(journey.refund?.covered == 200_000)
    await #expect(throws: ReferringError.time(.at, .timeMissing)) {
      try await office.referring.record(
        RecordRequest(code, .outcome(at: try TimeText.parse("20-11-2026"))), by: office.officer)
    }
  }

  @Test("errors say which value is at fault, and what kind of error it is")
  func errors() async throws {
    let office = try Office()
    let request = OpenRequest()
    do {
      _ = try await office.referring.open(request, by: office.officer)
      Issue.record("opened without a region")
    } catch {
      #expect(error == .regionUnknown(.open))
      #expect(error.parameter == .region && error.category == .usage)
    }
    do {
      _ = try await office.referring.show(ReferralCode(bits: 5), by: office.ulin)
      Issue.record("shown")
    } catch {
      #expect(error.category == .notPermitted)
    }
  }
}
