import Facilities

/// Sentences for where a site's agreement stands, how fresh that is and what is doubted of it.
enum StandingWords {
  /// All that a person must know before relying on a site, the agreement first.
  static func lines(_ facility: Facility) -> [String] {
    guard let standing = facility.standing else { return [] }
    var lines: [String] = []
    if let status = standing.status {
      lines.append(self.status(status, number: standing.agreementNumber))
    }
    if let verified = verified(standing) { lines.append(verified) }
    return lines + standing.marks.map(mark)
  }

  /// Whether a site's lines call for care, and are shown so.
  static func isWarning(_ standing: Standing) -> Bool {
    standing.isLapsed || !standing.marks.isEmpty || (standing.freshness?.isDoubtful ?? false)
  }

  static func status(_ status: PLKKStatus, number: String = "") -> String {
    let name = say(id: "PKS", en: "agreement") + (number.isEmpty ? "" : " \(Failures.safe(number))")
    return switch status {
    case .valid(let day):
      say(id: "\(name) berlaku sampai \(day)", en: "\(name) in force until \(day)")
    case .unknownEnd:
      say(
        id: "akhir \(name) tidak diketahui: tanyakan lewat telepon",
        en: "end of \(name) unknown: ask by phone")
    case .notYet(let day):
      say(id: "\(name) baru mulai \(day): bayar dahulu", en: "\(name) starts \(day): pay first")
    case .expired(let day?):
      say(id: "\(name) berakhir \(day): bayar dahulu", en: "\(name) ended \(day): pay first")
    case .expired(nil):
      say(
        id: "\(name) tidak berlaku menurut daftar: bayar dahulu",
        en: "\(name) not in force by the list: pay first")
    case .dropped(let day):
      say(
        id: "tidak lagi ada dalam daftar \(day): bayar dahulu",
        en: "no longer on the list of \(day): pay first")
    }
  }

  private static func verified(_ standing: Standing) -> String? {
    guard let day = standing.verified, let freshness = standing.freshness else { return nil }
    let age = say(
      id: "\(Words.grouped(freshness.days)) hari lalu",
      en: "\(Words.grouped(freshness.days)) days ago")
    let statement =
      standing.isChecked
      ? say(id: "diperiksa \(day) (\(age))", en: "checked \(day) (\(age))")
      : say(id: "menurut daftar per \(day) (\(age))", en: "by the list as of \(day) (\(age))")
    guard freshness.isDoubtful else { return statement }
    return "? " + statement + say(id: ": telepon dahulu", en: ": phone first")
  }

  private static func mark(_ mark: Standing.Mark) -> String {
    let what =
      switch mark.doubt {
      case .closed: say(id: "tutup", en: "closed")
      case .moved: say(id: "pindah", en: "moved")
      case .wrongPhone: say(id: "salah nomor telepon", en: "wrong phone number")
      case .notPLKK: say(id: "bukan PLKK", en: "no PLKK")
      case .other: say(id: "hal lain", en: "something else")
      }
    let text = mark.text.isEmpty ? "" : " “\(Failures.safe(mark.text))”"
    return say(
      id: "! dilaporkan \(what) pada \(mark.date)\(text): telepon dahulu",
      en: "! reported \(what) on \(mark.date)\(text): phone first")
  }
}
