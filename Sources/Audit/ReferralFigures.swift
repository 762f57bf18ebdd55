internal import Glibc

/// What referrals tell about the network, with small cells suppressed.
///
/// Over plain records, so that any store can feed it. A record names no person.
public struct ReferralFigures: Hashable, Sendable {
  /// One request to one facility.
  public struct Record: Hashable, Sendable {
    /// How it was answered.
    public enum Answer: Hashable, Sendable {
      /// Accepted.
      case accepted
      /// Refused, with the word for the reason.
      case refused(String)
      /// Not yet or never answered.
      case none
    }

    /// Group of the figure, for example the province's code.
    public var group: String
    /// Seconds from request to answer; `nil` without one.
    public var answerSeconds: Double?
    /// How it was answered.
    public var answer: Answer
    /// Metres to the facility chosen and to the nearest eligible one at that time, if known.
    public var chosenMeters: Double?
    /// The second of these.
    public var nearestMeters: Double?
    /// Hours from the due time of the first report to its sending, negative when early; `nil` when
    /// it was not sent.
    public var reportLatenessHours: Double?
    /// Whether that report was sent or its due time has passed.
    public var reportCounts: Bool
    /// Whether the first care was given outside the PLKK list.
    public var isOutsidePLKK: Bool

    /// Makes a record.
    public init(
      group: String, answerSeconds: Double?, answer: Answer, chosenMeters: Double? = nil,
      nearestMeters: Double? = nil, reportLatenessHours: Double? = nil, reportCounts: Bool = false,
      isOutsidePLKK: Bool = false
    ) {
      self.group = group
      self.answerSeconds = answerSeconds
      self.answer = answer
      self.chosenMeters = chosenMeters
      self.nearestMeters = nearestMeters
      self.reportLatenessHours = reportLatenessHours
      self.reportCounts = reportCounts
      self.isOutsidePLKK = isOutsidePLKK
    }
  }

  /// A figure about people: shown, or withheld because too few are behind it.
  public enum Cell: Hashable, Sendable {
    /// A figure and the records behind it.
    case shown(Double, of: Int)
    /// Fewer than `smallest` records, or withheld so that those cannot be computed from a total.
    case suppressed
    /// No record at all.
    case none
  }

  /// Cells with fewer records than this are withheld.
  public static let smallest = 5

  /// Records.
  public var records: Cell
  /// Median seconds to an answer, over all requests: one without an answer counts as never.
  public var medianAnswer: Cell
  /// The same for nine of ten.
  public var p90Answer: Cell
  /// Share answered within five minutes, over all requests.
  public var withinFiveMinutes: Cell
  /// Share answered within fifteen minutes, over all requests.
  public var withinFifteenMinutes: Cell
  /// Share without an answer.
  public var unanswered: Cell
  /// Accepted over all requests.
  public var acceptance: Cell
  /// Share that went past the nearest eligible facility.
  public var bypass: Cell
  /// Mean metres further than the nearest, over those that went past.
  public var bypassMeters: Cell
  /// First reports sent on time over those sent or due.
  public var onTimeReports: Cell
  /// Share of first care outside the list.
  public var outsidePLKK: Cell
  /// Refusals by reason, ascending by reason.
  public var reasons: [String: Cell]

  /// Sums up records in any order.
  ///
  /// - Complexity: O(n log n).
  public init(_ records: [Record]) {
    let count = records.count
    func cell(_ value: Double?, _ behind: Int) -> Cell {
      guard behind > 0, let value else { return .none }
      return behind < Self.smallest ? .suppressed : .shown(value, of: behind)
    }
    /// A share whose part or rest is small would name people just as a small cell does.
    func share(_ part: Int, _ whole: Int) -> Cell {
      guard whole > 0 else { return .none }
      let rest = whole - part
      func isSmall(_ number: Int) -> Bool { number > 0 && number < Self.smallest }
      if whole < Self.smallest || isSmall(part) || isSmall(rest) { return .suppressed }
      return .shown(Double(part) / Double(whole), of: whole)
    }
    self.records = cell(Double(count), count)
    let answers = records.map { $0.answerSeconds ?? .infinity }.sorted()
    func quantile(_ q: Double) -> Cell {
      guard count > 0 else { return .none }
      let rank = max(Int((q * Double(count)).rounded(.up)), 1)
      let value = answers[rank - 1]
      return cell(value.isFinite ? value : nil, count)
    }
    medianAnswer = quantile(0.5)
    p90Answer = quantile(0.9)
    func number(_ accepts: (Record) -> Bool) -> Int { records.count(where: accepts) }
    withinFiveMinutes = share(number { ($0.answerSeconds ?? .infinity) <= 300 }, count)
    withinFifteenMinutes = share(number { ($0.answerSeconds ?? .infinity) <= 900 }, count)
    unanswered = share(number { $0.answer == .none }, count)
    acceptance = share(number { $0.answer == .accepted }, count)
    // Below a metre it is the same place measured twice.
    let gaps = records.compactMap { record in
      record.chosenMeters.flatMap { chosen in record.nearestMeters.map { max(chosen - $0, 0) } }
    }.sorted()
    let past = gaps.filter { $0 > 1 }
    bypass = share(past.count, gaps.count)
    bypassMeters = cell(ratio(past.reduce(0, +), Double(past.count)), past.count)
    let due = records.filter(\.reportCounts)
    onTimeReports = share(
      due.count { $0.reportLatenessHours.map { $0 <= 0 } ?? false }, due.count)
    outsidePLKK = share(number(\.isOutsidePLKK), count)
    var byReason: [String: Int] = [:]
    for case .refused(let reason) in records.map(\.answer) { byReason[reason, default: 0] += 1 }
    reasons = Self.suppressed(byReason)
  }

  /// Figures for each group; when one group's count is withheld, the next smallest is too.
  public static func byGroup(_ records: [Record]) -> [String: ReferralFigures] {
    let groups = Dictionary(grouping: records, by: \.group)
    let counts = suppressed(groups.mapValues(\.count))
    var figures = groups.mapValues { ReferralFigures($0) }
    for (group, cell) in counts where cell == .suppressed {
      figures[group] = ReferralFigures(withheld: ())
    }
    return figures
  }

  private init(withheld: Void) {
    self.init([])
    records = .suppressed
    medianAnswer = .suppressed
    p90Answer = .suppressed
    withinFiveMinutes = .suppressed
    withinFifteenMinutes = .suppressed
    unanswered = .suppressed
    acceptance = .suppressed
    bypass = .suppressed
    bypassMeters = .suppressed
    onTimeReports = .suppressed
    outsidePLKK = .suppressed
  }

  /// Counts of a partition with small ones withheld; if those are fewer than `smallest` together or
  /// just one, the next smallest too, so that the total does not give it away.
  static func suppressed(_ counts: [String: Int]) -> [String: Cell] {
    let order = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.filter { $0.value > 0 }
    var hidden = order.count { $0.value < smallest }
    if hidden == 1, order.count > 1 { hidden = 2 }
    var cells: [String: Cell] = counts.mapValues { _ in .none }
    for (place, entry) in order.enumerated() {
      cells[entry.key] =
        place < hidden ? .suppressed : .shown(Double(entry.value), of: entry.value)
    }
    return cells
  }
}
