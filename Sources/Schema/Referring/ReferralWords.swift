public import Referrals

/// Criteria of an emergency as one word of a record: their codes with commas between, or `tidak-ada`
/// where none is met.
public struct CriteriaWords: Hashable, Sendable, Codable {
  /// The criteria; empty where none is met.
  public var criteria: [EmergencyCriterion]

  private static let none = "tidak-ada"

  init(_ criteria: [EmergencyCriterion]) { self.criteria = criteria }

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    let word = try decoder.singleValueContainer().decode(String.self)
    criteria = try word == Self.none ? [] : WordList.read(word, from: decoder)
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(criteria.isEmpty ? Self.none : WordList.text(criteria))
  }
}

/// Means of a journey as one word of a record.
public struct ModeWords: Hashable, Sendable, Codable {
  /// The means.
  public var modes: [TransportMode]

  init(_ modes: [TransportMode]) { self.modes = modes }

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    modes = try WordList.read(
      try decoder.singleValueContainer().decode(String.self), from: decoder)
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(WordList.text(modes))
  }
}

/// What of a case is open as one word of a record: codes with commas between, such as
/// `report_tahap-1_bpjs-tk` or `journey_cost_2`.
public struct OpenItemWords: Hashable, Sendable, Codable {
  /// What is open.
  public var items: [OpenItem]

  init(_ items: [OpenItem]) { self.items = items }

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    let word = try decoder.singleValueContainer().decode(String.self)
    items = try word.split(separator: ",").map { part in
      guard let item = OpenItem(code: String(part)) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "no open item"))
      }
      return item
    }
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(items.map(\.code).joined(separator: ","))
  }
}

/// Several coded values as one text.
private enum WordList {
  static func text(_ values: [some RawRepresentable<String>]) -> String {
    values.map(\.rawValue).joined(separator: ",")
  }

  static func read<Value: RawRepresentable<String>>(
    _ text: String, from decoder: any Decoder
  ) throws -> [Value] {
    try text.split(separator: ",").map { part in
      guard let value = Value(rawValue: String(part)) else {
        throw DecodingError.dataCorrupted(
          .init(codingPath: decoder.codingPath, debugDescription: "no \(Value.self)"))
      }
      return value
    }
  }
}

/// A coded value of the directory as its raw word.
public struct Coded<Value: RawRepresentable<String> & Hashable & Sendable>: Hashable, Sendable,
  Codable
{
  /// The value.
  public var value: Value

  init(_ value: Value) { self.value = value }

  /// Reads the word.
  public init(from decoder: any Decoder) throws {
    let word = try decoder.singleValueContainer().decode(String.self)
    guard let value = Value(rawValue: word) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no \(Value.self)"))
    }
    self.value = value
  }

  /// Writes the word.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.rawValue)
  }
}
