public import Facilities
public import Geo
public import Lists

/// One site of a list as its issuer wrote it, with values read and nothing yet looked up.
public struct ListRow: Hashable, Sendable {
  /// Line of the file or row of the sheet.
  public var line: Int
  /// Printed name.
  public var name: String
  /// Kind, as written or implied by section or name.
  public var kind: FacilityKind
  /// The class as listed, else the kind as written (`Klinik Pratama`), or empty.
  public var careClass = ""
  /// Owner as written, or empty.
  public var ownership = ""
  /// Beds as written, if a number.
  public var beds: Int?
  /// An id of this directory, as exports carry it, or empty.
  public var facilityID = ""
  /// Kabupaten or kota as written, or empty.
  public var regency = ""
  /// Whether the kabupaten is that of the row above, because this row has none.
  public var isRegencyCarried = false
  /// Code of it as written, Kemendagri's or that of BPS, or empty.
  public var regencyCode = ""
  /// Province as written, or empty.
  public var province = ""
  /// Kecamatan as written, or empty.
  public var district = ""
  /// Kemendagri code of the kecamatan as written, or empty.
  public var districtCode = ""
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
  /// How coarse the position is as written, metres: its last digit.
  public var positionMeters = 0.0
  /// Latitude and longitude as written where they are no position, both filled.
  var writtenPair: WrittenPair?
  /// Whether latitude and longitude were exchanged.
  public var wasSwapped = false
  /// How well the position is known, where the list says so, as exports do.
  public var precision = PositionPrecision.site
  /// Issuer's note, or empty.
  public var note = ""
  /// Hours and services, as far as the list has them.
  public var services = SiteServices.unknown
  /// What an officer should check before the row is used.
  public var doubts: [Placement.Doubt] = []

  /// Makes a row with the required parts.
  public init(line: Int, name: String, kind: FacilityKind) {
    self.line = line
    self.name = name
    self.kind = kind
  }
}

/// Keeps a row, which is long, where its holders share it.
final class RowBox: Hashable, Sendable {
  let row: ListRow

  init(_ row: ListRow) { self.row = row }

  static func == (a: RowBox, b: RowBox) -> Bool { a === b || a.row == b.row }

  func hash(into hasher: inout Hasher) { hasher.combine(row) }
}

/// Two cells that should hold a position, as written.
struct WrittenPair: Hashable, Sendable {
  var latitude: String
  var longitude: String
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
