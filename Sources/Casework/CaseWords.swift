public import Formats
internal import LineProtocol
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
  var phrase: Phrase {
    switch self {
    case .occurredAt:
      Phrase(
        id: "OCCURRED: waktu kejadian tidak boleh di masa depan",
        en: "OCCURRED: the accident cannot lie in the future")
    case .diagnosedAt:
      Phrase(
        id: "DIAGNOSED: waktu diagnosis tidak boleh di masa depan",
        en: "DIAGNOSED: the diagnosis cannot lie in the future")
    case .outcomeLetterAt:
      Phrase(
        id: "AT: surat dokter tidak boleh di masa depan atau sebelum kejadian",
        en: "AT: the doctor's letter cannot lie in the future or before the accident")
    case .sentAt:
      Phrase(
        id: "AT: laporan tidak boleh terkirim di masa depan atau sebelum kejadian",
        en: "AT: a report cannot be sent in the future or before the accident")
    case .code:
      Phrase(
        id: "kode terlalu panjang atau berisi karakter kendali",
        en: "a code is too long or holds a control character")
    case .cost:
      Phrase(id: "COST: 0 sampai 1000000000 rupiah", en: "COST: 0 to 1000000000 rupiah")
    case .region:
      Phrase(id: "REGION: bukan kode Kemendagri", en: "REGION: not a Kemendagri code")
    case .parallel:
      Phrase(
        id: "PARALLEL hanya untuk PRIORITY stat", en: "PARALLEL is only for PRIORITY stat")
    case .receipt:
      Phrase(
        id: "RECEIPT: nomor tanda terima terlalu panjang",
        en: "RECEIPT: the receipt number is too long")
    case .payer:
      Phrase(
        id: "PAYER: penjamin perlu disebut untuk keadaan ini",
        en: "PAYER: this state needs the payer named")
    case .name:
      Phrase(
        id: "nama tujuan atau cabang kosong atau terlalu panjang",
        en: "the name of a destination or branch is empty or too long")
    }
  }
}
