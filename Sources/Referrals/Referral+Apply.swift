extension Referral {
  /// The referral that a list of events makes, or nil when it does not begin with an opening or
  /// opens twice.
  public init?(_ events: some Sequence<Event>) {
    var found: Referral?
    for event in events {
      if case .opened(let code, let opening) = event.body {
        guard found == nil else { return nil }
        found = Referral(code: code, opening: opening, at: event.at)
      } else if found == nil {
        return nil
      } else {
        found?.apply(event)
      }
    }
    guard let found else { return nil }
    self = found
  }

  init(code: ReferralCode, opening: Opening, at: Instant) {
    self.code = code
    caseCode = opening.caseCode ?? code
    branch = opening.branch
    originFacilityID = opening.originFacilityID
    priority = opening.priority
    isParallel = opening.isParallel
    facts = opening.facts
    approximateMeters = opening.approximateMeters
    openedAt = at
    changedAt = at
    version = 1
  }

  /// Folds an event in; what an event says is not judged again.
  public mutating func apply(_ event: Event) {
    version += 1
    changedAt = max(changedAt, event.at)
    switch event.body {
    case .opened: break
    case .planned(let number, let destination):
      attempts.append(
        ReferralAttempt(number: number, destination: destination, changedAt: event.at))
    case .sent(let number, let destination, let due):
      change(number, at: event.at) {
        $0.destination = destination
        $0.status = .requested
        $0.business = .waiting
        $0.sentAt = event.at
        $0.answerDueAt = due
      }
    case .stepped(let step): apply(step, at: event.at)
    case .answeredLate(let number, let accepted, _):
      change(number, at: event.at) {
        $0.answeredAt = event.at
        if accepted {
          $0.isUnconfirmed = false
        } else {
          $0.refusedLateAt = event.at
          $0.business = .refusedLate
        }
      }
    case .returned(let number, let code):
      returns.append(code)
      change(number, at: event.at) { $0.business = .returned }
    case .revoked: revokedAt = event.at
    case .voided: inErrorAt = event.at
    case .corrected(let facts): self.facts = facts
    case .reported(let report): reports.append(report)
    case .notified(let notice): notices.append(notice)
    case .outcome(let letterAt): outcomeLetterAt = letterAt
    case .guaranteed(let state, let payer):
      guarantor = state
      guarantorPayer = payer
    case .concluded(let conclusion): self.conclusion = conclusion
    case .travelled(let leg): transport.append(leg)
    case .frozen: frozenAt = event.at
    case .closed: closedAt = event.at
    case .closedWithOpen(let items):
      closedAt = event.at
      closedWithOpen = items
    case .prioritized(let priority, _): apply(priority, at: event.at)
    }
  }

  /// Takes a new priority; what waits for an answer waits no longer than that of the new one.
  private mutating func apply(_ priority: Priority, at now: Instant) {
    self.priority = priority
    let latest = now + priority.answerWindow
    for attempt in attempts where attempt.status == .requested || attempt.status == .received {
      guard let due = attempt.answerDueAt, latest < due else { continue }
      change(attempt.number, at: now) { $0.answerDueAt = latest }
    }
  }

  private mutating func apply(_ step: Step, at now: Instant) {
    change(step.attempt, at: now) {
      $0.status = step.to
      $0.business = step.business
      if let reason = step.reason { $0.reason = reason }
      switch step.action {
      case .accept, .reject: $0.answeredAt = now
      case .depart:
        $0.departedAt = now
        $0.isUnconfirmed = step.from == .requested || step.from == .received
      case .arrive: $0.arrivedAt = now
      default: break
      }
    }
  }

  private mutating func change(
    _ number: Int, at now: Instant, _ body: (inout ReferralAttempt) -> Void
  ) {
    guard attempts.indices.contains(number - 1) else { return }
    body(&attempts[number - 1])
    attempts[number - 1].changedAt = now
  }
}
