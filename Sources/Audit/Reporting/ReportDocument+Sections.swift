internal import Formats
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
    let presumed = report.whole.sites.byBasis[.presumed] ?? 0
    if presumed > 0 {
      warnings.append(
        say(
          "\(presumed) dari \(report.quality.total) lokasi baru DIDUGA PLKK dan belum dipastikan; "
            + "setiap angka di bawah ini bertumpu padanya.",
          "\(presumed) of \(report.quality.total) sites are only PRESUMED to be PLKK, not confirmed; "
            + "every figure below rests on them."))
    } else if report.presumedBeyond > 0 {
      warnings.append(
        say(
          "Jarak dan jangkauan bertumpu pada \(report.presumedBeyond) lokasi di luar wilayah ini yang "
            + "baru DIDUGA PLKK dan belum dipastikan.",
          "Distances and access rest on \(report.presumedBeyond) sites beyond this area that are only "
            + "PRESUMED to be PLKK, not confirmed."))
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
      access(report), relative(report), pattern(report), vulnerability(report), without(report),
      reconciliation(report), contradictions(report), quality(report), service(report),
    ]
    sources += Self.publications(report).enumerated().map { "[\($0 + 1)] \($1)" }
    if let asOf = report.referrals?.asOf {
      sources.append(
        say(
          "Rujukan: basis data layanan ini, \(asOf).",
          "Referrals: this service's database, \(asOf)."))
    }
    if !report.covering.isEmpty || !report.median.isEmpty { sections.append(proposals(report)) }
  }

  func say(_ id: String, _ en: String) -> String { language.say(id: id, en: en) }

  /// Villages and sites used of those there are.
  func people(_ report: AuditReport) -> String {
    used(report.demandUsed, report.demandTotal, id: "desa", en: "villages") + "; "
      + used(
        report.regencyDistances.used, report.regencyTotal, id: "titik kabupaten/kota",
        en: "kabupaten points") + "; " + sitesUsed(report)
  }

  /// So many rows used of so many, and what they are.
  func used(_ count: Int, _ total: Int, id: String, en: String) -> String {
    "n = \(language.number(Double(count), 0))/\(language.number(Double(total), 0)) " + say(id, en)
  }

  func unitsUsed(_ report: AuditReport) -> String {
    used(
      report.units.count, report.units.count, id: "kabupaten/kota", en: "kabupaten/kota")
  }

  func sitesUsed(_ report: AuditReport) -> String {
    used(
      report.sitesUsed, report.sitesTotal, id: "lokasi berposisi", en: "sites with a position")
  }

  func workerCaveat() -> String {
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
      row(say("jenis", "kind"), language.kind($0), report.whole.sites.byKind[$0] ?? 0)
    }
    let basis = PLKKBasis.allCases.filter { report.bases.contains($0) }.map {
      row(say("dasar", "basis"), language.basis($0), report.whole.sites.byBasis[$0] ?? 0)
    }
    let precision = PositionPrecision.allCases.map {
      row(
        say("posisi", "position"), language.precision($0), report.whole.sites.byPrecision[$0] ?? 0)
    }
    let owner = report.whole.sites.byOwnership.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map {
        row(
          say("pemilik", "owner"), $0.key.isEmpty ? say("tidak tercatat", "not recorded") : $0.key,
          $0.value)
      }
    return Section(
      title: say("Jumlah", "Counts"),
      method: say(
        "Lokasi di wilayah ini menurut jenis, dasar, ketelitian posisi, dan pemilik seperti tercatat.",
        "Sites in this area by kind, basis, precision of the position, and owner as recorded."),
      used: used(total, total, id: "lokasi", en: "sites"),
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
        + say("Per 100.000 peserta aktif", "Per 100,000 active participants")
        + ": \(language.number(figure, 2)) (\(language.number(Double(source.count), 0)), \(source.date))."
    }
    return Section(
      title: say("Kepadatan", "Density"),
      method: method
        + say(
          " Kecamatan: jumlah penduduknya tidak ada di data, jadi tidak ada angka.",
          " Kecamatan: the data has no population of them, so there is no figure."),
      used: unitsUsed(report), caveat: workerCaveat(),
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
    let (d, k) = (report.distances, report.regencyDistances)
    var rows: [[Cell]] = [
      [.text(say("rata-rata titik", "mean of the points")), .way(d.mean), .text(""), .way(k.mean)],
      [
        .text(say("rata-rata tertimbang", "weighted mean")), .way(d.weightedMean), .text(""),
        .way(k.weightedMean),
      ],
      [.text("median"), .way(d.median), .text(""), .way(k.median)],
      [.text("P90"), .way(d.p90), .text(""), .way(k.p90)],
      [
        .text(say("terjauh", "farthest")), .way(d.maximum),
        .text(report.farthest.first?.name ?? ""),
        .way(k.maximum),
      ],
      [
        .text(say("rata-rata ke lokasi kedua", "mean to the second nearest")),
        .way(d.secondWeightedMean), .text(""), .way(k.secondWeightedMean),
      ],
    ]
    for (coverage, other) in zip(d.coverage, k.coverage) {
      let edge = language.number(coverage.meters / 1000, 0)
      rows.append([
        .text(say("dalam \(edge) km", "within \(edge) km")), .share(coverage.share),
        .text(say("≥ 2 lokasi: ", "≥ 2 sites: ") + text(.share(coverage.twiceShare))),
        .share(other.share),
      ])
    }
    return Section(
      title: say("Jarak ke PLKK terdekat", "Distance to the nearest PLKK"),
      method: say(
        "Garis lurus dari setiap desa, dan dari titik setiap kabupaten/kota dengan seluruh "
          + "penduduknya, ke lokasi terdekat, juga di luar wilayah ini.",
        "Straight line from each village, and from each kabupaten's point with all its people, to "
          + "the nearest site, also beyond this area."),
      used: people(report), caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [
        say("ukuran", "measure"), say("desa", "villages"), "",
        say("titik kabupaten/kota", "kabupaten points"),
      ], rows: rows, picture: .coverage)
  }

  private func far(_ report: AuditReport) -> Section {
    Section(
      title: say("Desa terjauh dari PLKK", "Villages farthest from a PLKK"),
      method: say("Nomor seperti pada peta.", "Numbers as on the map."), used: people(report),
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
          + "terurai antar dan di dalam provinsi.",
        "Gini 0 = even; Hoover = share of PLKK that would have to move; Theil's T with natural "
          + "logarithms, split between and within provinces."),
      used: unitsUsed(report), caveat: workerCaveat(),
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
      }, picture: bases.contains { $0.1 != nil } ? .lorenz : nil)
  }

  private func access(_ report: AuditReport) -> Section {
    Section(
      title: say(
        "Jangkauan dengan persaingan (2SFCA, E2SFCA, 3SFCA)",
        "Access with competition (2SFCA, E2SFCA, 3SFCA)"),
      method: say(
        "Luo & Wang 2003, Luo & Qi 2009, Wan dkk. 2012. Zona 0–10, 10–25, 25–50 km (pilihan audit "
          + "ini) dengan bobot 1; 0,68; 0,22; 2SFCA: 50 km. Kapasitas setiap lokasi 1."
          + ownPeople(report),
        "Luo & Wang 2003, Luo & Qi 2009, Wan et al. 2012. Zones 0–10, 10–25, 25–50 km (this "
          + "audit's choice) with weights 1, 0.68, 0.22; 2SFCA: 50 km. Capacity of each site 1."
          + ownPeople(report)),
      used: people(report), caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [
        say("metode", "method"), say("titik", "points"), say("/100rb, rata-rata", "/100k, mean"),
        say("tanpa jangkauan", "no access"),
        say("di bawah setengah rata-rata", "below half the mean"),
        say("lokasi tanpa penduduk terjangkau", "sites without people in reach"),
      ],
      rows: [
        (say("desa", "villages"), report.access),
        (say("kabupaten", "kabupaten"), report.regencyAccess),
      ].flatMap { name, results in
        results.map {
          [
            .text($0.method.rawValue), .text(name), .number($0.per100k, decimals: 2),
            .share($0.withoutAccess), .share($0.belowHalf),
            .number(Double($0.unreached.count), decimals: 0),
          ]
        }
      }, barColumn: 3)
  }

  private func ownPeople(_ report: AuditReport) -> String {
    guard !report.regionCode.isEmpty else { return "" }
    return say(
      " Hanya penduduk wilayah ini yang dihitung bersaing: penduduk di seberang batas tidak, sehingga "
        + "angka di dekat batas terlalu besar.",
      " Only this area's own people compete: those across the border do not, so that figures near "
        + "the border are too large.")
  }

  private func relative(_ report: AuditReport) -> Section {
    // Beside itself alone an area is 1 and says nothing.
    let rows =
      (report.provinces.count > 1 ? report.provinces : [])
      + (report.units.count > 1 ? report.units : [])
    return Section(
      title: say("Jangkauan nisbi (SPAR)", "Relative access (SPAR)"),
      method: say(
        "Rata-rata jangkauan penduduk wilayah dibagi rata-rata semua (1 = sama); hampir tidak "
          + "bergantung pada pilihan bobot zona. Dari desa.",
        "Mean access of the area's people over that of all (1 = the same); it hardly depends on the "
          + "choice of zone weights. From villages.") + ownPeople(report),
      used: people(report), caveat: report.weight == .workers ? workerCaveat() : "",
      columns: [say("wilayah", "area"), say("desa dipakai", "villages used")]
        + CatchmentAccess.Method.allCases.map(\.rawValue),
      rows: rows.map { unit in
        [.text(unit.name), .number(Double(unit.villagesUsed), decimals: 0)]
          + unit.relativeAccess.map { .number($0, decimals: 2) }
      }, barColumn: 3)
  }

  private func pattern(_ report: AuditReport) -> Section {
    let pattern = report.pattern
    return Section(
      title: say("Pengelompokan (Clark–Evans)", "Clustering (Clark–Evans)"),
      method: say(
        "R < 1 mengelompok, R > 1 menyebar. Tanpa koreksi tepi, R cenderung terlalu besar.",
        "R < 1 clustered, R > 1 spread out. Without edge correction R tends to be too large."),
      used: sitesUsed(report),
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
}
