internal import Facilities
internal import Formats
public import Geo

/// Where an accident happened, as it is sealed with a referral: the position, and of a named area its
/// code, so that the area is still known when the patient is sent later.
public struct RecordedPlace: Hashable, Sendable {
  /// The position.
  public var position: Position
  /// Kemendagri code of the area whose name stood for the position; nil for a coordinate, a town or a
  /// facility.
  public var areaCode: String?

  /// The place of a position as understood.
  init(_ understood: ResolvedPosition) {
    position = understood.position
    if case .place(let place) = understood.readAs, case .area = place.named.kind {
      areaCode = place.region.code
    }
  }

  /// Reads the text that was sealed: `latitude,longitude` and perhaps the code; nil when it is none.
  init?(_ text: String) {
    let parts = text.split(separator: ",", maxSplits: 2).map(String.init)
    guard parts.count >= 2, let latitude = Double(parts[0]), let longitude = Double(parts[1]),
      let position = Position(latitude: latitude, longitude: longitude)
    else { return nil }
    self.position = position
    areaCode = parts.count > 2 ? parts[2] : nil
  }

  /// The text that is sealed.
  var text: String {
    let plain = "\(position.latitude.fixed(6)),\(position.longitude.fixed(6))"
    return areaCode.map { "\(plain),\($0)" } ?? plain
  }
}
