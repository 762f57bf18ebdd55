import Foundation
import Referrals
import Synchronization
import TestSupport
import Testing

/// What several clients see of the same referrals at the same time, over TCP and over kills of the
/// server, is what they could have seen one after the other.
@Suite("Histories over TCP")
struct HistoryTests {
  private enum Call: Hashable, Sendable {
    case read
    case step(Command)
  }

  private enum Answer: Hashable, Sendable {
    case status(String)
    case done(version: Int, status: String)
    case refused
  }

  private typealias Operation = Linearizability.Operation<Call, Answer>

  /// The rules themselves are what each answer is compared with.
  private static func step(_ state: Referral, _ call: Call, _ answer: Answer?) -> Referral? {
    switch call {
    case .read:
      guard let answer else { return state }
      return answer == .status(state.attempts[0].status.rawValue) ? state : nil
    case .step(let command):
      let moment = Moment(now: state.changedAt, actor: "a", party: nil)
      guard let events = try? state.decide(command, at: moment) else {
        return answer == nil || answer == .refused ? state : nil
      }
      var next = state
      for event in events { next.apply(event) }
      guard let answer else { return next }
      let status = next.attempts[0].status.rawValue
      return answer == .done(version: next.version, status: status) ? next : nil
    }
  }

  private static let calls: [(Call, String)] = [
    (.read, "REFERRAL %"), (.read, "REFERRAL %"), (.read, "REFERRAL %"),
    (.step(.receive(attempt: 1, by: .phone)), "SEEN % ATTEMPT 1 BY telepon"),
    (.step(.accept(attempt: 1, by: .phone)), "ACCEPT % ATTEMPT 1 BY telepon"),
    (.step(.reject(attempt: 1, reason: .full)), "REJECT % ATTEMPT 1 REASON penuh-ruang"),
    (.step(.depart(attempt: 1)), "DEPART % ATTEMPT 1"),
    (.step(.arrive(attempt: 1)), "ARRIVE % ATTEMPT 1"),
    (.step(.hold(attempt: 1, reason: .bed)), "HOLD % ATTEMPT 1 REASON menunggu-tempat-tidur"),
    (.step(.cancel(attempt: 1, reason: .handled)), "CANCEL % ATTEMPT 1 REASON tertangani"),
  ]

  private static func opening() throws -> Referral {
    let now = Instant(milliseconds: 1_795_185_000_000)
    let opening = Opening(
      branch: "BJM", priority: .asap,
      facts: CaseFacts(kind: .accident, regionCode: "63.71", basis: .consent),
      destination: Destination(facilityID: "PLKK-63-097", standing: .unknown))
    let events = try Referral.open(
      opening, code: ReferralCode(bits: 1), at: Moment(now: now, actor: "a", party: nil))
    return try #require(Referral(events))
  }

  private static func answer(_ call: Call, _ lines: [String]) -> Answer? {
    guard let first = lines.first else { return nil }
    if first.hasPrefix("-CONFLICT") { return .refused }
    let kind = call == .read ? "+attempt\t" : "+receipt\t"
    guard let line = lines.first(where: { $0.hasPrefix(kind) }) else { return nil }
    func value(_ name: String) -> String? {
      line.split(separator: "\t").first { $0.hasPrefix("\(name)=") }
        .map { String($0.dropFirst(name.count + 1)) }
    }
    if call == .read { return value("status").map { .status($0) } }
    guard let version = value("version").flatMap({ Int($0) }), let status = value("attempt_status")
    else { return nil }
    return .done(version: version, status: status)
  }

  @Test("every answer of eight clients to the same referrals fits one order, also over kills")
  func histories() throws {
    try Binary.withFolder { folder in
      let database = folder.appendingPathComponent("plkk.sqlite").path
      let file = database + ".token"
      let made = try Binary.run(
        ["token", "new", "--role", "admin", "--out", file, "--db", database])
      #expect(made.status == 0, "\(made.error)")
      let secret = try String(contentsOfFile: file, encoding: .utf8)
        .trimmingCharacters(in: .newlines)
      for seed in SplitMix64.seeds {
        try run(database, secret, seed)
      }
    }
  }

