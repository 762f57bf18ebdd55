import Facilities
import Formats
import Geo
import Service

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
      var head = JSONWriter()
      head.object { FacilityJSON.members(facility, into: &$0) }
      var tail = JSONWriter()
      tail.object { FacilityJSON.details(facility, into: &$0) }
      // One object made of two, with the numbers between.
      return ("+" + head.text.dropLast() + ",\"distance_m\":", "," + tail.text.dropFirst() + "\r\n")
    }
  }

  /// A line with its numbers, mark and line end left out.
  ///
  /// Without a distance those fields are empty in text and absent in JSON.
  static func text(
    _ facility: Facility, meters: Double?, bearing: Double?, _ form: ServedList.Form
  ) -> String {
    guard let meters, let bearing else {
      switch form {
      case .text: return joined(facility, "\t", form)
      case .json: return FacilityJSON.whole(facility)
      }
    }
    let middle = form == .json ? ",\"bearing_deg\":" : "\t"
    return joined(facility, meters.fixed(1) + middle + String(BearingFinder.rounded(bearing)), form)
  }

  private static func joined(
    _ facility: Facility, _ numbers: String, _ form: ServedList.Form
  ) -> String {
    let (head, tail) = parts(facility, form)
    // CR LF is one character.
    return String((head + numbers + tail).dropFirst().dropLast())
  }

  /// A value without what would break the line: tabs and control characters become spaces.
  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
  }
}

/// A facility's members in JSON, in the order of the command line's JSON.
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

  /// The members behind distance and bearing.
  static func details(_ facility: Facility, into json: inout JSONWriter) {
    json.member("basis_source", facility.basisSource)
    json.member("basis_date", facility.basisDate)
    json.member("care_class", facility.careClass)
    json.member("ownership", facility.ownership)
    json.member("district_code", facility.districtCode)
    json.member("beds", facility.beds)
    json.member("position_source", facility.positionSource)
    json.member("payer", Payer(facility.basis).rawValue)
  }

  /// The object without distance and bearing.
  static func whole(_ facility: Facility) -> String {
    var json = JSONWriter()
    json.object {
      members(facility, into: &$0)
      details(facility, into: &$0)
    }
    return json.text
  }
}
