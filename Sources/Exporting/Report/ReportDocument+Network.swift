internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  func counts() -> Section {
    let total = report.quality.total
    func row(_ group: String, _ name: String, _ count: Int) -> [Cell] {
      [.text(group), .text(name), .count(count), .share(ratio(count, total))]
    }
    let sites = report.whole.sites
    let kind = FacilityKind.allCases.map {
      row(say("jenis", "kind"), language.kind($0), sites.byKind[$0] ?? 0)
    }
    let basis = PLKKBasis.allCases.filter { report.bases.contains($0) }.map {
      row(say("dasar", "basis"), language.basis($0), sites.byBasis[$0] ?? 0)
    }
    let precision = PositionPrecision.allCases.map {
      row(say("posisi", "position"), language.positionLabel($0), sites.byPrecision[$0] ?? 0)
    }
    // Lists write owners in several ways; here one word stands for one class.
    var owners: [String: Int] = [:]
    for (owner, count) in sites.byOwnership {
      owners[language.ownerGroup(owner), default: 0] += count
    }
    let owner = owners.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
      row(say("pemilik", "owner"), $0.key, $0.value)
    }
    return Section(
      id: .counts, title: say("Jumlah", "Counts"),
      method: say(
        "Lokasi dalam daftar ini menurut jenis, dasar keanggotaan, ketelitian posisi, dan pemilik.",
        "Sites of this list by kind, basis of membership, precision of the position, and owner."),
      used: used(total, total, id: "lokasi", en: "sites"), caveats: presumedCaveats(),
      columns: [
        say("menurut", "by"), say("golongan", "class"), say("jumlah", "number"),
        say("bagian", "share"),
      ], rows: kind + basis + precision + owner, barColumn: 3)
  }

  /// The whole, its provinces and its kabupaten, as far as they differ.
  private var areas: [UnitFigures] {
    [report.whole] + (report.provinces.count > 1 ? report.provinces : [])
      + (report.units.count > 1 ? report.units : [])
  }

  func density() -> Section {
    Section(
      id: .density, title: say("Kepadatan", "Density"),
      meaning: say(
        "Artinya: LQ di bawah 1 berarti wilayah itu punya PLKK lebih sedikit daripada bagiannya menurut "
          + "jumlah penduduk, di atas 1 lebih banyak.",
        "That is: an LQ below 1 means that the area has fewer PLKK than its share by population, above "
          + "1 more."),
      method: say(
        "RS = rumah sakit di antaranya. LQ = bagian PLKK dibagi bagian penduduk. Jarak rata-rata "
          + "penduduknya ke lokasi terdekat. Kecamatan: jumlah penduduknya tidak ada di data.",
        "Hosp. = hospitals among them. LQ = share of PLKK over share of people. Mean distance of its "
          + "people to the nearest site. Kecamatan: the data has no population of them."),
      used: unitsUsed(), caveats: presumedCaveats(),
      columns: [say("wilayah", "area")] + headings("PLKK") + headings(say("RS", "hosp."))
        + headings(say("/100rb penduduk", "/100k people")) + headings("LQ")
        + headings(say("jarak", "distance")),
      rows: areas.map { unit in
        [.text(unit.name)] + cells(unit) { .count($0.count) } + cells(unit) { .count($0.hospitals) }
          + cells(unit) { .number($0.per100kPopulation, decimals: 2) }
          + cells(unit) { .number($0.locationQuotient, decimals: 2) }
          + cells(unit) { .distance($0.weightedMeanMeters) }
      }, pictures: isPaired ? [.map, .confirmedMap] : [.map])
  }

  func workerDensity() -> Section {
    let published = report.per100kWorkersPublished
    let estimate = say(
      "Jumlah pekerja diperkirakan (≈).", "The number of workers is an estimate (≈).")
    func workers(_ unit: UnitFigures, _ published: Double?) -> Cell {
      if unit.code.isEmpty, let published { return .number(published, decimals: 2) }
      return unit.per100kWorkers.map { .text("≈ " + language.number($0, 2)) }
        ?? .number(nil, decimals: 2)
    }
    let confirmedPublished = published.flatMap { figure in
      report.confirmed.flatMap { confirmed in
        report.whole.count > 0
          ? figure * Double(confirmed.whole.count) / Double(report.whole.count) : nil
      }
    }
    return Section(
      id: .workers,
      title: say("Kepadatan menurut pekerja dan luas", "Density by workers and area"),
      method: say(
        "PLKK per 100.000 pekerja dan per 1.000 km². ",
        "PLKK per 100,000 workers and per 1,000 km². ")
        + (published == nil
          ? estimate
          : say(
            "Pekerja seluruh Kalimantan: angka yang diumumkan; ≈ = jumlah pekerja diperkirakan.",
            "Workers of all Kalimantan: the published figure; ≈ = estimated number of workers.")),
      used: unitsUsed(), caveats: presumedCaveats(),
      columns: [say("wilayah", "area")] + headings(say("/100rb pekerja", "/100k workers"))
        + headings("/1000 km²") + headings("km²/PLKK"),
      rows: areas.map { unit in
        let isWhole = unit.code == report.whole.code
        var row: [Cell] = [.text(unit.name), workers(unit, isWhole ? published : nil)]
        if isPaired {
          let twin = report.confirmed.flatMap { figures in
            ([figures.whole] + figures.provinces + figures.units).first { $0.code == unit.code }
          }
          row.append(
            twin.map { workers($0, isWhole ? confirmedPublished : nil) }
              ?? .text(say("tidak ada lokasi", "no such site")))
        }
        return row + cells(unit) { .number($0.per1000km2, decimals: 2) }
          + cells(unit) { .number($0.km2PerSite, decimals: 0) }
      })
  }

  /// Units on whose ground the list has no site: no proof that there is none.
  func without() -> Section {
    func row(_ name: String, _ figures: AuditFigures?, _ units: (AuditFigures) -> [UnitFigures])
      -> [Cell]
    {
      guard let figures else {
        return [.text(name), .count(nil), .text(say("tidak ada lokasi", "no such site"))]
      }
      let units = units(figures)
      return [
        .text(name), .count(units.count),
        .text(
          units.isEmpty
            ? say("tidak ada", "none") : units.map(\.name).joined(separator: ", ")),
      ]
    }
    let noHospital = { (figures: AuditFigures) in
      figures.unitsWithoutHospital.filter { $0.count > 0 }
    }
    var rows = [
      row(say("tanpa lokasi: seluruh daftar", "no site: whole list"), report.listed) {
        $0.unitsWithoutSite
      },
      row(
        say("ada lokasi, tanpa RS: seluruh daftar", "sites but no hospital: whole list"),
        report.listed, noHospital),
    ]
    if isPaired {
      rows.insert(
        row(
          say("tanpa lokasi: ", "no site: ") + confirmedHeading, report.confirmed,
          { $0.unitsWithoutSite }), at: 1)
      rows.append(
        row(
          say("ada lokasi, tanpa RS: ", "sites but no hospital: ") + confirmedHeading,
          report.confirmed, noHospital))
    }
    return Section(
      id: .without,
      title: say(
        "Kabupaten/kota tanpa lokasi dalam daftar ini", "Kabupaten/kota without a site on this list"
      ),
      meaning: say(
        "Artinya: tidak ada dalam daftar bukan berarti tidak ada PLKK; tanyakan ke kantor cabang BPJS "
          + "Ketenagakerjaan.",
        "That is: not on the list does not mean that there is no PLKK; ask the branch of BPJS "
          + "Ketenagakerjaan."),
      method: say("Menurut kabupaten/kota yang tercatat.", "By kabupaten/kota as recorded."),
      used: unitsUsed(), caveats: presumedCaveats(),
      columns: [say("golongan", "class"), "n", say("nama", "names")], rows: rows)
  }

  func vulnerability() -> Section {
    func rows(_ list: String, _ figures: AuditFigures?) -> [[Cell]] {
      (figures?.vulnerability.prefix(10) ?? []).map { site in
        (isPaired ? [.text(list)] : []) + [
          .text(site.id), .text(site.name), .number(site.people, decimals: 0),
          .number(site.meters, decimals: 0),
        ]
      }
    }
    return Section(
      id: .loss, title: say("Bila satu lokasi hilang", "If one site is lost"),
      meaning: say(
        "Artinya: PKS lokasi teratas yang berakhir paling terasa bagi seluruh wilayah.",
        "That is: the end of the agreement of the first sites would be felt most in the area."),
      method: say(
        "Pertambahan rata-rata jarak seluruh \(language.weight(report.weight)) bila lokasi itu tutup.",
        "Growth of the mean distance of all \(language.weight(report.weight)) if that site closes."),
      used: peopleUsed(), caveats: presumedCaveats() + workerCaveats(),
      columns: (isPaired ? [say("daftar", "list")] : []) + [
        "id", say("nama", "name"), language.weight(report.weight),
        say("bertambah, m", "growth, m"),
      ],
      rows: rows(say("seluruh daftar", "whole list"), report.listed)
        + (isPaired ? rows(confirmedHeading, report.confirmed) : []), barColumn: isPaired ? 4 : 3)
  }

  func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }
}
