public import Lists

/// Which column means what, found in the first rows of a table.
public struct Header: Sendable {
  /// Place of the header among the table's rows; of its lower row, where it has two.
  public let row: Int
  /// Place of its upper row, or the same.
  let firstRow: Int
  /// What it says.
  let texts: HeaderTexts
  /// Columns of ticks, with what a tick in them means.
  let ticks: [Int: Tick]
  /// Column of each field that was found.
  public let columns: [ListField: Int]
  /// The same in the order of the fields.
  let order: [(field: ListField, column: Int)]
  /// Printed names of all columns, by column.
  public let names: [String]
  /// Columns with personal or bank data, by column: never read, only reported.
  public let personal: [Int]
  /// Columns that are not understood, by column: not kept, only reported.
  public let ignored: [Int]
  /// Columns that number the rows.
  public let numbering: [Int]
  /// Columns of names: the first one and those with other names.
  let nameColumns: [Int]
  /// Further columns of a field, which count where its first one is blank.
  private let others: [Other]

  private struct Other: Hashable {
    let column: Int
    let first: Int
    let field: ListField
  }

  /// Fields of which two columns must not say two things: a row that does waits.
  static let single: Set<ListField> = [.name, .status, .validFrom, .validTo]

  /// The printed name of a field's column, or empty.
  public func name(_ field: ListField) -> String {
    columns[field].map { names[$0] } ?? ""
  }

  /// How well a row serves as a header: the number of fields it names, 0 without a name column.
  static func score(_ row: RawRow) -> Int { HeaderTexts(row).fields.count }

  /// Whether a row below a header is another one, of a second table: it names three fields or more, and
  /// nothing in it can be a value.
  static func isHeader(_ row: RawRow) -> Bool {
    let meanings = row.cells.map { field($0.text) }
    let fields = Set(meanings.compactMap { $0 })
    guard fields.count >= 3, fields.contains(.name) else { return false }
    var named = 0
    var filled = 0
    for (cell, meaning) in zip(row.cells, meanings) where !cell.isBlank {
      filled += 1
      if meaning != nil {
        named += 1
      } else if !PersonalData.isPersonal(column: cell.text),
        cell.text.contains(where: \.isNumber) || cell.text.utf8.count > 40
      {
        return false
      }
    }
    return named * 2 > filled
  }

  /// The best header in the first rows of a table, the upper one of equals; `nil` when there is none.
  ///
  /// A row that holds values is none: "Klinik" in a column of kinds is a name for a column of names as well.
  /// Nor is one below whose column of names there are only figures, as in a table that counts sites.
  static func find(in rows: [RawRow], limits: ImportLimits) -> Header? {
    let top = rows.prefix(limits.headerRows)
    var best: (score: Int, header: Header)?
    for (place, row) in top.enumerated() {
      let texts = HeaderTexts.best(row, below: place > 0 ? top[place - 1] : nil)
      let names = row.cells.filter { field($0.text) == .name }
      if names.isEmpty, texts.upper == nil { continue }
      let values = row.cells.count { isValue($0) }
      if values > 0, names.allSatisfy({ KindWords.isTitle($0.text) != nil }) { continue }
      // Of two readings that say as much the one that explains both rows is right.
      let score = texts.fields.count - values + (texts.upper == nil ? 0 : 1)
      guard !texts.fields.isEmpty, score > best?.score ?? .min else { continue }
      let below = top.dropFirst(place + 1)
      let header = Header(texts, at: place, below: below)
      if header.holdsNames(below) { best = (score, header) }
    }
    return best?.header
  }

  /// Whether a cell is a value and no column's name: a date, a phone, a code.
  private static func isValue(_ cell: RawCell) -> Bool {
    if cell.origin == .date { return true }
    let digits = cell.text.utf8.count { (48...57).contains($0) }
    return digits >= 5
      && cell.text.unicodeScalars.allSatisfy { "0123456789 /.,-+()".unicodeScalars.contains($0) }
  }

  /// Whether the column of names has a name in some rows, or nothing at all.
  private func holdsNames(_ rows: ArraySlice<RawRow>) -> Bool {
    let cells = rows.flatMap { row in nameColumns.map { row[$0] } }.filter { !$0.isBlank }
    return cells.isEmpty || cells.contains { $0.text.contains(where: \.isLetter) }
  }

