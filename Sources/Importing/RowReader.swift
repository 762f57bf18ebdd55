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
  /// Slashed dates of which nobody can say what is the day: place of the row in the list, and column.
  var ambiguousDates: [(row: Int, field: ListField)] = []
  /// Date columns in which an American wrote.
  var monthFirst: Set<ListField> = []

  var sectionRegency = ""
  var sectionProvince = ""
  var sectionBranch = ""
  var sectionKind: FacilityKind?
  var lastRegency = ""

  init(header: Header, listDate: CivilDate, regions: RegionResolver, list: OfficialList) {
    self.header = header
    self.listDate = listDate
    self.regions = regions
    self.list = list
  }

  /// Takes the next row: it becomes a site, a broken row, or one that is passed over.
  mutating func take(_ raw: RawRow) throws(SeedError) {
    list.filledRows += 1
    if raw.fault == nil, Header.isHeader(raw), !isHeader(raw) {
      header = Header(raw, at: 0)
      list.note(header)
      lastRegency = ""
      return pass(raw, .header)
    }
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
    if isHeader(row) { return pass(row, .header) }
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
      if let site { list.brokenNames.insert(NameKey.key(site.name)) }
      list.brokenRows += 1
      return
    }
    list.boxes.append(RowBox(site))
  }

  /// Ends the reading: what only the whole file can tell.
  mutating func finish() {
    for (place, field) in ambiguousDates where monthFirst.contains(field) {
      var row = list.boxes[place].row
      row.doubts.append(.monthFirst(column: header.name(field)))
      list.boxes[place] = RowBox(row)
    }
  }

  private mutating func pass(_ row: RawRow, _ reason: PassedRow.Reason, _ text: String? = nil) {
    let words = text ?? row.cells.lazy.map(\.text).filter { !$0.isEmpty }.joined(separator: " ")
    list.passed.append(PassedRow(line: row.line, reason: reason, text: words))
  }

  private func isHeader(_ row: RawRow) -> Bool {
    header.columns.values.allSatisfy { row[$0].text == header.names[$0] }
  }

  // MARK: Totals and sections

  /// Whether a row adds others up or numbers the columns: words of totals, and nothing else but numbers.
  private func isTotal(_ row: RawRow) -> Bool {
    let filled = row.cells.filter { !$0.isBlank && !Self.isNumeral($0.text) }
    guard let first = filled.first else {
      // `1 2 3 4` below the header numbers the columns; a lone number belongs to a nameless site.
      guard let column = header.columns[.name] else { return true }
      return !row[column].isBlank || !header.columns.values.contains { !row[$0].isBlank }
    }
    // "Total Medika Klinik | Klinik | Balikpapan" is a site: what stands beside a total is a number.
    guard filled.dropFirst().allSatisfy({ Self.isFigure($0.text) }) else { return false }
    var words = NameKey.words(first.text)[...]
    if words.count > 1, words[0] == "sub" || words[0] == "grand" { words = words.dropFirst() }
    guard let word = words.first, ["total", "jumlah", "subtotal"].contains(word) else {
      return false
    }
    return words.dropFirst().allSatisfy {
      Self.totalWords.contains($0) || Self.isFigure($0) || NameWords.isHospital($0)
    } || isPlace(words.dropFirst())
  }

  /// Whether words name a kabupaten or province, as behind "Total".
  private func isPlace(_ words: ArraySlice<String>) -> Bool {
    let key = words.joined()
    let gazetteer = regions.gazetteer
    return gazetteer.provinces.contains { NameKey.key($0.name) == key }
      || gazetteer.regencies.contains {
        let name = NameKey.words($0.region.name)
        return name.joined() == key || name.dropFirst().joined() == key
          || "kab" + name.dropFirst().joined() == key
      }
  }

  private static let totalWords: Set<String> = [
    "plkk", "faskes", "fasilitas", "kesehatan", "rumah", "sakit", "klinik", "puskesmas", "pkm",
    "seluruh", "semua", "keseluruhan", "kabupaten", "kab", "kota", "provinsi", "cabang", "data",
    "baris", "dan", "lainnya", "umum", "swasta",
  ]

  private static func isFigure(_ text: String) -> Bool {
    text.contains(where: \.isNumber)
      && text.unicodeScalars.allSatisfy { "0123456789.,+-% ".unicodeScalars.contains($0) }
  }

  /// Numbering in front of a section or row: `1`, `1.`, `A.`, `IV`.
  private static func isNumeral(_ text: String) -> Bool {
    let key = Header.key(text)
    if key.isEmpty { return true }
    return key.utf8.count <= 5
      && (key.allSatisfy { ("0"..."9").contains($0) } || key.utf8.count == 1
        || key.allSatisfy { "ivxlc".contains($0) })
  }

  /// Whether a row is a section's title or a stray line; if so it is dealt with.
  private mutating func takeSection(_ row: RawRow) throws(SeedError) -> Bool {
    let fields = Set(header.columns.values)
    // Numbering stands in columns of its own; a number in a field's column is a value.
    let filled = row.cells.indices.filter {
      !row[$0].isBlank && row[$0].origin != .merged
        && !(Self.isNumeral(row[$0].text) && !fields.contains($0))
    }
    guard filled.count == 1, let column = filled.first else { return false }
    var text = row[column].text
    // "A. RUMAH SAKIT", "II) KLINIK".
    if let mark = text.firstIndex(where: { $0 == "." || $0 == ")" }),
      Self.isNumeral(
        String(text[..<mark]))
    {
      text = TextBytes.clean(String(text[text.index(after: mark)...]))
    }
    if let kind = KindWords.isTitle(text) {
      sectionKind = kind
      pass(row, .section, text)
      return true
    }
    let words = NameKey.words(text)
    if let first = words.first,
      ["kabupaten", "kab", "kota"].contains(first)
        || column != header.columns[.name]
    {
      if case .regency(let region) = try regions.regency(named: text) {
        sectionRegency = region.name
        sectionKind = nil
        pass(row, .section, text)
        return true
      }
    }
    if let province = regions.gazetteer.provinces.first(where: {
      NameKey.key($0.name) == words.drop { ["provinsi", "propinsi", "prov"].contains($0) }.joined()
    }) {
      sectionProvince = province.name
      sectionRegency = ""
      pass(row, .section, text)
      return true
    }
    if words.count > 2, words[0] == "kantor", words[1] == "cabang" {
      sectionBranch = text
      sectionRegency = ""
      pass(row, .section, text)
      return true
    }
    if column == header.columns[.name],
      words.first.map({ !["kabupaten", "kab"].contains($0) }) ?? false
    {
      return false
    }
    note(row, .lineIgnored, value: text)
    pass(row, .strayLine, text)
    return true
  }
}
