import Application
import Formats
import LineProtocol
import Referrals
import TestSupport
import Testing

@testable import Server

/// Requests of referring, written as words of the line protocol and read from them.
@Suite("Requests of referring as words")
struct RequestWordsTests {
  /// Draws requests with every value that a request may hold.
  private struct Draw {
    var random: SplitMix64

    mutating func maybe<Value>(_ value: (inout Draw) -> Value) -> Value? {
      Bool.random(using: &random) ? value(&self) : nil
    }

    mutating func one<Value>(of values: [Value]) -> Value {
      values[Int.random(in: 0..<values.count, using: &random)]
    }

    mutating func pick<Value: CaseIterable>(_: Value.Type = Value.self) -> Value {
      one(of: Array(Value.allCases))
    }

    /// A text as people and programs write them, with what could break out of a line.
    mutating func text() -> String {
      let pieces = [
        "a", "Ü", "🚑", " ", "\"", "\\", "TO", "--", "'", "=", "$3", "*1", "0", "\u{2028}",
      ]
      return "x" + (0..<Int.random(in: 0...8, using: &random)).map { _ in one(of: pieces) }.joined()
    }

    mutating func code() -> ReferralCode { ReferralCode(bits: random.next()) }

    mutating func time() -> WrittenTime {
      let instant = Instant(
        milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &random)
          / (one(of: [1, 1000]))
      )
      let civil = CivilTime(instant, offsetMinutes: 480)
      return one(of: [.instant(instant), .local(civil), .day(civil.day)])
    }

    mutating func place() -> GivenPlace { .text(text()) }

    mutating func wish() -> DestinationWish {
      one(of: [.nearest, .facility("PLKK-63-0\(Int.random(in: 10...99, using: &random))")])
    }

    mutating func personal(_ fields: [PersonalField]) -> [PersonalField: String] {
      fields.reduce(into: [:]) { values, field in values[field] = maybe { $0.text() } }
    }

    mutating func facts() -> CaseFactsChange {
      var facts = CaseFactsChange()
      facts.kind = maybe { $0.pick() }
      facts.segment = maybe { $0.pick() }
      facts.occurredAt = maybe { $0.time() }
      facts.diagnosedAt = maybe { $0.time() }
      facts.employedUntil = maybe { $0.time() }
      facts.place = maybe { $0.pick() }
      facts.region = maybe { $0.text() }
      facts.emergency = maybe { draw in
        EmergencyCriterion.allCases.filter { _ in Bool.random(using: &draw.random) }
      }
      facts.isConfidential = Bool.random(using: &random)
      facts.basis = maybe { $0.pick() }
      return facts
    }

    mutating func step() -> ReferralStep {
      one(of: [
        .receive(by: pick()), .accept(by: pick()), .reject(pick()), .depart, .hold(pick()), .arrive,
        .cancel(pick()), .revoke(pick()), .fail(pick()),
        .answerLate(accepted: Bool.random(using: &random), by: pick()), .void(pick()),
      ])
    }

    mutating func record() -> CaseRecord {
      one(of: [
        .report(pick(), to: pick(), at: time(), by: pick(), receipt: maybe { $0.text() }),
        .notice(from: pick(), to: pick(), at: time()), .outcome(at: time()),
        .guarantee(pick(), maybe { $0.pick() }), .conclusion(pick()), .withdrawal,
        .closing(withOpen: Bool.random(using: &random)), .priority(pick(), pick()),
      ])
    }

    mutating func attempt() -> Int? { maybe { Int.random(in: 1...99, using: &$0.random) } }
    mutating func limit() -> Int { Int.random(in: 1...100, using: &random) }
    mutating func form() -> DocumentForm { one(of: [.text, .page]) }

    mutating func sending() -> SendRequest {
      var request = SendRequest(code())
      request.destination = maybe { $0.wish() }
      request.attempt = attempt()
      request.from = maybe { $0.place() }
      request.limit = limit()
      request.requestID = maybe { $0.text() }
      return request
    }

