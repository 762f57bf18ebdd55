internal import Application
internal import Formats
public import Referrals

extension Refusal {
  /// Why the rules of referrals refuse it.
  public var phrase: DoorPhrase {
    switch self {
    case .illegal(let action, let from, let legal):
      let list: DoorText =
        legal.isEmpty
        ? "-"
        : legal.dropFirst().reduce("\(act: ReferralAct(legal[0]))") {
          $0 + ", \(act: ReferralAct($1))"
        }
      return DoorPhrase(
        id:
          "\(act: ReferralAct(action)) tidak mungkin: pengajuan ini \(from.phrase.id); yang boleh: \(list)",
        en:
          "\(act: ReferralAct(action)) is not possible: this attempt is \(from.phrase.en); allowed: \(list)"
      )
    case .wrongParty(let action, let allowed):
      let words = allowed.map(\.phrase)
      let id = words.map(\.id).joined(separator: ", ")
      let en = words.map(\.en).joined(separator: ", ")
      let act = ReferralAct(action)
      guard allowed == [.target], act.inputs.contains(.channel) else {
        return DoorPhrase(
          id: "\(act: act) hanya boleh oleh \(id)", en: "\(act: act) is only for \(en)")
      }
      return DoorPhrase(
        id:
          "\(act: act) hanya boleh oleh \(id); bila ia memberi tahu lewat telepon, tulis “by telepon”",
        en: "\(act: act) is only for \(en); where it told you by phone, write “by telepon”")
    case .noAttempt(let number, let count):
      return DoorPhrase(
        id: "tidak ada pengajuan ke-\(number); ada \(count)",
        en: "there is no attempt \(number); there are \(count)")
    case .otherLive(let number):
      return DoorPhrase(
        id: "pengajuan ke-\(number) masih berjalan: tunggu jawaban atau batalkan dahulu",
        en: "attempt \(number) is still live: await its answer or cancel it first")
    case .noDestination:
      return DoorPhrase(
        id: "perlu \(value: .destination): tujuan",
        en: "needs \(value: .destination): a destination")
    case .inactiveDestination:
      return DoorPhrase(
        id: "fasilitas tujuan tidak beroperasi",
        en: "the destination is not operating")
    case .notUrgent:
      return DoorPhrase(
        id: "hanya rujukan stat atau gawat darurat boleh berangkat sebelum dijawab; naikkan dengan "
          + "\(act: .prioritize)",
        en:
          "only a stat referral or an emergency may leave before the answer; raise it with \(act: .prioritize)"
      )
    case .samePriority(let priority):
      return DoorPhrase(
        id: "prioritasnya sudah \(priority.rawValue)",
        en: "its priority is \(priority.rawValue) already")
    case .stillOpen(let items):
      let words = items.map(\.phrase)
      return DoorPhrase(
        id:
          "masih terbuka: \(words.map(\.id).joined(separator: "; ")). Selesaikan dahulu, atau tutup "
          + "dengan \(value: .withOpen) (dicatat)",
        en: "still open: \(words.map(\.en).joined(separator: "; ")). Finish them, or close it "
          + "with \(value: .withOpen) (which is recorded)")
    case .alreadyAnswered:
      return DoorPhrase(id: "fasilitas sudah menjawab", en: "the facility has answered already")
    case .over(let ending):
      return DoorPhrase(
        id: "rujukan sudah berakhir: \(ending.phrase.id)",
        en: "the referral is over: \(ending.phrase.en)")
    case .reportsBelongTo(let code):
      return DoorPhrase(
        id: "laporan dicatat pada kasus \(code.text)",
        en: "reports are kept with the case \(code.text)")
    case .invalid(let field):
      return field.phrase
    case .tooMany(let limit):
      return DoorPhrase(
        id: "satu rujukan memuat paling banyak \(limit)",
        en: "one referral holds at most \(limit)")
    }
  }
}

extension Party {
  var phrase: Phrase {
    switch self {
    case .requester: Phrase(id: "pihak yang merujuk", en: "those who refer")
    case .target: Phrase(id: "fasilitas tujuan", en: "the facility it was sent to")
    }
  }
}

extension Refusal.Ending {
  var phrase: Phrase {
    switch self {
    case .revoked: Phrase(id: "dibatalkan seluruhnya", en: "called off as a whole")
    case .inError: Phrase(id: "salah input", en: "entered in error")
    case .frozen: Phrase(id: "persetujuan ditarik", en: "consent was withdrawn")
    case .closed: Phrase(id: "kasus ditutup", en: "the case was closed")
    }
  }
}

extension Refusal.Field {
  /// What was wrong with the value, and what is allowed.
  var phrase: DoorPhrase {
    switch self {
    case .occurredAt:
      return DoorPhrase(
        id: "\(value: .occurredAt): waktu kejadian tidak boleh di masa depan",
        en: "\(value: .occurredAt): the accident cannot lie in the future")
    case .diagnosedAt:
      return DoorPhrase(
        id: "\(value: .diagnosedAt): waktu diagnosis tidak boleh di masa depan",
        en: "\(value: .diagnosedAt): the diagnosis cannot lie in the future")
    case .outcomeLetterAt:
      return DoorPhrase(
        id: "\(value: .at): surat dokter tidak boleh di masa depan atau sebelum kejadian",
        en: "\(value: .at): the doctor's letter cannot lie in the future or before the accident")
    case .sentAt:
      return DoorPhrase(
        id: "\(value: .at): laporan tidak boleh terkirim di masa depan atau sebelum kejadian",
        en: "\(value: .at): a report cannot be sent in the future or before the accident")
    case .code:
      return DoorPhrase(
        id: "kode terlalu panjang atau berisi karakter kendali",
        en: "a code is too long or holds a control character")
    case .cost:
      return DoorPhrase(
        id: "\(value: .cost): 0 sampai 1000000000 rupiah",
        en: "\(value: .cost): 0 to 1000000000 rupiah")
    case .region:
      return DoorPhrase(
        id: "\(value: .region): bukan kode Kemendagri",
        en: "\(value: .region): not a Kemendagri code")
    case .parallel:
      return DoorPhrase(
        id: "\(value: .parallel) hanya untuk \(value: .priority) stat",
        en: "\(value: .parallel) is only for \(value: .priority) stat")
    case .receipt:
      return DoorPhrase(
        id: "\(value: .receipt): nomor tanda terima terlalu panjang",
        en: "\(value: .receipt): the receipt number is too long")
    case .payer:
      return DoorPhrase(
        id: "\(value: .payer): penjamin perlu disebut untuk keadaan ini",
        en: "\(value: .payer): this state needs the payer named")
    case .name:
      return DoorPhrase(
        id: "nama tujuan atau cabang kosong atau terlalu panjang",
        en: "the name of a destination or branch is empty or too long")
    }
  }
}
