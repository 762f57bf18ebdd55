/// A row that is no site and no broken one, and why.
public struct PassedRow: Hashable, Sendable {
  /// Why a row is passed over.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// The header, or it once more, as on each printed page.
    case header
    /// It stands above the header.
    case aboveHeader
    /// Title of a section: a kabupaten, a kind, a branch.
    case section
    /// A row of totals, or of column numbers.
    case total
    /// A single line that is neither a row nor a section.
    case strayLine
    /// It stands on a sheet that is hidden.
    case hiddenSheet
    /// It stands on a sheet that is no list, or was not asked for.
    case otherSheet
    /// An element of a JSON list that is no object.
    case noObject
  }

  /// Line of the file or row of the sheet.
  public var line: Int
  /// Why.
  public var reason: Reason
  /// What it holds, shortened to 80 characters.
  public var text: String

  /// Makes a passed row.
  public init(line: Int, reason: Reason, text: String = "") {
    self.line = line
    self.reason = reason
    self.text = String(text.prefix(80))
  }
}

/// Numbers of rows that stay apart in a file of several sheets.
public enum RowNumber {
  /// One more than the last row that any spreadsheet program has.
  public static let rowsOfSheet = 1 << 24

  /// The number of a row of a sheet; that of the first sheet is the row's own.
  public static func line(_ row: Int, sheet: Int) -> Int { sheet * rowsOfSheet + row }

  /// The row in its sheet, and which sheet, from 0.
  public static func parts(_ line: Int) -> (sheet: Int, row: Int) {
    (line / rowsOfSheet, line % rowsOfSheet)
  }

  /// As it is written and accepted: `12`, and `3:12` in the third of several sheets.
  public static func text(_ line: Int) -> String {
    let (sheet, row) = parts(line)
    return sheet == 0 ? "\(row)" : "\(sheet + 1):\(row)"
  }

  /// Reads what `text` writes; `1:12` is the same as `12`.
  public static func read(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, (1...2).contains(numbers.count), let row = numbers.last,
      row > 0, row < rowsOfSheet, numbers[0] > 0, numbers[0] < rowsOfSheet
    else { return nil }
    return numbers.count == 1 ? row : line(row, sheet: numbers[0] - 1)
  }
}

/// A sheet of a workbook that was not read.
public struct LeftOutSheet: Hashable, Sendable {
  /// Why it was not read.
  public enum Reason: String, CaseIterable, Hashable, Sendable {
    /// It is hidden.
    case hidden
    /// It has no header of a list.
    case noHeader
    /// Others were asked for.
    case notAsked
    /// It is a chart or a dialogue.
    case noTable
  }

  /// Its name.
  public var name: String
  /// Why.
  public var reason: Reason
  /// How many filled rows it has.
  public var rows: Int

  /// Names a sheet.
  public init(name: String, reason: Reason, rows: Int) {
    self.name = name
    self.reason = reason
    self.rows = rows
  }
}
