public import Facilities
public import Lists

/// A list as its file holds it: rows with values read, and everything that was noticed on the way.
///
/// For example:
///
///     let list = try OfficialList.read(bytes, listDate: day, gazetteer: gazetteer)
public struct OfficialList: Hashable, Sendable {
  /// Sheet it stood on, or empty.
  public var sheet = ""
  /// Format it was read from.
  public var format: ImportError.Format
  /// Line of the header; 0 when the file has none of its own.
  public var headerLine = 0
  /// Rows that can be taken, in the order of the file.
  public var rows: [ListRow] { boxes.map(\.row) }
  /// The same, kept once.
  var boxes: [RowBox] = []
  /// What was noticed, by line.
  public var issues: [RowIssue] = []
  /// Rows that are neither sites nor broken, with the reason.
  public var passed: [PassedRow] = []
  /// Sheets that were not read, with the reason and how many filled rows they have.
  public var leftOutSheets: [LeftOutSheet] = []
  /// Names of the sheets that were read, in the order of `RowNumber`.
  public var sheets: [String] = []
  /// Columns with personal or bank data that were not read.
  public var personalColumns: [String] = []
  /// Columns that the spreadsheet hides; they are read nevertheless.
  public var hiddenColumns: [String] = []
  /// Columns that are not understood and were not kept.
  public var ignoredColumns: [String] = []
  /// Columns that number the rows.
  public var numberingColumns: [String] = []
  /// Which column was read as which field.
  public var fields: [ListField: String] { fieldNames.mapValues { $0.joined(separator: ", ") } }
  /// The names of those columns, in the order of the sheets.
  private var fieldNames: [ListField: [String]] = [:]
  /// Values in columns without a name, which nobody can understand: how many, by column from 0.
  public var unnamedCells: [Int: Int] = [:]
  /// Remarks on cells, which are looked through for the end of an agreement and not kept: how many.
  public var cellRemarks = 0
  /// Values left out because another column of the same meaning is filled: how many, by column's name.
  public var secondCells: [String: Int] = [:]
  /// Filled rows of each of `sheets`, those at the top and the header included.
  public var sheetRows: [Int] = []
  /// How many rows there are beyond those of the file: a row of a sheet with tables side by side is a row of
  /// each of them that has something in it.
  public var besideRows = 0
  /// Filled rows of all tables that were read, those at the top and the header included.
  public var filledRows = 0
  /// Rows with an error.
  public var brokenRows = 0

  /// Keys of the names on broken rows, as far as they could be read.
  var brokenNames: Set<String> = []

  /// Lines that were passed over as totals.
  public var totalLines: [Int] { passed.filter { $0.reason == .total }.map(\.line) }
  /// Section titles with their lines.
  public var sections: [Int: String] {
    Dictionary(
      passed.filter { $0.reason == .section }.map { ($0.line, $0.text) },
      uniquingKeysWith: { a, _ in a })
  }

  /// Whether every filled row is accounted for: a site, broken, or passed over.
  public var isComplete: Bool {
    boxes.count + brokenRows + passed.count == filledRows && brokenLines.count == brokenRows
  }

  /// Lines with an error, which are not among `rows`.
  public var brokenLines: Set<Int> { Set(issues.lazy.filter(\.isError).map(\.line)) }

  /// Reads a file: finds format, sheets and header, and reads every row.
  ///
  /// A broken row is left out and reported; it never stops the others.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - sheets: Names of the sheets, or none for those whose header serves best.
  ///   - listDate: Date of the list, against which end dates are held.
  ///   - gazetteer: Recognises section rows that name a kabupaten.
  ///   - limits: Bounds.
  ///   - progress: Called every 1,000 rows with the number of rows read.
  /// - Returns: The rows that were read, and those that were left out with the reason.
  /// - Throws: `ImportError` when the file as a whole is refused; `SeedError` when the embedded
  ///   tables are broken.
  public static func read(
    _ bytes: [UInt8], sheets: [String] = [], listDate: CivilDate, gazetteer: Gazetteer,
    limits: ImportLimits = .standard, progress: ((Int) -> Void)? = nil
  ) throws -> OfficialList {
    let opened = try TableReader.open(bytes, sheets: sheets, limits: limits)
    var list = OfficialList(format: opened.first.format)
    list.leftOutSheets = opened.leftOut
    var context = Reading(
      listDate: listDate, regions: RegionResolver(gazetteer), limits: limits, progress: progress)
    try context.take(opened.first, rest: opened.rest, into: &list)
    for sheet in opened.more {
      let table = try opened.book?.table(sheet)
      if let table { try context.take(table, into: &list) }
    }
    return try list.checked()
  }

  /// Reads a table.
  public static func read(
    _ table: RawTable, listDate: CivilDate, gazetteer: Gazetteer, limits: ImportLimits = .standard,
    progress: ((Int) -> Void)? = nil
  ) throws -> OfficialList {
    var list = OfficialList(format: table.format)
    var context = Reading(
      listDate: listDate, regions: RegionResolver(gazetteer), limits: limits, progress: progress)
    try context.take(table, into: &list)
    return try list.checked()
  }

