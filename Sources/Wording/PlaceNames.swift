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
        id: "PERKIRAAN: \(fullName), bisa meleset sekitar \(reach)",
        en: "APPROXIMATE: \(fullName), may be off by about \(reach)"
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
        id: "PERKIRAAN: satu titik di \(fullName), bisa meleset sekitar \(reach)",
        en: "APPROXIMATE: a point in \(fullName), may be off by about \(reach)"
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

  /// Others of the same name, and those whose names are nearly the same; a note each.
  public func namesakeNotes(_ language: Language) -> [String] {
    var notes: [String] = []
    if !namesakes.isEmpty {
      let names = Self.listed(namesakes)
      notes.append(
        language.say(
          id: "nama yang sama: \(names)", en: "the same name is also borne by: \(names)"))
    }
    if !alike.isEmpty {
      let names = Self.listed(alike)
      notes.append(
        language.say(id: "nama yang mirip: \(names)", en: "nearly the same name: \(names)"))
    }
    return notes
  }

  private static func listed(_ places: [NamedPlace]) -> String {
    let shown = places.prefix(8).map {
      ($0.kind == .area ? $0.region.ownName : $0.name) + " [\($0.region.code)]"
    }
    return shown.joined(separator: ", ") + (places.count > shown.count ? ", …" : "")
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
    let indonesian =
      same == 0
      ? "Dari semua \(villages) desa di wilayah itu"
      : "Dari \(count) di antara \(villages) desa di wilayah itu"
    let english =
      same == 0
      ? "From all \(villages) villages of that area"
      : "From \(count) of the \(villages) villages of that area"
    return Phrase(
      id: "\(indonesian), yang terdekat adalah fasilitas lain: \(names). Sebut desa atau "
        + "koordinatnya.",
      en: "\(english) another site is the nearest: \(names). Name the village or give coordinates.")
  }
}
