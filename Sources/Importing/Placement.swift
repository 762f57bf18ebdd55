public import Facilities
public import Geo

/// What was made of one row: which site it is, where it stands, and why.
public struct Placement: Hashable, Sendable {
  /// Which site it is.
  public enum Identity: Hashable, Sendable {
    /// A known facility.
    case known(id: String, by: Match)
    /// A site that is not known yet.
    case new
  }

  /// What ties a row to a known facility.
  public enum Match: String, CaseIterable, Hashable, Sendable {
    /// An id of ours, as exports carry it.
    case identifier
    /// The issuer's own code, as on an earlier list of that issuer.
    case officialCode
    /// The same name in the same kabupaten.
    case name
    /// Nearly the same name in the same kabupaten.
    case similarName
    /// A correction.
    case correction
  }

  /// Where the position comes from.
  public enum Source: Hashable, Sendable {
    /// The list's coordinates, which lie in the kabupaten.
    case listed
    /// The list's coordinates, just outside of the generalised boundary: metres.
    case listedNearBorder(meters: Double)
    /// A correction.
    case correction
    /// What is known of the matched facility.
    case known
    /// Centre of a desa or kelurahan.
    case village(code: String)
    /// Centre of a kecamatan.
    case district(code: String)
    /// None: it is kept and never ranked.
    case unknown
  }

  /// Why a row waits for an officer.
  public enum Doubt: Hashable, Sendable {
    /// No kabupaten was given or found; only a correction helps.
    case regencyUnknown(String)
    /// Several kabupaten may be meant; only a correction helps.
    case regencyAmbiguous([String])
    /// A town or kecamatan stands where the kabupaten should: the kabupaten that holds it.
    case regencyIsTown(String, regencyCode: String)
    /// Coordinates lie outside of the kabupaten by so many metres, and in which one; they are
    /// proposed to be left out.
    case outsideRegency(meters: Double, foundIn: String)
    /// Coordinates lie so many metres from where the matched facility is known to be; the list's
    /// are proposed.
    case farFromKnown(id: String, meters: Double)
    /// A facility with nearly the same name; it is proposed.
    case similarName(id: String)
    /// Several known facilities fit; only a correction helps.
    case severalMatches([String])
    /// The kecamatan or desa bears a name that several have here; none is proposed.
    case placeAmbiguous(String, codes: [String])
    /// The correction's id or kabupaten is not known; only a better correction helps.
    case correctionUnusable(String)
    /// What the row says of its kabupaten does not agree, or only something else than its name tells it:
    /// the kabupaten that most of it supports is proposed, empty where two are equal.
    case regencyProposed(String, [RegencyEvidence])
    /// The province is none of Kalimantan; only a correction helps.
    case provinceElsewhere(String)
    /// The same name is known in another kabupaten only; that facility is proposed.
    case knownElsewhere(id: String, regencyCode: String)
    /// The coordinates lie outside, and with the other sign of the latitude inside; that is proposed.
    case signLost(latitude: Double)
    /// An earlier row of the file may be the same site: it is proposed to be, or to be one of its own.
    case sameAsRow(Int, proposesMerge: Bool)
    /// These rows all fit one known facility, and none does so best; only corrections help.
    case severalRows(id: String, lines: [Int])
    /// The note says that the agreement ended; it is proposed not to be in force.
    case noteEnds(String)
    /// The note limits the agreement; the note is proposed to be shown.
    case noteLimits(String)
    /// A status in no list of ours; proposed as unknown.
    case statusUnclear(String)
    /// A date that cannot be read: column and text; proposed to be left out.
    case dateUnclear(column: String, String)
    /// A date that may be American, as another one of its column is; proposed day first.
    case monthFirst(column: String)
    /// A letter among a phone's digits; proposed to be kept as written and not dialled.
    case phoneUnclear(String)
    /// A byte that is no text stands in a column; proposed to be kept as it looks.
    case badByte(column: String)
    /// The spreadsheet strikes the name out; proposed to be taken all the same.
    case struckOut
    /// Quotes hold so many further lines that look like rows; proposed to be one row.
    case rowsSwallowed(lines: Int)
    /// A list of ours says that it is no official PLKK; accepting makes it one.
    case notOfficial(String)

    /// Whether the proposal can be accepted as it stands.
    public var canBeAccepted: Bool {
      switch self {
      case .regencyUnknown, .regencyAmbiguous, .severalMatches, .correctionUnusable,
        .provinceElsewhere, .severalRows, .regencyProposed("", _):
        false
      default: true
      }
    }
  }

  /// The row.
  public var row: ListRow
  /// Which site it is proposed to be.
  public var identity = Identity.new
  /// Its kabupaten, once known.
  public var regency: Region? {
    get { area.regency }
    set { area = Area(regency: newValue, district: area.district) }
  }
  /// Its kecamatan, when known.
  public var district: Region? {
    get { area.district }
    set { area = Area(regency: area.regency, district: newValue) }
  }
  /// Both of them; rows of one area share it once they are placed.
  var area = Area.unknown
  /// Where it is proposed to stand.
  public var position: Position?
  /// How well.
  public var precision = PositionPrecision.unknown
  /// Where the position comes from.
  public var source = Source.unknown
  /// What an officer should look at.
  public var doubts: [Doubt] = []
  /// Whether an officer accepted the proposal, by line or by a correction.
  public var isAccepted = false
  /// Whether a correction leaves the row out.
  public var isSkipped = false

  /// Whether the row can be taken in.
  public var isSettled: Bool {
    !isSkipped && regency != nil
      && doubts.allSatisfy { $0.canBeAccepted && isAccepted }
  }

  init(row: ListRow) {
    self.row = row
    doubts = row.doubts
    self.row.doubts = []
  }
}

/// Something in a row that tells its kabupaten.
public struct RegencyEvidence: Hashable, Sendable {
  /// What it is.
  public enum Source: String, CaseIterable, Hashable, Sendable {
    /// The kabupaten's name.
    case name
    /// The name in a row above.
    case carried
    /// A code as Kemendagri gives them.
    case codeKemendagri
    /// A code as BPS gives them.
    case codeBPS
    /// The kecamatan.
    case district
    /// The coordinates.
    case coordinates
    /// The province.
    case province
    /// A facility of that name known there.
    case known
  }

  /// What it is.
  public var source: Source
  /// The kabupaten's code, for a province that one's.
  public var code: String

  /// Makes a piece of evidence.
  public init(_ source: Source, _ code: String) {
    self.source = source
    self.code = code
  }
}

/// A kabupaten with perhaps a kecamatan of it.
final class Area: Hashable, Sendable {
  static let unknown = Area(regency: nil, district: nil)

  let regency: Region?
  let district: Region?

  init(regency: Region?, district: Region?) {
    self.regency = regency
    self.district = district
  }

  static func == (a: Area, b: Area) -> Bool {
    a === b || a.regency == b.regency && a.district == b.district
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(regency?.code)
    hasher.combine(district?.code)
  }
}
