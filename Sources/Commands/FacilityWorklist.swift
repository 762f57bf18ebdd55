import Application
import ArgumentParser
import Exporting
import Facilities
import Formats
import Importing
import Lists
import Wording

extension FacilityCommand {
  /// Whom to call, and what to ask.
  struct Worklist: ParsableCommand {
    static var configuration: CommandConfiguration {
      CommandConfiguration(
        commandName: "worklist",
        abstract: say(
          id: "Daftar kerja: siapa yang ditelepon dan apa yang ditanyakan.",
          en: "A work list: whom to call, and what to ask."),
        discussion: say(
          id: """
            Isi kolom jawaban lalu kembalikan dengan: plkk facility answers BERKAS --by KANTOR

            CONTOH:
              plkk facility worklist --region "Tanah Bumbu" > telepon.csv
              plkk facility worklist --office BJM --format xlsx > telepon.xlsx
            """,
          en: """
            Fill in the columns for answers and give them back with: plkk facility answers FILE --by OFFICE

            EXAMPLES:
              plkk facility worklist --region "Tanah Bumbu" > calls.csv
              plkk facility worklist --office BJM --format xlsx > calls.xlsx
            """))
    }

    /// Shapes of the list.
    enum Format: String, CaseIterable, ExpressibleByArgument { case csv, xlsx, sheet, table }

    @Option(
      help: ArgumentHelp(
        say(
          id:
            "Hanya yang ditelepon kantor ini: ada dalam daftarnya, atau di kabupaten yang diliput.",
          en: "Only sites that this office calls: on its list, or in a kabupaten that it covers."),
        valueName: "office"))
    var office: String?

    @Option(
      help: ArgumentHelp(
        say(
          id: "Bentuk: csv, xlsx, sheet (lembar cetak A4) atau table.",
          en: "Shape: csv, xlsx, sheet (to print on A4) or table.")))
    var format: Format = .csv

    @OptionGroup var options: FacilityReportOptions

    func run() throws {
      let dialect = try options.dialect(isCSV: format == .csv)
      let list = try options.listing().workList(
        on: ListDatabase.today(), regionCode: options.regionCode(), office: office)
      let export = CallListExport(
        list, language: Language.current, answers: CallAnswerReader.columns)
      switch format {
      case .csv: Output.write(export.csv(dialect))
      case .xlsx: Output.write(export.workbook())
      case .sheet: Output.write(export.sheet(title: title))
      case .table: Output.write(Self.table(list))
      }
    }

    /// What the sheet is called.
    private var title: String {
      say(id: "Daftar telepon PLKK", en: "PLKK call list")
        + ([options.region, office].compactMap { $0 }.map { ": " + Failures.safe($0) }.first ?? "")
        + ", \(ListDatabase.today())"
    }

    private static func table(_ list: WorkList) -> String {
      var lines: [String] = []
      var regency = ""
      for line in list.lines {
        let facility = line.facility
        if facility.regency != regency {
          regency = facility.regency
          let count = list.byRegency[facility.regencyCode] ?? WorkList.Count()
          lines += ["", "\(regency): \(Language.current.calls(count))"]
          lines += Terminal.output.wrapped(
            say(id: "yang menelepon: ", en: "calls: ")
              + Language.current.caller(list.offices[facility.regencyCode] ?? ""), indent: 2)
        }
        let phone =
          facility.phone.isEmpty ? say(id: "telepon tidak ada", en: "no phone") : facility.phone
        lines.append("  \(facility.id) \(Failures.safe(facility.name)), \(Failures.safe(phone))")
        for question in line.questions {
          lines += Terminal.output.wrapped(Language.current.ask(question), indent: 6)
        }
      }
      lines.append("")
      for (office, count) in list.byOffice.sorted(by: { $0.key < $1.key }) {
        lines.append("\(Language.current.caller(office)): \(Language.current.calls(count))")
      }
      return lines.drop { $0.isEmpty }.joined(separator: "\n") + "\n"
    }
  }
}
