public import Facilities
public import Lists

/// Why nothing was done with a list.
public enum ListingError: Error, Hashable, Sendable {
  /// The issuer is missing.
  case noIssuer
  /// A day that is still to come.
  case inFuture(CivilDate, today: CivilDate)
  /// The earlier day is after the later one.
  case daysReversed(CivilDate, CivilDate)
  /// Only administrators and the office's own officers import its list.
  case notYours(issuer: String)
  /// Only administrators and officers of the office that lists a site change it; `nil` where none lists it.
  case notYourSite(id: String, issuer: String?)
  /// The issuer has no list that could be undone.
  case nothingToUndo(issuer: String)
  /// A correction that cannot be taken.
  case correction(CorrectionError)
}
