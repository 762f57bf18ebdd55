internal import Formats
public import LineProtocol
public import Referrals

/// What a use case of referrals answers: rows of named values, which a door lays out.
public struct CaseAnswer: Hashable, Sendable {
  /// A value of a row; doors write it after their format.
  public enum Value: Hashable, Sendable {
    /// A word or a text.
    case text(String)
    /// A whole number.
    case integer(Int64)
    /// Metres.
    case meters(Double)
    /// A point in time.
    case time(Instant)
    /// Yes or no.
    case flag(Bool)
    /// Not known, or not to be shown.
    case none

    /// The value as machine formats write it; nil for `none`.
    public var plain: String? {
      switch self {
      case .text(let text): text
      case .integer(let number): "\(number)"
      case .meters(let meters): meters.fixed(1)
      case .time(let instant): instant.iso8601()
      case .flag(let flag): flag ? "true" : "false"
      case .none: nil
      }
    }
  }

  /// One row: what it is, and its values in order.
  public struct Row: Hashable, Sendable {
    /// What the row is, such as `receipt`, `referral` or `candidate`.
    public var kind: String
    /// Names in snake case, with their values.
    public var fields: [Field]
    /// The zone in which a person reads its times; nil for that of the answer.
    public var zone: IndonesianZone?

    /// The value of a field, if the row has it.
    public subscript(name: String) -> Value? { fields.first { $0.name == name }?.value }
  }

  /// A named value.
  public struct Field: Hashable, Sendable {
    /// In snake case.
    public var name: String
    /// What it is.
    public var value: Value
  }

  /// The rows, in the order in which they are read.
  public var rows: [Row] = []
  /// What a person must know beside the rows, most important first.
  public var notes: [CaseNote] = []
  /// The zone of the place of the accident, in which a person reads times; nil when not known.
  public var zone: IndonesianZone?
  /// A letter or page as it is to be written, where that was asked for.
  public var text: String?

  /// An answer of these rows.
  public init(rows: [Row] = [], text: String? = nil) {
    self.rows = rows
    self.text = text
  }

  mutating func add(
    _ kind: String, _ fields: [(String, Value)], zone: IndonesianZone? = nil
  ) {
    rows.append(
      Row(kind: kind, fields: fields.map { Field(name: $0.0, value: $0.1) }, zone: zone))
  }

  mutating func note(_ note: CaseNote) {
    if !notes.contains(note) { notes.append(note) }
  }
}

/// Why a use case did nothing; what both doors say.
public struct CaseFailure: Error, Hashable, Sendable {
  /// What a client branches on; the command line maps it to an exit code.
  public let code: ErrorCode
  /// What was wrong, where, and what is allowed; never a value that a person entered.
  public let phrase: DoorPhrase

  init(_ code: ErrorCode, id: DoorText, en: DoorText) {
    self.init(code, DoorPhrase(id: id, en: en))
  }

  init(_ code: ErrorCode, _ phrase: DoorPhrase) {
    self.code = code
    self.phrase = phrase
  }
}
