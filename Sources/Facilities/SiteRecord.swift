/// What lists and corrections say of one site on the day that the directory is for.
///
/// A reference, so that a facility without list entry and correction stays small.
public final class SiteRecord: Hashable, Sendable {
  /// A doubt that was recorded and is not settled.
  public struct Mark: Hashable, Sendable {
    /// What is doubted.
    public var doubt: SiteDoubt
    /// What was seen.
    public var text: String
    /// When.
    public var date: CivilDate

    /// Records a doubt.
    public init(doubt: SiteDoubt, text: String, date: CivilDate) {
      self.doubt = doubt
      self.text = text
      self.date = date
    }
  }

  /// The day of which this is known.
  public let date: CivilDate
  /// The state of the agreement; `nil` when no list ever named the site.
  public let status: AgreementStatus?
  /// Number of that agreement, or empty.
  public let agreementNumber: String
  /// File that the issuer's list was read from, or empty.
  public let sourceFile: String
  /// Last day on which the site was verified, if ever.
  public let verified: CivilDate?
  /// Whether everything shown was checked on that day, and not merely listed.
  public let isChecked: Bool
  /// Open doubts, in the order of recording.
  public let marks: [Mark]
  /// What the issuer wrote beside the site, or empty.
  public let note: String
  /// The last call to the site, if there was one.
  public let contact: SiteContact?
  /// Hours and services, as far as a list or a call has them.
  public let services: SiteServices

  /// Makes a standing.
  public init(
    date: CivilDate, status: AgreementStatus? = nil, agreementNumber: String = "",
    sourceFile: String = "", verified: CivilDate? = nil, isChecked: Bool = false,
    marks: [Mark] = [], note: String = "", contact: SiteContact? = nil,
    services: SiteServices = .unknown
  ) {
    self.date = date
    self.status = status
    self.agreementNumber = agreementNumber
    self.sourceFile = sourceFile
    self.verified = verified
    self.isChecked = isChecked
    self.marks = marks
    self.note = note
    self.contact = contact
    self.services = services
  }

  /// How fresh the last verification is; `nil` when there never was one.
  public var freshness: VerificationAge? {
    verified.map { VerificationAge(days: max(0, date.daysSince1970 - $0.daysSince1970)) }
  }

  /// Last day of the agreement, if known.
  public var agreementEnd: CivilDate? {
    switch status {
    case .valid(let day): day
    case .expired(let day): day
    case .unknownEnd, .notYet, .dropped, nil: nil
    }
  }

  /// Whether a list named the site and it is no PLKK on this day: before, after, or left out.
  public var isLapsed: Bool { status.map { !$0.isPLKK } ?? false }

  /// Whether two say the same.
  public static func == (a: SiteRecord, b: SiteRecord) -> Bool {
    a === b
      || a.date == b.date && a.status == b.status && a.agreementNumber == b.agreementNumber
        && a.sourceFile == b.sourceFile && a.verified == b.verified
        && a.isChecked == b.isChecked && a.marks == b.marks
        && a.note == b.note && a.contact == b.contact && a.services == b.services
  }

  /// Hashes the part that differs most often.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(date)
    hasher.combine(status)
    hasher.combine(verified)
  }
}

/// What is doubted of a site; the raw value is the identifier in machine formats.
public enum SiteDoubt: String, CaseIterable, Hashable, Sendable {
  /// It has closed.
  case closed
  /// It has moved.
  case moved
  /// The telephone number is not its own.
  case wrongPhone = "wrong_phone"
  /// It says that it is no PLKK.
  case notPLKK = "not_plkk"
  /// Anything else; the text says what.
  case other
}
