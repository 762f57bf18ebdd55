public import Formats
internal import LineProtocol
internal import Referrals

/// What a person must know beside an answer about a referral; a code for programs, a sentence for
/// people.
public enum CaseNote: Hashable, Sendable {
  /// An emergency: 119 first; a facility must help and may ask for no deposit.
  case emergency
  /// Refused in an emergency: what the law says about the duty to help.
  case duty
  /// `stat`: the patient may leave before the answer.
  case mayLeave
  /// Accepted is not a bed kept: phone again before leaving.
  case notABed
  /// Membership is presumed: confirm by phone.
  case confirmMembership
  /// Not a PLKK in force: pay first, keep receipts.
  case payFirst
  /// Distances are straight lines.
  case straightLine
  /// Even the nearest is more than 100 km away.
  case farAway
  /// The time of the accident or diagnosis is not known: it has to be asked.
  case askTime
  /// Nothing is refused by silence; phone, and send to the next where needed.
  case unanswered
  /// No further candidate is known.
  case noCandidate
  /// A capability for occupational disease is not in the list: phone first.
  case diseaseCapability
  /// A special hospital by its name: whether it helps the injured has to be asked by phone.
  case specialHospital
  /// An identity number looks unusual; nothing is blocked. The field, in the door's words.
  case unusualNumber(String)
  /// Traffic: Jasa Raharja first.
  case traffic
  /// A notice of suspicion does not stand for the report.
  case noticeIsNoReport
  /// The disease came later than the years after employment that are covered; only the guarantor decides.
  case afterEmployment(years: Int)
  /// Consent withdrawn: what is personal is to be purged within this many hours.
  case purgeDue(hours: Int)
  /// Consent was withdrawn: the referral is kept, and nothing more is done with it.
  case frozen
  /// The deadline has passed: what that means, and to report all the same.
  case late
  /// An own-account worker has no employer to report.
  case noEmployer
  /// KK or PAK is concluded by others.
  case notConcludedHere
  /// A referral is damaged in the file and cannot be shown: its code, or how many have none.
  case damaged(String)

  /// The code for programs.
  public var code: String {
    switch self {
    case .emergency: "emergency"
    case .duty: "duty"
    case .mayLeave: "may_leave"
    case .notABed: "not_a_bed"
    case .confirmMembership: "confirm_membership"
    case .payFirst: "pay_first"
    case .straightLine: "straight_line"
    case .farAway: "far_away"
    case .askTime: "ask_time"
    case .unanswered: "unanswered"
    case .noCandidate: "no_candidate"
    case .diseaseCapability: "disease_capability"
    case .specialHospital: "special_hospital"
    case .unusualNumber: "unusual_number"
    case .traffic: "traffic"
    case .noticeIsNoReport: "notice_is_no_report"
    case .afterEmployment: "after_employment"
    case .purgeDue: "purge_due"
    case .frozen: "frozen"
    case .late: "late"
    case .noEmployer: "no_employer"
    case .notConcludedHere: "not_concluded_here"
    case .damaged: "damaged"
    }
  }

