import Facilities
import Formats
import Schema

/// The cells of a facility in a batch, its numbers left out.
struct BatchFacility {
  let head: [UInt8]
  /// Ends inside the quotes around the warnings.
  let tail: [UInt8]
  /// Whether the facility has warnings of its own, so that one more needs a comma.
  let hasWarnings: Bool

  var count: Int { head.count + tail.count }

  init(_ facility: Facility, _ day: CivilDate?, _ separator: UInt8) {
    let cells = FacilityRecord.line(
      FacilityRecord.fields(facility, distance: 0, bearing: 0, day: day))
    // Codes never need quotes, the commas between them do.
    let warnings = cells[cells.count - 1]
    head = Self.cells(Array(cells[..<1]), separator) + [separator]
    tail =
      [separator] + Self.cells(Array(cells[3..<(cells.count - 1)]), separator)
      + [separator, UInt8(ascii: "\"")] + Array(warnings.utf8)
    hasWarnings = !warnings.isEmpty
  }

  /// Fields with the separator of a file, without an end of line.
  static func cells(_ cells: [String], _ separator: UInt8) -> [UInt8] {
    var out: [UInt8] = []
    for (place, cell) in cells.enumerated() {
      if place > 0 { out.append(separator) }
      var csv = CSVWriter()
      csv.row([cell])
      let text = Array(csv.text.utf8.dropLast())
      // The writer knows commas; another separator needs quotation marks as well.
      let isBare = text.first != UInt8(ascii: "\"") && text.contains(separator)
      out += isBare ? [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")] : text
    }
    return out
  }
}
