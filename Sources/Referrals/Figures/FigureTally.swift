/// What one group of referrals adds up to, before anything is withheld.
///
/// Adding costs O(attempts + reports); memory is one number for each answer time, lateness, detour and
/// time to care, so a million referrals need some tens of megabytes.
struct FigureTally {
  /// Lists of numbers of which a median, a rank or a mean is published.
  enum Series: Hashable { case answer, detour, late(ReportStage), care, covered(TransportMode) }

  private(set) var referrals = 0
  private(set) var shares: [FigureMeasure: [Int]] = [:]
  private(set) var series: [Series: [Double]] = [:]
  private(set) var answers: [AnswerTime: Int] = [:]
  private(set) var reasons: [RejectionReason: Int] = [:]

  /// Whether a referral counts in figures at all.
  static func counts(_ referral: Referral) -> Bool {
    referral.inErrorAt == nil && referral.frozenAt == nil
  }

  /// Adds what concerns the referral as a whole.
  mutating func add(_ referral: Referral, now: Instant) {
    referrals += 1
    let arrivals = referral.attempts.filter { $0.arrivedAt != nil && $0.status != .enteredInError }
    if referral.arrived != nil {
      share(.onward, referral.attempts.contains { $0.business == .onward })
      share(.returned, !referral.returns.isEmpty)
    }
    let first = arrivals.min { ($0.arrivedAt ?? now) < ($1.arrivedAt ?? now) }
    if let first, let at = first.arrivedAt, let start = referral.facts.occurredAt,
      referral.facts.kind == .accident, at >= start, referral.caseCode == referral.code
    {
      append(.care, hours(at - start))
    }
    if let standing = first?.destination?.standing, standing != .unknown,
      referral.caseCode == referral.code
    {
      share(.outsidePLKK, standing != .valid)
      if standing != .valid { share(.outsideEmergency, referral.facts.isEmergency) }
    }
    if referral.caseCode == referral.code { addReports(referral, now: now) }
    addTransport(referral)
  }

  /// Adds one request.
  mutating func add(_ attempt: ReferralAttempt, now: Instant) {
    guard attempt.status != .enteredInError, let sentAt = attempt.sentAt,
      let due = attempt.answerDueAt
    else { return }
    if let detour = attempt.destination?.detour {
      let isPast = detour.nearestFacilityID != attempt.destination?.facilityID
      share(.bypass, isPast)
      if isPast { append(.detour, Double(detour.extraMeters)) }
    }
    if attempt.status == .completed || (attempt.departedAt != nil && attempt.status.isTerminal) {
      share(.arrival, attempt.arrivedAt != nil)
    }
    let isRefused =
      attempt.status == .rejected || (attempt.answeredAt != nil && attempt.isUnconfirmed)
    if attempt.answeredAt != nil, !isRefused, attempt.status.isTerminal {
      share(.noShow, attempt.reason == FailureReason.noShow.rawValue && attempt.status == .failed)
    }
    // Cancelled while there was still time to answer: no answer is missing.
    let waitedUntil =
      attempt.status == .cancelled && attempt.departedAt == nil ? attempt.changedAt : now
    guard attempt.answeredAt != nil || waitedUntil >= due else { return }
    let seconds = attempt.answeredAt.map { Double(($0 - sentAt).milliseconds) / 1_000 }
    append(.answer, seconds ?? .infinity)
    let time = AnswerTime(seconds: seconds)
    answers[time, default: 0] += 1
    // Three parts each, as any two of them determine the third.
    part(.answeredInFive, time == .inFive ? 0 : time == .never ? 2 : 1, of: 3)
    part(.answeredInFifteen, time <= .inFifteen ? 0 : time == .never ? 2 : 1, of: 3)
    part(.unanswered, time == .never ? 0 : isRefused ? 2 : 1, of: 3)
    part(.acceptance, time == .never ? 2 : isRefused ? 1 : 0, of: 3)
    if attempt.status == .rejected, let reason = attempt.reason.flatMap(RejectionReason.init) {
      reasons[reason, default: 0] += 1
    }
  }

