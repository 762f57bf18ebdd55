internal import Facilities

/// The words of a facility's name in the form that decides kind and likeness.
enum NameWords {
  /// Words that say who runs a site and not what it is.
  static let administrative: Set<String> = ["upt", "uptd", "blud", "uobk", "pt", "cv"]

  /// The same, written out.
  private static let writtenOut: [[String]] = [
    ["unit", "pelaksana", "teknis", "daerah"], ["unit", "pelaksana", "teknis", "dinas"],
    ["unit", "pelaksana", "teknis"], ["badan", "layanan", "umum", "daerah"],
    ["unit", "organisasi", "bersifat", "khusus"],
  ]
  private static let kinds: [(words: [String], short: String)] = [
    (["rumah", "sakit", "umum", "daerah"], "rsud"), (["rs", "umum", "daerah"], "rsud"),
    (["rumah", "sakit", "umum"], "rsu"), (["rs", "umum"], "rsu"),
    (["rumah", "sakit", "ibu", "dan", "anak"], "rsia"),
    (["rumah", "sakit", "ibu", "anak"], "rsia"),
    (["rs", "ibu", "dan", "anak"], "rsia"), (["rumah", "sakit", "jiwa"], "rsj"),
    (["rumah", "sakit", "gigi", "dan", "mulut"], "rsgm"), (["rumah", "sakit"], "rs"),
    (["rumkit"], "rs"), (["pusat", "kesehatan", "masyarakat"], "puskesmas"), (["pkm"], "puskesmas"),
    (["pusk"], "puskesmas"), (["poli", "klinik"], "poliklinik"), (["praktik"], "praktek"),
  ]

  /// The words: initials at the front are one word (`R.S.U.D.`), what runs the site is left out, and a
  /// kind written out is short.
  static func words(_ name: String) -> [String] {
    var words = joiningInitials(NameKey.words(name))
    var hasChanged = true
    while hasChanged, words.count > 1 {
      hasChanged = false
      if administrative.contains(words[0]) {
        words.removeFirst()
        hasChanged = true
      }
      for long in writtenOut where words.count > long.count && words.starts(with: long) {
        words.removeFirst(long.count)
        hasChanged = true
      }
    }
    for kind in kinds where words.starts(with: kind.words) {
      return [kind.short] + words.dropFirst(kind.words.count)
    }
    return words
  }

  /// `r s u d ulin` is `rsud ulin`: two or more single letters before the first longer word.
  private static func joiningInitials(_ words: [String]) -> [String] {
    // `R.S.I.` ends in a numeral for those who read Roman ones.
    func letter(_ word: String) -> String? { word == "1" ? "i" : word.utf8.count == 1 ? word : nil }
    var joined = ""
    for word in words {
      guard let letter = letter(word), joined.isEmpty || !("0"..."9").contains(letter) else {
        break
      }
      joined += letter
    }
    guard joined.utf8.count > 1, joined.hasPrefix("r") || joined.hasPrefix("p") else {
      return words
    }
    return [joined] + words.dropFirst(joined.utf8.count)
  }

  /// Whether a word is an abbreviation for some sort of hospital: `rs`, `rsud`, `rskia`.
  static func isHospital(_ word: String) -> Bool {
    word.hasPrefix("rs") && word.utf8.count <= 6 || word.hasPrefix("rumkit")
  }
}
