import ArgumentParser
import Exporting
import Facilities
import Formats
import Lists

extension FacilityCommand {
  /// What changed between two days.
  struct Changes: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "changes",
        abstract: say(
          id: "Apa yang berubah di antara dua tanggal.", en: "What changed between two days."),
        discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
          + """
            plkk facility changes --from 2026-01-01 --to 2026-11-28 --region 63
            plkk facility changes --from 2026-10-01 --format xlsx > perubahan.xlsx
          """)
    }

    /// Shapes of the answer.
    enum Format: String, CaseIterable, ExpressibleByArgument { case table, csv, xlsx, json }

    @Option(help: ArgumentHelp(say(id: "Tanggal awal.", en: "The earlier day."), valueName: "date"))
    var from: String

    @Option(
      help: ArgumentHelp(
        say(id: "Tanggal akhir (bawaan: hari ini).", en: "The later day (default: today)."),
        valueName: "date"))
    var to: String?

    @Option(
      help: ArgumentHelp(
        say(id: "Hanya provinsi atau kabupaten ini.", en: "Only this province or kabupaten."),
        valueName: "name"))
    var region: String?

    @Option(help: ArgumentHelp(say(id: "Bentuk.", en: "Shape.")))
    var format: Format = .table

    @Flag(
      help: ArgumentHelp(
        say(
          id: "CSV untuk Excel di Indonesia: titik koma dan tanda BOM.",
          en: "CSV for Excel in Indonesia: semicolons and byte order mark.")))
    var excel = false

    @Option(
      help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
    var db: String?

    @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
    var lang: Language?

    func run() throws {
      guard !excel || format == .csv else {
        throw CommandFailure(
          .usage, say(id: "--excel hanya untuk --format csv", en: "--excel goes with --format csv"))
      }
      let first = try ListsFile.day(from, "--from")
      let last = try to.map { try ListsFile.day($0, "--to") } ?? ListsFile.today()
      guard first <= last else {
        throw CommandFailure(
          .usage,
          say(
            id: "--from \(first) sesudah --to \(last)", en: "--from \(first) is after --to \(last)")
        )
      }
      let (history, _) = try ListsFile.history(ListsFile.store(db, creating: false))
      let changes = SiteChanges(
        from: history.snapshot(at: first), to: history.snapshot(at: last),
        regionCode: try Worklist.code(region))
      let export = SiteChangesExport(changes, language: Language.current)
      switch format {
      case .table: Output.write(export.table())
      case .csv: Output.write(export.csv(excel ? .excel : .standard))
      case .xlsx: Output.write(export.workbook())
      case .json: Output.write(export.json())
      }
    }
  }
}
