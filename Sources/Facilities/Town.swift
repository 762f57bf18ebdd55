public import Geo

/// A point where people are: a seat, a town, a locality or a landmark.
public struct Town: Hashable, Sendable {
  /// The kinds of points; the raw value is the identifier in the table.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The town where a kabupaten's administration sits.
    case seat
    /// A town.
    case town
    /// A settlement, area of a town or crossing that people name.
    case locality
    /// An airport, port or other place to meet.
    case landmark
  }

  /// Name.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// Kemendagri code of the kabupaten/kota.
  public let regencyCode: String
  /// Kemendagri code of the kecamatan.
  public let districtCode: String
  /// Kemendagri code of the village, or empty.
  public let villageCode: String
  /// The point.
  public let position: Position
  /// How far the place reaches from there, metres.
  public let radiusMeters: Double
  /// Which source gave the point.
  public let source: String
  /// Other names.
  public let aliases: [String]

  /// All of the table, in its order.
  public static func all(in table: SeedTable) throws(SeedError) -> [Town] {
    var towns: [Town] = []
    for record in try table.records() { towns.append(try Town(record)) }
    return towns
  }

  init(_ record: SeedRecord) throws(SeedError) {
    name = try record.text(0)
    kind = try record.word(1)
    regencyCode = try record.text(2)
    districtCode = try record.text(3)
    villageCode = record[4]
    position = try record.position(5)
    radiusMeters = try record.number(7)
    source = try record.text(8)
    aliases = record.list(9)
  }
}

/// What a row of the table of names is; the raw value is the identifier in the table.
enum AliasKind: String, CaseIterable {
  /// A town by the kecamatan it lies in.
  case town
  /// A short name.
  case short
  /// A name that people say.
  case spoken
  /// A name of before.
  case oldName = "old_name"
  /// The area that it belonged to before a split.
  case oldParent = "old_parent"
  /// An English name.
  case english
  /// A word that is shortened in names, with its long form.
  case word
}