  private func checked() throws(ImportError) -> OfficialList {
    if boxes.isEmpty, issues.isEmpty { throw ImportError(.noRows, place: sheet) }
    return self
  }

  /// What the sheets of one file share while they are read.
  private struct Reading {
    let listDate: CivilDate
    let regions: RegionResolver
    let limits: ImportLimits
    let progress: ((Int) -> Void)?
    var count = 0

    mutating func take(
      _ table: RawTable, rest: CSVTableReader? = nil, into list: inout OfficialList
    ) throws {
      guard let found = Header.find(in: table.rows, limits: limits) else {
        throw PersonalData.refusal(of: table, limits) ?? ImportError(.noHeader, place: table.sheet)
      }
      if let refusal = PersonalData.refusal(of: table, limits) { throw refusal }
      let header = Header(
        found.texts, at: found.row, below: table.rows[(found.row + 1)...])
      let parts = TableParts(header)
      if parts.parts.isEmpty { return try take(table, header, rest, into: &list) }
      var whole = table
      var rest = rest
      whole.rows += try rest?.rows(.max) ?? []
      list.besideRows -= Self.count(whole.rows)
      for (number, part) in parts.parts.enumerated() {
        var own = whole
        own.sheet = [whole.sheet, part.name].filter { !$0.isEmpty }.joined(separator: " ")
        own.titles.append(part.title)
        own.rows = parts.rows(whole.rows, of: part)
        if number > 0 {
          own.passed = []
          own.cellRemarks = 0
        }
        list.besideRows += Self.count(own.rows)
        let place = own.rows.firstIndex { $0.line == table.rows[header.row].line } ?? 0
        let first = (header.texts.upper ?? header.texts.lower).line
        let ownHeader = Header(
          header.texts.part(part.columns), at: place,
          from: own.rows.firstIndex { $0.line == first } ?? place,
          below: own.rows[(place + 1)...])
        try take(own, ownHeader, nil, into: &list)
      }
    }

    /// How many rows are rows of the file: the header of a format that has none of its own stands on line 0.
    private static func count(_ rows: [RawRow]) -> Int { rows.count { $0.line > 0 } }

    /// Reads one table under its header.
    private mutating func take(
      _ table: RawTable, _ header: Header, _ rest: CSVTableReader?, into list: inout OfficialList
    ) throws {
      let number = list.sheets.count
      let rowsBefore = list.filledRows
      list.begin(table, header, number)
      var reader = RowReader(header: header, listDate: listDate, regions: regions, list: list)
      list = OfficialList(format: table.format)
      try reader.takeTitles(table.titles, above: table.rows[..<header.firstRow])
      for var row in table.rows[(header.row + 1)...] {
        row.line = RowNumber.line(row.line, sheet: number)
        try take(row, &reader)
      }
      var rest = rest
      while let row = try rest?.nextFilled() { try take(row, &reader) }
      reader.finish()
      list = reader.list
      list.sheetRows.append(list.filledRows - rowsBefore)
    }

    private mutating func take(_ row: RawRow, _ reader: inout RowReader) throws(SeedError) {
      try reader.take(row)
      count += 1
      if count % 1000 == 0 { progress?(count) }
    }
  }

  /// Notes a table's columns, its header, and the rows above it.
  private mutating func begin(_ table: RawTable, _ header: Header, _ number: Int) {
    if number == 0 {
      sheet = table.sheet
      headerLine = table.rows[header.row].line
    }
    sheets.append(table.sheet)
    note(header)
    for column in table.hiddenColumns.sorted() where column < header.names.count {
      let name = header.names[column]
      if !name.isEmpty, !hiddenColumns.contains(name) { hiddenColumns.append(name) }
    }
    passed += table.passed
    cellRemarks += table.cellRemarks
    let first = table.rows[header.firstRow].line
    for row in table.rows[...header.row] where row.line > 0 {
      filledRows += 1
      let text = row.cells.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
      passed.append(
        PassedRow(
          line: RowNumber.line(row.line, sheet: number),
          reason: row.line >= first ? .header : .aboveHeader, text: text))
    }
    filledRows += table.passed.count
  }

  /// Notes which columns a header names, and what becomes of them.
  mutating func note(_ header: Header) {
    func add(_ columns: [Int], _ names: inout [String]) {
      for name in columns.map({ header.names[$0] }) where !names.contains(name) {
        names.append(name)
      }
    }
    add(header.personal, &personalColumns)
    add(header.ignored, &ignoredColumns)
    add(header.numbering, &numberingColumns)
    for field in header.columns.keys { name(field, header.allNames(field)) }
    for (column, tick) in header.ticks.sorted(by: { $0.key < $1.key }) {
      switch tick {
      case .kind: name(.kind, [header.names[column]])
      case .status: name(.status, [header.names[column]])
      }
    }
  }

  /// Notes names of a field's columns beside those of other sheets.
  private mutating func name(_ field: ListField, _ names: [String]) {
    var all = fieldNames[field] ?? []
    for name in names where !all.contains(name) { all.append(name) }
    fieldNames[field] = all
  }
}
