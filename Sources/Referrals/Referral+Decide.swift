internal import Formats

extension Referral {
  /// The most attempts of one referral; a patient refused so often needs a person on the phone.
  public static let mostAttempts = 32
  /// The most reports, notices, journeys and returns recorded with one referral, each.
  public static let mostEntries = 64
  /// The longest name of a branch or id of a facility, in bytes.
  public static let longestName = 64

  /// The events that open a referral, or why it cannot be.
  public static func open(
    _ opening: Opening, code: ReferralCode, at moment: Moment
  ) throws(Refusal) -> [Event] {
    if opening.isParallel && opening.priority != .stat { throw .invalid(.parallel) }
    try check(name: opening.branch)
    if let origin = opening.originFacilityID { try check(name: origin) }
    try check(opening.facts, now: moment.now)
    func event(_ body: EventBody) -> Event {
      Event(at: moment.now, actor: moment.actor, body: body)
    }
    var events = [
      event(.opened(code: code, opening: opening)),
      event(.planned(attempt: 1, destination: opening.destination)),
    ]
    if let destination = opening.destination {
      try check(destination)
      let due = moment.now + opening.priority.answerWindow
      events.append(event(.sent(attempt: 1, destination: destination, answerDueAt: due)))
    }
    return events
  }

  /// The events that a command leads to, or why it is refused; the referral itself is not changed.
  ///
  /// A clock that stepped back does not stop the work: the event then takes the time of the one
  /// before it, so time never decreases.
  public func decide(_ command: Command, at moment: Moment) throws(Refusal) -> [Event] {
    let now = max(moment.now, changedAt)
    try checkOpen(to: command)
    let bodies: [EventBody] =
      if let (action, number) = command.step {
        try stepBodies(command, action, attempt: number, moment, now: now)
      } else {
        try caseBodies(command, party: moment.party, now: now)
      }
    return bodies.map { Event(at: now, actor: moment.actor, body: $0) }
  }

  // MARK: - Steps on attempts

  private func stepBodies(
    _ command: Command, _ action: AttemptAction, attempt number: Int, _ moment: Moment, now: Instant
  ) throws(Refusal) -> [EventBody] {
    if case .send(_, let destination?) = command, number == attempts.count + 1 {
      return try firstSending(to: destination, party: moment.party, now: now)
    }
    guard let attempt = attempt(number) else { throw .noAttempt(number, count: attempts.count) }
    guard let row = TransitionTable.row(attempt.status, action) else {
      throw .illegal(
        action, from: attempt.status, legal: TransitionTable.actions(from: attempt.status))
    }
    let told = Self.told(command, moment)
    // Those who asked write down what the facility told them by phone or another way.
    if let party = moment.party, !row.parties.contains(party), told == nil || party == .target {
      throw .wrongParty(action, allowed: Party.allCases.filter(row.parties.contains))
    }
    if row.guards.contains(.urgentOnly), priority != .stat, !facts.isEmergency {
      throw .notUrgent(priority)
    }
    if row.guards.contains(.noOtherLive) { try checkNoOtherLive() }
    if row.guards.contains(.unconfirmed),
      !attempt.isUnconfirmed || attempt.answeredAt != nil
    {
      throw .alreadyAnswered
    }
    switch command {
    case .send(_, let destination):
      guard let target = destination ?? attempt.destination else { throw .noDestination }
      try Self.check(target)
      return [
        .sent(attempt: number, destination: target, answerDueAt: now + priority.answerWindow)
      ]
    case .answerLate(_, let accepted, let channel):
      return [.answeredLate(attempt: number, accepted: accepted, by: channel)]
    case .onward(_, let destination):
      try Self.check(destination)
      let next = try nextNumber()
      let onward = Step(
        attempt: number, action: .onward, from: .completed, to: .completed, business: .onward,
        channel: told)
      return [
        .stepped(onward), .planned(attempt: next, destination: destination),
        .sent(attempt: next, destination: destination, answerDueAt: now + priority.answerWindow),
      ]
    case .returnBack(_, let code):
      guard returns.count < Self.mostEntries else { throw .tooMany(limit: Self.mostEntries) }
      return [.returned(attempt: number, code: code)]
    default:
      let (business, reason) = Self.outcome(of: command, from: attempt.status)
      return [
        .stepped(
          Step(
            attempt: number, action: action, from: attempt.status, to: row.to, business: business,
            reason: reason, channel: told))
      ]
    }
  }

