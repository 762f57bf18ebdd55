internal import Facilities
internal import Lists

/// Words for the status of a site or its agreement, in a column of their own or in a note.
enum StatusWords {
  /// The status that a cell means, or `nil` when its words are not known.
  static func status(_ text: String) -> ListedStatus? {
    let key = Header.key(text)
    // A cross may say yes or no.
    if key.isEmpty, Tick.isTick(text) { return Tick.isCross(text) ? nil : .usable }
    if key.isEmpty || key == "unknown" || key == "tidakdiketahui" { return .unknown }
    if usable.contains(key) { return .usable }
    if notUsable.contains(key) { return .notUsable }
    // "Berakhir 31-12-2025", "Tidak diperpanjang", "Pengajuan ulang".
    if notUsable.contains(where: { $0.utf8.count >= 5 && key.hasPrefix($0) }) { return .notUsable }
    return effect(ofNote: text) == .ends ? .notUsable : nil
  }

  /// What a note says of the agreement.
  enum Effect: Hashable {
    /// It has ended, will not go on, or has not begun.
    case ends
    /// It holds for some services, hours or people only.
    case limits
    /// Nothing.
    case none
  }

  /// Whether a note's words end or limit an agreement; to be checked by a person.
  static func effect(ofNote text: String) -> Effect {
    if text.isEmpty { return .none }
    let words = NameKey.words(text)
    let isNegated = words.contains { negations.contains($0) }
    for word in words {
      if endings.contains(where: { word.hasPrefix($0) }), !others.contains(word) { return .ends }
      if isNegated, renewals.contains(where: { word.hasPrefix($0) }) { return .ends }
    }
    let isLimited =
      words.contains { limits.contains($0) } || isNegated && words.contains("melayani")
    return isLimited ? .limits : .none
  }

  private static let negations: Set<String> = [
    "tidak", "tdk", "tak", "belum", "blm", "bukan", "non", "not",
  ]
  /// With a negation before them the agreement has ended, or has not begun.
  private static let renewals = [
    "perpanjang", "diperpanjang", "aktif", "berlaku", "kerjasama", "kerja", "plkk", "pks", "lanjut",
    "dilanjut", "bekerja", "mou", "terdaftar", "renew", "active", "valid",
  ]
  private static let endings = [
    "putus", "diputus", "pemutusan", "berakhir", "habis", "nonaktif", "dinonaktif", "inactive",
    "tutup", "ditutup", "dicabut", "cabut", "bekukan", "dibekukan", "suspend", "mengundurkan",
    "undur", "batal", "dibatalkan", "stop", "dihentikan", "berhenti", "kadaluarsa", "kedaluwarsa",
    "kadaluwarsa", "expired", "terminated", "ended", "closed", "ditolak", "draft", "pengajuan",
    "proses", "exp",
  ]
  /// Words that begin like an ending and are none.
  private static let others: Set<String> = [
    "batalyon", "batalion", "express", "expres", "expo", "expert",
  ]
  private static let limits: Set<String> = [
    "hanya", "khusus", "terbatas", "sementara", "kecuali", "only", "except", "limited",
  ]

  private static let usable: Set<String> = [
    "aktif", "y", "ya", "1", "true", "disetujui", "active", "yes", "berlaku", "masihberlaku",
    "valid", "ok", "v", "diperpanjang", "sudahdiperpanjang",
  ]
  private static let notUsable: Set<String> = [
    "nonaktif", "tidakaktif", "t", "tidak", "berakhir", "ditolak", "dibatalkan", "draft", "draf",
    "pengajuan", "0", "false", "no", "n", "inactive", "putus", "habis", "kadaluarsa",
    "kedaluwarsa", "expired", "tutup", "suspend", "diputus", "proses", "dropped", "notyet",
  ]
}
