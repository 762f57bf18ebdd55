import Formats
import Glibc

extension Language {
  /// Language of this run: `--lang`, else the environment's `LC_ALL`, `LC_MESSAGES` or `LANG`, else
  /// Indonesian.
  ///
  /// Found before the command line is parsed, because help and usage errors are text too.
  static let current = detect(
    arguments: CommandLine.arguments,
    environment: { name in getenv(name).map { String(cString: $0) } })

  /// Chooses the language; a wrong `--lang` is left for the parser to refuse.
  static func detect(arguments: [String], environment: (String) -> String?) -> Language {
    for (place, argument) in arguments.enumerated() {
      if argument == "--" { break }
      var value: Substring?
      if argument == "--lang", place + 1 < arguments.count {
        value = arguments[place + 1][...]
      } else if argument.hasPrefix("--lang=") {
        value = argument.dropFirst("--lang=".count)
      }
      if let value, let language = Language(rawValue: String(value)) { return language }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first {
      !$0.isEmpty
    }
    return locale?.hasPrefix("en") == true ? .english : .indonesian
  }
}

/// The text in the language of this run.
func say(id: String, en: String) -> String {
  Language.current == .english ? en : id
}

/// A phrase in the language of this run.
func say(_ phrase: Phrase) -> String { say(id: phrase.id, en: phrase.en) }
