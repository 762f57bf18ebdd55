public import Facilities
public import Geo
public import Lists

/// What was made of one row: which site it is, where it stands, and why.
public struct Placement: Hashable, Sendable {
  /// Which site it is.
  public typealias Identity = RowIdentity
  /// Where the position comes from.
  public typealias Source = RowPosition
  /// Why a row waits for an officer.
  public typealias Doubt = RowDoubt

  /// The row.
  public var row: ListRow {
    _read { yield box.row }
    set { box = RowBox(newValue) }
  }
  /// The row is kept once, however many hold it.
  private var box: RowBox
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
  /// What an officer should check.
  public var doubts: [Doubt] = []
  /// Whether an officer accepted the proposal, by line or by a correction.
  public var isAccepted = false
  /// Whether a correction leaves the row out.
  public var isSkipped = false

  /// Whether the row can be imported.
  public var isSettled: Bool {
    !isSkipped && regency != nil
      && doubts.allSatisfy { $0.canBeAccepted && isAccepted }
  }

  init(_ box: RowBox) {
    self.box = box
    doubts = box.row.doubts
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
