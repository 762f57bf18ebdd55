public import Formats
public import Lists

/// Sentences for the work list of whom to call.
extension Language {
  /// What to ask a site.
  public func ask(_ question: WorkList.Question) -> String {
    switch question {
    case .membership:
      say(
        id: "Apakah masih melayani kecelakaan kerja sebagai PLKK BPJS Ketenagakerjaan?",
        en: "Do you still treat work accidents as a PLKK of BPJS Ketenagakerjaan?")
    case .agreementEnd:
      say(id: "Sampai kapan perjanjian (PKS) berlaku?", en: "Until when does the agreement run?")
    case .phone:
      say(id: "Nomor telepon mana yang benar?", en: "Which telephone number is right?")
    case .emergency24h:
      say(id: "Apakah IGD buka 24 jam?", en: "Is the emergency department open day and night?")
    case .openingHours: say(id: "Jam berapa buka?", en: "When are you open?")
    case .position:
      say(id: "Di mana alamat dan koordinatnya?", en: "Where is it, with coordinates?")
    }
  }

  /// How many sites were called, in one line.
  public func calls(_ count: WorkList.Count) -> String {
    say(
      id: "\(count.sites) fasilitas, \(count.confirmed) dipastikan lewat telepon, "
        + "\(count.aged) sudah lama, \(count.never) belum pernah",
      en: "\(count.sites) sites, \(count.confirmed) confirmed by telephone, "
        + "\(count.aged) long ago, \(count.never) never")
  }

  /// The office that calls; none where no office's list covers the kabupaten.
  public func caller(_ office: String) -> String {
    office.isEmpty
      ? say(id: "belum ada kantor dengan daftar di sini", en: "no office with a list here yet")
      : office.shown()
  }
}
