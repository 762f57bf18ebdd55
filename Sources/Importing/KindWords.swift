internal import Facilities
internal import Lists

/// Words for kinds of facilities, as lists write them.
enum KindWords {
  /// The kind that a cell of a kind column means, or `nil`.
  static func kind(_ text: String) -> FacilityKind? {
    let words = NameWords.words(text)
    if words.isEmpty { return nil }
    if let kind = exact[words.joined(separator: " ")] { return kind }
    return told(by: words)
  }

  /// The kind that a facility's name implies, or `nil`.
  static func prefix(ofName name: String) -> FacilityKind? { told(by: NameWords.words(name)) }

  /// Whether a text is a kind and nothing else: a section's title.
  static func isTitle(_ text: String) -> FacilityKind? {
    let words = NameWords.words(text)
    return words.isEmpty ? nil : exact[words.joined(separator: " ")]
  }

  private static func told(by words: [String]) -> FacilityKind? {
    for length in [3, 2, 1] where words.count >= length {
      if let kind = prefixes[words.prefix(length).joined(separator: " ")] { return kind }
    }
    guard let first = words.first else { return nil }
    if NameWords.isHospital(first) { return .hospital }
    // English puts the kind after the name: Siloam Hospitals, Total Clinic.
    for word in words.dropFirst() {
      if ["hospital", "hospitals"].contains(word) { return .hospital }
      if ["clinic", "klinik"].contains(word) { return .clinic }
    }
    // A slip in the first word, as "Klnik".
    for (word, kind) in [("klinik", FacilityKind.clinic), ("puskesmas", .puskesmas)]
    where first.utf8.count >= 5
      && NameKey.distance(Array(first.utf8), Array(word.utf8), atMost: 1) != nil
    {
      return kind
    }
    return nil
  }

  private static let prefixes: [String: FacilityKind] = [
    "hospital": .hospital, "klinik": .clinic, "clinic": .clinic, "balai pengobatan": .clinic,
    "bp": .clinic, "balai kesehatan": .clinic, "poliklinik": .clinic, "polindes": .clinic,
    "praktek": .clinic, "praktikmandiri": .clinic, "dokter": .clinic, "rumah bersalin": .clinic,
    "puskesmas": .puskesmas, "pustu": .puskesmas, "blk": .other, "orthosis": .other,
    "prosthesis": .other, "balai latihan kerja": .other, "lainnya": .other, "lain lain": .other,
    "apotek": .other, "laboratorium": .other, "lab": .other,
  ]

  private static let exact: [String: FacilityKind] = [
    "rs": .hospital, "rsu": .hospital, "rsud": .hospital, "rsia": .hospital, "rsj": .hospital,
    "rsgm": .hospital, "rs tni polri": .hospital, "rs tni": .hospital, "rs polri": .hospital,
    "rs bhayangkara": .hospital, "rs swasta": .hospital, "rs pemerintah": .hospital,
    "rs khusus": .hospital, "hospital": .hospital, "hospitals": .hospital, "klinik": .clinic,
    "klinik pratama": .clinic, "klinik utama": .clinic, "clinic": .clinic, "clinics": .clinic,
    "balai pengobatan": .clinic, "bp": .clinic, "praktek dokter": .clinic,
    "praktek dokter bersama": .clinic, "praktikmandiri": .clinic, "praktek mandiri": .clinic,
    "klinik swasta": .clinic, "klinik tni polri": .clinic, "poliklinik": .clinic,
    "puskesmas": .puskesmas, "puskesmas rawat inap": .puskesmas,
    "puskesmas non rawat inap": .puskesmas, "blk": .other, "lainnya": .other,
    "lain lain": .other, "other": .other, "orthosis prosthesis centre": .other,
    "pusat orthosis prosthesis": .other,
  ]
}
