public import Formats

/// What one value of a request may be; the table's parser checks it, help and page describe it.
public enum ValueKind: Hashable, Sendable {
  /// Any text.
  case text
  /// A whole number in a range.
  case integer(ClosedRange<Int>)
  /// One of some words, blind to case.
  case choice([String])
  /// One or more of some words with commas between, blind to case.
  case choices([String])
  /// A length with its unit: `50km`.
  case distance
  /// Anything that a position or place is read from; unquoted it may be several words.
  case position
  /// A Kemendagri code or a region's name.
  case region
  /// South, west, north, east in decimal degrees.
  case box
}

/// A value with its name in the usage line.
public struct ValueSpec: Hashable, Sendable {
  /// Name in capitals: `POSITION`.
  public let name: String
  /// What it may be.
  public let kind: ValueKind
  /// Whether it may be left out.
  public let isOptional: Bool
  /// Whether it takes all words up to the first option.
  public let takesRest: Bool
  /// Further words of a choice, in small letters, with those that they stand for.
  public let also: [String: String]

  /// Describes a value.
  public init(
    _ name: String, _ kind: ValueKind, also: [String: String] = [:], isOptional: Bool = false,
    takesRest: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.also = also
    self.isOptional = isOptional
    self.takesRest = takesRest
  }
}

/// An option: a case-insensitive keyword followed by its values.
public struct OptionSpec: Hashable, Sendable {
  /// Keyword in capitals: `LIMIT`.
  public let name: String
  /// The values that must follow; none for a switch.
  public let values: [ValueSpec]
  /// Whether it may stand more than once.
  public let isRepeatable: Bool
  /// What it does.
  public let summary: Phrase

  /// Describes an option.
  public init(
    _ name: String, _ values: [ValueSpec] = [], isRepeatable: Bool = false, summary: Phrase
  ) {
    self.name = name
    self.values = values
    self.isRepeatable = isRepeatable
    self.summary = summary
  }
}

/// Everything there is to know about one verb.
public struct CommandSpec: Hashable, Sendable {
  /// Where a verb stands in help and page.
  public enum Group: String, CaseIterable, Hashable, Sendable {
    /// Finding facilities.
    case locating
    /// Referrals.
    case referring
    /// The connection itself.
    case connection
    /// Running the server.
    case administration
    /// What Redis clients send on their own.
    case compatibility
  }

  /// Who may use a verb.
  public enum Access: String, Hashable, Sendable {
    /// Everybody.
    case anyone
    /// A connection that gave a token of any role; the use case decides what the role may.
    case token
    /// A connection that gave an administrator's token.
    case administrator
  }

  /// The verb in capitals.
  public let name: String
  /// Where it stands in help and page.
  public let group: Group
  /// The values after the verb, in order.
  public let arguments: [ValueSpec]
  /// The options, in any order.
  public let options: [OptionSpec]
  /// What it does.
  public let summary: Phrase
  /// What is answered.
  public let reply: Phrase
  /// What it costs: what the effort grows with.
  public let cost: String
  /// The codes of its own errors, beside `ERR` and `LIMIT` that every verb may answer.
  public let errors: [ErrorCode]
  /// The protocol version that brought it.
  public let since: Int
  /// Who may use it.
  public let access: Access

  /// Describes a verb.
  public init(
    _ name: String, _ group: Group, arguments: [ValueSpec] = [], options: [OptionSpec] = [],
    summary: Phrase, reply: Phrase, cost: String = "O(1)", errors: [ErrorCode] = [], since: Int = 1,
    access: Access = .anyone
  ) {
    self.name = name
    self.group = group
    self.arguments = arguments
    self.options = options
    self.summary = summary
    self.reply = reply
    self.cost = cost
    self.errors = errors
    self.since = since
    self.access = access
  }

  /// The usage line: `NEAREST POSITION… [LIMIT 1-100] [KIND KIND]`.
  public var usage: String {
    var parts = [name]
    for argument in arguments {
      let text = argument.name + (argument.takesRest ? "…" : "")
      parts.append(argument.isOptional ? "[\(text)]" : text)
    }
    for option in options {
      let text = ([option.name] + option.values.map(\.allowed)).joined(separator: " ")
      parts.append("[\(text)]" + (option.isRepeatable ? "…" : ""))
    }
    return parts.joined(separator: " ")
  }
}

extension ValueSpec {
  /// What is allowed, short enough for a usage line and an error.
  public var allowed: String {
    switch kind {
    case .integer(let range): "\(range.lowerBound)-\(range.upperBound)"
    case .choice(let words): words.joined(separator: "|")
    case .choices(let words): words.joined(separator: ",")
    case .distance: "50km"
    case .box: "S,W,N,E"
    case .text, .position, .region: name
    }
  }
}
