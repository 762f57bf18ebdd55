public import Application
public import Formats

extension PendingCall.Reason: Worded {
  /// Why somebody is to be phoned.
  public var phrase: Phrase {
    switch self {
    case .refusedLate:
      Phrase(
        id: "FASILITAS MENOLAK SETELAH PASIEN BERANGKAT",
        en: "THE FACILITY REFUSED AFTER THE PATIENT LEFT")
    case .unanswered:
      Phrase(id: "belum dijawab sampai batasnya", en: "not answered in time")
    case .noComputer:
      Phrase(
        id: "fasilitas tanpa komputer: beri tahu lewat telepon",
        en: "a facility without a computer: tell it by phone")
    }
  }
}
