internal import Facilities
internal import Lists

/// Takes apart what stands on one sheet and is several tables.
///
/// Two kinds: tables side by side, each with its own numbering or with an empty column before it
/// (`No | Nama RS | Kota | | No | Nama Klinik | Kota`), and a table with a column of names for each kind
/// (`Kota | RUMAH SAKIT | KLINIK`). Each part is read as a table of its own, its rows numbered as on a sheet
/// of its own; none of their cells is left to the other's.
struct TableParts {
  /// One part: the columns that it keeps, and what they are called beside the sheet's name.
  struct Part: Hashable {
    var columns: Set<Int>
    var name: String
    /// The title of a column of names, which is the kind of its sites.
    var title = ""
  }

  let parts: [Part]
  /// Columns of names by kind, where they are what makes the parts.
  private let kindColumns: [Int]

  /// The parts under a header; none where it is one table.
  init(_ header: Header) {
    let kinds = Self.kindColumns(header)
    if !kinds.isEmpty {
      let shared = Set(header.names.indices).subtracting(kinds)
      kindColumns = kinds
      parts = kinds.map { column in
        Part(
          columns: shared.union([column]), name: Self.letters(column), title: header.names[column])
      }
      return
    }
    kindColumns = []
    let starts = Self.starts(header)
    parts = starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : Int.max
      let columns = (number == 0 ? 0 : start)..<min(end, header.names.count)
      return Part(
        columns: number + 1 < starts.count
          ? Set(columns) : Set(columns).union(header.names.count..<256),
        name: Self.letters(columns.lowerBound) + ":" + Self.letters(columns.upperBound - 1))
    }
  }

  /// The columns that are named after kinds alone, where there are two kinds or more.
  private static func kindColumns(_ header: Header) -> [Int] {
    guard header.nameColumns.count > 1 else { return [] }
    let columns = header.names.indices.filter { KindWords.isTitle(header.names[$0]) != nil }
    guard header.nameColumns.allSatisfy(columns.contains),
      Set(columns.compactMap { KindWords.isTitle(header.names[$0]) }).count == columns.count
    else { return [] }
    return columns
  }

  /// The first columns of tables side by side; none where there are not two.
  private static func starts(_ header: Header) -> [Int] {
    guard header.nameColumns.count > 1 else { return [] }
    var starts: [Int] = []
    for column in header.nameColumns {
      var start = column
      while start > 0, header.numbering.contains(start - 1) { start -= 1 }
      let isApart = start < column || start == 0 || header.names[start - 1].isEmpty
      guard starts.isEmpty || isApart else { return [] }
      starts.append(start)
    }
    // Beside the name they have another column in common; else the second name belongs to the first's row.
    let fields = starts.enumerated().map { number, start in
      let end = number + 1 < starts.count ? starts[number + 1] : header.names.count
      return Set(header.names[start..<end].compactMap { Header.field($0) })
    }
    let common = fields.dropFirst().reduce(fields.first ?? []) { $0.intersection($1) }
    return common.count > 1 ? starts : []
  }

  /// The rows of a part: other columns are blank, and a row without a value in it is none of its rows.
  func rows(_ rows: [RawRow], of part: Part) -> [RawRow] {
    let isFirst = part == parts.first
    return rows.compactMap { row in
      var own = row
      for column in own.cells.indices where !part.columns.contains(column) {
        own.cells[column] = .blank
      }
      let isEmpty =
        kindColumns.isEmpty
        ? own.cells.allSatisfy(\.isBlank)
        : kindColumns.allSatisfy { isBlank(own[$0]) }
          && (!isFirst || kindColumns.contains { !isBlank(row[$0]) })
      // What spoils a row spoils it once.
      return isEmpty && (row.fault == nil || !isFirst) ? nil : own
    }
  }

  private func isBlank(_ cell: RawCell) -> Bool { ["", "-", "–"].contains(cell.text) }

  /// A column's name in a spreadsheet: `A`, `AB`.
  static func letters(_ column: Int) -> String {
    let last = String(Character(Unicode.Scalar(UInt8(65 + column % 26))))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }
}
