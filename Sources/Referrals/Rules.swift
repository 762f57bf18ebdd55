/// The citation of a rule: instrument and article, in Indonesian and English.
public struct Citation: Hashable, Sendable {
  /// The instrument with number and year, as Indonesians cite it: `Permenaker 1/2025`.
  public let instrument: String
  /// Article and paragraphs, such as `8 ayat (1)-(4)`, or the annex; nil where it was not read.
  public let article: String?

  /// `Permenaker 1/2025 ps. 8 ayat (1)-(4)`.
  public var id: String {
    guard let article else { return instrument }
    return article.first?.isNumber == true
      ? "\(instrument) ps. \(article)" : "\(instrument) \(article)"
  }

  /// `Permenaker 1/2025 art. 8 (1)-(4)`; a UU is called a law.
  public var en: String {
    let name = instrument.hasPrefix("UU ") ? "Law " + instrument.dropFirst(3) : instrument
    guard let article else { return name }
    return article.first?.isNumber == true
      ? "\(name) art. \(article.replacing(" ayat", with: ""))" : "\(name) \(article)"
  }
}

/// How well the text of a rule is known here.
public enum RuleEvidence: String, Hashable, Sendable {
  /// The text of the article was read.
  case read
  /// Copies and reports of it were read.
  case reported
  /// Practice and forms say so; the article was not read.
  case practice
}

/// A version of a rule of law, from a day on.
public struct Rule<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The first day on which this service holds the rule to apply.
  public let validFrom: Day
  /// What it says.
  public let value: Value
  /// Where it says so.
  public let citation: Citation
  /// How well that is known.
  public let evidence: RuleEvidence
  /// The day on which the text was last checked.
  public let checked: Day

  /// Where it says so, as machine formats write it.
  public var source: String { citation.id }
}

/// What the law of a day says about something.
public enum RuleAnswer<Value: Hashable & Sendable>: Hashable, Sendable {
  /// This rule applied.
  case held(Rule<Value>)
  /// An older law applied, which is not held here; the first day that is.
  case tooEarly(firstDay: Day)

  /// The rule, where it is held.
  public var rule: Rule<Value>? {
    if case .held(let rule) = self { rule } else { nil }
  }
}

/// The versions of one rule; the one in force on the day of the accident is the one that counts.
public struct RuleHistory<Value: Hashable & Sendable>: Sendable {
  /// The version held first.
  public let first: Rule<Value>
  /// The later ones, earliest first.
  public let later: [Rule<Value>]
  /// The version in force today.
  public var newest: Rule<Value> { later.last ?? first }

  init(_ first: Rule<Value>, _ later: Rule<Value>...) {
    self.first = first
    self.later = later.sorted { $0.validFrom < $1.validFrom }
  }

  /// What applied on a day.
  public func answer(on day: Day) -> RuleAnswer<Value> {
    if let rule = later.last(where: { $0.validFrom <= day }) { return .held(rule) }
    return first.validFrom <= day ? .held(first) : .tooEarly(firstDay: first.validFrom)
  }
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

/// The rules that this service applies, each with its first day, its source and the day on which the
/// text was last checked: the only place of these numbers.
///
/// A day before the first version means that an older law applied which is not held here; that
/// is then said, and no later law is put in its place.
///
/// For example:
///
///     var hours: Int64?
///     if case .held(let rule) = RuleBook.firstReport.answer(on: accident) {
///       hours = rule.value.milliseconds / 3_600_000
///     }
public enum RuleBook {
  /// How long the employer has for tahap I; a report at the very end of it is in time ("paling lama").
  public static let firstReport = RuleHistory(
    rule(
      from: day(2025, 2, 24), TimeSpan.hours(48), "Permenaker 1/2025", "8 ayat (1)-(4)", .read))

  /// How long the employer has for tahap II, from the doctor's letter.
  ///
  /// The forms and practice of reporting say so; the article of the regulation in force was not read.
  public static let secondReport = RuleHistory(
    rule(from: day(2025, 2, 24), TimeSpan.hours(48), "Permenaker 5/2021", nil, .practice))

  /// That lateness makes the benefit the employer's obligation, to be claimed back after reporting.
  public static let lateness = RuleHistory(
    rule(from: day(2025, 2, 24), true, "Permenaker 1/2025", "8 ayat (2a)-(2b)", .read))

  /// Who besides the employer may give notice of a suspicion about an employee.
  public static let notice = RuleHistory(
    rule(
      from: day(2025, 2, 24), [Notifier.worker, .family, .union, .facility], "Permenaker 1/2025",
      "8A", .read))

  /// Who may give notice of a suspicion about an own-account worker; the worker is not named.
  public static let ownAccountNotice = RuleHistory(
    rule(
      from: day(2025, 2, 24), [Notifier.union, .group, .facility], "Permenaker 1/2025",
      "48A ayat (1)", .read))

  /// That a facility has to help in an emergency and may ask for no deposit.
  public static let emergencyDuty = RuleHistory(
    rule(from: day(2023, 8, 8), true, "UU 17/2023", "174", .reported))

  /// Whether Jasa Raharja covers a vehicle that crashed alone.
  ///
  /// Held from the first full year of the amounts in force.
  public static let loneVehicle = RuleHistory(
    rule(from: day(2018, 1, 1), false, "UU 34/1964", nil, .reported))

  /// The ceilings of the transport refund.
  ///
  /// Held from the first full year of the regulation.
  public static let transport = RuleHistory(
    rule(
      from: day(2020, 1, 1),
      TransportCaps(land: 5_000_000, sea: 2_000_000, air: 10_000_000), "PP 82/2019",
      "Lampiran III", .reported))

  /// How many years after employment an occupational disease is still covered.
  ///
  /// Held from the first full year of the regulation.
  public static let diseaseTail = RuleHistory(
    rule(from: day(2020, 1, 1), 3, "Perpres 7/2019", nil, .reported))

  /// How long processing may go on after consent was withdrawn.
  public static let withdrawal = RuleHistory(
    rule(from: day(2024, 10, 17), TimeSpan.hours(72), "UU 27/2022", nil, .reported))

  /// How soon a breach of personal data is reported to those concerned and to the agency.
  public static let breachNotice = RuleHistory(
    rule(from: day(2024, 10, 17), TimeSpan.hours(72), "UU 27/2022", "46", .reported))

  private static func rule<Value: Hashable & Sendable>(
    from day: Day, _ value: Value, _ instrument: String, _ article: String?,
    _ evidence: RuleEvidence
  ) -> Rule<Value> {
    Rule(
      validFrom: day, value: value, citation: Citation(instrument: instrument, article: article),
      evidence: evidence, checked: Self.day(2026, 11, 27))
  }

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
    guard let rule = RuleBook.diseaseTail.answer(on: diagnosed).rule else { return nil }
    // 29 February plus three years has no such day; 1 March of the last year is then the limit.
    let last =
      Day(ended.year + rule.value, ended.month, ended.day)
      ?? Day(uncheckedYear: ended.year + rule.value, month: 3, day: 1)
    return diagnosed <= last
  }
}
