import Formats

/// The option parser's own English phrases in Indonesian.
///
/// The parser has no translation hook; its sentences are few and fixed. A phrase that is not in the
/// table stays English rather than be lost.
enum ParserMessages {
  private static let phrases: [(String, String)] = [
    ("Error: Unknown option ", "Kesalahan: opsi tidak dikenal "),
    ("Error: Missing expected argument ", "Kesalahan: kurang argumen "),
    ("Error: The value ", "Kesalahan: nilai "),
    (" is invalid for ", " tidak sah untuk "),
    ("Error: Unexpected argument ", "Kesalahan: argumen tidak terduga "),
    (" unexpected arguments: ", " argumen tidak terduga: "),
    ("Did you mean ", "Maksud Anda "),
    ("Can't generate completion scripts for ", "Tidak ada skrip pelengkapan untuk "),
    ("Please use --generate-completion-script=<shell> with one of:", "Pilih salah satu dari:"),
    ("Please provide one of the following:", "Pilih salah satu dari:"),
    ("Please provide one of ", "Pilih salah satu dari "),
    ("Error: ", "Kesalahan: "),
    ("Help:  ", "Bantuan:  "),
    ("See '", "Lihat '"),
    ("' for more information.", "' untuk keterangan."),
    ("[<options>]", "[<opsi>]"),
    ("Usage: plkk <subcommand>", "Pemakaian: plkk <perintah>"),
    ("Usage: ", "Pemakaian: "),
    ("' or '", "' atau '"),
    ("' and '", "' dan '"),
  ]

  private static let headings: [(String, String)] = [
    ("OVERVIEW: ", "IKHTISAR: "),
    ("\nUSAGE: ", "\nPEMAKAIAN: "),
    ("\nARGUMENTS:\n", "\nARGUMEN:\n"),
    ("\nOPTIONS:\n", "\nOPSI:\n"),
    ("\nSUBCOMMANDS:\n", "\nPERINTAH:\n"),
    // What follows may stand on the next line.
    ("(values:", "(pilihan:"),
    ("; default:", "; bawaan:"),
    (";\n                          default:", ";\n                          bawaan:"),
    ("(default:", "(bawaan:"),
    ("  Show the version.", "  Tampilkan versi."),
    ("  Show help information.", "  Tampilkan bantuan ini."),
    ("\n  See 'plkk help ", "\n  Lihat 'plkk help "),
    ("<subcommand>' for detailed help.", "<perintah>' untuk bantuan tiap perintah."),
    (" <subcommand>\n", " <perintah>\n"),
    ("[<options>]", "[<opsi>]"),
  ]

  static func localized(_ text: String) -> String {
    guard Language.current == .indonesian else { return text }
    // "Missing value for '--kind <kind>'"
    let text = text.replacing(/Error: Missing value for '([^']*)'/) {
      "Kesalahan: '\($0.output.1)' belum diberi nilai"
    }
    return replacing(phrases, in: text)
  }

  /// A help page with the parser's headings in the language of this run; other text as it is.
  static func localizedHelp(_ text: String) -> String {
    guard Language.current == .indonesian, text.hasPrefix("OVERVIEW: ") else { return text }
    // On a narrow terminal these two are the only phrases that the parser breaks.
    let text = replacing(headings, in: text)
      .replacing(/(\s{2,})Show\s+the\s+version\./) { $0.output.1 + "Tampilkan versi." }
      .replacing(/(\s{2,})Show\s+help\s+information\./) { $0.output.1 + "Tampilkan bantuan ini." }
    return text
  }

  /// Without control characters but line feeds: the parser quotes what was typed as it came.
  static func safe(_ text: String) -> String {
    let clean = text.unicodeScalars.filter {
      $0 == "\n" || ![.control, .format].contains($0.properties.generalCategory)
    }
    return String(String.UnicodeScalarView(clean))
  }

  private static func replacing(_ phrases: [(String, String)], in text: String) -> String {
    phrases.reduce(text) { text, phrase in
      text.replacing(phrase.0, with: phrase.1)
    }
  }
}
