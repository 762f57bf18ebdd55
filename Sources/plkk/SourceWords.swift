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
  private static let presumed =
    "health facility lists 2019-2022 (Ministry of Health, BPJS Kesehatan); "
    + "PLKK membership not confirmed"
  private static let correction = "field correction "

  /// Where a position is from; a mark that is not known stays as it is.
  static func position(_ mark: String) -> String {
    if mark.hasPrefix(correction) {
      return say(id: "koreksi lapangan ", en: correction) + mark.dropFirst(correction.count)
    }
    return positions[mark].map { say(id: $0.0, en: $0.1) } ?? mark
  }

  /// Where the membership is from; news keep their own names.
  static func basis(_ source: String) -> String {
    guard source == presumed else { return source }
    return say(
      id: "daftar fasilitas kesehatan 2019-2022 (Kementerian Kesehatan, BPJS Kesehatan); "
        + "keanggotaan PLKK belum dipastikan", en: presumed)
  }
}
