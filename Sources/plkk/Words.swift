import Facilities
import Formats
import Application
import Wording

/// The field's words for typed values, in the language of this run.
enum Words {
  static func kind(_ kind: FacilityKind) -> String {
    switch kind {
    case .hospital: say(id: "rumah sakit", en: "hospital")
    case .clinic: say(id: "klinik", en: "clinic")
    case .puskesmas: "puskesmas"
    case .other: say(id: "lainnya", en: "other")
    }
  }

  /// The kind of a facility, for a special hospital what its name says.
  static func kind(_ facility: Facility) -> String {
    let special: String
    switch facility.specialty {
    case nil: return kind(facility.kind)
    case .dental: special = say(id: "gigi dan mulut", en: "teeth and mouth")
    case .eye: special = say(id: "mata", en: "eyes")
    case .psychiatric: special = say(id: "jiwa", en: "psychiatry")
    case .maternity: special = say(id: "ibu dan anak", en: "mothers and children")
    case .other:
      return say(
        id: "RUMAH SAKIT KHUSUS menurut namanya", en: "SPECIAL HOSPITAL by its name")
    }
    return say(
      id: "RUMAH SAKIT KHUSUS menurut namanya: \(special)",
      en: "SPECIAL HOSPITAL by its name: \(special)")
  }

  /// What supports that it is a PLKK, as a full statement.
  static func basis(_ facility: Facility) -> String {
    let source = [publisher(facility.basisSource), facility.basisDate].filter { !$0.isEmpty }
      .joined(separator: ", ")
    let cited = source.isEmpty ? "" : " (\(source))"
    return switch facility.basis {
    case .official: say(id: "PLKK menurut daftar resmi", en: "PLKK by official list") + cited
    case .reported: say(id: "PLKK menurut berita", en: "PLKK by news report") + cited
    case .presumed:
      say(
        id: "DIDUGA PLKK, belum dipastikan: telepon dahulu sebelum mengandalkannya",
        en: "PRESUMED PLKK, not confirmed: phone before relying on it")
    case .none:
      if let standing = facility.standing, standing.isLapsed {
        say(id: "BUKAN PLKK pada \(standing.date)", en: "NO PLKK on \(standing.date)") + cited
      } else {
        say(id: "TIDAK ADA DI DAFTAR PLKK INI", en: "NOT ON THIS PLKK LIST")
      }
    }
  }

  /// The publisher of a web source; another source stands as it is.
  private static func publisher(_ source: String) -> String {
    guard source.hasPrefix("http") else { return source }
    let parts = source.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : source
  }

  /// How far the position is to be trusted; empty when it is the site itself.
  static func precision(_ precision: PositionPrecision) -> String {
    switch precision {
    case .site: ""
    case .village:
      say(
        id: "posisi perkiraan: titik tengah desa/kelurahan",
        en: "approximate position: centre of the village")
    case .district:
      say(
        id: "posisi perkiraan: titik tengah kecamatan",
        en: "approximate position: centre of the district")
    case .unknown: say(id: "posisi tidak diketahui", en: "position unknown")
    }
  }

  static func payer(_ payer: Payer) -> String {
    switch payer {
    case .billed:
      say(
        id:
          "Tanpa uang muka: ditagihkan ke BPJS Ketenagakerjaan bila peserta aktif dan kasus dijamin",
        en:
          "No deposit: billed to BPJS Ketenagakerjaan if the participant is active and the case guaranteed"
      )
    case .confirm:
      say(
        id: "Tanyakan lewat telepon: bila PLKK, ditagihkan ke BPJS Ketenagakerjaan; "
          + "bila bukan, bayar dahulu dan simpan kuitansi",
        en:
          "Ask by phone: if a PLKK, billed to BPJS Ketenagakerjaan; if not, pay first and keep receipts"
      )
    case .payFirst:
      say(
        id: "Bila bukan PLKK: bayar dahulu, simpan kuitansi, lalu minta penggantian ke BPJS "
          + "Ketenagakerjaan",
        en: "If not a PLKK: pay first, keep the receipts, then claim back from BPJS Ketenagakerjaan"
      )
    }
  }

  /// Direction of a bearing in one of eight words.
  static func direction(_ bearing: Double) -> String { Language.current.direction(bearing) }

  /// A distance for a person: metres below one kilometre, else kilometres with one decimal.
  static func distance(_ meters: Double) -> String { Language.current.distance(meters) }

  /// A number with the decimal sign of the language.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    Language.current.decimal(value, decimals)
  }

  /// A whole number grouped in thousands after the habit of the language.
  static func grouped(_ number: Int) -> String { Language.current.grouped(number) }

  /// An amount of money, which is never a fraction of a rupiah.
  static func rupiah(_ amount: Int64) -> String { "Rp " + grouped(Int(amount)) }
}
