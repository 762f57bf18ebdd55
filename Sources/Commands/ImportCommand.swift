import Formats
import ArgumentParser
import Facilities
import Glibc
import Importing
import Application
import Lists
import Storage

/// The command `plkk import`: takes in a branch's own list.
struct ImportCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: say(
        id: "Memasukkan daftar PLKK resmi sebuah kantor (CSV, XLSX, JSON, teks).",
        en: "Takes in an office's official PLKK list (CSV, XLSX, JSON, text)."),
      discussion: say(
        id: """
          Daftar baru hanya menggantikan baris kantor yang sama. Baris rusak atau meragukan tidak \
          pernah masuk diam-diam: perbaiki, terima (--accept), beri koreksi, atau --leave-out.

          CONTOH:
            plkk import daftar.xlsx --issuer BJM --list-date 2026-01-31 --dry-run
            plkk import daftar.csv --issuer BTL --list-date 31/01/2026 --accept 12,15
            plkk import --undo --issuer BTL
            plkk import --history
          """,
        en: """
          A new list replaces only the rows of the same office. Broken or doubtful rows never slip \
          in: mend them, accept them (--accept), give corrections, or --leave-out.

          EXAMPLES:
            plkk import list.xlsx --issuer BJM --list-date 2026-01-31 --dry-run
            plkk import list.csv --issuer BTL --list-date 31/01/2026 --accept 12,15
            plkk import --undo --issuer BTL
            plkk import --history
          """))
  }

  /// Official sets of codes.
  enum CodeSet: String, CaseIterable, ExpressibleByArgument { case kemendagri, bps }
  static let sets = CodeSet.allCases.map(\.rawValue).joined(separator: ", ")

  /// Shapes of the report.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  @Argument(help: ArgumentHelp(say(id: "Berkas daftar.", en: "The list's file.")))
  var file: String?

  @Option(
    help: ArgumentHelp(
      say(id: "Kantor yang menerbitkan.", en: "The office that issued it."), valueName: "office"))
  var issuer: String?

  @Option(
    help: ArgumentHelp(say(id: "Tanggal daftar.", en: "Date of the list."), valueName: "date"))
  var listDate: String?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Membatalkan daftar terakhir kantor ini, seakan tidak pernah masuk.",
        en: "Take back the last list of this office, as if it had never come in.")))
  var undo = false

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Riwayat: daftar apa, kapan, oleh siapa, dari berkas mana.",
        en: "The history: which list, when, by whom, from which file.")))
  var history = false

  @Flag(
    help: ArgumentHelp(
      say(id: "Hanya laporan, tidak menyimpan.", en: "Only report, store nothing.")))
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Nama lembar XLSX (atau bagian JSON); boleh diulang.",
        en: "Name of the XLSX sheet (or part of a JSON file); may be repeated."), valueName: "name")
  )
  var sheet: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        id: "Kode kabupaten dalam daftar dari: \(Self.sets).",
        en: "The list's kabupaten codes are those of: \(Self.sets)."), valueName: "set"))
  var codes: CodeSet?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Setuju bahwa sebanyak ini fasilitas hilang dari daftar kantor.",
        en: "Agree that so many sites go from the office's list."), valueName: "number"))
  var remove: Int?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Baris meragukan yang usulannya diterima: 12,15 atau all.",
        en: "Doubtful lines whose proposals are accepted: 12,15 or all."), valueName: "lines|all"))
  var accept: String?

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Berkas koreksi (CSV/JSON: name, regency, action, id, set_regency, latitude, longitude, kind).",
        en:
          "Corrections (CSV/JSON: name, regency, action, id, set_regency, latitude, longitude, kind)."
      )))
  var corrections: String?

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Simpan tanpa baris yang rusak atau menunggu.",
        en: "Store without the rows that are broken or wait.")))
  var leaveOut = false

  @Option(
    help: ArgumentHelp(say(id: "Siapa yang memasukkan.", en: "Who takes it in."), valueName: "name")
  )
  var by = ""

  @Option(
    name: .store,
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @OptionGroup var access: AccessOptions

  @Option(help: ArgumentHelp(say(id: "Bentuk laporan.", en: "Shape of the report.")))
  var format: Format = .table

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() async throws {
    if history { return try ListsHistoryReport.write(db, issuer: issuer, format: format) }
    let issuer = issuer ?? ""
    let identity = try await access.identity(database: db)
    if undo { return try takeBack(issuer, by: identity) }
    guard let file, let listDate else {
      throw CommandFailure(
        .usage,
        say(id: "tulis berkas dan --list-date", en: "write the file and --list-date"))
    }
    let today = ListDatabase.today()
    let date = try ListDatabase.day(listDate, "--list-date")
    do throws(ListingError) {
      try Listing.checkTaking(
        of: issuer, dated: date, today: today, by: identity, isTrial: dryRun)
    } catch {
      throw ListDatabase.failure(error)
    }
    var request = ImportRequest(
      issuer: issuer, listDate: date,
      sourceFile: file.split(separator: "/").last.map(String.init) ?? file, importedOn: today,
      actor: by.isEmpty ? identity.actor : by)
    request.codeSet = codes.flatMap { RegencyCodeSet(rawValue: $0.rawValue) }
    let list = try read(file, &request)
    let listing = try ListDatabase.listing(db)
    let plan = try plan(list, request, history: listing.history)
    try store(plan, file: file, behind: listing)
  }
}
