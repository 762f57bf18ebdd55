import Application
import Facilities
import Formats
import Schema

/// The line of one facility, in parts: what a search finds out is put between them.
struct FacilityLine {
  /// What precedes the distance.
  let head: String
  /// What follows the bearing, up to the end of the site's own warnings.
  let tail: String
  /// What follows those of the answer; no line end.
  let end: String
  /// Whether the site has warnings of its own, so that one more needs a comma.
  let hasWarnings: Bool

  init(_ facility: Facility, _ form: DirectorySnapshot.Form, day: CivilDate?) {
    hasWarnings = !facility.warnings(on: day).isEmpty
    switch form {
    case .text:
      let cells = FacilityRecord.line(
        FacilityRecord.head(facility) + FacilityRecord.tail(facility, day)
      ).map(Self.field)
      head = cells[0] + "\t"
      tail = cells[3...].reduce(into: "") { $0 += "\t" + $1 }
      end = ""
    case .json:
      var first = JSONWriter()
      first.object { $0.members(FacilityRecord.head(facility)) }
      var last = JSONWriter()
      last.object { $0.members(FacilityRecord.tail(facility, day)) }
      // One object made of two, with the numbers between; the warnings' array is its last member.
      head = first.text.dropLast() + ",\"distance_m\":"
      tail = "," + last.text.dropFirst().dropLast(2)
      end = "]}"
    }
  }

  /// A whole line.
  ///
  /// - Parameters:
  ///   - hit: The site with distance and direction.
  ///   - more: Codes of the whole answer, on its first line.
  ///   - day: The day that ages are counted to, where the list says none.
  ///   - form: Text or JSON.
  /// - Returns: The line, without its end.
  static func text(
    _ hit: Hit, more: [String], day: CivilDate?, _ form: DirectorySnapshot.Form
  ) -> String {
    text(FacilityRecord.fields(hit, day: day, more: more), form)
  }

  /// A line without a distance: those fields are empty in text and absent in JSON.
  static func text(
    _ facility: Facility, more: [String], day: CivilDate?, _ form: DirectorySnapshot.Form
  ) -> String {
    text(FacilityRecord.fields(facility, day: day, more: more), form)
  }

  private static func text(_ fields: [RecordField], _ form: DirectorySnapshot.Form) -> String {
    switch form {
    case .text: FacilityRecord.line(fields).map(field).joined(separator: "\t")
    case .json: object(fields)
    }
  }

  /// Fields as one JSON object.
  static func object(_ fields: [RecordField]) -> String {
    var json = JSONWriter()
    json.object { $0.members(fields) }
    return json.text
  }

  /// A value without what would break the line: tabs and control characters become spaces.
  static func field(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) else { return text }
    return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7f ? 0x20 : $0 }, as: UTF8.self)
  }
}
