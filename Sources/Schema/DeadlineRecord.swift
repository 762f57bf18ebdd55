internal import Formats
public import Referrals

/// The deadline of a report without a referral, as every door writes it.
public enum DeadlineRecord {
  /// `started_at`, `zone`, `due_at`, `status`, `left_min` or `late_min`, `source`.
  public static func fields(_ deadline: ReportDeadline) -> [RecordField] {
    let offset = deadline.zone.offsetMinutes
    func time(_ instant: Instant?) -> RecordField.Value {
      instant.map { .text($0.iso8601(offsetMinutes: offset)) } ?? .null
    }
    let (status, left, late) = timing(deadline.clock.timing)
    return [
      RecordField("started_at", time(deadline.startedAt)),
      RecordField("zone", .text(deadline.zone.rawValue)),
      RecordField("due_at", time(deadline.clock.dueAt)), RecordField("status", .text(status)),
      RecordField("left_min", left.map { .integer(minutes($0)) } ?? .null),
      RecordField("late_min", late.map { .integer(minutes($0)) } ?? .null),
      RecordField("source", deadline.clock.rule.map { .text($0.source) } ?? .null),
      RecordField("second_report_source", deadline.second.map { .text($0.source) } ?? .null),
    ]
  }

  private static func minutes(_ span: TimeSpan) -> Int { Int(span.milliseconds / 60_000) }

  private static func timing(_ timing: Timing) -> (String, left: TimeSpan?, late: TimeSpan?) {
    switch timing {
    case .notYetDue(let left): ("not_yet_due", left, nil)
    case .soon(let left): ("due_soon", left, nil)
    case .late(let late): ("late", nil, late)
    case .sentInTime: ("sent", nil, nil)
    case .sentLate(let late): ("sent_late", nil, late)
    case .startUnknown: ("start_unknown", nil, nil)
    case .notStarted: ("not_started", nil, nil)
    case .noEmployer: ("no_employer", nil, nil)
    case .ruleNotHeld: ("rule_not_held", nil, nil)
    }
  }
}
