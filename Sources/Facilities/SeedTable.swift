internal import Seeds

/// One CSV table as bytes, with the columns it must have.
///
/// Tables come from the binary, but verification reads any bytes, so that broken ones can be tried.
public struct SeedTable: Sendable {
  /// Name of the table, as errors call it.
  public let name: String
  /// Names that the header row must have, in this order.
  public let columns: [String]
  /// The table's text.
  public let bytes: [UInt8]

  /// Pairs a table's text with the columns that are expected in it.
  public init(name: String, columns: [String], bytes: [UInt8]) {
    self.name = name
    self.columns = columns
    self.bytes = bytes
  }

  /// The records below the header.
  ///
  /// - Throws: `SeedError` with table, line, column and rule when the text is not RFC 4180 or the
  ///   header or the number of fields is not as expected.
  /// - Complexity: O(bytes).
  public func records() throws(SeedError) -> [SeedRecord] {
    var reader = CSVBytes(bytes)
    var records: [SeedRecord] = []
    var header: [String]?
    while let (line, fields) = try reader.next(table: name) {
      guard header != nil else {
        header = fields
        if fields != columns {
          throw SeedError(
            table: name, line: line, column: "",
            rule: .header(
              expected: columns.joined(separator: ","), found: fields.joined(separator: ",")))
        }
        continue
      }
      guard fields.count == columns.count else {
        throw SeedError(
          table: name, line: line, column: "",
          rule: .fieldCount(expected: columns.count, found: fields.count))
      }
      records.append(SeedRecord(table: name, line: line, columns: columns, fields: fields))
    }
    guard header != nil else {
      throw SeedError(
        table: name, line: 1, column: "",
        rule: .header(expected: columns.joined(separator: ","), found: ""))
    }
    return records
  }
}

/// One record of a seed table.
public struct SeedRecord: Sendable {
  /// Table it comes from.
  public let table: String
  /// Line of its first field, from 1.
  public let line: Int
  let columns: [String]
  let fields: [String]

  /// The field at a place of the table's `columns`.
  subscript(place: Int) -> String { fields[place] }

  /// An error about a field of this record.
  func error(_ place: Int, _ rule: SeedError.Rule) -> SeedError {
    SeedError(table: table, line: line, column: columns[place], rule: rule)
  }

  /// A field that must not be empty.
  func text(_ place: Int) throws(SeedError) -> String {
    let text = fields[place]
    if text.isEmpty { throw error(place, .empty) }
    return text
  }

  /// A finite decimal number.
  func number(_ place: Int) throws(SeedError) -> Double {
    guard let number = Double(fields[place]), number.isFinite else {
      throw error(place, .notANumber(fields[place]))
    }
    return number
  }

  /// A whole number.
  func integer(_ place: Int) throws(SeedError) -> Int {
    guard let number = Int(fields[place]) else { throw error(place, .notANumber(fields[place])) }
    return number
  }
}

/// A fault in a seed table: where, and which rule it breaks.
public struct SeedError: Error, Hashable, Sendable {
  /// Table, as `facilities.csv` without the ending.
  public let table: String
  /// Line in the file, from 1.
  public let line: Int
  /// Column name, or empty when the fault is not in one field.
  public let column: String
  /// What is wrong.
  public let rule: Rule

  /// Makes an error.
  public init(table: String, line: Int, column: String, rule: Rule) {
    self.table = table
    self.line = line
    self.column = column
    self.rule = rule
  }

  /// The rules that reading can find broken.
  public enum Rule: Hashable, Sendable {
    /// The header row differs.
    case header(expected: String, found: String)
    /// A record has too few or too many fields.
    case fieldCount(expected: Int, found: Int)
    /// A quoted field does not end, or goes on after its closing quote.
    case quoting
    /// The bytes are not UTF-8.
    case encoding
    /// A required field is empty.
    case empty
    /// Not a number.
    case notANumber(String)
    /// Not one of the words that are allowed here.
    case unknownWord(String)
    /// Not a position on Earth.
    case position(String)
  }
}
