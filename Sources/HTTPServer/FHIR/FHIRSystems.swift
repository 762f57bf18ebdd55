internal import Facilities
internal import Formats

/// Names of code systems, identifiers and extensions in the answers of `/fhir`.
enum FHIRSystems {
  /// Ids of facilities: `PLKK-63-097`.
  static let facility = "urn:plkk:facility"
  /// Numbers of agreements.
  static let agreement = "urn:plkk:agreement"
  /// What supports that a site is a PLKK.
  static let basis = "urn:plkk:basis"
  /// Words of `payer`, `plkk_status`, warnings and problems.
  static let membership = "urn:plkk:membership"
  static let warning = "urn:plkk:warning"
  static let problem = "urn:plkk:problem"
  /// Where the statement of membership comes from: text, or address.
  static let basisSource = "urn:plkk:extension:basis-source"
  /// The date of that source.
  static let basisDate = "urn:plkk:extension:basis-date"
  /// The organization whose network it is.
  static let network = "bpjs-ketenagakerjaan"
  /// Codes of referrals, and of their attempts.
  static let referral = "urn:plkk:referral"
  static let attempt = "urn:plkk:attempt"
  /// What is suspected, why a step was taken, and where an attempt stands in the words of the field.
  static let suspicion = "urn:plkk:suspicion"
  static let reason = "urn:plkk:reason"
  static let business = "urn:plkk:business-status"
  static let output = "urn:plkk:output"
  /// What a referral says that FHIR has no element for.
  static let lawfulBasis = "urn:plkk:extension:lawful-basis"
  static let emergency = "urn:plkk:extension:emergency"
  static let place = "urn:plkk:extension:position"
  static let why = "urn:plkk:extension:reason"
  static let branch = "urn:plkk:extension:branch"
  static let snomed = "http://snomed.info/sct"
  /// What SATUSEHAT calls the question to a facility.
  static let taskCode = "http://terminology.kemkes.go.id/CodeSystem/task-code"
  static let nik = "https://fhir.kemkes.go.id/id/nik"
  static let passport = "https://fhir.kemkes.go.id/id/passport"
  /// Roles of places of care.
  static let roleCode = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
  static let organizationType = "http://terminology.hl7.org/CodeSystem/organization-type"
  static let physicalType = "http://terminology.hl7.org/CodeSystem/location-physical-type"
  /// IHE mCSD: a place that is an organization and a location.
  static let directoryType =
    "https://profiles.ihe.net/ITI/mCSD/CodeSystem/IHE.mCSD.Organization.Location.Types"
  static let distance = "http://hl7.org/fhir/StructureDefinition/location-distance"
  static let absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  /// Kemendagri codes of an address, without dots, as SATUSEHAT writes them.
  static let administrativeCode =
    "https://fhir.kemkes.go.id/r4/StructureDefinition/administrativeCode"

  /// The role of a kind of facility: code and what it is called.
  static func role(_ kind: FacilityKind) -> (code: String, display: String)? {
    switch kind {
    case .hospital: ("HOSP", "Hospital")
    case .clinic: ("OF", "Outpatient facility")
    case .puskesmas: ("COMM", "Community Location")
    case .other: nil
    }
  }
}
