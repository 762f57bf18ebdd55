import Application
import Referrals
import Schema

/// The events that wait for the program of `refer watch --on-event`: who is to be phoned first.
///
/// Nothing personal and nothing clinical is in an event, but for whoever asks with the person.
struct EventQueue {
  /// How many may wait; of more, the oldest changes go, and that is said.
  static let most = 1_000
  /// How many are handed on in one round; the others wait for the next.
  static let mostARound = 100
  /// How often an event is tried.
  static let mostTries = 3

  private struct Waiting {
    var event: [RecordField]
    var code: String
    var isCall: Bool
    var tries = 0
  }

  private var waiting: [Waiting] = []
  private var known: Set<String> = []
  private(set) var dropped = 0

  /// Adds a referral that has changed.
  mutating func add(changed row: ReferralRow, _ record: ReferralRecord) {
    add(Waiting(event: Self.event("referral", record), code: row.code, isCall: false))
  }

  /// Adds the calls that were not to be made before; those that are made are forgotten, and count anew.
  mutating func add(calls records: [ReferralRecord]) {
    var now: Set<String> = []
    for record in records {
      guard case .call(let row) = record else { continue }
      let key = "\(row.code) \(row.attempt) \(row.reason.rawValue)"
      now.insert(key)
      if !known.contains(key) {
        add(Waiting(event: Self.event("call", record), code: row.code, isCall: true))
      }
    }
    known = now
  }

  private mutating func add(_ next: Waiting) {
    if waiting.count >= Self.most {
      waiting.remove(at: waiting.firstIndex { !$0.isCall } ?? 0)
      dropped += 1
    }
    waiting.append(next)
  }

  private static func event(_ word: String, _ record: ReferralRecord) -> [RecordField] {
    [
      RecordField("event", .text(word)),
      RecordField(record.row, .object(record.fields, prefix: "")),
    ]
  }

  /// Hands on what waits, calls first; what fails waits for the next round, three times at the most.
  ///
  /// - Parameters:
  ///   - program: What is started.
  ///   - person: The fields of the person of a referral; nil where none are to be told.
  ///   - told: What a person at the terminal must know.
  /// - Returns: Whether all went well.
  mutating func deliver(
    to program: EventProgram, person: ((String) async -> [RecordField])?,
    told: (String) -> Void
  ) async -> Bool {
    let round = (waiting.filter(\.isCall) + waiting.filter { !$0.isCall }).prefix(Self.mostARound)
    var left = Array(
      (waiting.filter(\.isCall) + waiting.filter { !$0.isCall }).dropFirst(Self.mostARound))
    var failed: [Waiting] = []
    for var next in round {
      var event = next.event
      if let person {
        event.append(RecordField("person", .object(await person(next.code), prefix: "")))
      }
      do throws(EventProgram.Failure) {
        try await program.run(event)
      } catch {
        next.tries += 1
        told(Self.sentence(error, isLast: next.tries >= Self.mostTries))
        if next.tries < Self.mostTries { failed.append(next) }
      }
    }
    let isFine = failed.isEmpty
    left = failed + left
    waiting = left
    if dropped > 0 {
      told(
        say(
          id: "\(dropped) kejadian dibuang: lebih dari \(Self.most) menunggu",
          en: "\(dropped) events were dropped: more than \(Self.most) wait"))
      dropped = 0
    }
    return isFine
  }

  private static func sentence(_ failure: EventProgram.Failure, isLast: Bool) -> String {
    let what =
      switch failure {
      case .notStarted:
        say(
          id: "program --on-event tidak dapat dijalankan",
          en: "the program of --on-event could not be started")
      case .status(let status):
        say(
          id: "program --on-event gagal (\(status))",
          en: "the program of --on-event failed (\(status))")
      case .tooLong:
        say(
          id: "program --on-event terlalu lama, dihentikan",
          en: "the program of --on-event took too long and was ended")
      }
    return what
      + (isLast
        ? say(id: "; kejadian itu tidak dicoba lagi", en: "; that event is not tried again")
        : say(id: "; dicoba lagi nanti", en: "; it is tried again later"))
  }
}
