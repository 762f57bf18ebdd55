public import Formats
public import Referrals

extension FigureMeasure: Worded {
  /// What is measured.
  public var phrase: Phrase {
    switch self {
    case .referrals: Phrase(id: "rujukan", en: "referrals")
    case .requests: Phrase(id: "permintaan", en: "requests")
    case .answerMedian: Phrase(id: "waktu jawab, median", en: "answer time, median")
    case .answerP90: Phrase(id: "waktu jawab, P90", en: "answer time, P90")
    case .answeredInFive: Phrase(id: "dijawab dalam 5 menit", en: "answered within 5 minutes")
    case .answeredInFifteen: Phrase(id: "dijawab dalam 15 menit", en: "answered within 15 minutes")
    case .unanswered: Phrase(id: "tidak dijawab", en: "unanswered")
    case .acceptance: Phrase(id: "diterima", en: "accepted")
    case .arrival: Phrase(id: "tiba, dari yang berangkat", en: "arrived, of those departed")
    case .noShow: Phrase(id: "tidak datang", en: "did not come")
    case .onward: Phrase(id: "dirujuk lanjut", en: "referred onward")
    case .returned: Phrase(id: "dirujuk balik", en: "referred back")
    case .bypass: Phrase(id: "melewati yang terdekat", en: "past the nearest")
    case .bypassExtra: Phrase(id: "tambahan jarak, garis lurus", en: "extra way, straight line")
    case .outsidePLKK:
      Phrase(id: "pertolongan pertama di luar PLKK", en: "first care outside PLKK")
    case .outsideEmergency: Phrase(id: "di antaranya darurat", en: "emergencies among it")
    case .firstReport: Phrase(id: "laporan tahap I tepat waktu", en: "report I on time")
    case .firstLateness:
      Phrase(id: "keterlambatan tahap I, median", en: "lateness of report I, median")
    case .firstToBPJS:
      Phrase(
        id: "laporan tahap I ke BPJS Ketenagakerjaan tepat waktu",
        en: "report I to BPJS Ketenagakerjaan on time")
    case .firstToLabour:
      Phrase(
        id: "laporan tahap I ke dinas tenaga kerja tepat waktu",
        en: "report I to the labour office on time")
    case .secondReport: Phrase(id: "laporan tahap II tepat waktu", en: "report II on time")
    case .secondLateness:
      Phrase(id: "keterlambatan tahap II, median", en: "lateness of report II, median")
    case .secondToBPJS:
      Phrase(
        id: "laporan tahap II ke BPJS Ketenagakerjaan tepat waktu",
        en: "report II to BPJS Ketenagakerjaan on time")
    case .secondToLabour:
      Phrase(
        id: "laporan tahap II ke dinas tenaga kerja tepat waktu",
        en: "report II to the labour office on time")
    case .careMedian: Phrase(id: "sampai dirawat, median", en: "until care, median")
    case .careP90: Phrase(id: "sampai dirawat, P90", en: "until care, P90")
    case .landCovered:
      Phrase(
        id: "ongkos darat, sungai, danau yang diganti", en: "cost by land, river, lake covered")
    case .landOverCap:
      Phrase(
        id: "ongkos darat, sungai, danau di atas batas", en: "by land, river, lake over the cap")
    case .seaCovered: Phrase(id: "ongkos laut yang diganti", en: "cost by sea covered")
    case .seaOverCap: Phrase(id: "ongkos laut di atas batas", en: "by sea over the cap")
    case .airCovered: Phrase(id: "ongkos udara yang diganti", en: "cost by air covered")
    case .airOverCap: Phrase(id: "ongkos udara di atas batas", en: "by air over the cap")
    }
  }
}

extension FigureCell {
  /// The figure as a person reads it, with what is behind it.
  public func phrase(in unit: FigureMeasure.Unit) -> Phrase {
    switch self {
    case .none: Phrase(id: "tidak ada", en: "none")
    case .suppressed: Phrase(id: "tidak ditampilkan (< 5)", en: "withheld (< 5)")
    case .unbounded(let count): Phrase(id: "tanpa jawaban (n \(count))", en: "never (n \(count))")
    case .shown(let value, let count):
      Phrase(
        id: Self.text(value, count, unit, .indonesian), en: Self.text(value, count, unit, .english))
    }
  }

  private static func text(
    _ value: Double, _ count: Int, _ unit: FigureMeasure.Unit, _ language: Language
  ) -> String {
    switch unit {
    case .count: language.number(value, 0)
    case .share: language.number(value * 100, 1) + " % (n \(count))"
    case .seconds:
      language.number(value / 60, 1) + language.say(id: " mnt", en: " min") + " (n \(count))"
    case .hours: language.number(value, 1) + language.say(id: " jam", en: " h") + " (n \(count))"
    case .meters: language.number(value / 1000, 1) + " km (n \(count))"
    }
  }
}
