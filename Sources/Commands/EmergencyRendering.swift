import Application
import Facilities
import Formats
import Schema
import Wording

/// The emergency answer: 119 first, then hospitals of any basis, then the PLKK.
///
/// The line with the number is written before anything else is done, see `CallFirst`.
enum EmergencyRendering {
  /// The answers to an emergency in a format.
  ///
  /// - Parameters:
  ///   - answers: One, or one for each reading of a name that means several places.
  ///   - format: The format.
  ///   - links: Whether tables have links to maps.
  /// - Returns: The text.
  static func text(
    _ answers: [EmergencyAnswer], _ format: OutputFormat, links: Bool = false
  ) -> String {
    switch format {
    case .json:
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object { $0.members(AnswerRecord.fields(answers)) }
      return json.text + "\n"
    case .csv:
      let codes = answers.flatMap { answer in
        (answer.hospitals.hits.isEmpty ? answer.codes(of: .hospitals) : [])
          + (answer.plkk.hits.isEmpty ? answer.codes(of: .plkk) : [])
      }
      return FacilityRendering.csv(answers.flatMap(rows), withHits: true, without: codes)
    case .geojson:
      return FacilityRendering.geojson(
        answers.flatMap(rows), query: answers.first?.plkk.query,
        warnings: answers.flatMap { $0.notes.map { AnswerRecord.warning($0) } })
    case .table: return answers.map { people($0, links) }.joined(separator: "\n")
    }
  }

  /// Each site once, hospitals first; what must be said of a list stands on its first site.
  private static func rows(_ answer: EmergencyAnswer) -> [FacilityRow] {
    var rows: [FacilityRow] = []
    for (part, hits) in [
      (EmergencyAnswer.Part.hospitals, answer.hospitals.hits), (.plkk, answer.plkk.hits),
    ] {
      let codes = answer.codes(of: part)
      for (place, hit) in hits.enumerated() {
        let more = place == 0 ? codes : []
        if let row = rows.firstIndex(where: { $0.facility.id == hit.facility.id }) {
          rows[row].more += more
        } else {
          rows.append(
            FacilityRow(facility: hit.facility, hit: hit, day: answer.plkk.day, more: more))
        }
      }
    }
    return rows
  }

  private static func people(_ answer: EmergencyAnswer, _ links: Bool) -> String {
    let terminal = Terminal.output
    var lines = QueryRendering.lines(answer.plkk.query) + [""]
    lines += terminal.wrapped(
      say(
        id: "RUMAH SAKIT TERDEKAT, PLKK ATAU BUKAN (IGD belum dipastikan)",
        en: "NEAREST HOSPITALS, PLKK OR NOT (emergency department not confirmed)"),
      indent: 0
    ).map(terminal.bold)
    lines += AnswerRendering.hits(answer.hospitals, .emergency, links: links)
    if answer.hospitals.hits.isEmpty { lines += [AnswerRendering.nothing, ""] }
    lines += terminal.wrapped(LawText.emergencyDuty.text(.current), indent: 0)
    lines += ["", terminal.bold(say(id: "PLKK TERDEKAT", en: "NEAREST PLKK"))]
    lines += AnswerRendering.hits(answer.plkk, .emergency, links: links)
    if answer.plkk.hits.isEmpty { lines += [AnswerRendering.nothing, ""] }
    for note in answer.notes {
      // The echo of the position says it first.
      if case .approximate = note.advisory { continue }
      lines += AnswerRendering.warning(Language.current.note(note))
    }
    lines += AnswerRendering.straightLines
    if links {
      let hospitals = answer.hospitals.hits.map(\.facility)
      lines += SiteLinks.message(hospitals, .emergency).map { [$0] } ?? []
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The line to call 119, written before anything can go wrong.
enum CallFirst {
  /// Whether a command line asks in an emergency, before it is parsed: a slip elsewhere in it must not
  /// keep the number back.
  static func isAsked(_ arguments: [String]) -> Bool {
    guard !arguments.contains("--help"), !arguments.contains("-h") else { return false }
    if arguments.first == "nearest" { return arguments.contains("--emergency") }
    guard arguments.first == "refer", arguments.dropFirst().first == "new" else { return false }
    return arguments.indices.contains { place in
      let argument = arguments[place]
      if argument.hasPrefix("--emergency=") {
        return isCriterion(argument.dropFirst("--emergency=".count))
      }
      return argument == "--emergency" && place + 1 < arguments.count
        && isCriterion(arguments[place + 1][...])
    }
  }

  /// Whether a value of `refer new --emergency` is no denial.
  private static func isCriterion(_ value: Substring) -> Bool {
    !["", "tidak-ada", "none"].contains(value.lowercased())
  }

  /// Whether the answer is for a person, so that the line may stand before it.
  private static func isForPeople(_ arguments: [String]) -> Bool {
    for (place, argument) in arguments.enumerated() {
      if argument == "--format" {
        return place + 1 < arguments.count
          && OutputFormat(argument: arguments[place + 1]) == .table
      }
      if argument.hasPrefix("--format=") {
        return OutputFormat(argument: String(argument.dropFirst("--format=".count))) == .table
      }
    }
    return true
  }

  /// Writes the line at once where a person reads the answer.
  static func write(_ arguments: [String]) {
    guard isAsked(arguments), isForPeople(arguments) else { return }
    Output.write(Terminal.output.alarm(Language.current.callFirst) + "\n\n")
  }

  /// Writes the line above an error where the answer would have been a program's.
  static func writeAboveError(_ arguments: [String]) {
    guard isAsked(arguments), !isForPeople(arguments) else { return }
    Output.errorText(Language.current.callFirst)
  }
}
