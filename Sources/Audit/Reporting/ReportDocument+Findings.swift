internal import Facilities

extension ReportDocument {
  func vulnerability(_ report: AuditReport) -> Section {
    Section(
      title: say("Bila satu lokasi hilang", "If one site is lost"),
      method: say(
        "Pertambahan rata-rata jarak seluruh \(language.weight(report.weight)) bila lokasi itu tutup.",
        "Growth of the mean distance of all \(language.weight(report.weight)) if that site closes."),
      used: people(report), caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [
        "id", say("nama", "name"), language.weight(report.weight),
        say("bertambah (m)", "growth (m)"),
      ],
      rows: report.vulnerability.prefix(10).map {
        [
          .text($0.id), .text($0.name), .number($0.people, decimals: 0),
          .number($0.meters, decimals: 0),
        ]
      }, barColumn: 3)
  }

  func without(_ report: AuditReport) -> Section {
    let none = report.unitsWithoutSite
    let hospital = report.unitsWithoutHospital.filter { $0.count > 0 }
    func names(_ units: [UnitFigures]) -> Cell {
      .text(
        units.isEmpty
          ? say("tidak ada", "none") : units.map(\.name).joined(separator: ", "))
    }
    return Section(
      title: say("Kabupaten/kota tanpa PLKK", "Kabupaten/kota without a PLKK"),
      method: say("Menurut kabupaten/kota yang tercatat.", "By kabupaten/kota as recorded."),
      used: unitsUsed(report),
      columns: ["", "n", say("nama", "names")],
      rows: [
        [
          .text(say("tanpa PLKK", "no PLKK")), .number(Double(none.count), decimals: 0),
          names(none),
        ],
        [
          .text(say("ada PLKK, tanpa RS PLKK", "PLKK but no PLKK hospital")),
          .number(Double(hospital.count), decimals: 0), names(hospital),
        ],
      ])
  }

  /// The sources of published figures, each once, in the order of their dates.
  static func publications(_ report: AuditReport) -> [String] {
    let figures =
      report.reconciliation.lines.map(\.published)
      + report.reconciliation.contradictions.map(\.published)
    var seen: Set<String> = []
    return figures.sorted { ($0.date, $0.source) < ($1.date, $1.source) }.map(\.source)
      .filter { seen.insert($0).inserted }
  }

  /// Date, area and the number of the source of a published figure.
  private func origin(_ figure: PublishedCount, _ publications: [String]) -> [Cell] {
    [
      .text(figure.date.isEmpty ? say("tak bertanggal", "undated") : figure.date),
      .text((publications.firstIndex(of: figure.source)).map { "[\($0 + 1)]" } ?? ""),
      .text(say(figure.areaIndonesian, figure.area)),
    ]
  }

  func reconciliation(_ report: AuditReport) -> Section {
    let publications = Self.publications(report)
    return Section(
      title: say("Daftar dan angka yang diumumkan", "The list beside the published totals"),
      method: say(
        "Selisih = diumumkan − terhitung pada daftar lengkap keadaan \(report.date), bukan daftar pada "
          + "tanggal pengumuman. Kelas yang tidak ada di daftar: tidak ada.",
        "Difference = published − counted on the whole list as of \(report.date), not the list of the "
          + "day of publication. A class that the list lacks: none."),
      used: used(
        report.reconciliation.lines.count { $0.counted != nil }, report.reconciliation.lines.count,
        id: "angka terbandingkan", en: "figures comparable"),
      columns: [
        say("tanggal", "date"), say("sumber", "source"), say("wilayah", "area"),
        say("jenis", "kind"),
        say("diumumkan", "published"), say("terhitung", "counted"), say("selisih", "difference"),
      ],
      rows: report.reconciliation.lines.sorted {
        ($0.published.date, $0.published.area, $0.published.level) < (
          $1.published.date, $1.published.area, $1.published.level
        )
      }.map { line in
        origin(line.published, publications) + [
          .text(language.level(line.published.level)),
          .number(Double(line.published.count), decimals: 0),
          .number(line.counted.map(Double.init), decimals: 0),
          .number(line.difference.map(Double.init), decimals: 0),
        ]
      })
  }

