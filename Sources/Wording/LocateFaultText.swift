public import Application
internal import Facilities
public import Formats

/// Why a question about places has no answer, once for all doors.
extension Language {
  /// The refusal of a question.
  ///
  /// - Parameters:
  ///   - error: Why.
  ///   - asked: The door, whose options and verbs the sentence names.
  /// - Returns: The sentence, with choices where there are some.
  public func fault(_ error: LocateError, _ asked: Asked) -> Fault {
    switch error {
    case .position(let error): return fault(error)
    case .strayWord(let word): return strayWord(quoted(word), asked)
    case .placeUnknown(let name, let near):
      let advice = Self.namesFacility(name) ? "; " + searchAdvice(asked) : ""
      return Fault(
        say(
          id: "tempat \(quoted(name)) tidak ditemukan di Kalimantan",
          en: "no place \(quoted(name)) found in Kalimantan") + advice,
        lead: meant, near.map(choice))
    case .placeAmbiguous(let name, let found):
      return Fault(
        say(
          id: "\(quoted(name)) bisa berarti \(found.count) tempat; tulis lengkap salah satunya",
          en: "\(quoted(name)) may mean \(found.count) places; write one of them in full"),
        found.map(choice))
    case .placeTooWide(let place, let parts):
      return tooWide(place.fullName, within: place.region.code, asked, parts)
    case .nameTooWide(let name, let parts): return tooWide(quoted(name), within: nil, asked, parts)
    case .placeOnRoad(let road, let near):
      return Fault(
        say(
          id: "\(quoted(road)) di jalan tidak ada di tabel mana pun; kirim koordinatnya (WhatsApp: "
            + "Bagikan lokasi), atau sebut desa dan kecamatannya",
          en:
            "\(quoted(road)) of a road is in no table; send coordinates (WhatsApp: share location), "
            + "or name the village and its district"),
        lead: meant, near.map(choice))
    case .plusCodeNeedsPlace(let code):
      return Fault(
        say(
          id: "Plus Code pendek \(quoted(code)) perlu nama tempat di dekatnya, misalnya: "
            + "\(safe(code)) Banjarmasin; atau tulis kode lengkapnya (8 huruf sebelum +)",
          en: "the short Plus Code \(quoted(code)) needs the name of a place near it, for example: "
            + "\(safe(code)) Banjarmasin; or write the full code (8 letters before the +)"))
    case .regionUnknown(let name, let near):
      return Fault(
        say(
          id: "wilayah \(quoted(name)) tidak dikenal; pakai kode Kemendagri (63, 63.10) atau nama",
          en: "region \(quoted(name)) is unknown; use a Kemendagri code (63, 63.10) or a name"),
        lead: meant, near.map(choice))
    case .regionAmbiguous(let name, let found):
      return Fault(
        say(
          id: "wilayah \(quoted(name)) bisa berarti \(found.count) tempat; pakai kodenya",
          en: "region \(quoted(name)) may mean \(found.count) places; use the code"),
        found.map(choice))
    case .limitOutOfRange(let limit):
      let option = asked.option("limit")
      return Fault(
        say(
          id: "\(option) \(limit): harus 1 sampai \(Locator.mostResults)",
          en: "\(option) \(limit): must be 1 to \(Locator.mostResults)"))
    case .facilityUnknown(let id, let near):
      return Fault(
        say(
          id: "tidak ada fasilitas dengan id \(quoted(id))",
          en: "no facility has the id \(quoted(id))")
          + "; " + searchAdvice(asked),
        lead: meant,
        near.map {
          Fault.Choice(text: "\($0.id)  \($0.name), \($0.regency)", short: "\($0.id) \($0.name)")
        })
    case .facilityFormer(let site, let now): return Fault(site.sentence(now: now).text(self))
    case .seeds(let error):
      return Fault(
        say(id: "tabel tertanam rusak", en: "an embedded table is broken")
          + ": \(error.table):\(error.line) \(error.column)")
    }
  }

  /// The sentence alone, without what may have been meant, as a web answer has it.
  public func locating(_ error: LocateError) -> String { fault(error, .web).sentence }

  private func strayWord(_ word: String, _ asked: Asked) -> Fault {
    let advice =
      switch asked {
      case .commandLine:
        say(id: ", pilihan diawali -- (lihat --help)", en: ", options begin with -- (see --help)")
      case .line, .web, .page: ""
      }
    return Fault(
      say(
        id: "kata \(word) di belakang posisi tidak dikenal; tulis posisinya saja",
        en: "unknown word \(word) behind the position; write the position alone") + advice)
  }

  private func tooWide(
    _ name: String, within region: String?, _ asked: Asked, _ parts: [Place]
  ) -> Fault {
    let all = asked.within(region: region ?? say(id: "KODE", en: "CODE"), self)
    return Fault(
      say(
        id: "\(name) terlalu luas untuk sebuah posisi; sebut kecamatan atau desanya; semua "
          + "fasilitasnya: \(all)",
        en: "\(name) is too wide to be a position; name a district or village in it; all its "
          + "facilities: \(all)"),
      lead: say(id: "Bagiannya", en: "Its parts"), parts.map(choice))
  }

  private var meant: String { say(id: "Maksud Anda", en: "Did you mean") }

  private func searchAdvice(_ asked: Asked) -> String {
    say(
      id: "fasilitas dicari dengan: \(asked.search("NAMA", self))",
      en: "a facility is looked for with: \(asked.search("NAME", self))")
  }

  /// A place with what distinguishes it from its namesakes: its code, of a facility its id.
  private func choice(_ place: Place) -> Fault.Choice {
    let mark = if case .facility(let id) = place.named.kind { id } else { place.region.code }
    return Fault.Choice(
      text: "\(place.fullName)  [\(mark)]", short: "\(place.fullName) [\(mark)]")
  }

  /// Whether a name has a word that only facilities have.
  private static func namesFacility(_ name: String) -> Bool {
    let kinds: Set<String> = [
      "rs", "rsu", "rsud", "rsia", "rsj", "rsup", "rumah", "puskesmas", "pkm", "klinik", "bp",
    ]
    return NameKey.words(name).contains(where: kinds.contains)
  }
}

/// Foreign text in a sentence.
extension Language {
  /// The most characters of a foreign text that a sentence repeats.
  private static let longestQuote = 60

  /// A foreign text in quotation marks, cut, without what could steer a terminal.
  public func quoted(_ text: String) -> String { "“\(safe(text))”" }

  /// A foreign text, cut, without what could steer a terminal.
  func safe(_ text: String) -> String {
    let clean = text.unicodeScalars.filter { !Self.steers($0.value) }
    let short = String(String.UnicodeScalarView(clean.prefix(Self.longestQuote)))
    return clean.count > Self.longestQuote ? short + "…" : short
  }

  /// Whether a scalar is no mark on paper: controls of both tables and the format characters.
  private static func steers(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7f...0x9f, 0xad, 0x600...0x605, 0x61c, 0x6dd, 0x70f, 0x890...0x891, 0x8e2,
      0x180e,
      0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb, 0x110bd, 0x110cd,
      0x13430...0x1343f, 0x1bca0...0x1bca3, 0x1d173...0x1d17a, 0xe0000...0xe007f:
      true
    default: false
    }
  }
}
