internal import Lists

/// What a header says: one row, or two of which the upper one names groups of columns
/// (`Kontak` over `Telp` and `HP`, `PKS` over `Nomor`, `Mulai` and `Berakhir`).
struct HeaderTexts: Hashable, Sendable {
  /// The columns' names: those of the lower row, and of the upper one where the lower one is blank.
  let row: RawRow
  /// The row as it stands; of two the lower one.
  let lower: RawRow
  /// The row above it, where it belongs to the header.
  let upper: RawRow?
  /// The group that stands over each column, or empty.
  private let groups: [String]
  /// The fields that it names; none without a column of names.
  let fields: Set<ListField>

  /// A header of one row.
  init(_ row: RawRow) { self.init(row, below: nil) }

  private init(_ lower: RawRow, below upper: RawRow?) {
    self.lower = lower
    self.upper = upper
    var row = lower
    var groups: [String] = []
    if let upper {
      var group = ""
      for column in 0..<max(lower.cells.count, upper.cells.count) {
        let (own, above) = (lower[column].text, upper[column].text)
        // A group ends where the next one begins, and where nothing stands below it.
        if !above.isEmpty { group = own == above ? "" : above } else if own.isEmpty { group = "" }
        if column >= row.cells.count { row.cells.append(.blank) }
        if own.isEmpty, !above.isEmpty {
          row.cells[column] = upper[column]
          group = ""
        }
        groups.append(group)
      }
    }
    self.row = row
    self.groups = groups
    let found = Set(
      row.cells.indices.compactMap { Self.field(row[$0].text, groups.isEmpty ? "" : groups[$0]) })
    fields = found.contains(.name) ? found : []
  }

  /// A row as a header, together with the row above it where the two say more than either does alone, or where the
  /// lower one only goes on with it.
  static func best(_ row: RawRow, below upper: RawRow?) -> HeaderTexts {
    let alone = HeaderTexts(row)
    guard let upper, upper.line + 1 == row.line, upper.cells.count(where: { !$0.isBlank }) > 1
    else { return alone }
    let both = HeaderTexts(row, below: upper)
    if both.fields.isEmpty { return alone }
    let saysMore = both.fields.count > max(alone.fields.count, HeaderTexts(upper).fields.count)
    let persons = row.cells.indices.contains { both.isPersonal($0) && !alone.isPersonal($0) }
    return saysMore || persons || alone.fields.isEmpty && both.goesOn ? both : alone
  }

  /// Whether the lower row has only names of columns, two or more.
  private var goesOn: Bool {
    let own = lower.cells.indices.filter {
      !lower[$0].isBlank && lower[$0].text != upper?[$0].text
    }
    return own.count > 1
      && own.allSatisfy {
        field($0) != nil || isPersonal($0) || Header.isNumbering(lower[$0].text)
      }
  }

  /// The same for a part of the columns.
  func part(_ columns: Set<Int>) -> HeaderTexts {
    func only(_ row: RawRow) -> RawRow {
      var row = row
      for column in row.cells.indices where !columns.contains(column) { row.cells[column] = .blank }
      return row
    }
    return HeaderTexts(only(lower), below: upper.map(only))
  }

  /// The field that a column's name means, with its group where it says nothing alone.
  func field(_ column: Int) -> ListField? { Self.field(row[column].text, group(column)) }

  /// Whether a column holds personal data: "Nama" below "PIC" as well.
  func isPersonal(_ column: Int) -> Bool {
    let (own, group) = (row[column].text, group(column))
    if PersonalData.isPersonal(column: own) { return true }
    // A letter's head above the columns is no group: "Email: …", "Jl. …".
    let isTitle = group.utf8.count <= 30 && !group.contains { ":@".contains($0) || $0.isNumber }
    return !group.isEmpty && isTitle && PersonalData.isPersonal(column: group)
  }

  private func group(_ column: Int) -> String {
    groups.indices.contains(column) ? groups[column] : ""
  }

  private static func field(_ own: String, _ group: String) -> ListField? {
    if let field = ListField.named(own) { return field }
    if own.isEmpty || group.isEmpty { return nil }
    return ListField.named("\(own) \(group)") ?? ListField.named("\(group) \(own)")
  }

  /// Whether a row of the table is one of the header's rows once more, as on each printed page.
  func isRepeated(_ row: RawRow, _ columns: some Collection<Int>) -> Bool {
    [lower, upper].contains { part in
      guard let part, columns.contains(where: { !part[$0].isBlank }) else { return false }
      return columns.allSatisfy { row[$0].text == part[$0].text }
    }
  }
}
