/// The stages of the employer's report.
public enum ReportStage: String, CaseIterable, Hashable, Sendable, Codable {
  /// Tahap I: the accident or the diagnosis.
  case first = "tahap-1"
  /// Tahap II: the outcome.
  case second = "tahap-2"
}

/// To whom a report goes; a stage is sent only when both have it.
public enum Addressee: String, CaseIterable, Hashable, Sendable, Codable {
  /// BPJS Ketenagakerjaan.
  case bpjs = "bpjs-tk"
  /// The labour office or inspector of the province.
  case labourOffice = "disnaker"
}

/// A report as sent to one addressee.
public struct ReportSent: Hashable, Sendable, Codable {
  /// Which report.
  public var stage: ReportStage
  /// To whom.
  public var to: Addressee
  /// When it was sent.
  public var sentAt: Instant
  /// How.
  public var channel: Channel
  /// The number on the receipt, if there is one; at most 64 bytes.
  public var receipt: String?

  /// Describes a report.
  public init(
    stage: ReportStage, to: Addressee, sentAt: Instant, channel: Channel, receipt: String? = nil
  ) {
    self.stage = stage
    self.to = to
    self.sentAt = sentAt
    self.channel = channel
    self.receipt = receipt
  }
}

/// Who may give notice of a suspicion besides the employer.
public enum Notifier: String, CaseIterable, Hashable, Sendable, Codable {
  /// The worker.
  case worker = "peserta"
  /// The family.
  case family = "keluarga"
  /// A union.
  case union = "serikat"
  /// The treating facility.
  case facility = "faskes"
  /// An own-account worker's group.
  case group = "wadah"
}

/// To whom a notice of suspicion may go.
public enum NoticeAddressee: String, CaseIterable, Hashable, Sendable, Codable {
  /// The employer.
  case employer = "pemberi-kerja"
  /// BPJS Ketenagakerjaan.
  case bpjs = "bpjs-tk"
  /// BPJS Kesehatan.
  case bpjsHealth = "bpjs-kesehatan"
  /// The labour office.
  case labourOffice = "disnaker"
}

/// A notice of suspicion (pemberitahuan dugaan); it does not discharge the employer.
public struct SuspicionNotice: Hashable, Sendable, Codable {
  /// Who gave it.
  public var by: Notifier
  /// To whom.
  public var to: NoticeAddressee
  /// When.
  public var at: Instant

  /// Describes a notice.
  public init(by: Notifier, to: NoticeAddressee, at: Instant) {
    self.by = by
    self.to = to
    self.at = at
  }
}

/// How far a stage's report has come; the words of hospital practice.
public enum ReportProgress: String, CaseIterable, Hashable, Sendable, Codable {
  /// Not sent.
  case none = "belum"
  /// Sent to one of the two.
  case partly = "proses"
  /// Sent to both.
  case sent = "terkirim"
}

/// The state of a stage against its deadline.
public enum Timing: Hashable, Sendable {
  /// More than twelve hours are left.
  case notYetDue(left: TimeSpan)
  /// At most twelve hours are left.
  case soon(left: TimeSpan)
  /// The deadline has passed and the report is not sent to both.
  case late(by: TimeSpan)
  /// Sent to both by the deadline; at the very end of it is in time.
  case sentInTime
  /// Sent to both, the last after the deadline.
  case sentLate(by: TimeSpan)
  /// The time it counts from is not known: ask; it is never taken to be now.
  case startUnknown
  /// Nothing has begun that this stage would count from (tahap II before the doctor's letter).
  case notStarted
  /// An own-account worker has no employer to report; a notice of suspicion may be given.
  case noEmployer
  /// The law at the date of the accident is not held here.
  case ruleNotHeld
}

/// The reporting clock of one stage at an instant.
///
/// For example:
///
///     let stage = StageClock(referral, stage: .first, now: clock())
///     let isLate = if case .late = stage.timing { true } else { false }
public struct StageClock: Hashable, Sendable {
  /// Which report.
  public let stage: ReportStage
  /// From when the hours count.
  public let startedAt: Instant?
  /// The deadline, still in time itself; nil where none is known or no report is due.
  public let dueAt: Instant?
  /// How far the report has come.
  public let progress: ReportProgress
  /// The state against the deadline.
  public let timing: Timing
  /// When each addressee got it, if it did.
  public let sentAt: [Addressee: Instant]
  /// The law that sets the deadline; nil where it is not held here or no report is due.
  public let rule: Rule<TimeSpan>?

  /// How long before the deadline a stage counts as soon due.
  public static let soonWindow = TimeSpan.hours(12)

  /// The clock of a stage; the law is that of the day of the accident or diagnosis.
  ///
  /// The span is elapsed time in UTC: nights, Sundays and holidays count, and so does a change of
  /// zone.
  public init(_ referral: Referral, stage: ReportStage, now: Instant) {
    let facts = referral.facts
    var sent: [Addressee: Instant] = [:]
    // The first time counts: a repeated report does not make an early one late.
    for report in referral.reports where report.stage == stage {
      sent[report.to] = min(sent[report.to] ?? report.sentAt, report.sentAt)
    }
    self.init(
      stage, from: stage == .first ? facts.clockStart : referral.outcomeLetterAt,
      happenedAt: facts.clockStart, in: facts.zone ?? .wib,
      hasEmployer: facts.segment != .ownAccount, sentAt: sent, now: now)
  }

  /// The clock of a first report that is not sent.
  init(
    _ stage: ReportStage, from start: Instant, in zone: IndonesianZone, hasEmployer: Bool,
    now: Instant
  ) {
    self.init(
      stage, from: start, happenedAt: start, in: zone, hasEmployer: hasEmployer, sentAt: [:],
      now: now)
  }

  private init(
    _ stage: ReportStage, from begins: Instant?, happenedAt: Instant?, in zone: IndonesianZone,
    hasEmployer: Bool, sentAt sent: [Addressee: Instant], now: Instant
  ) {
    self.stage = stage
    sentAt = sent
    progress = sent.isEmpty ? .none : sent.count == Addressee.allCases.count ? .sent : .partly
    startedAt = begins
    // The rule of the day on the wall where it happened.
    let day = happenedAt.map { CivilTime($0, offsetMinutes: zone.offsetMinutes).day }
    let book = stage == .first ? RuleBook.firstReport : RuleBook.secondReport
    // Nobody has to report for an own-account worker, so no deadline is shown either.
    rule = hasEmployer ? day.flatMap { book.answer(on: $0).rule } : nil
    let due: Instant? = if let begins, let rule { begins + rule.value } else { nil }
    dueAt = due
    if !hasEmployer {
      timing = .noEmployer
    } else if stage == .second && begins == nil {
      timing = .notStarted
    } else if happenedAt == nil || begins == nil {
      timing = .startUnknown
    } else if let due {
      timing = Self.timing(due: due, now: now, sent: progress == .sent ? sent.values.max() : nil)
    } else {
      timing = .ruleNotHeld
    }
  }

  private static func timing(due: Instant, now: Instant, sent: Instant?) -> Timing {
    if let sent { return sent <= due ? .sentInTime : .sentLate(by: sent - due) }
    if now > due { return .late(by: now - due) }
    return due - now <= soonWindow ? .soon(left: due - now) : .notYetDue(left: due - now)
  }
}
