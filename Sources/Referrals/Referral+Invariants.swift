/// A statement about a referral that must hold after every event.
public enum Invariant: String, CaseIterable, Hashable, Sendable {
  /// It has at least one attempt, numbered 1, 2, 3 … without a gap.
  case numbering
  /// At most one attempt is live, unless several were wanted for a `stat` referral.
  case oneLive = "one-live"
  /// No event is earlier than the one before it.
  case time
  /// What was sent has a destination and an answer date, and that date follows the sending.
  case answerDue = "answer-due"
  /// Completed only if an attempt was completed, and then completed or active, unless void.
  case completion
  /// Only an attempt that has left can have left before an answer.
  case unconfirmed
  /// A revoked or void referral has no live attempt.
  case ended
}

extension Referral {
  /// The invariants that do not hold; none for any referral that came about by commands.
  public var brokenInvariants: [Invariant] {
    var broken: [Invariant] = []
    if attempts.isEmpty
      || attempts.enumerated().contains(where: { $0.offset + 1 != $0.element.number })
    {
      broken.append(.numbering)
    }
    if live.count > 1 && !(isParallel && priority == .stat) { broken.append(.oneLive) }
    if attempts.contains(where: { $0.changedAt > changedAt || $0.changedAt < openedAt }) {
      broken.append(.time)
    }
    let sent = attempts.filter { $0.status.isLive || $0.sentAt != nil }
    if sent.contains(where: { attempt in
      guard let at = attempt.sentAt, let due = attempt.answerDueAt else { return true }
      return attempt.destination == nil || due < at || due - at > Priority.longestWindow
    }) {
      broken.append(.answerDue)
    }
    let isCompleted = attempts.contains { $0.status == .completed }
    if inErrorAt == nil && status != .active && (status == .completed) != isCompleted {
      broken.append(.completion)
    }
    if attempts.contains(where: { $0.isUnconfirmed && $0.departedAt == nil }) {
      broken.append(.unconfirmed)
    }
    if (revokedAt != nil || inErrorAt != nil) && !live.isEmpty { broken.append(.ended) }
    return broken
  }
}
