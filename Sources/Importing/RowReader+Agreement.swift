internal import Facilities
internal import Lists

/// Reading what a row says of its agreement: status, remarks, dates.
extension RowReader {
  mutating func readAgreement(_ row: RawRow, _ site: inout ListRow) {
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
    site.take(remark: site.note)
    for remark in row.remarks { site.take(remark: remark) }
    // "Klinik Satu (TUTUP)" says it in the name.
    if let open = site.name.firstIndex(of: "(") { site.take(remark: String(site.name[open...])) }
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
}
