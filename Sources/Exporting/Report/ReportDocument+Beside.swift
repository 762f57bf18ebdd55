internal import Audit
internal import Facilities
internal import Formats
internal import Wording

extension ReportDocument {
  /// Whether the confirmed sites' figures stand beside those of the list.
  var isPaired: Bool { report.restsOnPresumed }

  /// Heading of the confirmed sites' column.
  var confirmedHeading: String {
    say("resmi/diberitakan saja", "official/reported only")
  }

  /// A column, and beside it, marked, the same for the confirmed sites.
  func headings(_ name: String) -> [String] {
    isPaired ? [name, name + " †"] : [name]
  }

  /// The two lists in words, where there are only these two columns.
  func listHeadings() -> [String] {
    [say("seluruh daftar", "whole list")] + (isPaired ? [confirmedHeading + " †"] : [])
  }

  /// A cell, and beside it the same for the confirmed sites; none where there are no such sites.
  func cells(_ cell: (AuditFigures) -> Cell) -> [Cell] {
    let listed = cell(report.listed)
    guard isPaired else { return [listed] }
    return [listed, report.confirmed.map(cell) ?? .text(say("tidak ada lokasi", "no such site"))]
  }

  /// The same of a unit, by its place among `units` or `provinces`.
  func cells(
    _ unit: UnitFigures, _ cell: (UnitFigures) -> Cell
  ) -> [Cell] {
    guard isPaired else { return [cell(unit)] }
    let twin = report.confirmed.flatMap { figures in
      ([figures.whole] + figures.provinces + figures.units).first { $0.code == unit.code }
    }
    return [cell(unit), twin.map(cell) ?? .text(say("tidak ada lokasi", "no such site"))]
  }

  /// What to think of figures that rest on presumed sites; empty when there are none.
  func presumedCaveats() -> [String] {
    guard isPaired else { return [] }
    let presumed = report.listed.presumed
    let total = report.quality.total
    if presumed == 0 {
      return [
        say(
          "Bertumpu juga pada \(report.presumedBeyond) lokasi di luar wilayah ini yang baru DIDUGA "
            + "PLKK.",
          "Also rests on \(report.presumedBeyond) sites beyond this area that are only PRESUMED to be "
            + "PLKK.")
      ]
    }
    return [
      say(
        "\(presumed) dari \(total) lokasi baru DIDUGA PLKK, dipilih agar jumlah per provinsi cocok; "
          + "bandingkan dengan † = lokasi \(confirmedHeading).",
        "\(presumed) of \(total) sites are only PRESUMED to be PLKK, chosen so that the totals of the "
          + "provinces agree; compare with † = \(confirmedHeading).")
    ]
  }

  func workerCaveats() -> [String] {
    report.weight == .workers
      ? [
        say(
          "Bobot pekerja adalah perkiraan (BPS Sakernas 2023 dan angka partisipasi 2021).",
          "The weight of workers is an estimate (BPS Sakernas 2023 and participation rates of 2021)."
        )
      ] : []
  }

  /// How many rows of how many were used, and what they are.
  func used(_ count: Int, _ total: Int, id: String, en: String) -> String {
    "n = \(language.grouped(count))/\(language.grouped(total)) " + say(id, en)
  }

  /// Villages and sites used of those there are.
  func peopleUsed() -> String {
    used(report.demandUsed, report.demandTotal, id: "desa", en: "villages") + "; "
      + used(
        report.regencyDistances.used, report.regencyTotal, id: "titik kabupaten/kota",
        en: "kabupaten points") + "; " + sitesUsed()
  }

  func unitsUsed() -> String {
    used(report.units.count, report.units.count, id: "kabupaten/kota", en: "kabupaten/kota")
  }

  func sitesUsed() -> String {
    used(report.sitesUsed, report.sitesTotal, id: "lokasi berposisi", en: "sites with a position")
  }
}
