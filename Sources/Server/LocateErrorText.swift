import Facilities
import Formats
import Geo
import LineProtocol
import Positions
import Application
import Wording

/// The sentences of this door for questions without an answer, each one line.
enum LocateErrorText {
  /// How many likely places or facilities an error lists.
  private static let listed = 8

  static func reply(_ error: LocateError, _ language: ReplyLanguage) -> Reply {
    let (code, phrase) = text(error)
    return .error(code, phrase.text(language))
  }

  private static func text(_ error: LocateError) -> (ErrorCode, Phrase) {
    switch error {
    case .position(let error): return (.badPosition, position(error))
    case .strayWord(let word):
      return (
        .badPosition,
        Phrase(
          id: "kata '\(shown(word))' di belakang posisi tidak dikenal",
          en: "unknown word '\(shown(word))' behind the position")
      )
    case .placeUnknown(let name, let near):
      return (
        .badPosition,
        Phrase(
          id: "tempat '\(shown(name))' tidak dikenal di Kalimantan" + places(near, "; mungkin: "),
          en: "no place '\(shown(name))' in Kalimantan" + places(near, "; perhaps: "))
      )
    case .placeAmbiguous(let name, let found):
      return (
        .badPosition,
        Phrase(
          id: "'\(shown(name))' bisa berarti \(found.count) tempat" + places(found, ": "),
          en: "'\(shown(name))' may mean \(found.count) places" + places(found, ": "))
      )
    case .placeTooWide(let place, let parts):
      let name = full(place)
      return (
        .badPosition,
        Phrase(
          id: "\(name) terlalu luas untuk sebuah posisi; pakai WITHIN REGION \(place.region.code)"
            + places(parts, "; bagiannya: "),
          en: "\(name) is too wide to be a position; use WITHIN REGION \(place.region.code)"
            + places(parts, "; its parts: "))
      )
    case .placeOnRoad(let road, let near):
      let advice = LocateError.roadAdvice(shown(road))
      return (
        .badPosition,
        Phrase(
          id: advice.id + places(near, "; mungkin: "), en: advice.en + places(near, "; perhaps: "))
      )
    case .plusCodeNeedsPlace(let code):
      return (
        .badPosition,
        Phrase(
          id: "Plus Code pendek '\(shown(code))' perlu tempat di dekatnya",
          en: "the short Plus Code '\(shown(code))' needs a place near it")
      )
    case .regionUnknown(let name, let near):
      return (
        .notFound,
        Phrase(
          id: "wilayah '\(shown(name))' tidak dikenal; pakai kode Kemendagri atau nama"
            + places(near, "; mungkin: "),
          en: "no region '\(shown(name))'; use a Kemendagri code or a name"
            + places(near, "; perhaps: "))
      )
    case .regionAmbiguous(let name, let found):
      return (
        .notFound,
        Phrase(
          id: "wilayah '\(shown(name))' bisa berarti \(found.count) tempat; pakai kode"
            + places(found, ": "),
          en: "region '\(shown(name))' may mean \(found.count) places; use the code"
            + places(found, ": "))
      )
    case .limitOutOfRange(let limit):
      return (
        .syntax,
        Phrase(
          id: "LIMIT \(limit); yang boleh 1 sampai \(Locator.mostResults)",
          en: "LIMIT \(limit); allowed 1 to \(Locator.mostResults)")
      )
    case .facilityUnknown(let id, let near):
      let list = near.prefix(listed).map { "\($0.id) \($0.name)" }.joined(separator: "; ")
      return (
        .notFound,
        Phrase(
          id: "tidak ada fasilitas '\(shown(id))'" + (list.isEmpty ? "" : "; mungkin: \(list)"),
          en: "no facility '\(shown(id))'" + (list.isEmpty ? "" : "; perhaps: \(list)"))
      )
    case .facilityFormer(let site, let now):
      return (.notFound, site.sentence(now: now))
    case .seeds(let error):
      return (
        .internalFault,
        Phrase(
          id: "tabel \(error.table) baris \(error.line) rusak",
          en: "table \(error.table) line \(error.line) is broken")
      )
    }
  }

