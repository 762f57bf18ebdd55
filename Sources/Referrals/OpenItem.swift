/// Something of a case that is not done; a case is closed with it only on purpose.
public enum OpenItem: Hashable, Sendable, Codable {
  /// The time from which the first report's deadline counts is not known.
  case clockStart
  /// A report was not sent to an addressee.
  case report(ReportStage, Addressee)
  /// The patient arrived, and no doctor's letter on the outcome is recorded.
  case outcomeLetter
  /// A patient travelled, and no journey is recorded.
  case journey
  /// The cost of so many journeys is not known.
  case journeyCost(count: Int)
}

extension Referral {
  /// What is open, in the order of the field's work; empty when the case can be closed.
  ///
  /// An own-account worker has no employer to report. Reports of a referral back are those of its case
  /// and are not counted here.
  public var openItems: [OpenItem] {
    var items: [OpenItem] = []
    let hasEmployer = facts.segment != .ownAccount && caseCode == code
    if hasEmployer {
      if facts.clockStart == nil { items.append(.clockStart) }
      items += missing(.first)
    }
    if caseCode == code {
      if outcomeLetterAt == nil {
        if arrived != nil { items.append(.outcomeLetter) }
      } else if hasEmployer {
        items += missing(.second)
      }
    }
    if transport.isEmpty, attempts.contains(where: { $0.departedAt != nil }) {
      items.append(.journey)
    }
    let unknown = transport.count { $0.cost == nil }
    if unknown > 0 { items.append(.journeyCost(count: unknown)) }
    return items
  }

  private func missing(_ stage: ReportStage) -> [OpenItem] {
    let sent = Set(reports.lazy.filter { $0.stage == stage }.map(\.to))
    return Addressee.allCases.filter { !sent.contains($0) }.map { .report(stage, $0) }
  }
}
