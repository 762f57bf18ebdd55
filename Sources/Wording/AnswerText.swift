public import Application
internal import Facilities
public import Formats

/// Sentences about an answer as a whole.
extension Language {
  /// The line before everything else in an emergency.
  public var callFirst: String {
    say(
      id: "GAWAT DARURAT: TELEPON \(EmergencyAnswer.call) SEKARANG",
      en: "EMERGENCY: CALL \(EmergencyAnswer.call) NOW")
  }

  /// What a person must know about an answer.
  ///
  /// For example:
  ///
  ///     let sentences = answer.advisories.map { Language.english.advisory($0) }
  public func advisory(_ advisory: Advisory, _ occasion: Occasion = .ordinary) -> String {
    switch advisory {
    case .approximate(let reach):
      return say(
        id: "Posisi ini perkiraan dari nama tempat, bisa meleset sampai \(distance(reach)).",
        en: "The position is approximate, from a place name; it may be off by up to "
          + "\(distance(reach)).")
    case .outsideIndonesia:
      return say(
        id:
          "Posisi di luar Indonesia: PLKK hanya ada di Indonesia, dan perbatasan tidak diperhitungkan.",
        en: "The position is outside Indonesia: PLKK exist only in Indonesia, and borders are not "
          + "taken into account.")
    case .outsideKalimantan:
      return say(
        id: "Posisi di luar Kalimantan, mungkin di luar Indonesia: daftar ini hanya memuat "
          + "Kalimantan, dan perbatasan negara tidak diperhitungkan.",
        en: "The position is outside Kalimantan, perhaps outside Indonesia: this list covers "
          + "Kalimantan only, and national borders are not taken into account.")
    case .nearlyEqual:
      return say(
        id: "Dua yang terdekat hampir sama jauh, dalam batas ketelitian posisi.",
        en: "The two nearest are nearly equally far, within the precision of the position.")
    case .far(let meters):
      return say(
        id: "Yang terdekat \(distance(meters)) garis lurus, lebih dari "
          + "\(grouped(Int(Locator.farMeters / 1000))) km.",
        en: "The nearest is \(distance(meters)) away in a straight line, more than "
          + "\(grouped(Int(Locator.farMeters / 1000))) km.")
    case .otherProvince:
      return say(
        id: "Yang terdekat berada di provinsi lain.", en: "The nearest lies in another province.")
    case .staleNearest(let hit):
      return say(
        id: "Keterangan tentang yang terdekat sudah lebih dari setahun; \(site(hit)) diperiksa "
          + "lebih baru dan paling jauh 25% lebih jauh.",
        en: "What is known of the nearest is more than a year old; \(site(hit)) was verified later "
          + "and is at most 25% farther.")
    case .expiredAsNear(let hits):
      let sites = hits.map { hit in
        let status = hit.facility.standing?.status.map { agreement($0, occasion) } ?? ""
        return site(hit) + (status.isEmpty ? "" : ": " + status)
      }.joined(separator: "; ")
      return say(
        id: "SAMA DEKAT, TETAPI PKS TIDAK BERLAKU sekarang: \(sites).",
        en: "AS NEAR, BUT NO AGREEMENT IN FORCE at present: \(sites).")
    case .specialNearer(let hits):
      let sites = hits.map { site($0) + ", " + kind($0.facility) }.joined(separator: "; ")
      return say(
        id: "Lebih dekat, tetapi rumah sakit khusus: \(sites).",
        en: "Nearer, but for one kind of illness: \(sites).")
    case .hoursUnknown(let hits):
      return say(
        id:
          "Terdekat, tetapi IGD 24 jam tidak diketahui: \(hits.map(site).joined(separator: "; ")).",
        en: "Nearest, but not known whether its emergency department is open day and night: "
          + "\(hits.map(site).joined(separator: "; ")).")
    case .otherNearest(let share): return share.sentence?.text(self) ?? ""
    case .noPhone(let callable):
      return noPhone(callable, occasion)
    }
  }

  /// What a person must know in an emergency, naming the list that it is about where it is not both.
  public func note(_ note: EmergencyAnswer.Note) -> String {
    let sentence = advisory(note.advisory, .emergency)
    return switch note.part {
    case .hospitals: say(id: "Rumah sakit: ", en: "Hospitals: ") + sentence
    case .plkk: "PLKK: " + sentence
    case nil: sentence
    }
  }

  private func noPhone(_ callable: Hit?, _ occasion: Occasion) -> String {
    let centre =
      occasion == .emergency
      ? EmergencyAnswer.call : "\(BPJSKetenagakerjaan.callCentre) (BPJS Ketenagakerjaan)"
    guard let callable else {
      return say(
        id: "Yang terdekat tidak punya telepon di daftar: telepon \(centre).",
        en: "The nearest has no phone in the list: call \(centre).")
    }
    let other = "\(site(callable)), \(say(id: "telp", en: "phone")) \(callable.facility.phone)"
    return say(
      id: "Yang terdekat tidak punya telepon di daftar: telepon \(centre), atau \(other).",
      en: "The nearest has no phone in the list: call \(centre), or \(other).")
  }

  private func site(_ hit: Hit) -> String {
    "\(hit.facility.name) [\(hit.facility.id)], \(distance(hit.meters))"
  }
}
