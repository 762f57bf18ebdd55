public import Facilities
public import Formats

/// Sentences for what a site said when it was called, and for its hours and services.
extension Language {
  /// Who called the site, when, and what it said; asks to call again when that is long ago.
  public func call(_ contact: SiteContact, on date: CivilDate) -> String {
    let freshness = VerificationAge(days: max(0, date.daysSince1970 - contact.date.daysSince1970))
    let age = say(
      id: "\(grouped(freshness.days)) hari lalu", en: "\(grouped(freshness.days)) days ago")
    let who = "\(contact.actor), \(self.date(contact.date)) (\(age))"
    let statement =
      switch contact.membership {
      case .yes:
        say(
          id: "dipastikan lewat telepon sebagai PLKK, \(who)",
          en: "confirmed by telephone as a PLKK, \(who)")
      case .no:
        say(id: "lewat telepon: bukan PLKK, \(who)", en: "by telephone: no PLKK, \(who)")
      case .unknown:
        say(
          id: "ditelepon, soal PLKK tidak dijawab, \(who)",
          en: "called, no word on being a PLKK, \(who)")
      }
    let words = contact.words.isEmpty ? "" : ": “\(contact.words)”"
    guard freshness.isDoubtful else { return statement + words }
    return "? " + statement + words + say(id: ": telepon lagi", en: ": call again")
  }

  /// Of how many sites it is not known whether their emergency department is open day and night.
  public func hoursUnknown(_ count: Int) -> String {
    say(
      id: "IGD 24 jam tidak diketahui: \(grouped(count)) fasilitas lain, tidak ditampilkan.",
      en: "Emergency department day and night not known: \(grouped(count)) more, not shown.")
  }

  /// The shown sites whose hours at night are unknown; `nil` where all are known.
  public func nightUnknown(_ count: Int, of all: Int) -> String? {
    if count == 0 { return nil }
    let which =
      count == all
      ? say(id: "fasilitas di atas", en: "the sites above")
      : say(id: "\(count) dari \(all) fasilitas di atas", en: "\(count) of the \(all) sites above")
    return say(
      id: "Buka malam hari atau tidak: tidak diketahui untuk \(which); telepon dahulu.",
      en: "Open at night or not: unknown for \(which); phone first.")
  }

  /// Hours and services, as far as known; none where nothing is.
  public func services(_ services: SiteServices) -> [String] {
    if services == .unknown { return [] }
    let emergency =
      switch services.emergency24h {
      case true?: say(id: "ya", en: "yes")
      case false?: say(id: "TIDAK", en: "NO")
      case nil: say(id: "tidak diketahui", en: "unknown")
      }
    var lines = [say(id: "IGD 24 jam: ", en: "emergency department day and night: ") + emergency]
    if !services.openingHours.isEmpty {
      lines.append(say(id: "jam layanan: ", en: "hours: ") + services.openingHours)
    }
    if !services.services.isEmpty {
      lines.append(
        say(id: "layanan: ", en: "services: ") + services.services.joined(separator: ", "))
    }
    return lines
  }
}
