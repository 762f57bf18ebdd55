internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  /// The title page's lines, with room for those who sign.
  func titleFacts() -> [Fact] {
    let bases = report.bases.map(language.basis).joined(separator: "; ")
    let blank = "…………………………………………"
    return [
      Fact(name: say("Wilayah", "Area"), value: report.regionName),
      Fact(
        name: say("Jumlah PLKK diumumkan", "PLKK totals published"),
        value: language.date(report.totalsDate)),
      Fact(name: say("Data fasilitas", "Facility data"), value: language.facilityYears(report)),
      Fact(name: say("Keadaan daftar pada", "List as of"), value: language.date(report.date)),
      Fact(name: say("Dasar yang dihitung", "Bases counted"), value: bases),
      Fact(name: say("Bobot", "Weight"), value: language.weight(report.weight)),
      Fact(name: say("Disusun dengan", "Made with"), value: "plkk audit"),
      Fact(name: say("Disusun oleh", "Made by"), value: blank),
      Fact(name: say("Untuk", "For"), value: blank),
      Fact(name: say("Nomor", "Number"), value: blank),
    ]
  }

  /// What the head of a region may conclude, and what not.
  func conclusionSentences() -> [String] {
    [certain(), filled(), allowed(), notAllowed(), next()]
  }

  private func certain() -> String {
    let totals = report.reconciliation.lines.filter {
      $0.published.date == report.totalsDate && !$0.published.level.contains("/")
    }
    let parts = totals.filter { $0.published.level == "province" }
      .sorted { ($1.published.count, $0.published.area) < ($0.published.count, $1.published.area) }
      .map { "\($0.published.area) \($0.published.count)" }.joined(separator: ", ")
    let day = language.date(report.totalsDate)
    guard let all = totals.first(where: { $0.published.level == "region" }) else {
      return say(
        "Yang pasti: tidak ada; jumlah PLKK wilayah ini tidak diumumkan.",
        "Certain: nothing; no total of PLKK was published for this area.")
    }
    var sentence = say(
      "Yang pasti: pada \(day) BPJS Ketenagakerjaan mengumumkan \(all.published.count) PLKK di "
        + "Kalimantan (\(parts))",
      "Certain: on \(day) BPJS Ketenagakerjaan published \(all.published.count) PLKK in Kalimantan "
        + "(\(parts))")
    if let members = report.published.participants, let workers = report.published.workers,
      let coverage = report.published.coverage
    {
      let figures = (
        language.grouped(members.count), language.grouped(workers.count),
        language.number(coverage * 100, 2)
      )
      sentence += say(
        ", dan \(figures.0) dari \(figures.1) pekerja (\(figures.2) %) terdaftar sebagai peserta",
        ", and \(figures.0) of \(figures.1) workers (\(figures.2) %) as registered participants")
    } else if report.regionCode.utf8.count > 2 {
      sentence += say(
        "; untuk \(report.regionName) sendiri tidak ada jumlah yang diumumkan",
        "; for \(report.regionName) itself no total was published")
    }
    return sentence + "."
  }

  private func filled() -> String {
    let total = report.quality.total
    let presumed = report.listed.presumed
    if presumed == 0 {
      return say(
        "Semua \(total) lokasi yang dihitung di wilayah ini berasal dari daftar resmi atau berita; "
          + "berita menyebut PLKK pada tanggalnya, bukan bahwa PKS-nya masih berlaku.",
        "All \(total) sites counted in this area come from an official list or a news report; a report "
          + "speaks of its own day, not of an agreement that is still in force.")
    }
    return say(
      "Nama fasilitasnya tidak diumumkan: \(presumed) dari \(total) lokasi di sini baru diduga, "
        + "dipilih sampai jumlah tiap provinsi sama dengan angka itu; bahwa jumlahnya cocok bukan "
        + "bukti.",
      "The facilities were not named: \(presumed) of \(total) sites here are only presumed, chosen "
        + "until each province had that number; that the totals agree is no evidence.")
  }

  private func allowed() -> String {
    if let evenness = report.provincial?.byPopulation {
      let gini = language.number(evenness.gini, 4)
      return say(
        "Boleh disimpulkan: seberapa merata PLKK terbagi antarprovinsi (Gini \(gini) menurut penduduk), "
          + "dan bahwa daerah yang jauh dari PLKK menurut kedua kolom patut diperiksa lebih dahulu.",
        "May be concluded: how evenly PLKK are shared out between the provinces (Gini \(gini) by "
          + "population), and that areas far from a PLKK in both columns deserve a look first.")
    }
    return say(
      "Boleh disimpulkan: desa yang jauh dari PLKK menurut kedua kolom patut diperiksa lebih dahulu.",
      "May be concluded: villages far from a PLKK in both columns deserve a look first.")
  }

  private func notAllowed() -> String {
    func within(_ figures: AuditFigures?) -> String {
      text(.share(figures?.distances.coverage.first { $0.meters == 25_000 }?.share))
    }
    guard isPaired else {
      return say(
        "Belum boleh disimpulkan: waktu tempuh, mutu layanan, atau kapasitas; jarak di sini garis "
          + "lurus dan setiap lokasi dihitung sama.",
        "May not be concluded: travel time, quality or capacity; distances here are straight lines and "
          + "every site counts alike.")
    }
    let (listed, confirmed) = (within(report.listed), within(report.confirmed))
    return say(
      "Belum boleh disimpulkan: bahwa suatu kabupaten/kota tidak punya PLKK, berapa orang terlayani, "
        + "atau di mana lokasi harus dibuka; orang dalam 25 km saja sudah berkisar dari "
        + "\(confirmed) (resmi/diberitakan) sampai \(listed) (seluruh daftar).",
      "May not be concluded: that a kabupaten has no PLKK, how many people are served, or where to "
        + "open a site; people within 25 km alone range from \(confirmed) (official/reported) to "
        + "\(listed) (whole list).")
  }

  private func next() -> String {
    isPaired
      ? say(
        "Langkah berikutnya: minta daftar PLKK resmi dengan masa berlaku PKS, masukkan dengan `plkk "
          + "import`, lalu ulangi audit ini.",
        "Next: ask for the official list of PLKK with the terms of the agreements, take it in with "
          + "`plkk import`, and run this audit again.")
      : say(
        "Langkah berikutnya: periksa lokasi yang kehilangannya paling terasa, dan masa berlaku PKS-nya.",
        "Next: check the sites whose loss would be felt most, and the terms of their agreements.")
  }

  /// The figures that are asked for first.
  func summary() -> Section {
    func row(_ name: String, _ cell: (AuditFigures) -> Cell) -> [Cell] {
      [.text(name)] + cells(cell)
    }
    func within(_ meters: Double) -> (AuditFigures) -> Cell {
      { figures in .share(figures.distances.coverage.first { $0.meters == meters }?.share) }
    }
    let people = language.weight(report.weight)
    return Section(
      id: .summary, title: say("Ringkasan", "Summary"),
      method: say(
        "Jarak garis lurus dari desa ke lokasi terdekat, berbobot \(people).",
        "Straight line from the villages to the nearest site, weighted by \(people)."),
      used: peopleUsed(), caveats: presumedCaveats() + workerCaveats(),
      columns: [say("ukuran", "measure")] + listHeadings(),
      rows: [
        row(say("lokasi", "sites")) { .count($0.whole.count) },
        row(say("di antaranya rumah sakit", "hospitals among them")) { .count($0.whole.hospitals) },
        row(say("per 100.000 penduduk", "per 100,000 inhabitants")) {
          .number($0.whole.per100kPopulation, decimals: 2)
        },
        row(say("orang dalam 10 km", "people within 10 km"), within(10_000)),
        row(say("orang dalam 25 km", "people within 25 km"), within(25_000)),
        row(say("orang dalam 50 km", "people within 50 km"), within(50_000)),
        row(say("rata-rata jarak", "mean distance")) { .distance($0.distances.weightedMean) },
        row(say("kabupaten/kota tanpa lokasi", "kabupaten/kota without a site")) {
          .count($0.unitsWithoutSite.count)
        },
      ])
  }
}
