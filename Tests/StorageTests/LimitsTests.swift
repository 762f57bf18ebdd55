import Application
import Foundation
import Referrals
import Synchronization
import TestSupport
import StoreConformance
import Testing

@testable import Sealing
@testable import Storage

/// What one token may do in a while, what is refused by name, and what no answer tells.
@Suite("Limits of the desk")
struct LimitsTests {
  private let admin = Identity(actor: "adm", role: .administrator, scope: "")
  private let officer = Identity(actor: "off", role: .officer, scope: "BJM")
  private let ulinDesk = Identity(actor: "uli", role: .facility, scope: "PLKK-63-097")
  private static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] == "1"

  /// A clock that nobody sets, moved by the test.
  private final class Ticks: Sendable {
    private let time = Mutex(TimeSpan.hours(1))
    var now: TimeSpan { time.withLock { $0 } }
    func move(_ span: TimeSpan) {
      time.withLock { $0 = TimeSpan(milliseconds: $0.milliseconds + span.milliseconds) }
    }
  }

  private func emergency(_ priority: Priority = .routine) -> Opening {
    var opening = newOpening(priority)
    opening.facts = CaseFacts(
      kind: .accident, occurredAt: base, regionCode: "63.10", emergency: [.threatensLife],
      basis: .vitalInterest)
    return opening
  }

  @Test("a quota stops a token that opens or reads too much, and never an emergency or a step")
  func quota() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let ticks = Ticks()
    let referralService = ReferralService(
      store: store, now: { base + .hours(1) }, uptime: { ticks.now },
      quota: Quota(openings: 3, readings: 5))
    var codes: [ReferralCode] = []
    for number in 0..<3 {
      codes.append(
        try await referralService.open(newOpening(.routine), requestID: "r\(number)", by: officer)
          .code)
    }
    await #expect(throws: ReferralServiceError.quota(until: base + .hours(1) + .minutes(20))) {
      try await referralService.open(newOpening(.routine), by: officer)
    }
    // Asked again under its number it is answered as before.
    #expect(
      try await referralService.open(newOpening(.routine), requestID: "r0", by: officer).code
        == codes[0])
    let urgent = try await referralService.open(emergency(), by: officer).code
    _ = try await referralService.open(newOpening(.stat), by: officer)
    // Another token is another, and whoever keeps the machine is not counted.
    _ = try await referralService.open(
      newOpening(.routine), by: Identity(actor: "of2", role: .officer, scope: "BJM"))
    let local = Identity(actor: "local", role: .administrator, scope: "")
    for _ in 0..<5 { _ = try await referralService.open(newOpening(.routine), by: local) }
    ticks.move(.minutes(20))
    _ = try await referralService.open(newOpening(.routine), by: officer)

    for _ in 0..<5 { _ = try await referralService.show(codes[0], by: officer) }
    await #expect(throws: ReferralServiceError.self) {
      try await referralService.show(codes[0], by: officer)
    }
    await #expect(throws: ReferralServiceError.self) { try await referralService.list(by: officer) }
    await #expect(throws: ReferralServiceError.self) {
      try await referralService.find(.nik, "1", by: officer)
    }
    func looks() async throws -> Int {
      try await store.audit(from: base, until: base + .days(1), limit: 10_000)
        .count { $0.action == "show" && $0.code == urgent }
    }
    for _ in 0..<50 { _ = try await referralService.show(urgent, by: officer) }
    _ = try await referralService.overdue(by: officer)
    // Each is recorded, once a minute, so that looking again fills no disk.
    #expect(try await looks() == 1)
    // A step is taken at any time.
    _ = try await referralService.perform(
      .accept(attempt: 1, by: .service), on: codes[0], by: ulinDesk)
    _ = try await referralService.perform(.depart(attempt: 1), on: codes[0], by: officer)
    ticks.move(.minutes(1))
    _ = try await referralService.show(codes[0], by: officer)
  }

  @Test("with a register of branches a slip is refused by name, with the one that may be meant")
  func branches() async throws {
    let scratch = try Scratch()
    let referralService = ReferralService(store: try scratch.store(), now: { base })
    // None registered: any is taken.
    _ = try await referralService.open(newOpening(branch: "Kantor mana pun"), by: admin)
    #expect(try await referralService.add(branch: "BJM", by: admin))
    #expect(try await !referralService.add(branch: "bjm", by: admin))
    #expect(
      try await referralService.add(branch: " Kantor Cabang\nPalangka Raya\u{200B} ", by: admin))
    #expect(
      try await referralService.branches(by: admin) == ["BJM", "Kantor Cabang Palangka Raya"])
    let code = try await referralService.open(newOpening(branch: "bjm"), by: officer).code
    #expect(try await referralService.show(code, by: officer).branch == "BJM")
    await #expect(
      throws: ReferralServiceError.unknownBranch(
        "Kantor Cabang Palangkaraya", near: "Kantor Cabang Palangka Raya")
    ) {
      try await referralService.open(newOpening(branch: "Kantor Cabang Palangkaraya"), by: admin)
    }
    await #expect(throws: ReferralServiceError.unknownBranch("Samarinda", near: nil)) {
      try await referralService.open(emergencyIn("Samarinda"), by: admin)
    }
    await #expect(throws: ReferralServiceError.unknownBranch("BJN", near: "BJM")) {
      try await referralService.issueToken(
        role: .officer, scope: "BJN", label: "", life: .days(1), by: admin)
    }
    await #expect(throws: ReferralServiceError.unknownBranch("BJN", near: "BJM")) {
      try await referralService.mayWatch(.branch("BJN"), by: admin)
    }
    await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "branch-add")) {
      try await referralService.add(branch: "X", by: officer)
    }
    #expect(try await referralService.remove(branch: "bjm", by: admin))
    #expect(try await !referralService.remove(branch: "bjm", by: admin))
    #expect(try await referralService.show(code, by: admin).branch == "BJM")
  }

  private func emergencyIn(_ branch: String) -> Opening {
    var opening = emergency(.stat)
    opening.branch = branch
    return opening
  }

  @Test(
    "clock, letter and journeys say nothing to a facility that has not accepted, or has refused")
  func beforeAccepting() async throws {
    let scratch = try Scratch()
    let referralService = ReferralService(store: try scratch.store(), now: { base })
    let code = try await referralService.open(newOpening(), by: officer).code
    func refused() async {
      await #expect(throws: ReferralServiceError.notAccepted) {
        try await referralService.clock(code, by: ulinDesk)
      }
      await #expect(throws: ReferralServiceError.notAccepted) {
        try await referralService.letter(code, by: ulinDesk)
      }
      await #expect(throws: ReferralServiceError.notAccepted) {
        try await referralService.refund(code, by: ulinDesk)
      }
    }
    await refused()
    _ = try await referralService.perform(
      .reject(attempt: 1, reason: .full), on: code, by: ulinDesk)
    await refused()
    _ = try await referralService.perform(
      .send(attempt: 2, destination: ulin), on: code, by: officer)
    _ = try await referralService.perform(.accept(attempt: 2, by: .service), on: code, by: ulinDesk)
    _ = try await referralService.clock(code, by: ulinDesk)
    _ = try await referralService.letter(code, by: ulinDesk)
    _ = try await referralService.refund(code, by: ulinDesk)
  }

  @Test("what lists, searches and watchers showed is named in a notice of breach")
  func breach() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let hands = Hands()
    let ticks = Ticks()
    let referralService = ReferralService(store: store, now: { hands.now }, uptime: { ticks.now })
    func later(_ span: TimeSpan) {
      hands.move(span)
      ticks.move(span)
    }
    var codes: Set<ReferralCode> = []
    for _ in 0..<5 {
      codes.insert(
        try await referralService.open(
          newOpening(), personal: [.phone: "08123456789"], by: officer
        ).code)
    }
    later(.hours(1))
    let begin = hands.now
    #expect(Set(try await referralService.list(by: officer).map(\.code)) == codes)
    #expect(try await store.touched(from: begin, until: begin + .minutes(1)) == codes.sorted())
    // Looked at again within ten minutes, it is named for that span too.
    later(.minutes(9))
    _ = try await referralService.list(by: officer)
    #expect(
      try await store.touched(from: hands.now, until: hands.now + .minutes(1)) == codes.sorted())
    later(.hours(1))
    #expect(try await store.touched(from: hands.now, until: hands.now + .hours(1)).isEmpty)
    _ = try await referralService.find(.phone, "08123456789", by: admin)
    #expect(
      try await store.touched(from: hands.now, until: hands.now + .minutes(1)) == codes.sorted())
    later(.hours(1))
    try await referralService.recordTold(codes.sorted(), to: ulinDesk)
    let told = try await store.audit(from: hands.now, until: hands.now + .minutes(1), limit: 10)
    #expect(told.map(\.action) == ["told"] && told.map(\.seen) == [codes.sorted()])
    #expect(try await store.verify().problems == [])
  }

  @Test("personal text is cleaned once, where it comes in")
  func cleaned() async throws {
    let scratch = try Scratch()
    let referralService = ReferralService(store: try scratch.store(), now: { base })
    let code = try await referralService.open(
      newOpening(),
      personal: [
        .name: "\u{1B}]0;PWN\u{7}Siti\u{202E} Rahmah\n", .chronology: "x\r\nUpah: 1\u{9B}31m",
      ], by: officer
    ).code
    let person = try await referralService.show(code, reveal: true, by: officer).personal
    #expect(person == [.name: "]0;PWNSiti Rahmah", .chronology: "x\nUpah: 131m"])
    for branch in ["BJM\u{9D}", "B\u{2066}JM", "BJM\u{2028}"] {
      await #expect(throws: ReferralServiceError.store(.refused(.invalid(.name)))) {
        try await referralService.open(newOpening(branch: branch), by: admin)
      }
    }
  }

  @Test("a clock that was set back makes no expired token good again")
  func expired() async throws {
    let scratch = try Scratch()
    let hands = Hands()
    let referralService = ReferralService(store: try scratch.store(), now: { hands.now })
    let (secret, _) = try await referralService.issueToken(
      role: .officer, scope: "BJM", label: "", life: .minutes(30), by: admin)
    let holder = try await referralService.identity(secret: secret, source: "a")
    #expect(try await referralService.isTokenValid(holder))
    hands.move(.minutes(40))
    _ = try await referralService.open(newOpening(), by: admin)
    await #expect(throws: ReferralServiceError.notAuthenticated) {
      try await referralService.identity(secret: secret, source: "a")
    }
    hands.move(.minutes(-60))
    await #expect(throws: ReferralServiceError.notAuthenticated) {
      try await referralService.identity(secret: secret, source: "a")
    }
    #expect(try await !referralService.isTokenValid(holder))
  }

  // MARK: - Time

  /// The chance that a time of the first kind is longer than one of the second; 0.5 tells nothing.
  private static func area(_ first: [Double], _ second: [Double]) -> Double {
    let all =
      (first.map { ($0, true) } + second.map { ($0, false) }).sorted { $0.0 < $1.0 }
    let ranks = all.enumerated().filter { $0.element.1 }.reduce(0) { $0 + Double($1.offset + 1) }
    let count = Double(first.count)
    return (ranks - count * (count + 1) / 2) / (count * Double(second.count))
  }

  @Test("the time of a search tells nothing of what others have, nor that of a refusal of a code")
  func times() async throws {
    let scratch = try Scratch()
    let store = try scratch.store()
    let pairs = Self.isLong ? 2_000 : 60
    let bound = Self.isLong ? 0.55 : 0.7
    let referralService = ReferralService(
      store: store, now: { base }, quota: Quota(openings: 1_000_000, readings: 1_000_000))
    for number in 0..<50 {
      _ = try await referralService.open(
        newOpening(branch: "PLK"), personal: [.nik: "63710145098\(10_000 + number)"], by: admin)
    }
    let foreign = try await referralService.open(newOpening(branch: "PLK"), by: admin).code
    let clock = ContinuousClock()
    func seconds(_ work: () async throws -> Void) async throws -> Double {
      let time = try await clock.measure { try await work() }
      return Double(time.components.attoseconds) / 1e18 + Double(time.components.seconds)
    }
    var times: [String: [Double]] = [:]
    for pair in 0..<pairs {
      // In an order that is drawn, so that nothing else separates them.
      for kind in ["known", "unknown", "foreign", "none"].shuffled() {
        let time = try await seconds {
          switch kind {
          case "known":
            let found = try await referralService.find(
              .nik, "63710145098\(10_000 + pair % 50)", by: officer)
            #expect(found.isEmpty)
          case "unknown":
            let found = try await referralService.find(
              .nik, "63710145098\(20_000 + pair)", by: officer)
            #expect(found.isEmpty)
          default:
            let code = kind == "foreign" ? foreign : ReferralCode(bits: UInt64(pair + 1))
            // Each as another token, so that the slowing of guesses hides nothing.
            let guesser = Identity(actor: "g\(pair)", role: .officer, scope: "BJM")
            await #expect(throws: ReferralServiceError.notPermitted(.officer, action: "show")) {
              try await referralService.show(code, by: guesser)
            }
          }
        }
        times[kind, default: []].append(time)
      }
    }
    let search = Self.area(times["known"] ?? [], times["unknown"] ?? [])
    let code = Self.area(times["foreign"] ?? [], times["none"] ?? [])
    print("times over \(pairs) pairs: search \(search), code \(code)")
    #expect(max(search, 1 - search) <= bound && max(code, 1 - code) <= bound)
  }
}
