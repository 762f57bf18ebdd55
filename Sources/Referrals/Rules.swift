/// A rule of law as it stood from a day on.
public struct Rule<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The first day on which this service holds the rule to apply.
  public let validFrom: Day
  /// What it says.
  public let value: Value
  /// Where it says so.
  public let source: String
}

/// The versions of one rule; the one in force on the day of the accident is the one that counts.
public struct RuleHistory<Value: Hashable & Sendable>: Sendable {
  /// The versions, earliest first.
  public let versions: [Rule<Value>]

  init(_ versions: [Rule<Value>]) {
    self.versions = versions.sorted { $0.validFrom < $1.validFrom }
  }

  /// The rule on a day; nil before the earliest held here, when an older law applied.
  public func rule(on day: Day) -> Rule<Value>? { versions.last { $0.validFrom <= day } }
}

/// The most that is refunded for transport, for each group of means, in rupiah.
public struct TransportCaps: Hashable, Sendable {
  /// Land, river and lake together.
  public let land: Int64
  /// Sea.
  public let sea: Int64
  /// Air.
  public let air: Int64
}

/// The rules that this service applies, each with its day and source.
///
/// A day before the first version means that an older law applied which is not held here; it is
/// then said so, and no later law is put in its place.
public enum RuleBook {
  /// How long the employer has for tahap I.
  public static let firstReport = RuleHistory([
    Rule(
      validFrom: day(2025, 2, 24), value: Span.hours(48),
      source: "Permenaker 1/2025 ps. 8 ayat (1)-(4)")
  ])

  /// How long the employer has for tahap II, from the doctor's letter.
  public static let secondReport = RuleHistory([
    Rule(
      validFrom: day(2025, 2, 24), value: Span.hours(48), source: "Permenaker 44/2015 ps. 15")
  ])

  /// Whether lateness makes the benefit the employer's obligation.
  public static let lateness = RuleHistory([
    Rule(
      validFrom: day(2025, 2, 24), value: true,
      source: "Permenaker 1/2025 ps. 8 ayat (2a)-(2b)")
  ])

  /// Whether the worker, family, union or facility may give notice of a suspicion.
  public static let notice = RuleHistory([
    Rule(validFrom: day(2025, 2, 24), value: true, source: "Permenaker 1/2025 ps. 8A, 48A")
  ])

  /// The ceilings of the transport refund.
  ///
  /// Held from the first full year of the regulation.
  public static let transport = RuleHistory([
    Rule(
      validFrom: day(2020, 1, 1),
      value: TransportCaps(land: 5_000_000, sea: 2_000_000, air: 10_000_000),
      source: "PP 82/2019 Lampiran III")
  ])

  /// How many years after employment an occupational disease is still covered.
  ///
  /// Held from the first full year of the regulation.
  public static let diseaseTail = RuleHistory([
    Rule(validFrom: day(2020, 1, 1), value: 3, source: "Perpres 7/2019")
  ])

  /// The most Jasa Raharja pays for care after a traffic accident on land or sea, in rupiah.
  ///
  /// Held from the first full year of the regulation.
  public static let trafficCare = RuleHistory([
    Rule(
      validFrom: day(2018, 1, 1), value: Int64(20_000_000), source: "PMK 15/2017, PMK 16/2017")
  ])

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(uncheckedYear: year, month: month, day: day)
  }
}

extension CaseFacts {
  /// Whether an occupational disease of a former employee falls within the years after employment.
  ///
  /// Nil when a date is missing, the case is an accident, or the rule of that day is not held here.
  public var isWithinDiseaseTail: Bool? {
    guard kind == .disease, let diagnosedAt, let employmentEndedAt else { return nil }
    let offset = (zone ?? .wib).offsetMinutes
    let diagnosed = CivilTime(diagnosedAt, offsetMinutes: offset).day
    let ended = CivilTime(employmentEndedAt, offsetMinutes: offset).day
    guard let rule = RuleBook.diseaseTail.rule(on: diagnosed) else { return nil }
    // 29 February plus three years has no such day; 1 March of the last year is then the limit.
    let last =
      Day(ended.year + rule.value, ended.month, ended.day)
      ?? Day(uncheckedYear: ended.year + rule.value, month: 3, day: 1)
    return diagnosed <= last
  }
}
