public import ArgumentParser
import Audit
public import Exporting
import Facilities
import Formats
import Importing
import Application
import Lists
import Wording

/// The command `plkk audit`, which asks whether the network is where the people are.
struct AuditCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "audit",
      abstract: say(
        id: "Mengaudit jaringan PLKK: jumlah, kepadatan, jarak, pemerataan, dan angka resmi.",
        en: "Audits the PLKK network: counts, density, distances, evenness, published totals."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk audit
          plkk audit --region 63 --format json
          plkk audit --region "Tanah Bumbu" --propose 3 --reach 25km
          plkk audit --format html > audit.html
          plkk audit --section density --format csv --excel > kepadatan.csv
          plkk audit --format xlsx > audit.xlsx
          plkk audit --format map --lang en > map.svg
        """)
  }

  /// Shapes of the report.
  enum Format: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
    case table, json, csv, xlsx, html, map, lorenz, coverage

    var choiceWord: Phrase {
      switch self {
      case .table: Phrase(id: "tabel", en: rawValue)
      case .map: Phrase(id: "peta", en: rawValue)
      case .coverage: Phrase(id: "cakupan", en: rawValue)
      case .json, .csv, .xlsx, .html, .lorenz: Phrase(id: rawValue, en: rawValue)
      }
    }
  }

  /// What demand is weighed by.
  enum Weight: String, CaseIterable, ChosenByWord, ExpressibleByArgument {
    case population, workers

    var choiceWord: Phrase {
      Phrase(id: self == .population ? "penduduk" : "pekerja", en: rawValue)
    }
  }

  @OptionGroup var filters: FilterOptions

  @OptionGroup var list: ListOptions

  @Option(
    help: ArgumentHelp(
      say(
        id: "Bobot desa: penduduk, atau pekerja (perkiraan).",
        en: "Weight of the villages: population, or workers (an estimate).")))
  var weight: Weight = .population

  @Option(
    help: ArgumentHelp(
      say(
        id: "Usulkan sekian lokasi baru, 0–\(Auditor.mostProposals).",
        en: "Propose so many new sites, 0–\(Auditor.mostProposals)."), valueName: "N"))
  var propose = 0

  @Option(
    help: ArgumentHelp(
      say(id: "Jangkauan lokasi baru.", en: "Reach of a new site."), valueName: "25km"))
  var reach = "25km"

  @Option(
    help: ArgumentHelp(
      say(
        id: "Calon lokasi: CSV dengan baris kode,nama,lintang,bujur (bawaan: semua desa).",
        en: "Candidates: CSV with lines code,name,latitude,longitude (default: all villages)."),
      valueName: "file"))
  var candidates: String?

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Bentuk laporan; csv satu tabel, xlsx semua tabel; map, lorenz dan coverage adalah gambar "
          + "SVG.",
        en:
          "Shape of the report; csv is one table, xlsx all of them; map, lorenz and coverage are SVG "
          + "pictures.")))
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      say(
        id: "Hanya bab ini, untuk table, csv dan html (\(ReportSection.names(.indonesian))).",
        en: "Only this chapter, for table, csv and html (\(ReportSection.names(.english)))."),
      valueName: "name"))
  var section: ReportSection?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "CSV untuk Excel di Indonesia: titik koma, koma desimal, tanda BOM.",
        en: "CSV for Excel in Indonesia: semicolons, decimal commas, byte order mark.")))
  var excel = false

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  @OptionGroup var access: AccessOptions

  func run() async throws {
    let database = try list.database()
    let locator = try Locators.current(database, at: list.at)
    var request = AuditRequest()
    request.filter = try filters.filter(locator)
    request.date =
      (try list.at.map { try ListDatabase.day($0, "--at") } ?? ListDatabase.today()).description
    request.weight = weight == .population ? .population : .workers
    request.proposals = propose
    request.reach = try NearestCommand.distance(reach, "--reach")
    request.candidates = try candidates.map(AuditCandidates.read)
    if section != nil, ![.table, .csv, .html].contains(format) {
      throw CommandFailure(
        .usage,
        say(
          id: "--section hanya untuk --format table, csv, atau html",
          en: "--section goes with --format table, csv or html"))
    }
    guard !excel || format == .csv else {
      throw CommandFailure(
        .usage, say(id: "--excel hanya untuk --format csv", en: "--excel goes with --format csv"))
    }
    let report = try await report(request, locator, database)
    let language = Language.current
    let boundaries = zip(locator.gazetteer.regencies, locator.gazetteer.boundaries).map {
      (code: $0.region.code, area: $1)
    }
    let terminal = Terminal.output
    let dialect: CSVDialect = excel ? .excel : .standard
    switch format {
    case .table:
      Output.paged(
        report.text(
          language, section: section, width: terminal.width, bold: { terminal.bold($0) }))
    case .json: Output.write(report.json())
    case .csv:
      Output.write(section.map { report.csv($0, language, dialect) } ?? report.csv(dialect))
    case .xlsx: Output.write(report.workbook(language))
    case .html: Output.write(report.html(language, section: section, boundaries: boundaries))
    case .map: Output.write(report.svg(.map, language, boundaries: boundaries))
    case .lorenz: Output.write(report.svg(.lorenz, language, boundaries: boundaries))
    case .coverage: Output.write(report.svg(.coverage, language, boundaries: boundaries))
    }
  }

  /// Asks the use case, with the referrals of this place where they may be seen.
  private func report(
    _ request: AuditRequest, _ locator: Locator, _ database: String?
  ) async throws -> AuditReport {
    let listing = try ListDatabase.store(database, creating: false).map {
      try ListDatabase.listing($0, base: locator.directory)
    }
    let referrals = try await AuditReferrals.figures(list, access)
    do throws(AuditingError) {
      let outcome = try await Auditing(locator, listing: listing).report(
        request, referrals: referrals)
      for advisory in outcome.advisories where advisory != .withoutReferrals {
        Output.error(say(advisory.phrase))
      }
      return outcome.report
    } catch .audit(let error) {
      throw CommandFailure(.usage, say(error.phrase))
    } catch .tables(let error) {
      throw Failures.failure(.seeds(error))
    }
  }
}

extension ReportSection: ExpressibleByArgument {
  /// Reads a chapter's name in either language.
  public init?(argument: String) {
    let name = argument.lowercased()
    guard let found = Self.allCases.first(where: { $0.rawValue == name || $0.indonesian == name })
    else { return nil }
    self = found
  }

  /// What completion offers.
  public static var allValueStrings: [String] {
    allCases.map { Language.current == .english ? $0.rawValue : $0.indonesian }
  }

  static func names(_ language: Language) -> String {
    allCases.map { language == .english ? $0.rawValue : $0.indonesian }.joined(separator: ", ")
  }
}
