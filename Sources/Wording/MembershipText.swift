public import Facilities
public import Formats

/// Sentences about agreements, how fresh what is known is, and what is doubted of a site.
extension Language {
  /// All that a person must know of the agreement before relying on a site.
  ///
  /// - Parameters:
  ///   - facility: The site.
  ///   - day: The day that ages are counted to, where the list says none.
  ///   - occasion: What the person is about to do.
  /// - Returns: The sentences, the agreement first; none where there is nothing to say.
  public func membership(
    _ facility: Facility, on day: CivilDate?, _ occasion: Occasion
  ) -> [String] {
    var lines: [String] = []
    if let status = facility.standing?.status {
      lines.append(
        agreement(status, number: facility.standing?.agreementNumber ?? "", occasion))
    }
    if let standing = facility.standing, let contact = standing.contact {
      lines.append(call(contact, on: standing.date))
    }
    if facility.standing?.contact == nil
      || facility.standing?.contact?.date != facility.standing?.verified,
      let known = known(facility, on: day, occasion)
    {
      lines.append(known)
    }
    if let standing = facility.standing {
      lines += services(standing.services)
      if !standing.note.isEmpty {
        lines.append(say(id: "catatan daftar: ", en: "the list's note: ") + "“\(standing.note)”")
      }
    }
    return lines + (facility.standing?.marks ?? []).map { mark($0) }
  }

  /// Where an agreement stands.
  public func agreement(_ status: AgreementStatus, number: String = "", _ occasion: Occasion)
    -> String
  {
    let name = say(id: "PKS", en: "agreement") + (number.isEmpty ? "" : " \(number)")
    let pay = occasion == .emergency ? "" : say(id: ": bayar dahulu", en: ": pay first")
    switch status {
    case .valid(let day):
      return say(
        id: "\(name) berlaku sampai \(date(day))", en: "\(name) in force until \(date(day))")
    case .unknownEnd:
      return say(id: "akhir \(name) tidak diketahui", en: "end of \(name) unknown")
        + (occasion == .emergency ? "" : say(id: ": tanyakan", en: ": ask"))
    case .notYet(let day):
      return say(id: "\(name) baru mulai \(date(day))", en: "\(name) starts \(date(day))") + pay
    case .expired(let day?):
      return say(id: "\(name) berakhir \(date(day))", en: "\(name) ended \(date(day))") + pay
    case .expired(nil):
      return say(
        id: "\(name) tidak berlaku menurut daftar", en: "\(name) not in force by the list") + pay
    case .dropped(let day):
      return say(
        id: "tidak lagi ada dalam daftar \(date(day))", en: "no longer on the list of \(date(day))")
        + pay
    }
  }

  /// Of which day what is known of a site is, and how long ago that was.
  private func known(
    _ facility: Facility, on day: CivilDate?, _ occasion: Occasion
  ) -> String? {
    guard let known = facility.knownOn, let freshness = facility.freshness(on: day) else {
      return nil
    }
    let age = say(
      id: "\(grouped(freshness.days)) hari lalu", en: "\(grouped(freshness.days)) days ago")
    let statement: String
    if let standing = facility.standing, standing.verified != nil {
      statement =
        standing.isChecked
        ? say(id: "diperiksa \(date(known)) (\(age))", en: "checked \(date(known)) (\(age))")
        : say(
          id: "menurut daftar per \(date(known)) (\(age))",
          en: "by the list as of \(date(known)) (\(age))")
    } else {
      statement = say(
        id: "menurut sumber per \(date(facility.basisDate)) (\(age))",
        en: "by a source of \(date(facility.basisDate)) (\(age))")
    }
    guard freshness.isDoubtful else { return statement }
    return "? " + statement + phoneFirst(facility, occasion)
  }

  private func phoneFirst(_ facility: Facility, _ occasion: Occasion) -> String {
    if occasion == .emergency { return "" }
    return facility.phone.isEmpty
      ? say(id: ": tanyakan dulu", en: ": ask first")
      : say(id: ": telepon dahulu", en: ": phone first")
  }

  /// A recorded doubt.
  public func mark(_ mark: SiteRecord.Mark) -> String {
    let text = mark.text.isEmpty ? "" : " “\(mark.text)”"
    let said: String
    switch mark.doubt {
    case .closed: said = say(id: "dilaporkan tutup pada", en: "reported closed on")
    case .moved: said = say(id: "dilaporkan pindah pada", en: "reported moved on")
    case .wrongPhone:
      said = say(id: "dilaporkan salah nomor telepon pada", en: "phone number reported wrong on")
    case .notPLKK: said = say(id: "dilaporkan bukan PLKK pada", en: "reported to be no PLKK on")
    case .other: return "! " + say(id: "catatan", en: "note of") + " \(date(mark.date)):\(text)"
    }
    return "! \(said) \(date(mark.date))\(text)"
  }
}
