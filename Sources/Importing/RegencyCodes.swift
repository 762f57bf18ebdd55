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
  private let byBPS: [String: Region]

  init(_ gazetteer: Gazetteer) {
    byCode = Dictionary(
      gazetteer.regencies.map { (Self.digits($0.region.code), $0.region) },
      uniquingKeysWith: { a, _ in a })
    byBPS = Dictionary(
      gazetteer.regencies.map { ($0.bpsCode, $0.region) }, uniquingKeysWith: { a, _ in a })
  }

  /// The kabupaten with a code of a set, dotted or not.
  func region(_ code: String, _ set: RegencyCodeSet = .kemendagri) -> Region? {
    let digits = Self.digits(code)
    switch set {
    case .kemendagri: return byCode[digits]
    case .bps: return byBPS[digits]
    }
  }

  private static func digits(_ code: String) -> String {
    code.filter { ("0"..."9").contains($0) }
  }
}
