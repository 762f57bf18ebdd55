internal import Referrals

/// Writes a record, a structure with named values, as fields: the names in snake case, in the order of
/// the declaration; what is not known as `null`.
///
/// Times are ISO 8601, a fraction is written with one decimal, coded values are their raw words.
enum RecordEncoder {
  /// The fields of a record.
  static func fields(_ record: some Encodable) -> [RecordField] {
    let sink = Sink()
    // Nothing here throws: every value that a record may hold has a form.
    try? record.encode(to: Fields(sink: sink))
    return sink.fields
  }

  /// Where fields are collected.
  final class Sink {
    var fields: [RecordField] = []
  }

  /// The form of one value.
  static func value(_ value: some Encodable) -> RecordField.Value {
    switch value {
    case let text as String: return .text(text)
    case let flag as Bool: return .flag(flag)
    case let number as Int: return .integer(number)
    case let number as Int64: return .integer(Int(number))
    case let number as Double: return .number(number, decimals: 1)
    case let number as FineNumber: return .number(number.value, decimals: 4)
    case let instant as Instant: return .text(instant.iso8601())
    default:
      let sink = Sink()
      try? value.encode(to: Fields(sink: sink))
      return sink.fields.first?.value ?? .null
    }
  }

  /// An encoder of one record or one value.
  struct Fields: Encoder {
    let sink: Sink
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
      KeyedEncodingContainer(Keyed<Key>(sink: sink))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { NoList() }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
  }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: Sink
    var codingPath: [any CodingKey] { [] }

    private func add(_ key: Key, _ value: RecordField.Value) {
      sink.fields.append(RecordField(RecordField.word(key.stringValue), value))
    }

    mutating func encodeNil(forKey key: Key) { add(key, .null) }

    mutating func encode(_ value: some Encodable, forKey key: Key) {
      add(key, RecordEncoder.value(value))
    }

    mutating func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) {
      add(key, value.map { RecordEncoder.value($0) } ?? .null)
    }

    mutating func encodeIfPresent(_ value: String?, forKey key: Key) {
      add(key, value.map { .text($0) } ?? .null)
    }

    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) {
      add(key, value.map { .integer($0) } ?? .null)
    }

    mutating func encodeIfPresent(_ value: Int64?, forKey key: Key) {
      add(key, value.map { .integer(Int($0)) } ?? .null)
    }

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) {
      add(key, value.map { .flag($0) } ?? .null)
    }

    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) {
      add(key, value.map { .number($0, decimals: 1) } ?? .null)
    }

    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy _: Nested.Type, forKey _: Key
    ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(Keyed<Nested>(sink: Sink())) }

    mutating func nestedUnkeyedContainer(forKey _: Key) -> any UnkeyedEncodingContainer { NoList() }
    mutating func superEncoder() -> any Encoder { Fields(sink: Sink()) }
    mutating func superEncoder(forKey _: Key) -> any Encoder { Fields(sink: Sink()) }
  }

  private struct Single: SingleValueEncodingContainer {
    let sink: Sink
    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { sink.fields = [RecordField("", .null)] }

    mutating func encode(_ value: some Encodable) {
      sink.fields = [RecordField("", RecordEncoder.value(value))]
    }
  }

  /// Records hold no lists: several words of one value have a text with commas.
  private struct NoList: UnkeyedEncodingContainer {
    var codingPath: [any CodingKey] { [] }
    var count: Int { 0 }

    mutating func encodeNil() {}
    mutating func encode(_: some Encodable) {}
    mutating func nestedContainer<Nested: CodingKey>(
      keyedBy _: Nested.Type
    ) -> KeyedEncodingContainer<Nested> { KeyedEncodingContainer(Keyed<Nested>(sink: Sink())) }
    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { NoList() }
    mutating func superEncoder() -> any Encoder { Fields(sink: Sink()) }
  }
}
