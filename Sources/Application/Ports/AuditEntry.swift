public import Referrals

/// An access to a referral, or the attempt of one.
public struct AuditEntry: Hashable, Sendable {
  /// When.
  public var at: Instant
  /// Id of the token, or `local`.
  public var actor: String
  /// Role at that time, if known.
  public var role: Role?
  /// Stable identifier of what was done, such as `show` or `accept`.
  public var action: String
  /// The referral concerned.
  public var code: ReferralCode?
  /// `ok`, or the word for the refusal.
  public var outcome: String
  /// The address it came from, for a failed authentication; or the account of the machine
  /// by which its keeper acted.
  public var source: String?
  /// The referrals that a list, a search or a message to a watcher showed.
  public var seen: [ReferralCode]

  /// Describes an access.
  public init(
    at: Instant, actor: String, role: Role?, action: String, code: ReferralCode?,
    outcome: String = "ok", source: String? = nil, seen: [ReferralCode] = []
  ) {
    self.at = at
    self.actor = actor
    self.role = role
    self.action = action
    self.code = code
    self.outcome = outcome
    self.source = source
    self.seen = seen
  }

  /// Describes an access of an authenticated caller.
  init(
    at time: Instant, by identity: Identity, action: String, code: ReferralCode?,
    outcome: String = "ok", seen: [ReferralCode] = []
  ) {
    self.init(
      at: time, actor: identity.actor, role: identity.role, action: action, code: code,
      outcome: outcome, source: identity.account, seen: seen)
  }
}
