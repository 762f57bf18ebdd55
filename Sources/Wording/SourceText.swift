public import Facilities
public import Formats

/// Where the tables have something from, for people; machine formats keep the marks of the tables.
extension Language {
  /// Where a position is from; a mark that is not known stays as it is.
  public func positionSource(_ mark: String) -> String {
    for (lead, phrase) in Self.leads {
      guard let rest = mark.dropping(lead) else { continue }
      return phrase.text(self) + SourceRemarks.text(String(rest), self)
    }
    if let rest = mark.dropping("median of "), let count = rest.split(separator: " ").first {
      return say(
        id: "titik tengah \(count) fasilitas kesehatan di kecamatannya (daftar 2019-2022)",
        en: "middle of \(count) health facilities in its kecamatan (lists of 2019-2022)")
    }
    if let rest = mark.dropping("centroid of "), rest.hasSuffix(", whose name it bears") {
      let name = rest.dropLast(", whose name it bears".count)
      return say(
        id: "titik di \(name), yang senama dengannya", en: "a point of \(name), whose name it bears"
      )
    }
    if let rest = mark.dropping("position of "), rest.hasSuffix(" (list)") {
      let name = rest.dropLast(" (list)".count)
      return say(id: "posisi \(name) menurut daftar", en: "position of \(name) by the list")
    }
    return Self.marks[mark]?.text(self) ?? SourceRemarks.text(mark, self)
  }

  private static let leads: [(String, Phrase)] = [
    ("field correction ", Phrase(id: "koreksi lapangan ", en: "field correction ")),
    ("village centroid; ", Phrase(id: "titik di desanya; ", en: "a point of its village; ")),
    ("centroid of the village ", Phrase(id: "titik di desa ", en: "a point of the village ")),
  ]

  private static let marks = [
    "bpjs2019": Phrase(
      id: "daftar BPJS Kesehatan, sekitar 2019", en: "BPJS Kesehatan list, about 2019"),
    "covid19goid2021": Phrase(id: "daftar rumah sakit 2021", en: "hospital list of 2021"),
    "covid-app2021": Phrase(id: "daftar rumah sakit 2021", en: "hospital list of 2021"),
    "bppsdmk2019": Phrase(
      id: "daftar puskesmas BPPSDMK 2019", en: "BPPSDMK puskesmas list of 2019"),
    "kel centroid": Phrase(id: "titik di desa/kelurahannya", en: "a point of its village"),
    "kec centroid": Phrase(id: "titik di kecamatannya", en: "a point of its kecamatan"),
    "centroid of the place named in the report": Phrase(
      id: "titik di tempat yang disebut berita", en: "a point of the place that the report names"),
    "centroid of the district named in the report": Phrase(
      id: "titik di kecamatan yang disebut berita",
      en: "a point of the kecamatan that the report names"),
    "centroid of the kecamatan named in the report": Phrase(
      id: "titik di kecamatan yang disebut berita",
      en: "a point of the kecamatan that the report names"),
    "inside point of the kecamatan": Phrase(
      id: "satu titik di kecamatannya", en: "a point inside its kecamatan"),
    "the island where people live (BOUNDARIES.md)": Phrase(
      id: "pulau tempat penduduknya tinggal", en: "the island where its people live"),
    "Wikidata (CC0), as printed at m.sunglaze.net/ca/Nusantara": Phrase(
      id: "Wikidata (CC0), menurut m.sunglaze.net/ca/Nusantara",
      en: "Wikidata (CC0), as printed at m.sunglaze.net/ca/Nusantara"),
    "airportsdata 20260905 (MIT): airport reference point": Phrase(
      id: "titik acuan bandara (airportsdata 20260905, MIT)",
      en: "airport reference point (airportsdata 20260905, MIT)"),
    "searoute 1.6.0 ports: port area": Phrase(
      id: "kawasan pelabuhan (searoute 1.6.0)", en: "port area (searoute 1.6.0)"),
  ]

  /// Whether a facility operates, who says so and when; empty where nothing is recorded.
  public func status(_ status: OperationalStatus) -> String {
    let source = Self.seen[status.source]?.text(self) ?? publisher(status.source)
    let cited = [source, date(status.date)].filter { !$0.isEmpty }.joined(separator: ", ")
    guard !cited.isEmpty else { return "" }
    return "\(operationalStatus(status.word)) (\(cited))"
  }

  /// Whether a facility operates.
  public func operationalStatus(_ word: OperationalStatus.Word) -> String {
    switch word {
    case .open: say(id: "buka", en: "open")
    case .closed: say(id: "TUTUP", en: "CLOSED")
    case .unknown:
      say(id: "tidak diketahui apakah masih buka", en: "not known whether still open")
    }
  }

  private static let seen = [
    "last seen in the Ministry of Health list (Komdat/SIRS)": Phrase(
      id: "terakhir tercatat di daftar Kementerian Kesehatan (Komdat/SIRS)",
      en: "last seen in the Ministry of Health list (Komdat/SIRS)"),
    "last seen in the BPJS Kesehatan provider list": Phrase(
      id: "terakhir tercatat di daftar BPJS Kesehatan",
      en: "last seen in the BPJS Kesehatan provider list"),
  ]

  /// Where the membership is from, whole; news keep their own names.
  public func basisSource(_ source: String) -> String {
    if let rest = source.dropping(Self.presumed) {
      let text = say(
        id: "daftar fasilitas kesehatan 2019-2022 (Kementerian Kesehatan, BPJS Kesehatan); "
          + "keanggotaan PLKK belum dipastikan", en: Self.presumed)
      guard let area = rest.dropping(Self.counted) else { return text + rest }
      return text
        + say(id: "; jumlah fasilitas demikian di daerah itu diumumkan: ", en: Self.counted)
        + area
    }
    if let rest = source.dropping(Self.paid), rest.hasSuffix(Self.unconfirmed) {
      let page = rest.dropLast(Self.unconfirmed.count)
      return say(
        id:
          "BPJS Ketenagakerjaan pernah membayar kecelakaan kerja di sini (\(page)); keanggotaan PLKK "
          + "belum dipastikan", en: source)
    }
    return source
  }

  private static let presumed =
    "health facility lists 2019-2022 (Ministry of Health, BPJS Kesehatan); "
    + "PLKK membership not confirmed"
  private static let counted = "; the number of such sites in the area is published: "
  private static let paid = "BPJS Ketenagakerjaan paid for a work accident here ("
  private static let unconfirmed = "); PLKK membership not confirmed"

  /// The publisher of a web source; another source stands as it is.
  func publisher(_ source: String) -> String {
    guard source.hasPrefix("http") else { return source }
    let parts = source.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    return parts.count > 1 ? String(parts[1]) : source
  }

  /// A day as this language writes it.
  func date(_ day: CivilDate) -> String { date(day.description) }
}

extension StringProtocol {
  /// What follows a lead; nil without it.
  fileprivate func dropping(_ lead: String) -> SubSequence? {
    hasPrefix(lead) ? dropFirst(lead.count) : nil
  }
}