  /// Makes sense of a header.
  ///
  /// - Parameters:
  ///   - texts: What it says.
  ///   - place: Its place among the table's rows.
  ///   - first: The place of its upper row, where that is not the one before.
  ///   - rows: Rows below it, as far as they are known: they tell numbering and ticks from other columns.
  init(
    _ texts: HeaderTexts, at place: Int, from first: Int? = nil,
    below rows: ArraySlice<RawRow> = []
  ) {
    let row = texts.row
    let ticks = Tick.columns(row, below: rows)
    var columns: [ListField: Int] = [:]
    var others: [Other] = []
    var personal: [Int] = []
    var ignored: [Int] = []
    var numbering: [Int] = []
    var nameColumns: [Int] = []
    // "Nomor" is a phone's number beside an area code and numbers the rows everywhere else.
    let hasArea = row.cells.contains { Self.field($0.text) == .phoneArea }
    let names = row.cells.map(\.text).filter { Self.field($0) == .name }
    for (column, cell) in row.cells.enumerated() where !cell.isBlank && ticks[column] == nil {
      let field = texts.field(column)
      // "No" below "PKS" is the agreement's.
      let isNumbering =
        Self.isNumbering(cell.text) && field != .agreement && Self.numbers(column, rows)
      if texts.isPersonal(column) {
        personal.append(column)
      } else if hasArea, ["nomor", "no"].contains(Self.key(cell.text)) {
        columns[.phoneNumber] = column
      } else if isNumbering {
        numbering.append(column)
      } else if var field {
        // "PLKK: ya" beside a name says whether it is one.
        if field == .name, names.count > 1, Self.memberships.contains(Self.key(cell.text)) {
          field = .status
        }
        if field == .name { nameColumns.append(column) }
        // The number of a person's telephone stands right of the person.
        if Self.isMobile(cell.text),
          let left = row.cells[..<column].lastIndex(where: { !$0.isBlank }),
          personal.contains(left)
        {
          personal.append(column)
        } else if let first = columns[field] {
          others.append(Other(column: column, first: first, field: field))
        } else {
          columns[field] = column
        }
      } else {
        ignored.append(column)
      }
    }
    self.row = place
    firstRow = first ?? (texts.upper == nil ? place : place - 1)
    self.texts = texts
    self.ticks = ticks
    self.columns = columns
    order = ListField.allCases.compactMap { field in columns[field].map { (field, $0) } }
    self.others = others
    self.names = row.cells.map(\.text)
    self.personal = personal
    self.ignored = ignored
    self.numbering = numbering
    self.nameColumns = nameColumns
  }

  /// Whether a column may number the rows.
  ///
  /// Of the rows that have something beside it one has a number there, or none has anything. "Nomor" of an agreement is
  /// another thing.
  private static func numbers(_ column: Int, _ rows: ArraySlice<RawRow>) -> Bool {
    let texts = rows.lazy.filter { row in
      !row[column].isBlank && row.cells.count(where: { !$0.isBlank }) > 1
    }.map { $0[column].text }
    return texts.isEmpty || texts.contains(where: RowReader.isNumeral)
  }

  /// Whether a column's name is that of a telephone which a person carries.
  private static func isMobile(_ name: String) -> Bool {
    let key = key(name)
    return field(name) == .phone
      && ["hp", "wa", "handphone", "whatsapp"].contains { key.hasSuffix($0) || key.hasPrefix($0) }
  }

  /// The names of the columns of a field: all of them where all count.
  func allNames(_ field: ListField) -> [String] {
    guard field == .phone else { return [name(field)] }
    return [name(field)] + others.filter { $0.field == field }.map { names[$0.column] }
  }

  /// A row in which a blank field has the value of another column for the same field.
  ///
  /// One list may have `kota` and `kabupaten`, each filled where the other is not. Phones of several
  /// columns all count.
  ///
  /// - Returns: The row, and the columns whose values were left out because the first one is filled, with
  ///   the field.
  func joined(_ row: RawRow) -> (row: RawRow, leftOut: [(column: Int, field: ListField)]) {
    var row = row
    var leftOut: [(column: Int, field: ListField)] = []
    for other in others where !row[other.column].isBlank {
      let (column, first) = (other.column, other.first)
      while row.cells.count <= first { row.cells.append(.blank) }
      if row[first].isBlank {
        row.cells[first] = row[column]
      } else if first == columns[.phone], row[first].text != row[column].text {
        let (one, two) = (Self.dialled(row[first]), Self.dialled(row[column]))
        row.cells[first] = RawCell(one + " / " + two)
      } else if row[first].text != row[column].text {
        leftOut.append((column, other.field))
      }
      row.cells[column] = .blank
    }
    return (row, leftOut)
  }

  /// A phone's cell as text: the spreadsheet's number has lost its zero, which the `.0` shows.
  private static func dialled(_ cell: RawCell) -> String {
    cell.origin == .number && !cell.text.contains(".") ? cell.text + ".0" : cell.text
  }

  /// Columns with values in a row but without a name in the header.
  func unnamed(_ row: RawRow) -> [Int] {
    row.cells.indices.filter { !row.cells[$0].isBlank && ($0 >= names.count || names[$0].isEmpty) }
  }

  /// The field that a column name means, or `nil`.
  static func field(_ name: String) -> ListField? { ListField.named(name) }

  /// A column name in the form in which it is compared: letters and digits in lower case.
  static func key(_ name: String) -> String {
    var key = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": key.unicodeScalars.append(scalar)
      default: break
      }
    }
    return key
  }

  private static let memberships: Set<String> = ["plkk", "rstc", "traumacenter"]

  static func isNumbering(_ name: String) -> Bool {
    ["no", "nomor", "nourut", "nomorurut", "num", "rownum", "urut"].contains(key(name))
  }
}
