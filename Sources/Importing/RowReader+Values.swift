internal import Facilities
internal import Lists

/// Reading one row's cells into values; what cannot be read is an issue or a doubt.
extension RowReader {
  mutating func site(_ row: RawRow) -> ListRow? {
    for (field, column) in header.order {
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
    readName(row, &site)
    readKind(row, &site)
    readPlace(row, &site)
    readPhones(row, &site)
    site.note = withoutPersonal(row, .note)
    readAgreement(row, &site)
    readTicks(&site)
    readCoordinates(row, &site)
    readServices(row, &site)
    readDamage(row, &site)
    if isBare(row) { site.doubts.append(.bareName) }
    return site
  }

  /// Whether a row of a table has nothing but a name without a kind: a place and date, a
  /// signature or a remark below the table look so.
  private func isBare(_ row: RawRow) -> Bool {
    guard list.format != .bullets, header.columns.count > 1, let name = header.columns[.name],
      KindWords.prefix(ofName: row[name].text) == nil,
      header.order.allSatisfy({
        $0.column == name || row[$0.column].isBlank || row[$0.column].origin == .merged
      })
    else { return false }
    // Below a section of a kind a numbered name is a site.
    return section.kind == nil || header.numbering.contains { row[$0].isBlank }
  }

  private mutating func readKind(_ row: RawRow, _ site: inout ListRow) {
    let written = text(row, .kind)
    let told = KindWords.prefix(ofName: site.name)
    if let kind = KindWords.kind(written) {
      site.kind = kind
      // Our own words for kinds say nothing of a class.
      if FacilityKind(rawValue: written) == nil { site.careClass = written }
    } else if !written.isEmpty {
      site.kind = told ?? .other
      site.careClass = written
      note(row, .kindUnknown, .kind, "\(written) → \(site.kind.rawValue)")
    } else if let told {
      site.kind = told
      if section.kind != told { note(row, .kindInferred, .kind, site.name) }
    } else if let kind = section.kind {
      site.kind = kind
      note(row, .carriedDown, .kind, kind.rawValue)
    } else {
      note(row, .kindUnknown, .kind, site.name)
    }
    let careClass = text(row, .careClass)
    if !careClass.isEmpty { site.careClass = careClass }
    site.ownership = text(row, .ownership)
    let beds = text(row, .beds)
    site.beds = (Int(beds) ?? Double(beds).flatMap { Int(exactly: $0) }).flatMap {
      $0 > 0 && $0 < 100_000 ? $0 : nil
    }
    if site.beds == nil, !beds.isEmpty, beds != "0" { note(row, .valueLeftOut, .beds, beds) }
  }

  private mutating func readPlace(_ row: RawRow, _ site: inout ListRow) {
    site.regency = text(row, .regency)
    site.regencyCode = code(row, .regencyCode)
    if let column = header.columns[.regency], row[column].origin == .merged {
      note(row, .carriedDown, .regency, site.regency)
    } else if site.regency.isEmpty, site.regencyCode.isEmpty {
      if !section.regency.isEmpty {
        site.regency = section.regency
        if !section.doubtful.isEmpty {
          site.isRegencyCarried = true
          site.doubts.append(.sectionUnclear(section.doubtful))
        }
      } else if header.columns[.regency] != nil, !lastRegency.isEmpty, list.format == .csv {
        // A merged cell saved as text leaves blanks below its first row; a workbook says what it merged.
        site.regency = lastRegency
        site.isRegencyCarried = true
      }
      if !site.regency.isEmpty { note(row, .carriedDown, .regency, site.regency) }
    }
    lastRegency = site.regency
    site.province = text(row, .province)
    if site.province.isEmpty { site.province = section.province }
    site.district = text(row, .district)
    site.village = text(row, .village)
    site.locality = text(row, .locality)
    site.address = withoutPersonal(row, .address)
    site.branch = text(row, .branch)
    if site.branch.isEmpty { site.branch = section.branch }
    let official = code(row, .officialCode)
    if !official.isEmpty { site.officialCode = official }
    site.districtCode = code(row, .districtCode)
    let id = text(row, .facilityID).uppercased()
    if id.hasPrefix("PLKK-") || id.hasPrefix("RS-") { site.facilityID = id }
  }

  /// Takes what is no name off a name: the row's number, a code, the sign of a footnote; what is left is kept
  /// as printed.
  private mutating func readName(_ row: RawRow, _ site: inout ListRow) {
    let written = site.name
    var cell = NameCell(written)
    let code = text(row, .officialCode)
    // A code that is not the one in its own column belongs to the name.
    if !cell.code.isEmpty, !code.isEmpty, NameKey.key(code) != NameKey.key(cell.code) {
      cell = NameCell(written, takesCode: false)
    }
    site.name = cell.name
    site.officialCode = cell.code
    if let sign = cell.footnote { footnoted.append((list.boxes.count, sign)) }
    if cell.name != written { note(row, .nameSplit, .name, "\(written) → \(cell.name)") }
    if cell.holdsSeveral { site.doubts.append(.severalNames(site.name)) }
  }

  private mutating func readPhones(_ row: RawRow, _ site: inout ListRow) {
    // Area code and extension belong to the column of bare numbers, where there is one.
    let bare = header.columns[.phoneNumber] == nil ? ListField.phone : .phoneNumber
    for field in [ListField.phone, .phoneNumber] {
      guard let column = header.columns[field] else { continue }
      readPhones(
        row, row[column], area: field == bare ? text(row, .phoneArea) : "",
        ext: field == bare ? text(row, .phoneExtension) : "", &site)
    }
  }

  private mutating func readPhones(
    _ row: RawRow, _ cell: RawCell, area: String, ext: String, _ site: inout ListRow
  ) {
    var text = cell.text
    if isScientific(text) { return note(row, .scientificNotation, .phone, text) }
    if !area.isEmpty, !text.isEmpty, !text.hasPrefix("0"), !text.hasPrefix("+") {
      text = (area.hasPrefix("0") ? area : "0" + area) + "-" + text
    }
    if !ext.isEmpty, !text.isEmpty { text += " ext " + ext }
    let reading = PhoneText.read(text, isNumber: cell.origin == .number && area.isEmpty)
    site.phones += reading.phones.filter { !site.phones.contains($0) }
    if reading.isRestored { note(row, .leadingZeroLost, .phone, text) }
    if reading.isUnclear { site.doubts.append(.phoneUnclear(text)) }
    for rest in reading.leftOut { note(row, .phoneLeftOut, .phone, rest) }
    if reading.phones.contains(where: { $0.e164 == nil }) {
      note(row, .phoneUnreadable, .phone, text)
    }
  }

  private mutating func readServices(_ row: RawRow, _ site: inout ListRow) {
    site.services.openingHours = text(row, .hours)
    site.services.services = text(row, .services).split(whereSeparator: { $0 == ";" || $0 == "," })
      .map { TextBytes.clean(String($0)) }.filter { !$0.isEmpty }
    let emergency = text(row, .emergency)
    switch StatusWords.status(emergency) {
    case .usable: site.services.emergency24h = true
    case .notUsable: site.services.emergency24h = false
    case .unknown: break
    case nil where ["24jam", "24", "247"].contains(Header.key(emergency)):
      site.services.emergency24h = true
    case nil: note(row, .valueLeftOut, .emergency, emergency)
    }
  }

  /// What the file itself did to a row.
  private mutating func readDamage(_ row: RawRow, _ site: inout ListRow) {
    if row.swallowedLines > 0 { site.doubts.append(.rowsSwallowed(lines: row.swallowedLines)) }
    if row.isHidden { note(row, .hiddenRow, value: site.name) }
    if let column = header.columns[.name], row[column].isStruck { site.doubts.append(.struckOut) }
    for (field, column) in header.order {
      // U+FFFD begins with EF, which hardly any other character of a list does.
      let text = row[column].text
      if text.utf8.contains(0xef), text.contains(TextBytes.badByte) {
        note(row, .badByte, field, row[column].text)
        site.doubts.append(.badByte(column: header.name(field)))
      }
    }
  }

  // MARK: Cells

  func text(_ row: RawRow, _ field: ListField) -> String {
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

  mutating func note(
    _ row: RawRow, _ rule: RowIssue.Rule, _ field: ListField, _ value: String
  ) {
    list.issues.append(
      RowIssue(line: row.line, column: header.name(field), value: value, rule: rule))
  }

  mutating func note(_ row: RawRow, _ rule: RowIssue.Rule, value: String) {
    list.issues.append(RowIssue(line: row.line, value: value, rule: rule))
  }
}
