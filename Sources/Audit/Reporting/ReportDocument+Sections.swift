internal import Facilities

extension ReportDocument {
  /// Puts a report into words.
  init(_ report: AuditReport, _ language: ReportLanguage) {
    let say = language.say
    self.language = language
    title = say(
      "Audit jaringan PLKK: \(report.regionName)", "PLKK network audit: \(report.regionName)")
    let bases = report.bases.map(language.basis).joined(separator: "; ")
    subtitle = say(
      "Keadaan \(report.date). Dasar yang dihitung: \(bases). Bobot: \(language.weight(report.weight)).",
      "As of \(report.date). Bases counted: \(bases). Weight: \(language.weight(report.weight)).")
    warnings = []
    let presumed = report.quality.byBasis[.presumed] ?? 0
    if presumed > 0 {
      warnings.append(
        say(
          "\(presumed) dari \(report.quality.total) lokasi baru DIDUGA PLKK dan belum dipastikan; "
            + "setiap angka di bawah ini bertumpu padanya.",
          "\(presumed) of \(report.quality.total) sites are only PRESUMED to be PLKK, not confirmed; "
            + "every figure below rests on them."))
    }
    warnings.append(
      say(
        "Jarak adalah garis lurus, bukan jarak jalan atau sungai. Penduduk kabupaten dibagi rata "
          + "ke desanya: jarak di dalam kabupaten adalah perkiraan.",
        "Distances are straight lines, not by road or river. A kabupaten's people are shared out "
          + "equally over its villages: distances inside a kabupaten are estimates."))
    sources = [
      say(
        "Lokasi: daftar tertanam (`plkk seeds verify`), fasilitas Kementerian Kesehatan dan BPJS "
          + "Kesehatan 2019–2022, laporan berita.",
        "Sites: embedded list (`plkk seeds verify`), facilities of the Ministry of Health and BPJS "
          + "Kesehatan 2019–2022, news reports."),
      say(
        "Penduduk: Dukcapil Desember 2024; luas: BIG Desember 2024 (melalui cahyadsn/wilayah, MIT).",
        "Population: Dukcapil December 2024; area: BIG December 2024 (via cahyadsn/wilayah, MIT)."),
      say(
        "Pekerja: PERKIRAAN dari BPS Sakernas 2023 dan angka partisipasi 2021.",
        "Workers: an ESTIMATE from BPS Sakernas 2023 and participation rates of 2021."),
      say(
        "Peserta dan jumlah PLKK 2026: BPJS Ketenagakerjaan Kanwil Kalimantan, 2 Februari 2026.",
        "Participants and PLKK totals of 2026: BPJS Ketenagakerjaan Kanwil Kalimantan, "
          + "2 February 2026."),
    ]
    sections = []
    sections = [
      counts(report), density(report), distance(report), far(report), evenness(report),
      access(report), pattern(report), vulnerability(report), without(report),
      reconciliation(report), contradictions(report), quality(report),
    ]
    if !report.covering.isEmpty || !report.median.isEmpty { sections.append(proposals(report)) }
    sections.removeAll { $0.rows.isEmpty && $0.method.isEmpty }
  }

  private func say(_ id: String, _ en: String) -> String { language.say(id: id, en: en) }

  private func people(_ report: AuditReport) -> String {
    say(
      "\(report.demandUsed) dari \(report.demandTotal) desa dipakai",
      "\(report.demandUsed) of \(report.demandTotal) villages used")
      + "; "
      + say(
        "\(report.sitesUsed) dari \(report.sitesTotal) lokasi berposisi",
        "\(report.sitesUsed) of \(report.sitesTotal) sites have a position")
  }

  private func workerCaveat() -> String {
    say(
      "Angka per pekerja bertumpu pada perkiraan jumlah pekerja.",
      "Figures per worker rest on an estimate of the number of workers.")
  }

