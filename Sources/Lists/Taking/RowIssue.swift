/// Something about one row that its owner should know: where, what, which rule.
public struct RowIssue: Hashable, Sendable {
  /// The rules of rows and values.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    // Errors: the row is not taken.
    /// No name.
    case nameMissing
    /// A quoted field does not end.
    case quoting
    /// A formula where a value must be.
    case formula
    /// The spreadsheet's error value.
    case errorValue
    /// A code or phone in scientific notation, its digits lost.
    case scientificNotation
    /// A code of more digits than the spreadsheet keeps.
    case roundedNumber
    /// The agreement ends before it starts.
    case endBeforeStart
    /// A text longer than its field allows.
    case tooLong
    /// A JSON object has two members of one name.
    case doubledMember
    /// A correction's value is not allowed here.
    case badCorrection
    // Notices: the row is taken or waits, this is what was noticed.
    /// A date with a year of two digits.
    case twoDigitYear
    /// A date in no known form, no such day, or words beside it.
    case unreadableDate
    /// Words or digits in a phone's cell that are no phone; left out.
    case phoneLeftOut
    /// What was known is kept, because what the list has is worse.
    case knownKept
    /// Latitude or longitude in no known form.
    case unreadableCoordinates
    /// Only one of latitude and longitude.
    case halfCoordinates
    /// A short link, which holds no position without a network.
    case shortLink
    /// A number, a code or a footnote's sign was taken off a name.
    case nameSplit
    /// A value that is none of its column's; left out.
    case valueLeftOut
    /// Words beside a position; left out.
    case wordsLeftOut
    /// A position of so few digits that it stands for an area; kept as approximate.
    case coarsePosition
    /// The list's position was taken for the known one: both are shown.
    case positionReplaced
    /// A value of a row that was merged into another one, which has another value for it.
    case duplicateDiffers
    /// Zero for both coordinates: taken as none.
    case zeroCoordinates
    /// The spreadsheet hides the row; it is read nevertheless.
    case hiddenRow
    /// A byte that is no text of the file's encoding.
    case badByte
    /// No kind was given; the name implied it.
    case kindInferred
    /// An unrecognised kind; implied by the name, else `other`.
    case kindUnknown
    /// No status was given.
    case statusMissing
    /// An unrecognised status; taken as unknown.
    case statusUnknown
    /// The agreement had ended at the list's date, even where the status says otherwise.
    case expired
    /// The status says that the site is not in use.
    case notUsable
    /// A phone that cannot be dialled as written; kept as written.
    case phoneUnreadable
    /// The spreadsheet stripped the leading zero of a phone; it was put back.
    case leadingZeroLost
    /// Kabupaten or kind was taken from a section row, a merged cell or the row above.
    case carriedDown
    /// Latitude and longitude were exchanged.
    case coordinatesSwapped
    /// A single line that is neither a row nor a section; passed over.
    case lineIgnored
    /// The same site again in this file; the later end date stands.
    case duplicate
    /// Spreadsheet lists in which a personal number stands were cleared of it.
    case personalNumberDropped
  }

  /// Rules that keep a row out.
  public static let errors: Set<Rule> = [
    .nameMissing, .quoting, .formula, .errorValue, .scientificNotation, .roundedNumber,
    .endBeforeStart, .tooLong, .badCorrection, .doubledMember,
  ]

  /// Line of the file or row of the sheet, from 1.
  public let line: Int
  /// Printed name of the column, or empty for the row.
  public let column: String
  /// The value, shortened to 80 characters; never personal data.
  public let value: String
  /// Which rule.
  public let rule: Rule

  /// Whether the row is kept out.
  public var isError: Bool { Self.errors.contains(rule) }

  /// Makes an issue.
  public init(line: Int, column: String = "", value: String = "", rule: Rule) {
    self.line = line
    self.column = column
    self.value = String(value.prefix(80))
    self.rule = rule
  }
}
