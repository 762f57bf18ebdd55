import ArgumentParser
import Formats
import Referrals
import Application
import Sealing
import Storage
import Wording

/// `plkk access`: who did what with which referral in a span of time, for a notice of breach.
struct AccessCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "access",
      abstract: say(
        id: "Siapa mengakses rujukan mana dalam rentang waktu, misalnya setelah kebocoran.",
        en: "Who touched which referral in a span of time, for instance after a breach."),
      discussion: say(
        id: """
          Baris terakhir menyebut rujukan yang pernah diakses.
          \(LawText.breachNotice.id)

          CONTOH:
            plkk access --from "22-11-2026 00.00 WITA" --to "23-11-2026 00.00 WITA"
            plkk access --from 2026-11-22T00:00+08:00 --format json
            plkk access --from 2026-11-22T00:00+08:00 --format csv --excel > akses.csv
          """,
        en: """
          The last line names the referrals that were touched.
          \(LawText.breachNotice.en)

          EXAMPLES:
            plkk access --from "22-11-2026 00.00 WITA" --to "23-11-2026 00.00 WITA"
            plkk access --from 2026-11-22T00:00+08:00 --format json
          """))
  }

  @Option(
    help: ArgumentHelp(
      say(id: "Sejak waktu ini, dengan zona.", en: "From this time on, with its zone."),
      valueName: "time"))
  var from: String

  @Option(
    help: ArgumentHelp(
      say(id: "Sebelum waktu ini (bawaan: sekarang).", en: "Before this time (default: now)."),
      valueName: "time"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Paling banyak sekian baris, 1 sampai 100000.",
        en: "At most so many lines, 1 to 100000.")
    ))
  var limit: Int = 10_000

  @OptionGroup var place: VaultPlace

  @Option(
    help: ArgumentHelp(
      say(
        id: "Bentuk laporan; json dan csv tidak pernah diterjemahkan.",
        en: "Shape of the report; json and csv are never translated.")))
  var format: ReferFormat = .table

  @Flag(
    help: ArgumentHelp(
      say(
        id: "CSV untuk Excel di Indonesia: titik koma, koma desimal, tanda BOM.",
        en: "CSV for Excel in Indonesia: semicolons, decimal commas, byte order mark.")))
  var excel = false

  @OptionGroup var language: LanguageOption

  func run() async throws {
    guard !excel || format == .csv else {
      throw CommandFailure(
        .usage,
        say(id: "--excel hanya untuk --format csv", en: "--excel goes with --format csv"))
    }
    guard (1...100_000).contains(limit) else {
      throw CommandFailure(
        .usage,
        say(
          id: "--limit \(limit): harus 1 sampai 100000", en: "--limit \(limit): must be 1 to 100000"
        ))
    }
    let start = try Self.time(from, "FROM")
    let end = try to.map { try Self.time($0, "TO") } ?? StoreSession.clock()
    guard start < end else {
      throw CommandFailure(
        .usage, say(id: "--from harus sebelum --to", en: "--from must be before --to"))
    }
    let open = try await place.admitted(.readAccesses)
    let (entries, touched) = try await StoreSession.translated {
      (
        try await open.store.audit(from: start, until: end, limit: limit + 1),
        try await open.store.touched(from: start, until: end)
      )
    }
    let shown = Array(entries.prefix(limit))
    let isCut = entries.count > limit
    switch format {
    case .json: Output.write(json(shown, touched, isCut))
    case .table: Output.write(table(shown, touched, isCut))
    case .csv:
      Output.write(Self.csv(shown, excel ? .excel : .standard))
      if isCut { Output.error(Self.more) }
    }
  }

  private static func csv(_ entries: [AuditEntry], _ dialect: CSVDialect) -> String {
    var csv = CSVWriter(dialect)
    csv.row(["at", "actor", "role", "action", "code", "outcome", "source", "seen"])
    for entry in entries {
      csv.row([
        entry.at.iso8601(), entry.actor, entry.role?.rawValue ?? "", entry.action,
        entry.code?.text ?? "", entry.outcome, entry.source ?? "",
        entry.seen.map(\.text).joined(separator: " "),
      ])
    }
    return csv.text
  }

  /// That there are more rows than were asked for.
  private static var more: String {
    say(
      id: "… dan lebih banyak; perbesar --limit atau persempit rentangnya",
      en: "… and more; raise --limit or narrow the span")
  }

  private static func time(_ text: String, _ option: String) throws -> Instant {
    do {
      return try TimeText.read(text, zone: nil)
    } catch {
      throw CommandFailure(
        .usage, "--\(option.lowercased()): \(Language.current.fault(error))")
    }
  }

  private func json(_ entries: [AuditEntry], _ touched: [ReferralCode], _ isCut: Bool) -> String {
    var json = JSONWriter(indented: Terminal.output.hasStyle)
    json.object { object in
      object.member(
        "accesses",
        array: { list in
          for entry in entries {
            list.object {
              $0.member("at", entry.at.iso8601())
              $0.member("actor", entry.actor)
              $0.member("role", entry.role?.rawValue)
              $0.member("action", entry.action)
              $0.member("code", entry.code?.text)
              $0.member("outcome", entry.outcome)
              $0.member("source", entry.source)
              if !entry.seen.isEmpty {
                $0.member(
                  "seen", array: { list in for code in entry.seen { list.value(code.text) } })
              }
            }
          }
        })
      object.member("cut", isCut)
      object.member("referrals", array: { list in for code in touched { list.value(code.text) } })
    }
    return json.text + "\n"
  }

  private func table(_ entries: [AuditEntry], _ touched: [ReferralCode], _ isCut: Bool) -> String {
    var lines = entries.map { entry in
      [
        entry.at.iso8601(), entry.actor, entry.role?.rawValue ?? "-", entry.action,
        entry.code?.text ?? "-", entry.outcome, entry.source ?? "",
        entry.seen.map(\.text).joined(separator: " "),
      ].filter { !$0.isEmpty }.map(Failures.safe).joined(separator: "  ")
    }
    if isCut { lines.append(Self.more) }
    lines.append(
      say(id: "Rujukan yang pernah diakses: ", en: "Referrals touched: ")
        + (touched.isEmpty ? "0" : touched.map(\.text).joined(separator: " ")))
    return lines.joined(separator: "\n") + "\n"
  }
}
