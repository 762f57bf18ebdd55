public import Formats

/// A refusal in words: one sentence, and what may have been meant.
public struct Fault: Hashable, Sendable {
  /// Something that may have been meant.
  public struct Choice: Hashable, Sendable {
    /// As a line of its own.
    public let text: String
    /// As a part of a sentence.
    public let short: String
  }

  /// What was wrong, where, and what is allowed.
  public let sentence: String
  /// What the choices are, `Maksud Anda`; empty where the sentence says it.
  public let lead: String
  /// What may have been meant, most likely first.
  public let choices: [Choice]

  init(_ sentence: String, lead: String = "", _ choices: [Choice] = []) {
    self.sentence = sentence
    self.lead = lead
    self.choices = choices
  }

  /// The sentence with the choices below it, one per line.
  ///
  /// - Parameters:
  ///   - language: The language.
  ///   - most: How many choices are written; the others are counted.
  /// - Returns: The text, without a line end.
  public func lines(_ language: Language, most: Int = 20) -> String {
    guard !choices.isEmpty else { return sentence }
    var text = sentence + (lead.isEmpty ? ":" : "\n\(lead):")
    for choice in choices.prefix(most) { text += "\n  " + choice.text }
    if choices.count > most {
      let left = choices.count - most
      text += language.say(id: "\n  … dan \(left) lagi", en: "\n  … and \(left) more")
    }
    return text
  }

  /// The same on one line.
  public func line(_ language: Language, most: Int = 8) -> String {
    guard !choices.isEmpty else { return sentence }
    let text = sentence + (lead.isEmpty ? ": " : "; \(lead.lowercasedFirst): ")
    return text + choices.prefix(most).map(\.short).joined(separator: "; ")
      + (choices.count > most ? "; …" : "")
  }
}

extension String {
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
