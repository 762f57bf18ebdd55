public import Facilities
public import Formats

extension FormerSite {
  /// Why the facility is not on the list, since when, who says so, and where it is found now.
  ///
  /// - Parameter now: The facility under whose id it is found now, if any.
  /// - Returns: The sentence, in both languages.
  public func sentence(now: Facility?) -> Phrase {
    func cited(_ language: Language) -> String {
      let parts = [SourceRemarks.text(source, language), language.date(date)].filter { !$0.isEmpty }
      return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
    let title = id.isEmpty ? name : "\(name) [\(id)]"
    let present = now.map { "\($0.name) [\($0.id)]" }
    var indonesian: String
    var english: String
    switch reason {
    case .closed(let on, _):
      indonesian =
        on.isEmpty ? "\(title): TUTUP" : "\(title): TUTUP sejak \(Language.indonesian.date(on))"
      english =
        on.isEmpty ? "\(title): CLOSED" : "\(title): CLOSED since \(Language.english.date(on))"
    case .left(let leaving):
      indonesian = "\(title): tidak ada lagi di daftar karena \(leaving.reason.indonesian)"
      english = "\(title): left the list because \(leaving.reason.english)"
    }
    indonesian += cited(.indonesian) + (present.map { "; sekarang \($0)" } ?? "")
    english += cited(.english) + (present.map { "; now \($0)" } ?? "")
    return Phrase(id: indonesian, en: english)
  }
}

extension FormerSite.Leaving {
  /// The reason as it follows "because".
  fileprivate var reason: (indonesian: String, english: String) {
    switch self {
    case .armyOrPolice:
      (
        "ini pos kesehatan TNI/Polri, untuk anggotanya sendiri",
        "it is a post of the army or police, for its own people"
      )
    case .placeGivenUp:
      (
        "keanggotaannya hanya dugaan, dan jumlah yang diumumkan dipenuhi oleh fasilitas lain",
        "its membership was only presumed, and others fill the published counts"
      )
    case .nowOnList:
      (
        "idnya berganti: dahulu rumah sakit di luar daftar, kini diduga PLKK",
        "its id changed: once a hospital beside the list, now presumed to be a PLKK"
      )
    case .notOnBranchList:
      (
        "daftar lengkap yang diumumkan cabangnya tidak menyebutnya",
        "the complete list that its branch published does not name it"
      )
    case .sameHouse:
      ("ternyata fasilitas yang sama dengan entri lain", "it is the same house as another entry")
    case .specialHouse:
      ("ini klinik khusus satu jenis penyakit", "it is a clinic for one kind of illness")
    case .closed: ("tutup", "it closed")
    }
  }
}