  /// The sentence.
  public var phrase: Phrase {
    switch self {
    case .emergency:
      Phrase(
        id:
          "Gawat darurat: telepon 119. IGD terdekat mana pun wajib menolong dan tidak boleh meminta "
          + "uang muka (UU 17/2023 ps. 174).",
        en: "Emergency: call 119. Any nearest emergency department must help and may not ask for a "
          + "deposit (Law 17/2023 art. 174).")
    case .duty:
      Phrase(
        id: "Ditolak dalam keadaan gawat darurat: fasilitas wajib memberi pertolongan pertama "
          + "(UU 17/2023 ps. 174). Telepon 119 dan calon berikut.",
        en:
          "Refused in an emergency: a facility has to give first help (Law 17/2023 art. 174). Call "
          + "119 and the next candidate.")
    case .mayLeave:
      Phrase(
        id: "stat: pasien boleh berangkat sebelum dijawab; beri tahu fasilitas lewat telepon.",
        en: "stat: the patient may leave before the answer; tell the facility by phone.")
    case .notABed:
      Phrase(
        id:
          "Diterima bukan berarti tempat tersimpan; pastikan lagi lewat telepon sebelum berangkat.",
        en: "Accepted does not mean that a bed is kept; confirm by phone before leaving.")
    case .confirmMembership:
      Phrase(
        id: "Keanggotaan PLKK diduga, belum dipastikan: tanyakan lewat telepon.",
        en: "PLKK membership is presumed, not confirmed: ask by phone.")
    case .payFirst:
      Phrase(
        id: "Bukan PLKK yang berlaku: bayar dahulu, simpan kuitansi, lalu ajukan penggantian.",
        en: "Not a PLKK in force: pay first, keep the receipts, then claim back.")
    case .straightLine:
      Phrase(
        id: "Jarak adalah garis lurus, bukan jarak jalan.",
        en: "Distances are straight lines, not roads.")
    case .farAway:
      Phrase(
        id: "Yang terdekat lebih dari 100 km garis lurus: periksa lagi posisinya.",
        en: "The nearest is more than 100 km in a straight line: check the position again.")
    case .askTime:
      Phrase(
        id:
          "Waktu kejadian atau diagnosis belum diketahui: tanyakan, lalu catat dengan CORRECT. Batas "
          + "2x24 jam tidak dapat dihitung tanpanya.",
        en:
          "The time of the accident or diagnosis is not known: ask, then record it with CORRECT. The "
          + "48-hour deadline cannot be counted without it.")
    case .unanswered:
      Phrase(
        id:
          "Belum dijawab sampai batasnya. Telepon, lalu kirim ke calon berikut bila perlu; jawaban yang "
          + "terlambat tetap diterima.",
        en:
          "Not answered in time. Phone, then send to the next candidate where needed; a late answer "
          + "still counts.")
    case .noCandidate:
      Phrase(
        id: "Tidak ada calon lain dalam daftar.", en: "There is no further candidate in the list.")
    case .diseaseCapability:
      Phrase(
        id: "Kemampuan PAK (spesialis okupasi) tidak ada dalam daftar: tanyakan lewat telepon.",
        en: "The list does not hold who can treat occupational disease: ask by phone.")
    case .specialHospital:
      Phrase(
        id:
          "Rumah sakit khusus menurut namanya: tanyakan lewat telepon apakah IGD-nya menerima cedera.",
        en: "A special hospital by its name: ask by phone whether its emergency department takes "
          + "injuries.")
    case .unusualNumber(let field):
      Phrase(
        id: "\(field) tidak seperti biasanya; periksa lagi. Tetap dicatat.",
        en: "\(field) looks unusual; check it again. It was recorded all the same.")
    case .traffic:
      Phrase(
        id:
          "Kecelakaan lalu lintas: Jasa Raharja dahulu (laporan polisi boleh menyusul), selebihnya BPJS "
          + "Ketenagakerjaan.",
        en:
          "Traffic accident: Jasa Raharja first (the police report may follow), BPJS Ketenagakerjaan "
          + "for the rest.")
    case .noticeIsNoReport:
      Phrase(
        id:
          "Pemberitahuan dugaan tidak menggantikan laporan pemberi kerja; batas 2x24 jam tetap berjalan.",
        en: "A notice of suspicion does not stand for the employer's report; the 48 hours run on.")
    case .afterEmployment(let years):
      Phrase(
        id:
          "Diagnosis setelah berhenti bekerja: yang dihitung paling lama \(years) tahun (Perpres 7/2019); "
          + "penjamin yang memutuskan.",
        en:
          "Diagnosed after employment: at most \(years) years count (Perpres 7/2019); the guarantor "
          + "decides.")
    case .purgeDue(let hours):
      Phrase(
        id:
          "Persetujuan ditarik: pemrosesan dibekukan, data pribadi dihapus paling lambat dalam \(hours) "
          + "jam (plkk purge).",
        en: "Consent was withdrawn: processing is frozen, personal data has to be removed within "
          + "\(hours) hours (plkk purge).")
    case .frozen:
      Phrase(
        id: "Persetujuan ditarik: rujukan ini dibekukan, tidak ada yang boleh diproses lagi.",
        en: "Consent was withdrawn: this referral is frozen and nothing more may be done with it.")
    case .late:
      Phrase(
        id:
          "Batas 2x24 jam terlampaui: manfaat JKK menjadi kewajiban pemberi kerja; tetap laporkan, lalu "
          + "ajukan penggantian (Permenaker 1/2025 ps. 8 ayat 2a-2b).",
        en:
          "The 48 hours have passed: the JKK benefit becomes the employer's obligation; report all the "
          + "same, then claim back (Permenaker 1/2025 art. 8 (2a)-(2b)).")
    case .noEmployer:
      Phrase(
        id:
          "Peserta bukan penerima upah: sampaikan pemberitahuan dugaan (Permenaker 1/2025 ps. 48A).",
        en: "An own-account worker: give the notice of suspicion (Permenaker 1/2025 art. 48A).")
    case .damaged(let what):
      Phrase(
        id: "Rujukan rusak dalam berkas, tidak dapat ditampilkan: \(what). Jalankan plkk doctor.",
        en: "A referral is damaged in the file and cannot be shown: \(what). Run plkk doctor.")
    case .notConcludedHere:
      Phrase(
        id:
          "KK atau PAK hanya disimpulkan oleh BPJS Ketenagakerjaan atau pengawas ketenagakerjaan.",
        en: "Only BPJS Ketenagakerjaan or the labour inspector conclude KK or PAK.")
    }
  }
}
