import Application
import ArgumentParser
import Referrals
import Schema
import Wording

/// `plkk refer phone`: who has to be phoned now.
struct ReferCalls: ReferVerb {
  static let act = ReferralAct.calls
  @Option(help: ReferText.limit) var limit = ListRequest.usualLimit
  @OptionGroup var options: ReferOptions

  func request() throws -> ReferralRequest { .calls(limit: try ReferReading.limit(limit)) }
}

/// A call as a person reads it: why, then whom to phone, the most useful number first.
struct ReferCallText {
  let row: CallRow
  /// The zone in which times are read.
  let zone: IndonesianZone?

  func lines(_ number: Int) -> [String] {
    let terminal = Terminal.output
    let margin = "\(number). "
    let title = margin + row.reason.phrase.said
    let isAlarm = row.reason == .refusedLate
    var lines = terminal.wrapped(title, indent: 0).map(isAlarm ? terminal.alarm : terminal.bold)
    func add(_ text: String) { lines += terminal.wrapped(text, indent: margin.count) }
    let facility = [
      row.facility ?? row.facilityId, row.facility == nil ? nil : bracketed(row.facilityId),
    ]
    .compactMap(\.self).joined(separator: " ")
    let since = StoreSession.text(row.since, in: zone)
    add(
      say(
        id: "\(row.code), pengajuan ke-\(row.attempt), \(row.priority.phrase.said), sejak \(since)",
        en: "\(row.code), attempt \(row.attempt), \(row.priority.phrase.said), since \(since)"))
    if let centre { add(centre) }
    if let phone = row.phone {
      add(say(id: "telepon \(facility): ", en: "phone \(facility): ") + phone)
    } else {
      add(
        say(id: "\(facility): tidak ada telepon di daftar", en: "\(facility): no phone in the list")
      )
    }
    if let next = row.next, let phone = row.nextPhone {
      let named = [next, bracketed(row.nextId)].compactMap(\.self).joined(separator: " ")
      add(say(id: "calon berikut \(named): ", en: "next candidate \(named): ") + phone)
    }
    return lines
  }

  private func bracketed(_ id: String?) -> String? { id.map { "[\($0)]" } }

  private var centre: String? {
    row.call.map { number in
      number == EmergencyAnswer.call
        ? say(id: "telepon \(number)", en: "phone \(number)")
        : say(
          id: "telepon \(number) (BPJS Ketenagakerjaan)",
          en: "phone \(number) (BPJS Ketenagakerjaan)")
    }
  }
}
