public import Formats

/// Classes of owners as the lists name them, for people.
extension Language {
  /// The owner of a facility; a class that is not known stays as it is listed.
  public func owner(_ listed: String) -> String {
    Self.owners[listed.uppercased()]?.text(self) ?? listed
  }

  private static let owners = [
    "PEMKAB": Phrase(id: "pemerintah kabupaten", en: "government of the kabupaten"),
    "PEMKOT": Phrase(id: "pemerintah kota", en: "government of the kota"),
    "PEMPROP": Phrase(id: "pemerintah provinsi", en: "government of the province"),
    "SWASTA/ LAINNYA": Phrase(id: "swasta atau lainnya", en: "private or other"),
    "PERUSAHAAN": Phrase(id: "perusahaan", en: "company"),
    "PERORANGAN": Phrase(id: "perorangan", en: "private person"),
    "ORGANISASI SOSIAL": Phrase(id: "organisasi sosial", en: "social organisation"),
    "ORGANISASI ISLAM": Phrase(id: "organisasi Islam", en: "Islamic organisation"),
    "ORGANISASI KATHOLIK": Phrase(id: "organisasi Katolik", en: "Catholic organisation"),
    "ORGANISASI PROTESTAN": Phrase(id: "organisasi Protestan", en: "Protestant organisation"),
    "BUMN": Phrase(id: "badan usaha milik negara (BUMN)", en: "state enterprise"),
    "TNI AD": Phrase(id: "TNI Angkatan Darat", en: "army"),
    "TNI AL": Phrase(id: "TNI Angkatan Laut", en: "navy"),
    "TNI AU": Phrase(id: "TNI Angkatan Udara", en: "air force"),
    "POLRI": Phrase(id: "Polri", en: "police"),
    "KEMENTERIAN KESEHATAN": Phrase(id: "Kementerian Kesehatan", en: "Ministry of Health"),
    "KEMENTERIAN LAIN": Phrase(id: "kementerian lain", en: "another ministry"),
  ]
}
