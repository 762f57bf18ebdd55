import Formats
import Glibc
import Synchronization

extension Language {
  /// Language of this run: `--lang`, else the setting `lang`, else the environment's `LC_ALL`, `LC_MESSAGES`
  /// or `LANG`, else Indonesian.
  ///
  /// Found before the command line is parsed, because help and usage errors are text too.
  static var current: Language { chosen.withLock { $0 } ?? ofAccount }

  private static let chosen = Mutex(asked(CommandLine.arguments))
  private static let ofAccount = system { name in getenv(name).map { String(cString: $0) } }

  /// Takes what `lang` is set to, unless the command line names a language.
  ///
  /// Once, at the start: what is wrong with the settings themselves is said in the system's language.
  static func takeSetting() {
    guard chosen.withLock({ $0 }) == nil,
      let text = (try? Configured.current())?.text(.language), let set = Language(rawValue: text)
    else { return }
    chosen.withLock { $0 = set }
  }

  /// The language that the command line names; a wrong `--lang` is left for the parser to refuse.
  static func asked(_ arguments: [String]) -> Language? {
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
    return nil
  }

  /// The language of the account.
  static func system(environment: (String) -> String?) -> Language {
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
