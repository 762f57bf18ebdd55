import Facilities

/// The marks of sources in the tables in words for people; machine formats keep the marks.
enum SourceWords {
  private static let positions = [
    "bpjs2019": ("daftar BPJS Kesehatan, sekitar 2019", "BPJS Kesehatan list, about 2019"),
    "covid19goid2021": ("daftar rumah sakit 2021", "hospital list of 2021"),
    "covid-app2021": ("daftar rumah sakit 2021", "hospital list of 2021"),
    "bppsdmk2019": ("daftar puskesmas BPPSDMK 2019", "BPPSDMK puskesmas list of 2019"),
    "kel centroid": ("titik tengah desa/kelurahan", "centre of the village"),
    "kec centroid": ("titik tengah kecamatan", "centre of the district"),
    "centroid of the district named in the report": (
      "titik tengah kecamatan yang disebut berita", "centre of the district that the report names"
    ),
  ]
  private static let centre = "village centroid; "
  private static let seen = [
    "last seen in the Ministry of Health list (Komdat/SIRS)": (
      "terakhir tercatat di daftar Kementerian Kesehatan (Komdat/SIRS)",
      "last seen in the Ministry of Health list (Komdat/SIRS)"
    ),
    "last seen in the BPJS Kesehatan provider list": (
      "terakhir tercatat di daftar BPJS Kesehatan", "last seen in the BPJS Kesehatan provider list"
    ),
  ]
  private static let presumed =
    "health facility lists 2019-2022 (Ministry of Health, BPJS Kesehatan); "
    + "PLKK membership not confirmed"
  private static let correction = "field correction "

  /// Where a position is from; a mark that is not known stays as it is.
  static func position(_ mark: String) -> String {
    if mark.hasPrefix(correction) {
      return say(id: "koreksi lapangan ", en: correction) + mark.dropFirst(correction.count)
    }
    if mark.hasPrefix(centre) {
      return say(id: "titik tengah desa/kelurahan; ", en: "centre of the village; ")
        + mark.dropFirst(centre.count)
    }
    return positions[mark].map { say(id: $0.0, en: $0.1) } ?? mark
  }

  /// Whether a facility is at work, who says so and when; empty where nothing is recorded.
  static func status(_ status: OperationalStatus) -> String {
    let source = seen[status.source].map { say(id: $0.0, en: $0.1) } ?? status.source
    let cited = [source, status.date].filter { !$0.isEmpty }.joined(separator: ", ")
    guard !cited.isEmpty else { return "" }
    let word =
      switch status.word {
      case .open: say(id: "buka", en: "open")
      case .closed: say(id: "TUTUP", en: "CLOSED")
      case .unknown:
        say(id: "tidak diketahui apakah masih buka", en: "not known whether still open")
      }
    return "\(word) (\(cited))"
  }

  /// Where the membership is from; news keep their own names.
  static func basis(_ source: String) -> String {
    guard source.hasPrefix(presumed) else { return source }
    let counted = "; the number of such sites in the area is published: "
    let rest = source.dropFirst(presumed.count)
    let text = say(
      id: "daftar fasilitas kesehatan 2019-2022 (Kementerian Kesehatan, BPJS Kesehatan); "
        + "keanggotaan PLKK belum dipastikan", en: presumed)
    guard rest.hasPrefix(counted) else { return text + rest }
    return text + say(id: "; jumlah fasilitas demikian di daerah itu diumumkan: ", en: counted)
      + rest.dropFirst(counted.count)
  }
}
