public import Facilities
public import Formats

/// A value that people choose by a word: of the machine formats, or of either language.
public protocol ChosenByWord: CaseIterable, Hashable, Sendable {
  /// The word in both languages, in small letters with hyphens; the English one is that of the machine
  /// formats.
  var choiceWord: Phrase { get }
}

extension ChosenByWord {
  /// The value that a word means, blind to case and to how its parts are joined; nil where none does.
  public static func chosen(by text: some StringProtocol) -> Self? {
    let key = NameKey.key(String(text))
    if key.isEmpty { return nil }
    return allCases.first {
      NameKey.key($0.choiceWord.en) == key || NameKey.key($0.choiceWord.id) == key
    }
  }

  /// The words of one language, in order.
  public static func choiceWords(_ language: Language) -> [String] {
    allCases.map { $0.choiceWord.text(language) }
  }

  /// All words, each once: those of the language first.
  public static func allChoiceWords(_ language: Language) -> [String] {
    let own = choiceWords(language)
    let other = choiceWords(language == .english ? .indonesian : .english)
    return own + other.filter { !own.contains($0) }
  }

  /// The other language's words with those of the machine formats that they mean.
  public static var indonesianChoices: [String: String] {
    var words: [String: String] = [:]
    for value in allCases where value.choiceWord.id != value.choiceWord.en {
      words[value.choiceWord.id] = value.choiceWord.en
    }
    return words
  }
}

extension FacilityKind: ChosenByWord {
  /// The word of a kind: `hospital` or `rumah-sakit`.
  public var choiceWord: Phrase {
    switch self {
    case .hospital: Phrase(id: "rumah-sakit", en: rawValue)
    case .clinic: Phrase(id: "klinik", en: rawValue)
    case .puskesmas: Phrase(id: rawValue, en: rawValue)
    case .other: Phrase(id: "lainnya", en: rawValue)
    }
  }
}

extension PLKKBasis: ChosenByWord {
  /// The word of a basis: `official` or `resmi`.
  public var choiceWord: Phrase {
    switch self {
    case .official: Phrase(id: "resmi", en: rawValue)
    case .reported: Phrase(id: "berita", en: rawValue)
    case .presumed: Phrase(id: "diduga", en: rawValue)
    case .none: Phrase(id: "tidak-terdaftar", en: rawValue)
    }
  }
}
