public import Facilities
public import Formats
public import Geo

extension JSONWriter {
  /// Writes a facility as a GeoJSON feature (RFC 7946: longitude first); without a position it has no
  /// geometry.
  ///
  /// - Parameters:
  ///   - facility: The facility.
  ///   - fields: Its properties.
  public mutating func feature(_ facility: Facility, _ fields: [RecordField]) {
    feature(facility.position, id: facility.id, fields)
  }

  /// Writes a GeoJSON feature at a position.
  public mutating func feature(_ position: Position?, id: String?, _ fields: [RecordField]) {
    object { $0.featureMembers(position, id: id, fields) }
  }

  /// Writes the members of a GeoJSON feature into the object that is open.
  public mutating func featureMembers(
    _ position: Position?, id: String?, _ fields: [RecordField]
  ) {
    member("type", "Feature")
    if let id { member("id", id) }
    key("geometry")
    if let position {
      object {
        $0.member("type", "Point")
        $0.member(
          "coordinates",
          array: {
            $0.value(position.longitude, decimals: 6)
            $0.value(position.latitude, decimals: 6)
          })
      }
    } else {
      value(nil as String?)
    }
    member("properties", object: { $0.members(fields) })
  }
}
