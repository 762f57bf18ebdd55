import ArgumentParser
import Facilities
import Formats
import Schema
import Geo
import Application

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
    let village = try Failures.translated { () throws(LocateError) in try locator.locate(query) }
    switch output.format {
    case .json: Output.write(Self.json(query, village))
    case .csv: Output.write(Self.csv(query, village))
    case .geojson:
      Output.write(
        FacilityRendering.geojson([], query: query, advisories: Locator.advisories(of: query)))
    case .table: Output.write(Self.text(query, village))
    }
  }

  private static func text(_ query: Understood, _ village: NearestVillage?) -> String {
    var lines = QueryRendering.lines(query)
    if let village {
      let district = village.district.map { ", " + PlaceWords.own($0) } ?? ""
      let distance = Words.distance(village.meters)
      lines += Terminal.output.wrapped(
        say(
          id: "titik tengah desa terdekat: \(PlaceWords.own(village.village))\(district) "
            + "(\(distance) garis lurus; batas desa tidak diketahui)",
          en: "nearest village centre: \(PlaceWords.own(village.village))\(district) "
            + "(\(distance) straight line; village boundaries are not known)"), indent: 2)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func json(_ query: Understood, _ village: NearestVillage?) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { $0.members(PositionRecord.located(query, village)) }
    return json.text + "\n"
  }

  private static func csv(_ query: Understood, _ village: NearestVillage?) -> String {
    let fields = RecordField.flat(PositionRecord.located(query, village))
    var csv = CSVWriter()
    csv.row(fields.map(\.name))
    csv.row(fields.map(\.cell))
    return csv.text
  }
}
