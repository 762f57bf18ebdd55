public import Application
public import Facilities
public import Formats
internal import Geo
internal import Positions

/// How a position was understood, for people.
extension Language {
  /// Where a position lies.
  public func whereabouts(_ whereabouts: Whereabouts) -> String {
    guard let regency = whereabouts.regency else {
      return whereabouts.isInIndonesia
        ? say(id: "di luar Kalimantan", en: "outside Kalimantan")
        : say(id: "di luar Indonesia", en: "outside Indonesia")
    }
    let name = [regency.name, whereabouts.province?.name ?? ""].filter { !$0.isEmpty }
      .joined(separator: ", ")
    if whereabouts.metersOutside == 0 { return name }
    let distance = distance(whereabouts.metersOutside)
    return say(
      id: "di luar batas wilayah, terdekat \(name) (\(distance))",
      en: "outside all boundaries, nearest \(name) (\(distance))")
  }

  /// How it was read, and how far it may be off.
  public func readAs(_ query: ResolvedPosition) -> String {
    let precision = mayBeOff(query.precisionMeters)
    switch query.readAs {
    case .coordinate(let reading):
      return say(id: "dibaca sebagai ", en: "read as ") + form(reading.form) + precision
    case .shortPlusCode(let reading, let near):
      return say(id: "dibaca sebagai ", en: "read as ") + form(reading.form)
        + " \(reading.plusCode ?? "") " + say(id: "dekat ", en: "near ") + near.fullName
        + precision
    case .place(let place):
      return place.standsFor(self)
    }
  }

  private func mayBeOff(_ meters: Double) -> String {
    guard meters >= 10 else { return "" }
    return say(id: ", ketelitian sekitar ", en: ", good to about ") + distance(meters)
  }

  private func form(_ form: PositionReading.Form) -> String {
    switch form {
    case .decimal: say(id: "derajat desimal", en: "decimal degrees")
    case .dms: say(id: "derajat-menit-detik", en: "degrees, minutes, seconds")
    case .dm: say(id: "derajat-menit", en: "degrees and minutes")
    case .utm: "UTM"
    case .mgrs: "MGRS"
    case .plusCode: "Plus Code"
    case .geoURI: say(id: "alamat geo:", en: "a geo: URI")
    case .mapLink: say(id: "tautan peta", en: "a map link")
    }
  }

  /// What the reader of the text has to know of the reading.
  public func notices(_ query: ResolvedPosition) -> [String] {
    var texts: [String] = []
    for notice in query.reading?.notices ?? [] {
      switch notice {
      case .swapped:
        texts.append(
          say(
            id: "bujur tertulis lebih dulu; urutannya ditukar",
            en: "longitude came first; the order was swapped"))
      case .mapCenter:
        texts.append(
          say(
            id: "tautan hanya memuat tengah peta, bukan pin; tempat yang dimaksud bisa berbeda",
            en: "the link holds only the map's centre, no pin; the place meant may differ"))
      case .assumedEast:
        texts.append(say(id: "bujur dianggap timur", en: "longitude taken as east"))
      case .redundantSign:
        texts.append(
          say(
            id: "tanda minus dan arah LS/BB dibaca sekali saja",
            en: "the minus sign beside S/W was read only once"))
      // The boundaries know better than the boxes; the cautions say it.
      case .outsideIndonesia, .outsideKalimantan: break
      }
    }
    if let hint = query.hint {
      texts.append(
        query.whereabouts.isInKalimantan
          ? say(
            id: "tanpa tanda minus dibaca LU; bila maksudnya LS: \(decimal(hint.position))",
            en: "without a minus read as north; if south was meant: \(decimal(hint.position))")
          : sentence(hint))
    }
    if !query.passedOver.isEmpty {
      let words = query.passedOver.map { quoted($0) }.joined(separator: ", ")
      texts.append(say(id: "tidak dipakai: \(words)", en: "passed over: \(words)"))
    }
    if case .place(let place) = query.readAs { texts += place.namesakeNotes(self) }
    return texts
  }

  private func sentence(_ hint: PositionHint) -> String {
    let other = decimal(hint.position)
    return switch hint.slip {
    case .latitudeSign:
      say(
        id: "kurang tanda minus? \(other) ada di Kalimantan",
        en: "is the minus sign wrong? \(other) is in Kalimantan")
    case .longitudeSign:
      say(
        id: "tanda bujur keliru? \(other) ada di Kalimantan",
        en: "is the sign of the longitude wrong? \(other) is in Kalimantan")
    case .exchanged:
      say(
        id: "lintang dan bujur tertukar? \(other) ada di Kalimantan",
        en: "are latitude and longitude exchanged? \(other) is in Kalimantan")
    case .decimalPoint:
      say(
        id: "titik desimal hilang? \(other) ada di Kalimantan",
        en: "was a decimal point lost? \(other) is in Kalimantan")
    }
  }

  /// The kecamatan whose boundary holds a position, and the nearest village; a line each.
  public func surroundings(_ located: Located) -> [String] {
    var lines: [String] = []
    if let district = located.district {
      lines.append(
        say(
          id: "\(district.ownName) menurut batas wilayah", en: "\(district.ownName) by its boundary"
        ))
    }
    if let village = located.village {
      let holder = village.district.map { ", " + $0.ownName } ?? ""
      let name = village.village.ownName + holder
      let meters = distance(village.meters)
      lines.append(
        say(
          id: "titik desa terdekat: \(name) (\(meters) garis lurus; batas desa tidak diketahui)",
          en: "nearest village point: \(name) (\(meters) straight line; village boundaries are not "
            + "known)"))
    }
    return lines
  }
}
