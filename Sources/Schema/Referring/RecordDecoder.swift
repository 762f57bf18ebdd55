internal import Referrals

/// Reads a record back from its fields, as they came over a wire: from JSON, with their types, or from
/// lines, where every value is a text.
enum RecordDecoder {
  /// The record that fields are.
  ///
  /// - Throws: `DecodingError` that names the field; fields that the record does not know are passed
  ///   over, so that a later version may add some.
  static func record<Record: Decodable>(
    _: Record.Type, from fields: [RecordField]
  ) throws(DecodingError) -> Record {
    let values = Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first }
    return try typed { try Record(from: Fields(values: values)) }
  }

  private static func typed<Value>(_ work: () throws -> Value) throws(DecodingError) -> Value {
    do {
      return try work()
    } catch let error as DecodingError {
      throw error
    } catch {
      throw .dataCorrupted(.init(codingPath: [], debugDescription: "unreadable"))
    }
  }

  private static func value<Value: Decodable>(
    _: Value.Type, from value: RecordField.Value, _ path: [any CodingKey]
  ) throws -> Value {
    let found: Value? =
      switch Value.self {
      case is String.Type: text(value) as? Value
      case is Bool.Type: flag(value) as? Value
      case is Int.Type: integer(value) as? Value
      case is Int64.Type: integer(value).map(Int64.init) as? Value
      case is Double.Type: number(value) as? Value
      case is Instant.Type: text(value).flatMap { try? TimeText.read($0, zone: nil) } as? Value
      default: try Value(from: Single(value: value, codingPath: path))
      }
    guard let found else {
      throw DecodingError.typeMismatch(
        Value.self, .init(codingPath: path, debugDescription: "not a \(Value.self)"))
    }
    return found
  }

  private static func text(_ value: RecordField.Value) -> String? {
    if case .text(let text) = value { text } else { nil }
  }

  private static func flag(_ value: RecordField.Value) -> Bool? {
    switch value {
    case .flag(let flag): flag
    case .text("true"): true
    case .text("false"): false
    default: nil
    }
  }

  private static func integer(_ value: RecordField.Value) -> Int? {
    switch value {
    case .integer(let number): number
    case .number(let number, _): Int(exactly: number)
    case .text(let text): Int(text)
    default: nil
    }
  }

  private static func number(_ value: RecordField.Value) -> Double? {
    switch value {
    case .number(let number, _): number
    case .integer(let number): Double(number)
    case .text(let text): Double(text)
    default: nil
    }
  }

  private struct Fields: Decoder {
    let values: [String: RecordField.Value]
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedDecodingContainer<Key> {
      KeyedDecodingContainer(Keyed<Key>(values: values))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Self.noList }

    func singleValueContainer() -> any SingleValueDecodingContainer {
      Single(value: .null, codingPath: [])
    }

    static let noList = DecodingError.dataCorrupted(
      .init(codingPath: [], debugDescription: "a record has no lists"))
  }

  private struct Keyed<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let values: [String: RecordField.Value]
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { values.keys.compactMap { Key(stringValue: $0) } }

    private func value(_ key: Key) -> RecordField.Value? {
      values[RecordField.word(key.stringValue)]
    }

    func contains(_ key: Key) -> Bool { value(key) != nil }

    func decodeNil(forKey key: Key) -> Bool { value(key) == .null || value(key) == nil }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
      guard let found = value(key), found != .null else {
        throw DecodingError.keyNotFound(
          key, .init(codingPath: [key], debugDescription: "missing"))
      }
      return try RecordDecoder.value(type, from: found, [key])
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy _: Nested.Type, forKey _: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw Fields.noList }
    func nestedUnkeyedContainer(forKey _: Key) throws -> any UnkeyedDecodingContainer {
      throw Fields.noList
    }
    func superDecoder() throws -> any Decoder { throw Fields.noList }
    func superDecoder(forKey _: Key) throws -> any Decoder { throw Fields.noList }
  }

  private struct Single: SingleValueDecodingContainer, Decoder {
    let value: RecordField.Value
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func decodeNil() -> Bool { value == .null }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try RecordDecoder.value(type, from: value, codingPath)
    }

    func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
      throw Fields.noList
    }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw Fields.noList }
    func singleValueContainer() -> any SingleValueDecodingContainer { self }
  }
}