  private func counts(_ report: AuditReport) -> Section {
    let total = report.quality.total
    func row(_ group: String, _ name: String, _ count: Int) -> [Cell] {
      [
        .text(group), .text(name), .number(Double(count), decimals: 0),
        .share(ratio(Double(count), Double(total))),
      ]
    }
    let kind = FacilityKind.allCases.map {
      row(say("jenis", "kind"), language.kind($0), report.quality.byKind[$0] ?? 0)
    }
    let basis = PLKKBasis.allCases.filter { report.bases.contains($0) }.map {
      row(say("dasar", "basis"), language.basis($0), report.quality.byBasis[$0] ?? 0)
    }
    let precision = PositionPrecision.allCases.map {
      row(say("posisi", "position"), language.precision($0), report.quality.byPrecision[$0] ?? 0)
    }
    let owner = report.quality.byOwnership.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(8).map {
        row(
          say("pemilik", "owner"), $0.key.isEmpty ? say("tidak tercatat", "not recorded") : $0.key,
          $0.value)
      }
    return Section(
      title: say("Jumlah", "Counts"),
      method: say("\(total) lokasi di wilayah ini.", "\(total) sites in this area."),
      columns: [say("menurut", "by"), "", say("jumlah", "number"), say("bagian", "share")],
      rows: kind + basis + precision + owner, barColumn: 3)
  }

  private func density(_ report: AuditReport) -> Section {
    let rows =
      [report.whole] + (report.provinces.count > 1 ? report.provinces : [])
      + (report.units.count > 1 ? report.units : [])
    var method = say(
      "PLKK per 100.000 penduduk dan pekerja, per 1.000 km²; LQ = bagian PLKK dibagi bagian penduduk.",
      "PLKK per 100,000 inhabitants and workers, per 1,000 km²; LQ = share of PLKK over share of people."
    )
    if let figure = report.per100kParticipants, let source = report.participants {
      method +=
        " "
        + say("Per 100.000 peserta", "Per 100,000 participants")
        + ": \(language.number(figure, 2)) (\(language.number(Double(source.count), 0)), \(source.date))."
    }
    return Section(
      title: say("Kepadatan", "Density"), method: method, caveat: workerCaveat(),
      columns: [
        say("wilayah", "area"), "PLKK", say("RS", "hosp."), say("/100rb penduduk", "/100k people"),
        say("/100rb pekerja*", "/100k workers*"), "/1000 km²", say("km²/PLKK", "km²/PLKK"), "LQ",
        say("rata-rata jarak", "mean distance"),
      ],
      rows: rows.map {
        [
          .text($0.name), .number(Double($0.count), decimals: 0),
          .number(Double($0.hospitals), decimals: 0), .number($0.per100kPopulation, decimals: 2),
          .number($0.per100kWorkers, decimals: 2), .number($0.per1000km2, decimals: 2),
          .number($0.km2PerSite, decimals: 0), .number($0.locationQuotient, decimals: 2),
          .way($0.weightedMeanMeters),
        ]
      }, barColumn: 3, picture: .map)
  }

  private func distance(_ report: AuditReport) -> Section {
    let d = report.distances
    var rows: [[Cell]] = [
      [.text(say("rata-rata desa", "mean of villages")), .way(d.mean), .text("")],
      [.text(say("rata-rata tertimbang", "weighted mean")), .way(d.weightedMean), .text("")],
      [.text("median"), .way(d.median), .text("")],
      [.text("P90"), .way(d.p90), .text("")],
      [
        .text(say("terjauh", "farthest")), .way(d.maximum),
        .text(report.farthest.first?.name ?? ""),
      ],
      [
        .text(say("rata-rata ke lokasi kedua", "mean to the second nearest")),
        .way(d.secondWeightedMean), .text(""),
      ],
    ]
    for coverage in d.coverage {
      let edge = language.number(coverage.meters / 1000, 0)
      rows.append([
        .text(say("dalam \(edge) km", "within \(edge) km")), .share(coverage.share),
        .text(
          say("dua lokasi atau lebih: ", "two sites or more: ") + text(.share(coverage.twiceShare))),
      ])
    }
    return Section(
      title: say("Jarak ke PLKK terdekat", "Distance to the nearest PLKK"),
      method: say(
        "Dari setiap desa ke lokasi terdekat, juga di luar wilayah ini; ",
        "From each village to the nearest site, also beyond this area; ") + people(report) + ".",
      caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [say("ukuran", "measure"), say("nilai", "value"), ""], rows: rows,
      picture: .coverage)
  }

