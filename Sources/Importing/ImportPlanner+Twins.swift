internal import Facilities
internal import Lists

/// Rows of one file that are one site.
extension ImportPlanner {
  /// A site twice in one file: the later end date stands, with the agreement that has it; what the first
  /// row leaves blank the second one fills, and differences are reported.
  mutating func merge(_ placement: Placement, into first: Int) {
    mergedRows += 1
    let row = placement.row
    let kept = placements[first].row
    issues.append(
      RowIssue(
        line: row.line, value: "\(row.name) = \(RowNumber.text(placements[first].row.line))",
        rule: .duplicate))
    placements[first].doubts += placement.doubts.filter {
      !placements[first].doubts.contains($0)
    }
    placements[first].row.phones += row.phones.filter { phone in
      !kept.phones.contains { $0.kept == phone.kept }
    }
    placements[first].row.services = row.services.covered(by: kept.services)
    placements[first].row.beds = kept.beds ?? row.beds
    fill(\.address, row, first)
    fill(\.note, row, first)
    fill(\.officialCode, row, first)
    fill(\.ownership, row, first)
    fill(\.careClass, row, first)
    if placements[first].position == nil, placement.position != nil {
      placements[first].position = placement.position
      placements[first].precision = placement.precision
      placements[first].source = placement.source
    } else if let mine = kept.position, let other = row.position, mine != other {
      differs(row, "\(Self.text(mine)) | \(Self.text(other))")
    }
    mergeAgreement(row, kept, first)
  }

  private mutating func mergeAgreement(_ row: ListRow, _ kept: ListRow, _ first: Int) {
    if kept.status != row.status, kept.status != .unknown, row.status != .unknown {
      differs(row, "\(kept.status.rawValue) | \(row.status.rawValue)")
    }
    guard let end = row.validTo, kept.validTo.map({ end > $0 }) ?? true else {
      fill(\.agreementNumber, row, first)
      placements[first].row.validFrom = kept.validFrom ?? row.validFrom
      if kept.status == .unknown { placements[first].row.status = row.status }
      return
    }
    placements[first].row.validTo = end
    placements[first].row.validFrom = row.validFrom ?? kept.validFrom
    if !row.agreementNumber.isEmpty {
      placements[first].row.agreementNumber = row.agreementNumber
    }
    if row.status != .unknown { placements[first].row.status = row.status }
  }

  /// Fills a blank text of the first row, or reports that the two differ.
  private mutating func fill(
    _ field: WritableKeyPath<ListRow, String>, _ row: ListRow, _ first: Int
  ) {
    let mine = placements[first].row[keyPath: field]
    let other = row[keyPath: field]
    if mine.isEmpty {
      placements[first].row[keyPath: field] = other
    } else if !other.isEmpty, NameKey.key(mine) != NameKey.key(other) {
      differs(row, "\(mine.prefix(38)) | \(other.prefix(38))")
    }
  }

  private mutating func differs(_ row: ListRow, _ value: String) {
    issues.append(RowIssue(line: row.line, value: value, rule: .duplicateDiffers))
  }
}
