public import Referrals

/// What a request says of a case; nil leaves what is known.
public struct CaseFactsChange: Hashable, Sendable {
  /// What is suspected.
  public var kind: CaseKind?
  /// How the worker is insured.
  public var segment: Segment?
  /// When the accident happened.
  public var occurredAt: WrittenTime?
  /// When the disease was diagnosed.
  public var diagnosedAt: WrittenTime?
  /// Until when employed; a day means its last minute.
  public var employedUntil: WrittenTime?
  /// The kind of place.
  public var place: PlaceCategory?
  /// The region of the accident: its Kemendagri code or name.
  public var region: String?
  /// The criteria of an emergency that are met; empty where it was asked and none is.
  public var emergency: [EmergencyCriterion]?
  /// Whether the employer's copies say nothing of what happened; false leaves what is known.
  public var isConfidential = false
  /// The ground of processing.
  public var basis: LawfulBasis?

  /// Says nothing.
  public init() {}

  /// Merges these facts of a case over those that were known.
  ///
  /// Times without a zone are read in that of the region. An emergency criterion is sufficient ground of
  /// processing.
  ///
  /// - Parameters:
  ///   - known: The facts that were known, if any.
  ///   - stated: Code of the region that is named here.
  ///   - region: Code of the region of the position, where none is named.
  ///   - act: The act that needs the facts, for the error.
  /// - Returns: The merged facts.
  /// - Throws: `ReferringError` where the region, a time or the ground is missing.
  func facts(
    over known: CaseFacts?, stated: String?, region: String? = nil, for act: ReferralAct
  ) throws(ReferringError) -> CaseFacts {
    guard let code = stated ?? region ?? known?.regionCode else { throw .regionUnknown(act) }
    let zone = IndonesianZone(regionCode: code)
    let criteria = emergency ?? known?.emergency ?? []
    let basis = basis ?? known?.basis ?? (criteria.isEmpty ? nil : LawfulBasis.vitalInterest)
    guard let basis else { throw .missing(.lawfulBasis, for: act) }
    return CaseFacts(
      kind: kind ?? known?.kind ?? .accident, segment: segment ?? known?.segment,
      occurredAt: try occurredAt.at(.occurredAt, zone) ?? known?.occurredAt,
      diagnosedAt: try diagnosedAt.at(.diagnosedAt, zone) ?? known?.diagnosedAt,
      employmentEndedAt: try employedUntil.at(.employedUntil, zone, dayIsEnough: true)
        ?? known?.employmentEndedAt,
      place: place ?? known?.place, regionCode: code, emergency: criteria,
      emergencyAsked: emergency != nil || known?.emergencyAsked ?? false,
      bodyPart: known?.bodyPart, cause: known?.cause,
      isConfidential: isConfidential || known?.isConfidential == true, basis: basis)
  }
}

extension WrittenTime? {
  /// The instant, read in a zone where none was written; nil where no time was given.
  func at(
    _ parameter: ReferralParameter, _ zone: IndonesianZone?, dayIsEnough: Bool = false
  ) throws(ReferringError) -> Instant? {
    guard let self else { return nil }
    do {
      return try self.instant(in: zone, dayIsEnough: dayIsEnough)
    } catch {
      throw .time(parameter, error)
    }
  }
}
