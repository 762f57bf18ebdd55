internal import Facilities

/// Words for kinds of facilities, as lists write them.
enum KindWords {
  /// The kind that a cell of a kind column means, or `nil`.
  static func kind(_ text: String) -> FacilityKind? {
    let words = NameKey.words(text)
    if words.isEmpty { return nil }
    if let kind = exact[words.joined(separator: " ")] { return kind }
    return prefix(words)
  }

  /// The kind that a facility's name begins with, or `nil`.
  static func prefix(ofName name: String) -> FacilityKind? { prefix(NameKey.words(name)) }

  /// Whether a text is a kind and nothing else: a section's title.
  static func isTitle(_ text: String) -> FacilityKind? {
    let words = NameKey.words(text)
    return words.isEmpty ? nil : exact[words.joined(separator: " ")]
  }

  private static func prefix(_ words: [String]) -> FacilityKind? {
    for length in [3, 2, 1] where words.count >= length {
      if let kind = prefixes[words.prefix(length).joined(separator: " ")] { return kind }
    }
    return nil
  }

  private static let prefixes: [String: FacilityKind] = [
    "rs": .hospital, "rsu": .hospital, "rsud": .hospital, "rsia": .hospital, "rsup": .hospital,
    "rsk": .hospital, "rsj": .hospital, "rsb": .hospital, "rsal": .hospital, "rsau": .hospital,
    "rsad": .hospital, "rsi": .hospital, "rskd": .hospital, "rumkit": .hospital,
    "rumkital": .hospital, "rumkitban": .hospital, "rumah sakit": .hospital, "hospital": .hospital,
    "klinik": .clinic, "clinic": .clinic, "balai pengobatan": .clinic, "bp": .clinic,
    "balai kesehatan": .clinic, "poliklinik": .clinic, "polindes": .clinic, "praktek": .clinic,
    "praktik": .clinic, "praktikmandiri": .clinic, "dokter": .clinic, "rumah bersalin": .clinic,
    "puskesmas": .puskesmas, "pkm": .puskesmas, "uptd puskesmas": .puskesmas,
    "upt puskesmas": .puskesmas, "uptd pkm": .puskesmas, "upt pkm": .puskesmas,
    "blud puskesmas": .puskesmas, "uptd blud puskesmas": .puskesmas,
    "upt blud puskesmas": .puskesmas, "pustu": .puskesmas, "blk": .other, "orthosis": .other,
    "prosthesis": .other, "balai latihan kerja": .other, "lainnya": .other, "lain lain": .other,
    "apotek": .other, "laboratorium": .other, "lab": .other,
  ]

  private static let exact: [String: FacilityKind] = [
    "rs": .hospital, "rsu": .hospital, "rsud": .hospital, "rsia": .hospital,
    "rumah sakit": .hospital, "rumah sakit umum": .hospital, "rumah sakit umum daerah": .hospital,
    "rs tni polri": .hospital, "rs tni": .hospital, "rs polri": .hospital,
    "rs bhayangkara": .hospital, "rs swasta": .hospital, "rs pemerintah": .hospital,
    "rumah sakit swasta": .hospital, "rumah sakit pemerintah": .hospital,
    "rumah sakit khusus": .hospital, "hospital": .hospital, "hospitals": .hospital,
    "klinik": .clinic, "klinik pratama": .clinic, "klinik utama": .clinic, "clinic": .clinic,
    "balai pengobatan": .clinic, "bp": .clinic, "praktek dokter": .clinic,
    "praktik dokter": .clinic, "praktek dokter bersama": .clinic,
    "praktik dokter bersama": .clinic, "praktikmandiri": .clinic, "praktik mandiri": .clinic,
    "klinik swasta": .clinic, "klinik tni polri": .clinic, "poliklinik": .clinic,
    "puskesmas": .puskesmas, "pkm": .puskesmas, "pusat kesehatan masyarakat": .puskesmas,
    "puskesmas rawat inap": .puskesmas, "puskesmas non rawat inap": .puskesmas, "blk": .other,
    "lainnya": .other, "lain lain": .other, "other": .other,
    "orthosis prosthesis centre": .other, "pusat orthosis prosthesis": .other,
  ]
}

/// Words for the status of a site or its agreement.
enum StatusWords {
  /// The status that a cell means, or `nil` when the word is not known.
  static func status(_ text: String) -> ListedStatus? {
    let key = Header.key(text)
    if key.isEmpty { return .unknown }
    if usable.contains(key) { return .usable }
    if notUsable.contains(key) { return .notUsable }
    // "Berakhir 31-12-2025", "Tidak diperpanjang", "Pengajuan ulang".
    return notUsable.contains { $0.utf8.count >= 5 && key.hasPrefix($0) } ? .notUsable : nil
  }

  private static let usable: Set<String> = [
    "aktif", "y", "ya", "1", "true", "disetujui", "active", "yes", "berlaku", "masihberlaku",
  ]
  private static let notUsable: Set<String> = [
    "nonaktif", "tidakaktif", "t", "tidak", "berakhir", "ditolak", "dibatalkan", "draft", "draf",
    "pengajuan", "0", "false", "no", "n", "inactive", "putus", "habis", "kadaluarsa",
    "kedaluwarsa", "expired", "tutup", "suspend", "diputus", "proses",
  ]
}
