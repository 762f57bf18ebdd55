public import Formats
public import Facilities
public import Referrals

extension ReportLanguage {
  /// What a list knows of a site's membership.
  public func basis(_ basis: PLKKBasis) -> String {
    switch basis {
    case .official: say(id: "daftar resmi", en: "official list")
    case .reported: say(id: "menurut berita", en: "by news report")
    case .presumed: say(id: "diduga, belum dipastikan", en: "presumed, not confirmed")
    case .none: say(id: "bukan PLKK", en: "not a PLKK")
    }
  }

  func kind(_ kind: FacilityKind) -> String {
    switch kind {
    case .hospital: say(id: "rumah sakit", en: "hospital")
    case .clinic: say(id: "klinik", en: "clinic")
    case .puskesmas: "puskesmas"
    case .other: say(id: "lainnya", en: "other")
    }
  }

  func precision(_ precision: PositionPrecision) -> String {
    switch precision {
    case .site: say(id: "posisi lokasi", en: "position of the site")
    case .village: say(id: "titik tengah desa", en: "centre of the village")
    case .district: say(id: "titik tengah kecamatan", en: "centre of the district")
    case .unknown: say(id: "tanpa posisi", en: "without a position")
    }
  }

  func weight(_ weight: DemandWeight) -> String {
    switch weight {
    case .population: say(id: "penduduk", en: "inhabitants")
    case .workers: say(id: "pekerja (perkiraan)", en: "workers (estimate)")
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

  func level(_ level: String) -> String {
    switch level.split(separator: "/").dropFirst().first ?? "" {
    case "": say(id: "semua", en: "all")
    case "private_hospital": say(id: "RS swasta", en: "private hospitals")
    case "rsud": "RSUD"
    case "tni_polri_hospital": say(id: "RS TNI/Polri", en: "military and police hospitals")
    case "clinic": kind(.clinic)
    case "puskesmas": kind(.puskesmas)
    case "hospital": kind(.hospital)
    default: level
    }
  }

  func sum(_ sum: Reconciliation.Contradiction.Sum) -> String {
    switch sum {
    case .provinces: say(id: "jumlah lima provinsi", en: "sum of the five provinces")
    case .kinds: say(id: "jumlah menurut jenis", en: "sum of the kinds")
    case .notRegistered:
      say(id: "pekerja dikurangi peserta", en: "workers less participants")
    case .repeated: say(id: "angka lain di sumber yang sama", en: "other figure in the same source")
    }
  }
}
