/// A kind of personal data; kept sealed, apart from the events.
public enum PersonalField: String, CaseIterable, Hashable, Sendable, Codable {
  /// Name of the patient.
  case name
  /// NIK.
  case nik
  /// Participant number.
  case kpj
  /// Passport.
  case passport
  /// Phone of the patient.
  case phone
  /// Name of the notifier.
  case notifierName = "notifier_name"
  /// Phone of the notifier.
  case notifierPhone = "notifier_phone"
  /// What happened, in words.
  case chronology
  /// Name of the employer.
  case employer
  /// Number of the employer (NPP) or of the project.
  case employerNumber = "employer_number"
  /// Address of the employer.
  case employerAddress = "employer_address"
  /// Phone and contact of the employer.
  case employerPhone = "employer_phone"
  /// Date of birth of the patient, as written.
  case birthDate = "birth_date"
  /// Address of the patient.
  case address
  /// What the patient works as.
  case job
  /// Witnesses, or the number of the police report.
  case witnesses
  /// Which part of the body is injured.
  case bodyPart = "body_part"
  /// What injured it.
  case cause
  /// Words to a coded reason or an answer; each belongs to the event that it was recorded with.
  case note
  /// Where it happened, `latitude,longitude` in decimal degrees, as understood at the opening.
  case position

  /// Whether it can be searched for by its keyed hash.
  public var isFindable: Bool {
    switch self {
    case .nik, .kpj, .passport, .phone: true
    default: false
    }
  }

  /// The most bytes it may have.
  public var longest: Int { self == .chronology || self == .note ? 2_000 : 200 }
}

/// A personal value with the event that it was recorded with.
public struct PersonalValue: Hashable, Sendable {
  /// What it is.
  public var field: PersonalField
  /// The version of the referral that the event made; 0 for what was recorded before versions were
  /// kept.
  public var version: Int
  /// The value.
  public var text: String

  /// Describes a value.
  public init(field: PersonalField, version: Int, text: String) {
    self.field = field
    self.version = version
    self.text = text
  }
}
