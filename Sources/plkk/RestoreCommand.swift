import ArgumentParser
import Formats
import Foundation
import Storage

/// The command `plkk restore`.
struct RestoreCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "restore",
      abstract: say(
        id: "Periksa cadangan lalu pasang; yang rusak atau diubah ditolak.",
        en: "Check a backup and put it in place; a damaged or altered one is refused."),
      discussion: say(
        id: """
          Berkas kunci (BASISDATA.keys) harus sudah ada di tempatnya, dan server berhenti dahulu. \
          Basis data yang ada tidak ditimpa tanpa --force, dan disimpan sebagai \
          BASISDATA.before-restore.

          CONTOH:
            plkk restore /media/cadangan/rujukan-2026-11-23.sqlite --force
          """,
        en: """
          The key file (DATABASE.keys) must be in its place, and the server stopped. \
          A database that is there is not replaced without --force, and is kept as \
          DATABASE.before-restore.

          EXAMPLES:
            plkk restore /media/backup/referrals-2026-11-23.sqlite --force
          """))
  }

  @Argument(
    help: ArgumentHelp(
      say(id: "Berkas dari plkk backup.", en: "A file of plkk backup."), valueName: "file"))
  var file: String

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Ganti basis data yang ada; yang lama disimpan.",
        en: "Replace the database that is there; the old one is kept.")))
  var force = false

  @OptionGroup var vault: VaultOptions

  func run() async throws {
    let isJSON = try vault.output.isJSON
    let path = vault.path
    guard access(file, F_OK) == 0 else {
      throw CommandFailure(
        .noInput,
        say(
          id: "tidak ada berkas \(Failures.path(file))", en: "no such file \(Failures.path(file))"))
    }
    let isThere = access(path, F_OK) == 0
    guard force || !isThere else {
      throw CommandFailure(
        .cannotCreate,
        say(
          id: "\(Failures.path(path)) sudah ada; dengan --force diganti dan yang lama disimpan",
          en: "\(Failures.path(path)) is there; --force replaces it and keeps the old one"))
    }
    try await requireAdministrator(isThere: isThere)
    let report = try await Vault.translated {
      do {
        return try await SQLiteStore.restore(from: file, to: path)
      } catch StoreError.corrupt {
        // What is damaged is the backup; the database that is there was not touched.
        throw CommandFailure(
          .data,
          say(
            id: "\(Failures.path(file)) bukan cadangan dari plkk backup, atau rusak; "
              + "tidak ada yang berubah",
            en: "\(Failures.path(file)) is no backup of plkk backup, or damaged; nothing changed"))
      }
    }
    guard report.isSound else {
      throw CommandFailure(
        .data,
        say(
          id: "cadangan ditolak, tidak ada yang berubah: ", en: "backup refused, nothing changed: ")
          + VaultWords.sentences(report.problems))
    }
    // Into the log of what now is the database.
    let restored = try await vault.admitted("restore")
    try await Vault.translated { try await restored.store.close() }
    write(report, kept: isThere ? SQLiteStore.keptPath(path) : nil, isJSON: isJSON)
  }

  /// A token has to be an administrator's in the database that is replaced; damaged or not, that one
  /// need not open for whoever administers this place.
  private func requireAdministrator(isThere: Bool) async throws {
    guard Vault.hasToken(vault.access.tokenFile) else { return }
    guard isThere else {
      throw CommandFailure(
        .notPermitted,
        say(
          id: "tanpa basis data, token tidak dapat diperiksa; pulihkan tanpa --token-file",
          en: "without a database no token can be checked; restore without --token-file"))
    }
    let open = try await vault.admitted("restore")
    try await Vault.translated { try await open.store.close() }
  }

  private func write(_ report: VerifyReport, kept: String?, isJSON: Bool) {
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("referrals", report.referrals)
        $0.member("events", report.events)
        $0.member("kept", kept)
      }
      return Output.write(json.text + "\n")
    }
    var lines = [
      say(
        id: "Dipulihkan: \(report.referrals) rujukan, \(report.events) kejadian, rantai utuh.",
        en: "Restored: \(report.referrals) referrals, \(report.events) events, chain whole.")
    ]
    if let kept {
      lines.append(
        say(
          id: "Yang lama ada di \(Failures.path(kept)); hapus bila tidak perlu lagi.",
          en: "The old one is in \(Failures.path(kept)); remove it when it is not needed."))
    }
    lines.append(
      say(
        id: "Token yang dicabut dan data yang dihapus sesudah cadangan ada kembali: periksa "
          + "plkk token list dan plkk purge.",
        en: "Tokens revoked and data purged since the backup are back: look at plkk token list "
          + "and plkk purge."))
    Output.write(lines.joined(separator: "\n") + "\n")
  }
}
