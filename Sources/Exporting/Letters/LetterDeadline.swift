internal import Formats
internal import Referrals
internal import Wording

/// What a letter says of the employer's reports: what is due, what is late, what was sent.
enum LetterDeadline {
  static func sentences(_ referral: Referral, _ now: Instant) -> [String] {
    let zone = referral.facts.zone ?? .wib
    let first = StageClock(referral, stage: .first, now: now)
    var lines = sentences(first, zone, referral)
    let second = StageClock(referral, stage: .second, now: now)
    if second.startedAt != nil { lines += sentences(second, zone, referral) }
    return lines
  }

  private static func sentences(
    _ clock: StageClock, _ zone: IndonesianZone, _ referral: Referral
  ) -> [String] {
    let name = clock.stage == .first ? "tahap I" : "tahap II"
    let due = clock.dueAt.map(zone.text) ?? "-"
    switch clock.timing {
    case .noEmployer: return clock.stage == .first ? [LawText.ownAccount.id] : []
    case .ruleNotHeld:
      return [LawText.tooEarly(RuleBook.firstReport.first.validFrom).id]
    case .startUnknown, .notStarted:
      let event = referral.facts.kind == .accident ? "kecelakaan" : "diagnosis"
      return [
        "Waktu \(event) belum diketahui: catat segera.",
        LawText.firstReport(due: nil, RuleBook.firstReport.newest).id,
      ]
    case .notYetDue, .soon:
      guard let rule = clock.rule else { return [] }
      let sentence =
        clock.stage == .first
        ? LawText.firstReport(due: due, rule) : LawText.secondReport(due: due, rule)
      return [sentence.id] + sent(clock, zone) + (clock.stage == .first ? [LawText.ifLate.id] : [])
    case .late:
      return ["BATAS LAPORAN \(name.uppercased()) SUDAH LEWAT: \(due)."] + sent(clock, zone)
        + (clock.stage == .first ? [LawText.late.id] : ["Tetap laporkan."])
    case .sentInTime:
      return ["Laporan \(name) sudah terkirim ke keduanya sebelum batasnya (\(due))."]
        + sent(clock, zone)
    case .sentLate:
      return ["Laporan \(name) sudah terkirim ke keduanya, setelah batasnya (\(due))."]
        + sent(clock, zone) + (clock.stage == .first ? [LawText.late.id] : [])
    }
  }

  /// To whom it was sent and when; one line, or none where it was not sent.
  private static func sent(_ clock: StageClock, _ zone: IndonesianZone) -> [String] {
    guard !clock.sentAt.isEmpty else { return [] }
    let parts = Addressee.allCases.map { addressee in
      let name = addressee == .bpjs ? "BPJS Ketenagakerjaan" : "Disnaker"
      return clock.sentAt[addressee].map { "\(name): terkirim \(zone.text($0))" }
        ?? "\(name): BELUM"
    }
    return [parts.joined(separator: "; ") + "."]
  }
}
