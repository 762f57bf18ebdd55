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
          "Tidak ada rujukan yang dapat dibaca (`plkk audit --db BERKAS`, untuk auditor atau "
            + "administrator).",
          "There are no referrals to read (`plkk audit --db FILE`, for auditors or "
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
    switch cell {
    case .none: say("tidak ada", "none")
    case .suppressed: say("tidak ditampilkan (< 5)", "withheld (< 5)")
    case .unbounded(let count): say("tanpa jawaban", "never") + " (n \(count))"
    case .shown(let value, let count):
      switch unit {
      case .count: language.number(value, 0)
      case .share: language.number(value * 100, 1) + " % (n \(count))"
      case .seconds: language.number(value / 60, 1) + say(" mnt", " min") + " (n \(count))"
      case .hours: language.number(value, 1) + say(" jam", " h") + " (n \(count))"
      case .meters: language.number(value / 1000, 1) + " km (n \(count))"
      }
    }
  }
}

extension Language {
  /// What a measure of the referral service is called.
  func measure(_ name: String) -> String {
    switch name {
    case "requests": say(id: "permintaan", en: "requests")
    case "answer_median_s": say(id: "waktu jawab, median", en: "answer time, median")
    case "answer_p90_s": say(id: "waktu jawab, P90", en: "answer time, P90")
    case "answered_5min": say(id: "dijawab dalam 5 menit", en: "answered within 5 minutes")
    case "answered_15min": say(id: "dijawab dalam 15 menit", en: "answered within 15 minutes")
    case "unanswered": say(id: "tidak dijawab", en: "unanswered")
    case "acceptance": say(id: "diterima", en: "accepted")
    case "arrival": say(id: "tiba, dari yang berangkat", en: "arrived, of those departed")
    case "no_show": say(id: "tidak datang", en: "did not come")
    case "onward": say(id: "dirujuk lanjut", en: "referred onward")
    case "returned": say(id: "dirujuk balik", en: "referred back")
    case "bypass": say(id: "melewati yang terdekat", en: "past the nearest")
    case "bypass_extra_m": say(id: "tambahan jarak, garis lurus", en: "extra way, straight line")
    case "outside_plkk": say(id: "pertolongan pertama di luar PLKK", en: "first care outside PLKK")
    case "outside_plkk_emergency": say(id: "di antaranya darurat", en: "emergencies among it")
    case "report1_on_time": say(id: "laporan tahap I tepat waktu", en: "report I on time")
    case "report1_late_median_h":
      say(id: "keterlambatan tahap I, median", en: "lateness of report I, median")
    case "report2_on_time": say(id: "laporan tahap II tepat waktu", en: "report II on time")
    case "report2_late_median_h":
      say(id: "keterlambatan tahap II, median", en: "lateness of report II, median")
    case "care_median_h": say(id: "sampai dirawat, median", en: "until care, median")
    case "care_p90_h": say(id: "sampai dirawat, P90", en: "until care, P90")
    default: name.replacing("_", with: " ")
    }
  }
}
