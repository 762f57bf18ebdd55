import Application
import Facilities
import Formats
import Schema
import Wording

/// An answer about the facilities around a position.
enum AnswerRendering {
  static func text(
    _ answer: NearestAnswer, _ format: OutputFormat, links: Bool = false
  ) -> String {
    let rows = FacilityRow.rows(answer.hits, answer.advisories, day: answer.day)
    switch format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.members(AnswerRecord.fields(answer)) }
      return json.text + "\n"
    case .csv:
      let codes = rows.isEmpty ? answer.advisories.map(\.code) : []
      return FacilityRendering.csv(rows, withHits: true, without: codes)
    case .geojson:
      return FacilityRendering.geojson(rows, query: answer.query, advisories: answer.advisories)
    case .table: break
    }
    var lines = QueryRendering.lines(answer.query) + [""]
    lines += hits(answer, .ordinary, links: links)
    if answer.hits.isEmpty { lines += [nothing, ""] }
    lines += footer(answer.advisories, hasSites: !answer.hits.isEmpty, .ordinary)
    lines += night(answer.hits)
    if links {
      lines += SiteLinks.message(answer.hits.map(\.facility), .ordinary).map { [$0] } ?? []
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static var nothing: String {
    say(
      id: "Tidak ada fasilitas yang cocok dengan pilihan ini.",
      en: "No facility matches these choices.")
  }

  /// The facilities, numbered, an empty line after each.
  static func hits(
    _ answer: NearestAnswer, _ occasion: Occasion, links: Bool = false
  ) -> [String] {
    answer.hits.enumerated().flatMap { number, hit in
      FacilityRendering.lines(
        hit.facility, hit: hit, number: number + 1, day: answer.day, links: links, occasion)
        + [""]
    }
  }

  /// One thing that must be said of the whole.
  static func warning(_ advisory: Advisory, _ occasion: Occasion) -> [String] {
    // The echo of the position says it first.
    if case .approximate = advisory { return [] }
    return warning(Language.current.advisory(advisory, occasion))
  }

  static func warning(_ sentence: String) -> [String] {
    let terminal = Terminal.output
    return terminal.wrapped("! " + Failures.path(sentence), indent: 0).map(terminal.warning)
  }

  /// That distances are no roads, and whom to call.
  static var straightLines: [String] {
    let terminal = Terminal.output
    return terminal.wrapped(
      say(
        id: "Jarak adalah garis lurus, bukan jarak jalan. Gawat darurat: telepon 119.",
        en: "Distances are straight lines, not roads. In an emergency call 119."), indent: 0
    ).map(terminal.dim)
  }

  /// That the hours at night are unknown, where that is so.
  static func night(_ hits: [Hit]) -> [String] {
    let unknown = hits.count { $0.facility.isUnknownAtNight }
    return Language.current.nightUnknown(unknown, of: hits.count).map {
      Terminal.output.wrapped($0, indent: 0)
    } ?? []
  }

  /// What must be said of the whole, and what holds for every answer.
  static func footer(
    _ advisories: [Advisory], hasSites: Bool, _ occasion: Occasion
  ) -> [String] {
    var lines = advisories.flatMap { warning($0, occasion) }
    if hasSites { lines += straightLines }
    return lines
  }
}
