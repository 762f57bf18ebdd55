internal import Facilities

/// Reads the rows below a header one after the other, carrying sections down.
struct RowReader {
  /// Longest value of each field, bytes; beyond it a cell is no such value.
  static let longest: [ListField: Int] = [
    .name: 200, .kind: 100, .regency: 100, .regencyCode: 20, .province: 100, .district: 100,
    .village: 100, .locality: 100, .address: 500, .phone: 200, .branch: 100, .officialCode: 40,
    .status: 100, .agreement: 100, .note: 1000, .coordinates: 500,
  ]

  let header: Header
  let listDate: CivilDate
  let regions: RegionResolver
  var list = OfficialList(format: .csv)

  private var sectionRegency = ""
  private var sectionProvince = ""
  private var sectionBranch = ""
  private var sectionKind: FacilityKind?
  private var lastRegency = ""

  init(header: Header, listDate: CivilDate, regions: RegionResolver) {
    self.header = header
    self.listDate = listDate
    self.regions = regions
  }

  /// Takes the next row.
  mutating func take(_ row: RawRow) throws(SeedError) {
    let row = header.joined(row)
    if let fault = row.fault {
      switch fault {
      case .quoting: note(row, .quoting, value: row[0].text)
      }
      return
    }
    if isTotal(row) { return list.totalLines.append(row.line) }
    if try takeSection(row) { return }
    // A header again, as on each printed page, is no site.
    if isHeader(row) { return }
    let issuesBefore = list.issues.count
    guard let site = site(row) else { return }
    if list.issues[issuesBefore...].contains(where: \.isError) {
      list.brokenNames.insert(NameKey.key(site.name))
      return
    }
    list.rows.append(site)
  }

  private func isHeader(_ row: RawRow) -> Bool {
    header.columns.values.allSatisfy { row[$0].text == header.names[$0] }
  }

  // MARK: Totals and sections

