internal import Audit
internal import Formats
internal import Referrals

extension ReferralFigures {
  /// The measures that an audit shows, in its order.
  private static let shown: [FigureMeasure] = [
    .referrals, .requests, .answerMedian, .answerP90, .answeredInFive, .answeredInFifteen,
    .unanswered, .acceptance, .arrival, .noShow, .onward, .returned, .bypass, .bypassExtra,
    .outsidePLKK, .outsideEmergency, .firstReport, .firstLateness, .secondReport, .secondLateness,
    .careMedian, .careP90,
  ]

  /// Takes service figures by province over.
  init(_ figures: ServiceFigures) {
    self.init(
      asOf: figures.asOf.iso8601(),
      measures: Self.shown.map { measure in
        Measure(
          name: measure.rawValue, unit: Unit(measure.unit),
          total: figures.total[measure].map(Cell.init) ?? .none,
          provinces: figures.groups.reduce(into: [:]) { cells, group in
            cells[group.key] = group.cells[measure].map(Cell.init) ?? Cell.none
          })
      },
      reasons: figures.reasons.reduce(into: [:]) { $0[$1.key.rawValue] = Cell($1.value) })
  }
}

extension ReferralFigures.Unit {
  fileprivate init(_ unit: FigureMeasure.Unit) {
    self =
      switch unit {
      case .count: .count
      case .share: .share
      case .seconds: .seconds
      case .hours: .hours
      case .meters: .meters
      }
  }
}

extension ReferralFigures.Cell {
  fileprivate init(_ cell: FigureCell) {
    self =
      switch cell {
      case .shown(let value, let count): .shown(value, of: count)
      case .unbounded(let count): .unbounded(of: count)
      case .suppressed: .suppressed
      case .none: .none
      }
  }
}
