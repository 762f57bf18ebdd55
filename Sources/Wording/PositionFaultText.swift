internal import Formats
internal import Geo
internal import Positions

/// Why a text is no position: what was wrong, where, what is allowed, and what it may mean.
extension Language {
  func fault(_ error: PositionError) -> Fault {
    let part = error.excerpt.isEmpty ? "" : " “\(error.excerpt)”"
    return Fault(
      say(id: "posisi", en: "position") + part + ": " + reason(error),
      lead: say(id: "Kemungkinan bacaan", en: "Possible readings"),
      error.readings.prefix(8).map { reading in
        let position = reading.position
        return Fault.Choice(
          text: decimal(position) + "   " + dms(position),
          short: "\(position.latitude.fixed(5)) \(position.longitude.fixed(5))")
      })
  }

  private func reason(_ error: PositionError) -> String {
    switch error.code {
    case .empty: return say(id: "kosong", en: "empty")
    case .tooLong:
      return say(
        id: "terlalu panjang; paling banyak \(PositionText.maximumBytes) byte",
        en: "too long; at most \(PositionText.maximumBytes) bytes")
    case .brokenText:
      return say(
        id: "berisi karakter kendali atau bukan UTF-8",
        en: "holds control characters or is not UTF-8")
    case .unreadable:
      return say(
        id:
          "tidak terbaca; contoh yang diterima: -3.3194,114.5908 · 3°19'9.8\" LS 114°35'26.9\" BT · "
          + "50S 232284 9632776 · 6P8PMHJR+68 · Satui, Tanah Bumbu",
        en:
          "unreadable; accepted are for example: -3.3194,114.5908 · 3°19'9.8\" LS 114°35'26.9\" BT · "
          + "50S 232284 9632776 · 6P8PMHJR+68 · Satui, Tanah Bumbu")
    case .strayNumber:
      return say(
        id: "bilangan itu tidak punya tempat dalam koordinat dan maknanya tidak diketahui; "
          + "hapus, atau tulis koordinatnya saja",
        en: "that number has no place in the coordinate and its meaning is not known; "
          + "leave it out, or write the coordinate alone")
    case .unknownSign:
      return say(
        id: "tanda di depan bilangan tidak jelas dan mungkin minus; tulis - untuk lintang selatan, "
          + "atau LS/LU",
        en: "what stands before a number may be a minus; write - for south, or S/N (LS/LU)")
    case .brokenChecksum:
      return say(
        id: "jumlah pemeriksa (checksum) tidak cocok: ada karakter yang hilang atau berubah",
        en: "the checksum does not fit: a character was lost or changed")
    case .incomplete:
      return say(
        id: "hanya lintang atau hanya bujur; perlu keduanya",
        en: "only latitude or only longitude; both are needed")
    case .ambiguous:
      return say(
        id: "ambigu; tulis dengan titik desimal, atau dengan LS/LU dan BT",
        en: "ambiguous; write decimal points, or LS/LU and BT")
    case .contradictory:
      return say(
        id: "tanda, arah, zona atau pita saling bertentangan",
        en: "sign, hemisphere, zone or band contradict each other")
    case .outOfRange: return say(id: "di luar batas", en: "out of range") + range(error)
    case .minutesOutOfRange:
      return say(id: "menit harus kurang dari 60", en: "minutes must be below 60")
    case .secondsOutOfRange:
      return say(id: "detik harus kurang dari 60", en: "seconds must be below 60")
    case .missingHemisphere:
      return say(
        id: "tanpa LU/LS: Kalimantan dilintasi khatulistiwa, jadi utara atau selatan harus ditulis",
        en: "without N/S (LU/LS): the equator crosses Kalimantan, so north or south must be written"
      )
    case .missingZone:
      return say(
        id: "UTM tanpa zona; tulis misalnya 49S atau 50S (S = selatan)",
        en: "UTM without a zone; write for example 49S or 50S (S = south)")
    case .shortLink:
      return say(
        id: "tautan pendek tidak berisi koordinat; buka tautan itu, lalu salin alamat panjangnya "
          + "atau koordinatnya",
        en:
          "a short link holds no coordinates; open it, then copy its long address or the coordinates"
      )
    case .linkWithoutPosition:
      return say(
        id: "tautan tanpa koordinat dan tanpa nama tempat",
        en: "a link without coordinates or a place name")
    case .unsupportedCRS:
      return say(
        id: "sistem koordinat selain WGS 84 tidak didukung",
        en: "coordinate systems other than WGS 84 are not supported")
    case .tm3Survey:
      return say(
        id: "tampak seperti koordinat TM-3 pertanahan, yang tidak didukung; "
          + "pakai lintang dan bujur atau UTM",
        en: "looks like land-survey coordinates (TM-3), which are not supported; "
          + "use latitude and longitude or UTM")
    case .notFinite: return say(id: "bukan bilangan terhingga", en: "not a finite number")
    case .invalidPlusCode: return say(id: "Plus Code tidak sah", en: "not a valid Plus Code")
    case .invalidMGRS: return say(id: "MGRS tidak sah", en: "not valid MGRS")
    case .noFix:
      return say(
        id: "penerima GPS belum mendapat posisi; tunggu di tempat terbuka, lalu baca lagi",
        en: "the GPS receiver has no position; wait under open sky, then read it again")
    case .tooCoarse:
      let metres = error.readings.first?.precisionMeters ?? PositionReading.coarsestMeters
      let kilometres = "\((metres / 1000).fixed(0)) km"
      return say(
        id:
          "terlalu kasar, hanya sampai sekitar \(kilometres); tulis dengan desimal, menit, atau kode "
          + "yang lebih panjang",
        en: "too coarse, to about \(kilometres) only; write decimals, minutes or a longer code")
    case .nullIsland:
      return say(
        id: "0,0 hampir selalu berarti GPS belum mendapat posisi",
        en: "0,0 nearly always means that the GPS had no position yet")
    }
  }

  private func range(_ error: PositionError) -> String {
    guard let allowed = error.allowed else { return "" }
    let name =
      switch allowed.quantity {
      case .latitude: say(id: "lintang", en: "latitude")
      case .longitude: say(id: "bujur", en: "longitude")
      case .minutes: say(id: "menit", en: "minutes")
      case .seconds: say(id: "detik", en: "seconds")
      case .easting: say(id: "timur (X)", en: "easting")
      case .northing: say(id: "utara (Y)", en: "northing")
      case .zone: say(id: "zona", en: "zone")
      case .uncertainty: say(id: "ketidakpastian", en: "uncertainty")
      case .bytes: say(id: "byte", en: "bytes")
      }
    let low = allowed.lower.fixed(0)
    let high = allowed.upper.fixed(0)
    return say(
      id: "; \(name) harus \(low) sampai \(high)", en: "; \(name) must be \(low) to \(high)")
  }
}