    mutating func request(_ number: Int) -> ReferralRequest {
      let people = PersonalField.allCases.filter { $0 != .position }
      switch number % 16 {
      case 0:
        var request = OpenRequest()
        request.place = maybe { $0.place() }
        request.destination = maybe { $0.wish() }
        request.priority = maybe { $0.pick() }
        request.isParallel = Bool.random(using: &random)
        request.branch = maybe { $0.text() }
        request.originFacilityID = maybe { $0.text() }
        request.limit = limit()
        request.facts = facts()
        request.personal = personal(people)
        request.requestID = maybe { $0.text() }
        return .open(request)
      case 1: return .send(sending())
      case 2:
        var request = sending()
        request.told = maybe { $0.pick() }
        return .onward(request)
      case 3:
        var request = NextRequest(code())
        request.from = maybe { $0.place() }
        request.limit = limit()
        return .next(request)
      case 4, 5:
        var request = StepRequest(code(), step())
        request.attempt = attempt()
        request.requestID = maybe { $0.text() }
        switch request.step {
        case .accept: request.personal = personal([.note])
        case .reject:
          request.personal = personal([.note])
          request.from = maybe { $0.place() }
          request.limit = limit()
          request.told = maybe { $0.pick() }
        case .hold, .arrive: request.told = maybe { $0.pick() }
        default: break
        }
        return .step(request)
      case 6:
        var request = ReturnRequest(code())
        request.facilityID = maybe { $0.text() }
        request.attempt = attempt()
        request.requestID = maybe { $0.text() }
        return .returnBack(request)
      case 7:
        var request = CorrectRequest(code())
        request.facts = facts()
        request.personal = personal(people)
        request.requestID = maybe { $0.text() }
        return .correct(request)
      case 8, 9:
        var request = RecordRequest(code(), record())
        if case .priority = request.record { request.personal = personal([.note]) }
        request.requestID = maybe { $0.text() }
        return .record(request)
      case 10:
        let leg = maybe { draw in
          TransportLeg(
            mode: draw.pick(),
            cost: draw.maybe { Int64.random(in: 0...1_000_000, using: &$0.random) })
        }
        var request = TransportRequest(code(), leg: leg)
        request.requestID = maybe { $0.text() }
        return .transport(request)
      case 11:
        var request = ListRequest()
        request.status = maybe { $0.pick() }
        request.isOverdue = Bool.random(using: &random)
        request.after = maybe { draw in
          ListCursor(time: Instant(milliseconds: Int64(draw.limit())), code: draw.code())
        }
        request.limit = limit()
        return .list(request)
      case 12: return .show(code(), reveal: Bool.random(using: &random))
      case 13: return .find(one(of: [.nik, .kpj, .passport, .phone]), text())
      case 14:
        return one(of: [
          .clock(code()), .count, .figures, .calls(limit: limit()), .draft(code(), form()),
        ])
      default: return .letter(code(), attempt: attempt(), form())
      }
    }
  }

  /// The request that bytes of an array hold.
  private func read(_ words: [String]) throws -> ReferralRequest {
    let text = "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    let table = CommandTable(CommandTable.referring)
    return try Array(text.utf8).withUnsafeBytes { bytes in
      var framer = RequestFramer()
      guard case .request(let consumed) = framer.next(in: bytes), consumed == bytes.count else {
        throw CommandError.unknownVerb(text, near: nil)
      }
      return try ReferralRequest(try table.parse(framer.request(in: bytes)))
    }
  }

  @Test("what is written is read back equal", arguments: SplitMix64.seeds)
  func roundTrip(_ seed: UInt64) throws {
    var draw = Draw(random: SplitMix64(seed: seed))
    for number in 0..<1600 {
      let request = draw.request(number)
      let words = request.words
      // More than an array may hold is refused by name.
      if words.reduce(0, { $0 + $1.utf8.count }) > RequestFramer.maximumLineLength { continue }
      #expect(try read(words) == request, "\(words)")
    }
  }

  @Test("lines of a personal value arrive as lines, and as one request")
  func lines() throws {
    var request = OpenRequest()
    request.personal[.chronology] = "jatuh\ndari tangga\r\n\nlicin\tsekali\u{1}\u{85}lalu"
    let text = try #require(request.personal[.chronology])
    guard case .open(let read) = try read(ReferralRequest.open(request).words) else {
      Issue.record("no opening")
      return
    }
    #expect(ForeignText.lines(read.personal[.chronology] ?? "") == ForeignText.lines(text))
    #expect(ForeignText.lines(text).contains("\n"))
  }

  @Test("every act is written with the verb and the options of its entry in the table")
  func verbs() {
    var draw = Draw(random: SplitMix64(seed: 1))
    var seen: Set<ReferralAct> = []
    for number in 0..<4000 {
      let request = draw.request(number)
      seen.insert(request.act)
      #expect(request.words.first == request.act.verb)
    }
    #expect(seen == Set(ReferralAct.allCases))
  }
}
