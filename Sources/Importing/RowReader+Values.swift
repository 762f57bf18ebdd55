internal import Facilities
internal import Geo
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
    readKind(row, &site)
    readPlace(row, &site)
    readPhones(row, &site)
    site.note = withoutPersonal(row, .note)
    readAgreement(row, &site)
    readCoordinates(row, &site)
    readServices(row, &site)
    readDamage(row, &site)
    if isBare(row) { site.doubts.append(.bareName) }
    return site
  }

  /// Whether a row of a table has nothing but a name, and one that tells no kind: a place and date, a
  /// signature or a remark below the table look so.
  private func isBare(_ row: RawRow) -> Bool {
    guard list.format != .bullets, header.columns.count > 1, let name = header.columns[.name],
      KindWords.prefix(ofName: row[name].text) == nil,
      header.order.allSatisfy({
        $0.column == name || row[$0.column].isBlank || row[$0.column].origin == .merged
      })
    else { return false }
    // Below a section of a kind a numbered name is a site.
    return sectionKind == nil || header.numbering.contains { row[$0].isBlank }
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
      if sectionKind != told { note(row, .kindInferred, .kind, site.name) }
    } else if let kind = sectionKind {
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
      if !sectionRegency.isEmpty {
        site.regency = sectionRegency
      } else if header.columns[.regency] != nil, !lastRegency.isEmpty, list.format == .csv {
        // A merged cell saved as text leaves blanks below its first row; a workbook says what it merged.
        site.regency = lastRegency
        site.isRegencyCarried = true
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
    site.districtCode = code(row, .districtCode)
    let id = text(row, .facilityID).uppercased()
    if id.hasPrefix("PLKK-") || id.hasPrefix("RS-") { site.facilityID = id }
    splitCode(&site)
  }

  /// `1601R003 - RSUD ULIN`: a code in front of the name is the code.
  private func splitCode(_ site: inout ListRow) {
    guard site.officialCode.isEmpty, site.name.utf8.contains(UInt8(ascii: "-")),
      let dash = site.name.firstIndex(of: "-"),
      dash > site.name.startIndex, site.name[site.name.index(before: dash)] == " "
    else { return }
    let code = site.name[..<dash].dropLast()
    let rest = TextBytes.clean(String(site.name[site.name.index(after: dash)...]))
    let digits = code.utf8.count { (48...57).contains($0) }
    guard digits >= 4, !rest.isEmpty, (5...12).contains(code.utf8.count),
      code.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) })
    else { return }
    site.officialCode = String(code)
    site.name = rest
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

  private mutating func readAgreement(_ row: RawRow, _ site: inout ListRow) {
    site.agreementNumber = text(row, .agreement)
    let status = text(row, .status)
    if let known = StatusWords.status(status) {
      site.status = known
      if status.isEmpty, header.columns[.status] != nil { note(row, .statusMissing, .status, "") }
      if known == .notUsable { note(row, .notUsable, .status, status) }
    } else {
      note(row, .statusUnknown, .status, status)
      site.doubts.append(.statusUnclear(status))
    }
    switch StatusWords.effect(ofNote: site.note) {
    case .none: break
    case .ends:
      site.status = .notUsable
      site.doubts.append(.noteEnds(site.note))
    case .limits: site.doubts.append(.noteLimits(site.note))
    }
    let basis = text(row, .basis)
    if !basis.isEmpty, basis != PLKKBasis.official.rawValue {
      site.doubts.append(.notOfficial(basis))
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
    let text = row[column].text
    switch DateText.order(text) {
    case .monthFirst: monthFirst.insert(field)
    case .either: ambiguousDates.append((list.boxes.count, field))
    case .dayFirst, nil: break
    }
    switch DateText.read(row[column]) {
    case .none: return nil
    case .date(let date): return date
    case .until(let date) where field == .validTo: return date
    case .period(let start, let end) where field == .validFrom || field == .validTo:
      if site.validFrom == nil { site.validFrom = start }
      if field == .validFrom, site.validTo == nil { site.validTo = end }
      return field == .validFrom ? start : end
    case .twoDigitYear: unclear(row, field, .twoDigitYear, &site)
    case .unreadable, .until, .period: unclear(row, field, .unreadableDate, &site)
    }
    return nil
  }

  private mutating func unclear(
    _ row: RawRow, _ field: ListField, _ rule: RowIssue.Rule, _ site: inout ListRow
  ) {
    guard let column = header.columns[field] else { return }
    note(row, rule, field, row[column].text)
    site.doubts.append(.dateUnclear(column: header.name(field), row[column].text))
  }

  /// Reads latitude and longitude in two cells, and both in one; what disagrees is asked about.
  private mutating func readCoordinates(_ row: RawRow, _ site: inout ListRow) {
    let latitude = text(row, .latitude)
    let longitude = text(row, .longitude)
    let both = text(row, .coordinates)
    let pair = CoordinateCells.read(latitude: latitude, longitude: longitude)
    let one = CoordinateCells.read(both)
    let written = "\(latitude) \(longitude)"
    if case .position(let first) = pair, case .position(let second) = one {
      let meters = Geodesic.distance(from: first.position, to: second.position)
      if meters > Self.samePlace + first.meters + second.meters {
        site.doubts.append(.coordinatesDisagree(meters: meters))
      }
    }
    if case .position(let found) = pair {
      take(found, row, .latitude, written, &site)
      if isUnread(one) { note(row, .unreadableCoordinates, .coordinates, both) }
      return
    }
    refuse(pair, row, .latitude, written, &site)
    if case .position(let found) = one {
      // The cell that can be read settles what the other ones leave open.
      site.doubts.removeAll { if case .coordinatesUnclear = $0 { true } else { false } }
      take(found, row, .coordinates, both, &site)
    } else {
      refuse(one, row, .coordinates, both, &site)
      if pair == .unreadable {
        site.writtenPair = WrittenPair(latitude: latitude, longitude: longitude)
      }
    }
  }

  /// How well a position is known that is written to so many metres: two decimals are a kilometre, the
  /// width of a village; one is ten, that of a kecamatan.
  private static func precision(ofMeters meters: Double) -> PositionPrecision {
    meters > 5_000 ? .district : meters > 500 ? .village : .site
  }

  /// Two notations of one row's position may differ by so many metres.
  private static let samePlace = 200.0

  private func isUnread(_ reading: CoordinateCells.Reading) -> Bool {
    reading == .unreadable || reading == .half
  }

  private mutating func take(
    _ found: CoordinateCells.Found, _ row: RawRow, _ column: ListField, _ written: String,
    _ site: inout ListRow
  ) {
    site.position = found.position
    site.positionMeters = found.meters
    site.precision =
      PositionPrecision(rawValue: text(row, .precision)) ?? Self.precision(ofMeters: found.meters)
    if site.precision != .site, header.columns[.precision] == nil {
      note(row, .coarsePosition, column, written)
    }
    site.wasSwapped = found.wasSwapped
    if found.wasSwapped { note(row, .coordinatesSwapped, column, written) }
    if !found.leftOut.isEmpty {
      note(row, .wordsLeftOut, column, found.leftOut.joined(separator: ", "))
    }
  }

  private mutating func refuse(
    _ reading: CoordinateCells.Reading, _ row: RawRow, _ column: ListField, _ written: String,
    _ site: inout ListRow
  ) {
    switch reading {
    case .none, .position: return
    case .zeros: return note(row, .zeroCoordinates, column, written)
    case .shortLink: return note(row, .shortLink, column, written)
    case .half: note(row, .halfCoordinates, column, written)
    case .unreadable: note(row, .unreadableCoordinates, column, written)
    }
    site.doubts.append(.coordinatesUnclear(written))
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