  private func far(_ report: AuditReport) -> Section {
    Section(
      title: say("Desa terjauh dari PLKK", "Villages farthest from a PLKK"),
      method: say("Nomor seperti pada peta.", "Numbers as on the map."),
      columns: [
        "", say("desa", "village"), say("kode", "code"), say("jarak", "distance"),
        say("terdekat", "nearest"),
      ],
      rows: report.farthest.enumerated().map { place, point in
        [
          .text("\(place + 1)"), .text(point.name), .text(point.code), .way(point.meters),
          .text(point.nearest),
        ]
      }, barColumn: 3)
  }

  private func evenness(_ report: AuditReport) -> Section {
    let bases: [(String, Inequality?)] = [
      (say("penduduk", "population"), report.byPopulation),
      (say("pekerja*", "workers*"), report.byWorkers), (say("luas", "area"), report.byArea),
    ]
    return Section(
      title: say("Pemerataan", "Evenness"),
      method: say(
        "Gini 0 = merata; Hoover = bagian PLKK yang harus pindah; Theil T dengan logaritma alami, "
          + "terurai antar dan di dalam provinsi. \(report.units.count) kabupaten/kota.",
        "Gini 0 = even; Hoover = share of PLKK that would have to move; Theil's T with natural "
          + "logarithms, split between and within provinces. \(report.units.count) kabupaten/kota."),
      caveat: workerCaveat(),
      columns: [
        say("menurut", "by"), "Gini", "Hoover", "Theil T",
        say("antar provinsi", "between provinces"),
        say("di dalam provinsi", "within provinces"), "n",
      ],
      rows: bases.map { name, value in
        [
          .text(name), .number(value?.gini, decimals: 4), .number(value?.hoover, decimals: 4),
          .number(value?.theil?.total, decimals: 4), .number(value?.theil?.between, decimals: 4),
          .number(value?.theil.map { $0.total - $0.between }, decimals: 4),
          .text("\(value?.used ?? 0)/\(report.units.count)"),
        ]
      }, picture: .lorenz)
  }

  private func access(_ report: AuditReport) -> Section {
    Section(
      title: say(
        "Jangkauan dengan persaingan (2SFCA, E2SFCA, 3SFCA)",
        "Access with competition (2SFCA, E2SFCA, 3SFCA)"),
      method: say(
        "Luo & Wang 2003, Luo & Qi 2009, Wan dkk. 2012. Zona 0–10, 10–25, 25–50 km (pilihan audit "
          + "ini) dengan bobot 1; 0,68; 0,22; 2SFCA: 50 km. Kapasitas setiap lokasi 1. ",
        "Luo & Wang 2003, Luo & Qi 2009, Wan et al. 2012. Zones 0–10, 10–25, 25–50 km (this "
          + "audit's choice) with weights 1, 0.68, 0.22; 2SFCA: 50 km. Capacity of each site 1. ")
        + people(report) + ".",
      columns: [
        say("metode", "method"), say("/100rb, rata-rata", "/100k, mean"),
        say("tanpa jangkauan", "no access"),
        say("di bawah setengah rata-rata", "below half the mean"),
        say("lokasi tanpa penduduk terjangkau", "sites without people in reach"),
      ],
      rows: report.access.map {
        [
          .text($0.method.rawValue), .number($0.per100k, decimals: 2), .share($0.withoutAccess),
          .share($0.belowHalf), .number(Double($0.unreached.count), decimals: 0),
        ]
      }, barColumn: 2)
  }

