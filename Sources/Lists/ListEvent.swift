public import Facilities

/// Something that changed what is known of sites; the history is a row of these and never rewritten.
public enum ListEvent: Hashable, Sendable {
  /// An issuer's list.
  case list(ListImport)
  /// A correction from the field.
  case correction(FieldCorrection)
  /// An issuer's last list is undone, as if it had never been imported.
  case undo(ListUndo)
}

/// An imported list.
public struct ListImport: Hashable, Sendable {
  /// Who issued it.
  public var issuer: String
  /// Date of the list.
  public var listDate: CivilDate
  /// Name of the file, without its folder.
  public var sourceFile: String
  /// Day of the import.
  public var importedOn: CivilDate
  /// Who took it in, or empty.
  public var actor: String
  /// SHA-256 of the file in hexadecimal digits, or empty where none was kept.
  public var fileHash: String
  /// Its sites, by facility id.
  public var entries: [ListEntry]

  /// Makes an import.
  public init(
    issuer: String, listDate: CivilDate, sourceFile: String, importedOn: CivilDate,
    actor: String = "", fileHash: String = "", entries: [ListEntry]
  ) {
    self.issuer = issuer
    self.listDate = listDate
    self.sourceFile = sourceFile
    self.importedOn = importedOn
    self.actor = actor
    self.fileHash = fileHash
    self.entries = entries
  }

  /// The form in which issuers are compared.
  public var issuerKey: String { NameKey.key(issuer) }
}

/// The taking back of a list.
public struct ListUndo: Hashable, Sendable {
  /// Who had issued the list.
  public var issuer: String
  /// Which event is undone: its place among all of them, from 1.
  public var version: Int
  /// Day of the undoing.
  public var date: CivilDate
  /// Who does it.
  public var actor: String

  /// Makes the taking back of a list.
  public init(issuer: String, version: Int, date: CivilDate, actor: String) {
    self.issuer = issuer
    self.version = version
    self.date = date
    self.actor = actor
  }
}

/// One site of a list: the facility as it stands since then, and its agreement.
public struct ListEntry: Hashable, Sendable {
  /// The facility with what the list says laid over what was known.
  public var facility: Facility
  /// Its agreement.
  public var agreement: Agreement
  /// What the list says of its hours and services.
  public var services: SiteServices

  /// Makes an entry.
  public init(facility: Facility, agreement: Agreement, services: SiteServices = .unknown) {
    self.facility = facility
    self.agreement = agreement
    self.services = services
  }
}

/// A correction from the field; the caller has checked the right to make it.
public struct FieldCorrection: Hashable, Sendable {
  /// Fields that may be edited.
  public enum Field: String, CaseIterable, Hashable, Sendable {
    case name, kind, address, phone, position
  }

  /// What is done.
  public enum Action: Hashable, Sendable {
    /// A doubt is recorded; nothing changes but the mark. The text says what was seen.
    case report(SiteDoubt, String)
    /// A field gets a new value; a position is `latitude,longitude` in decimal degrees.
    case edit(Field, String)
    /// Everything shown was checked on that day; doubts up to it are settled.
    case verify
    /// The facility is the same as another one and goes up in it.
    case merge(into: String)
    /// It was called, and this is what it said.
    case answer(SiteAnswer)
  }

  /// The facility's id.
  public var facilityID: String
  /// What is done.
  public var action: Action
  /// Day on which it holds.
  public var date: CivilDate
  /// Who says so: a role or a name of office, never a private person's.
  public var actor: String

  /// Makes a correction.
  public init(facilityID: String, action: Action, date: CivilDate, actor: String) {
    self.facilityID = facilityID
    self.action = action
    self.date = date
    self.actor = actor
  }
}

/// Why a correction cannot be taken.
public enum CorrectionError: Error, Hashable, Sendable {
  /// No facility has that id.
  case unknownFacility(String)
  /// The facility was merged into another one, which is the one to correct.
  case mergedAway(String, into: String)
  /// A facility cannot be merged into itself.
  case badMerge(String)
  /// A value that its field does not allow.
  case badValue(FieldCorrection.Field, String)
  /// Longer than allowed, bytes.
  case tooLong(limit: Int)
  /// No actor.
  case noActor
}
