internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  func distance() -> Section {
    func row(_ name: String, _ cell: (DistanceSummary) -> Cell) -> [Cell] {
      [.text(name)] + cells { cell($0.distances) } + cells { cell($0.regencyDistances) }
    }
    var rows = [
      row(say("rata-rata titik", "mean of the points")) { .distance($0.mean) },
      row(say("rata-rata tertimbang", "weighted mean")) { .distance($0.weightedMean) },
      row(say("separuh orang paling jauh (median)", "half of the people within (median)")) {
        .distance($0.median)
      },
      row(say("9 dari 10 orang paling jauh (P90)", "9 of 10 people within (P90)")) {
        .distance($0.p90)
      },
      row(say("terjauh", "farthest")) { .distance($0.maximum) },
      row(say("rata-rata ke lokasi kedua", "mean to the second nearest")) {
        .distance($0.secondWeightedMean)
      },
    ]
    for (index, coverage) in report.distances.coverage.enumerated() {
      let edge = language.number(coverage.meters / 1000, 0)
      rows.append(
        row(say("dalam \(edge) km", "within \(edge) km")) { .share($0.coverage[index].share) })
      rows.append(
        row(say("dalam \(edge) km, ≥ 2 lokasi", "within \(edge) km, ≥ 2 sites")) {
          .share($0.coverage[index].twiceShare)
        })
    }
    return Section(
      id: .distance, title: say("Jarak ke PLKK terdekat", "Distance to the nearest PLKK"),
      meaning: say(
        "Artinya: seberapa jauh orang dari lokasi terdekat bila garis lurus; jalan dan sungai lebih "
          + "panjang.",
        "That is: how far people are from the nearest site in a straight line; roads and rivers are "
          + "longer."),
      method: say(
        "Garis lurus dari setiap desa, dan dari titik setiap kabupaten/kota dengan seluruh "
          + "penduduknya, ke lokasi terdekat, juga di luar wilayah ini.",
        "Straight line from each village, and from each kabupaten's point with all its people, to "
          + "the nearest site, also beyond this area."),
      used: peopleUsed(),
      caveats: presumedCaveats() + [
        say(
          "Penduduk kabupaten dibagi rata ke desanya: jarak di dalam kabupaten adalah perkiraan.",
          "A kabupaten's people are shared out equally over its villages: distances inside it are "
            + "estimates.")
      ] + workerCaveats(),
      columns: [say("ukuran", "measure")] + headings(say("desa", "villages"))
        + headings(say("titik kabupaten/kota", "kabupaten points")), rows: rows,
      pictures: [.coverage])
  }

  func farthest() -> Section {
    func rows(_ list: String, _ figures: AuditFigures?, _ count: Int) -> [[Cell]] {
      (figures?.farthest.prefix(count) ?? []).enumerated().map { index, point in
        (isPaired ? [.text(list)] : []) + [
          .text("\(index + 1)"), .text(point.name), .text(name(ofUnit: point.unitCode)),
          .text(point.code), .distance(point.meters), .text(point.nearest),
        ]
      }
    }
    return Section(
      id: .farthest, title: say("Desa terjauh dari PLKK", "Villages farthest from a PLKK"),
      meaning: say(
        "Artinya: desa yang ada di kedua daftar jauh dari PLKK mana pun yang diketahui.",
        "That is: a village in both lists is far from any PLKK that is known."),
      method: say("Nomor seperti pada peta.", "Numbers as on the map."), used: peopleUsed(),
      caveats: presumedCaveats(),
      columns: (isPaired ? [say("daftar", "list")] : []) + [
        say("no.", "no."), say("desa", "village"), say("kabupaten/kota", "kabupaten"),
        say("kode", "code"), say("jarak", "distance"), say("terdekat", "nearest"),
      ],
      rows: rows(say("seluruh daftar", "whole list"), report.listed, isPaired ? 10 : 20)
        + (isPaired ? rows(confirmedHeading, report.confirmed, 10) : []),
      barColumn: isPaired ? 5 : 4)
  }

  /// What a kabupaten is called.
  func name(ofUnit code: String) -> String {
    report.units.first { $0.code == code }?.name ?? code
  }
}
