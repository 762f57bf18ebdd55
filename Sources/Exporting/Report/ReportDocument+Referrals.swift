internal import Audit
internal import Formats
internal import Referrals
internal import Wording

extension ReportDocument {
  /// What referrals show, or that there are none.
  func referrals() -> Section {
    let title = say("Dari rujukan", "From referrals")
    guard let figures = report.referrals else {
      return Section(
        id: .referrals, title: title,
        method: say(
          "Tidak ada rujukan yang dapat dibaca (`plkk audit --db BERKAS` atau `--connect`, untuk "
            + "auditor atau administrator).",
          "There are no referrals to read (`plkk audit --db FILE` or `--connect`, for auditors or "
            + "administrators)."), used: "n = 0")
    }
    let shown = figures.measures
    let total = shown.first { $0.name == "referrals" }?.total ?? .none
    let codes = Set(shown.flatMap { $0.provinces.keys }).sorted()
    func name(_ code: String) -> String {
      report.provinces.first { $0.code == code }?.name
        ?? (code.isEmpty ? say("tanpa provinsi", "no province") : code)
    }
    return Section(
      id: .referrals, title: title,
      method: say(
        "Seluruh rujukan pada basis data ini, \(figures.asOf), bukan hanya wilayah yang diaudit. "
          + "Permintaan tanpa jawaban tetap dihitung. Sel di bawah 5, dan sel yang membuatnya "
          + "terhitung, tidak ditampilkan.",
        "All referrals of this database, \(figures.asOf), not only of the area audited. Requests "
          + "without an answer stay in the denominator. Cells under 5, and those that would give "
          + "them away, are withheld."),
      used: "n = " + cell(total, .count),
      columns: [say("ukuran", "measure"), say("semua", "all")] + codes.map(name),
      rows: shown.filter { $0.name != "referrals" }.map { measure in
        [.text(language.measure(measure.name)), .text(cell(measure.total, measure.unit))]
          + codes.map { .text(cell(measure.provinces[$0] ?? .none, measure.unit)) }
      }
        + figures.reasons.sorted { $0.key < $1.key }.map { reason, count in
          [
            .text(
              say("ditolak: ", "refused: ")
                + (RejectionReason(rawValue: reason).map(language.rejection) ?? reason)),
            .text(cell(count, .count)),
          ] + codes.map { _ in .text("") }
        })
  }

  private func cell(_ cell: ReferralFigures.Cell, _ unit: ReferralFigures.Unit) -> String {
    let unit = FigureMeasure.Unit(rawValue: unit.rawValue) ?? .count
    return FigureCell(cell).phrase(in: unit).text(language)
  }
}

extension FigureCell {
  fileprivate init(_ cell: ReferralFigures.Cell) {
    self =
      switch cell {
      case .none: .none
      case .suppressed: .suppressed
      case .unbounded(let count): .unbounded(of: count)
      case .shown(let value, let count): .shown(value, of: count)
      }
  }
}

extension Language {
  /// What a measure of the referral service is called.
  fileprivate func measure(_ name: String) -> String {
    FigureMeasure(rawValue: name)?.phrase.text(self) ?? name.replacing("_", with: " ")
  }
}
