/// Why a row waits for an officer.
public enum RowDoubt: Hashable, Sendable {
  /// No kabupaten was given or found; only a correction helps.
  case regencyUnknown(String)
  /// Several kabupaten may be meant; only a correction helps.
  case regencyAmbiguous([String])
  /// A town or kecamatan stands where the kabupaten should: the kabupaten that holds it.
  case regencyIsTown(String, regencyCode: String)
  /// Coordinates lie outside the kabupaten by this many metres, and in which one; they are
  /// proposed to be left out.
  case outsideRegency(meters: Double, foundIn: String)
  /// Coordinates lie this many metres from the known position of the matched facility; the list's
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
  /// What the row says of its kabupaten does not agree, or only something else than its name implies it:
  /// the kabupaten that most of it supports is proposed, empty where two are equal.
  case regencyProposed(String, [RegencyEvidence])
  /// The province is none of Kalimantan; only a correction helps.
  case provinceElsewhere(String)
  /// The same name is known in another kabupaten only; that facility is proposed.
  case knownElsewhere(id: String, regencyCode: String)
  /// The coordinates lie outside, and with the other sign of the latitude inside; that is proposed.
  case signLost(latitude: Double)
  /// A spreadsheet took the decimal points for points of thousands; with them the position lies in the
  /// kabupaten, which is proposed.
  case pointLost(latitude: Double, longitude: Double)
  /// Coordinates in no known form, or only one of the two; proposed to be left out.
  case coordinatesUnclear(String)
  /// The position in one cell and that in two others lie this many metres apart; that in two is proposed.
  case coordinatesDisagree(meters: Double)
  /// A second column of one meaning says something else: its name and value; proposed to be left out.
  case secondValue(column: String, String)
  /// Nothing but a name without a kind: a signature, a remark; proposed to be a site.
  case bareName
  /// Its kabupaten is that of a title which may not be its own: another line stands between the two, or the
  /// title is a bare name; proposed nevertheless.
  case sectionUnclear(String)
  /// One cell seems to hold the names of several sites; proposed to be one site of that name.
  case severalNames(String)
  /// An earlier row of the file may be the same site: it is proposed to be, or to be one of its own.
  case sameAsRow(Int, proposesMerge: Bool)
  /// These rows all fit one known facility, and none does so best; only corrections help.
  case severalRows(id: String, lines: [Int])
  /// The note says that the agreement ended; it is proposed not to be in force.
  case noteEnds(String)
  /// The note limits the agreement; the note is proposed to be shown.
  case noteLimits(String)
  /// An unrecognised status; proposed as unknown.
  case statusUnclear(String)
  /// A date that cannot be read: column and text; proposed to be left out.
  case dateUnclear(column: String, String)
  /// A date that may be American, as another one of its column is; proposed day first.
  case monthFirst(column: String)
  /// A letter among a phone's digits; proposed to be kept as written and not dialled.
  case phoneUnclear(String)
  /// A byte that is no text stands in a column; proposed to be kept as it looks.
  case badByte(column: String)
  /// The spreadsheet strikes the name out; proposed to be imported nevertheless.
  case struckOut
  /// Quotes hold this many further lines that look like rows; proposed to be one row.
  case rowsSwallowed(lines: Int)
  /// An export of this directory says that it is no official PLKK; accepting makes it one.
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

/// Evidence in a row of its kabupaten.
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
