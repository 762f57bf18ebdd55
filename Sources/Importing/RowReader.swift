internal import Facilities
internal import Lists

/// Reads the rows below a header one after the other, carrying sections down.
struct RowReader {
  /// Longest value of each field, bytes; beyond it a cell is no such value.
  static let longest: [ListField: Int] = [
    .name: 200, .kind: 100, .regency: 100, .regencyCode: 20, .province: 100, .district: 100,
    .village: 100, .locality: 100, .address: 500, .phone: 200, .branch: 100, .officialCode: 40,
    .status: 100, .agreement: 100, .note: 1000, .coordinates: 500, .hours: 300, .services: 1000,
  ]

  var header: Header
  let listDate: CivilDate
  let regions: RegionResolver
  var list: OfficialList
  /// Slashed dates whose day and month are ambiguous: place of the row in the list, and column.
  var ambiguousDates: [(row: Int, field: ListField)] = []
  /// Date columns in which an American wrote.
  var monthFirst: Set<ListField> = []

  /// What the titles above a row say of it.
  var section = Section()
  var lastRegency = ""
  /// Names with a sign that points to a footnote: place of the row in the list, and the sign.
  var footnoted: [(row: Int, sign: String)] = []
  /// Footnotes by their sign.
  var footnotes: [String: String] = [:]

  /// Filled cells of the row at hand in columns of ticks.
  var ticked: [Ticked] = []

  init(header: Header, listDate: CivilDate, regions: RegionResolver, list: OfficialList) {
    self.header = header
    self.listDate = listDate
    self.regions = regions
    self.list = list
  }

  /// Takes the next row: it becomes a site, a broken row, or one that is passed over.
  mutating func take(_ raw: RawRow) throws(SeedError) {
    list.filledRows += 1
    if raw.fault == nil {
      if header.texts.isRepeated(raw, header.columns.values) { return pass(raw, .header) }
      if Header.isHeader(raw) {
        header = Header(HeaderTexts(raw), at: 0)
        list.note(header)
        lastRegency = ""
        return pass(raw, .header)
      }
    }
    ticked = header.ticks.isEmpty ? [] : Ticked.all(raw, header)
    let (row, leftOut) = header.joined(raw)
    if let fault = row.fault {
      switch fault {
      case .quoting: note(row, .quoting, value: row[0].text)
      case .doubledMember(let name): note(row, .doubledMember, value: name)
      }
      list.brokenRows += 1
      return
    }
    if isTotal(row) { return pass(row, .total) }
    if try takeSection(row) { return }
    let issuesBefore = list.issues.count
    var site = site(row)
    for column in header.unnamed(row) { list.unnamedCells[column, default: 0] += 1 }
    for (column, field) in leftOut {
      let name = header.names[column]
      list.secondCells[name, default: 0] += 1
      let first = header.columns[field].map { row[$0].text } ?? ""
      if Header.single.contains(field), NameKey.key(first) != NameKey.key(raw[column].text) {
        site?.doubts.append(.secondValue(column: name, raw[column].text))
      }
    }
    guard let site, !list.issues[issuesBefore...].contains(where: \.isError) else {
      footnoted.removeAll { $0.row == list.boxes.count }
      ambiguousDates.removeAll { $0.row == list.boxes.count }
      if let site { list.brokenNames.insert(NameKey.key(site.name)) }
      list.brokenRows += 1
      return
    }
    list.boxes.append(RowBox(site))
    // It is unknown whether a lone name without a kind began another part.
    if site.doubts.contains(.bareName) { section.doubt(site.name) }
  }

  /// Ends the reading: decides what only the whole file can decide.
  mutating func finish() {
    for (place, field) in ambiguousDates where monthFirst.contains(field) {
      var row = list.boxes[place].row
      row.doubts.append(.monthFirst(column: header.name(field)))
      list.boxes[place] = RowBox(row)
    }
    for (place, sign) in footnoted where place < list.boxes.count {
      var row = list.boxes[place].row
      row.take(footnote: footnotes[sign] ?? sign)
      list.boxes[place] = RowBox(row)
    }
  }

  mutating func pass(_ row: RawRow, _ reason: PassedRow.Reason, _ text: String? = nil) {
    let words = text ?? row.cells.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
    list.passed.append(PassedRow(line: row.line, reason: reason, text: words))
  }
}
