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
    case .enteredInError: Phrase(id: "salah input", en: "entered in error")
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
