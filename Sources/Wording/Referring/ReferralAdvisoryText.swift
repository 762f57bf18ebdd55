public import Application
internal import Formats
internal import Referrals

extension ReferralAdvisory {
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
          "Prioritas menjadi darurat (stat) karena ada kriteria gawat darurat; ubah dengan \(act: .prioritize).",
        en:
          "The priority became stat because a criterion of an emergency is met; change it with \(act: .prioritize)."
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
          "FASILITAS MENOLAK SETELAH PASIEN BERANGKAT: telepon 119 dan calon berikut (\(act: .next)).",
        en:
          "THE FACILITY REFUSED AFTER THE PATIENT LEFT: call 119 and the next candidate (\(act: .next))."
      )
    case .askTime:
      DoorPhrase(
        id:
          "Waktu kejadian atau diagnosis belum diketahui: tanyakan, lalu catat dengan \(act: .correct). Batas lapor tidak dapat dihitung tanpanya.",
        en:
          "The time of the accident or diagnosis is not known: ask, then record it with \(act: .correct). The deadline cannot be counted without it."
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
        id: "\(field.number) tidak seperti biasanya; periksa lagi. Tetap dicatat.",
        en: "\(field.number) looks unusual; check it again. It was recorded all the same.")
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
    case .damaged(let code): Self.damaged(code.text)
    case .unreadable(let rows): Self.damaged("\(rows)")
    case .moreCalls(let count):
      DoorPhrase(
        id: "\(count) telepon lagi tidak ditampilkan; perbesar batasnya.",
        en: "\(count) more calls are not shown; raise the limit.")
    case .more(let place):
      DoorPhrase(
        id: "Daftar ini masih berlanjut: minta sisanya dengan \(value: .after) \(place.text).",
        en: "The list goes on: ask for the rest with \(value: .after) \(place.text).")
    case .tokenEnds(let end):
      DoorPhrase(
        id:
          "Token ini berlaku sampai \(end.iso8601()); mintalah yang baru kepada pengelola sebelum itu.",
        en: "This token ends at \(end.iso8601()); ask the administrator for a new one before that.")
    case .notConcludedHere: DoorPhrase(LawText.notConcludedHere)
    }
  }

  private static func damaged(_ what: String) -> DoorPhrase {
    DoorPhrase(
      id: "Rujukan rusak dalam berkas, tidak dapat ditampilkan: \(what). Jalankan plkk doctor.",
      en: "A referral is damaged in the file and cannot be shown: \(what). Run plkk doctor.")
  }

  /// Metres as kilometres with one decimal after the mark of a language.
  private static func kilometers(_ meters: Int, _ mark: String) -> String {
    (Double(meters) / 1_000).fixed(1).replacing(".", with: mark)
  }
}

extension PersonalField {
  /// What a number is called in both languages.
  fileprivate var number: String { self == .kpj ? "KPJ" : "NIK" }
}
