public import Application
public import Referrals

/// An answer about referrals as every door writes it: its rows, and what a person must know beside them.
public struct ReferralAnswer: Hashable, Sendable {
  /// The rows, in the order in which they are read.
  public var records: [ReferralRecord]
  /// What a person must know, most important first.
  public var advisories: [ReferralAdvisory]
  /// The zones in which a person reads the times of the rows, one for all or one for each; nil where it
  /// is not known.
  public var zones: [IndonesianZone?]
  /// A letter or form as it is printed, where that was asked for.
  public var text: String?
  /// The version of the one referral that it is about; nil where it is about several, or none.
  public var version: Int?

  init(
    _ records: [ReferralRecord], _ advisories: [ReferralAdvisory] = [], zone: IndonesianZone? = nil
  ) {
    self.records = records
    self.advisories = advisories
    zones = records.map { _ in zone }
  }

  /// What a change came to.
  public init(_ outcome: ReferralOutcome) {
    let receipt = ReferralRecord.receipt(ReceiptRow(outcome.receipt, priority: outcome.priority))
    self.init(
      [receipt] + (outcome.destination.map(Self.rows) ?? [])
        + (outcome.next.map { Self.rows($0, isChosen: false) } ?? []),
      outcome.advisories, zone: outcome.zone)
    version = outcome.receipt.version
  }

  /// The next candidates.
  public init(_ outcome: NextOutcome) {
    self.init(Self.rows(outcome.choice, isChosen: false), outcome.advisories)
  }

  /// A list.
  public init(_ listing: ReferralListing) {
    self.init(
      listing.views.map { .referral(ReferralRow($0, at: listing.at)) }, listing.advisories)
    zones = listing.views.map(\.zone)
  }

  /// Who has to be phoned.
  public init(_ listing: CallListing) {
    self.init(listing.calls.map { .call(CallRow($0)) }, listing.advisories)
    zones = listing.calls.map(\.pending.referral.zone)
  }

  /// One referral.
  public init(_ shown: ShownReferral) {
    let view = shown.view
    var records = [ReferralRecord.referral(ReferralRow(view, at: shown.at))]
    records += view.attempts.map { .attempt(AttemptRow($0, of: shown)) }
    if let facts = view.facts { records += [.fact(FactRow(facts)), .decisions(CaseRow(view))] }
    let person = view.personal.filter { $0.key != .note }
    if !person.isEmpty { records.append(.person(person, isMasked: !view.isRevealed)) }
    records += view.timeline.map { .event(EventRow($0)) }
    records += shown.next.map { Self.rows($0, isChosen: false) } ?? []
    self.init(records, shown.advisories, zone: view.zone)
    version = view.version
  }

  /// The deadlines.
  ///
  /// - Parameters:
  ///   - outcome: What the use case found.
  ///   - source: What machine formats call a rule.
  public init(_ outcome: ClockOutcome, source: (Rule<TimeSpan>) -> String) {
    self.init(
      outcome.stages.map {
        .clock(ClockRow($0, zone: outcome.zone, source: $0.rule.map(source)))
      }, outcome.advisories, zone: outcome.zone)
  }

  /// The journeys.
  public init(_ outcome: TransportOutcome) {
    var records: [ReferralRecord] = []
    if let change = outcome.change {
      records.append(.receipt(ReceiptRow(change.receipt, priority: change.priority)))
    }
    if let refund = outcome.refund {
      records += refund.groups.map { .transport(TransportRow($0)) }
      records.append(.refund(RefundRow(refund)))
    }
    self.init(records, outcome.advisories, zone: outcome.change?.zone)
    version = outcome.change?.receipt.version
  }

  /// The numbers.
  public init(_ counts: [CountKey: Int?]) {
    self.init(
      counts.sorted { $0.key < $1.key }.map { .count(CountRow($0.key, $0.value)) })
  }

  /// What the referrals tell about the service: over everything, why requests were
  /// refused, then by province.
  public init(_ outcome: FiguresOutcome) {
    let figures = outcome.figures
    func rows(_ cells: [FigureMeasure: FigureCell], _ province: String?) -> [ReferralRecord] {
      FigureMeasure.allCases.map {
        .figure(FigureRow($0, cells[$0] ?? .none, province: province, at: figures.asOf))
      }
    }
    self.init(
      rows(figures.total, nil)
        + figures.reasons.sorted { $0.key.rawValue < $1.key.rawValue }.map {
          .refused(RefusedRow($0.key, $0.value, at: figures.asOf))
        } + figures.groups.flatMap { rows($0.cells, $0.key) }, outcome.advisories)
  }

  /// A form, with its places as rows.
  public init(form fields: [FormFieldRow], text: String) {
    self.init(fields.map { .field($0) })
    self.text = text
  }

  /// A letter.
  public init(text: String) {
    self.init([])
    self.text = text
  }

  /// One row of it alone.
  public func only(_ record: ReferralRecord) -> ReferralAnswer { ReferralAnswer([record]) }

  /// Why, then the candidates.
  private static func rows(_ choice: SiteChoice, isChosen: Bool) -> [ReferralRecord] {
    [.choice(ChoiceRow(choice, isChosen: isChosen))]
      + choice.hits.enumerated().map { .candidate(CandidateRow($1, rank: $0 + 1)) }
  }

  /// The choice by which a destination was found, or the site that was named.
  private static func rows(_ target: ReferralDestination) -> [ReferralRecord] {
    if let choice = target.chosenFrom { return rows(choice, isChosen: true) }
    return target.facility.map { [.destination(DestinationRow($0, target))] } ?? []
  }
}