  private func isTotal(_ row: RawRow) -> Bool {
    guard let first = row.cells.first(where: { !$0.isBlank && !Self.isNumeral($0.text) }) else {
      // `1 2 3 4` below the header numbers the columns; a lone number belongs to a nameless site.
      guard let column = header.columns[.name] else { return true }
      return !row[column].isBlank || !header.columns.values.contains { !row[$0].isBlank }
    }
    let words = NameKey.words(first.text)
    guard let word = words.first else { return false }
    return ["total", "jumlah", "subtotal"].contains(word)
      || words.count > 1 && (word == "sub" || word == "grand") && words[1] == "total"
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
      list.sections[row.line] = text
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
        list.sections[row.line] = text
        return true
      }
    }
    if let province = regions.gazetteer.provinces.first(where: {
      NameKey.key($0.name) == words.drop { ["provinsi", "propinsi", "prov"].contains($0) }.joined()
    }) {
      sectionProvince = province.name
      sectionRegency = ""
      list.sections[row.line] = text
      return true
    }
    if words.count > 2, words[0] == "kantor", words[1] == "cabang" {
      sectionBranch = text
      sectionRegency = ""
      list.sections[row.line] = text
      return true
    }
    if column == header.columns[.name],
      words.first.map({ !["kabupaten", "kab"].contains($0) }) ?? false
    {
      return false
    }
    note(row, .lineIgnored, value: text)
    return true
  }

  // MARK: Sites

  private mutating func site(_ row: RawRow) -> ListRow? {
    for field in ListField.allCases {
      guard let column = header.columns[field] else { continue }
      let cell = row[column]
      if cell.origin == .formula { note(row, .formula, field, cell.text) }
      if cell.origin == .error { note(row, .errorValue, field, cell.text) }
      if cell.text.utf8.count > Self.longest[field] ?? 100 { note(row, .tooLong, field, cell.text) }
    }
    let name = text(row, .name)
    guard !NameKey.key(name).isEmpty else {
      note(row, .nameMissing, .name, name)
      return nil
    }
    if PersonalData.looksLikeNIK(name) {
      note(row, .nameMissing, .name, "")
      return nil
    }
    var site = ListRow(line: row.line, name: name, kind: .other)
    readKind(row, &site)
    readPlace(row, &site)
    readPhones(row, &site)
    readAgreement(row, &site)
    readCoordinates(row, &site)
    site.note = withoutPersonal(row, .note)
    return site
  }

  private mutating func readKind(_ row: RawRow, _ site: inout ListRow) {
    let written = text(row, .kind)
    let told = KindWords.prefix(ofName: site.name)
    if let kind = KindWords.kind(written) {
      site.kind = kind
      site.careClass = written
    } else if !written.isEmpty {
      site.kind = told ?? .other
      site.careClass = written
      note(row, .kindUnknown, .kind, written)
    } else if let told {
      site.kind = told
      if sectionKind != told { note(row, .kindInferred, .kind, site.name) }
    } else if let kind = sectionKind {
      site.kind = kind
      note(row, .carriedDown, .kind, kind.rawValue)
    } else {
      note(row, .kindUnknown, .kind, site.name)
    }
  }

  private mutating func readPlace(_ row: RawRow, _ site: inout ListRow) {
    site.regency = text(row, .regency)
    site.regencyCode = code(row, .regencyCode)
    if let column = header.columns[.regency], row[column].origin == .merged {
      note(row, .carriedDown, .regency, site.regency)
    } else if site.regency.isEmpty, site.regencyCode.isEmpty {
      if !sectionRegency.isEmpty {
        site.regency = sectionRegency
      } else if header.columns[.regency] != nil, !lastRegency.isEmpty, list.format != .json {
        // A merged cell saved as text leaves blanks below its first row.
        site.regency = lastRegency
      }
      if !site.regency.isEmpty { note(row, .carriedDown, .regency, site.regency) }
    }
    lastRegency = site.regency
    site.province = text(row, .province)
    if site.province.isEmpty { site.province = sectionProvince }
    site.district = text(row, .district)
    site.village = text(row, .village)
    site.locality = text(row, .locality)
    site.address = withoutPersonal(row, .address)
    site.branch = text(row, .branch)
    if site.branch.isEmpty { site.branch = sectionBranch }
    site.officialCode = code(row, .officialCode)
  }

  private mutating func readPhones(_ row: RawRow, _ site: inout ListRow) {
    guard let column = header.columns[.phone] ?? header.columns[.phoneNumber] else { return }
    let cell = row[column]
    if cell.isBlank { return }
    var text = cell.text
    if cell.origin == .number, isScientific(text) {
      return note(row, .scientificNotation, .phone, text)
    }
    if cell.origin == .text, isScientific(text) {
      return note(row, .scientificNotation, .phone, text)
    }
    let area = self.text(row, .phoneArea)
    if !area.isEmpty, !text.hasPrefix("0"), !text.hasPrefix("+") {
      text = (area.hasPrefix("0") ? area : "0" + area) + "-" + text
    }
    let ext = self.text(row, .phoneExtension)
    if !ext.isEmpty { text += " ext " + ext }
    let isNumber = cell.origin == .number && area.isEmpty
    site.phones = PhoneText.read(text, isNumber: isNumber)
    if isNumber, !text.hasPrefix("0"), !text.hasPrefix("62") {
      note(row, .leadingZeroLost, .phone, text)
    }
    if site.phones.contains(where: { $0.e164 == nil })
      || site.phones.isEmpty && text.contains(where: \.isLetter)
    {
      note(row, .phoneUnreadable, .phone, text)
    }
  }

  private mutating func readAgreement(_ row: RawRow, _ site: inout ListRow) {
    site.agreementNumber = text(row, .agreement)
    let status = text(row, .status)
    if let known = StatusWords.status(status) {
      site.status = known
      if status.isEmpty, header.columns[.status] != nil { note(row, .statusMissing, .status, "") }
      if known == .notUsable { note(row, .notUsable, .status, status) }
    } else {
      note(row, .statusUnknown, .status, status)
    }
    site.validFrom = date(row, .validFrom, &site)
    let end = date(row, .validTo, &site)
    site.validTo = end ?? site.validTo
    site.verified = date(row, .verified, &site)
    if let from = site.validFrom, let to = site.validTo, to < from {
      note(row, .endBeforeStart, .validTo, "\(from) … \(to)")
    }
    if let to = site.validTo, to < listDate { note(row, .expired, .validTo, to.description) }
  }

  private mutating func date(
    _ row: RawRow, _ field: ListField, _ site: inout ListRow
  ) -> CivilDate? {
    guard let column = header.columns[field] else { return nil }
    switch DateText.read(row[column]) {
    case .none: return nil
    case .date(let date): return date
    case .period(let start, let end):
      if site.validFrom == nil { site.validFrom = start }
      if field == .validFrom, site.validTo == nil { site.validTo = end }
      return field == .validFrom ? start : end
    case .twoDigitYear: note(row, .twoDigitYear, field, row[column].text)
    case .unreadable: note(row, .unreadableDate, field, row[column].text)
    }
    return nil
  }

  private mutating func readCoordinates(_ row: RawRow, _ site: inout ListRow) {
    let latitude = text(row, .latitude)
    let longitude = text(row, .longitude)
    let both = text(row, .coordinates)
    let reading =
      latitude.isEmpty && longitude.isEmpty
      ? CoordinateCells.read(both) : CoordinateCells.read(latitude: latitude, longitude: longitude)
    let written = both.isEmpty ? "\(latitude) \(longitude)" : both
    let column: ListField = both.isEmpty ? .latitude : .coordinates
    switch reading {
    case .none: break
    case .position(let position, let wasSwapped):
      site.position = position
      site.wasSwapped = wasSwapped
      if wasSwapped { note(row, .coordinatesSwapped, column, written) }
    case .half: note(row, .halfCoordinates, column, written)
    case .unreadable: note(row, .unreadableCoordinates, column, written)
    }
  }

  // MARK: Cells

  private func text(_ row: RawRow, _ field: ListField) -> String {
    guard let column = header.columns[field] else { return "" }
    let text = row[column].text
    return text == "-" || text == "–" ? "" : text
  }

  /// A code: text whose digits are all there.
  private mutating func code(_ row: RawRow, _ field: ListField) -> String {
    let text = text(row, field)
    guard let column = header.columns[field], !text.isEmpty else { return text }
    if isScientific(text) { note(row, .scientificNotation, field, text) }
    // A double keeps 15 digits; a spreadsheet writes zeros for the rest.
    if row[column].origin == .number, text.filter(\.isNumber).utf8.count > 15 {
      note(row, .roundedNumber, field, text)
    }
    return text
  }

  /// Free text without the numbers that look like a person's.
  private mutating func withoutPersonal(_ row: RawRow, _ field: ListField) -> String {
    let text = text(row, field)
    let words = text.split(separator: " ")
    guard
      words.contains(where: {
        PersonalData.looksLikeNIK(String($0.filter { ("0"..."9").contains($0) }))
      })
    else { return text }
    note(row, .personalNumberDropped, field, "")
    return words.filter {
      !PersonalData.looksLikeNIK(String($0.filter { ("0"..."9").contains($0) }))
    }.joined(separator: " ")
  }

  /// `6,28123E+12`, as a spreadsheet writes numbers that are too long for their cell.
  private func isScientific(_ text: String) -> Bool {
    guard let mark = text.lastIndex(where: { $0 == "E" || $0 == "e" }) else { return false }
    let head = text[..<mark]
    let tail = text[text.index(after: mark)...].drop { $0 == "+" || $0 == "-" }
    return !head.isEmpty && !tail.isEmpty && tail.allSatisfy { ("0"..."9").contains($0) }
      && head.allSatisfy { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
  }

  private mutating func note(
    _ row: RawRow, _ rule: RowIssue.Rule, _ field: ListField, _ value: String
  ) {
    list.issues.append(
      RowIssue(line: row.line, column: header.name(field), value: value, rule: rule))
  }

  private mutating func note(_ row: RawRow, _ rule: RowIssue.Rule, value: String) {
    list.issues.append(RowIssue(line: row.line, value: value, rule: rule))
  }
}
