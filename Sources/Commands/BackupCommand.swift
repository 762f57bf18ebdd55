import ArgumentParser
import Formats
import Foundation
import Application
import Sealing
import Storage

/// The command `plkk backup`.
struct BackupCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "backup",
      abstract: say(
        id: "Salin rujukan, daftar dan koreksi selagi dipakai; berkas kunci tidak ikut.",
        en: "Copy referrals, lists and corrections while in use; the key file stays out."),
      discussion: say(
        id: """
          Simpan berkas kunci (BASISDATA.keys) di tempat lain: tanpa kunci, cadangan tidak terbaca.

          CONTOH:
            plkk backup /media/cadangan/rujukan-2026-11-23.sqlite
          """,
        en: """
          Keep the key file (DATABASE.keys) elsewhere: without it a backup cannot be read.

          EXAMPLES:
            plkk backup /media/backup/referrals-2026-11-23.sqlite
          """))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        id: "Berkas yang belum ada; dapat dibaca pemiliknya saja.",
        en: "A file that is not there yet; readable by its owner alone."), valueName: "file"))
  var file: String

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    // The place is noted for purge, which may run elsewhere: so the whole path.
    let target = URL(fileURLWithPath: file).path
    // A link that leads nowhere is a name that is taken, too.
    var status = stat()
    if lstat(target, &status) == 0 {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "\(Failures.path(file)) sudah ada; pilih nama lain",
          en: "\(Failures.path(file)) is there already; choose another name"))
    }
    let store = try await storeSession.admitted(.backup).file
    let report: BackupReport
    do {
      report = try await store.backup(to: target, now: StoreSession.clock())
    } catch .diskFull, .readOnly, .cannotOpen {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "cadangan \(Failures.path(file)) tidak dapat ditulis; tidak ada yang tertinggal",
          en: "the backup \(Failures.path(file)) cannot be written; nothing of it was left"))
    } catch {
      report = try await StoreSession.translated { throw error }
    }
    let size = try? FileManager.default.attributesOfItem(atPath: target)[.size] as? Int
    let bytes = size.flatMap { $0 } ?? 0
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("file", target)
        $0.member("bytes", bytes)
        $0.member("referrals", report.checked.referrals)
        $0.member("events", report.checked.events)
        $0.member("lists_included", report.hasLists)
        $0.member("head", report.head.line)
        $0.member("keys_included", false)
      }
      return Output.write(json.text + "\n")
    }
    Output.write(
      say(
        id: "Cadangan \(bytes) byte di \(Failures.path(target)): \(report.checked.referrals) "
          + "rujukan, \(report.checked.events) kejadian"
          + (report.hasLists ? ", daftar dan koreksi" : "; belum ada daftar sendiri")
          + "; diperiksa dan ditandatangani.\n"
          + "Kuncinya tidak ikut; simpan \(Failures.path(store.keysPath)) di tempat lain.\n",
        en: "Backup of \(bytes) bytes in \(Failures.path(target)): \(report.checked.referrals) "
          + "referrals, \(report.checked.events) events"
          + (report.hasLists ? ", lists and corrections" : "; there are no lists of one's own")
          + "; checked and signed.\n"
          + "Its keys are not in it; keep \(Failures.path(store.keysPath)) elsewhere.\n"))
  }
}