  /// By what means a step was told; nil in this service.
  private static func told(_ command: Command, _ moment: Moment) -> Channel? {
    let channel: Channel? =
      switch command {
      case .receive(_, let channel), .accept(_, let channel), .answerLate(_, _, let channel):
        channel
      default: moment.told
      }
    return channel == .service ? nil : channel
  }

  /// A new attempt that is sent at once: refused as a whole or not at all, so that no draft is left over.
  private func firstSending(
    to destination: Destination, party: Party?, now: Instant
  ) throws(Refusal) -> [EventBody] {
    if party == .target { throw .wrongParty(.send, allowed: [.requester]) }
    try checkNoOtherLive()
    try Self.check(destination)
    let number = try nextNumber()
    return [
      .planned(attempt: number, destination: destination),
      .sent(attempt: number, destination: destination, answerDueAt: now + priority.answerWindow),
    ]
  }

  /// The word of the field that a step sets, and its coded reason.
  private static func outcome(
    of command: Command, from status: AttemptStatus
  ) -> (BusinessStatus, String?) {
    switch command {
    case .receive(_, let channel): (channel == .phone ? .phoned : .seen, nil)
    case .accept: (.accepted, nil)
    case .reject(_, let reason): (.rejected, reason.rawValue)
    case .depart:
      (status == .requested || status == .received ? .leftUnconfirmed : .left, nil)
    case .hold(_, let reason): (.held, reason.rawValue)
    case .arrive: (.arrived, nil)
    case .cancel(_, let reason):
      (status == .inProgress || reason == .diverted ? .diverted : .cancelled, reason.rawValue)
    case .fail(_, .noShow): (.noShow, FailureReason.noShow.rawValue)
    case .fail(_, .diedOnTheWay): (.diedOnTheWay, FailureReason.diedOnTheWay.rawValue)
    case .fail(_, .noTransport): (.noTransport, FailureReason.noTransport.rawValue)
    case .markInError(_, let reason): (.inError, reason.rawValue)
    default: (.drafted, nil)
    }
  }

  // MARK: - The request and its case

  private func caseBodies(
    _ command: Command, party: Party?, now: Instant
  ) throws(Refusal) -> [EventBody] {
    switch command {
    case .plan(let destination):
      if let destination { try Self.check(destination) }
      return [.planned(attempt: try nextNumber(), destination: destination)]
    case .revoke(let reason):
      let ends = attempts.filter { !$0.status.isTerminal }.map { attempt in
        EventBody.stepped(
          Step(
            attempt: attempt.number, action: .cancel, from: attempt.status, to: .cancelled,
            business: attempt.status == .inProgress ? .diverted : .cancelled,
            reason: reason.rawValue))
      }
      if let done = attempts.first(where: { $0.status == .completed }) {
        throw .illegal(
          .cancel, from: done.status, legal: TransitionTable.actions(from: done.status))
      }
      return ends + [.revoked(reason: reason)]
    case .voidAll(let reason):
      let ends = attempts.filter { $0.status != .enteredInError }.map { attempt in
        EventBody.stepped(
          Step(
            attempt: attempt.number, action: .markInError, from: attempt.status,
            to: .enteredInError, business: .inError, reason: reason.rawValue))
      }
      return ends + [.voided(reason: reason)]
    case .correct(let facts):
      try Self.check(facts, now: now)
      // What turns out to be an emergency is one from now on.
      let isNew = self.facts.emergency.isEmpty && !facts.emergency.isEmpty
      return [.corrected(facts: facts)]
        + (isNew && priority != .stat ? [.prioritized(.stat, reason: .emergency)] : [])
    case .prioritize(let priority, let reason):
      if priority == self.priority { throw .samePriority(priority) }
      if isParallel { throw .invalid(.parallel) }
      return [.prioritized(priority, reason: reason)]
    case .withdrawConsent: return [.frozen]
    case .close, .closeWithOpen:
      if let live = live.first { throw .otherLive(live.number) }
      let open = openItems
      if open.isEmpty { return [.closed] }
      guard command == .closeWithOpen else { throw .stillOpen(open) }
      return [.closedWithOpen(open)]
    case .guarantee(let state, let payer):
      if state == .guaranteed && payer == nil { throw .invalid(.payer) }
      return [.guaranteed(state: state, payer: payer)]
    case .conclude(let conclusion): return [.concluded(conclusion)]
    case .travel(let leg):
      guard transport.count < Self.mostEntries else { throw .tooMany(limit: Self.mostEntries) }
      if let cost = leg.cost, !(0...TransportLeg.highestCost).contains(cost) {
        throw .invalid(.cost)
      }
      return [.travelled(leg)]
    default: return try reportingBodies(command, now: now)
    }
  }

