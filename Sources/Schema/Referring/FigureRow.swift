public import Referrals

/// How much of a figure about people is told.
public enum FigureState: String, Hashable, Sendable, Codable {
  /// The figure and what is behind it.
  case shown
  /// Longer than can be said, because too many never answered.
  case unbounded
  /// Withheld: too few are behind it, or others could be worked out from it.
  case suppressed
  /// Nothing is behind it.
  case none
}

/// A figure of the referral service, over everything or of one province.
public struct FigureRow: Hashable, Sendable, Codable {
  /// What is measured.
  public var measure: FigureMeasure
  /// What it is counted in.
  public var unit: FigureMeasure.Unit
  /// Kemendagri code of the province, empty where none is known; nil over everything.
  public var provinceCode: String?
  /// How much is told.
  public var state: FigureState
  /// The figure, with four decimals.
  public var value: FineNumber?
  /// The referrals, requests or reports behind it.
  public var n: Int?
  /// When it was counted.
  public var asOf: Instant

  init(_ measure: FigureMeasure, _ cell: FigureCell, province: String?, at: Instant) {
    self.measure = measure
    unit = measure.unit
    provinceCode = province
    (state, value, n) = cell.told
    asOf = at
  }

  /// The figure.
  public var cell: FigureCell { FigureCell(state, value, n) }
}

/// How many requests were refused for a reason.
public struct RefusedRow: Hashable, Sendable, Codable {
  /// The reason.
  public var reason: RejectionReason
  /// How much is told.
  public var state: FigureState
  /// How many.
  public var n: Int?
  /// When it was counted.
  public var asOf: Instant

  init(_ reason: RejectionReason, _ cell: FigureCell, at: Instant) {
    self.reason = reason
    (state, _, n) = cell.told
    asOf = at
  }

  /// The number.
  public var cell: FigureCell { FigureCell(state, n.map { FineNumber(Double($0)) }, n) }
}

/// A number that is written with four decimals.
public struct FineNumber: Hashable, Sendable, Codable {
  /// The number.
  public let value: Double

  init(_ value: Double) { self.value = (value * 10_000).rounded() / 10_000 }

  /// Reads a number.
  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Double.self)
  }

  /// Writes the number.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension FigureCell {
  fileprivate var told: (FigureState, FineNumber?, Int?) {
    switch self {
    case .shown(let value, let count): (.shown, FineNumber(value), count)
    case .unbounded(let count): (.unbounded, nil, count)
    case .suppressed: (.suppressed, nil, nil)
    case .none: (.none, nil, nil)
    }
  }

  fileprivate init(_ state: FigureState, _ value: FineNumber?, _ count: Int?) {
    self =
      switch (state, value, count) {
      case (.shown, let value?, let count?): .shown(value.value, of: count)
      case (.unbounded, _, let count?): .unbounded(of: count)
      case (.none, _, _): .none
      default: .suppressed
      }
  }
}

extension ServiceFigures {
  /// The figures that rows tell; nil where there are none.
  ///
  /// How long answers took, by classes, is not among them.
  public init?(_ records: [ReferralRecord]) {
    var total: [FigureMeasure: FigureCell] = [:]
    var provinces: [String: [FigureMeasure: FigureCell]] = [:]
    var reasons: [RejectionReason: FigureCell] = [:]
    var asOf: Instant?
    for record in records {
      switch record {
      case .figure(let row):
        asOf = row.asOf
        if let code = row.provinceCode {
          provinces[code, default: [:]][row.measure] = row.cell
        } else {
          total[row.measure] = row.cell
        }
      case .refused(let row): reasons[row.reason] = row.cell
      default: break
      }
    }
    guard let asOf else { return nil }
    self.init(
      asOf: asOf, grouping: .province, total: total,
      groups: provinces.sorted { $0.key < $1.key }.map { Group(key: $0.key, cells: $0.value) },
      answers: [:], reasons: reasons, passedOver: [])
  }
}
