/// The language of what a person reads; machine formats have none.
public enum Language: String, CaseIterable, Hashable, Sendable {
  /// Bahasa Indonesia.
  case indonesian = "id"
  /// English.
  case english = "en"
}

/// A text in both languages of the service.
public struct Phrase: Hashable, Sendable {
  /// Indonesian.
  public let id: String
  /// English.
  public let en: String

  /// Pairs the two.
  public init(id: String, en: String) {
    self.id = id
    self.en = en
  }

  /// The text in one language.
  public func text(_ language: Language) -> String { language == .english ? en : id }
}
