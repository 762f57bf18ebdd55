/// What the referral service shows about the network, with identifying figures withheld.
///
/// The indicators follow the audit's catalogue: answers, acceptance, completion, bypass, care outside
/// PLKK, reports in time, time to care, transport. Figures hold no code, no name and no position.
public struct ServiceFigures: Hashable, Sendable {
  /// One group and its figures.
  public struct Group: Hashable, Sendable {
    /// What it is known by: a province's code, a facility's id, or another word of the grouping.
    public let key: String
    /// The figure of every measure.
    public let cells: [FigureMeasure: FigureCell]

    /// Names a group and its figures.
    public init(key: String, cells: [FigureMeasure: FigureCell]) {
      self.key = key
      self.cells = cells
    }
  }

  /// When it was counted.
  public let asOf: Instant
  /// What the groups are.
  public let grouping: FigureGrouping
  /// The figure of every measure, over everything.
  public let total: [FigureMeasure: FigureCell]
  /// The groups by ascending key; their cells are withheld so that no total gives them away.
  public let groups: [Group]
  /// How long answers took, in the total: the numbers of requests.
  public let answers: [AnswerTime: FigureCell]
  /// Why requests were refused, in the total: the numbers of requests.
  public let reasons: [RejectionReason: FigureCell]
  /// Referrals that cannot be read and are counted nowhere, by code where it can be read.
  public let passedOver: [String]

  /// Puts figures together that were counted elsewhere.
  public init(
    asOf: Instant, grouping: FigureGrouping, total: [FigureMeasure: FigureCell], groups: [Group],
    answers: [AnswerTime: FigureCell], reasons: [RejectionReason: FigureCell], passedOver: [String]
  ) {
    self.asOf = asOf
    self.grouping = grouping
    self.total = total
    self.groups = groups
    self.answers = answers
    self.reasons = reasons
    self.passedOver = passedOver
  }
}

/// Adds referrals up to figures.
///
/// Referrals come in any order, each once; adding one costs O(its attempts and reports).
public struct FigureCounter: Sendable {
  private let grouping: FigureGrouping
  private let now: Instant
  private var total = FigureTally()
  private var groups: [String: FigureTally] = [:]
  private var passedOver: [String] = []

  /// Counts the state at `now`.
  public init(by grouping: FigureGrouping, now: Instant) {
    self.grouping = grouping
    self.now = now
  }

  /// Names referrals that cannot be read.
  public mutating func passOver(_ names: [String]) { passedOver += names }

  /// Adds a referral; one that is void or frozen is left out.
  public mutating func add(_ referral: Referral) {
    guard FigureTally.counts(referral) else { return }
    total.add(referral, now: now)
    for attempt in referral.attempts { total.add(attempt, now: now) }
    guard grouping != .facility else {
      for attempt in referral.attempts {
        guard let facility = attempt.destination?.facilityID, attempt.sentAt != nil else {
          continue
        }
        groups[facility, default: FigureTally()].add(attempt, now: now)
      }
      return
    }
    let key = key(referral)
    groups[key, default: FigureTally()].add(referral, now: now)
    for attempt in referral.attempts { groups[key]?.add(attempt, now: now) }
  }

  private func key(_ referral: Referral) -> String {
    switch grouping {
    case .province, .facility: return String(referral.facts.regionCode.prefix(2))
    case .kind: return referral.facts.kind.rawValue
    case .priority: return referral.priority.rawValue
    case .quarter:
      let day = CivilTime(referral.openedAt, offsetMinutes: 0).day
      return "\(PaddedDigits.padded(day.year, to: 4))-Q\((day.month + 2) / 3)"
    }
  }

  /// The figures of what was added, with small cells and those that would give them away withheld.
  ///
  /// Cost: O(n log n) in the number of requests, for the ranks.
  public func figures() -> ServiceFigures {
    let whole = total.raw()
    let raw = groups.mapValues { $0.raw() }
    var cells = raw.mapValues { $0.mapValues(\.cell) }
    for (measure, total) in whole {
      for key in Disclosure.hidden(raw.compactMapValues { $0[measure] }, total: total) {
        cells[key]?[measure] = .suppressed
      }
    }
    let byReason = Dictionary(
      uniqueKeysWithValues: total.reasons.map { ($0.key.rawValue, $0.value) })
    let reasons = Disclosure.cells(byReason)
    return ServiceFigures(
      asOf: now, grouping: grouping, total: whole.mapValues(\.cell),
      groups: cells.sorted { $0.key < $1.key }.map { .init(key: $0.key, cells: $0.value) },
      answers: Disclosure.cells(total.answers),
      reasons: total.reasons.reduce(into: [:]) { $0[$1.key] = reasons[$1.key.rawValue] },
      passedOver: passedOver)
  }
}
