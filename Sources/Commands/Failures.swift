import Facilities
import Geo
import Positions
import Application
import Wording

/// Turns typed errors of the core into a sentence and an exit code.
enum Failures {
  /// Runs a use case.
  static func translated<Value>(_ body: () throws(LocateError) -> Value) throws -> Value {
    do {
      return try body()
    } catch {
      throw failure(error)
    }
  }

  static func failure(_ error: LocateError) -> CommandFailure {
    switch error {
    case .position(let error):
      return CommandFailure(.usage, PositionFaults.sentence(error))
    case .strayWord(let word):
      return CommandFailure(
        .usage,
        say(
          id: "kata “\(safe(word))” di belakang posisi tidak dikenal; tulis posisinya saja, "
            + "pilihan diawali -- (lihat --help)",
          en: "unknown word “\(safe(word))” behind the position; write the position alone, "
            + "options begin with -- (see --help)"))
    case .placeUnknown(let name, let near):
      return CommandFailure(
        .usage,
        say(
          id: "tempat “\(safe(name))” tidak ditemukan di Kalimantan",
          en: "no place “\(safe(name))” found in Kalimantan")
          + (LocateError.facilityAdvice(name).map { "; " + say($0) } ?? "")
          + list(near, meant: true))
    case .placeAmbiguous(let name, let places):
      return CommandFailure(
        .usage,
        say(
          id: "“\(safe(name))” bisa berarti \(places.count) tempat; tulis lengkap salah satunya:",
          en: "“\(safe(name))” may mean \(places.count) places; write one of them in full:")
          + list(places, meant: false))
    case .placeTooWide(let place, let parts):
      return CommandFailure(
        .usage,
        say(
          id: "\(PlaceWords.full(place)) terlalu luas untuk sebuah posisi; "
            + "sebut kecamatan atau desanya, atau pakai within --region. Bagiannya:",
          en: "\(PlaceWords.full(place)) is too wide to be a position; "
            + "name a district or village in it, or use within --region. Its parts:")
          + list(parts, meant: false))
    case .placeOnRoad(let road, let near):
      return CommandFailure(
        .usage, say(LocateError.roadAdvice(safe(road))) + list(near, meant: true))
    case .plusCodeNeedsPlace(let code):
      return CommandFailure(
        .usage,
        say(
          id: "Plus Code pendek “\(safe(code))” perlu nama tempat di dekatnya, misalnya: "
            + "\(safe(code)) Banjarmasin; atau tulis kode lengkapnya (8 huruf sebelum +)",
          en: "the short Plus Code “\(safe(code))” needs the name of a place near it, for example: "
            + "\(safe(code)) Banjarmasin; or write the full code (8 letters before the +)"))
    case .regionUnknown(let name, let near):
      return CommandFailure(
        .usage,
        say(
          id: "wilayah “\(safe(name))” tidak dikenal; pakai kode Kemendagri (63, 63.10) atau nama",
          en: "region “\(safe(name))” is unknown; use a Kemendagri code (63, 63.10) or a name")
          + list(near, meant: true))
    case .regionAmbiguous(let name, let places):
      return CommandFailure(
        .usage,
        say(
          id: "wilayah “\(safe(name))” bisa berarti \(places.count) tempat; pakai kodenya:",
          en: "region “\(safe(name))” may mean \(places.count) places; use the code:")
          + list(places, meant: false))
    case .limitOutOfRange(let limit):
      return CommandFailure(
        .usage,
        say(
          id: "--limit \(limit): harus 1 sampai \(Locator.mostResults)",
          en: "--limit \(limit): must be 1 to \(Locator.mostResults)"))
    case .facilityUnknown(let id, let near):
      var text = say(
        id: "tidak ada fasilitas dengan id “\(safe(id))”; cari dengan: plkk search NAMA",
        en: "no facility has the id “\(safe(id))”; look for it with: plkk search NAME")
      if !near.isEmpty {
        text += say(id: "\nMaksud Anda:", en: "\nDid you mean:")
        for facility in near { text += "\n  \(facility.id)  \(facility.name), \(facility.regency)" }
      }
      return CommandFailure(.usage, text)
    case .facilityFormer(let site, let now):
      return CommandFailure(.usage, FormerRendering.sentence(site, now: now))
    case .seeds(let error):
      return CommandFailure(
        .data,
        say(id: "tabel tertanam rusak", en: "an embedded table is broken")
          + ": \(error.table):\(error.line) \(error.column)")
    }
  }

  private static func list(_ places: [Place], meant: Bool) -> String {
    guard !places.isEmpty else { return "" }
    let shown = places.prefix(20)
    var text = meant ? say(id: "\nMaksud Anda:", en: "\nDid you mean:") : ""
    for place in shown { text += "\n  \(PlaceWords.full(place))  [\(Self.mark(place))]" }
    if places.count > shown.count {
      text += say(
        id: "\n  … dan \(places.count - shown.count) lagi",
        en: "\n  … and \(places.count - shown.count) more")
    }
    return text
  }

  /// What tells a place from its namesakes: its code, of a facility its id.
  private static func mark(_ place: Place) -> String {
    if case .facility(let id) = place.named.kind { id } else { place.region.code }
  }

  /// Foreign text made safe to print on a terminal: short, without control characters.
  static func safe(_ text: String) -> String { safe(text, longest: 60) }

  private static func safe(_ text: String, longest: Int) -> String {
    let clean = text.unicodeScalars.filter { scalar in
      !(scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format)
    }
    let short = String(String.UnicodeScalarView(clean.prefix(longest)))
    return Arguments.restoringMinus(clean.count > longest ? short + "…" : short)
  }

  /// A path made safe to print, and not cut: whoever reads it has to find the file.
  static func path(_ path: String) -> String { safe(path, longest: 4096) }
}

/// Names of administrative areas as a person writes them.
enum PlaceWords {
  /// `Desa Sungai Danau, Kec. Satui, Kabupaten Tanah Bumbu, Kalimantan Selatan`.
  static func full(_ place: Place) -> String { place.fullName }

  /// The area's own name with its level.
  static func own(_ region: Region) -> String { region.ownName }
}
