internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  /// Date, area and the number of the source of a published figure.
  private func origin(_ figure: PublishedCount) -> [Cell] {
    [
      .text(figure.date.isEmpty ? say("tak bertanggal", "undated") : language.date(figure.date)),
      .text(citation(figure.source)), .text(say(figure.areaIndonesian, figure.area)),
    ]
  }

  func reconciliation() -> Section {
    let lines = report.reconciliation.lines
    var caveats: [String] = []
    if lines.contains(where: \.isByConstruction) {
      caveats.append(
        say(
          "Baris “cocok karena diisi”: daftar diisi dengan lokasi dugaan sampai jumlah ini, jadi selisih "
            + "0 bukan bukti bahwa daftarnya benar.",
          "Rows “equal by construction”: the list was filled up with presumed sites to this total, so a "
            + "difference of 0 is no evidence that the list is right."))
    }
    return Section(
      id: .reconciliation,
      title: say("Daftar dan angka yang diumumkan", "The list beside the published totals"),
      method: say(
        "Selisih = diumumkan − terhitung pada daftar lengkap keadaan \(language.date(report.date)), "
          + "bukan daftar pada tanggal pengumuman. Pekerja: diumumkan − jumlah perkiraan per "
          + "kabupaten/kota. Kelas yang tidak ada di daftar: tidak ada.",
        "Difference = published − counted on the whole list as of \(language.date(report.date)), not "
          + "the list of the day of publication. Workers: published − sum of the estimates by "
          + "kabupaten. A class that the list lacks: none."),
      used: used(
        lines.count { $0.counted != nil }, lines.count, id: "angka terbandingkan",
        en: "figures comparable"), caveats: caveats,
      columns: [
        say("tanggal", "date"), say("sumber", "source"), say("wilayah", "area"),
        say("jenis", "kind"), say("diumumkan", "published"), say("terhitung", "counted"),
        say("selisih", "difference"), say("catatan", "note"),
      ],
      rows: lines.sorted {
        ($0.published.date, $0.published.area, $0.published.level) < (
          $1.published.date, $1.published.area, $1.published.level
        )
      }.map { line in
        origin(line.published) + [
          .text(language.level(line.published.level)), .count(line.published.count),
          .count(line.counted), .count(line.difference), .text(note(line)),
        ]
      })
  }

  private func note(_ line: Reconciliation.Line) -> String {
    if line.isByConstruction { return say("cocok karena diisi", "equal by construction") }
    if line.published.level == "region/workers" {
      return say("terhitung = perkiraan", "counted = estimate")
    }
    return ""
  }

  func contradictions() -> Section {
    let found = report.reconciliation.contradictions
    return Section(
      id: .contradictions,
      title: say("Angka pengumuman yang tidak cocok", "Publishers' figures that do not add up"),
      method: say("Bagian-bagian dari sumber yang sama.", "Parts from the same source."),
      used: used(found.count, found.count, id: "pertentangan", en: "contradictions"),
      columns: [
        say("tanggal", "date"), say("sumber", "source"), say("wilayah", "area"),
        say("pemeriksaan", "check"), say("tercetak", "printed"), say("semestinya", "computed"),
        say("selisih", "difference"),
      ],
      rows: found.map {
        origin($0.published) + [
          .text(language.sum($0.sum)), .count($0.printed), .count($0.computed),
          .count($0.printed - $0.computed),
        ]
      })
  }

  func quality() -> Section {
    let q = report.quality
    func row(_ name: String, _ count: Int, _ detail: String = "") -> [Cell] {
      [.text(name), .count(count), .share(ratio(count, q.total)), .text(detail)]
    }
    func some(_ ids: [String], _ most: Int) -> String {
      ids.prefix(most).joined(separator: " ") + (ids.count > most ? " …" : "")
    }
    return Section(
      id: .quality, title: say("Mutu data", "Data quality"),
      method: say(
        "Lokasi di wilayah ini. Diduga ganda: kurang dari 300 m dan nama mirip, juga tanpa kata jenisnya "
          + "(RS, klinik).",
        "Sites of this area. Suspected duplicates: less than 300 m apart with names alike, also without "
          + "the word for the kind."),
      used: used(q.total, q.total, id: "lokasi", en: "sites"),
      columns: [
        say("pemeriksaan", "check"), "n", say("bagian", "share"), say("lokasi", "sites"),
      ],
      rows: [
        row(say("dengan telepon", "with a phone number"), q.withPhone),
        row(say("dengan alamat", "with an address"), q.withAddress),
        row(
          say("posisi di luar batas kabupatennya", "position outside its kabupaten"),
          q.outsideRegency.count, some(q.outsideRegency, 12)),
        row(
          say("titik yang dipakai bersama", "points shared by sites"), q.sharedPoints.count,
          some(q.sharedPoints.map { $0.joined(separator: "+") }, 6)),
        row(
          say("diduga ganda", "suspected duplicates"), q.suspectedDuplicates.count,
          some(q.suspectedDuplicates.map { "\($0.first)+\($0.second)" }, 6)),
      ])
  }
}
