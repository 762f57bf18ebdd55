public import Formats
public import Referrals

extension AttemptStatus {
  /// The state in a person's words, which both doors say.
  public var phrase: Phrase {
    switch self {
    case .draft: Phrase(id: "disusun", en: "being written")
    case .requested: Phrase(id: "dikirim", en: "sent")
    case .received: Phrase(id: "dibaca", en: "seen")
    case .accepted: Phrase(id: "diterima", en: "accepted")
    case .rejected: Phrase(id: "ditolak", en: "refused")
    case .onHold: Phrase(id: "ditunda", en: "waiting")
    case .inProgress: Phrase(id: "dalam perjalanan", en: "on the way")
    case .completed: Phrase(id: "selesai", en: "completed")
    case .cancelled: Phrase(id: "dibatalkan", en: "called off")
    case .failed: Phrase(id: "gagal", en: "failed")
    case .enteredInError: Phrase(id: "salah entri", en: "entered in error")
    }
  }
}

extension AttemptAction {
  /// The verb of the line protocol that takes this step; the command line has its own word for it.
  var verb: String {
    switch self {
    case .send: "SEND"
    case .receive: "SEEN"
    case .accept: "ACCEPT"
    case .reject: "REJECT"
    case .depart: "DEPART"
    case .hold: "HOLD"
    case .arrive: "ARRIVE"
    case .cancel: "CANCEL"
    case .fail: "FAIL"
    case .markInError: "VOID"
    case .answerLate: "LATE"
    case .onward: "ONWARD"
    case .returnBack: "RETURN"
    }
  }
}

extension OpenItem {
  /// What is open, in a person's words.
  public var phrase: Phrase {
    switch self {
    case .clockStart:
      Phrase(
        id: "waktu kejadian atau diagnosis belum diketahui",
        en: "the time of the accident or diagnosis is not known")
    case .report(let stage, let addressee):
      Phrase(
        id: "laporan \(stage == .first ? "tahap I" : "tahap II") ke "
          + "\(addressee == .bpjs ? "BPJS Ketenagakerjaan" : "Disnaker") belum tercatat",
        en: "report of stage \(stage == .first ? "I" : "II") to "
          + "\(addressee == .bpjs ? "BPJS Ketenagakerjaan" : "the labour office") is not recorded")
    case .outcomeLetter:
      Phrase(
        id: "surat dokter tentang hasil perawatan belum tercatat",
        en: "the doctor's letter on the outcome is not recorded")
    case .journey:
      Phrase(id: "perjalanan pasien belum tercatat", en: "the patient's journey is not recorded")
    case .journeyCost(let count):
      Phrase(
        id: "biaya \(count) perjalanan belum diketahui",
        en: "the cost of \(count) journeys is not known")
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

extension Referrals.Refusal.Ending {
  var phrase: Phrase {
    switch self {
    case .revoked: Phrase(id: "dibatalkan seluruhnya", en: "called off as a whole")
    case .inError: Phrase(id: "salah entri", en: "entered in error")
    case .frozen: Phrase(id: "persetujuan ditarik", en: "consent was withdrawn")
    case .closed: Phrase(id: "kasus ditutup", en: "the case was closed")
    }
  }
}

extension Referrals.Refusal.Field {
  /// What was wrong with the value, and what is allowed.
  var phrase: DoorPhrase {
    switch self {
    case .occurredAt:
      DoorPhrase(
        id: "\(option: "OCCURRED"): waktu kejadian tidak boleh di masa depan",
        en: "\(option: "OCCURRED"): the accident cannot lie in the future")
    case .diagnosedAt:
      DoorPhrase(
        id: "\(option: "DIAGNOSED"): waktu diagnosis tidak boleh di masa depan",
        en: "\(option: "DIAGNOSED"): the diagnosis cannot lie in the future")
    case .outcomeLetterAt:
      DoorPhrase(
        id: "\(option: "AT"): surat dokter tidak boleh di masa depan atau sebelum kejadian",
        en: "\(option: "AT"): the doctor's letter cannot lie in the future or before the accident")
    case .sentAt:
      DoorPhrase(
        id: "\(option: "AT"): laporan tidak boleh terkirim di masa depan atau sebelum kejadian",
        en: "\(option: "AT"): a report cannot be sent in the future or before the accident")
    case .code:
      DoorPhrase(
        id: "kode terlalu panjang atau berisi karakter kendali",
        en: "a code is too long or holds a control character")
    case .cost:
      DoorPhrase(
        id: "\(option: "COST"): 0 sampai 1000000000 rupiah",
        en: "\(option: "COST"): 0 to 1000000000 rupiah")
    case .region:
      DoorPhrase(
        id: "\(option: "REGION"): bukan kode Kemendagri",
        en: "\(option: "REGION"): not a Kemendagri code")
    case .parallel:
      DoorPhrase(
        id: "\(option: "PARALLEL") hanya untuk \(option: "PRIORITY") stat",
        en: "\(option: "PARALLEL") is only for \(option: "PRIORITY") stat")
    case .receipt:
      DoorPhrase(
        id: "\(option: "RECEIPT"): nomor tanda terima terlalu panjang",
        en: "\(option: "RECEIPT"): the receipt number is too long")
    case .payer:
      DoorPhrase(
        id: "\(option: "PAYER"): penjamin perlu disebut untuk keadaan ini",
        en: "\(option: "PAYER"): this state needs the payer named")
    case .name:
      DoorPhrase(
        id: "nama tujuan atau cabang kosong atau terlalu panjang",
        en: "the name of a destination or branch is empty or too long")
    }
  }
}
