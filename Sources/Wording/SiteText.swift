public import Application
public import Facilities
public import Formats

/// What an answer is for: in an emergency nothing is said of paying or of asking first.
public enum Occasion: Hashable, Sendable {
  /// Nobody is in danger.
  case ordinary
  /// Somebody is.
  case emergency
}

/// Sentences about one site.
extension Language {
  /// The kind of facility.
  public func kind(_ kind: FacilityKind) -> String {
    switch kind {
    case .hospital: say(id: "rumah sakit", en: "hospital")
    case .clinic: say(id: "klinik", en: "clinic")
    case .puskesmas: "puskesmas"
    case .other: say(id: "lainnya", en: "other")
    }
  }

  /// The kind of a facility, of a special hospital what it is for.
  public func kind(_ facility: Facility) -> String {
    guard let specialty = facility.specialty else { return kind(facility.kind) }
    let what: String
    switch specialty {
    case .dental: what = say(id: "gigi dan mulut", en: "teeth and mouth")
    case .eye: what = say(id: "mata", en: "eyes")
    case .psychiatric: what = say(id: "jiwa", en: "psychiatry")
    case .maternity: what = say(id: "ibu dan anak", en: "mothers and children")
    case .other: return say(id: "RUMAH SAKIT KHUSUS", en: "SPECIAL HOSPITAL")
    }
    return say(id: "RUMAH SAKIT KHUSUS: \(what)", en: "SPECIAL HOSPITAL: \(what)")
  }

  /// How far a site is, and in which direction; one at the very position has none.
  public func away(_ hit: Hit) -> String {
    guard hit.meters >= 0.5 else { return say(id: "di posisi itu", en: "at that position") }
    return distance(hit.meters) + say(id: " garis lurus ke ", en: " straight line ")
      + "\(direction(hit.bearing)) (\(hit.wholeBearing)°)"
  }

  /// What supports that it is a PLKK, as a full statement, and what to do about it.
  public func basis(_ facility: Facility, _ occasion: Occasion) -> String {
    let source = [publisher(facility.basisSource), date(facility.basisDate)]
      .filter { !$0.isEmpty }.joined(separator: ", ")
    let cited = source.isEmpty ? "" : " (\(source))"
    switch facility.basis {
    case .official: return say(id: "PLKK menurut daftar resmi", en: "PLKK by official list") + cited
    case .reported: return say(id: "PLKK menurut berita", en: "PLKK by news report") + cited
    case .presumed:
      return say(id: "Belum pasti PLKK", en: "Not certain to be a PLKK")
        + ask(facility, occasion)
    case .none:
      if facility.membership.payment == .payFirst, let day = facility.standing?.date {
        return say(
          id: "PKS tidak berlaku pada \(date(day))", en: "No agreement in force on \(date(day))")
          + cited
      }
      return say(id: "Tidak ada di daftar PLKK ini", en: "Not on this PLKK list")
        + (occasion == .emergency ? "" : say(id: ": tanyakan", en: ": ask"))
    }
  }

  /// `: telepon dulu …`, or whom else to ask where it has no telephone.
  private func ask(_ facility: Facility, _ occasion: Occasion) -> String {
    if occasion == .emergency { return "" }
    return facility.phone.isEmpty
      ? say(id: ": tanyakan dulu sebelum ke sana", en: ": ask before going there")
      : say(id: ": telepon dulu sebelum ke sana", en: ": phone before going there")
  }

  /// The telephone number, or whom to call instead.
  public func phone(_ facility: Facility, _ occasion: Occasion) -> String {
    if !facility.phone.isEmpty {
      return say(id: "telp ", en: "phone ") + facility.phone
        + (facility.standing?.isChecked == true
          ? "" : say(id: " (belum diverifikasi)", en: " (unverified)"))
    }
    let missing = say(id: "tidak ada telepon di daftar", en: "no phone in the list")
    return occasion == .emergency
      ? missing
      : missing
        + say(
          id: ": tanyakan ke \(BPJSKetenagakerjaan.callCentre) (BPJS Ketenagakerjaan)",
          en: ": ask \(BPJSKetenagakerjaan.callCentre) (BPJS Ketenagakerjaan)")
  }

  /// Whom it treats, where that is not everybody.
  public func patients(_ facility: Facility) -> String? {
    guard facility.serves == .company else { return nil }
    return say(
      id: "menurut namanya untuk pekerja satu perusahaan",
      en: "by its name for the workers of one company")
  }

  /// What the position of a site is, as a label.
  public func positionLabel(_ precision: PositionPrecision) -> String {
    switch precision {
    case .site: say(id: "posisi lokasi", en: "position of the site")
    case .village: say(id: "titik desa", en: "point of the village")
    case .district: say(id: "titik kecamatan", en: "point of the district")
    case .unknown: say(id: "tanpa posisi", en: "without a position")
    }
  }

  /// How far the position of a site is to be trusted; empty when it is the site itself.
  public func precision(_ precision: PositionPrecision) -> String {
    switch precision {
    case .site: ""
    case .village:
      say(
        id: "posisi perkiraan: satu titik di desa/kelurahannya, bisa meleset beberapa km",
        en: "approximate position: a point of its village, may be some km off")
    case .district:
      say(
        id: "posisi perkiraan: satu titik di kecamatannya, bisa meleset belasan km",
        en: "approximate position: a point of its kecamatan, may be more than 10 km off")
    case .unknown: say(id: "posisi tidak diketahui", en: "position unknown")
    }
  }

  /// Who pays there, as far as is known.
  public func payment(_ facility: Facility) -> String {
    switch facility.membership.payment {
    case .billed:
      return say(
        id:
          "Tanpa uang muka: ditagihkan ke BPJS Ketenagakerjaan bila peserta aktif dan kasus dijamin",
        en:
          "No deposit: billed to BPJS Ketenagakerjaan if the participant is active and the case guaranteed"
      )
    case .confirm:
      return say(
        id: "Tanyakan apakah PLKK: bila ya, ditagihkan ke BPJS Ketenagakerjaan; "
          + "bila tidak, bayar dahulu dan simpan kuitansi",
        en: "Ask whether it is a PLKK: if so, billed to BPJS Ketenagakerjaan; "
          + "if not, pay first and keep the receipts")
    case .payFirst:
      return say(
        id: "Bayar dahulu, simpan kuitansi, lalu minta penggantian ke BPJS Ketenagakerjaan",
        en: "Pay first, keep the receipts, then claim back from BPJS Ketenagakerjaan")
    }
  }
}
