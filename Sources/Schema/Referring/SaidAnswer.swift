public import Application
internal import Formats
public import Referrals

/// An answer about referrals with its sentences, as a door lays it out for a person; it crosses a wire
/// as one JSON object a line.
public struct SaidAnswer: Hashable, Sendable {
  /// What a person must know beside the rows.
  public struct Note: Hashable, Sendable {
    /// The identifier in machine formats.
    public var code: String
    /// The sentence.
    public var text: String
    /// Whether it is to be seen before all else.
    public var isAlarm: Bool
  }

  /// The rows, in the order in which they are read.
  public var records: [ReferralRecord]
  /// The zone in which a person reads the times of each row; nil where it is not known.
  public var zones: [IndonesianZone?]
  /// What a person must know, most important first.
  public var notes: [Note]
  /// A letter or form as it is printed.
  public var text: String?

  /// An answer with the sentences for what is to be known.
  public init(_ answer: ReferralAnswer, sentence: (ReferralAdvisory) -> String) {
    records = answer.records
    zones = answer.zones
    notes = answer.advisories.map {
      Note(code: $0.code, text: sentence($0), isAlarm: $0.isAlarm)
    }
    text = answer.text
  }

  /// One row alone.
  public init(_ record: ReferralRecord, zone: IndonesianZone?) {
    (records, zones, notes) = ([record], [zone], [])
  }

  // MARK: - On a wire

  /// Why lines are no answer.
  public enum Fault: Error, Hashable, Sendable {
    /// The line, from 1, is no flat JSON object with a word for what it is.
    case line(Int)
    /// A field of the row in the line is missing or of the wrong form.
    case field(String, line: Int)
    /// The row in the line is of a kind that is not known here.
    case row(String)
  }

  /// The answer as JSON objects, one a line.
  public var lines: [String] {
    var lines: [String] = []
    if let text { lines.append(RecordField.object("text", [RecordField("text", .text(text))])) }
    for (record, zone) in zip(records, zones) {
      let head = zone.map { [RecordField("read_in", .text($0.rawValue))] } ?? []
      lines.append(RecordField.object(record.row, head + record.fields))
    }
    for note in notes {
      lines.append(
        RecordField.object(
          "note",
          [
            RecordField("code", .text(note.code)), RecordField("text", .text(note.text)),
            RecordField("alarm", .flag(note.isAlarm)),
          ]))
    }
    return lines
  }

  /// Reads the lines back.
  ///
  /// Nothing is passed over: a row of a kind that is not known here is a fault, as it may say what a
  /// person must know.
  public init(lines: [String]) throws(Fault) {
    (records, zones, notes) = ([], [], [])
    for (index, line) in lines.enumerated() {
      let number = index + 1
      guard let all = RecordField.fields(json: line), let first = all.first, first.name == "row",
        case .text(let kind) = first.value
      else { throw .line(number) }
      let fields = Array(all.dropFirst())
      switch kind {
      case "text":
        guard case .text(let text)? = fields.first?.value else {
          throw .field("text", line: number)
        }
        self.text = text
      case "note": notes.append(try Note(fields, line: number))
      default: try add(kind, fields, line: number)
      }
    }
  }

  private mutating func add(
    _ kind: String, _ fields: [RecordField], line: Int
  ) throws(Fault) {
    var (fields, zone): ([RecordField], IndonesianZone?) = (fields, nil)
    if fields.first?.name == "read_in" {
      zone = IndonesianZone(rawValue: fields.removeFirst().cell)
      if zone == nil { throw .field("read_in", line: line) }
    }
    let record: ReferralRecord?
    do {
      record = try ReferralRecord(row: kind, fields: fields)
    } catch {
      throw .field(error.fieldName, line: line)
    }
    guard let record else { throw .row(kind) }
    records.append(record)
    zones.append(zone)
  }
}

extension SaidAnswer.Note {
  fileprivate init(_ fields: [RecordField], line: Int) throws(SaidAnswer.Fault) {
    func value(_ name: String) throws(SaidAnswer.Fault) -> RecordField.Value {
      guard let field = fields.first(where: { $0.name == name }) else {
        throw .field(name, line: line)
      }
      return field.value
    }
    guard case .text(let code) = try value("code") else { throw .field("code", line: line) }
    guard case .text(let text) = try value("text") else { throw .field("text", line: line) }
    guard case .flag(let alarm) = try value("alarm") else { throw .field("alarm", line: line) }
    self.init(code: code, text: text, isAlarm: alarm)
  }
}

extension DecodingError {
  /// The field that could not be read, as a record names it.
  fileprivate var fieldName: String {
    var path: [any CodingKey] = []
    if case .keyNotFound(let key, _) = self { path = [key] }
    if case .typeMismatch(_, let context) = self { path = context.codingPath }
    if case .valueNotFound(_, let context) = self { path = context.codingPath }
    if case .dataCorrupted(let context) = self { path = context.codingPath }
    return path.last.map { RecordField.word($0.stringValue) } ?? ""
  }
}
