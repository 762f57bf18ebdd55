public import Facilities

/// A list as its file holds it: rows with values read, and everything that was noticed on the way.
public struct OfficialList: Hashable, Sendable {
  /// Sheet it stood on, or empty.
  public var sheet = ""
  /// Format it was read from.
  public var format: ImportError.Format
  /// Line of the header; 0 when the file has none of its own.
  public var headerLine = 0
  /// Rows that can be taken, in the order of the file.
  public var rows: [ListRow] = []
  /// What was noticed, by line.
  public var issues: [RowIssue] = []
  /// Lines that were passed over as totals.
  public var totalLines: [Int] = []
  /// Section titles with their lines.
  public var sections: [Int: String] = [:]
  /// Columns with personal or bank data that were not read.
  public var personalColumns: [String] = []
  /// Columns that are not understood and were not kept.
  public var ignoredColumns: [String] = []
  /// Which column was read as which field.
  public var fields: [ListField: String] = [:]

  /// Keys of the names on broken rows, as far as they could be read.
  var brokenNames: Set<String> = []

  /// Lines with an error, which are not among `rows`.
  public var brokenLines: Set<Int> { Set(issues.lazy.filter(\.isError).map(\.line)) }

  /// Reads a file: finds format, sheet and header, and reads every row.
  ///
  /// A broken row is left out and reported; it never stops the others.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - sheet: Name of the sheet, or `nil` for the best.
  ///   - listDate: Date of the list, against which end dates are held.
  ///   - gazetteer: Tells section rows that name a kabupaten.
  ///   - limits: Bounds.
  ///   - progress: Called every 1,000 rows with rows read.
  /// - Throws: `ImportError` when the file as a whole is refused; `SeedError` when the embedded
  ///   tables are broken.
  public static func read(
    _ bytes: [UInt8], sheet: String? = nil, listDate: CivilDate, gazetteer: Gazetteer,
    limits: ImportLimits = .standard, progress: ((Int) -> Void)? = nil
  ) throws -> OfficialList {
    let (table, rest) = try TableReader.start(bytes, sheet: sheet, limits: limits, progress: nil)
    return try read(
      table, rest, listDate: listDate, gazetteer: gazetteer, limits: limits, progress: progress)
  }

  /// Reads a table.
  public static func read(
    _ table: RawTable, listDate: CivilDate, gazetteer: Gazetteer, limits: ImportLimits = .standard,
    progress: ((Int) -> Void)? = nil
  ) throws -> OfficialList {
    try read(
      table, nil, listDate: listDate, gazetteer: gazetteer, limits: limits, progress: progress)
  }

  private static func read(
    _ table: RawTable, _ rest: CSVTableReader?, listDate: CivilDate, gazetteer: Gazetteer,
    limits: ImportLimits, progress: ((Int) -> Void)?
  ) throws -> OfficialList {
    guard let header = Header.find(in: table.rows, limits: limits) else {
      throw claims(table, limits) ?? ImportError(.noHeader, place: table.sheet)
    }
    if let refusal = claims(table, limits) { throw refusal }
    var reader = RowReader(header: header, listDate: listDate, regions: RegionResolver(gazetteer))
    reader.list = OfficialList(sheet: table.sheet, format: table.format)
    reader.list.headerLine = table.rows[header.row].line
    reader.list.personalColumns = header.personal.map { header.names[$0] }
    reader.list.ignoredColumns = header.ignored.map { header.names[$0] }
    for field in header.columns.keys { reader.list.fields[field] = header.name(field) }
    var count = 0
    func take(_ row: RawRow) throws(SeedError) {
      try reader.take(row)
      count += 1
      if count % 1000 == 0 { progress?(count) }
    }
    for row in table.rows[(header.row + 1)...] { try take(row) }
    var rest = rest
    while let row = try rest?.nextFilled() { try take(row) }
    if reader.list.rows.isEmpty, reader.list.issues.isEmpty {
      throw ImportError(.noRows, place: table.sheet)
    }
    return reader.list
  }

  /// A refusal when the columns or the values are those of claims or participants.
  private static func claims(_ table: RawTable, _ limits: ImportLimits) -> ImportError? {
    for row in table.rows.prefix(limits.headerRows) {
      let marks = row.cells.map(\.text).filter { PersonalData.isParticipant(column: $0) }
      let filled = row.cells.filter { !$0.isBlank }
      if marks.count >= PersonalData.columnsThatRefuse, filled.count >= 3 {
        return ImportError(
          .personalData(columns: marks), place: table.sheet, line: row.line)
      }
    }
    // NIKs in most rows are participants, whatever the header says.
    let sample = table.rows.prefix(1000)
    let withNIK = sample.count { row in row.cells.contains { PersonalData.looksLikeNIK($0.text) } }
    if withNIK >= 3, withNIK * 2 > sample.count {
      return ImportError(.personalData(columns: ["NIK"]), place: table.sheet)
    }
    return nil
  }
}
