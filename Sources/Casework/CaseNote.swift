internal import Formats
public import Referrals
internal import Wording

/// What a person must know beside an answer about a referral; a code for programs, a sentence for
/// people.
public enum CaseNote: Hashable, Sendable {
  /// An emergency: 119 first; a facility must help and may ask for no deposit.
  case emergency
  /// Refused in an emergency: what the law says about the duty to help.
  case duty
  /// `stat` or an emergency: the patient may leave before the answer.
  case mayLeave
  /// Accepted is not a bed kept: phone again before leaving.
  case notABed
  /// The priority became `stat` because a criterion of an emergency is met.
  case madeStat
  /// The place was given by a name: the position may be off by so many metres.
  case approximate(Int)
  /// Membership is not certain: confirm by phone.
  case confirmMembership
  /// On no list that is held here: ask; that proves nothing.
  case notListed
  /// An agreement that has ended or not begun: pay first, keep receipts.
  case payFirst
  /// An emergency where membership is not certain: who pays is settled after the care.
  case settledLater
  /// Distances are straight lines.
  case straightLine
  /// Even the nearest is more than 100 km away.
  case farAway
  /// The destination that was named is far away, in metres.
  case farDestination(Double)
  /// The facility refused after the patient had left.
  case lateRefusal
  /// The case was closed with something open.
  case closedWithOpen
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
  case afterEmployment(Rule<Int>)
  /// Consent withdrawn: what is personal is to be purged.
  case purgeDue
  /// Consent was withdrawn: the referral is kept, and nothing more is done with it.
  case frozen
  /// A refund is the most that is paid, and only if the case is guaranteed.
  case atMost(Rule<TransportCaps>)
  /// The law of the day of the accident is not held here; the first day that is.
  case ruleNotHeld(Day)
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
    case .madeStat: "made_stat"
    case .approximate: "approximate"
    case .confirmMembership: "confirm_membership"
    case .notListed: "not_listed"
    case .settledLater: "settled_later"
    case .payFirst: "pay_first"
    case .straightLine: "straight_line"
    case .farAway: "far_away"
    case .farDestination: "far_destination"
    case .lateRefusal: "late_refusal"
    case .closedWithOpen: "closed_with_open"
    case .atMost: "at_most"
    case .ruleNotHeld: "rule_not_held"
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
  public var phrase: DoorPhrase {
    switch self {
    case .emergency:
      DoorPhrase(
        id: "Gawat darurat: telepon 119. \(LawText.emergencyDuty.id)",
        en: "Emergency: call 119. \(LawText.emergencyDuty.en)")
    case .duty: DoorPhrase(LawText.duty)
    case .mayLeave:
      DoorPhrase(
        id: "Pasien boleh berangkat sebelum dijawab; beri tahu fasilitas lewat telepon.",
        en: "The patient may leave before the answer; tell the facility by phone.")
    case .madeStat:
      DoorPhrase(
        id:
          "Prioritas menjadi darurat (stat) karena ada kriteria gawat darurat; ubah dengan \(verb: "PRIORITY").",
        en:
          "The priority became stat because a criterion of an emergency is met; change it with \(verb: "PRIORITY")."
      )
    case .approximate(let meters):
      DoorPhrase(
        id:
          "PERKIRAAN: posisi dari nama tempat, bisa meleset sampai \(Self.kilometers(meters, ",")) km. Yang terdekat dari pasien bisa lain.",
        en:
          "APPROXIMATE: the position is that of a place name and may be off by up to \(Self.kilometers(meters, ".")) km. Another site may be nearer to the patient."
      )
    case .notABed:
      DoorPhrase(
        id:
          "Diterima belum berarti tempat tidur sudah disiapkan; pastikan lagi lewat telepon sebelum berangkat.",
        en: "Accepted does not mean that a bed is kept; confirm by phone before leaving.")
    case .confirmMembership:
      DoorPhrase(
        id:
          "Belum pasti PLKK: telepon dulu sebelum ke sana; tanpa telepon, tanyakan ke BPJS Ketenagakerjaan 175.",
        en:
          "PLKK membership is not certain: ask by phone first; without a phone ask BPJS Ketenagakerjaan, 175."
      )
    case .notListed:
      DoorPhrase(
        id:
          "Tidak ada di daftar PLKK ini, dan daftar ini tidak lengkap: tanyakan ke fasilitas atau BPJS Ketenagakerjaan 175. Bila bukan PLKK, bayar dahulu, simpan kuitansi, lalu ajukan penggantian.",
        en:
          "Not on this list of PLKK, which is not complete: ask the facility or BPJS Ketenagakerjaan, 175. If it is none, pay first, keep the receipts, then claim back."
      )
    case .payFirst:
      DoorPhrase(
        id: "PKS tidak berlaku: bayar dahulu, simpan kuitansi, lalu ajukan penggantian.",
        en: "The agreement is not in force: pay first, keep the receipts, then claim back.")
    case .settledLater:
      DoorPhrase(
        id:
          "Keanggotaan PLKK dan siapa yang membayar diurus sesudah pertolongan; simpan semua kuitansi.",
        en: "Membership and who pays are settled after the care; keep all receipts.")
    case .straightLine:
      DoorPhrase(
        id: "Jarak adalah garis lurus, bukan jarak jalan.",
        en: "Distances are straight lines, not roads.")
    case .farAway:
      DoorPhrase(
        id: "Yang terdekat lebih dari 100 km garis lurus: periksa lagi posisinya.",
        en: "The nearest is more than 100 km in a straight line: check the position again.")
    case .farDestination(let meters):
      DoorPhrase(
        id:
          "Tujuan ini \(Self.kilometers(Int(meters), ",")) km garis lurus dari pasien: periksa lagi id dan posisinya.",
        en:
          "This destination is \(Self.kilometers(Int(meters), ".")) km from the patient in a straight line: check id and position again."
      )
    case .lateRefusal:
      DoorPhrase(
        id:
          "FASILITAS MENOLAK SETELAH PASIEN BERANGKAT: telepon 119 dan calon berikut (\(verb: "NEXT")).",
        en:
          "THE FACILITY REFUSED AFTER THE PATIENT LEFT: call 119 and the next candidate (\(verb: "NEXT"))."
      )
    case .askTime:
      DoorPhrase(
        id:
          "Waktu kejadian atau diagnosis belum diketahui: tanyakan, lalu catat dengan \(verb: "CORRECT"). Batas lapor tidak dapat dihitung tanpanya.",
        en:
          "The time of the accident or diagnosis is not known: ask, then record it with \(verb: "CORRECT"). The deadline cannot be counted without it."
      )
    case .unanswered:
      DoorPhrase(
        id:
          "Belum dijawab sampai batasnya. Telepon, lalu kirim ke calon berikut bila perlu; jawaban yang terlambat tetap diterima.",
        en:
          "Not answered in time. Phone, then send to the next candidate where needed; a late answer still counts."
      )
    case .noCandidate:
      DoorPhrase(
        id: "Tidak ada calon lain dalam daftar.", en: "There is no further candidate in the list.")
    case .diseaseCapability:
      DoorPhrase(
        id: "Kemampuan PAK (spesialis okupasi) tidak ada dalam daftar: tanyakan lewat telepon.",
        en: "The list does not hold who can treat occupational disease: ask by phone.")
    case .specialHospital:
      DoorPhrase(
        id: "Rumah sakit khusus: tanyakan lewat telepon apakah IGD-nya menerima cedera.",
        en: "A special hospital: ask by phone whether its emergency department takes injuries.")
    case .unusualNumber(let field):
      DoorPhrase(
        id: "\(field) tidak seperti biasanya; periksa lagi. Tetap dicatat.",
        en: "\(field) looks unusual; check it again. It was recorded all the same.")
    case .traffic: DoorPhrase(LawText.traffic)
    case .noticeIsNoReport: DoorPhrase(LawText.noticeIsNoReport)
    case .afterEmployment(let rule): DoorPhrase(LawText.afterEmployment(rule))
    case .purgeDue: DoorPhrase(LawText.purgeDue)
    case .frozen:
      DoorPhrase(
        id: "Persetujuan ditarik: rujukan ini dibekukan, tidak ada yang boleh diproses lagi.",
        en: "Consent was withdrawn: this referral is frozen and nothing more may be done with it.")
    case .closedWithOpen:
      DoorPhrase(
        id:
          "Kasus ditutup meskipun masih ada yang terbuka; laporan dan koreksi tetap bisa dicatat.",
        en:
          "The case was closed with something open; reports and corrections can still be recorded.")
    case .atMost(let rule): DoorPhrase(LawText.transport(rule))
    case .ruleNotHeld(let day): DoorPhrase(LawText.tooEarly(day))
    case .late: DoorPhrase(LawText.late)
    case .noEmployer: DoorPhrase(LawText.ownAccount)
    case .damaged(let what):
      DoorPhrase(
        id: "Rujukan rusak dalam berkas, tidak dapat ditampilkan: \(what). Jalankan plkk doctor.",
        en: "A referral is damaged in the file and cannot be shown: \(what). Run plkk doctor.")
    case .notConcludedHere: DoorPhrase(LawText.notConcludedHere)
    }
  }

  /// Metres as kilometres with one decimal after the mark of a language.
  private static func kilometers(_ meters: Int, _ mark: String) -> String {
    (Double(meters) / 1_000).fixed(1).replacing(".", with: mark)
  }
}
