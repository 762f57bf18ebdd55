public import Referrals

/// A token without its secret.
public struct TokenRecord: Hashable, Sendable {
  /// Public id, which audit entries carry.
  public var id: String
  /// What it permits.
  public var role: Role
  /// Branch of an officer, branches of a supervisor with commas between, facility of a facility; empty
  /// for the others.
  public var scope: String
  /// A word for people to know it by; no name of a person is needed.
  public var label: String
  /// When it was made.
  public var createdAt: Instant
  /// From when it permits nothing.
  public var expiresAt: Instant
  /// When it was revoked.
  public var revokedAt: Instant?

  /// Describes a token.
  public init(
    id: String, role: Role, scope: String, label: String, createdAt: Instant, expiresAt: Instant,
    revokedAt: Instant? = nil
  ) {
    self.id = id
    self.role = role
    self.scope = scope
    self.label = label
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }
}
