public import Geo
internal import Facilities
internal import Positions

/// Another reading of a position that lies in Kalimantan: what was most likely meant by one outside, or
/// what one inside may have meant that was written without a sign.
///
/// Never taken by itself; every door shows it.
public struct PositionHint: Hashable, Sendable {
  /// The slip of the pen that would explain the position as it was read.
  public enum Slip: String, Hashable, Sendable, CaseIterable {
    /// The latitude lost or gained its minus.
    case latitudeSign = "latitude_sign"
    /// The longitude has the wrong sign.
    case longitudeSign = "longitude_sign"
    /// Latitude and longitude were exchanged.
    case exchanged
    /// A decimal point was lost.
    case decimalPoint = "decimal_point"
  }

  /// The slip.
  public let slip: Slip
  /// Where the position would be without it.
  public let position: Position

  /// The first hint that fits.
  ///
  /// - Parameters:
  ///   - position: The position as it was read.
  ///   - isUnsigned: Whether the latitude was written as a decimal without sign or hemisphere: north of the
  ///     equator, unless a minus was forgotten.
  ///   - here: The areas that hold the position.
  ///   - gazetteer: Tells which other readings lie in Kalimantan.
  /// - Returns: The hint; `nil` where none fits.
  static func find(
    _ position: Position, isUnsigned: Bool, _ here: Whereabouts, _ gazetteer: Gazetteer
  ) -> PositionHint? {
    let (latitude, longitude) = (position.latitude, position.longitude)
    if here.isInKalimantan, !isUnsigned || latitude <= 0 { return nil }
    let others: [(Slip, Double, Double)] =
      here.isInKalimantan
      ? [(.latitudeSign, -latitude, longitude)]
      : [
        (.latitudeSign, -latitude, longitude), (.longitudeSign, latitude, -longitude),
        (.exchanged, longitude, latitude), (.exchanged, -longitude, latitude),
        (.latitudeSign, -latitude, -longitude), (.decimalPoint, latitude / 10, longitude),
        (.decimalPoint, latitude / 100, longitude), (.decimalPoint, latitude, longitude / 10),
      ]
    for (slip, latitude, longitude) in others {
      // Off the shore of Kalimantan nobody has lost a decimal point.
      if slip == .decimalPoint, here.regency != nil { continue }
      guard let other = Position(latitude: latitude, longitude: longitude),
        gazetteer.whereabouts(other).isInKalimantan
      else { continue }
      return PositionHint(slip: slip, position: other)
    }
    return nil
  }
}
