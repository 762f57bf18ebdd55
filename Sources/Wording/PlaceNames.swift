public import Application
public import Facilities
public import Formats

extension Place {
  /// `Desa Sungai Danau, Kec. Satui, Kabupaten Tanah Bumbu, Kalimantan Selatan`; a town or facility
  /// by its own name before the areas that hold it.
  public var fullName: String {
    let own = named.kind == .area ? region.ownName : named.name
    let holders = parents.map { $0.level == .district ? "Kec. " + $0.name : $0.name }
    return ([own] + holders).joined(separator: ", ")
  }

  /// Which point stands for the name, and how far the named area reaches from there.
  public func standsFor(_ language: Language) -> String {
    let reach = language.distance(radiusMeters)
    switch named.kind {
    case .facility(let id):
      return Phrase(
        id: "diukur dari \(fullName) [\(id)]", en: "measured from \(fullName) [\(id)]"
      ).text(language)
    case .town(.landmark):
      return Phrase(
        id: "PERKIRAAN: \(fullName), ketelitian sekitar \(reach)",
        en: "APPROXIMATE: \(fullName), good to about \(reach)"
      ).text(language)
    case .town:
      return Phrase(
        id: "PERKIRAAN: titik di \(fullName); tempat ini menjangkau sekitar \(reach) dari sana",
        en: "APPROXIMATE: a point in \(fullName); the place reaches about \(reach) from there"
      ).text(language)
    case .area: break
    }
    switch region.level {
    case .village:
      return Phrase(
        id: "PERKIRAAN: titik tengah \(fullName), ketelitian sekitar \(reach)",
        en: "APPROXIMATE: centre of \(fullName), good to about \(reach)"
      ).text(language)
    case .district:
      return Phrase(
        id: "PERKIRAAN: tempat permukiman di \(fullName); 95% desanya dalam \(reach) dari sana",
        en: "APPROXIMATE: where people live in \(fullName); 95% of its villages are within "
          + "\(reach) of there"
      ).text(language)
    case .province, .regency:
      let town = seat?.name ?? ""
      return Phrase(
        id: "PERKIRAAN: \(town), pusat pemerintahan \(fullName); 95% desanya dalam \(reach) dari "
          + "sana",
        en: "APPROXIMATE: \(town), the seat of \(fullName); 95% of its villages are within "
          + "\(reach) of there"
      ).text(language)
    }
  }

  /// Others of the same name, or nil where there are none.
  public var namesakeNote: Phrase? {
    guard !namesakes.isEmpty else { return nil }
    let shown = namesakes.prefix(8).map {
      ($0.kind == .area ? $0.region.ownName : $0.name) + " [\($0.region.code)]"
    }
    let more = namesakes.count > shown.count ? ", …" : ""
    let names = shown.joined(separator: ", ") + more
    return Phrase(id: "nama yang sama: \(names)", en: "the same name is also borne by: \(names)")
  }
}

extension Region {
  /// The area's own name with its level.
  public var ownName: String {
    switch level {
    case .province, .regency: name
    case .district: "Kecamatan " + name
    case .village: (isKelurahan ? "Kelurahan " : "Desa ") + name
    }
  }
}

extension AreaShare {
  /// That another site would be the nearest from some villages of the named area; nil where the
  /// nearest is the same from all of them.
  public var sentence: Phrase? {
    guard same < villages else { return nil }
    let shown = others.prefix(3).map { "\($0.facility.name) [\($0.facility.id)] (\($0.villages))" }
    let names = shown.joined(separator: ", ") + (others.count > shown.count ? ", …" : "")
    let count = villages - same
    return Phrase(
      id: "Dari \(count) dari \(villages) desa di wilayah itu yang terdekat lain: \(names). "
        + "Sebut desa atau koordinatnya.",
      en: "From \(count) of the \(villages) villages of that area another site is the nearest: "
        + "\(names). Name the village or give coordinates.")
  }
}

extension LocateError {
  /// Why a kilometre of a road is no place.
  public static func roadAdvice(_ road: String) -> Phrase {
    Phrase(
      id: "“\(road)” di jalan tidak ada di tabel mana pun; kirim koordinatnya (WhatsApp: Bagikan "
        + "lokasi), atau sebut desa dan kecamatannya",
      en:
        "“\(road)” of a road is in no table; send coordinates (WhatsApp: share location), or name "
        + "the village and its district")
  }

  /// Where to look for a facility that is no place by that name.
  public static func facilityAdvice(_ name: String) -> Phrase? {
    let kinds: Set<String> = [
      "rs", "rsu", "rsud", "rsia", "rsj", "rsup", "rumah", "puskesmas", "pkm", "klinik", "bp",
    ]
    guard NameKey.words(name).contains(where: kinds.contains) else { return nil }
    return Phrase(
      id: "fasilitas dicari dengan: plkk search NAMA",
      en: "a facility is looked for with: plkk search NAME")
  }
}
