internal import Facilities

/// An audit of an area: typed values without words, made by `Auditor`.
///
/// A part of the list may only be presumed. Whatever the list says of a kabupaten then measures how the
/// list was filled up, so the same figures are there for the confirmed sites alone. Members of `listed`
/// can be read directly: `report.whole` is `report.listed.whole`.
@dynamicMemberLookup
public struct AuditReport: Sendable {
  /// Code of the area, empty for all of Kalimantan.
  public var regionCode: String
  /// Its name.
  public var regionName: String
  /// The day that the list is for.
  public var date: String
  /// Date of the newest published totals, to which the list is compared; empty when there are none.
  public var totalsDate: String
  /// What the weights count.
  public var weight: DemandWeight
  /// The figures with all sites that were asked for.
  public var listed: AuditFigures
  /// The same with official and reported sites only; `nil` where there is none of them, or where no
  /// other site was counted, so that `listed` is it.
  public var confirmed: AuditFigures?
  /// Published figures about people and claims.
  public var published: PublishedFigures
  /// Evenness over the five provinces by their published totals; only for all of Kalimantan.
  public var provincial: ProvincialEvenness?
  /// The list beside what was published.
  public var reconciliation: Reconciliation
  /// Quality of the list.
  public var quality: DataQuality
  /// Kabupaten in all; those used are in `regencyDistances`.
  public var regencyTotal: Int
  /// Villages with a position, used for distances.
  public var demandUsed: Int
  /// Villages in all.
  public var demandTotal: Int
  /// What referrals show; `nil` where there are none.
  public var referrals: ReferralFigures?
  /// How far the proposals' covering reaches, metres.
  public var proposalMeters: Double

  /// Whether a figure rests on a site that is only presumed, so that the figures of the confirmed
  /// sites have to stand beside it.
  public var restsOnPresumed: Bool { listed.presumed + listed.presumedBeyond > 0 }

  /// Sites for 100,000 workers by the published number of them; only for all of Kalimantan.
  public var per100kWorkersPublished: Double? { per100k(published.workers) }
  /// Sites for 100,000 registered participants; likewise.
  public var per100kParticipants: Double? { per100k(published.participants) }

  private func per100k(_ people: PublishedCount?) -> Double? {
    people.flatMap { ratio(Double(listed.whole.count), Double($0.count)) }.map { $0 * 100_000 }
  }

  /// A figure of the list.
  public subscript<Value>(dynamicMember member: KeyPath<AuditFigures, Value>) -> Value {
    listed[keyPath: member]
  }
}

/// Why an audit cannot be made.
public enum AuditError: Error, Hashable, Sendable {
  /// No region has that code.
  case unknownRegion(String)
  /// The region is smaller than a kabupaten, for which there are no denominators.
  case regionTooSmall(String)
  /// The date lies before the first list.
  case beforeFirstList(date: String, first: String)
  /// The filter leaves no site at all.
  case noSite
  /// The reach of a new site is not more than 0 m.
  case noReach
  /// Too many new sites were asked for.
  case tooManyProposals(Int, most: Int)
}
