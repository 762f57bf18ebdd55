import Audit
import Formats
import Glibc
import Referrals
import Application
import Storage

/// Takes the figures of the referral service over into an audit.
enum AuditReferrals {
  /// The measures that an audit shows, in its order.
  static let measures: [FigureMeasure] = [
    .referrals, .requests, .answerMedian, .answerP90, .answeredInFive, .answeredInFifteen,
    .unanswered, .acceptance, .arrival, .noShow, .onward, .returned, .bypass, .bypassExtra,
    .outsidePLKK, .outsideEmergency, .firstReport, .firstLateness, .secondReport, .secondLateness,
    .careMedian, .careP90,
  ]

  /// The figures of a database; `nil` when there is none, or none was named and that at its usual
  /// place is not for whoever asks.
  static func figures(_ database: String?, _ options: AccessOptions) async throws
    -> ReferralFigures?
  {
    let path = try database ?? ListsFile.defaultDatabase
    guard access(path, F_OK) == 0 else { return nil }
    do {
      let identity = try await options.identity(database: path)
      let desk = ReferralDesk(store: try SQLiteStore(path: path), now: Vault.clock)
      let figures = try await desk.figures(by: identity)
      if !figures.passedOver.isEmpty {
        let names = figures.passedOver.joined(separator: ", ")
        Output.error(
          say(
            id: "rujukan yang rusak tidak dihitung: \(names); jalankan plkk doctor",
            en: "damaged referrals are not counted: \(names); run plkk doctor"))
      }
      return ReferralFigures(figures)
    } catch let error as CommandFailure {
      // The network can be audited without the referrals; who names them is told why not.
      if database == nil, options.tokenFile == nil { return nil }
      throw error
    } catch let error as DeskError {
      throw ReferFile.failure(error)
    } catch let error as StoreError {
      throw ReferFile.failure(error)
    }
  }
}

extension ReferralFigures {
  /// Takes service figures by province over.
  init(_ figures: ServiceFigures) {
    self.init(
      asOf: figures.asOf.iso8601(),
      measures: AuditReferrals.measures.map { measure in
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
  init(_ unit: FigureMeasure.Unit) {
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
  init(_ cell: FigureCell) {
    self =
      switch cell {
      case .shown(let value, let count): .shown(value, of: count)
      case .unbounded(let count): .unbounded(of: count)
      case .suppressed: .suppressed
      case .none: .none
      }
  }
}
