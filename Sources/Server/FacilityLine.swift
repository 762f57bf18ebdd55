import Facilities
import Formats
import Geo

/// The line of one facility: what stands before the distance and behind the bearing.
enum FacilityLine {
  /// Both parts, `+` and CR LF included.
  static func parts(_ facility: Facility, _ form: ServedList.Form) -> (head: String, tail: String) {
    switch form {
    case .text:
      let fields = [
        facility.kind.rawValue, facility.name, facility.regency, facility.phone,
        facility.basis.rawValue, facility.positionPrecision.rawValue,
      ]
      return (
        "+" + field(facility.id) + "\t",
        fields.reduce(into: "") { $0 += "\t" + field($1) } + "\r\n"
      )
    case .json:
      var json = JSONWriter()
      json.object { FacilityJSON.members(facility, into: &$0) }
      // The two numbers are the last members of the object.
      return ("+" + json.text.dropLast() + ",\"distance_m\":", "}\r\n")
    }
  }

  /// A line with its numbers; without a distance those fields are empty (`null` in JSON).
  static func text(
    _ facility: Facility, meters: Double?, bearing: Double?, _ form: ServedList.Form
  ) -> String {
    let (head, tail) = parts(facility, form)
    let missing = form == .json ? "null" : ""
    let distance = meters.map { $0.fixed(1) } ?? missing
    let degrees = bearing.map { String(BearingFinder.rounded($0)) } ?? missing
    let middle = form == .json ? ",\"bearing_deg\":" : "\t"
    return String((head + distance + middle + degrees + tail).dropFirst().dropLast())
  }

  /// A value without what would break the line: tabs and control characters become spaces.
  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
  }
}

/// A facility's members in JSON, in the order of the seed table.
enum FacilityJSON {
  static func members(_ facility: Facility, into json: inout JSONWriter) {
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
}
