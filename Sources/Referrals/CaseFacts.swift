/// What is suspected; only BPJS Ketenagakerjaan or the labour inspector conclude.
public enum CaseKind: String, CaseIterable, Hashable, Sendable, Codable {
  /// Suspected work accident.
  case accident = "dugaan-kk"
  /// Suspected occupational disease.
  case disease = "dugaan-pak"
}

/// What was concluded; entered as reported, never inferred.
public enum Conclusion: String, CaseIterable, Hashable, Sendable, Codable {
  /// A work accident.
  case accident = "kk"
  /// An occupational disease.
  case disease = "pak"
  /// Neither.
  case neither = "bukan"
}

/// How the worker is insured.
public enum Segment: String, CaseIterable, Hashable, Sendable, Codable {
  /// Penerima upah: wage earner.
  case wageEarner = "pu"
  /// Bukan penerima upah: own account; there is no employer to report.
  case ownAccount = "bpu"
  /// Jasa konstruksi: insured by project.
  case construction = "jakon"
  /// Pekerja migran Indonesia.
  case migrant = "pmi"
}

/// Where the accident happened, in the words of the form.
public enum PlaceCategory: String, CaseIterable, Hashable, Sendable, Codable {
  /// At the workplace.
  case atWork = "dalam-lokasi"
  /// Outside it.
  case outside = "luar-lokasi"
  /// In traffic.
  case traffic = "lalu-lintas"
}

/// The five criteria of an emergency; any one makes it one.
public enum EmergencyCriterion: String, CaseIterable, Hashable, Sendable, Codable {
  /// Threatens life, or endangers the person or others.
  case threatensLife = "mengancam-nyawa"
  /// Airway, breathing or circulation disturbed.
  case airwayBreathingCirculation = "gangguan-abc"
  /// Consciousness reduced.
  case consciousness = "penurunan-kesadaran"
  /// Blood pressure and perfusion disturbed.
  case haemodynamics = "gangguan-hemodinamik"
  /// Needs immediate action.
  case immediateAction = "tindakan-segera"
}

/// On what ground personal data is processed.
public enum LawfulBasis: String, CaseIterable, Hashable, Sendable, Codable {
  /// Explicit consent.
  case consent = "persetujuan"
  /// Vital interest: an emergency.
  case vitalInterest = "kepentingan-vital"
  /// Legal obligation: the employer's report.
  case legalObligation = "kewajiban-hukum"
}

/// What is known of a case without saying who it is.
public struct CaseFacts: Hashable, Sendable, Codable {
  /// What is suspected.
  public var kind: CaseKind
  /// How the worker is insured, if known.
  public var segment: Segment?
  /// When the accident happened; nil when unknown, and then there is no deadline but a question.
  public var occurredAt: Instant?
  /// When a doctor diagnosed the disease; nil when unknown or an accident.
  public var diagnosedAt: Instant?
  /// When work in the exposure ended, for former employees.
  public var employmentEndedAt: Instant?
  /// Where it happened, in the words of the form.
  public var place: PlaceCategory?
  /// Kemendagri code of the region where it happened (`63.10`), or of its province.
  public var regionCode: String
  /// The criteria of an emergency that are met, each once, in the order of the enumeration.
  public private(set) var emergency: [EmergencyCriterion]
  /// Whether the criteria were asked; when not, an emergency is thought possible.
  public var emergencyAsked: Bool
  /// Which part of the body, in a code of the user's; clinical.
  public var bodyPart: String?
  /// What caused it, in a code of the user's; clinical.
  public var cause: String?
  /// Violence or another matter that no copy for the employer may mention.
  public var isConfidential: Bool
  /// On what ground the personal data is processed.
  public var basis: LawfulBasis

  /// The longest code of a body part, a cause or a region, in bytes.
  public static let longestCode = 64

  /// Describes a case.
  public init(
    kind: CaseKind, segment: Segment? = nil, occurredAt: Instant? = nil,
    diagnosedAt: Instant? = nil, employmentEndedAt: Instant? = nil, place: PlaceCategory? = nil,
    regionCode: String, emergency: [EmergencyCriterion] = [], emergencyAsked: Bool = true,
    bodyPart: String? = nil, cause: String? = nil, isConfidential: Bool = false,
    basis: LawfulBasis
  ) {
    self.kind = kind
    self.segment = segment
    self.occurredAt = occurredAt
    self.diagnosedAt = diagnosedAt
    self.employmentEndedAt = employmentEndedAt
    self.place = place
    self.regionCode = regionCode
    self.emergency = EmergencyCriterion.allCases.filter(emergency.contains)
    self.emergencyAsked = emergencyAsked
    self.bodyPart = bodyPart
    self.cause = cause
    self.isConfidential = isConfidential
    self.basis = basis
  }

  /// The zone of the place where it happened, if its region says so.
  public var zone: IndonesianZone? { IndonesianZone(regionCode: regionCode) }

  /// Whether it is to be treated as an emergency: a criterion is met, or none was asked about.
  public var isEmergency: Bool { !emergency.isEmpty || !emergencyAsked }

  /// From when the first report's 48 hours count: the accident, or the diagnosis of the disease.
  public var clockStart: Instant? { kind == .accident ? occurredAt : diagnosedAt }
}

/// What the agreement of a facility was known to be when a patient was sent there.
public enum MembershipSnapshot: String, CaseIterable, Hashable, Sendable, Codable {
  /// In force according to a list or report.
  case valid
  /// Ended.
  case expired
  /// Not begun.
  case notYet = "not-yet"
  /// Presumed or unverified: to be confirmed by phone.
  case unknown
  /// Not a PLKK.
  case none
}

/// A facility as a destination, with what was known of it when it was chosen.
public struct Destination: Hashable, Sendable, Codable {
  /// Id of the facility.
  public var facilityID: String
  /// Whether it is operating.
  public var isActive: Bool
  /// What its agreement was known to be.
  public var standing: MembershipSnapshot
  /// How it compares with the nearest eligible facility at that time; nil when not measured.
  public var detour: Detour?

  /// Names a destination.
  public init(
    facilityID: String, isActive: Bool = true, standing: MembershipSnapshot, detour: Detour? = nil
  ) {
    self.facilityID = facilityID
    self.isActive = isActive
    self.standing = standing
    self.detour = detour
  }
}

/// How much further a destination was than the nearest eligible facility when it was chosen.
///
/// It is kept because eligibility changes: whether a patient was sent past a nearer facility can only
/// be told with the list of that day. It holds no position, and its length is coarse, so that the
/// place of the accident cannot be worked back.
public struct Detour: Hashable, Sendable, Codable {
  /// Id of the nearest facility that was eligible; the destination's own when there was no detour.
  public let nearestFacilityID: String
  /// Straight-line metres further than that one, in steps of 100, never negative.
  public let extraMeters: Int

  /// Compares a destination with the nearest eligible facility, both by straight-line metres.
  ///
  /// What is not finite or negative counts as 0; lengths stop at 20,100 km, half way round the Earth.
  public init(nearestFacilityID: String, nearestMeters: Double, chosenMeters: Double) {
    self.nearestFacilityID = nearestFacilityID
    let extra = chosenMeters - nearestMeters
    extraMeters =
      extra.isFinite && extra > 0 ? Int((min(extra, 20_100_000) / 100).rounded()) * 100 : 0
  }
}