  private func pattern(_ report: AuditReport) -> Section {
    let pattern = report.pattern
    let used = pattern?.used ?? 0
    return Section(
      title: say("Pengelompokan (Clark–Evans)", "Clustering (Clark–Evans)"),
      method: say(
        "R < 1 mengelompok, R > 1 menyebar. Tanpa koreksi tepi, R cenderung terlalu besar. ",
        "R < 1 clustered, R > 1 spread out. Without edge correction R tends to be too large. ")
        + "n = \(used)/\(report.sitesTotal).",
      columns: [
        "R", "z", say("jarak antarlokasi", "distance between sites"),
        say("harapan bila acak", "expected if random"),
      ],
      rows: [
        [
          .number(pattern?.index, decimals: 3), .number(pattern?.z, decimals: 1),
          .way(pattern?.observedMeters), .way(pattern?.expectedMeters),
        ]
      ])
  }

  private func vulnerability(_ report: AuditReport) -> Section {
    Section(
      title: say("Bila satu lokasi hilang", "If one site is lost"),
      method: say(
        "Pertambahan rata-rata jarak seluruh \(language.weight(report.weight)) bila lokasi itu tutup.",
        "Growth of the mean distance of all \(language.weight(report.weight)) if that site closes."),
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

  private func without(_ report: AuditReport) -> Section {
    let none = report.unitsWithoutSite
    let hospital = report.unitsWithoutHospital.filter { $0.count > 0 }
    func names(_ units: [UnitFigures]) -> Cell {
      .text(
        units.isEmpty
          ? say("tidak ada", "none") : units.map(\.name).joined(separator: ", "))
    }
    return Section(
      title: say("Kabupaten/kota tanpa PLKK", "Kabupaten/kota without a PLKK"),
      method: say(
        "Dari \(report.units.count) kabupaten/kota.", "Of \(report.units.count) kabupaten/kota."),
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

  private func reconciliation(_ report: AuditReport) -> Section {
    Section(
      title: say("Daftar dan angka yang diumumkan", "The list beside the published totals"),
      method: say(
        "Selisih = diumumkan − terhitung pada daftar lengkap. Kelas yang tidak ada di daftar: tidak ada.",
        "Difference = published − counted on the whole list. A class that the list lacks: none."),
      columns: [
        say("tanggal", "date"), say("wilayah", "area"), say("jenis", "kind"),
        say("diumumkan", "published"), say("terhitung", "counted"), say("selisih", "difference"),
      ],
      rows: report.reconciliation.lines.sorted {
        ($0.published.date, $0.published.area, $0.published.level) < (
          $1.published.date, $1.published.area, $1.published.level
        )
      }.map { line in
        [
          .text(line.published.date), .text(line.published.area),
          .text(language.level(line.published.level)),
          .number(Double(line.published.count), decimals: 0),
          .number(line.counted.map(Double.init), decimals: 0),
          .number(line.difference.map(Double.init), decimals: 0),
        ]
      })
  }

  private func contradictions(_ report: AuditReport) -> Section {
    Section(
      title: say("Angka pengumum yang tidak cocok", "Publishers' figures that do not add up"),
      method: say("Bagian-bagian dari sumber yang sama.", "Parts from the same source."),
      columns: [
        say("tanggal", "date"), say("wilayah", "area"), say("pemeriksaan", "check"),
        say("tercetak", "printed"), say("semestinya", "computed"), say("selisih", "difference"),
      ],
      rows: report.reconciliation.contradictions.map {
        [
          .text($0.date), .text($0.area), .text(language.sum($0.sum)),
          .number(Double($0.printed), decimals: 0), .number(Double($0.computed), decimals: 0),
          .number(Double($0.printed - $0.computed), decimals: 0),
        ]
      })
  }

  private func quality(_ report: AuditReport) -> Section {
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
      title: say("Mutu data", "Data quality"), method: "n = \(q.total).",
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

  private func proposals(_ report: AuditReport) -> Section {
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
      title: say("Lokasi berikutnya", "Where next"), method: method,
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
