import Application
import Referrals
import Storage

/// What a store has to hold, by the same rules of referrals and without a disk.
struct SimulationModel {
  /// A model and a store that say different things.
  struct Difference: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  private(set) var states: [ReferralCode: Referral] = [:]
  private(set) var names: [ReferralCode: String] = [:]
  /// Requests that were answered, with what was answered.
  private(set) var answered: [(request: WriteRequest, receipt: Receipt)] = []
  /// In the order of opening.
  private(set) var codes: [ReferralCode] = []
  /// What a watcher was told at each place of the log.
  private var told: [Int64: LoggedEvent] = [:]

  /// The state that a request leads to, or why it is refused.
  func outcome(_ request: WriteRequest) throws(Refusal) -> Referral? {
    switch request.action {
    case .open(let opening):
      guard let code = request.codes.first else { return nil }
      return Referral(try Referral.open(opening, code: code, at: request.moment))
    case .change(let code, let command):
      guard var state = states[code] else { return nil }
      for event in try state.decide(command, at: request.moment) { state.apply(event) }
      return state
    case .referBack: return nil
    }
  }

  /// Takes up what the store acknowledged.
  mutating func acknowledge(_ request: WriteRequest, _ receipt: Receipt) throws {
    let state: Referral?
    do { state = try outcome(request) } catch { throw Difference("done though \(error)") }
    guard let state else { throw Difference("done though there is none") }
    guard receipt.code == state.code, receipt.version == state.version,
      receipt.status == state.status, receipt.at == state.changedAt
    else { throw Difference("\(receipt) for \(state.version) \(state.status) \(state.changedAt)") }
    keep(state, request)
    if request.requestID != nil { answered.append((request, receipt)) }
  }

  /// Takes up what the store holds of a request that it could not answer: all of it or nothing.
  mutating func resolve(_ request: WriteRequest, found: Referral?) throws {
    let code: ReferralCode
    switch request.action {
    case .open: code = request.codes[0]
    case .change(let changed, _), .referBack(let changed, _, _): code = changed
    }
    if found == states[code] { return }
    guard let found, let state = try? outcome(request), found == state else {
      throw Difference("\(code.text): half done")
    }
    keep(state, request)
  }

  private mutating func keep(_ state: Referral, _ request: WriteRequest) {
    if states.updateValue(state, forKey: state.code) == nil { codes.append(state.code) }
    if let name = request.personal[.name] { names[state.code] = name }
  }

  /// The referrals in which somebody has not answered in time.
  func overdue(at now: Instant) -> Set<ReferralCode> {
    Set(
      states.values.filter { state in
        state.awaitsAnswers && state.attempts.contains { $0.isOverdue(at: now) }
      }.map(\.code))
  }

  /// All events there are, in all referrals.
  var events: Int { states.values.reduce(0) { $0 + $1.version } }

  /// Takes up what a watcher is told behind a place: the log says the same to everybody, for ever, and
  /// leaves nothing out.
  mutating func hear(_ events: [LoggedEvent], after position: Int64) throws {
    for (offset, event) in events.enumerated() {
      guard event.sequence == position + 1 + Int64(offset) else {
        throw Difference("place \(event.sequence) behind \(position + Int64(offset))")
      }
      if let before = told.updateValue(event, forKey: event.sequence), before != event {
        throw Difference("place \(event.sequence) was told otherwise")
      }
    }
  }
}
