public import Formats
public import Referrals

/// The sentences about law, each once; number, article and date come from `RuleBook`.
///
/// None says "free" or "guaranteed", and none says that something is a work accident.
public enum LawText {
  /// A facility has to help in an emergency and may ask for no deposit.
  public static var emergencyDuty: Phrase {
    let source = RuleBook.emergencyDuty.newest.citation
    return Phrase(
      id:
        "Dalam keadaan gawat darurat, IGD terdekat mana pun wajib menolong dan tidak boleh meminta "
        + "uang muka (\(source.id)).",
      en:
        "In an emergency any nearest emergency department must help and may not ask for a deposit "
        + "(\(source.en)).")
  }

  /// A facility refused in an emergency.
  public static var duty: Phrase {
    let source = RuleBook.emergencyDuty.newest.citation
    return Phrase(
      id: "Ditolak dalam keadaan gawat darurat: fasilitas wajib memberi pertolongan pertama "
        + "(\(source.id)). Telepon 119 dan calon berikut.",
      en: "Refused in an emergency: a facility has to give first help (\(source.en)). Call 119 and "
        + "the next candidate.")
  }

  /// The first report, with its deadline where that is known.
  public static func firstReport(due: String?, _ rule: Rule<TimeSpan>) -> Phrase {
    let hours = Self.hours(rule.value)
    let source = rule.citation
    return Phrase(
      id: "Laporan tahap I oleh pemberi kerja ke BPJS Ketenagakerjaan dan Disnaker paling lambat "
        + (due ?? "\(hours) jam sejak kejadian atau diagnosis") + " (\(hours) jam; \(source.id)).",
      en: "The employer's first report to BPJS Ketenagakerjaan and the labour office is due by "
        + (due ?? "\(hours) hours after the accident or diagnosis")
        + " (\(hours) hours; \(source.en)).")
  }

  /// The report of the outcome, with its deadline.
  public static func secondReport(due: String, _ rule: Rule<TimeSpan>) -> Phrase {
    let hours = Self.hours(rule.value)
    return Phrase(
      id:
        "Laporan tahap II paling lambat \(due) (\(hours) jam sejak surat dokter; \(source(rule).id)).",
      en: "The second report is due by \(due) (\(hours) hours after the doctor's letter; "
        + "\(source(rule).en)).")
  }

  /// The report of the outcome, before there is a doctor's letter.
  public static func secondReport(_ rule: Rule<TimeSpan>) -> Phrase {
    let hours = Self.hours(rule.value)
    return Phrase(
      id: "Laporan tahap II: paling lambat \(hours) jam sejak surat dokter (\(source(rule).id)).",
      en: "The second report is due \(hours) hours after the doctor's letter (\(source(rule).en)).")
  }

  /// Where a rule stands, said so where its article was not read.
  public static func source(_ rule: Rule<TimeSpan>) -> Phrase {
    guard rule.evidence == .practice else {
      return Phrase(id: rule.citation.id, en: rule.citation.en)
    }
    return Phrase(
      id:
        "menurut formulir dan kebiasaan pelaporan; pasalnya dalam \(rule.citation.id) belum dibaca, "
        + "pastikan ke BPJS Ketenagakerjaan 175",
      en:
        "by the forms and practice of reporting; its article in \(rule.citation.en) was not read, "
        + "confirm with BPJS Ketenagakerjaan, 175")
  }

  /// What lateness would mean.
  public static var ifLate: Phrase {
    let source = RuleBook.lateness.newest.citation
    return Phrase(
      id:
        "Bila terlambat, manfaat JKK menjadi kewajiban pemberi kerja; tetap laporkan, lalu ajukan "
        + "penggantian (\(source.id)).",
      en:
        "If it is late, the JKK benefit becomes the employer's obligation; report all the same, then "
        + "claim back (\(source.en)).")
  }

  /// The deadline has passed.
  public static var late: Phrase {
    let source = RuleBook.lateness.newest.citation
    let hours = Self.hours(RuleBook.firstReport.newest.value)
    return Phrase(
      id:
        "Batas \(hours) jam sudah lewat: manfaat JKK menjadi kewajiban pemberi kerja; tetap laporkan, "
        + "lalu ajukan penggantian (\(source.id)).",
      en:
        "The \(hours) hours have passed: the JKK benefit becomes the employer's obligation; report all "
        + "the same, then claim back (\(source.en)).")
  }

  /// Who may give notice for an own-account worker; how the worker reports is not known here.
  public static var ownAccount: Phrase {
    let source = RuleBook.ownAccountNotice.newest.citation
    return Phrase(
      id:
        "Peserta bukan penerima upah (BPU): serikat pekerja, wadah atau kelompoknya, dan fasilitas "
        + "yang merawat berhak memberitahukan dugaan (\(source.id)). Cara dan batas lapor peserta sendiri: "
        + "tanyakan segera ke BPJS Ketenagakerjaan 175.",
      en:
        "An own-account worker (BPU): the union, the group and the treating facility have the right to "
        + "give notice of the suspicion (\(source.en)). How and by when the worker reports: ask BPJS "
        + "Ketenagakerjaan at once, 175.")
  }

