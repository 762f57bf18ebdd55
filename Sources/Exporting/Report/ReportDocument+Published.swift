internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  /// What was published of people and claims: figures that do not depend on this list.
  func published() -> Section {
    let published = report.published
    var rows: [[Cell]] = []
    func add(_ name: String, _ value: Cell, _ date: String, _ source: String) {
      rows.append([
        .text(name), value, .text(language.date(date)), .text(citation(source)),
      ])
    }
    func add(_ name: String, _ figure: PublishedCount?) {
      if let figure { add(name, .count(figure.count), figure.date, figure.source) }
    }
    add(say("pekerja", "workers"), published.workers)
    add(say("peserta terdaftar", "registered participants"), published.participants)
    if let coverage = published.coverage, let figure = published.participants {
      add(
        say("bagian pekerja yang terdaftar", "share of workers registered"),
        .text(language.number(coverage * 100, 2) + " %"), figure.date, figure.source)
    }
    for line in published.coverageByProvince {
      let percent = language.number(line.percent, line.percent.rounded() == line.percent ? 0 : 1)
      let value =
        switch line.bound {
        case .stated: percent + " %"
        case .about: say("sekitar ", "about ") + percent + " %"
        case .moreThan: say("lebih dari ", "more than ") + percent + " %"
        }
      add(
        say("bagian terdaftar, \(line.area)", "share registered, \(line.area)"), .text(value),
        line.date, line.source)
    }
    add(say("klaim dibayar, semua program", "claims paid, all programmes"), published.claims)
    if let paid = published.claimsPaid {
      add(
        say("nilai klaim itu", "what they came to"),
        .text(
          say("lebih dari Rp ", "more than Rp ") + language.number(Double(paid.count) / 1e12, 0)
            + say(" triliun", " trillion")), paid.date, paid.source)
    }
    if let figure = report.per100kParticipants, let source = published.participants {
      add(
        say("PLKK per 100.000 peserta terdaftar", "PLKK per 100,000 registered participants"),
        .number(figure, decimals: 2), source.date, source.source)
    }
    if let figure = report.per100kWorkersPublished, let source = published.workers {
      add(
        say("PLKK per 100.000 pekerja", "PLKK per 100,000 workers"), .number(figure, decimals: 2),
        source.date, source.source)
    }
    return Section(
      id: .published,
      title: say("Angka yang diumumkan", "Published figures"),
      meaning: say(
        "Artinya: hanya angka di tabel ini yang bukan perkiraan; peserta adalah yang terdaftar, bukan "
          + "yang aktif membayar.",
        "That is: only the figures of this table are no estimates; participants are those registered, "
          + "not those who pay at present."),
      method: rows.isEmpty
        ? say(
          "Untuk wilayah ini tidak ada angka peserta, pekerja, atau klaim yang diumumkan.",
          "For this area no figures of participants, workers or claims were published.")
        : say(
          "PLKK per orang: jumlah lokasi dalam daftar ini dibagi angka yang diumumkan.",
          "PLKK per person: sites of this list over the published figure."),
      used: used(rows.count, rows.count, id: "angka", en: "figures"),
      columns: rows.isEmpty
        ? []
        : [
          say("angka", "figure"), say("nilai", "value"), say("tanggal", "date"),
          say("sumber", "source"),
        ],
      rows: rows)
  }

  /// Sources of published figures, each once, in the order of their dates.
  var publications: [String] {
    var figures =
      report.reconciliation.lines.map(\.published)
      + report.reconciliation.contradictions.map(\.published)
    figures += [
      report.published.workers, report.published.participants, report.published.claims,
      report.published.claimsPaid,
    ].compactMap { $0 }
    let dated =
      figures.map { ($0.date, $0.source) }
      + report.published.coverageByProvince.map { ($0.date, $0.source) }
    var seen: Set<String> = []
    return dated.sorted { $0 < $1 }.map(\.1).filter { seen.insert($0).inserted }
  }

  /// The number of a source in the list at the end.
  func citation(_ source: String) -> String {
    publications.firstIndex(of: source).map { "[\($0 + 1)]" } ?? ""
  }

  /// The list at the end.
  func sourceLines() -> [String] {
    var lines = [
      say(
        "Lokasi: daftar tertanam (`plkk seeds verify`), fasilitas Kementerian Kesehatan dan BPJS "
          + "Kesehatan (\(language.facilityYears(report))), berita.",
        "Sites: embedded list (`plkk seeds verify`), facilities of the Ministry of Health and BPJS "
          + "Kesehatan (\(language.facilityYears(report))), news reports."),
      say(
        "Penduduk: Dukcapil Desember 2024; luas: BIG Desember 2024 (melalui cahyadsn/wilayah, MIT).",
        "Population: Dukcapil December 2024; area: BIG December 2024 (via cahyadsn/wilayah, MIT)."),
      say(
        "Pekerja per kabupaten/kota: PERKIRAAN dari BPS Sakernas 2023 dan angka partisipasi 2021.",
        "Workers by kabupaten: an ESTIMATE from BPS Sakernas 2023 and participation rates of 2021."),
    ]
    lines += publications.enumerated().map { "[\($0 + 1)] " + language.source($1) }
    if let asOf = report.referrals?.asOf {
      lines.append(
        say(
          "Rujukan: basis data layanan ini, \(asOf).",
          "Referrals: this service's database, \(asOf)."))
    }
    return lines
  }
}
