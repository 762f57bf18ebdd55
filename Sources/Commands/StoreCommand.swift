import ArgumentParser
import Application
import Formats
import PostgresStorage
import Sealing
import Storage

/// `plkk store`: stores as a whole.
struct StoreCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "store",
      abstract: say(
        id: "Penyimpanan rujukan sebagai satu keseluruhan.",
        en: "The store of referrals as a whole."),
      subcommands: [StoreCopyCommand.self])
  }
}

/// `plkk store copy`: from a file to PostgreSQL and back.
struct StoreCopyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "copy",
      abstract: say(
        id: "Menyalin penyimpanan dari berkas ke PostgreSQL atau sebaliknya.",
        en: "Copies a store from a file to PostgreSQL, or back."),
      discussion: say(
        id: """
          Semua ikut: rujukan, kejadian, rantai, tanda terima, token, catatan akses; kuncinya sama. Salinan \
          diperiksa seperti plkk doctor sebelum dapat dipakai. Yang terputus dilanjutkan bila perintah yang \
          sama diulangi. Berkas asal tidak boleh sedang dilayani; hentikan juga semua server dari \
          PostgreSQL asal, agar tidak ada yang masuk sesudahnya.

          CONTOH:
            plkk store copy sqlite:/var/lib/plkk/plkk.sqlite postgresql://a,b,c/plkk?user=plkk
            plkk store copy postgresql://a,b,c/plkk?user=plkk sqlite:/var/lib/plkk/kembali.sqlite
          """,
        en: """
          Everything comes along: referrals, events, the chain, receipts, tokens, the access log; the keys are \
          the same. The copy is checked as plkk doctor does before it can be used. One that was interrupted goes \
          on when the same command is run again. No server may work on the file that is copied; stop all \
          servers of a PostgreSQL that is copied as well, so that nothing comes in afterwards.

          EXAMPLES:
            plkk store copy sqlite:/var/lib/plkk/plkk.sqlite postgresql://a,b,c/plkk?user=plkk
            plkk store copy postgresql://a,b,c/plkk?user=plkk sqlite:/var/lib/plkk/back.sqlite
          """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Asal: sqlite:BERKAS atau postgresql://….", en: "From: sqlite:FILE or postgresql://…."),
      valueName: "from"))
  var from: String

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Tujuan, yang belum ada atau kosong.", en: "To: one that is not there, or empty."),
      valueName: "to"))
  var to: String

  @OptionGroup var output: ReportOptions

  func run() async throws {
    let isJSON = try output.isJSON
    let report = try await StoreSession.translated {
      switch (try Self.place(from), try Self.place(to)) {
      case (.file(let source), .server(let target)):
        let store = try SQLiteStore(path: source, use: .server)
        let copy = try PostgresCopy(
          target, keys: store.keysPath, keysPath: try StorePlace.server(target).keys)
        let (copied, state) = try await store.snapshot { rows in
          (
            try StoreCopy.run(rows, collating: SQLiteStore.byteOrder, to: copy),
            try CopiedState(rows)
          )
        }
        var report = copied
        report.checked = try await copy.finish(state)
        try await store.close()
        return report
      case (.server(let source), .file(let target)):
        let store = try PostgresStore(source, keysPath: try StorePlace.server(source).keys)
        ListDatabase.makeFolders(of: target)
        let copy = try SQLiteCopy(target, keys: store.keysPath)
        let (copied, state) = try await store.snapshot { rows in
          (
            try StoreCopy.run(rows, collating: PostgresStore.byteOrder, to: copy),
            try CopiedState(rows)
          )
        }
        var report = copied
        report.checked = try await copy.finish(state)
        return report
      default:
        throw CommandFailure(
          .usage,
          say(
            id:
              "sebutkan satu sqlite:BERKAS dan satu postgresql://…; berkas ke berkas: plkk backup",
            en: "name one sqlite:FILE and one postgresql://…; from file to file: plkk backup"))
      }
    }
    guard report.checked.isSound else {
      throw CommandFailure(
        .data,
        say(
          id: "salinan tidak utuh dan tidak dapat dipakai: ",
          en: "the copy is not whole and cannot be used: ")
          + IntegrityReportText.sentences(report.checked.problems))
    }
    Output.write(isJSON ? Self.json(report) : Self.table(report))
  }

  private static func place(_ text: String) throws -> StorePlace {
    try StorePlace(text.hasPrefix("sqlite:") ? String(text.dropFirst(7)) : text)
  }

  private static func json(_ report: CopyReport) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      for table in report.tables { object.member(table.name, table.rows) }
      object.member("problems", report.checked.problems.count)
    }
    return json.text + "\n"
  }

  private static func table(_ report: CopyReport) -> String {
    let counts = report.tables.map { "\($0.name) \($0.rows)" }.joined(separator: ", ")
    return say(
      id: "Disalin dan diperiksa: \(counts). Rantai utuh; asalnya tidak diubah.\n",
      en: "Copied and checked: \(counts). The chain is whole; the source is unchanged.\n")
  }
}
