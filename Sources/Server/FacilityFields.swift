import Facilities
import Formats
import Geo
import Application

/// All fields of a facility with the names of the seed table, in its order.
enum FacilityFields {
  static func all(_ facility: Facility) -> [(name: String, value: String)] {
    let standing = facility.standing
    return [
      ("id", facility.id), ("name", facility.name), ("kind", facility.kind.rawValue),
      ("care_class", facility.careClass), ("ownership", facility.ownership),
      ("province_code", facility.provinceCode), ("regency_code", facility.regencyCode),
      ("regency", facility.regency), ("district_code", facility.districtCode),
      ("district", facility.district), ("address", facility.address), ("phone", facility.phone),
      ("beds", facility.beds.map(String.init) ?? ""),
      ("latitude", facility.position?.latitude.fixed(6) ?? ""),
      ("longitude", facility.position?.longitude.fixed(6) ?? ""),
      ("position_precision", facility.positionPrecision.rawValue),
      ("position_source", facility.positionSource), ("plkk_basis", facility.basis.rawValue),
      ("basis_source", facility.basisSource), ("basis_date", facility.basisDate),
      ("payer", Payer(facility.basis).rawValue),
      ("plkk_status", standing?.status?.word ?? ""),
      ("agreement_number", standing?.agreementNumber ?? ""),
      ("agreement_end", standing?.agreementEnd?.description ?? ""),
      ("verified", standing?.verified?.description ?? ""),
      ("doubts", (standing?.marks ?? []).map(\.doubt.rawValue).joined(separator: ",")),
    ]
  }
}
