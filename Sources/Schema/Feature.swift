public import Facilities
public import Formats
public import Geo

extension JSONWriter {
  /// Writes a facility as a GeoJSON feature (RFC 7946: longitude first); without a position it has no
  /// geometry.
  ///
  /// - Parameter fields: Its properties.
  public mutating func feature(_ facility: Facility, _ fields: [RecordField]) {
    feature(facility.position, id: facility.id, fields)
  }

  /// Writes a GeoJSON feature at a position.
  public mutating func feature(_ position: Position?, id: String?, _ fields: [RecordField]) {
    object { feature in
      feature.member("type", "Feature")
      if let id { feature.member("id", id) }
      feature.key("geometry")
      if let position {
        feature.object {
          $0.member("type", "Point")
          $0.member(
            "coordinates",
            array: {
              $0.value(position.longitude, decimals: 6)
              $0.value(position.latitude, decimals: 6)
            })
        }
      } else {
        feature.value(nil as String?)
      }
      feature.member("properties", object: { $0.members(fields) })
    }
  }
}
