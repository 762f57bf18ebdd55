internal import Application
public import Facilities
public import Formats
internal import Geo

/// A facility's members in JSON, the same from every door.
///
/// Names follow the seed table; distance and direction, where there are any, stand between the two
/// groups. The formats of machines are never localised.
public enum FacilityJSON {
  /// What it is, where, and what supports that it is a PLKK.
  public static func members(_ facility: Facility, into json: inout JSONWriter) {
    json.member("id", facility.id)
    json.member("name", facility.name)
    json.member("kind", facility.kind.rawValue)
    json.member("province_code", facility.provinceCode)
    json.member("regency_code", facility.regencyCode)
    json.member("regency", facility.regency)
    json.member("district", facility.district)
    json.member("address", facility.address)
    json.member("phone", facility.phone)
    json.member("latitude", facility.position?.latitude, decimals: 6)
    json.member("longitude", facility.position?.longitude, decimals: 6)
    json.member("position_precision", facility.positionPrecision.rawValue)
    json.member("plkk_basis", facility.basis.rawValue)
  }

  /// The members behind distance and bearing: sources, payer, agreement, freshness, open doubts.
  public static func details(_ facility: Facility, into json: inout JSONWriter) {
    json.member("basis_source", facility.basisSource)
    json.member("basis_date", facility.basisDate)
    json.member("care_class", facility.careClass)
    json.member("ownership", facility.ownership)
    json.member("district_code", facility.districtCode)
    json.member("beds", facility.beds)
    json.member("position_source", facility.positionSource)
    json.member("payer", Payer(facility.basis).rawValue)
    let standing = facility.standing
    json.member("plkk_status", standing?.status?.word)
    json.member("agreement_number", standing?.agreementNumber)
    json.member("agreement_end", standing?.agreementEnd?.description)
    json.member("verified", standing?.verified?.description)
    json.member("verified_days", standing?.freshness?.days)
    json.member(
      "doubts",
      array: { list in for mark in standing?.marks ?? [] { list.value(mark.doubt.rawValue) } })
  }

  /// The object without distance and bearing.
  public static func whole(_ facility: Facility) -> String {
    var json = JSONWriter()
    json.object {
      members(facility, into: &$0)
      details(facility, into: &$0)
    }
    return json.text
  }
}
