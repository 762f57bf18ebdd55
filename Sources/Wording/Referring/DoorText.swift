public import Application
public import Formats

/// A sentence in which acts and values of a request are named; every door says them in its own words.
///
/// Written with interpolations: `"\(act: .send) needs \(value: .destination)"`.
public struct DoorText: Hashable, Sendable, ExpressibleByStringInterpolation {
  enum Part: Hashable, Sendable {
    case text(String)
    case act(ReferralAct)
    case value(ReferralParameter)
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

    /// Adds a value as it is; it is never taken for a name.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      parts.append(.text(value.description))
    }

    /// Adds a sentence with its own names.
    public mutating func appendInterpolation(_ text: DoorText) { parts += text.parts }

    /// Adds the name of an act.
    public mutating func appendInterpolation(act: ReferralAct) { parts.append(.act(act)) }

    /// Adds the name of a value of a request.
    public mutating func appendInterpolation(value: ReferralParameter) {
      parts.append(.value(value))
    }
  }

  /// The sentence as a door says it.
  public func text(in words: DoorWords) -> String {
    parts.reduce(into: "") { text, part in
      switch part {
      case .text(let plain): text += plain
      case .act(let act): text += words.act(act)
      case .value(let value): text += words.value(value)
      }
    }
  }

  /// Concatenates two texts.
  public static func + (left: DoorText, right: DoorText) -> DoorText { "\(left)\(right)" }
}

/// What a door calls acts and the values of a request.
public struct DoorWords: Sendable {
  /// The door's word for an act.
  public let act: @Sendable (ReferralAct) -> String
  /// The door's word for a value.
  public let value: @Sendable (ReferralParameter) -> String

  /// Names them.
  public init(
    act: @escaping @Sendable (ReferralAct) -> String,
    value: @escaping @Sendable (ReferralParameter) -> String
  ) {
    self.act = act
    self.value = value
  }

  /// For print, where nothing is typed: the names of the use cases.
  public static let plain = DoorWords(act: { $0.rawValue }, value: { _ in "" })
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

  /// A sentence that names neither.
  public init(_ phrase: Phrase) {
    id = "\(phrase.id)"
    en = "\(phrase.en)"
  }

  /// The sentence in a language, as a door says it.
  public func text(_ language: Language, in words: DoorWords) -> String {
    (language == .indonesian ? id : en).text(in: words)
  }
}
