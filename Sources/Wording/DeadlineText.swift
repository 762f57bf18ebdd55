public import Formats
public import Referrals

/// Sentences about the deadline of a report that no referral was opened for.
extension Language {
  /// The deadline, what is left of it, what follows, and who alone concludes; a line each.
  public func deadline(_ deadline: ReportDeadline) -> [String] {
    var lines = [
      say(id: "Kejadian: ", en: "Accident: ") + deadline.zone.text(deadline.startedAt)
    ]
    switch deadline.clock.timing {
    case .noEmployer: lines.append(LawText.ownAccount.text(self))
    case .ruleNotHeld:
      lines.append(LawText.tooEarly(RuleBook.firstReport.first.validFrom).text(self))
    case .notYetDue, .soon, .late, .sentInTime, .sentLate, .startUnknown, .notStarted:
      if let rule = deadline.clock.rule, let due = deadline.clock.dueAt {
        lines.append(LawText.firstReport(due: deadline.zone.text(due), rule).text(self))
      }
      if let left = left(deadline.clock.timing) { lines.append(left) }
      if let second = deadline.second { lines.append(LawText.secondReport(second).text(self)) }
    }
    return lines + [LawText.notConcludedHere.text(self)]
  }

  /// How much time is left, or how late it is, and what that means.
  private func left(_ timing: Timing) -> String? {
    switch timing {
    case .notYetDue(let left), .soon(let left):
      say(id: "Sisa waktu: ", en: "Time left: ") + elapsed(left) + ". " + LawText.ifLate.text(self)
    case .late(let span):
      say(id: "Terlambat: ", en: "Late by: ") + elapsed(span) + ". " + LawText.late.text(self)
    default: nil
    }
  }

  /// `46 jam 5 menit`.
  public func elapsed(_ span: TimeSpan) -> String {
    let minutes = span.milliseconds / 60_000
    return say(
      id: "\(minutes / 60) jam \(minutes % 60) menit", en: "\(minutes / 60) h \(minutes % 60) min")
  }

  /// Why a time is not read.
  public func fault(_ error: TimeTextError) -> String {
    switch error {
    case .unreadable:
      say(
        id: "waktu tidak terbaca; tulis seperti 22-11-2026 14.30 WITA atau 2026-11-22T14:30+08:00",
        en: "unreadable time; write 22-11-2026 14.30 WITA or 2026-11-22T14:30+08:00")
    case .twoDigitYear: say(id: "tahun harus empat angka", en: "the year needs four digits")
    case .impossible:
      say(id: "tidak ada tanggal atau jam seperti itu", en: "there is no such day or hour")
    case .timeMissing:
      say(
        id: "perlu jam; batas dihitung per jam",
        en: "needs the time of day; the deadline counts hours")
    case .zoneMissing:
      say(id: "perlu zona WIB, WITA atau WIT", en: "needs a zone: WIB, WITA or WIT")
    }
  }

  /// Why there is no deadline.
  public func fault(_ error: ReportDeadlineError) -> String {
    switch error {
    case .time(let error): fault(error)
    case .inTheFuture: say(id: "waktunya belum tiba", en: "the time is still to come")
    }
  }
}
