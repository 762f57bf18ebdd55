/// Why a whole file is refused.
///
/// A fault in one row is a `RowIssue` instead.
public struct ImportError: Error, Hashable, Sendable {
  /// What sort of fault.
  public enum Code: Hashable, Sendable {
    /// Nothing in it.
    case empty
    /// Larger than a bound; `what` counts and `limit` is the most that is allowed.
    case tooLarge(what: Quantity, limit: Int)
    /// A format that is not read; the case says what to do instead.
    case unsupported(ForeignFormat)
    /// The bytes are not what their format demands.
    case malformed(Format)
    /// XML with a document type or entities: no spreadsheet program writes them.
    case documentType
    /// No row of the first rows names a column for the facility's name.
    case noHeader
    /// Claims or participant data; the columns that gave it away.
    case personalData(columns: [String])
    /// A sheet asked for by name that is not there; those that are.
    case noSheet(available: [String])
    /// A sheet requested by name that is hidden: a person who opens the file does not see it.
    case hiddenSheet
    /// Several visible sheets may be the list, with other columns each; one has to be asked for.
    case severalLists(sheets: [String])
    /// No rows below the header.
    case noRows
  }

  /// What a bound counts.
  public enum Quantity: String, Hashable, Sendable, CaseIterable {
    case fileBytes, rows, columns, cells, cellBytes, inflatedBytes, inflationRatio
    case sharedTextBytes, parts, depth
  }

  /// Formats that are read.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    case csv, xlsx, json, bullets
  }

  /// Formats that are known but not read.
  public enum ForeignFormat: String, Hashable, Sendable, CaseIterable {
    /// Old binary Excel, or a workbook locked with a password: save as .xlsx without one.
    case xlsOrEncrypted
    /// Binary Excel workbook: save as .xlsx.
    case xlsb
    /// OpenDocument: save as .xlsx or CSV.
    case openDocument
    /// PDF: ask for the table behind it.
    case pdf
    /// A web page or XML under another name: save as .xlsx or CSV.
    case markup
    /// Some other archive or binary data.
    case binary
  }

  /// What sort of fault.
  public let code: Code
  /// Where: a sheet, a part of the archive, or empty.
  public let place: String
  /// Line or row from 1, or `nil`.
  public let line: Int?
  /// The value at fault, shortened to 80 characters, or empty.
  public let value: String

  /// Makes an error.
  public init(_ code: Code, place: String = "", line: Int? = nil, value: String = "") {
    self.code = code
    self.place = place
    self.line = line
    self.value = String(value.prefix(80))
  }
}
