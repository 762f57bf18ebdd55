public import Referrals

/// A change to be made.
public struct WriteRequest: Sendable {
  /// What is to be done.
  public enum Action: Hashable, Sendable, Codable {
    /// Open a referral.
    case open(Opening)
    /// Do something with one.
    case change(ReferralCode, Command)
    /// Refer back from an attempt: a new referral of the same case, and the old one says so.
    case referBack(from: ReferralCode, attempt: Int, Opening)

    /// Stable identifier in the access log.
    public var word: String {
      switch self {
      case .open: "open"
      case .change(_, let command): command.word
      case .referBack: "return"
      }
    }
  }

  /// Id by which the client knows its request again; nil when it will not repeat it.
  public var requestID: String?
  /// Who and when.
  public var moment: Moment
  /// What.
  public var action: Action
  /// Random codes for a new referral, tried in order should one be taken.
  public var codes: [ReferralCode]
  /// Personal fields to set.
  public var personal: [PersonalField: String]
  /// Role of the caller, for the audit.
  public var role: Role
  /// The account of the machine by which its keeper acts, for the audit.
  public var account: String?
  /// The version that the referral must have before; nil for whichever it has.
  ///
  /// A request that was done before is answered as then, whatever the version is now.
  public var ifVersion: Int?

  /// The longest request id, in bytes.
  public static let longestRequestID = 64

  /// Describes a change.
  public init(
    _ action: Action, moment: Moment, role: Role, requestID: String? = nil,
    codes: [ReferralCode] = [], personal: [PersonalField: String] = [:], account: String? = nil,
    ifVersion: Int? = nil
  ) {
    self.action = action
    self.moment = moment
    self.role = role
    self.ifVersion = ifVersion
    self.requestID = requestID
    self.codes = codes
    self.personal = personal
    self.account = account
  }
}

/// What was done; the same for a repeated request.
public struct Receipt: Hashable, Sendable, Codable {
  /// The referral; the new one for a referral back.
  public var code: ReferralCode
  /// Events in it after the change.
  public var version: Int
  /// Number of the attempt concerned, if one was.
  public var attempt: Int?
  /// State of that attempt.
  public var attemptStatus: AttemptStatus?
  /// State of the referral.
  public var status: RequestStatus
  /// When it was done.
  public var at: Instant

  /// Describes what was done.
  public init(
    code: ReferralCode, version: Int, attempt: Int?, attemptStatus: AttemptStatus?,
    status: RequestStatus, at: Instant
  ) {
    self.code = code
    self.version = version
    self.attempt = attempt
    self.attemptStatus = attemptStatus
    self.status = status
    self.at = at
  }
}
