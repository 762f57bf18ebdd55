internal import Application
public import Referrals

/// The deadline of one report.
public struct ClockRow: Hashable, Sendable, Codable {
  /// Where a report stands against its deadline, without how long.
  public enum TimingWord: String, CaseIterable, Hashable, Sendable, Codable {
    /// More than twelve hours are left.
    case notYetDue = "belum-jatuh-tempo"
    /// At most twelve hours are left.
    case soon = "segera"
    /// The deadline has passed.
    case late = "terlambat"
    /// Sent in time.
    case sentInTime = "terkirim-tepat-waktu"
    /// Sent after the deadline.
    case sentLate = "terkirim-terlambat"
    /// The time it counts from is not known.
    case startUnknown = "waktu-belum-diketahui"
    /// Nothing has begun that it would count from.
    case notStarted = "belum-mulai"
    /// Nobody has to report.
    case noEmployer = "tanpa-pemberi-kerja"
    /// The law of that day is not held here.
    case ruleNotHeld = "aturan-tidak-tersedia"
  }

  /// Which report.
  public var stage: ReportStage
  /// How far it has come.
  public var progress: ReportProgress
  /// The state.
  public var timing: TimingWord
  /// Minutes left, or over.
  public var minutes: Int?
  /// From when the hours count.
  public var startedAt: Instant?
  /// The deadline.
  public var dueAt: Instant?
  /// The zone of the place of the accident.
  public var zone: IndonesianZone?
  /// When BPJS Ketenagakerjaan got it.
  public var bpjsTkAt: Instant?
  /// When the labour office got it.
  public var disnakerAt: Instant?
  /// The rule that sets the deadline, as machine formats name it.
  public var source: String?

  /// A deadline as a row.
  ///
  /// - Parameters:
  ///   - clock: The deadline and how it stands.
  ///   - zone: The zone of the place of the accident, if it is known.
  ///   - source: The rule that sets the deadline, as the table of law names it.
  init(_ clock: StageClock, zone: IndonesianZone?, source: String?) {
    stage = clock.stage
    progress = clock.progress
    (timing, minutes) = Self.word(clock.timing)
    startedAt = clock.startedAt
    dueAt = clock.dueAt
    self.zone = zone
    bpjsTkAt = clock.sentAt[.bpjs]
    disnakerAt = clock.sentAt[.labourOffice]
    self.source = source
  }

  private static func word(_ timing: Timing) -> (TimingWord, Int?) {
    func minutes(_ span: TimeSpan) -> Int { Int(span.milliseconds / 60_000) }
    return switch timing {
    case .notYetDue(let left): (.notYetDue, minutes(left))
    case .soon(let left): (.soon, minutes(left))
    case .late(let by): (.late, minutes(by))
    case .sentInTime: (.sentInTime, nil)
    case .sentLate(let by): (.sentLate, minutes(by))
    case .startUnknown: (.startUnknown, nil)
    case .notStarted: (.notStarted, nil)
    case .noEmployer: (.noEmployer, nil)
    case .ruleNotHeld: (.ruleNotHeld, nil)
    }
  }
}

/// The journeys of one group of means.
public struct TransportRow: Hashable, Sendable, Codable {
  /// The means that count together.
  public var modes: ModeWords
  /// Spent, rupiah.
  public var spentIdr: Int64
  /// The most refunded, rupiah.
  public var capIdr: Int64
  /// Refunded, rupiah.
  public var coveredIdr: Int64

  init(_ group: TransportRefund.Group) {
    modes = ModeWords(group.modes)
    spentIdr = group.spent
    capIdr = group.cap
    coveredIdr = group.covered
  }
}

/// What of all journeys is refunded.
public struct RefundRow: Hashable, Sendable, Codable {
  /// Refunded, rupiah.
  public var coveredIdr: Int64
  /// Left to pay, rupiah.
  public var ownCostIdr: Int64
  /// The rule, as machine formats name it.
  public var source: String

  init(_ refund: TransportRefund) {
    coveredIdr = refund.covered
    ownCostIdr = refund.ownCost
    source = refund.rule.source
  }
}

/// How many referrals there are of one kind.
public struct CountRow: Hashable, Sendable, Codable {
  /// Kemendagri code of the province.
  public var provinceCode: String
  /// What is suspected.
  public var kind: CaseKind
  /// Where they stand.
  public var status: RequestStatus
  /// How many; withheld where few would identify a person.
  public var count: Int?

  init(_ key: CountKey, _ count: Int?) {
    provinceCode = key.province
    kind = key.kind
    status = key.status
    self.count = count
  }
}

/// One place of a form.
public struct FormFieldRow: Hashable, Sendable, Codable {
  /// Its label.
  public var label: String
  /// What is known.
  public var value: String?

  /// Describes a place.
  public init(label: String, value: String?) {
    self.label = label
    self.value = value
  }
}
