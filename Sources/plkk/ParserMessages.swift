/// The option parser's own English phrases in Indonesian.
///
/// The parser has no translation hook; its sentences are few and fixed. A phrase that is not in the
/// table stays English rather than be lost.
enum ParserMessages {
  private static let phrases: [(String, String)] = [
    ("Error: Unknown option ", "Galat: opsi tidak dikenal "),
    ("Error: Missing expected argument ", "Galat: kurang argumen "),
    ("Error: Missing value for ", "Galat: kurang nilai untuk "),
    ("Error: The value ", "Galat: nilai "),
    (" is invalid for ", " tidak sah untuk "),
    ("Error: Unexpected argument ", "Galat: argumen tidak terduga "),
    (" unexpected arguments: ", " argumen tidak terduga: "),
    ("Did you mean ", "Maksud Anda "),
    ("Please provide one of ", "Pilih salah satu dari "),
    ("Error: ", "Galat: "),
    ("Help:  ", "Bantuan:  "),
    ("Usage: ", "Pemakaian: "),
    ("See '", "Lihat '"),
    ("' for more information.", "' untuk keterangan."),
  ]

  static func localized(_ text: String) -> String {
    guard Language.current == .indonesian else { return text }
    return phrases.reduce(text) { text, phrase in
      text.replacing(phrase.0, with: phrase.1)
    }
  }
}