  func contradictions(_ report: AuditReport) -> Section {
    let publications = Self.publications(report)
    return Section(
      title: say("Angka pengumum yang tidak cocok", "Publishers' figures that do not add up"),
      method: say("Bagian-bagian dari sumber yang sama.", "Parts from the same source."),
      used: used(
        report.reconciliation.contradictions.count, report.reconciliation.contradictions.count,
        id: "pertentangan", en: "contradictions"), restsOnSites: false,
      columns: [
        say("tanggal", "date"), say("sumber", "source"), say("wilayah", "area"),
        say("pemeriksaan", "check"),
        say("tercetak", "printed"), say("semestinya", "computed"), say("selisih", "difference"),
      ],
      rows: report.reconciliation.contradictions.map {
        origin($0.published, publications) + [
          .text(language.sum($0.sum)),
          .number(Double($0.printed), decimals: 0), .number(Double($0.computed), decimals: 0),
          .number(Double($0.printed - $0.computed), decimals: 0),
        ]
      })
  }

  func quality(_ report: AuditReport) -> Section {
    let q = report.quality
    let total = Double(q.total)
    func row(_ name: String, _ count: Int, _ detail: String = "") -> [Cell] {
      [
        .text(name), .number(Double(count), decimals: 0), .share(ratio(Double(count), total)),
        .text(detail),
      ]
    }
    let apart = q.outsideRegency
    return Section(
      title: say("Mutu data", "Data quality"),
      method: say("Lokasi di wilayah ini.", "Sites of this area."),
      used: used(q.total, q.total, id: "lokasi", en: "sites"),
      columns: ["", "n", say("bagian", "share"), ""],
      rows: [
        row(say("dengan telepon", "with a phone number"), q.withPhone),
        row(say("dengan alamat", "with an address"), q.withAddress),
        row(
          say("posisi di luar batas kabupatennya", "position outside its kabupaten"), apart.count,
          apart.prefix(12).joined(separator: " ") + (apart.count > 12 ? " …" : "")),
        row(
          say("titik yang dipakai bersama", "points shared by sites"), q.sharedPoints.count,
          q.sharedPoints.prefix(6).map { $0.joined(separator: "+") }.joined(separator: " ")),
        row(
          say("diduga ganda (< 300 m, nama mirip)", "suspected duplicates (< 300 m, alike names)"),
          q.suspectedDuplicates.count,
          q.suspectedDuplicates.prefix(6).map { "\($0.first)+\($0.second)" }.joined(separator: " ")),
      ])
  }

  func proposals(_ report: AuditReport) -> Section {
    let reach = language.number(report.proposalMeters / 1000, 0)
    func rows(
      _ name: String, _ list: [AuditReport.Proposal], _ gain: (Double) -> Cell,
      _ after: (Double?) -> Cell
    ) -> [[Cell]] {
      list.enumerated().map { place, item in
        [
          .text(name), .text("\(place + 1)"), .text(item.name), .text(item.code), gain(item.gain),
          after(item.after),
        ]
      }
    }
    var method = say(
      "Satu per satu yang terbaik (rakus): cakupan \(reach) km (Church & ReVelle 1974), dan p-median "
        + "(rata-rata jarak terpendek). ",
      "Best one after the other (greedy): covering within \(reach) km (Church & ReVelle 1974), and "
        + "p-median (shortest mean distance). ")
    if let best = report.coveringOptimum {
      method += say("Optimum cakupan: ", "Optimum of covering: ") + language.number(best, 0) + ". "
    }
    if let best = report.medianOptimum {
      method +=
        say("Optimum p-median: ", "Optimum of p-median: ") + language.number(best, 0) + " m. "
    }
    if let all = report.coverAll {
      method += say(
        "Untuk semua dalam \(reach) km diperlukan \(all.sites) lokasi baru (rakus); \(all.unreachable) "
          + "desa tidak terjangkau calon mana pun.",
        "For everybody within \(reach) km \(all.sites) new sites are needed (greedy); "
          + "\(all.unreachable) villages are in reach of no candidate.")
    }
    return Section(
      title: say("Lokasi berikutnya", "Where next"), method: method, used: people(report),
      caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [
        say("tujuan", "objective"), "", say("desa", "village"), say("kode", "code"),
        say("tambahan", "gain"), say("sesudahnya", "after"),
      ],
      rows: rows(
        say("cakupan", "covering"), report.covering,
        { .number($0, decimals: 0) }, { .share($0) })
        + rows("p-median", report.median, { .text(language.number($0, 0) + " m") }, { .way($0) }))
  }
}