  private mutating func addReports(_ referral: Referral, now: Instant) {
    for stage in ReportStage.allCases {
      let isFirst = stage == .first
      let clock = StageClock(referral, stage: stage, now: now)
      let both: FigureMeasure = isFirst ? .firstReport : .secondReport
      switch clock.timing {
      case .sentInTime: share(both, true)
      case .sentLate(let span), .late(let span):
        share(both, false)
        append(.late(stage), hours(span))
      default: break
      }
      guard let due = clock.dueAt, clock.timing != .noEmployer else { continue }
      for addressee in Addressee.allCases {
        let measure: FigureMeasure =
          switch addressee {
          case .bpjs: isFirst ? .firstToBPJS : .secondToBPJS
          case .labourOffice: isFirst ? .firstToLabour : .secondToLabour
          }
        if let sent = clock.sentAt[addressee] {
          share(measure, sent <= due)
        } else if now > due {
          share(measure, false)
        }
      }
    }
  }

  private mutating func addTransport(_ referral: Referral) {
    guard !referral.transport.isEmpty, let start = referral.facts.clockStart else { return }
    let offset = (referral.facts.zone ?? .wib).offsetMinutes
    let day = CivilTime(start, offsetMinutes: offset).day
    for group in TransportRefund(referral.transport, on: day)?.groups ?? [] {
      guard let mode = group.modes.first else { continue }
      append(.covered(mode), Double(group.covered) / Double(group.spent))
      let measure: FigureMeasure =
        switch mode {
        case .land, .river: .landOverCap
        case .sea: .seaOverCap
        case .air: .airOverCap
        }
      share(measure, group.spent > group.cap)
    }
  }

  private mutating func share(_ measure: FigureMeasure, _ isPart: Bool) {
    part(measure, isPart ? 0 : 1, of: 2)
  }

  /// Counts in one of the parts that a measure falls into; the first is the published one.
  private mutating func part(_ measure: FigureMeasure, _ index: Int, of count: Int) {
    shares[measure, default: Array(repeating: 0, count: count)][index] += 1
  }

  private mutating func append(_ name: Series, _ value: Double) {
    series[name, default: []].append(value)
  }

  private func hours(_ span: TimeSpan) -> Double { Double(span.milliseconds) / 3_600_000 }
}

extension FigureTally {
  /// All measures, to be judged.
  func raw() -> [FigureMeasure: RawCell] {
    let sorted = series.mapValues { $0.sorted() }
    var cells: [FigureMeasure: RawCell] = [:]
    for measure in FigureMeasure.allCases { cells[measure] = raw(measure, sorted) }
    return cells
  }

  private func raw(_ measure: FigureMeasure, _ sorted: [Series: [Double]]) -> RawCell {
    switch measure {
    case .referrals: RawCell(value: Double(referrals), whole: referrals, parts: [])
    case .requests:
      RawCell(
        value: Double(sorted[.answer]?.count ?? 0), whole: sorted[.answer]?.count ?? 0, parts: [])
    case .answerMedian: rank(0.5, sorted[.answer], perUnit: 1)
    case .answerP90: rank(0.9, sorted[.answer], perUnit: 1)
    case .careMedian: rank(0.5, sorted[.care], perUnit: 10)
    case .careP90: rank(0.9, sorted[.care], perUnit: 10)
    case .firstLateness: rank(0.5, sorted[.late(.first)], perUnit: 10)
    case .secondLateness: rank(0.5, sorted[.late(.second)], perUnit: 10)
    case .bypassExtra: mean(sorted[.detour])
    case .landCovered: mean(sorted[.covered(.land)])
    case .seaCovered: mean(sorted[.covered(.sea)])
    case .airCovered: mean(sorted[.covered(.air)])
    default: share(shares[measure] ?? [])
    }
  }

  private func share(_ parts: [Int]) -> RawCell {
    let whole = parts.reduce(0, +)
    return RawCell(
      value: parts.first.map { Double($0) / Double(max(1, whole)) }, whole: whole, parts: parts)
  }

  /// The value of a rank, rounded to this fraction of a unit so that no single one is published exactly.
  ///
  /// With fewer than ten numbers the ninth tenth is the largest, which is the value of one person.
  private func rank(_ share: Double, _ sorted: [Double]?, perUnit: Double) -> RawCell {
    let sorted = sorted ?? []
    let index = max(Int((share * Double(sorted.count)).rounded(.up)), 1) - 1
    let value = sorted.indices.contains(index) ? sorted[index] : nil
    return RawCell(
      value: value.map { $0.isFinite ? ($0 * perUnit).rounded() / perUnit : $0 },
      whole: sorted.count, parts: [], least: share > 0.5 ? 10 : Disclosure.smallest)
  }

  private func mean(_ sorted: [Double]?) -> RawCell {
    let sorted = sorted ?? []
    return RawCell(
      value: sorted.isEmpty ? nil : sorted.reduce(0, +) / Double(sorted.count),
      whole: sorted.count, parts: [])
  }
}
