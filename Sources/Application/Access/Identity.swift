public import Referrals

/// The authenticated caller.
public struct Identity: Hashable, Sendable {
  /// Id of the token, as the access log has it.
  public let actor: String
  /// What it permits.
  public let role: Role
  /// Branch of an officer, branches of a supervisor with commas between, facility of a facility.
  public let scope: String
  /// The account on the machine of the store, for a caller without a token; nil for a token.
  public let account: String?

  /// The actor for accounts on the machine of the store.
  public static let localActor = "local"

  /// The account that runs the program on the machine of the store.
  ///
  /// It has every right: an account that can read the store and its keys could do anything to it by other
  /// means as well.
  ///
  /// - Parameter account: The name of the account, for the access log.
  /// - Returns: An administrator without a token.
  public static func local(account: String? = nil) -> Identity {
    Identity(actor: localActor, role: .administrator, scope: "", account: account)
  }

  /// Whether it acts on the machine itself, without a token.
  public var isLocal: Bool { actor == Self.localActor }

  /// The branches that its scope names; none where the role does not go by branches.
  public var branches: [String] {
    switch role {
    case .officer: [scope]
    case .supervisor: Branch.names(scope)
    case .facility, .auditor, .administrator: []
    }
  }

  /// Whether a branch is in its scope.
  func isOf(branch: String) -> Bool { branches.contains { Branch.isSame($0, branch) } }

  /// Makes the identity of a caller; for tokens use `ReferralService.identity`.
  public init(actor: String, role: Role, scope: String, account: String? = nil) {
    self.actor = actor
    self.role = role
    self.scope = scope
    self.account = account
  }
}

/// Why a use case of referrals was refused or failed.
public enum ReferralServiceError: Error, Hashable, Sendable {
  /// The token is not known, has expired or was revoked; which of these is not disclosed.
  case notAuthenticated
  /// Too many failures: wait until then.
  case slowDown(until: Instant)
  /// The role may not do this, or not with this referral. A referral outside the scope is answered
  /// so as well, whether it exists or not.
  case notPermitted(Role, action: String)
  /// The token has opened or read as much as it may in a while; emergencies are never refused so.
  case quota(until: Instant)
  /// The scope of a new token is not one of its role.
  case badScope(Role)
  /// No branch of this name is registered; `near` is the one that may be meant.
  case unknownBranch(String, near: String?)
  /// A facility may see a case only after it has accepted.
  case notAccepted
  /// What was typed is not a code.
  case code(ReferralCode.Fault)
  /// The store refuses.
  case store(StoreError)
  /// The letter needs an attempt that was sent.
  case notSent
}
