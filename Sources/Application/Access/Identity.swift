public import Referrals

/// Who is at the desk.
public struct Identity: Hashable, Sendable {
  /// Id of the token, as the access log has it.
  public let actor: String
  /// What it permits.
  public let role: Role
  /// Branch of an officer, facility of a facility.
  public let scope: String
  /// The account of the machine by which whoever keeps it acts; nil for a token.
  public let account: String?

  /// The actor of whoever keeps the machine that the store lies on.
  public static let localActor = "local"

  /// Whoever keeps the machine: who can read the store and its keys could do anything to it by other
  /// means as well.
  ///
  /// - Parameter account: The name of the account, for the access log.
  public static func local(account: String? = nil) -> Identity {
    Identity(actor: localActor, role: .administrator, scope: "", account: account)
  }

  /// Whether it acts on the machine itself, without a token.
  public var isLocal: Bool { actor == Self.localActor }

  /// Names who is at the desk; for tokens use `ReferralDesk.identity`.
  public init(actor: String, role: Role, scope: String, account: String? = nil) {
    self.actor = actor
    self.role = role
    self.scope = scope
    self.account = account
  }
}

/// Why the desk did not do what was asked.
public enum DeskError: Error, Hashable, Sendable {
  /// The token is not known, has expired or was revoked; which of these is not told.
  case notAuthenticated
  /// Too many failures: wait until then.
  case slowDown(until: Instant)
  /// The role may not do this, or not with this referral. A referral outside the scope is answered
  /// so as well, whether it exists or not.
  case notPermitted(Role, action: String)
  /// The token has opened or read as much as it may in a while; emergencies are never refused so.
  case quota(until: Instant)
  /// No branch of this name is registered; `near` is the one that may be meant.
  case unknownBranch(String, near: String?)
  /// A facility is told of a case only after it has accepted.
  case notAccepted
  /// What was typed is not a code.
  case code(ReferralCode.Fault)
  /// The store refuses.
  case store(StoreError)
  /// The letter needs an attempt that was sent.
  case notSent
}
