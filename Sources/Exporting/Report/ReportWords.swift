internal import Audit
internal import Facilities
internal import Formats
internal import Referrals
internal import Wording

extension Language {
  /// A class of owners in words; lists write the same class in several ways.
  func ownerGroup(_ listed: String) -> String {
    switch listed.uppercased().filter({ $0.isLetter }) {
    case "": say(id: "tidak tercatat", en: "not recorded")
    case "PEMKAB", "PEMKOT": say(id: "pemerintah kabupaten/kota", en: "kabupaten or kota")
    case "PEMPROP", "PEMPROV": say(id: "pemerintah provinsi", en: "province")
    case "TNIAD", "TNIAL", "TNIAU", "TNI", "POLRI", "TNIPOLRI":
      say(id: "TNI atau Polri", en: "armed forces or police")
    case "BUMN": say(id: "BUMN", en: "state-owned company")
    case "PERUSAHAAN": say(id: "perusahaan", en: "company")
    case "SWASTALAINNYA", "SWASTA", "PERORANGAN": say(id: "swasta", en: "private")
    case "ORGANISASISOSIAL", "ORGANISASIISLAM", "ORGANISASIKATHOLIK", "ORGANISASIPROTESTAN":
      say(id: "yayasan atau organisasi", en: "foundation or society")
    case "KEMKES", "KEMENKES": say(id: "Kementerian Kesehatan", en: "Ministry of Health")
    // A class that is not known here is shown as the list has it.
    default: listed
    }
  }

  func weight(_ weight: DemandWeight) -> String {
    switch weight {
    case .population: say(id: "penduduk", en: "inhabitants")
    case .workers: say(id: "pekerja (perkiraan)", en: "workers (estimate)")
    }
  }

  /// Which class of sites, or what else, a published figure counts.
  func level(_ level: String) -> String {
    switch level.split(separator: "/").dropFirst().first ?? "" {
    case "": say(id: "semua", en: "all")
    case "private_hospital": say(id: "RS swasta", en: "private hospitals")
    case "rsud": "RSUD"
    case "tni_polri_hospital": say(id: "RS TNI/Polri", en: "military and police hospitals")
    case "clinic": kind(.clinic)
    case "puskesmas": kind(.puskesmas)
    case "hospital": kind(.hospital)
    case "workers": say(id: "pekerja", en: "workers")
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

  /// The days of totals, facilities and list in one line.
  func dates(_ report: AuditReport) -> String {
    let years = facilityYears(report)
    let (totals, day) = (date(report.totalsDate), date(report.date))
    return say(
      id: "Jumlah PLKK diumumkan \(totals) · data fasilitas \(years) · keadaan daftar \(day)",
      en: "PLKK totals published \(totals) · facility data of \(years) · list as of \(day)")
  }

  /// The years in which the facilities counted were last seen.
  func facilityYears(_ report: AuditReport) -> String {
    guard let years = report.facilityYears else { return say(id: "tak bertanggal", en: "undated") }
    return years.lowerBound == years.upperBound
      ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
  }

  /// A publisher's date that stands in English in a source, in the language of the report.
  func source(_ source: String) -> String {
    guard self == .indonesian else { return source }
    return source.replacing("article of 2 February 2026", with: "artikel 2 Februari 2026")
  }
}
