public import Geo

/// A place in the Universal Transverse Mercator grid on WGS 84.
public struct UTM: Hashable, Sendable {
  /// 1 … 60.
  public var zone: Int
  /// Whether the northing counts from 10,000,000 m at the equator downwards.
  public var isSouth: Bool
  /// Metres, 500,000 on the central meridian.
  public var easting: Double
  /// Metres.
  public var northing: Double

  /// Makes a grid place; no check is done here, ``position`` is `nil` where there is none.
  public init(zone: Int, isSouth: Bool, easting: Double, northing: Double) {
    self.zone = zone
    self.isSouth = isSouth
    self.easting = easting
    self.northing = northing
  }

  /// The grid place of a position in its standard zone.
  ///
  /// `nil` beyond 80° S and 84° N, where UTM ends. Southern Norway and Svalbard have their wider
  /// zones. The equator counts as north.
  public init?(_ position: Position) {
    guard let zone = Self.standardZone(of: position) else { return nil }
    self.init(position, zone: zone)
  }

  /// The grid place in a given zone, which the position need not lie in.
  init(_ position: Position, zone: Int) {
    var offset = position.longitude - Self.centralMeridian(zone)
    if offset > 180 { offset -= 360 }
    if offset < -180 { offset += 360 }
    let (east, north) = TransverseMercator.project(
      latitude: position.latitude, longitude: offset)
    self.zone = zone
    isSouth = position.latitude < 0
    easting = 500_000 + Self.scale * east
    northing = (isSouth ? Self.falseNorthing : 0) + Self.scale * north
  }

  /// The position, or `nil` when zone, easting or northing lie outside the grid.
  ///
  /// The grid reaches half a degree beyond 80° S and 84° N, where the polar grid takes over.
  /// Error below a micrometre within the zone.
  public var position: Position? {
    guard (1...60).contains(zone), (0...1_000_000).contains(easting),
      (0...Self.falseNorthing).contains(northing)
    else { return nil }
    let (latitude, offset) = TransverseMercator.unproject(
      east: (easting - 500_000) / Self.scale,
      north: (northing - (isSouth ? Self.falseNorthing : 0)) / Self.scale)
    guard latitude >= -80.5, latitude <= 84.5 else { return nil }
    var longitude = Self.centralMeridian(zone) + offset
    if longitude >= 180 { longitude -= 360 }
    if longitude < -180 { longitude += 360 }
    return Position(latitude: latitude, longitude: longitude)
  }

  static let scale = 0.9996
  static let falseNorthing = 10_000_000.0

  /// Degrees east of Greenwich.
  static func centralMeridian(_ zone: Int) -> Double { Double(zone * 6 - 183) }

  /// The zone that a position belongs to, or `nil` beyond the grid.
  static func standardZone(of position: Position) -> Int? {
    let latitude = position.latitude
    var longitude = position.longitude
    guard latitude >= -80, latitude <= 84 else { return nil }
    if longitude >= 180 { longitude -= 360 }
    let zone = min(60, Int((longitude + 180) / 6) + 1)
    if latitude >= 56, latitude < 64, longitude >= 3, longitude < 12 { return 32 }
    if latitude >= 72, longitude >= 0, longitude < 42 {
      return longitude < 9 ? 31 : longitude < 21 ? 33 : longitude < 33 ? 35 : 37
    }
    return zone
  }

  /// Band letters from 80° S in steps of 8°, X reaching 84° N.
  static let bands = Array("CDEFGHJKLMNPQRSTUVWX".utf8)

  /// The latitudes of a band, or `nil` for a letter that is none.
  static func latitudes(ofBand letter: UInt8) -> ClosedRange<Double>? {
    guard let index = bands.firstIndex(of: letter) else { return nil }
    let south = -80.0 + 8 * Double(index)
    return south...(letter == 0x58 ? 84 : south + 8)
  }

  /// The band letter at a latitude of −80 … 84.
  static func band(at latitude: Double) -> UInt8 {
    bands[max(0, min(19, Int((latitude + 80) / 8)))]
  }
}
