public import Formats

/// Why words do not fit the command table; every case names the word and what is allowed.
///
/// A verb that may carry personal data (access `token`) has its words not repeated, for one of
/// them may be a person's: they are named by their place.
public enum CommandError: Error, Hashable, Sendable {
  /// No such verb; the one that it is nearest to, where one is near.
  case unknownVerb(String, near: String?)
  /// A word that is neither a value nor an option of the verb.
  ///
  /// - Parameters:
  ///   - word: The word; nil where it may be personal.
  ///   - place: Which word of the request it is, the verb being the first.
  case unexpectedWord(String?, place: Int, verb: String, allowed: [String])
  /// A value is missing: of the verb, or of the option that is named.
  case missingValue(ValueSpec, option: String?, verb: String)
  /// A value is not what it must be; nil where it may be personal.
  case wrongValue(String?, ValueSpec, option: String?)
  /// An option stands twice.
  case repeatedOption(String)
  /// Options that exclude each other, or a verb without one that it needs.
  case wrongCombination(verb: String, usage: String)

  /// The text of the error reply, its code left out.
  public var phrase: Phrase {
    switch self {
    case .unknownVerb(let verb, let near):
      return Phrase(
        id: "kata kerja tidak dikenal '\(Self.shown(verb))'; "
          + (near.map { "maksudnya \($0)? " } ?? "") + "HELP menyebut semuanya",
        en: "unknown verb '\(Self.shown(verb))'; " + (near.map { "did you mean \($0)? " } ?? "")
          + "HELP lists them all")
    case .unexpectedWord(let word, let place, let verb, let allowed):
      let list = allowed.joined(separator: " ")
      return Phrase(
        id: (word.map { "opsi tidak dikenal '\(Self.shown($0))'" }
          ?? "opsi tidak dikenal, kata ke-\(place),") + " untuk \(verb); "
          + (allowed.isEmpty ? "tidak ada opsi" : "yang ada: \(list)"),
        en: (word.map { "unknown option '\(Self.shown($0))'" } ?? "unknown option, word \(place),")
          + " of \(verb); " + (allowed.isEmpty ? "there are none" : "allowed: \(list)"))
    case .missingValue(let value, let option, let verb):
      let place = option.map { "\(verb) \($0)" } ?? verb
      return Phrase(
        id: "kurang \(value.name) setelah \(place); yang boleh: \(value.description(.indonesian))",
        en: "missing \(value.name) after \(place); allowed: \(value.description(.english))")
    case .wrongValue(let text, let value, let option):
      let name = option ?? value.name
      return Phrase(
        id: "nilai\(text.map { " '\(Self.shown($0))'" } ?? "") tidak sah untuk \(name); "
          + "yang boleh: \(value.description(.indonesian))",
        en: "value\(text.map { " '\(Self.shown($0))'" } ?? "") is not allowed for \(name); "
          + "allowed: \(value.description(.english))")
    case .repeatedOption(let option):
      return Phrase(id: "opsi \(option) ditulis dua kali", en: "option \(option) stands twice")
    case .wrongCombination(let verb, let usage):
      return Phrase(
        id: "susunan \(verb) tidak sah; pemakaian: \(usage)",
        en: "wrong combination for \(verb); usage: \(usage)")
    }
  }

  /// A word as an error repeats it: cut, so that a reply stays short.
  static func shown(_ word: String) -> String {
    word.unicodeScalars.count <= 64
      ? word : String(String.UnicodeScalarView(word.unicodeScalars.prefix(63))) + "…"
  }
}

extension ValueSpec {
  /// What is allowed, for a person.
  public func description(_ language: ReplyLanguage) -> String {
    switch kind {
    case .text: Phrase(id: "teks", en: "text").text(language)
    case .integer(let range):
      Phrase(
        id: "bilangan bulat \(range.lowerBound) sampai \(range.upperBound)",
        en: "a whole number from \(range.lowerBound) to \(range.upperBound)"
      ).text(language)
    case .choice(let words): words.joined(separator: ", ")
    case .choices(let words):
      Phrase(id: "satu atau lebih dari ", en: "one or more of ").text(language)
        + words.joined(separator: ",")
    case .distance:
      Phrase(
        id: "jarak dengan satuan, misalnya 50km atau 800m",
        en: "a length with its unit such as 50km or 800m"
      )
      .text(language)
    case .position:
      Phrase(
        id: "posisi seperti -3.3194 114.5908, atau nama tempat",
        en: "a position such as -3.3194 114.5908, or a place name"
      ).text(language)
    case .region:
      Phrase(
        id: "kode atau nama wilayah, misalnya 63.71", en: "code or name of a region such as 63.71"
      ).text(language)
    case .box:
      Phrase(
        id: "selatan,barat,utara,timur dalam derajat desimal",
        en: "south,west,north,east in decimal degrees"
      ).text(language)
    }
  }
}