  /// Who pays after a traffic accident, as far as that can be said.
  public static var traffic: Phrase {
    let source = RuleBook.loneVehicle.newest.citation
    return Phrase(
      id:
        "Kecelakaan lalu lintas: bila kendaraan lain terlibat, Jasa Raharja dahulu (laporan polisi boleh "
        + "menyusul) dan selebihnya BPJS Ketenagakerjaan. Kecelakaan tunggal tidak ditanggung Jasa Raharja "
        + "(\(source.id)): langsung BPJS Ketenagakerjaan.",
      en:
        "Traffic accident: where another vehicle was involved, Jasa Raharja first (the police report may "
        + "follow) and BPJS Ketenagakerjaan for the rest. Jasa Raharja does not cover a vehicle that crashed "
        + "alone (\(source.en)): BPJS Ketenagakerjaan at once.")
  }

  /// A notice of suspicion is no report.
  public static var noticeIsNoReport: Phrase {
    let hours = Self.hours(RuleBook.firstReport.newest.value)
    let source = RuleBook.notice.newest.citation
    return Phrase(
      id:
        "Pemberitahuan dugaan (\(source.id)) tidak menggantikan laporan pemberi kerja; batas \(hours) jam "
        + "tetap berjalan.",
      en:
        "A notice of suspicion (\(source.en)) does not stand for the employer's report; the \(hours) hours "
        + "run on.")
  }

  /// A disease that was diagnosed long after the employment.
  public static func afterEmployment(_ rule: Rule<Int>) -> Phrase {
    Phrase(
      id: "Diagnosis setelah berhenti bekerja: yang dihitung paling lama \(rule.value) tahun "
        + "(\(rule.citation.id)); penjamin yang memutuskan.",
      en:
        "Diagnosed after employment: at most \(rule.value) years count (\(rule.citation.en)); the "
        + "guarantor decides.")
  }

  /// What a refund of transport depends on.
  public static func transport(_ rule: Rule<TransportCaps>) -> Phrase {
    Phrase(
      id:
        "Angka ini paling banyak, bila kasus dijamin dan peserta aktif (\(rule.citation.id)); simpan semua "
        + "kuitansi.",
      en: "These amounts are the most, if the case is guaranteed and the participant active "
        + "(\(rule.citation.en)); keep all receipts.")
  }

  /// The time that the law leaves after consent was withdrawn.
  public static var purgeDue: Phrase {
    let rule = RuleBook.withdrawal.newest
    let hours = rule.value.milliseconds / 3_600_000
    return Phrase(
      id:
        "Persetujuan ditarik: pemrosesan dibekukan, data pribadi dihapus paling lambat dalam \(hours) jam "
        + "(plkk purge; \(rule.citation.id)).",
      en:
        "Consent was withdrawn: processing is frozen, personal data has to be removed within \(hours) hours "
        + "(plkk purge; \(rule.citation.en)).")
  }

  /// Who has to be notified of a breach of personal data, and how soon.
  public static var breachNotice: Phrase {
    let rule = RuleBook.breachNotice.newest
    return Phrase(
      id:
        "Pemberitahuan tertulis kepada yang bersangkutan dan lembaga paling lambat \(hours(rule.value)) jam "
        + "(\(rule.citation.id)).",
      en:
        "Those concerned and the agency are to be told in writing within \(hours(rule.value)) hours "
        + "(\(rule.citation.en)).")
  }

  /// The law of the day of the accident is not held here.
  public static func tooEarly(_ firstDay: Day) -> Phrase {
    Phrase(
      id:
        "Peraturan pada tanggal kejadian tidak tersimpan di sini (baru sejak \(firstDay.text)); tanyakan ke "
        + "BPJS Ketenagakerjaan 175.",
      en:
        "The law on the day of the accident is not held here (only from \(firstDay.text) on); ask BPJS "
        + "Ketenagakerjaan, 175.")
  }

  /// Who alone concludes.
  public static let notConcludedHere = Phrase(
    id: "KK atau PAK hanya disimpulkan oleh BPJS Ketenagakerjaan atau pengawas ketenagakerjaan.",
    en: "Only BPJS Ketenagakerjaan or the labour inspector conclude KK or PAK.")

  /// `2x24`, as the law counts.
  static func hours(_ span: TimeSpan) -> String {
    let hours = span.milliseconds / 3_600_000
    return hours % 24 == 0 ? "\(hours / 24)x24" : "\(hours)"
  }
}