  private static func shown(_ text: String) -> String {
    text.unicodeScalars.count <= 64
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(63))) + "…"
  }

  private static func places(_ places: [Place], _ lead: String) -> String {
    guard !places.isEmpty else { return "" }
    let names = places.prefix(listed).map { "\(full($0)) [\($0.region.code)]" }
    return lead + names.joined(separator: "; ") + (places.count > listed ? "; …" : "")
  }

  private static func full(_ place: Place) -> String {
    place.fullName
  }

  private static func position(_ error: PositionError) -> Phrase {
    let part = error.excerpt.isEmpty ? "" : " '\(error.excerpt)'"
    let reason = reason(error)
    let readings = error.readings.prefix(listed)
      .map { "\($0.position.latitude.fixed(5)) \($0.position.longitude.fixed(5))" }
      .joined(separator: "; ")
    let range = error.allowed.map {
      "\($0.quantity.rawValue) \($0.lower.fixed(0))…\($0.upper.fixed(0))"
    }
    return Phrase(
      id: "posisi\(part): \(reason.id)" + (range.map { "; yang boleh: \($0)" } ?? "")
        + (readings.isEmpty ? "" : "; mungkin: \(readings)"),
      en: "position\(part): \(reason.en)" + (range.map { "; allowed: \($0)" } ?? "")
        + (readings.isEmpty ? "" : "; perhaps: \(readings)"))
  }

  private static func reason(_ error: PositionError) -> Phrase {
    switch error.code {
    case .empty: Phrase(id: "kosong", en: "empty")
    case .tooLong:
      Phrase(
        id: "lebih dari \(PositionText.maximumBytes) bita",
        en: "more than \(PositionText.maximumBytes) bytes")
    case .brokenText: Phrase(id: "karakter kendali", en: "control characters")
    case .unreadable:
      Phrase(
        id: "tidak terbaca; contoh: -3.3194 114.5908, 50S 232284 9632776, Satui",
        en: "unreadable; for example: -3.3194 114.5908, 50S 232284 9632776, Satui")
    case .strayNumber:
      Phrase(
        id: "bilangan itu tidak punya makna di sini; tulis koordinatnya saja",
        en: "that number has no meaning here; write the coordinate alone")
    case .unknownSign:
      Phrase(
        id: "tanda di depan bilangan mungkin minus; tulis - atau LS/LU",
        en: "what stands before a number may be a minus; write - or S/N")
    case .brokenChecksum: Phrase(id: "checksum tidak cocok", en: "the checksum does not fit")
    case .incomplete:
      Phrase(id: "perlu lintang dan bujur", en: "latitude and longitude are both needed")
    case .ambiguous:
      Phrase(id: "bermakna ganda; tulis titik desimal", en: "ambiguous; write decimal points")
    case .contradictory:
      Phrase(
        id: "tanda, arah, zona atau pita bertentangan",
        en: "sign, hemisphere, zone or band contradict each other")
    case .outOfRange: Phrase(id: "di luar batas", en: "out of range")
    case .minutesOutOfRange: Phrase(id: "menit 60 atau lebih", en: "minutes of 60 or more")
    case .secondsOutOfRange: Phrase(id: "detik 60 atau lebih", en: "seconds of 60 or more")
    case .missingHemisphere: Phrase(id: "tulis LU atau LS", en: "write N or S (LU or LS)")
    case .missingZone:
      Phrase(id: "UTM tanpa zona, misalnya 50S", en: "UTM without a zone, such as 50S")
    case .shortLink:
      Phrase(
        id: "tautan pendek tidak memuat koordinat", en: "a short link holds no coordinates")
    case .linkWithoutPosition:
      Phrase(id: "tautan tanpa posisi", en: "a link without a position")
    case .unsupportedCRS: Phrase(id: "hanya WGS 84", en: "WGS 84 only")
    case .tm3Survey:
      Phrase(id: "koordinat TM-3 tidak didukung", en: "TM-3 coordinates are not supported")
    case .notFinite: Phrase(id: "bukan bilangan terhingga", en: "not a finite number")
    case .invalidPlusCode: Phrase(id: "Plus Code tidak sah", en: "no valid Plus Code")
    case .invalidMGRS: Phrase(id: "MGRS tidak sah", en: "no valid MGRS")
    case .nullIsland:
      Phrase(
        id: "0,0 hampir selalu GPS tanpa posisi",
        en: "0,0 is nearly always a GPS without a position")
    }
  }
}
