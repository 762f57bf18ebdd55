public import Facilities
public import Geo

/// One site of a list as its issuer wrote it, with values read and nothing yet looked up.
public struct ListRow: Hashable, Sendable {
  /// Line of the file or row of the sheet.
  public var line: Int
  /// Printed name.
  public var name: String
  /// Kind, as written or told by section or name.
  public var kind: FacilityKind
  /// The kind as written (`Klinik Pratama`), or empty.
  public var careClass = ""
  /// Kabupaten or kota as written, or empty.
  public var regency = ""
  /// Kemendagri code of it as written, or empty.
  public var regencyCode = ""
  /// Province as written, or empty.
  public var province = ""
  /// Kecamatan as written, or empty.
  public var district = ""
  /// Desa or kelurahan as written, or empty.
  public var village = ""
  /// A place that may be kecamatan or desa, as press releases name it, or empty.
  public var locality = ""
  /// Street address, or empty.
  public var address = ""
  /// Phones in the order given.
  public var phones: [Phone] = []
  /// Branch as written, or empty.
  public var branch = ""
  /// Issuer's code of the site, or empty.
  public var officialCode = ""
  /// What the issuer says of its use.
  public var status = ListedStatus.unknown
  /// Number of the agreement (PKS), or empty.
  public var agreementNumber = ""
  /// First day of the agreement.
  public var validFrom: CivilDate?
  /// Last day of the agreement.
  public var validTo: CivilDate?
  /// Day on which the issuer verified the row.
  public var verified: CivilDate?
  /// Position as written, already turned round when it was exchanged.
  public var position: Position?
  /// Whether latitude and longitude were exchanged.
  public var wasSwapped = false
  /// Issuer's note, or empty.
  public var note = ""

  /// Makes a row with the required parts.
  public init(line: Int, name: String, kind: FacilityKind) {
    self.line = line
    self.name = name
    self.kind = kind
  }
}

/// A phone as written and, where it can be read, as it is dialled from anywhere.
public struct Phone: Hashable, Sendable {
  /// As written.
  public var raw: String
  /// E.164 (`+625113252180`), or `nil`.
  public var e164: String?
  /// Extension, or empty.
  public var ext: String

  /// Makes a phone.
  public init(raw: String, e164: String?, ext: String = "") {
    self.raw = raw
    self.e164 = e164
    self.ext = ext
  }
}

/// What an issuer says of a site's use.
public enum ListedStatus: String, CaseIterable, Hashable, Sendable {
  /// In use: aktif, ya, disetujui.
  case usable
  /// Not in use: nonaktif, berakhir, ditolak, draft.
  case notUsable
  /// Nothing said, or nothing understood.
  case unknown
}
