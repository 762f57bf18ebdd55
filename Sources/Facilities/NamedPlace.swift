public import Geo

/// Something that a place name can mean: an area, a town or landmark, or a facility.
public struct NamedPlace: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    /// An administrative area; its point is where people are in it.
    case area
    /// A point where people are.
    case town(Town.Kind)
    /// A facility of the directory, by id.
    case facility(String)
  }

  /// What it is.
  public let kind: Kind
  /// Its name.
  public let name: String
  /// The area itself, or the narrowest area that is known to hold the point.
  public let region: Region
  /// The point that the name means; a province has none, and a few villages have none.
  public let position: Position?
  /// How far the named area reaches from there, metres.
  public let radiusMeters: Double
  /// Which source gave the point, or empty.
  public let source: String

  /// An area by its own point.
  public init(_ region: Region, source: String = "") {
    kind = .area
    name = region.name
    self.region = region
    position = region.position
    radiusMeters = region.radiusMeters
    self.source = source
  }

  /// A town, or a facility, and the area that holds it.
  public init(
    _ kind: Kind, name: String, in region: Region, at position: Position, radiusMeters: Double,
    source: String
  ) {
    self.kind = kind
    self.name = name
    self.region = region
    self.position = position
    self.radiusMeters = radiusMeters
    self.source = source
  }

  /// Codes of the areas that hold it, nearest first; not of itself.
  var holders: [String] {
    let codes = [region.code, region.districtCode, region.regencyCode, region.provinceCode]
    var holders: [String] = []
    for code in codes
    where !code.isEmpty && !holders.contains(code) && (kind != .area || code != region.code) {
      holders.append(code)
    }
    return holders
  }

  /// The level of an area; nil of a point.
  var level: Region.Level? { kind == .area ? region.level : nil }

  /// Whether it lies in an area, or is that area.
  func lies(in code: String) -> Bool { region.code == code || holders.contains(code) }
}

/// What a place name turned out to mean.
public enum NamedMatch: Hashable, Sendable {
  /// One place. `namesakes` bear the same name; the names of those `alike`
  /// differ by one letter; `passedOver` are words without a place.
  case found(
    NamedPlace, namesakes: [NamedPlace], alike: [NamedPlace], passedOver: [String])
  /// A name of several kabupaten together, as of before a split (`Kutai`, `Hulu Sungai`): these.
  case wide([NamedPlace])
  /// Several places, by level and code.
  case ambiguous([NamedPlace])
  /// A place on a road by its kilometre, which no table holds; places that the rest may mean.
  case road(String, suggestions: [NamedPlace])
  /// None; names that are nearly the same, within the area that was named, at most five.
  case unknown(suggestions: [NamedPlace])
}
