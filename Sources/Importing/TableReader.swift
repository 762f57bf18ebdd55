public import Lists

/// Finds out by content what a file is, and reads it into one row model.
public enum TableReader {
  /// The first table of a file: of a workbook the sheet whose header serves best.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - sheets: Names of the sheets to read, or none for the best.
  ///   - limits: Bounds.
  /// - Returns: The cells as text, row by row.
  /// - Throws: `ImportError`, when the file as a whole cannot be read.
  public static func table(
    _ bytes: [UInt8], sheets: [String] = [], limits: ImportLimits = .standard
  ) throws(ImportError) -> RawTable {
    var opened = try open(bytes, sheets: sheets, limits: limits)
    opened.first.rows += try opened.rest?.rows(.max) ?? []
    return opened.first
  }

  /// A file whose first table was read, and what reads on: a long text is never held whole, and of a
  /// workbook one sheet at a time.
  struct Opened {
    var first: RawTable
    /// Reads the rows of separated text after those of `first`.
    var rest: CSVTableReader?
    /// The workbook and its further sheets to read.
    var book: XLSXReader?
    var more: [XLSXReader.Sheet] = []
    /// Sheets that are not read.
    var leftOut: [LeftOutSheet] = []
  }

  /// How many rows of separated text are read before the rest is read row by row: enough for the
  /// header and for telling claims data.
  static let firstRows = 1000

  /// Finds out what a file is, and reads its first table.
  static func open(
    _ bytes: [UInt8], sheets: [String], limits: ImportLimits
  ) throws(ImportError) -> Opened {
    guard bytes.count <= limits.fileBytes else {
      throw ImportError(.tooLarge(what: .fileBytes, limit: limits.fileBytes))
    }
    if let foreign = foreign(bytes) { throw ImportError(.unsupported(foreign)) }
    if bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) {
      return try SheetChoice(XLSXReader(bytes, limits: limits), limits).open(sheets)
    }
    let text = TextBytes.utf8(bytes)
    guard let first = text.first(where: { $0 > 0x20 }) else { throw ImportError(.empty) }
    // A web page with its pictures, as Excel saves it under the name .xls.
    if text.starts(with: Array("MIME-Version:".utf8)) { throw ImportError(.unsupported(.markup)) }
    if text.contains(0) { throw ImportError(.unsupported(.binary)) }
    switch first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      return try JSONTableReader.open(text, sheets: sheets, limits: limits)
    case UInt8(ascii: "<"): throw ImportError(.unsupported(.markup))
    default:
      guard sheets.isEmpty else { throw ImportError(.noSheet(available: [])) }
      return try separated(text, limits: limits)
    }
  }

  /// Known formats that are not read, recognised by their first bytes.
  private static func foreign(_ bytes: [UInt8]) -> ImportError.ForeignFormat? {
    if bytes.starts(with: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
      return .xlsOrEncrypted
    }
    if bytes.starts(with: Array("%PDF".utf8)) { return .pdf }
    // BIFF of Excel 2 … 4, before there were containers; gzip, RAR, 7z.
    if bytes.starts(with: [0x09, 0x08]) || bytes.starts(with: [0x09, 0x04]) {
      return .xlsOrEncrypted
    }
    let archives: [[UInt8]] = [
      [0x1f, 0x8b], Array("Rar!".utf8), [0x37, 0x7a, 0xbc, 0xaf], [0x50, 0x4b, 0x05, 0x06],
    ]
    return archives.contains { bytes.starts(with: $0) } ? .binary : nil
  }

  private static func separated(
    _ text: [UInt8], limits: ImportLimits
  ) throws(ImportError) -> Opened {
    var text = text
    var separators = Array(",;\t".utf8)
    // Excel's own hint, "sep=;", stands on a line before the header.
    if text.count > 5, text.starts(with: Array("sep=".utf8)) {
      separators = [text[4]]
      let end = text.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? text.count
      text = Array(text[end...])
    }
    var best: (score: Int, columns: Int, separator: UInt8)?
    for separator in separators {
      let top = try CSVTableReader.rows(
        text, separator: separator, limits: limits, most: limits.headerRows)
      let score = top.map { Header.score($0) }.max() ?? 0
      let columns = top.map(\.cells.count).max() ?? 0
      if (score, columns) > (best?.score ?? 0, best?.columns ?? 0) {
        best = (score, columns, separator)
      }
    }
    let score = best?.score ?? 0
    // A bare list of names has at most a one-word header.
    if score <= 1, BulletTableReader.isList(text) {
      return Opened(first: try BulletTableReader.table(text, limits: limits))
    }
    guard let best else { throw ImportError(.empty) }
    var reader = CSVTableReader(text, separator: best.separator, limits: limits)
    return Opened(first: RawTable(rows: try reader.rows(firstRows), format: .csv), rest: reader)
  }
}
