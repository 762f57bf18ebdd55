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
  /// The cost of this many journeys is not known.
  case journeyCost(count: Int)
}

extension OpenItem {
  /// The identifier in machine formats.
  public var code: String {
    switch self {
    case .clockStart: "clock_start"
    case .report(let stage, let addressee): "report_\(stage.rawValue)_\(addressee.rawValue)"
    case .outcomeLetter: "outcome_letter"
    case .journey: "journey"
    case .journeyCost(let count): "journey_cost_\(count)"
    }
  }

  /// Reads the word; nil when it is none.
  public init?(code: String) {
    let parts = code.split(separator: "_", omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("clock", 2) where code == "clock_start": self = .clockStart
    case ("outcome", 2) where code == "outcome_letter": self = .outcomeLetter
    case ("journey", 1): self = .journey
    case ("journey", 3):
      guard parts[1] == "cost", let count = Int(parts[2]) else { return nil }
      self = .journeyCost(count: count)
    case ("report", 3):
      guard let stage = ReportStage(rawValue: parts[1]),
        let addressee = Addressee(rawValue: parts[2])
      else { return nil }
      self = .report(stage, addressee)
    default: return nil
    }
  }
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
