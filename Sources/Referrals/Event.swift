/// An event of a referral: when, by whom, and what.
public struct Event: Hashable, Sendable, Codable {
  /// When; never before the event before it.
  public var at: Instant
  /// Who, as an opaque id of a token, never a name.
  public var actor: String
  /// What.
  public var body: EventBody

  /// Describes an event.
  public init(at: Instant, actor: String, body: EventBody) {
    self.at = at
    self.actor = actor
    self.body = body
  }
}

/// What happened; an append-only vocabulary: a case may be added, never changed or taken away.
public enum EventBody: Hashable, Sendable, Codable {
  /// The referral was opened.
  case opened(code: ReferralCode, opening: Opening)
  /// A draft attempt was written.
  case planned(attempt: Int, destination: Destination?)
  /// An attempt was sent; an answer is due by then.
  case sent(attempt: Int, destination: Destination, answerDueAt: Instant)
  /// A step was taken along the state table.
  case stepped(Step)
  /// An answer came after the patient had left.
  case answeredLate(attempt: Int, accepted: Bool, by: Channel)
  /// The patient was referred back under a new code.
  case returned(attempt: Int, code: ReferralCode)
  /// The whole request was called off.
  case revoked(reason: CancellationReason)
  /// The whole referral was marked as written by mistake.
  case voided(reason: ErrorReason)
  /// The facts were put right.
  case corrected(facts: CaseFacts)
  /// A report was sent to an addressee.
  case reported(ReportSent)
  /// A notice of suspicion was given.
  case notified(SuspicionNotice)
  /// The doctor's letter on the outcome is dated so.
  case outcome(letterAt: Instant)
  /// The guarantor's state.
  case guaranteed(state: GuarantorState, payer: Guarantor?)
  /// The conclusion as reported.
  case concluded(Conclusion)
  /// A journey.
  case travelled(TransportLeg)
  /// Consent was withdrawn.
  case frozen
  /// The case was closed.
  case closed
  /// How urgent it is was changed.
  case prioritized(Priority, reason: PriorityReason)
  /// The case was closed while these were open.
  case closedWithOpen([OpenItem])
}

/// A step along the state table, with where it came from and where it went.
public struct Step: Hashable, Sendable, Codable {
  /// Number of the attempt.
  public var attempt: Int
  /// The step.
  public var action: AttemptAction
  /// The state it left.
  public var from: AttemptStatus
  /// The state it reached.
  public var to: AttemptStatus
  /// The present state as the field names it.
  public var business: BusinessStatus
  /// The coded reason, when the step has one.
  public var reason: String?
  /// By what means it was told; nil in this service.
  public var channel: Channel?
}

/// Who decides a command and when: passed in, so that the same inputs give the same events.
public struct Moment: Hashable, Sendable {
  /// Now.
  public var now: Instant
  /// Opaque id of the actor.
  public var actor: String
  /// On whose behalf; nil for an administrator, who may act for both.
  public var party: Party?
  /// By what means a facility told those who write it down; nil where whoever acts does so themselves.
  public var told: Channel?

  /// Describes actor and time.
  public init(now: Instant, actor: String, party: Party?, told: Channel? = nil) {
    self.now = now
    self.actor = actor
    self.party = party
    self.told = told
  }
}
