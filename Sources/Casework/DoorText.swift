public import Formats

/// A sentence in which verbs and options are named; every door says them in its own words.
///
/// Written with interpolations: `"\(verb: "SEND") needs \(option: "TO")"`.
public struct DoorText: Hashable, Sendable, ExpressibleByStringInterpolation {
  enum Part: Hashable, Sendable {
    case text(String)
    case verb(String)
    case option(String)
  }

  let parts: [Part]

  /// A sentence that names none.
  public init(stringLiteral value: String) { parts = [.text(value)] }

  /// A sentence with what was put into it.
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// Collects the parts of a sentence.
  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    /// Makes room.
    public init(literalCapacity: Int, interpolationCount: Int) {
      parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    /// Adds the words as they are.
    public mutating func appendLiteral(_ literal: String) { parts.append(.text(literal)) }

    /// Adds a value as it is; it is never taken for a verb or an option.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.text(value.description))
    }

    /// Adds a sentence with its own verbs and options.
    public mutating func appendInterpolation(_ text: DoorText) { parts += text.parts }

    /// Adds a verb, by its name in the line protocol.
    public mutating func appendInterpolation(verb name: String) { parts.append(.verb(name)) }

    /// Adds an option, by its name in the line protocol.
    public mutating func appendInterpolation(option name: String) { parts.append(.option(name)) }
  }

  /// The sentence as a door says it.
  public func text(in words: DoorWords = .lines) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let plain): text += plain
      case .verb(let name): text += words.verb(name)
      case .option(let name): text += words.option(name)
      }
    }
  }

  /// One sentence behind the other.
  public static func + (left: DoorText, right: DoorText) -> DoorText { "\(left)\(right)" }
}

/// What a door calls verbs and options.
public struct DoorWords: Sendable {
  /// The door's word for a verb of the line protocol.
  public let verb: @Sendable (String) -> String
  /// The door's word for an option of the line protocol.
  public let option: @Sendable (String) -> String

  /// Names them by the names of the line protocol.
  public init(
    verb: @escaping @Sendable (String) -> String, option: @escaping @Sendable (String) -> String
  ) {
    self.verb = verb
    self.option = option
  }

  /// As the line protocol calls them.
  public static let lines = DoorWords(verb: { $0 }, option: { $0 })
}

/// The same sentence in Indonesian and English.
public struct DoorPhrase: Hashable, Sendable {
  /// Indonesian.
  public let id: DoorText
  /// English.
  public let en: DoorText

  /// Pairs the sentences.
  public init(id: DoorText, en: DoorText) {
    self.id = id
    self.en = en
  }

  /// A sentence that names no verb and no option.
  public init(_ phrase: Phrase) {
    id = "\(phrase.id)"
    en = "\(phrase.en)"
  }

  /// The sentence in a language, as a door says it.
  public func text(_ language: Language, in words: DoorWords = .lines) -> String {
    (language == .indonesian ? id : en).text(in: words)
  }
}
