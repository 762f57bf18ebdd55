public import Facilities

/// What is said of a house that is on no list any more, in both languages.
public struct FormerSiteSentence: Hashable, Sendable {
  /// In Indonesian.
  public let indonesian: String
  /// In English.
  public let english: String

  /// Says why a house is not on the list, since when, who says so, and where it is found now.
  ///
  /// - Parameter now: The facility under whose id the house is found now, if any.
  public init(_ site: FormerSite, now: Facility?) {
    let cited = [site.source, site.date].filter { !$0.isEmpty }.joined(separator: ", ")
    let source = cited.isEmpty ? "" : " (\(cited))"
    let name = site.id.isEmpty ? site.name : "\(site.name) [\(site.id)]"
    var (id, en): (String, String)
    switch site.reason {
    case .closed(let on, _):
      id = on.isEmpty ? "\(name): TUTUP" : "\(name): TUTUP sejak \(on)"
      en = on.isEmpty ? "\(name): CLOSED" : "\(name): CLOSED since \(on)"
      id += source
      en += source
    case .left(let leaving):
      let reason = Self.reason(leaving)
      id = "\(name): tidak ada lagi di daftar karena \(reason.indonesian)\(source)"
      en = "\(name): left the list because \(reason.english)\(source)"
    }
    if let now {
      id += "; sekarang \(now.name) [\(now.id)]"
      en += "; now \(now.name) [\(now.id)]"
    }
    indonesian = id
    english = en
  }

  private static func reason(
    _ leaving: FormerSite.Leaving
  ) -> (indonesian: String, english: String) {
    switch leaving {
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
