import ArgumentParser
import Exporting
import Facilities
import Formats
import Importing
import Application
import Lists
import WebPage
import Wording

/// The command `plkk export`: files for handhelds, map programs, spreadsheets and the notice board.
struct ExportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: say(
        id:
          "Menulis daftar sebagai CSV, XLSX, JSON, GeoJSON, GPX, KML, lembar cetak A4, atau halaman "
          + "untuk ponsel.",
        en:
          "Writes the list as CSV, XLSX, JSON, GeoJSON, GPX, KML, a printable A4 sheet or the page "
          + "for phones."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk export --as gpx --region 63 > plkk-kalsel.gpx
          plkk export --as sheet --region "Tanah Bumbu" > tanah-bumbu.html
          plkk export --as sheet --region 63 > kalsel.html
          plkk export --as csv --basis official --at 2026-01-31
          plkk export --as page plkk.html
        """)
  }

  /// Shapes of the file.
  enum Format: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
    case csv, xlsx, json, geojson, gpx, kml, sheet, page

    var choiceWord: Phrase {
      switch self {
      case .sheet: Phrase(id: "lembar", en: rawValue)
      case .page: Phrase(id: "halaman", en: rawValue)
      default: Phrase(id: rawValue, en: rawValue)
      }
    }
  }

  @Option(
    name: .customLong("as"), help: ArgumentHelp(say(id: "Bentuk berkas.", en: "Shape of the file."))
  )
  var format: Format

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Hanya untuk --as page: berkas HTML, atau folder (dengan garis miring di akhir) untuk "
          + "situs web; bawaan: keluaran standar.",
        en: "Only with --as page: an HTML file, or a folder (with a slash at its end) for a web "
          + "site; default: standard output."), valueName: "file"))
  var file: String?

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
    name: .store,
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() throws {
    guard !excel || format == .csv else {
      throw CommandFailure(
        .usage, say(id: "--excel hanya untuk --as csv", en: "--excel goes with --as csv"))
    }
    guard file == nil || format == .page else {
      throw CommandFailure(
        .usage,
        say(
          id: "nama berkas hanya untuk --as page; yang lain ditulis ke keluaran standar",
          en: "a file goes with --as page; the others write to standard output"))
    }
    let date = try at.map { try ListDatabase.day($0, "--at") } ?? ListDatabase.today()
    let locator = try Locators.embedded()
    let listing = try ListDatabase.listing(db, base: locator.directory)
    let snapshot = listing.history.snapshot(at: date)
    let filter = try filters.filter(locator)
    if format == .page { return try page(snapshot, filter, locator) }
    let export = DirectoryExport(snapshot, filter: filter, language: .current)
    switch format {
    case .csv: Output.write(export.csv(excel ? .excel : .standard))
    case .xlsx: Output.write(export.workbook())
    case .json: Output.write(export.json())
    case .geojson: Output.write(export.geoJSON())
    case .gpx: Output.write(export.gpx())
    case .kml: Output.write(export.kml())
    case .page: break
    case .sheet:
      let regencies = locator.gazetteer.regencies
      if let code = filter.regionCode, let one = regencies.first(where: { $0.region.code == code })
      {
        return Output.write(export.sheet(regency: one))
      }
      // A province, or all of them: a sheet for each kabupaten.
      let own = regencies.filter { regency in
        filter.regionCode.map { regency.region.code.hasPrefix($0 + ".") } ?? true
      }
      guard let name = try sheetsTitle(filter.regionCode, locator), !own.isEmpty else {
        throw CommandFailure(
          .usage,
          say(
            id:
              "lembar cetak: sebut provinsi atau kabupaten/kota, misalnya --region \"Tanah Bumbu\"",
            en:
              "sheets are for a province or a kabupaten: name it, such as --region \"Tanah Bumbu\"")
        )
      }
      Output.write(export.sheets(own, of: name))
    }
  }

  /// What sheets of several kabupaten belong to; nil for a kecamatan.
  private func sheetsTitle(_ code: String?, _ locator: Locator) throws -> String? {
    guard let code else { return "Kalimantan" }
    if code.contains(".") { return nil }
    return try Failures.translated { () throws(LocateError) in try locator.region(code) }.name
  }

  /// The page holds the whole list, since the hospitals of an emergency are no PLKK.
  private func page(
    _ snapshot: ListSnapshot, _ filter: FacilityFilter, _ locator: Locator
  ) throws {
    guard filter == .plkk else {
      throw CommandFailure(
        .usage,
        say(
          id: "--as page memuat seluruh daftar; pilihan seperti --region tidak berlaku",
          en: "--as page holds the whole list; choices such as --region do not go with it"))
    }
    let site = PageSite(
      directory: snapshot.directory, gazetteer: locator.gazetteer, day: snapshot.date)
    try ExportPage.write(site, to: file)
  }

}
