import Application
import ArgumentParser
import Schema

/// `plkk refer watch`: what changes in one's referrals, as it happens.
struct ReferWatch: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: say(
        id: "Tampilkan rujukan baru, jawaban, dan yang lewat waktu sampai dihentikan.",
        en: "Shows new referrals, answers and what is overdue until stopped."),
      discussion: say(id: "CONTOH:\n", en: "EXAMPLES:\n")
        + """
          plkk refer watch
          plkk refer watch --once --format json
        """)
  }

  @Flag(help: ArgumentHelp(say(id: "Sekali saja, lalu selesai.", en: "Once, then stop.")))
  var once = false

  @Option(
    help: ArgumentHelp(
      say(
        id: "Paling lama sekian detik antara dua tinjauan, 1 sampai 3600.",
        en: "At most so many seconds between two looks, 1 to 3600."),
      valueName: "seconds"))
  var interval = 15

  @OptionGroup var options: ReferOptions

  func run() async throws {
    try options.check()
    guard (1...3600).contains(interval) else {
      throw CommandFailure(
        .usage,
        say(id: "--interval harus 1 sampai 3600 detik", en: "--interval must be 1 to 3600 seconds"))
    }
    var office = try await options.office(creating: false)
    var known: [String: ReferralRow] = [:]
    while true {
      let answer = try await office.answer(.list(ListRequest()))
      for (record, zone) in zip(answer.records, answer.zones).reversed() {
        guard case .referral(let row) = record, known[row.code] != row else { continue }
        known[row.code] = row
        Output.write(
          options.format == .table
            ? ReferBlocks(zone: zone).summary(row) + "\n"
            : ReferRendering.text(SaidAnswer(record, zone: zone), .json))
      }
      if once { return }
      // What only time brings, an answer that is overdue, is in no log.
      try await office.change(within: .seconds(interval))
    }
  }
}
