import Application
import ArgumentParser
import Referrals
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
          plkk refer watch --on-event /usr/local/lib/plkk-sms --format json
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

  @Option(
    help: ArgumentHelp(
      say(
        id:
          "Jalankan program ini untuk tiap rujukan yang berubah dan tiap telepon yang harus dibuat; "
          + "kejadiannya satu baris JSON di masukannya, tanpa data pribadi.",
        en: "Run this program for each referral that changes and each call that is to be made; the "
          + "event is one line of JSON on its input, without personal data."), valueName: "program")
  )
  var onEvent: String?

  @Option(
    help: ArgumentHelp(
      say(
        id: "Paling lama sekian detik tiap kali, 1 sampai 600.",
        en: "At most so many seconds each time, 1 to 600."), valueName: "seconds"))
  var eventSeconds = 30

  @Flag(
    help: ArgumentHelp(
      say(
        id: "Dengan --on-event: sertakan data pasien; tiap pembukaannya dicatat.",
        en: "With --on-event: add the person; each opening is recorded.")))
  var withPerson = false

  @OptionGroup var options: ReferOptions

  func run() async throws {
    try options.check()
    guard onEvent != nil || !withPerson else {
      throw CommandFailure(
        .usage,
        say(id: "--with-person hanya bersama --on-event", en: "--with-person goes with --on-event"))
    }
    let program = try onEvent.map { try EventProgram($0, seconds: eventSeconds) }
    var events = EventQueue()
    var isFirst = true
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
        // What stood there before the watch began is no event.
        if program != nil, !isFirst { events.add(changed: row, record) }
      }
      isFirst = false
      var isDelivered = true
      if let program {
        events.add(calls: try await office.answer(.calls(limit: 100)).records)
        let asked = office
        let person: ((String) async -> [RecordField])? =
          withPerson ? { code in await Self.person(of: code, in: asked) } : nil
        isDelivered = await events.deliver(to: program, person: person, told: Output.error)
      }
      if once {
        guard isDelivered else {
          throw CommandFailure(
            .unavailable,
            say(id: "tidak semua kejadian diteruskan", en: "not all events were handed on"))
        }
        return
      }
      // What only time brings, an answer that is overdue, is in no log.
      try await office.change(within: .seconds(interval))
    }
  }

  /// The person of a referral in clear; empty where that cannot be opened.
  private static func person(of code: String, in office: any ReferOffice) async -> [RecordField] {
    guard let code = try? ReferralCode(code),
      let answer = try? await office.answer(.show(code, reveal: true))
    else { return [] }
    for case .person(let values, _) in answer.records {
      return PersonalField.allCases.compactMap { field in
        values[field].map { RecordField(field.rawValue, .text($0)) }
      }
    }
    return []
  }
}
