public import Facilities

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
  /// What the issuer wrote beside it, or empty.
  public var note: String

  /// Makes an agreement.
  public init(
    facilityID: String, issuer: String, officialCode: String = "", number: String = "",
    start: CivilDate? = nil, end: CivilDate? = nil, listed: ListedStatus = .unknown,
    sourceFile: String = "", line: Int = 0, listDate: CivilDate, verified: CivilDate? = nil,
    note: String = ""
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
    self.note = note
  }

  /// Where the agreement stands on a day.
  ///
  /// Dates come before the issuer's word: one that has ended is not valid because the list still
  /// calls it active. Both end days belong to it.
  public func plkkStatus(on date: CivilDate) -> AgreementStatus {
    if let end, end < date { return .expired(lastDay: end) }
    if let start, start > date { return .notYet(firstDay: start) }
    if listed == .notUsable { return .expired(lastDay: nil) }
    if let end { return .valid(until: end) }
    return .unknownEnd
  }
}

/// What an issuer says of a site's use.
public enum ListedStatus: String, CaseIterable, Hashable, Sendable {
  /// In use: aktif, ya, disetujui.
  case usable
  /// Not in use: nonaktif, berakhir, ditolak, draft.
  case notUsable
  /// Nothing said, or nothing understood.
  case unknown
}
