import Application
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

    @Option(help: ArgumentHelp(say(id: "Bentuk.", en: "Shape.")))
    var format: Format = .table

    @OptionGroup var options: FacilityReportOptions

    func run() throws {
      let dialect = try options.dialect(isCSV: format == .csv)
      let first = try ListDatabase.day(from, "--from")
      let last = try to.map { try ListDatabase.day($0, "--to") } ?? ListDatabase.today()
      let changes: SiteChanges
      do {
        changes = try options.listing().changes(
          from: first, to: last, regionCode: options.regionCode())
      } catch let error as ListingError {
        throw ListDatabase.failure(error)
      }
      let export = SiteChangesExport(changes, language: Language.current)
      switch format {
      case .table: Output.write(export.table())
      case .csv: Output.write(export.csv(dialect))
      case .xlsx: Output.write(export.workbook())
      case .json: Output.write(export.json())
      }
    }
  }
}
