public import Referrals

/// An event of the log with its place in it.
public struct LoggedEvent: Hashable, Sendable {
  /// Place in the log of all referrals; later events have larger ones.
  public let sequence: Int64
  /// The referral.
  public let code: ReferralCode
  /// What happened.
  public let event: Event

  /// Describes an event of the log.
  public init(sequence: Int64, code: ReferralCode, event: Event) {
    self.sequence = sequence
    self.code = code
    self.event = event
  }
}
