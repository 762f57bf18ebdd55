import Formats
import ArgumentParser
import Facilities
import Glibc
import Importing
import Application
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
          """,
        en: """
          A new list replaces only the rows of the same office. Broken or doubtful rows never slip \
          in: mend them, accept them (--accept), give corrections, or --leave-out.

          EXAMPLES:
            plkk import list.xlsx --issuer BJM --list-date 2026-01-31 --dry-run
            plkk import list.csv --issuer BTL --list-date 31/01/2026 --accept 12,15
          """))
  }

  /// Shapes of the report.
  enum Format: String, CaseIterable, ExpressibleByArgument { case table, json }

  @Argument(help: ArgumentHelp(say(id: "Berkas daftar.", en: "The list's file.")))
  var file: String

  @Option(
    help: ArgumentHelp(
      say(id: "Kantor yang menerbitkan.", en: "The office that issued it."), valueName: "office"))
  var issuer: String

  @Option(
    help: ArgumentHelp(say(id: "Tanggal daftar.", en: "Date of the list."), valueName: "date"))
  var listDate: String

  @Flag(
    help: ArgumentHelp(
      say(id: "Hanya laporan, tidak menyimpan.", en: "Only report, store nothing.")))
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      say(id: "Nama lembar XLSX.", en: "Name of the XLSX sheet."), valueName: "name"))
  var sheet: String?

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
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @OptionGroup var access: AccessOptions

  @Option(help: ArgumentHelp(say(id: "Bentuk laporan.", en: "Shape of the report.")))
  var format: Format = .table

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() async throws {
    let today = ListsFile.today()
    let date = try ListsFile.day(listDate, "--list-date")
    guard date <= today else {
      throw CommandFailure(
        .usage,
        say(
          id: "--list-date \(date) belum tiba; hari ini \(today)",
          en: "--list-date \(date) is still to come; today is \(today)"))
    }
    guard NameKeyText.isFilled(issuer) else {
      throw CommandFailure(
        .usage, say(id: "--issuer: tulis nama kantor", en: "--issuer: write the office's name"))
    }
    let identity = try await access.identity(database: db)
    guard dryRun || identity.mayChange(listOf: issuer) else {
      throw AccessOptions.refused(
        say(
          id:
            "daftar \(Failures.safe(issuer)) hanya boleh dimasukkan administrator atau petugasnya",
          en: "the list of \(Failures.safe(issuer)) may be taken in by an administrator or its own "
            + "officer only"))
    }
    let list = try read(date)
    let store = try ListsFile.store(db, creating: false)
    let (history, version) = try ListsFile.history(store)
    let plan = try plan(list, date: date, today: today, history: history)
    let blocked = plan.list.brokenLines.count + plan.waiting.count
    let stores = !dryRun && (blocked == 0 || leaveOut)
    var stored: Int?
    if stores {
      let target = try store ?? ListsFile.store(db, creating: true)
      do {
        stored = try target?.append(plan.event, after: version)
      } catch {
        throw ListsFile.failure(error)
      }
    }
    let report = ImportReport(plan: plan, file: file, storedAs: stored)
    if format == .json { Output.write(report.json()) } else { report.writeText(Output.write) }
    if !dryRun, stored == nil {
      throw CommandFailure(
        .data,
        say(
          id: "\(blocked) baris rusak atau menunggu; tidak ada yang disimpan",
          en: "\(blocked) rows are broken or wait; nothing was stored"))
    }
  }

  /// The rows of the file.
  private func read(_ date: CivilDate) throws -> OfficialList {
    let progress = ImportProgress()
    defer { progress.end() }
    do {
      let gazetteer = try Gazetteer(SeedTables.embedded())
      return try Self.translating(file) {
        try OfficialList.read(
          ListsFile.read(file), sheet: sheet, listDate: date, gazetteer: gazetteer,
          progress: { progress.show(say(id: "dibaca", en: "read"), $0) })
      }
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    }
  }

  private func plan(
    _ list: consuming OfficialList, date: CivilDate, today: CivilDate, history: ListHistory
  ) throws -> ImportPlan {
    do {
      var request = ImportRequest(
        issuer: issuer, listDate: date,
        sourceFile: file.split(separator: "/").last.map(String.init) ?? file, importedOn: today,
        actor: by)
      request.accepted = try acceptedLines()
      if let corrections {
        let read = try Self.translating(corrections) {
          try RowCorrection.read(ListsFile.read(corrections))
        }
        if let issue = read.issues.first {
          throw CommandFailure(
            .data,
            "\(Failures.safe(corrections)):\(issue.line) \(issue.column) "
              + "“\(Failures.safe(issue.value))”: \(ImportWords.rule(issue.rule))")
        }
        request.corrections = read.corrections
      }
      let tables = SeedTables.embedded()
      let gazetteer = try Gazetteer(tables)
      let progress = ImportProgress()
      let plan = try ImportPlan.make(
        list, request: request, history: history, gazetteer: gazetteer,
        published: PublishedCount.all(in: tables.published),
        progress: { progress.show(say(id: "ditempatkan", en: "placed"), $0) })
      progress.end()
      return plan
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    }
  }

  private static func translating<Value>(_ file: String, _ body: () throws -> Value) throws -> Value
  {
    do {
      return try body()
    } catch let error as ImportError {
      throw ImportWords.failure(error, file: file)
    }
  }

  private func acceptedLines() throws -> Set<Int>? {
    guard let accept else { return [] }
    if accept == "all" { return nil }
    var lines = Set<Int>()
    for part in accept.split(separator: ",") {
      guard let line = Int(part), line > 0 else {
        throw CommandFailure(
          .usage,
          say(
            id: "--accept: tulis nomor baris (12,15) atau all",
            en: "--accept: write line numbers (12,15) or all"))
      }
      lines.insert(line)
    }
    return lines
  }
}

/// Whether a text says anything.
enum NameKeyText {
  static func isFilled(_ text: String) -> Bool { !NameKey.key(text).isEmpty }
}

/// One line on a terminal that counts up; silent elsewhere.
final class ImportProgress {
  private let isShown = isatty(STDERR_FILENO) == 1
  private var hasShown = false

  func show(_ what: String, _ rows: Int) {
    guard isShown else { return }
    hasShown = true
    put("\r\(Words.grouped(rows)) \(what) … ")
  }

  func end() {
    if hasShown { put("\r\u{1b}[K") }
  }

  private func put(_ text: String) {
    let bytes = Array(text.utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
