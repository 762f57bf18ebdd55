internal import Facilities

/// Which official set the kabupaten codes of a list are from.
public enum RegencyCodeSet: String, CaseIterable, Hashable, Sendable {
  /// Codes of the Ministry of Home Affairs.
  case kemendagri
  /// Codes of Statistics Indonesia, which health files use.
  case bps
}

/// Kabupaten by code in both official sets, which share their digits and differ in their meaning.
struct RegencyCodes {
  private let byCode: [String: Region]

  init(_ gazetteer: Gazetteer) {
    byCode = Dictionary(
      gazetteer.regencies.map { ($0.region.code, $0.region) }, uniquingKeysWith: { a, _ in a })
  }

  /// The kabupaten with a code of a set, dotted or not.
  func region(_ code: String, _ set: RegencyCodeSet = .kemendagri) -> Region? {
    let digits = code.filter { ("0"..."9").contains($0) }
    guard digits.utf8.count == 4 else { return nil }
    let dotted = "\(digits.prefix(2)).\(digits.suffix(2))"
    switch set {
    case .kemendagri: return byCode[dotted]
    case .bps: return byCode[Self.bps[digits] ?? dotted]
    }
  }

  /// Codes of BPS that mean another kabupaten, or none, with Kemendagri; the others are the same.
  ///
  /// Source: BPS, Sistem Informasi Geospasial Statistik, kode wilayah 2024.
  private static let bps: [String: String] = [
    "6104": "61.02", "6105": "61.03", "6106": "61.04", "6107": "61.05",
    "6108": "61.06", "6102": "61.07", "6103": "61.08", "6209": "62.06",
    "6208": "62.07", "6206": "62.08", "6207": "62.09", "6211": "62.10",
    "6210": "62.11", "6213": "62.12", "6212": "62.13", "6403": "64.02",
    "6405": "64.03", "6402": "64.07", "6404": "64.08", "6502": "65.01",
    "6501": "65.02", "6504": "65.03", "6503": "65.04",
  ]
}
