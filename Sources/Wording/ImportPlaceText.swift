public import Formats
public import Lists

/// Sentences for which site a row is and where it stands.
extension Language {
  /// Which site a row is, and by what.
  public func identity(_ identity: RowIdentity) -> String {
    guard case .known(let id, let match) = identity else { return say(id: "baru", en: "new") }
    let reason =
      switch match {
      case .identifier: "id"
      case .officialCode: say(id: "kode", en: "code")
      case .name: say(id: "nama", en: "name")
      case .similarName: say(id: "nama mirip", en: "similar name")
      case .correction: say(id: "koreksi", en: "correction")
      }
    return "\(id) (\(reason))"
  }

  /// Where a row's position is from.
  public func placed(_ source: RowPosition) -> String {
    switch source {
    case .listed: say(id: "koordinat daftar", en: "the list's coordinates")
    case .listedNearBorder(let meters):
      say(
        id: "koordinat daftar, \(distance(meters)) di luar batas yang disederhanakan",
        en: "the list's coordinates, \(distance(meters)) outside the simplified boundary")
    case .correction: say(id: "koreksi", en: "correction")
    case .known: say(id: "posisi yang dikenal", en: "known position")
    case .village(let code):
      say(id: "titik tengah desa \(code)", en: "centre of village \(code)")
    case .district(let code):
      say(id: "titik tengah kecamatan \(code)", en: "centre of district \(code)")
    case .unknown:
      say(id: "posisi tidak diketahui, tidak diurutkan", en: "position unknown, never ranked")
    }
  }
}
