/// The deadline of the employer's first report for an accident that no referral was opened for.
public struct ReportDeadline: Hashable, Sendable {
  /// When the hours begin: the accident, or the diagnosis.
  public let startedAt: Instant
  /// The zone in which times are written, and whose calendar decides which law applied.
  public let zone: IndonesianZone
  /// The state of the report; without a sending it is late from the deadline on.
  public let clock: StageClock
  /// What the report of the outcome is counted from; nil where no report is due.
  public let second: Rule<TimeSpan>?

  /// Counts from a time as people write it.
  ///
  /// - Parameters:
  ///   - text: See `TimeText`; its zone prevails over that of the place for reading it.
  ///   - place: The zone of the place, where that is known.
  ///   - segment: Whose accident it is, where that is known.
  ///   - now: The present.
  /// - Throws: `ReportDeadlineError`.
  public init(
    _ text: String, place: IndonesianZone?, segment: Segment?, now: Instant
  ) throws(ReportDeadlineError) {
    do throws(TimeTextError) {
      startedAt = try TimeText.read(text, zone: place)
    } catch {
      throw .time(error)
    }
    guard startedAt <= now else { throw .inTheFuture }
    guard let zone = place ?? IndonesianZone(named: text) else { throw .time(.zoneMissing) }
    self.zone = zone
    clock = StageClock(
      .first, from: startedAt, in: zone, hasEmployer: segment != .ownAccount, now: now)
    let day = CivilTime(startedAt, offsetMinutes: zone.offsetMinutes).day
    second = clock.rule == nil ? nil : RuleBook.secondReport.answer(on: day).rule
  }
}

/// Why there is no deadline.
public enum ReportDeadlineError: Error, Hashable, Sendable {
  /// The time is not read.
  case time(TimeTextError)
  /// It is still to come.
  case inTheFuture
}

extension IndonesianZone {
  /// The zone that a text of a time ends with.
  init?(named text: String) {
    let text = text.uppercased()
    let zone = Self.allCases.first { text.hasSuffix(" " + $0.rawValue) }
    guard let zone else { return nil }
    self = zone
  }
}
