import ArgumentParser
import Exporting
import Facilities
import Formats
import Importing
import Application
import Lists
import Wording

/// The command `plkk export`: files for handhelds, map programs, spreadsheets and the notice board.
struct ExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: say(
        id: "Menulis daftar sebagai CSV, XLSX, JSON, GeoJSON, GPX, KML, atau lembar cetak A4.",
        en: "Writes the list as CSV, XLSX, JSON, GeoJSON, GPX, KML or a printable A4 sheet."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk export --as gpx --region 63 > plkk-kalsel.gpx
          plkk export --as sheet --region "Tanah Bumbu" > tanah-bumbu.html
          plkk export --as csv --basis official --at 2026-01-31
        """)
  }

  /// Shapes of the file.
  enum Format: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
    case csv, xlsx, json, geojson, gpx, kml, sheet

    var choiceWord: Phrase { Phrase(id: self == .sheet ? "lembar" : rawValue, en: rawValue) }
  }

  @Option(
    name: .customLong("as"), help: ArgumentHelp(say(id: "Bentuk berkas.", en: "Shape of the file."))
  )
  var format: Format

  @Option(
    help: ArgumentHelp(
      say(
        id: "Keadaan pada tanggal ini (bawaan: hari ini).", en: "As of that day (default: today)."))
  )
  var at: String?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "CSV untuk Excel di Indonesia: titik koma, koma desimal, tanda BOM.",
        en: "CSV for Excel in Indonesia: semicolons, decimal commas, byte order mark.")))
  var excel = false

  @OptionGroup var filters: FilterOptions

  @Option(
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() throws {
    guard !excel || format == .csv else {
      throw CommandFailure(
        .usage, say(id: "--excel hanya untuk --as csv", en: "--excel goes with --as csv"))
    }
    let date = try at.map { try ListsFile.day($0, "--at") } ?? ListsFile.today()
    let locator = try Locators.embedded()
    let (history, _) = try ListsFile.history(
      ListsFile.store(db, creating: false), base: locator.directory)
    let snapshot = history.snapshot(at: date)
    let filter = try filters.filter(locator)
    let export = DirectoryExport(snapshot, filter: filter, language: .current)
    switch format {
    case .csv: Output.write(export.csv(excel ? .excel : .standard))
    case .xlsx: Output.write(export.workbook())
    case .json: Output.write(export.json())
    case .geojson: Output.write(export.geoJSON())
    case .gpx: Output.write(export.gpx())
    case .kml: Output.write(export.kml())
    case .sheet:
      guard let code = filter.regionCode,
        let regency = locator.gazetteer.regencies.first(where: { $0.region.code == code })
      else {
        throw CommandFailure(
          .usage,
          say(
            id: "lembar cetak: sebut satu kabupaten/kota, misalnya --region \"Tanah Bumbu\"",
            en: "the sheet is for one kabupaten: name it, for example --region \"Tanah Bumbu\""))
      }
      Output.write(export.sheet(regency: regency))
    }
  }
}
