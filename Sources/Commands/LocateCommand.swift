import ArgumentParser
import Facilities
import Formats
import Schema
import Application
import Wording

/// The command `plkk locate`.
struct LocateCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "locate",
      abstract: say(
        id: "Provinsi, kabupaten, kecamatan dan desa dari sebuah posisi.",
        en: "Province, regency, district and village of a position."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk locate -3.3194,114.5908
          plkk locate 6P8PMHJR+68 --format json
        """)
  }

  @OptionGroup var position: PositionArgument
  @OptionGroup var list: ListOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let locator = try list.locator()
    let query = try position.understood(by: locator)
    let located = try Failures.translated { () throws(LocateError) in try locator.locate(query) }
    switch output.format {
    case .json: Output.write(Self.json(located))
    case .csv: Output.write(Self.csv(located))
    case .geojson:
      Output.write(FacilityRendering.geojson([], query: query, advisories: located.advisories))
    case .table: Output.write(Self.text(located))
    }
  }

  private static func text(_ located: Located) -> String {
    var lines = QueryRendering.lines(located.query)
    for line in Language.current.surroundings(located) {
      lines += Terminal.output.wrapped(line, indent: 2)
    }
    for advisory in located.advisories {
      lines += AnswerRendering.warning(advisory, .ordinary)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ located: Located) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { $0.members(PositionRecord.fields(located)) }
    return json.text + "\n"
  }

  private static func csv(_ located: Located) -> String {
    let fields = RecordField.flat(PositionRecord.fields(located))
    var csv = CSVWriter()
    csv.row(fields.map(\.name))
    csv.row(fields.map(\.cell))
    return csv.text
  }
}
