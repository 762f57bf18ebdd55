import Application
import Facilities
import Formats
import LineProtocol
import Schema
import Wording

/// Something that must be said of an answer as a whole: its code, its sentence, its record.
struct Said {
  let code: String
  let sentence: String
  let record: [RecordField]
}

// The lines of an answer. What must be said of the whole is never left out: its codes stand on the first
// facility's line; where no facility was found lines of their own hold them.

extension LocatingVerbs {
  func said(_ advisory: Advisory) -> Said {
    Said(
      code: advisory.code, sentence: language.advisory(advisory, .ordinary),
      record: AnswerRecord.warning(advisory))
  }

  func said(_ note: EmergencyAnswer.Note) -> Said {
    Said(
      code: note.advisory.code, sentence: language.note(note),
      record: AnswerRecord.warning(note))
  }

  /// That more were found than the limit lets through.
  func more(_ limit: Int, of count: Int) -> [Said] {
    guard count > limit else { return [] }
    let phrase = Phrase(
      id: "\(limit) dari \(count) fasilitas; lebih banyak dengan LIMIT",
      en: "\(limit) of \(count) facilities; more with LIMIT")
    let code = "more"
    return [
      Said(
        code: code, sentence: phrase.text(language),
        record: [RecordField("code", .text(code)), RecordField("count", .integer(count))])
    ]
  }

  /// The lines of the sites around a position.
  func lines(_ hits: [Hit], _ said: [Said], _ parsed: ParsedCommand) -> [String] {
    // With `WITHQUERY` the lines before these have said it.
    if hits.isEmpty { return parsed.has("WITHQUERY") ? [] : warnings(said) }
    return hits.enumerated().map { place, hit in
      FacilityLine.text(
        hit, more: place == 0 ? said.map(\.code) : [], day: locator.day, form)
    }
  }

  /// The lines of a list without a position, and of former facilities of the name.
  func lines(_ list: SiteList, _ limit: Int) -> [String] {
    var said = more(limit, of: list.facilities.count)
    if let unknown = list.hoursUnknown, unknown > 0 {
      let code = Advisory.hoursUnknown([]).code
      said.append(
        Said(
          code: code, sentence: language.hoursUnknown(unknown),
          record: [RecordField("code", .text(code)), RecordField("count", .integer(unknown))]))
    }
    let shown = list.facilities.prefix(limit)
    let lines = shown.enumerated().map { place, facility in
      FacilityLine.text(
        facility, more: place == 0 ? said.map(\.code) : [], day: locator.day, form)
    }
    return (shown.isEmpty ? warnings(said) : lines) + (list.former ?? []).map(line)
  }

  /// The line of a former facility: `former`, its fields, and the sentence.
  private func line(_ former: SiteList.Former) -> String {
    let fields =
      SiteListRecord.fields(former.site)
      + [RecordField("text", .text(former.site.sentence(now: former.now).text(language)))]
    switch form {
    case .json: return FacilityLine.object([RecordField("former", .object(fields, prefix: ""))])
    case .text: return tagged("former", fields)
    }
  }

  private func warnings(_ said: [Said]) -> [String] {
    if said.isEmpty { return [] }
    switch form {
    case .json:
      return [FacilityLine.object([RecordField("warnings", .objects(said.map(\.record)))])]
    case .text:
      return said.map { "warning\t\($0.code)\t\(FacilityLine.field($0.sentence))" }
    }
  }

  /// With `WITHQUERY` how the position was understood, and what must be said of the answer in words.
  func echo(_ head: [RecordField], _ said: [Said], _ parsed: ParsedCommand) -> [String] {
    guard parsed.has("WITHQUERY") else { return [] }
    switch form {
    case .json: return [FacilityLine.object(head)]
    case .text: return [tagged("query", head)] + warnings(said)
    }
  }

  private func tagged(_ name: String, _ fields: [RecordField]) -> String {
    let cells = RecordField.flat(fields).map { "\($0.name)=\(FacilityLine.field($0.cell))" }
    return ([name] + cells).joined(separator: "\t")
  }
}
