import Application
import Exporting
import Foundation
import PostgresStorage
import Referrals
import Storage
import Testing

/// Examples of referrals, their rules and their store.
@Suite("Examples of referring")
struct ReferringExamples {
  @Test("a store, a token, a referral and its clock")
  func referring() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("plkk.sqlite").path
    let locator = try Locator.embedded()
    let clock: @Sendable () -> Instant = { Instant(seconds: 1_795_000_000) }

    // Example: SQLiteStore
    let store = try SQLiteStore(path: path)
    let changes = try await store.lastSequence()
    // End of example
    #expect(changes == 0)

    let listsPath = folder.appendingPathComponent("lists.sqlite").path
    // Example: SQLiteListStore
    let lists = try SQLiteListStore.open(listsPath)
    let version = try lists.version()
    // End of example
    #expect(version == 0)

    // Example: ReferralService
    let referralService = ReferralService(store: store, now: clock)
    let (secret, _) = try await referralService.issueToken(
      role: .officer, scope: "BJM", label: "counter 2", life: .days(30), by: .local())
    let officer = try await referralService.identity(secret: secret, source: "192.0.2.7")
    // End of example
    #expect(officer.role == .officer)

    // Example: Referring
    let referring = Referring(referralService: referralService, locator: { locator }, now: clock)
    var request = OpenRequest()
    request.place = .text("-3.3194, 114.5908")
    request.destination = .nearest
    request.facts.emergency = [.threatensLife]
    let outcome = try await referring.open(request, by: officer)
    // End of example
    let code = outcome.receipt.code

    // Example: ReferralLetter
    let letter = ReferralLetter(try await referring.letter(code, by: officer))
    let page = letter.html
    // End of example
    #expect(page.contains(code.text))

    let known: Int64 = 0
    // Example: ReferralStore
    let events = try await store.log(after: known, limit: 1_000)
    let place = events.last?.sequence ?? known
    // End of example
    #expect(place == Int64(events.count) && !events.isEmpty)

    let referral = try #require(try await store.referral(code))
    // Example: StageClock
    let stage = StageClock(referral, stage: .first, now: clock())
    let isLate = if case .late = stage.timing { true } else { false }
    // End of example
    #expect(!isLate)
  }

  /// Compiled only: it needs a database.
  static func shared(
    keysPath: String, clock: @escaping @Sendable () -> Instant
  ) throws -> ReferralService? {
    // Example: PostgresStore
    var referralService: ReferralService?
    if let address = try PostgresAddress("postgresql://db1,db2,db3/plkk?user=plkk") {
      let store = try PostgresStore(address, keysPath: keysPath)
      referralService = ReferralService(store: store, now: clock)
    }
    // End of example
    return referralService
  }

  /// Compiled only: a feed has no end.
  static func follow(
    _ log: ReferralLog, after place: Int64, _ topic: WatchTopic, send: (ReferralNews) -> Void
  ) async throws {
    // Example: ReferralFeed
    for try await news in log.changes(after: place) where topic.holds(news.change) {
      send(news)
    }
    // End of example
  }

  @Test("a referral as the fold of its events")
  func referral() throws {
    let moment = Moment(now: Instant(seconds: 1_795_000_000), actor: "t1", party: nil)
    let opening = Opening(
      branch: "BJM", priority: .asap,
      facts: CaseFacts(
        kind: .accident, occurredAt: moment.now, regionCode: "63.71", basis: .consent),
      destination: Destination(facilityID: "PLKK-63-097", standing: .unknown))
    let code = ReferralCode(bits: 7)
    // Example: Referral
    let opened = try Referral.open(opening, code: code, at: moment)
    var referral = Referral(opened)
    for event in try referral?.decide(.receive(attempt: 1, by: .phone), at: moment) ?? [] {
      referral?.apply(event)
    }
    let status = referral?.attempt(1)?.status
    // End of example
    #expect(status == .received)
  }

  @Test("the law of a day")
  func rules() throws {
    let accident = try #require(Day(2026, 11, 22))
    // Example: RuleBook
    var hours: Int64?
    if case .held(let rule) = RuleBook.firstReport.answer(on: accident) {
      hours = rule.value.milliseconds / 3_600_000
    }
    // End of example
    #expect(hours == 48)
  }

  @Test("times and codes as people write them")
  func texts() throws {
    // Example: TimeText
    let instant = try TimeText.read("22-11-2026 pukul 14.30", zone: .wita)
    // End of example
    #expect(instant.iso8601().hasPrefix("2026-11-22T06:30:00"))

    var generator = SystemRandomNumberGenerator()
    // Example: ReferralCode
    let code = ReferralCode(using: &generator)
    let heard = try ReferralCode(code.text.lowercased())
    // End of example
    #expect(heard == code)
  }
}
