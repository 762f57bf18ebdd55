internal import Facilities
internal import Lists

/// Collects the rows of one sheet from its XML events.
final class SheetRows {
  /// The last row that any spreadsheet program has.
  private static let lastLine = 1 << 24

  private let sharedTexts: [String]
  private let styles: [XLSXReader.Style]
  private let startsIn1904: Bool
  private let limits: ImportLimits
  private let most: Int

  private var rows: [RawRow] = []
  private var merges: [(top: Int, bottom: Int, column: Int)] = []
  private var allCells = 0
  private var line = 0
  private var cells: [RawCell] = []
  private var column = 0
  private var type = ""
  private var style = 0
  private var hasFormula = false
  private var content: [UInt8] = []
  private var isHidden = false
  /// Columns that the sheet hides, from 0.
  private(set) var hiddenColumns: Set<Int> = []

  init(
    sharedTexts: [String], styles: [XLSXReader.Style], startsIn1904: Bool, limits: ImportLimits,
    most: Int
  ) {
    self.sharedTexts = sharedTexts
    self.styles = styles
    self.startsIn1904 = startsIn1904
    self.limits = limits
    self.most = most
  }

  /// Takes the events of a stream.
  func attach(to stream: XMLStream) {
    stream.onStart = { [unowned self, unowned stream] name, attributes in
      start(name, attributes, stream)
    }
    stream.onEnd = { [unowned self, unowned stream] name in end(name, stream) }
    stream.onText = { [unowned self, unowned stream] bytes in
      content.append(contentsOf: bytes)
      if content.count > limits.cellBytes * 4 {
        stream.fail(ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), line: line))
      }
    }
  }

  private func start(_ name: String, _ attributes: XMLAttributes, _ stream: XMLStream) {
    switch name {
    case "row":
      let next = attributes["r"].map { Int($0) } ?? line + 1
      // Rows ascend (ECMA-376, 18.3.1.73); two with one number are ambiguous.
      guard let next, next > line, next <= Self.lastLine else {
        return stream.fail(
          ImportError(.malformed(.xlsx), line: line, value: attributes["r"] ?? ""))
      }
      line = next
      isHidden = ["1", "true"].contains(attributes["hidden"] ?? "0")
      cells.removeAll(keepingCapacity: true)
      column = -1
    case "c":
      column = attributes["r"].flatMap { Self.column($0) } ?? column + 1
      type = attributes["t"] ?? "n"
      style = attributes["s"].flatMap { Int($0) } ?? 0
      hasFormula = false
      content.removeAll(keepingCapacity: true)
    case "col" where ["1", "true"].contains(attributes["hidden"] ?? "0"):
      if let first = attributes["min"].flatMap({ Int($0) }),
        let last = attributes["max"].flatMap({ Int($0) }), first > 0, last >= first
      {
        // Usually all columns to the right of a table are hidden by one element.
        hiddenColumns.formUnion((first - 1)..<max(first - 1, min(last, limits.columns)))
      }
    case "f": hasFormula = true
    case "v", "t": stream.wantsText = true
    case "rPh": type = "phonetic"
    case "mergeCell":
      guard merges.count < limits.parts else {
        return stream.fail(ImportError(.tooLarge(what: .parts, limit: limits.parts)))
      }
      if let area = attributes["ref"].flatMap({ Self.area($0) }) { merges.append(area) }
    default: break
    }
  }

  private func end(_ name: String, _ stream: XMLStream) {
    switch name {
    case "v", "t": stream.wantsText = false
    case "c": endCell(stream)
    case "row": endRow(stream)
    default: break
    }
  }

  private func endCell(_ stream: XMLStream) {
    guard !content.isEmpty else { return }
    var cell = value()
    guard !cell.isBlank else { return }
    if hasFormula { cell.origin = .formula }
    cell.isStruck = styles.indices.contains(style) && styles[style].isStruck
    guard column >= 0, column < limits.columns else {
      return stream.fail(
        ImportError(
          .tooLarge(what: .columns, limit: limits.columns), line: line, value: cell.text))
    }
    allCells += max(0, column + 1 - cells.count)
    if allCells > limits.cells {
      return stream.fail(ImportError(.tooLarge(what: .cells, limit: limits.cells), line: line))
    }
    while cells.count <= column { cells.append(.blank) }
    // Two cells with one name are ambiguous.
    guard cells[column].isBlank else {
      return stream.fail(ImportError(.malformed(.xlsx), line: line, value: cell.text))
    }
    cells[column] = cell
  }

  private func value() -> RawCell {
    switch type {
    case "s":
      guard let place = Int(String(decoding: content, as: UTF8.self)),
        sharedTexts.indices.contains(place)
      else { return RawCell("#SHARED", origin: .error) }
      return RawCell(sharedTexts[place])
    case "e": return RawCell(TextBytes.clean(content[...]), origin: .error)
    case "b": return RawCell(content == [UInt8(ascii: "1")] ? "true" : "false")
    case "d":
      return RawCell(String(TextBytes.clean(content[...]).prefix(10)), origin: .date)
    case "n", "":
      var text = TextBytes.clean(content[...])
      let style = styles.indices.contains(style) ? styles[style] : XLSXReader.Style()
      if style.isDate, let serial = Double(text),
        let date = ExcelSerial.date(serial, startsIn1904: startsIn1904)
      {
        return RawCell(date.description, origin: .date)
      }
      // The file holds every digit of a number, in any notation.
      text = NumberText.plain(text) ?? text
      if text.utf8.count < style.zeros, text.utf8.allSatisfy({ (48...57).contains($0) }) {
        text = String(repeating: "0", count: style.zeros - text.utf8.count) + text
      }
      return RawCell(text, origin: .number)
    default: return RawCell(TextBytes.unescaped(content[...]))
    }
  }

  private func endRow(_ stream: XMLStream) {
    guard cells.contains(where: { !$0.isBlank }) else { return }
    var row = RawRow(line: line, cells: cells)
    row.isHidden = isHidden
    rows.append(row)
    if rows.count > limits.rows {
      stream.fail(ImportError(.tooLarge(what: .rows, limit: limits.rows), line: line))
    } else if rows.count >= most {
      stream.stop()
    }
  }

  /// The rows with the first cell of each merged area carried down its left column.
  ///
  /// - Throws: When all areas together are taller than a table may have cells; areas that lie over
  ///   each other would otherwise be walked without end.
  func merged() throws(ImportError) -> [RawRow] {
    guard !merges.isEmpty else { return rows }
    var carried = 0
    var placeOfLine: [Int: Int] = [:]
    for (place, row) in rows.enumerated() { placeOfLine[row.line] = place }
    for merge in merges where merge.bottom > merge.top && merge.column < limits.columns {
      guard let top = placeOfLine[merge.top] else { continue }
      let cell = rows[top][merge.column]
      guard !cell.isBlank else { continue }
      var place = top + 1
      while place < rows.count, rows[place].line <= merge.bottom {
        carried += 1
        if carried > limits.cells {
          throw ImportError(.tooLarge(what: .cells, limit: limits.cells), line: rows[place].line)
        }
        while rows[place].cells.count <= merge.column { rows[place].cells.append(.blank) }
        if rows[place].cells[merge.column].isBlank {
          rows[place].cells[merge.column] = RawCell(cell.text, origin: .merged)
        }
        place += 1
      }
    }
    return rows
  }

  /// The column of a cell's name, from 0: `C7` is 2.
  static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (65...90).contains(byte) else { break }
      column = column * 26 + Int(byte - 64)
      if column > 1 << 20 { return nil }
    }
    return column > 0 ? column - 1 : nil
  }

  private static func area(_ reference: String) -> (top: Int, bottom: Int, column: Int)? {
    let ends = reference.split(separator: ":")
    guard ends.count == 2, let column = column(String(ends[0])),
      let top = Int(ends[0].drop { $0.isLetter }), let bottom = Int(ends[1].drop { $0.isLetter })
    else { return nil }
    return (top, bottom, column)
  }
}
