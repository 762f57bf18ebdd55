import Facilities
import Formats
import Schema
import Application
import Wording

/// A list of facilities without a position to measure from.
enum ListRendering {
  /// A list of facilities in a format.
  ///
  /// - Parameters:
  ///   - list: What was found. Tables of sites cannot hold what is said of facilities that are no longer on a
  ///     list and of unknown hours: with CSV and GeoJSON that is written to standard error.
  ///   - format: The format.
  ///   - day: The day that ages are counted to.
  ///   - meant: What a person may have meant where nothing was found; programs get none.
  ///   - links: Whether tables have links to maps.
  /// - Returns: The text.
  static func text(
    _ list: SiteList, _ format: OutputFormat, day: CivilDate?, meant: [Facility] = [],
    links: Bool = false
  ) -> String {
    let (facilities, former) = (list.facilities, list.former ?? [])
    var sentences = former.map { say($0.site.sentence(now: $0.now)) }
    if let hoursUnknown = list.hoursUnknown {
      sentences.append(Language.current.hoursUnknown(hoursUnknown))
    }
    if format == .csv || format == .geojson { sentences.forEach(Output.errorText) }
    let rows = facilities.map { FacilityRow(facility: $0, day: day) }
    switch format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.members(SiteListRecord.fields(list, day: day)) }
      return json.text + "\n"
    case .csv: return FacilityRendering.csv(rows, withHits: false)
    case .geojson: return FacilityRendering.geojson(rows)
    case .table:
      var lines = facilities.enumerated().flatMap { number, facility in
        FacilityRendering.lines(facility, number: number + 1, day: day, links: links) + [""]
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
