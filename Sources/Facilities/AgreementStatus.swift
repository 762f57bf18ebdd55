/// The state of a site's agreement on a day.
public enum AgreementStatus: Hashable, Sendable {
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

  /// The identifier in machine formats: `valid`, `unknown`, `not_yet`, `expired`, `dropped`.
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
  public static func best(_ a: AgreementStatus, _ b: AgreementStatus) -> AgreementStatus {
    func rank(_ status: AgreementStatus) -> (Int, CivilDate?) {
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
