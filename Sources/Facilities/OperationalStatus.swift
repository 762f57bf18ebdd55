/// Whether a facility operates, as far as a source says.
public struct OperationalStatus: Hashable, Sendable {
  /// The three answers; the raw value is the identifier in machine formats.
  public enum Word: String, CaseIterable, Hashable, Sendable {
    /// A source shows that it operates.
    case open
    /// A source says that it closed: never ranked, chosen, exported or printed.
    case closed
    /// It was on a list on `date`; nothing later is known. Not the same as open.
    case unknown
  }

  /// The answer.
  public let word: Word
  /// Who says so, or which list it was last seen in; empty where nothing is recorded.
  public let source: String
  /// Date of that source as printed there: `2026-01-21`, `2022`, or empty.
  public let date: String

  /// Makes a status.
  public init(_ word: Word, source: String, date: String) {
    self.word = word
    self.source = source
    self.date = date
  }

  /// Nothing is recorded.
  public static let unrecorded = OperationalStatus(.unknown, source: "", date: "")
}
