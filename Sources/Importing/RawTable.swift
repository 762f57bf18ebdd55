public import Lists

/// What a reader makes of one sheet: rows of cells as they stand, with their line numbers.
public struct RawTable: Hashable, Sendable {
  /// Name of the sheet, or empty.
  public var sheet: String
  /// Filled rows from the top; blank ones are left out, their numbers are not reused.
  public var rows: [RawRow]
  /// Titles that hold for all of its rows, the widest first: the sheet's name, that of a column of names.
  var titles: [String] = []
  /// Format it was read from.
  public var format: ImportError.Format
  /// Columns that the spreadsheet hides, from 0.
  public var hiddenColumns: Set<Int> = []
  /// Remarks on cells (comments, notes), those on rows without a value as well: how many.
  public var cellRemarks = 0
  /// Rows that the reader passed over before they could be rows, with the reason: none may vanish.
  public var passed: [PassedRow] = []

  /// Makes a table.
  public init(sheet: String = "", rows: [RawRow], format: ImportError.Format) {
    self.sheet = sheet
    titles = sheet.isEmpty ? [] : [sheet]
    self.rows = rows
    self.format = format
  }
}

/// One row as it stands.
public struct RawRow: Hashable, Sendable {
  /// Line of the file, or row of the sheet, from 1.
  public var line: Int
  /// Cells from the left; missing ones at the end are blank.
  public var cells: [RawCell]
  /// A fault that spoils the row as a whole.
  public var fault: Fault?
  /// How many further lines of the file one pair of quotes holds that look like rows; else 0.
  public var swallowedLines = 0
  /// Whether the spreadsheet hides the row.
  public var isHidden = false
  /// Remarks on its cells.
  public var remarks: [String] = []

  /// What spoils a row.
  public enum Fault: Hashable, Sendable {
    /// A quoted field does not end, or goes on after its closing quote.
    case quoting
    /// A JSON object has two members of this name with two values: it is ambiguous.
    case doubledMember(String)
  }

  /// Makes a row.
  public init(line: Int, cells: [RawCell], fault: Fault? = nil) {
    self.line = line
    self.cells = cells
    self.fault = fault
  }

  /// The cell at a place, blank beyond the end.
  public subscript(column: Int) -> RawCell {
    cells.indices.contains(column) ? cells[column] : .blank
  }
}

/// One cell: its text and what the file says of it.
public struct RawCell: Hashable, Sendable {
  /// Trimmed text; a date is `YYYY-MM-DD`; a number as the file writes it.
  public var text: String
  /// What the file says of it.
  public var origin: Origin
  /// Whether the spreadsheet strikes it out.
  public var isStruck = false

  /// How the file stores a cell.
  public enum Origin: String, Hashable, Sendable {
    /// Words.
    case text
    /// A number that the spreadsheet may have rounded or stripped of its leading zeros.
    case number
    /// A number that the spreadsheet shows as a date.
    case date
    /// A formula; the text is its value when the file was saved.
    case formula
    /// The spreadsheet's error value: `#REF!`.
    case error
    /// A value of a merged area, carried down.
    case merged
  }

  /// Makes a cell.
  public init(_ text: String, origin: Origin = .text) {
    self.text = text
    self.origin = origin
  }

  /// A cell with nothing in it.
  public static let blank = RawCell("")

  /// Whether nothing is in it.
  public var isBlank: Bool { text.isEmpty }
}
