import ArgumentParser
import Formats
import Foundation
import Application
import Sealing
import Storage
import Wording

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
          Basis data yang ada tidak ditimpa tanpa --force, dan setiap kali disimpan dengan nomor \
          baru: BASISDATA.before-restore-1, -2, … Cadangan yang memuat lebih sedikit ditolak dengan \
          angkanya; --older menerimanya.

          CONTOH:
            plkk restore /media/cadangan/rujukan-2026-11-23.sqlite --force
          """,
        en: """
          The key file (DATABASE.keys) must be in its place, and the server stopped. \
          A database that is there is not replaced without --force, and is kept under a new number \
          each time: DATABASE.before-restore-1, -2, … A backup that holds less is refused with the \
          numbers; --older takes it.

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

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Terima cadangan yang memuat lebih sedikit atau lebih lama dari yang ada.",
        en: "Take a backup that holds less, or is older, than what is there.")))
  var older = false

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Terima berkas tanpa tanda tangan: cadangan versi 0.1.0 atau basis data itu sendiri.",
        en: "Take a file without signature: a backup of version 0.1.0, or a database itself.")))
  var unsigned = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Berkas kunci milik cadangan itu, bila kuncinya sudah diganti sesudahnya.",
        en: "The key file of that backup, where keys were rotated since."), valueName: "file"))
  var keys: String?

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    let path = try storeSession.path
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
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    if access(folder.isEmpty ? "/" : folder, F_OK) != 0 {
      // In a folder that is not there no keys can lie either.
      guard keys != nil else {
        throw CommandFailure(
          .noInput,
          say(
            id: "folder \(Failures.path(folder)) tidak ada, jadi kuncinya juga tidak: letakkan "
              + "\(Failures.path(path)).keys di situ dahulu, atau sebutkan --keys",
            en: "there is no folder \(Failures.path(folder)), so no keys either: put "
              + "\(Failures.path(path)).keys there first, or give --keys"))
      }
      ListDatabase.makeFolders(of: path)
    }
    let report = try await StoreSession.translated {
      do {
        return try await SQLiteStore.restore(
          from: file, to: path, keys: keys,
          RestoreConsent(takesPoorer: older, takesUnsigned: unsigned))
      } catch let error as StoreError where Self.hint(error) != nil {
        throw CommandFailure(
          .data,
          ReferFile.said(error.phrase)
            + (Self.hint(error).map { "; " + say($0) } ?? ""))
      } catch StoreError.notOurs, StoreError.corrupt {
        // What is damaged is the backup; the database that is there was not touched.
        throw CommandFailure(
          .data,
          say(
            id: "\(Failures.path(file)) bukan cadangan dari plkk backup, atau rusak; "
              + "tidak ada yang berubah",
            en: "\(Failures.path(file)) is no backup of plkk backup, or damaged; nothing changed"))
      }
    }
    guard report.checked.isSound else {
      throw CommandFailure(
        .data,
        say(
          id: "cadangan ditolak, tidak ada yang berubah: ", en: "backup refused, nothing changed: ")
          + IntegrityReportText.sentences(report.checked.problems))
    }
    // Into the log of what now is the database.
    let restored = try await storeSession.admitted(.restore)
    try await StoreSession.translated { try await restored.file.close() }
    write(report, isJSON: isJSON)
  }

  /// What to do where a backup is refused that may be restored nevertheless.
  private static func hint(_ error: StoreError) -> Phrase? {
    switch error {
    case .backupPoorer:
      Phrase(id: "dengan --older diterima juga", en: "--older takes it all the same")
    case .backupNotSigned:
      Phrase(
        id: "cadangan versi 0.1.0 atau basis data itu sendiri: --unsigned",
        en: "a backup of version 0.1.0, or a database itself: --unsigned")
    case .keysUnusable:
      Phrase(
        id: "bila kunci diganti sesudah cadangan: --keys dengan kunci waktu itu",
        en: "where keys were rotated since the backup: --keys with those of its time")
    default: nil
    }
  }

  /// A token has to be an administrator's in the database that is replaced; damaged or not, that one
  /// need not open for the administrator of this machine.
  private func requireAdministrator(isThere: Bool) async throws {
    guard StoreSession.hasToken(storeSession.access.tokenFile) else { return }
    guard isThere else {
      throw CommandFailure(
        .notPermitted,
        say(
          id: "tanpa basis data, token tidak dapat diperiksa; pulihkan tanpa --token-file",
          en: "without a database no token can be checked; restore without --token-file"))
    }
    let open = try await storeSession.admitted(.restore)
    try await StoreSession.translated { try await open.file.close() }
  }

  private func write(_ report: RestoreReport, isJSON: Bool) {
    if isJSON {
      var json = JSONWriter(indented: Terminal.output.hasStyle)
      json.object {
        $0.member("referrals", report.backup.referrals)
        $0.member("events", report.backup.events)
        $0.member("lists_restored", report.hasLists)
        $0.member("kept", report.kept)
      }
      return Output.write(json.text + "\n")
    }
    var lines = [
      say(
        id: "Dipulihkan: \(report.backup.referrals) rujukan, \(report.backup.events) kejadian, "
          + "rantai utuh"
          + (report.hasLists ? ", dengan daftar dan koreksi." : "; daftar yang ada tidak diubah."),
        en: "Restored: \(report.backup.referrals) referrals, \(report.backup.events) events, "
          + "chain whole"
          + (report.hasLists
            ? ", with lists and corrections." : "; the lists that are there were left."))
    ]
    if let kept = report.kept {
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
