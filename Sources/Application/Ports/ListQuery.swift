public import Referrals

/// Which referrals to list.
public struct ListQuery: Hashable, Sendable {
  /// Only those of these branches.
  public var branches: [String]?
  /// Only those with an attempt at a facility that was sent, or that it asked for itself; of overdue
  /// ones only those where it has to answer, or asked.
  public var facilityID: String?
  /// Only those in a state.
  public var status: RequestStatus?
  /// Only those with an attempt that is unanswered past its time, at this moment; then the longest
  /// silent come first.
  public var overdueAt: Instant?
  /// Only those after this cursor.
  public var after: ListCursor?
  /// How many at most, 1...1,000.
  public var limit: Int

  /// The most that one list holds.
  public static let mostRows = 1_000

  /// Describes a list.
  public init(
    branch: String? = nil, facilityID: String? = nil, status: RequestStatus? = nil,
    overdueAt: Instant? = nil, after: ListCursor? = nil, limit: Int = 100
  ) {
    branches = branch.map { [$0] }
    self.facilityID = facilityID
    self.status = status
    self.overdueAt = overdueAt
    self.after = after
    self.limit = Self.bounded(limit)
  }

  /// Describes all that is in someone's scope.
  init(in identity: Identity) {
    self.init(facilityID: identity.role == .facility ? identity.scope : nil)
    switch identity.role {
    case .officer, .supervisor: branches = identity.branches
    case .facility, .auditor, .administrator: break
    }
  }

  /// A number of rows that a list may have.
  static func bounded(_ limit: Int) -> Int { min(max(1, limit), mostRows) }
}

/// A place in a list: the time that it is sorted by, and the referral.
public struct ListCursor: Hashable, Sendable {
  /// When the referral changed, or when its answer was due.
  public var time: Instant
  /// The referral.
  public var code: ReferralCode

  /// Names a place.
  public init(time: Instant, code: ReferralCode) {
    self.time = time
    self.code = code
  }

  /// Reads the text of a place; nil when it is none.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1)
    guard parts.count == 2, let time = Int64(parts[0]),
      let code = try? ReferralCode(String(parts[1]))
    else { return nil }
    self.init(time: Instant(milliseconds: time), code: code)
  }

  /// The place as a text that a client gives back.
  public var text: String { "\(time.milliseconds).\(code.text)" }
}

/// A part of a list, and where the next begins.
public struct ListPage: Hashable, Sendable {
  /// The referrals, in order.
  public var codes: [ReferralCode] = []
  /// The place to go on from; nil at the end.
  public var next: ListCursor?
  /// Rows that cannot be read at all.
  public var unreadable = 0

  /// An empty part.
  public init() {}
}

/// What referrals are counted by.
public struct CountKey: Hashable, Comparable, Sendable {
  /// Kemendagri code of the province.
  public var province: String
  /// What is suspected.
  public var kind: CaseKind
  /// State of the referral.
  public var status: RequestStatus

  /// Makes a key.
  public init(province: String, kind: CaseKind, status: RequestStatus) {
    self.province = province
    self.kind = kind
    self.status = status
  }

  /// By province, kind, state.
  public static func < (left: CountKey, right: CountKey) -> Bool {
    (left.province, left.kind.rawValue, left.status.rawValue)
      < (right.province, right.kind.rawValue, right.status.rawValue)
  }
}

/// Some referrals, and where the next ones begin.
public struct ReferralPage: Hashable, Sendable {
  /// The referrals; there may be fewer than `limit`, even none, before the last page.
  public var referrals: [Referral]
  /// The position to go on from; nil after the last page.
  public var next: Int64?
  /// Those that cannot be read, by code where it can be.
  public var damaged: [String] = []

  /// Makes a page.
  public init(referrals: [Referral], next: Int64?) {
    self.referrals = referrals
    self.next = next
  }
}
