import Facilities
import Formats
import Schema
import Application
import Wording

/// A list of facilities without a position to measure from.
enum ListRendering {
  /// - Parameters:
  ///   - meant: What a person may have meant where nothing was found; programs get none.
  ///   - former: Houses of that name that are on no list any more. Tables of sites cannot hold them:
  ///     with CSV and GeoJSON they are told on standard error.
  ///   - hoursUnknown: Of how many more it is not known whether their emergency department is open day
  ///     and night, where only those were asked for.
  static func text(
    _ facilities: [Facility], _ format: OutputFormat, day: CivilDate?, meant: [Facility] = [],
    former: [(site: FormerSite, now: Facility?)] = [], hoursUnknown: Int? = nil
  ) -> String {
    var sentences = former.map { FormerRendering.sentence($0.site, now: $0.now) }
    if let hoursUnknown { sentences.append(Language.current.hoursUnknown(hoursUnknown)) }
    if format == .csv || format == .geojson { sentences.forEach(Output.errorText) }
    let rows = facilities.map { FacilityRow(facility: $0, day: day) }
    switch format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("count", facilities.count)
        if let hoursUnknown { $0.member("emergency_hours_unknown", hoursUnknown) }
        $0.member(
          "results",
          array: { list in
            for row in rows { list.object { $0.members(row.fields) } }
          })
        if !former.isEmpty {
          $0.member(
            "former",
            array: { list in for (site, _) in former { FormerRendering.json(site, into: &list) } })
        }
      }
      return json.text + "\n"
    case .csv: return FacilityRendering.csv(rows, withHits: false)
    case .geojson: return FacilityRendering.geojson(rows)
    case .table:
      var lines = facilities.enumerated().flatMap { number, facility in
        FacilityRendering.lines(facility, number: number + 1, day: day) + [""]
      }
      lines.append(
        facilities.isEmpty
          ? AnswerRendering.nothing
          : say(id: "\(facilities.count) fasilitas.", en: "\(facilities.count) facilities."))
      lines += sentences.flatMap { Terminal.output.wrapped($0, indent: 0) }
      if !meant.isEmpty, former.isEmpty {
        lines.append(say(id: "Maksud Anda:", en: "Did you mean:"))
      }
      for facility in meant where former.isEmpty {
        lines += Terminal.output.wrapped(
          "\(facility.id)  \(facility.name), \(facility.regency)", indent: 2)
      }
      return lines.joined(separator: "\n") + "\n"
    }
  }
}
