/// A site's cooperation agreement (PKS) as one list of one issuer states it.
public struct Agreement: Hashable, Sendable {
  /// Id of the facility.
  public var facilityID: String
  /// Who issued the list: a branch.
  public var issuer: String
  /// The issuer's code of the site, or empty.
  public var officialCode: String
  /// Number of the agreement, or empty.
  public var number: String
  /// First day, if known.
  public var start: CivilDate?
  /// Last day, if known.
  public var end: CivilDate?
  /// What the issuer says of its use.
  public var listed: ListedStatus
  /// Name of the file it was read from.
  public var sourceFile: String
  /// Line in that file.
  public var line: Int
  /// Date of the list.
  public var listDate: CivilDate
  /// Day on which the issuer or an officer verified it, if known.
  public var verified: CivilDate?

  /// Makes an agreement.
  public init(
    facilityID: String, issuer: String, officialCode: String = "", number: String = "",
    start: CivilDate? = nil, end: CivilDate? = nil, listed: ListedStatus = .unknown,
    sourceFile: String = "", line: Int = 0, listDate: CivilDate, verified: CivilDate? = nil
  ) {
    self.facilityID = facilityID
    self.issuer = issuer
    self.officialCode = officialCode
    self.number = number
    self.start = start
    self.end = end
    self.listed = listed
    self.sourceFile = sourceFile
    self.line = line
    self.listDate = listDate
    self.verified = verified
  }

  /// Where the agreement stands on a day.
  ///
  /// Dates come before the issuer's word: one that has ended is not valid because the list still
  /// calls it active. Both end days belong to it.
  public func plkkStatus(on date: CivilDate) -> PLKKStatus {
    if let end, end < date { return .expired(lastDay: end) }
    if let start, start > date { return .notYet(firstDay: start) }
    if listed == .notUsable { return .expired(lastDay: nil) }
    if let end { return .valid(until: end) }
    return .unknownEnd
  }
}

/// Where a site's agreement stands on a day.
public enum PLKKStatus: Hashable, Sendable {
  /// In force up to and with a day.
  case valid(until: CivilDate)
  /// On the list, and its end is not known.
  case unknownEnd
  /// In force from a day that is still to come.
  case notYet(firstDay: CivilDate)
  /// Over: pay first. `nil` when the list says so without a day.
  case expired(lastDay: CivilDate?)
  /// Left out of the issuer's list of a day.
  case dropped(listDate: CivilDate)

  /// The word of the machine formats: `valid`, `unknown`, `not_yet`, `expired`, `dropped`.
  public var word: String {
    switch self {
    case .valid: "valid"
    case .unknownEnd: "unknown"
    case .notYet: "not_yet"
    case .expired: "expired"
    case .dropped: "dropped"
    }
  }

  /// Whether the site counts as a PLKK: in force, or listed without a known end.
  public var isPLKK: Bool {
    switch self {
    case .valid, .unknownEnd: true
    case .notYet, .expired, .dropped: false
    }
  }

  /// The better of two, for a site on several lists: the later end of those in force.
  static func best(_ a: PLKKStatus, _ b: PLKKStatus) -> PLKKStatus {
    func rank(_ status: PLKKStatus) -> (Int, CivilDate?) {
      switch status {
      case .valid(let end): (4, end)
      case .unknownEnd: (3, nil)
      case .notYet(let start): (2, start)
      case .expired(let end): (1, end)
      case .dropped(let date): (0, date)
      }
    }
    let (x, y) = (rank(a), rank(b))
    if x.0 != y.0 { return x.0 > y.0 ? a : b }
    guard let first = x.1, let second = y.1 else { return x.1 == nil ? b : a }
    return first >= second ? a : b
  }
}
