import Formats
import LineProtocol
import Server

/// Why words behind `plkk refer` do not fit the table of verbs, in the words of the command line.
enum ReferErrors {
  static func text(_ error: CommandError) -> String {
    switch error {
    case .unknownVerb(let verb, let near):
      let meant = near.map(ReferWords.verb)
      return say(
        id: "kata “\(Failures.safe(verb))” tidak dikenal; "
          + (meant.map { "maksudnya \($0)? " } ?? "") + "lihat plkk refer --help",
        en: "word “\(Failures.safe(verb))” is unknown; "
          + (meant.map { "did you mean \($0)? " } ?? "") + "see plkk refer --help")
    case .unexpectedWord(let word, let place, let verb, _):
      // Counted without the words `plkk refer`; the verb is the first.
      let name = word.map { "“\(Failures.safe($0))”" } ?? "ke-\(place)"
      let english = word.map { "“\(Failures.safe($0))”" } ?? "\(place)"
      return say(
        id: "kata \(name) berlebih untuk \(ReferWords.verb(verb))",
        en: "word \(english) is too many for \(ReferWords.verb(verb))")
    case .missingValue(let value, let option, let verb):
      let place = option.map(ReferWords.optionName) ?? ReferWords.verb(verb)
      let allowed = value.description(language)
      return say(
        id: "kurang \(value.name) setelah \(place); yang boleh: \(allowed)",
        en: "missing \(value.name) after \(place); allowed: \(allowed)")
    case .wrongValue(let text, let value, let option):
      let name = option.map(ReferWords.optionName) ?? value.name
      let allowed = value.description(language)
      let typed = text.map { " “\(Failures.safe($0))”" } ?? ""
      return say(
        id: "nilai\(typed) tidak sah untuk \(name); yang boleh: \(allowed)",
        en: "value\(typed) is not allowed for \(name); allowed: \(allowed)")
    case .repeatedOption(let option):
      let name = ReferWords.optionName(option)
      return say(id: "opsi \(name) ditulis dua kali", en: "option \(name) is given twice")
    case .wrongCombination(let verb, _):
      let name = ReferWords.verb(verb)
      return say(
        id: "susunan \(name) tidak sah; lihat \(name) --help",
        en: "wrong combination for \(name); see \(name) --help")
    }
  }

  private static var language: Language { .current }
}