  private func run(_ database: String, _ secret: String, _ seed: UInt64) throws {
    let server = Mutex(try RunningServer(["--db", database]))
    defer { server.withLock { $0.stop() } }
    @Sendable func client() -> LineClient? {
      let port = server.withLock { $0.port }
      guard let client = try? LineClient(port: port) else { return nil }
      return client.ask("AUTH \(secret)") == ["+OK"] ? client : nil
    }
    let first = try #require(client())
    let codes = try (0..<10).map { _ in
      let lines = first.ask(
        "REFER -3.3194 114.5908 TO PLKK-63-097 BRANCH BJM PRIORITY asap EMERGENCY tidak-ada "
          + "BASIS persetujuan")
      return try #require(
        lines.joined(separator: "\n").firstMatch(of: /code=([0-9A-Z-]{11})/)
          .map { String($0.output.1) }, "\(lines)")
    }
    let histories = Mutex([[Operation]](repeating: [], count: codes.count))
    let asked = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      var generator = SplitMix64(seed: seed &+ UInt64(number))
      var own = client()
      for turn in 0..<30 {
        // Once, in the middle of everything, the server is killed and started again.
        if number == 0, turn == 15 {
          server.withLock { running in
            running.signal(SIGKILL)
            running.waitForEnd()
            if let next = try? RunningServer(["--db", database]) { running = next }
          }
        }
        if own == nil { own = client() }
        guard let line = own else { continue }
        let place = Int.random(in: 0..<codes.count, using: &generator)
        let (call, words) = Self.calls[Int.random(in: 0..<Self.calls.count, using: &generator)]
        // As many as the search for an order takes.
        guard histories.withLock({ $0[place].count < 60 }) else { continue }
        let begun = DispatchTime.now().uptimeNanoseconds
        let lines = line.ask(words.replacing("%", with: codes[place]))
        let ended = DispatchTime.now().uptimeNanoseconds
        let answer = Self.answer(call, lines)
        if lines.isEmpty { own = nil }
        if answer == nil, !lines.isEmpty { Issue.record("seed \(seed): \(words): \(lines)") }
        asked.add(1, ordering: .relaxed)
        let one = Operation(
          call: call, answer: answer, begun: begun, ended: answer == nil ? nil : ended)
        histories.withLock { $0[place].append(one) }
      }
    }
    let start = try Self.opening()
    for (place, history) in histories.withLock({ $0 }).enumerated() {
      let order = Linearizability.order(Array(history.prefix(63)), from: start, step: Self.step)
      #expect(order != nil, "seed \(seed): \(codes[place]): \(history)")
    }
    let unanswered = histories.withLock { $0.joined().count { $0.answer == nil } }
    print("histories: \(asked.load(ordering: .relaxed)) requests, \(unanswered) without an answer")
  }

  @Test("an answer that nobody could have had is found")
  func canary() throws {
    let start = try Self.opening()
    func one(_ call: Call, _ answer: Answer?, _ begun: UInt64, _ ended: UInt64?) -> Operation {
      Operation(call: call, answer: answer, begun: begun, ended: ended)
    }
    let accept = Call.step(.accept(attempt: 1, by: .phone))
    let version = start.version + 1
    let good = [
      one(accept, .done(version: version, status: "accepted"), 1, 4),
      one(.read, .status("requested"), 2, 3), one(.read, .status("accepted"), 2, 5),
    ]
    #expect(Linearizability.order(good, from: start, step: Self.step) == [1, 0, 2])
    // Read as accepted, and later as not.
    let backwards = [
      good[0], one(.read, .status("accepted"), 1, 2), one(.read, .status("requested"), 3, 4),
    ]
    #expect(Linearizability.order(backwards, from: start, step: Self.step) == nil)
    // Done twice.
    let twice = [good[0], one(accept, .done(version: version, status: "accepted"), 5, 6)]
    #expect(Linearizability.order(twice, from: start, step: Self.step) == nil)
    // Lost: nobody undid it.
    let lost = [good[0], one(.read, .status("requested"), 6, 7)]
    #expect(Linearizability.order(lost, from: start, step: Self.step) == nil)
    // Without an answer it may have been done, or not.
    let cut = [one(accept, nil, 1, nil), one(.read, .status("accepted"), 2, 3)]
    #expect(Linearizability.order(cut, from: start, step: Self.step) == [0, 1])
    #expect(
      Linearizability.order(
        [cut[0], one(.read, .status("requested"), 8, 9)], from: start, step: Self.step)
        == [1])
  }
}
