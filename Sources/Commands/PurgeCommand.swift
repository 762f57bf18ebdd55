import ArgumentParser
import Formats
import Foundation
import Referrals
import Application
import Sealing
import Storage

/// The command `plkk purge`.
struct PurgeCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "purge",
      abstract: say(
        id: "Hapus yang melewati masa simpan atau yang persetujuannya ditarik.",
        en: "Remove what retention or a withdrawn consent says must go."),
      discussion: say(
        id: """
          Tanpa --yes hanya ditunjukkan apa yang akan hilang. Dengan --yes data dihapus juga dari \
          halaman kosong dan log basis data; cadangan yang masih memuatnya disebutkan.

          CONTOH:
            plkk purge
            plkk purge --yes
          """,
        en: """
          Without --yes it only shows what would go. With --yes the data is removed from free pages \
          and the log of the database too; backups that may still hold it are named.

          EXAMPLES:
            plkk purge
            plkk purge --yes
          """))
  }

  @Flag(
    help: ArgumentHelp(
      say(id: "Hanya tunjukkan (bawaan).", en: "Only show (the default).")))
  var dryRun = false

  @Flag(help: ArgumentHelp(say(id: "Benar-benar hapus.", en: "Really remove.")))
  var yes = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Data pribadi: hari setelah kasus ditutup, 1 sampai 3650.",
        en: "Personal data: days after the case was closed, 1 to 3650."), valueName: "days"))
  var personal: Int = 90

  @Option(
    help: ArgumentHelp(
      say(
        id: "Catatan tanpa identitas: hari setelah perubahan terakhir, 1 sampai 3650.",
        en: "Records without identity: days after their last change, 1 to 3650."),
      valueName: "days"))
  var record: Int = 5 * 365

  @Option(
    help: ArgumentHelp(
      say(
        id: "Catatan akses: hari, 1 sampai 3650.", en: "Log of accesses: days, 1 to 3650."),
      valueName: "days"))
  var audit: Int = 5 * 365

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Jam mesin ini benar, meski lebih dari setahun sejak catatan terakhir.",
        en: "The clock of this machine is right, though the newest record is over a year old.")))
  var clockIsRight = false

  @OptionGroup var storeSession: StoreOptions

  func run() async throws {
    let isJSON = try storeSession.output.isJSON
    guard !(yes && dryRun) else {
      throw CommandFailure(
        .usage,
        say(id: "--yes dan --dry-run tidak bersama", en: "--yes and --dry-run exclude each other"))
    }
    for (name, days) in [("personal", personal), ("record", record), ("audit", audit)]
    where !(1...3650).contains(days) {
      throw CommandFailure(
        .usage,
        say(
          id: "--\(name) \(days): harus 1 sampai 3650", en: "--\(name) \(days): must be 1 to 3650"))
    }
    var rules = RetentionRules(
      personal: .days(Int64(personal)), record: .days(Int64(record)), audit: .days(Int64(audit)))
    if clockIsRight { rules.farthest = .days(100 * 365) }
    let open = try await storeSession.admitted(yes ? .purge : .previewPurge)
    let report = try await StoreSession.translated {
      try await open.store.purge(rules, now: StoreSession.clock(), dryRun: !yes)
    }
    Output.write(isJSON ? json(report) : table(report))
  }

  private func json(_ report: PurgeReport) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      object.member("dry_run", report.isDryRun)
      for (name, codes) in [
        ("withdrawn", report.withdrawn), ("aged", report.aged), ("emptied", report.emptied),
      ] {
        object.member(name, array: { list in for code in codes { list.value(code.text) } })
      }
      object.member("access_entries", report.auditEntries)
      object.member(
        "backups",
        array: { list in
          for backup in report.backups {
            list.object {
              $0.member("file", backup)
              $0.member("found", access(backup, F_OK) == 0)
            }
          }
        })
    }
    return json.text + "\n"
  }

  private func table(_ report: PurgeReport) -> String {
    var lines = [
      report.isDryRun
        ? say(
          id: "Akan dihapus dengan --yes (belum ada yang berubah):",
          en: "To be removed with --yes (nothing has changed yet):")
        : say(
          id: "Dihapus, juga dari halaman kosong dan log:",
          en: "Removed, also from free pages and the log:")
    ]
    let groups = [
      (report.withdrawn, say(id: "persetujuan ditarik", en: "consent withdrawn")),
      (report.aged, say(id: "data pribadi lewat masa simpan", en: "personal data past its time")),
      (report.emptied, say(id: "catatan lewat masa simpan", en: "records past their time")),
    ]
    for (codes, title) in groups {
      lines.append("  \(title): \(codes.count)")
      lines += codes.map { "    " + $0.text }
    }
    lines.append(
      "  " + say(id: "catatan akses", en: "entries of the access log") + ": \(report.auditEntries)")
    if !report.backups.isEmpty {
      lines.append(
        say(
          id: "Cadangan yang mungkin masih memuatnya; hapus sendiri:",
          en: "Backups that may still hold it; destroy them yourself:"))
      lines += report.backups.map { backup in
        "  " + Failures.path(backup)
          + (access(backup, F_OK) == 0
            ? "" : say(id: "  (tidak ada lagi di situ)", en: "  (no longer there)"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
