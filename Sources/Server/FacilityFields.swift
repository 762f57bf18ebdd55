import Facilities
import Formats
import Geo

/// All fields of a facility with the names of the seed table, in its order.
enum FacilityFields {
  static func all(_ facility: Facility) -> [(name: String, value: String)] {
    [
      ("id", facility.id), ("name", facility.name), ("kind", facility.kind.rawValue),
      ("class", facility.careClass), ("ownership", facility.ownership),
      ("province_code", facility.provinceCode), ("regency_code", facility.regencyCode),
      ("regency", facility.regency), ("district_code", facility.districtCode),
      ("district", facility.district), ("address", facility.address), ("phone", facility.phone),
      ("beds", facility.beds.map(String.init) ?? ""),
      ("latitude", facility.position.map { "\($0.latitude)" } ?? ""),
      ("longitude", facility.position.map { "\($0.longitude)" } ?? ""),
      ("position_precision", facility.positionPrecision.rawValue),
      ("position_source", facility.positionSource), ("plkk_basis", facility.basis.rawValue),
      ("plkk_source", facility.basisSource), ("plkk_date", facility.basisDate),
    ]
  }
}

extension FacilityJSON {
  /// What `SHOW` adds to the members of a facility line.
  static func details(_ facility: Facility, into json: inout JSONWriter) {
    json.member("class", facility.careClass)
    json.member("ownership", facility.ownership)
    json.member("district_code", facility.districtCode)
    json.member("beds", facility.beds)
    json.member("position_source", facility.positionSource)
    json.member("plkk_source", facility.basisSource)
    json.member("plkk_date", facility.basisDate)
  }
}
