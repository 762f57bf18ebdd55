internal import Lists

/// Reads separated values after RFC 4180 from UTF-8 bytes, row by row.
///
/// Our own and not SwiftCSV 0.10.0: that one walks a whole `String` by characters, drops an empty
/// last field at the end of the text, trims blanks at the start of a field, and stops for good at
/// the first bad quote without saying where. Here a bad quote spoils its own line only, and each row
/// knows the line on which it starts.
struct CSVTableReader {
  private let bytes: [UInt8]
  private let separator: UInt8
  private let limits: ImportLimits
  private(set) var place = 0
  private var line = 1
  private var rows = 0
  private var cells = 0
  /// Whether the row being read has quotes around what looks like further rows.
  private var swallows = false

  init(_ bytes: [UInt8], separator: UInt8, limits: ImportLimits) {
    self.bytes = bytes
    self.separator = separator
    self.limits = limits
  }

  /// All rows, at most `most` of them; blank rows are left out.
  static func rows(
    _ bytes: [UInt8], separator: UInt8, limits: ImportLimits, most: Int = .max
  ) throws(ImportError) -> [RawRow] {
    var reader = CSVTableReader(bytes, separator: separator, limits: limits)
    return try reader.rows(most)
  }

  /// The next filled rows, at most `most` of them.
  mutating func rows(_ most: Int) throws(ImportError) -> [RawRow] {
    var rows: [RawRow] = []
    while rows.count < most, let row = try nextFilled() { rows.append(row) }
    return rows
  }

  /// The next row with something in it, or `nil` at the end; counts rows and cells against the limits.
  mutating func nextFilled() throws(ImportError) -> RawRow? {
    while let row = try next() {
      if row.fault == nil, row.cells.isEmpty { continue }
      rows += 1
      if rows > limits.rows {
        throw ImportError(.tooLarge(what: .rows, limit: limits.rows), line: row.line)
      }
      cells += row.cells.count
      if cells > limits.cells {
        throw ImportError(.tooLarge(what: .cells, limit: limits.cells), line: row.line)
      }
      return row
    }
    return nil
  }

  /// The next row, or `nil` at the end.
  private mutating func next() throws(ImportError) -> RawRow? {
    guard place < bytes.count else { return nil }
    let start = (place, line)
    var row = RawRow(line: line, cells: [])
    swallows = false
    while true {
      guard let cell = try field() else {
        // The quote was a slip: this line is spoilt, and reading goes on at the next one.
        (place, line) = start
        row.fault = .quoting
        row.cells = [RawCell(TextBytes.clean(bytes[place..<min(endOfLine(), place + 200)]))]
        place = endOfLine()
        skipLineEnd()
        return row
      }
      if row.cells.count < limits.columns {
        row.cells.append(cell)
      } else if !cell.isBlank {
        throw ImportError(.tooLarge(what: .columns, limit: limits.columns), line: row.line)
      }
      guard place < bytes.count, bytes[place] == separator else { break }
      place += 1
      // The empty field after a separator at the very end of the text would be cut off below.
      if place == bytes.count { break }
    }
    if swallows { row.swallowedLines = line - row.line }
    skipLineEnd()
    while let last = row.cells.last, last.isBlank { row.cells.removeLast() }
    return row
  }

  /// One field, or `nil` when its quotes are broken; leaves `place` on what ends it.
  private mutating func field() throws(ImportError) -> RawCell? {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      let start = place
      while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
      return try cell(bytes[start..<place])
    }
    var content: [UInt8] = []
    var separators = 0
    var isInner = false
    place += 1
    while true {
      guard place < bytes.count, content.count <= limits.cellBytes else { return nil }
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
        place += 1
      } else if byte == 0x0a || byte == 0x0d && (place == bytes.count || bytes[place] != 0x0a) {
        line += 1
        isInner = true
        separators = 0
      } else if byte == separator {
        separators += 1
        // A line of fields inside one pair of quotes: rows that a stray quote swallowed.
        if isInner, separators >= 2 { swallows = true }
      }
      content.append(byte)
    }
    guard place == bytes.count || isEnd(bytes[place]) else { return nil }
    return try cell(content[...])
  }

  private func cell(_ content: ArraySlice<UInt8>) throws(ImportError) -> RawCell {
    guard content.count <= limits.cellBytes else {
      throw ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), line: line)
    }
    let text = Self.withoutGuard(TextBytes.clean(content))
    // What a spreadsheet would compute is no value; a phone with + and a number with - are.
    let isFormula =
      content.first == UInt8(ascii: "=")
      || content.first == UInt8(ascii: "@")
      || (content.first == UInt8(ascii: "+") || content.first == UInt8(ascii: "-"))
        && text.utf8.contains(UInt8(ascii: "(")) && text.utf8.contains(UInt8(ascii: "!"))
    return RawCell(text, origin: isFormula ? .formula : .text)
  }

  /// A text without the apostrophe that keeps spreadsheets from running it (`'+62…`, `'=A`).
  private static func withoutGuard(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"),
      let sign = text.utf8.first(where: { $0 != UInt8(ascii: "'") }), "=+-@".utf8.contains(sign)
    else { return text }
    return String(text.dropFirst())
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == 0x0a || byte == 0x0d
  }

  private func endOfLine() -> Int {
    var end = place
    while end < bytes.count, bytes[end] != 0x0a, bytes[end] != 0x0d { end += 1 }
    return end
  }

  private mutating func skipLineEnd() {
    guard place < bytes.count else { return }
    if bytes[place] == 0x0d {
      place += 1
      if place < bytes.count, bytes[place] == 0x0a { place += 1 }
    } else if bytes[place] == 0x0a {
      place += 1
    }
    line += 1
  }
}
