import Application
import Facilities
import Formats
import Schema
import Wording

/// A facility as a row of an answer.
struct FacilityRow {
  let facility: Facility
  /// Where it was found from, if a position was asked about.
  var hit: Hit?
  /// The day that ages are counted to.
  var day: CivilDate?
  /// Codes of the whole answer, on its first row.
  var more: [String] = []

  var fields: [RecordField] {
    FacilityRecord.fields(
      facility, distance: hit?.meters, bearing: hit?.wholeBearing, day: day, more: more)
  }

  /// The rows of an answer; what must be said of the whole stands on the first.
  static func rows(_ hits: [Hit], _ advisories: [Advisory], day: CivilDate?) -> [FacilityRow] {
    let codes = advisories.map(\.code)
    return hits.enumerated().map { place, hit in
      FacilityRow(facility: hit.facility, hit: hit, day: day, more: place == 0 ? codes : [])
    }
  }
}

/// Facilities in all output formats; `hit` fields are left out where no position was asked about.
enum FacilityRendering {
  /// A facility for a person, over a few lines.
  static func lines(
    _ facility: Facility, hit: Hit? = nil, number: Int? = nil, payer: Bool = false,
    day: CivilDate? = nil, links: Bool = false, _ occasion: Occasion = .ordinary
  ) -> [String] {
    let terminal = Terminal.output
    let language = Language.current
    let margin =
      number.map { "\($0)." }.map { $0 + String(repeating: " ", count: max(1, 4 - $0.count)) } ?? ""
    let title = terminal.wrapped("\(facility.name)  [\(facility.id)]", indent: margin.count)
    var lines = title
    if let first = lines.first {
      lines[0] = margin + terminal.bold(String(first.dropFirst(margin.count)))
    }
    let indent = 4
    func add(_ text: String, isWarning: Bool = false) {
      let wrapped = terminal.wrapped(text, indent: indent)
      lines += isWarning ? wrapped.map(terminal.warning) : wrapped
    }
    if let hit { add(language.away(hit)) }
    let location = [
      language.kind(facility), facility.regency,
      facility.district.isEmpty ? "" : say(id: "Kec. ", en: "district ") + facility.district,
    ].filter { !$0.isEmpty }.joined(separator: " · ")
    add(location, isWarning: facility.specialty != nil)
    if let patients = language.patients(facility) { add(patients, isWarning: true) }
    add(language.phone(facility, occasion))
    add(
      language.basis(facility, occasion),
      isWarning: facility.basis == .presumed || facility.basis == .none)
    let warnings = Set(facility.warnings(on: day))
    let isDoubted = !warnings.isDisjoint(with: [
      .agreementExpired, .agreementNotYet, .agreementDropped, .oldInformation, .reportedClosed,
      .reportedMoved, .reportedWrongPhone, .reportedNotPLKK, .reportedOther,
    ])
    for line in language.membership(facility, on: day, occasion) {
      add(Failures.path(line).uppercasedFirst, isWarning: isDoubted)
    }
    let precision = language.precision(facility.positionPrecision)
    if !precision.isEmpty { add(precision.uppercasedFirst, isWarning: true) }
    if payer, occasion == .ordinary { add(language.payment(facility)) }
    if links {
      lines += SiteLinks.lines(facility).map { String(repeating: " ", count: indent) + $0 }
    }
    return lines
  }

  /// Facilities as CSV: the fields of the records, one column each.
  ///
  /// - Parameters:
  ///   - rows: The facilities.
  ///   - withHits: Whether there are columns of distance and direction.
  ///   - codes: What must be said of an answer that has no facility: `warnings` of a row whose other cells
  ///     are empty, as a batch writes it.
  /// - Returns: The header and the rows.
  static func csv(_ rows: [FacilityRow], withHits: Bool, without codes: [String] = []) -> String {
    var csv = CSVWriter()
    let names = names(withHits: withHits)
    csv.row(names)
    if !codes.isEmpty {
      csv.row(names.map { $0 == "warnings" ? codes.joined(separator: ",") : "" })
    }
    for row in rows { csv.row(RecordField.flat(row.fields).map(\.cell)) }
    return csv.text
  }

  /// The names of the columns.
  static func names(withHits: Bool) -> [String] {
    let blank = Facility(
      id: "", name: "", kind: .other, provinceCode: "", regencyCode: "", regency: "",
      position: nil, positionPrecision: .unknown, basis: .none)
    let fields = FacilityRecord.fields(
      blank, distance: withHits ? 0 : nil, bearing: withHits ? 0 : nil, day: nil)
    return RecordField.flat(fields).map(\.name)
  }

  /// Facilities as a GeoJSON feature collection (RFC 7946: longitude first).
  static func geojson(
    _ rows: [FacilityRow], query: ResolvedPosition? = nil, advisories: [Advisory] = []
  ) -> String {
    geojson(rows, query: query, warnings: advisories.map { AnswerRecord.warning($0) })
  }

  /// The same with warnings that are records already.
  static func geojson(
    _ rows: [FacilityRow], query: ResolvedPosition?, warnings: [[RecordField]]
  ) -> String {
    var json = JSONWriter()
    json.object {
      $0.member("type", "FeatureCollection")
      if query != nil {
        $0.members([RecordField("warnings", .objects(warnings))])
      }
      $0.member(
        "features",
        array: { features in
          if let query {
            features.feature(
              query.position, id: nil,
              [RecordField("role", .text("query"))]
                + RecordField.flat(PositionRecord.fields(query)))
          }
          for row in rows { features.feature(row.facility, row.fields) }
        })
    }
    return json.text + "\n"
  }
}

extension String {
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
