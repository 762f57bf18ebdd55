internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  func evenness() -> Section {
    func row(_ name: String, _ value: Inequality?, _ units: Int) -> [Cell] {
      [
        .text(name), .number(value?.gini, decimals: 4), .number(value?.hoover, decimals: 4),
        .number(value?.theil?.total, decimals: 4), .number(value?.theil?.between, decimals: 4),
        .number(value?.theil.map { $0.total - $0.between }, decimals: 4),
        .text("\(value?.used ?? 0)/\(units)"),
      ]
    }
    func rows(_ list: String, _ figures: AuditFigures?) -> [[Cell]] {
      let units = report.units.count
      return [
        row(say("penduduk; ", "population; ") + list, figures?.byPopulation, units),
        row(say("pekerja (perkiraan); ", "workers (estimate); ") + list, figures?.byWorkers, units),
        row(say("luas; ", "area; ") + list, figures?.byArea, units),
      ]
    }
    var all: [[Cell]] = []
    if let provincial = report.provincial {
      let list = say("5 provinsi, jumlah yang diumumkan", "5 provinces, published totals")
      all += [
        row(say("penduduk; ", "population; ") + list, provincial.byPopulation, 5),
        row(say("pekerja (perkiraan); ", "workers (estimate); ") + list, provincial.byWorkers, 5),
        row(say("luas; ", "area; ") + list, provincial.byArea, 5),
      ]
    }
    all += rows(say("kabupaten/kota, seluruh daftar", "kabupaten, whole list"), report.listed)
    if isPaired {
      all += rows(say("kabupaten/kota, ", "kabupaten, ") + confirmedHeading, report.confirmed)
    }
    return Section(
      id: .evenness, title: say("Pemerataan", "Evenness"),
      meaning: say(
        "Artinya: Gini 0 berarti setiap wilayah mendapat bagiannya, mendekati 1 berarti satu wilayah "
          + "mendapat semuanya; Hoover adalah bagian PLKK yang harus pindah supaya merata; Theil "
          + "memisahkan ketimpangan antarprovinsi dari ketimpangan di dalam provinsi.",
        "That is: Gini 0 means that every area has its share, towards 1 that one area has all; Hoover "
          + "is the share of PLKK that would have to move; Theil's T splits unevenness into that "
          + "between provinces and that within."),
      method: say(
        "Theil T dengan logaritma alami. Baris lima provinsi adalah satu-satunya yang bertumpu pada "
          + "jumlah yang diumumkan.",
        "Theil's T with natural logarithms. Only the rows of the five provinces rest on published "
          + "totals."),
      used: unitsUsed(), caveats: presumedCaveats(),
      columns: [
        say("menurut", "by"), "Gini", "Hoover", "Theil T",
        say("antar provinsi", "between provinces"),
        say("di dalam provinsi", "within provinces"), "n",
      ], rows: all,
      pictures: report.byPopulation != nil || report.byArea != nil ? [.lorenz] : [])
  }

  func access() -> Section {
    func rows(_ name: String, _ access: (AuditFigures) -> [AuditFigures.Access]) -> [[Cell]] {
      access(report.listed).indices.map { index in
        let method = access(report.listed)[index].method.rawValue
        return [.text(method), .text(name)]
          + cells { .number(access($0)[index].per100k, decimals: 2) }
          + cells { .share(access($0)[index].withoutAccess) }
          + cells { .share(access($0)[index].belowHalf) }
          + [.count(access(report.listed)[index].unreached.count)]
      }
    }
    return Section(
      id: .access,
      title: say(
        "Jangkauan dengan persaingan (2SFCA, E2SFCA, 3SFCA)",
        "Access with competition (2SFCA, E2SFCA, 3SFCA)"),
      meaning: say(
        "Artinya: 2SFCA dan turunannya menghitung berapa lokasi yang dapat dijangkau seseorang, dibagi "
          + "dengan banyaknya orang yang berebut lokasi itu; satu lokasi di kota padat bernilai kecil.",
        "That is: 2SFCA and its kin count how many sites a person can reach, divided by the people "
          + "who share each of them; one site in a crowded town is worth little."),
      method: say(
        "Luo & Wang 2003, Luo & Qi 2009, Wan dkk. 2012. Zona 0–10, 10–25, 25–50 km (pilihan audit "
          + "ini) dengan bobot 1; 0,68; 0,22; 2SFCA: 50 km. Kapasitas setiap lokasi 1."
          + ownPeople(),
        "Luo & Wang 2003, Luo & Qi 2009, Wan et al. 2012. Zones 0–10, 10–25, 25–50 km (this "
          + "audit's choice) with weights 1, 0.68, 0.22; 2SFCA: 50 km. Capacity of each site 1."
          + ownPeople()),
      used: peopleUsed(), caveats: presumedCaveats() + workerCaveats(),
      columns: [say("metode", "method"), say("titik", "points")]
        + headings(say("/100rb, rata-rata", "/100k, mean"))
        + headings(say("tanpa jangkauan", "no access"))
        + headings(say("di bawah setengah rata-rata", "below half the mean"))
        + [say("lokasi tanpa penduduk terjangkau", "sites without people in reach")],
      rows: rows(say("desa", "villages")) { $0.access }
        + rows("kabupaten") { $0.regencyAccess })
  }

  private func ownPeople() -> String {
    guard !report.regionCode.isEmpty else { return "" }
    return say(
      " Hanya penduduk wilayah ini yang dihitung bersaing: penduduk di seberang batas tidak, sehingga "
        + "angka di dekat batas terlalu besar.",
      " Only this area's own people compete: those across the border do not, so that figures near "
        + "the border are too large.")
  }

  func relativeAccess() -> Section {
    // Beside itself alone an area is 1 and says nothing.
    let rows =
      (report.provinces.count > 1 ? report.provinces : [])
      + (report.units.count > 1 ? report.units : [])
    var columns = [say("wilayah", "area"), say("desa dipakai", "villages used")]
    for method in CatchmentAccess.Method.allCases { columns += headings(method.rawValue) }
    return Section(
      id: .relative, title: say("Jangkauan nisbi (SPAR)", "Relative access (SPAR)"),
      meaning: say(
        "Artinya: SPAR 1 berarti jangkauan penduduk wilayah itu sama dengan rata-rata, 0,5 berarti "
          + "setengahnya.",
        "That is: a SPAR of 1 means that people of the area have the mean access, 0.5 that they have "
          + "half of it."),
      method: say(
        "Rata-rata jangkauan penduduk wilayah dibagi rata-rata semua. Dari desa. ",
        "Mean access of the area's people over that of all. From villages. ")
        + report.sensitivity.map(sentence).joined(separator: " ") + ownPeople(),
      used: peopleUsed(), caveats: presumedCaveats() + workerCaveats(), columns: columns,
      rows: rows.map { unit in
        var cells: [Cell] = [.text(unit.name), .count(unit.villagesUsed)]
        for method in CatchmentAccess.Method.allCases.indices {
          cells += self.cells(unit) {
            .number(
              $0.relativeAccess.indices.contains(method) ? $0.relativeAccess[method] : nil,
              decimals: 2)
          }
        }
        return cells
      })
  }

  /// How far the weights of the zones matter, as computed.
  private func sentence(_ sensitivity: ZoneSensitivity) -> String {
    let (changed, units) = ("\(sensitivity.changed)", "\(sensitivity.units)")
    var sentence = say(
      "\(sensitivity.method.rawValue): dengan bobot zona 1; 0,42; 0,09 nilai \(changed) dari \(units) "
        + "kabupaten/kota berubah lebih dari 10 %",
      "\(sensitivity.method.rawValue): with zone weights 1, 0.42, 0.09 the value of \(changed) of "
        + "\(units) kabupaten changes by more than 10 %")
    if let code = sensitivity.mostChanged, let change = sensitivity.largestChange {
      let size = language.number(change * 100, 0) + " %"
      sentence += say(
        ", paling banyak \(name(ofUnit: code)) (\(size))",
        ", most that of \(name(ofUnit: code)) (\(size))")
    }
    return sentence + "."
  }

  func clustering() -> Section {
    Section(
      id: .clustering, title: say("Pengelompokan (Clark–Evans)", "Clustering (Clark–Evans)"),
      meaning: say(
        "Artinya: R di bawah 1 berarti lokasi berkumpul di beberapa tempat, di atas 1 tersebar.",
        "That is: R below 1 means that sites stand together in a few places, above 1 spread out."),
      method: say(
        "z = simpangan dari sebaran acak dalam galat baku. Tanpa koreksi tepi, R cenderung terlalu "
          + "besar.",
        "z = deviation from random in standard errors. Without edge correction R tends to be too "
          + "large."),
      used: sitesUsed(), caveats: presumedCaveats(),
      columns: [say("ukuran", "measure")] + listHeadings(),
      rows: [
        [.text("R")] + cells { .number($0.pattern?.index, decimals: 3) },
        [.text("z")] + cells { .number($0.pattern?.z, decimals: 1) },
        [.text(say("jarak antarlokasi", "distance between sites"))]
          + cells { .distance($0.pattern?.observedMeters) },
        [.text(say("harapan bila acak", "expected if random"))]
          + cells { .distance($0.pattern?.expectedMeters) },
      ])
  }
}
