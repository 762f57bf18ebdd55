internal import Facilities
internal import Formats
internal import Wording

/// What the documents of an export say beside the facilities.
struct ExportText {
  /// The language.
  let language: Language

  private func say(_ id: String, _ en: String) -> String { language.say(id: id, en: en) }

  /// Title of the document.
  var title: String { say("Fasilitas kecelakaan kerja (PLKK)", "Work-accident care (PLKK)") }

  /// A distance of which both ends are known to within a few hundred metres, or not.
  func distance(_ meters: Double, isExact: Bool) -> String {
    let text = language.distance(meters)
    return isExact ? text : say("kira-kira \(text)", "about \(text)")
  }

  /// What the marks `?` and `~` mean, and that distances are straight lines.
  var legend: String {
    say(
      "Tanda ? = baru diduga PLKK, pastikan lewat telepon; ~ = posisi perkiraan, bisa meleset "
        + "beberapa kilometer. Jarak adalah garis lurus, bukan jarak jalan atau sungai.",
      "? = only presumed to be a PLKK, confirm by phone; ~ = approximate position, may be some "
        + "kilometres off. Distances are straight lines, not by road or river.")
  }

  /// Whom to call, the emergency first.
  var calls: String {
    say(
      "Gawat darurat: 119. Pertanyaan tentang PLKK dan jaminan: 175 (BPJS Ketenagakerjaan).",
      "Emergency: 119. Questions about PLKK and cover: 175 (BPJS Ketenagakerjaan).")
  }

  /// What stands where no telephone is listed.
  var noPhone: String { say("tidak ada di daftar: tanyakan ke 175", "none listed: ask 175") }

  /// How many are left out for want of a position.
  func leftOut(_ count: Int) -> String {
    say(
      "\(count) fasilitas tanpa posisi tidak ditampilkan di sini.",
      "\(count) facilities without a position are not shown here.")
  }

  /// The days of list, published totals and facilities.
  func dates(asOf: String, totals: String, years: ClosedRange<Int>?) -> String {
    let seen =
      years.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      ?? say("tak bertanggal", "undated")
    return say(
      "Keadaan daftar \(language.date(asOf)) · jumlah PLKK diumumkan \(language.date(totals)) · data fasilitas \(seen)",
      "List as of \(language.date(asOf)) · PLKK totals published \(language.date(totals)) · facility data of \(seen)"
    )
  }

  /// From which point distances are measured, and where that point is from.
  func measured(from seat: Seat) -> String {
    let source = language.positionSource(seat.source)
    return say(
      "Jarak diukur dari satu titik di \(seat.name), ibu kota kabupaten/kota (~ titik kota, sumber: "
        + "\(source)); dari tempat lain jaraknya berbeda.",
      "Distances are measured from one point in \(seat.name), the seat (~ point of the town, source: "
        + "\(source)); from elsewhere they differ.")
  }

  /// Heads of the sheet's columns.
  func columns(from seat: Seat) -> [String] {
    [
      say("Nama", "Name"), say("Alamat", "Address"), say("Telepon", "Phone"),
      say("Jarak garis lurus dari ~ \(seat.name)", "Straight line from ~ \(seat.name)"),
      say("Dasar", "Basis"),
    ]
  }

  /// Title of the sources.
  var sources: String { say("Sumber", "Sources") }

  /// Sources of the embedded tables and their licences, as they want to be named.
  var credits: [String] {
    language == .english
      ? DirectoryExport.credits
      : [
        "Fasilitas kesehatan: daftar Kementerian Kesehatan RI (Komdat/SIRS 2022, CC0; daftar rumah sakit "
          + "2021; daftar puskesmas BPPSDMK 2019) dan daftar penyedia BPJS Kesehatan sekitar 2019",
        "Wilayah: cahyadsn/wilayah dan cahyadsn/wilayah_boundaries (MIT), menurut Kepmendagri "
          + "300.2.2-2430/2025, Dukcapil dan BIG 2024",
        "Berita dan jumlah PLKK: sumber yang disebut pada tiap baris; BPJS Ketenagakerjaan Kanwil "
          + "Kalimantan, 2 Februari 2026",
      ]
  }
}
