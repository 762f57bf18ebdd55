public import Geo

/// A health facility as the directory knows it.
///
/// Names of the machine-readable fields follow the seed table (`facilities.csv`). Copies share their fields until one of
/// them is given another value: what was known, the lists that say it and the directory of a day hold each site once.
public struct Facility: Hashable, Sendable {
  private var fields: [Fields]

  /// The values of a facility.
  private struct Fields: Hashable, Sendable {
    var id: String
    var name: String
    var kind: FacilityKind
    var careClass: String
    var ownership: String
    var provinceCode: String
    var regencyCode: String
    var regency: String
    var districtCode: String
    var district: String
    var address: String
    var phone: String
    var phoneE164: String = ""
    var beds: Int?
    var position: Position?
    var positionPrecision: PositionPrecision
    var positionSource: String
    var basis: PLKKBasis
    var basisSource: String
    var basisDate: String
    var operationalStatus: OperationalStatus = OperationalStatus.unrecorded
    var otherNames: [String] = []
    var namesSource: String = ""
    var specialty: HospitalSpecialty?
    var serves: FacilityPatients = FacilityPatients.unknown
    var villageCode: String = ""
    var standing: SiteRecord?
  }

  /// Stable identifier, never reused: `PLKK-63-097`, `RS-61-001`.
  public var id: String {
    get { fields[0].id }
    set { if newValue != id { fields[0].id = newValue } }
  }
  /// Printed name.
  public var name: String {
    get { fields[0].name }
    set { if newValue != name { fields[0].name = newValue } }
  }
  /// What sort of facility it is.
  public var kind: FacilityKind {
    get { fields[0].kind }
    set { if newValue != kind { fields[0].kind = newValue } }
  }
  /// Class as listed (`B`, `Klinik Pratama`, `Rawat Inap`), or empty.
  public var careClass: String {
    get { fields[0].careClass }
    set { if newValue != careClass { fields[0].careClass = newValue } }
  }
  /// Owner as listed, or empty.
  public var ownership: String {
    get { fields[0].ownership }
    set { if newValue != ownership { fields[0].ownership = newValue } }
  }
  /// Kemendagri code of the province: `63`.
  public var provinceCode: String {
    get { fields[0].provinceCode }
    set { if newValue != provinceCode { fields[0].provinceCode = newValue } }
  }
  /// Kemendagri code of the kabupaten/kota: `63.71`.
  public var regencyCode: String {
    get { fields[0].regencyCode }
    set { if newValue != regencyCode { fields[0].regencyCode = newValue } }
  }
  /// Name of the kabupaten/kota: `Kota Banjarmasin`.
  public var regency: String {
    get { fields[0].regency }
    set { if newValue != regency { fields[0].regency = newValue } }
  }
  /// Kemendagri code of the kecamatan, or empty when unknown.
  public var districtCode: String {
    get { fields[0].districtCode }
    set { if newValue != districtCode { fields[0].districtCode = newValue } }
  }
  /// Name of the kecamatan, or empty when unknown.
  public var district: String {
    get { fields[0].district }
    set { if newValue != district { fields[0].district = newValue } }
  }
  /// Street address as listed, or empty.
  public var address: String {
    get { fields[0].address }
    set { if newValue != address { fields[0].address = newValue } }
  }
  /// Institution's line as listed, or empty; no number is verified by a call.
  public var phone: String {
    get { fields[0].phone }
    set { if newValue != phone { fields[0].phone = newValue } }
  }
  /// The same line as machines dial it, `+62511…`; empty where there is none or it was not read.
  public var phoneE164: String {
    get { fields[0].phoneE164 }
    set { if newValue != phoneE164 { fields[0].phoneE164 = newValue } }
  }
  /// Beds as listed, if known.
  public var beds: Int? {
    get { fields[0].beds }
    set { if newValue != beds { fields[0].beds = newValue } }
  }
  /// Its position; `nil` when none is known, and such a facility is never ranked.
  public var position: Position? {
    get { fields[0].position }
    set { if newValue != position { fields[0].position = newValue } }
  }
  /// How well the position is known.
  public var positionPrecision: PositionPrecision {
    get { fields[0].positionPrecision }
    set { if newValue != positionPrecision { fields[0].positionPrecision = newValue } }
  }
  /// Which source gave the position.
  public var positionSource: String {
    get { fields[0].positionSource }
    set { if newValue != positionSource { fields[0].positionSource = newValue } }
  }
  /// What supports the statement that it is a PLKK.
  public var basis: PLKKBasis {
    get { fields[0].basis }
    set { if newValue != basis { fields[0].basis = newValue } }
  }
  /// Source of that statement (address of the report, issuer of the list), or empty.
  public var basisSource: String {
    get { fields[0].basisSource }
    set { if newValue != basisSource { fields[0].basisSource = newValue } }
  }
  /// Date of that source as printed there (`2026-01-21`, `2017-04`), or empty.
  public var basisDate: String {
    get { fields[0].basisDate }
    set { if newValue != basisDate { fields[0].basisDate = newValue } }
  }
  /// Whether it was seen to operate, by whom and when.
  public var operationalStatus: OperationalStatus {
    get { fields[0].operationalStatus }
    set { if newValue != operationalStatus { fields[0].operationalStatus = newValue } }
  }
  /// Other names that it is known by: old, new and short ones.
  public var otherNames: [String] {
    get { fields[0].otherNames }
    set { if newValue != otherNames { fields[0].otherNames = newValue } }
  }
  /// Where those names were reported, or empty where they are common usage.
  public var namesSource: String {
    get { fields[0].namesSource }
    set { if newValue != namesSource { fields[0].namesSource = newValue } }
  }
  /// What a special hospital is for; `nil` for a general one, and for what is no hospital.
  public var specialty: HospitalSpecialty? {
    get { fields[0].specialty }
    set { if newValue != specialty { fields[0].specialty = newValue } }
  }
  /// Whom it treats.
  public var serves: FacilityPatients {
    get { fields[0].serves }
    set { if newValue != serves { fields[0].serves = newValue } }
  }
  /// Kemendagri code of the village whose boundary holds it, or empty where that is not known.
  public var villageCode: String {
    get { fields[0].villageCode }
    set { if newValue != villageCode { fields[0].villageCode = newValue } }
  }
  /// What lists and corrections say of it on the directory's day; `nil` where none does.
  public var standing: SiteRecord? {
    get { fields[0].standing }
    set { if newValue != standing { fields[0].standing = newValue } }
  }

  /// Makes a facility from its fields.
  public init(
    id: String, name: String, kind: FacilityKind, careClass: String = "", ownership: String = "",
    provinceCode: String, regencyCode: String, regency: String, districtCode: String = "",
    district: String = "", address: String = "", phone: String = "", beds: Int? = nil,
    position: Position?, positionPrecision: PositionPrecision, positionSource: String = "",
    basis: PLKKBasis, basisSource: String = "", basisDate: String = "", standing: SiteRecord? = nil
  ) {
    fields = [
      Fields(
        id: id, name: name, kind: kind, careClass: careClass, ownership: ownership,
        provinceCode: provinceCode, regencyCode: regencyCode, regency: regency,
        districtCode: districtCode, district: district, address: address, phone: phone, beds: beds,
        position: position, positionPrecision: positionPrecision, positionSource: positionSource,
        basis: basis, basisSource: basisSource, basisDate: basisDate, standing: standing)
    ]
  }
}
