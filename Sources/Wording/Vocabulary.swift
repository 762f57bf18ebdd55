public import Facilities
public import Formats
public import Referrals

/// Short words for typed values of lists and referrals.
extension Language {
  /// What a list knows of a site's membership.
  public func basis(_ basis: PLKKBasis) -> String {
    switch basis {
    case .official: say(id: "daftar resmi", en: "official list")
    case .reported: say(id: "menurut berita", en: "by news report")
    case .presumed: say(id: "diduga, belum dipastikan", en: "presumed, not confirmed")
    case .none: say(id: "tidak ada di daftar PLKK ini", en: "not on this PLKK list")
    }
  }

  /// Why a facility refused.
  public func rejection(_ reason: RejectionReason) -> String {
    switch reason {
    case .full: say(id: "ruang penuh", en: "no bed")
    case .fullICU: say(id: "ICU penuh", en: "no bed in intensive care")
    case .noDoctor: say(id: "dokter tidak ada", en: "no doctor")
    case .noEquipment: say(id: "alat tidak ada", en: "no equipment")
    case .competence: say(id: "di luar kompetensi", en: "beyond its competence")
    case .notPLKK: say(id: "PKS tidak berlaku", en: "agreement not in force")
    case .closed: say(id: "di luar jam layanan", en: "outside its hours")
    case .other: say(id: "lain", en: "other")
    }
  }
}