  private func reportingBodies(_ command: Command, now: Instant) throws(Refusal) -> [EventBody] {
    guard caseCode == code else { throw .reportsBelongTo(caseCode) }
    guard max(reports.count, notices.count) < Self.mostEntries else {
      throw .tooMany(limit: Self.mostEntries)
    }
    switch command {
    case .report(let report):
      let begins = report.stage == .first ? facts.clockStart : outcomeLetterAt
      guard report.sentAt <= now, report.sentAt >= begins ?? report.sentAt else {
        throw .invalid(.sentAt)
      }
      if let receipt = report.receipt, !Self.isPlain(receipt, longest: CaseFacts.longestCode) {
        throw .invalid(.receipt)
      }
      return [.reported(report)]
    case .notify(let notice):
      guard notice.at <= now else { throw .invalid(.sentAt) }
      return [.notified(notice)]
    case .outcome(let letterAt):
      guard letterAt <= now, letterAt >= facts.clockStart ?? letterAt else {
        throw .invalid(.outcomeLetterAt)
      }
      return [.outcome(letterAt: letterAt)]
    default: return []
    }
  }

  // MARK: - Checks

  /// Refuses what comes after the end; reports, outcome and money go on after the care has ended.
  private func checkOpen(to command: Command) throws(Refusal) {
    if frozenAt != nil { throw .over(.frozen) }
    if inErrorAt != nil { throw .over(.inError) }
    switch command {
    case .withdrawConsent, .voidAll: return
    default: break
    }
    if closedAt != nil {
      switch command {
      case .report, .notify, .outcome, .guarantee, .conclude, .travel, .correct: return
      default: throw .over(.closed)
      }
    }
    guard revokedAt != nil else { return }
    switch command {
    case .report, .notify, .outcome, .guarantee, .conclude, .travel, .correct, .close,
      .closeWithOpen, .markInError:
      return
    default: throw .over(.revoked)
    }
  }

  private func checkNoOtherLive() throws(Refusal) {
    if isParallel { return }
    if let other = live.first { throw .otherLive(other.number) }
  }

  private func nextNumber() throws(Refusal) -> Int {
    guard attempts.count < Self.mostAttempts else { throw .tooMany(limit: Self.mostAttempts) }
    return attempts.count + 1
  }

  private static func check(_ destination: Destination) throws(Refusal) {
    try check(name: destination.facilityID)
    if let detour = destination.detour { try check(name: detour.nearestFacilityID) }
    guard destination.isActive else { throw .inactiveDestination(destination.facilityID) }
  }

  private static func check(name: String) throws(Refusal) {
    guard !name.isEmpty, isPlain(name, longest: longestName) else { throw .invalid(.name) }
  }

  private static func check(_ facts: CaseFacts, now: Instant) throws(Refusal) {
    // A minute of grace: the clock of the person who typed the time may run a little ahead.
    let latest = now + .minutes(1)
    if let at = facts.occurredAt, at > latest { throw .invalid(.occurredAt) }
    if let at = facts.diagnosedAt, at > latest { throw .invalid(.diagnosedAt) }
    for code in [facts.bodyPart, facts.cause].compactMap(\.self)
    where !isPlain(code, longest: CaseFacts.longestCode) {
      throw .invalid(.code)
    }
    guard isRegion(facts.regionCode) else { throw .invalid(.region) }
  }

  private static func isPlain(_ text: String, longest: Int) -> Bool {
    text.utf8.count <= longest && ForeignText.isPlain(text)
  }

  /// A Kemendagri code: `63`, `63.10`, `63.10.01` or `63.10.01.2001`.
  private static func isRegion(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count) else { return false }
    return parts.enumerated().allSatisfy { index, part in
      part.utf8.count == (index == 3 ? 4 : 2)
        && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}
