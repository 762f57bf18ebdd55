public import Geo

/// A health facility as the directory knows it.
///
/// Names of the machine-readable fields follow the seed table (`facilities.csv`).
public struct Facility: Hashable, Sendable {
  /// Stable identifier, never reused: `PLKK-63-097`, `RS-61-001`.
  public var id: String
  /// Printed name.
  public var name: String
  /// What sort of facility it is.
  public var kind: FacilityKind
  /// Class as listed (`B`, `Klinik Pratama`, `Rawat Inap`), or empty.
  public var careClass: String
  /// Owner as listed, or empty.
  public var ownership: String
  /// Kemendagri code of the province: `63`.
  public var provinceCode: String
  /// Kemendagri code of the kabupaten/kota: `63.71`.
  public var regencyCode: String
  /// Name of the kabupaten/kota: `Kota Banjarmasin`.
  public var regency: String
  /// Kemendagri code of the kecamatan, or empty when unknown.
  public var districtCode: String
  /// Name of the kecamatan, or empty when unknown.
  public var district: String
  /// Street address as listed, or empty.
  public var address: String
  /// Institution's line as listed, or empty; no number is verified by a call.
  public var phone: String
  /// The same line as machines dial it, `+62511…`; empty where there is none or it was not read.
  public var phoneE164 = ""
  /// Beds as listed, if known.
  public var beds: Int?
  /// Its position; `nil` when none is known, and such a facility is never ranked.
  public var position: Position?
  /// How well the position is known.
  public var positionPrecision: PositionPrecision
  /// Which source gave the position.
  public var positionSource: String
  /// What supports the statement that it is a PLKK.
  public var basis: PLKKBasis
  /// Source of that statement (address of the report, issuer of the list), or empty.
  public var basisSource: String
  /// Date of that source as printed there (`2026-01-21`, `2017-04`), or empty.
  public var basisDate: String
  /// Whether it was seen to operate, by whom and when.
  public var operationalStatus = OperationalStatus.unrecorded
  /// Other names that it is known by: old, new and short ones.
  public var otherNames: [String] = []
  /// Where those names were reported, or empty where they are common usage.
  public var namesSource = ""
  /// What a special hospital is for; `nil` for a general one, and for what is no hospital.
  public var specialty: HospitalSpecialty?
  /// Whom it treats.
  public var serves = FacilityPatients.unknown
  /// Kemendagri code of the village whose boundary holds it, or empty where that is not known.
  public var villageCode = ""
  /// What lists and corrections say of it on the directory's day; `nil` where none does.
  public var standing: SiteRecord? {
    _read { yield kept.standing }
    set { kept = newValue.map { StandingBox($0) } ?? .none }
  }
  /// Kept apart: it is large, and of most copies of a facility there is none.
  private var kept = StandingBox.none

  /// Makes a facility from its fields.
  public init(
    id: String, name: String, kind: FacilityKind, careClass: String = "", ownership: String = "",
    provinceCode: String, regencyCode: String, regency: String, districtCode: String = "",
    district: String = "", address: String = "", phone: String = "", beds: Int? = nil,
    position: Position?, positionPrecision: PositionPrecision, positionSource: String = "",
    basis: PLKKBasis, basisSource: String = "", basisDate: String = "", standing: SiteRecord? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.careClass = careClass
    self.ownership = ownership
    self.provinceCode = provinceCode
    self.regencyCode = regencyCode
    self.regency = regency
    self.districtCode = districtCode
    self.district = district
    self.address = address
    self.phone = phone
    self.beds = beds
    self.position = position
    self.positionPrecision = positionPrecision
    self.positionSource = positionSource
    self.basis = basis
    self.basisSource = basisSource
    self.basisDate = basisDate
    self.standing = standing
  }
}

/// Holds what is said of a facility; never changed, so that copies share it.
private final class StandingBox: Hashable, Sendable {
  static let none = StandingBox(nil)

  let standing: SiteRecord?

  init(_ standing: SiteRecord?) { self.standing = standing }

  static func == (a: StandingBox, b: StandingBox) -> Bool { a === b || a.standing == b.standing }

  func hash(into hasher: inout Hasher) { hasher.combine(standing) }
}

/// What sort of facility it is; the raw value is the identifier in machine formats.
public enum FacilityKind: String, CaseIterable, Hashable, Sendable {
  /// Rumah sakit.
  case hospital
  /// Klinik, balai pengobatan, joint practice.
  case clinic
  /// Pusat kesehatan masyarakat.
  case puskesmas
  /// Anything else that may hold an agreement (orthosis centre, training centre).
  case other
}

/// Whom a facility treats; the raw value is the identifier in machine formats.
public enum FacilityPatients: String, CaseIterable, Hashable, Sendable {
  /// Anyone.
  case `public`
  /// The people of one company, by its name.
  case company
  /// Not recorded.
  case unknown = ""
}

/// How well a position is known; the raw value is the identifier in machine formats.
public enum PositionPrecision: String, CaseIterable, Hashable, Sendable {
  /// The building itself.
  case site
  /// Centre of the desa or kelurahan: kilometres off.
  case village
  /// Centre of the kecamatan: up to tens of kilometres off.
  case district
  /// No position known.
  case unknown
}

/// What supports the statement that a facility is a PLKK; the raw value is the identifier in machine
/// formats.
public enum PLKKBasis: String, CaseIterable, Hashable, Sendable {
  /// On a list issued by the operator, with issuer and date.
  case official
  /// Named as a PLKK in a news report.
  case reported
  /// A real facility filled in to reach the published total; membership is not confirmed.
  case presumed
  /// Not a PLKK as far as known.
  case none
}
