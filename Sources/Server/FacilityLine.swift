import Facilities
import Formats
import Geo
import Application
import Schema

/// The line of one facility: what stands before the distance and behind the bearing.
enum FacilityLine {
  /// Both parts, `+` and CR LF included.
  static func parts(_ facility: Facility, _ form: ServedList.Form) -> (head: String, tail: String) {
    switch form {
    case .text:
      let fields = [
        facility.kind.rawValue, facility.name, facility.regency, facility.phone,
        facility.basis.rawValue, facility.positionPrecision.rawValue,
        facility.standing?.status?.word ?? "",
        facility.standing?.agreementEnd?.description ?? "",
        facility.standing?.verified?.description ?? "",
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
