/// What a token permits.
public enum Role: String, CaseIterable, Hashable, Sendable, Codable {
  /// The referrals of a branch.
  case officer
  /// Reading the referrals of several branches; nothing of them is changed, nobody's name is told.
  case supervisor
  /// The referrals sent to a facility.
  case facility
  /// Numbers, no referral.
  case auditor
  /// Everything, and tokens.
  case administrator = "admin"
}
