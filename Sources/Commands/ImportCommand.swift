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
    help: ArgumentHelp(say(id: "Berkas basis data.", en: "Database file."), valueName: "file"))
  var db: String?

  @OptionGroup var access: AccessOptions

  @Option(help: ArgumentHelp(say(id: "Bentuk laporan.", en: "Shape of the report.")))
  var format: Format = .table

  @Option(help: ArgumentHelp(say(id: "Bahasa.", en: "Language.")))
  var lang: Language?

  func run() async throws {
    if history { return try ListsHistoryReport.write(db, issuer: issuer, format: format) }
    guard let issuer, NameKeyText.isFilled(issuer) else {
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
    if undo { return try takeBack(issuer, by: identity) }
    guard let file, let listDate else {
      throw CommandFailure(
        .usage,
        say(id: "tulis berkas dan --list-date", en: "write the file and --list-date"))
    }
    let today = ListsFile.today()
    let date = try ListsFile.day(listDate, "--list-date")
    guard date <= today else {
      throw CommandFailure(
        .usage,
        say(
          id: "--list-date \(date) belum tiba; hari ini \(today)",
          en: "--list-date \(date) is still to come; today is \(today)"))
    }
    var request = ImportRequest(
      issuer: issuer, listDate: date,
      sourceFile: file.split(separator: "/").last.map(String.init) ?? file, importedOn: today,
      actor: by.isEmpty ? identity.actor : by)
    request.codeSet = codes.flatMap { RegencyCodeSet(rawValue: $0.rawValue) }
    let list = try read(file, &request)
    let store = try ListsFile.store(db, creating: false)
    let (history, version) = try ListsFile.history(store)
    let plan = try plan(list, request, history: history)
    try self.store(plan, file: file, store: store, version: version)
  }

  /// Stores what a plan changes when nothing speaks against it, and reports it in any case.
  private func store(
    _ plan: ImportPlan, file: String, store: (any ListStore)?, version: Int
  ) throws {
    let refusal = refusal(of: plan)
    var stored: Int?
    if !dryRun, refusal == nil {
      let target = try store ?? ListsFile.store(db, creating: true)
      do {
        stored = try target?.append(plan.event, after: version)
      } catch {
        throw ListsFile.failure(error)
      }
    }
    let report = ImportReport(plan: plan, file: file, storedAs: stored)
    if format == .json { Output.write(report.json()) } else { report.writeText(Output.write) }
    if !dryRun, let refusal { throw refusal }
  }

  /// Why a plan may not be stored, or `nil`.
  private func refusal(of plan: ImportPlan) -> CommandFailure? {
    guard plan.sums.isBalanced else {
      return CommandFailure(
        .software,
        say(
          id: "jumlah baris tidak cocok (\(plan.sums)); tidak ada yang disimpan",
          en: "the rows do not add up (\(plan.sums)); nothing was stored"))
    }
    let blocked = plan.list.brokenRows + plan.waiting.count
    if blocked > 0, !leaveOut {
      return CommandFailure(
        .data,
        say(
          id: "\(blocked) baris rusak atau menunggu; tidak ada yang disimpan",
          en: "\(blocked) rows are broken or wait; nothing was stored"))
    }
    if plan.entries.isEmpty, plan.previousCount == 0 {
      return CommandFailure(
        .data,
        say(
          id: "tidak satu baris pun dapat dipakai; tidak ada yang disimpan",
          en: "not one row can be used; nothing was stored"))
    }
    if let count = plan.removalToConfirm, remove != count {
      return CommandFailure(
        .data,
        say(
          id:
            "\(count) dari \(plan.previousCount) fasilitas kantor ini akan hilang; jika memang benar, "
            + "ulangi dengan --remove \(count). Tidak ada yang disimpan",
          en: "\(count) of this office's \(plan.previousCount) sites would go; if that is right, "
            + "run it again with --remove \(count). Nothing was stored"))
    }
    if let remove, remove != plan.removed.count {
      return CommandFailure(
        .data,
        say(
          id: "--remove \(remove): yang hilang \(plan.removed.count); tidak ada yang disimpan",
          en: "--remove \(remove): \(plan.removed.count) would go; nothing was stored"))
    }
    return nil
  }

  /// Takes back the last list of the office.
  private func takeBack(_ issuer: String, by identity: Identity) throws {
    let store = try ListsFile.store(db, creating: false)
    let (history, version) = try ListsFile.history(store)
    let actor = by.isEmpty ? identity.actor : by
    guard let undo = history.undo(of: issuer, on: ListsFile.today(), actor: actor) else {
      throw CommandFailure(
        .data,
        say(
          id: "tidak ada daftar \(Failures.safe(issuer)) yang dapat dibatalkan",
          en: "there is no list of \(Failures.safe(issuer)) to take back"))
    }
    let list = history.lists.first { $0.version == undo.version }?.list
    let what =
      list.map { "\($0.listDate), \(Failures.safe($0.sourceFile)), \($0.entries.count)" } ?? ""
    if dryRun {
      return Output.write(
        say(
          id: "akan dibatalkan: versi \(undo.version) (\(what) fasilitas)\n",
          en: "would be taken back: version \(undo.version) (\(what) sites)\n"))
    }
    do {
      let stored = try store?.append(.undo(undo), after: version) ?? version
      Output.write(
        say(
          id:
            "dibatalkan: versi \(undo.version) (\(what) fasilitas); dicatat sebagai versi \(stored)\n",
          en: "taken back: version \(undo.version) (\(what) sites); stored as version \(stored)\n"))
    } catch {
      throw ListsFile.failure(error)
    }
  }

  /// The rows of the file.
  private func read(_ file: String, _ request: inout ImportRequest) throws -> OfficialList {
    let progress = ImportProgress()
    defer { progress.end() }
    do {
      let gazetteer = try Gazetteer(SeedTables.embedded())
      let date = request.listDate
      let bytes = try ListsFile.read(file)
      request.fileHash = ListFileHash.sha256(bytes)
      return try Self.translating(file) {
        try OfficialList.read(
          bytes, sheets: sheet, listDate: date, gazetteer: gazetteer,
          progress: { progress.show(say(id: "dibaca", en: "read"), $0) })
      }
    } catch let error as SeedError {
      throw Failures.failure(.seeds(error))
    }
  }

  private func plan(
    _ list: consuming OfficialList, _ request: ImportRequest, history: ListHistory
  ) throws -> ImportPlan {
    do {
      var request = request
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
      guard let line = RowNumber.read(part) else {
        throw CommandFailure(
          .usage,
          say(
            id: "--accept: tulis nomor baris (12,15; 2:12 di lembar kedua) atau all",
            en: "--accept: write line numbers (12,15; 2:12 on the second sheet) or all"))
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
