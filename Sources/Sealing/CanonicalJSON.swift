internal import Foundation

/// JSON with sorted keys and nothing left open: the bytes that are hashed and chained, and by which a
/// repeated request is known again.
///
/// Equal to what `JSONEncoder` gives with `.sortedKeys` and `.withoutEscapingSlashes` for all that the
/// store keeps, which a test proves, at a fraction of the cost; so files of all versions read alike.
/// It writes text, truth values, integers, lists and objects; anything else is `Unsupported`.
final class CanonicalJSON: Encoder {
  /// What cannot be written.
  struct Unsupported: Error {}

  fileprivate enum Node {
    case null
    case bool(Bool)
    case integer(Int64)
    case text(String)
    case object(Object)
    case list(List)
  }

  fileprivate final class Object {
    var entries: [(key: String, value: Node)] = []

    init() { entries.reserveCapacity(8) }
  }

  fileprivate final class List {
    var items: [Node] = []
  }

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  fileprivate var node: Node?

  private init() {}

  /// The bytes of a value.
  ///
  /// - Complexity: O(size), and O(k log k) for an object of k keys.
  static func encode(_ value: some Encodable) throws -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(512)
    try node(of: value).write(to: &bytes)
    return Data(bytes)
  }

  /// A value as a node; the leaves have ways of their own, as asking a generic value what it is costs
  /// more than writing it.
  fileprivate static func node(of value: some Encodable) throws -> Node {
    let encoder = CanonicalJSON()
    try value.encode(to: encoder)
    return encoder.node ?? .object(Object())
  }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    let object: Object
    if case .object(let known) = node { object = known } else { object = Object() }
    node = .object(object)
    return KeyedEncodingContainer(Fields<Key>(object: object))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    let list: List
    if case .list(let known) = node { list = known } else { list = List() }
    node = .list(list)
    return Items(list: list)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }
}

// MARK: - Containers

private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let object: CanonicalJSON.Object
  var codingPath: [any CodingKey] { [] }

  private func put(_ node: CanonicalJSON.Node, _ key: Key) {
    object.entries.append((key.stringValue, node))
  }

  func encodeNil(forKey key: Key) { put(.null, key) }
  func encode(_ value: String, forKey key: Key) { put(.text(value), key) }
  func encode(_ value: Bool, forKey key: Key) { put(.bool(value), key) }
  func encode(_ value: Int, forKey key: Key) { put(.integer(Int64(value)), key) }
  func encode(_ value: Int64, forKey key: Key) { put(.integer(value), key) }
  func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
    put(try CanonicalJSON.node(of: value), key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    let nested = CanonicalJSON.Object()
    put(.object(nested), key)
    return KeyedEncodingContainer(Fields<Nested>(object: nested))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    let nested = CanonicalJSON.List()
    put(.list(nested), key)
    return Items(list: nested)
  }

  func superEncoder() -> any Encoder { Refusing() }
  func superEncoder(forKey key: Key) -> any Encoder { Refusing() }
}

private struct Items: UnkeyedEncodingContainer {
  let list: CanonicalJSON.List
  var codingPath: [any CodingKey] { [] }
  var count: Int { list.items.count }

  func encodeNil() { list.items.append(.null) }

  func encode<Value: Encodable>(_ value: Value) throws {
    list.items.append(try CanonicalJSON.node(of: value))
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    let nested = CanonicalJSON.Object()
    list.items.append(.object(nested))
    return KeyedEncodingContainer(Fields<Nested>(object: nested))
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    let nested = CanonicalJSON.List()
    list.items.append(.list(nested))
    return Items(list: nested)
  }

  func superEncoder() -> any Encoder { Refusing() }
}

private struct Single: SingleValueEncodingContainer {
  let encoder: CanonicalJSON
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { encoder.node = .null }
  func encode(_ value: String) { encoder.node = .text(value) }
  func encode(_ value: Bool) { encoder.node = .bool(value) }
  func encode(_ value: Int) { encoder.node = .integer(Int64(value)) }
  func encode(_ value: Int64) { encoder.node = .integer(value) }
  func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: encoder) }

  // Each other number would come back to this container, for ever.
  func encode(_ value: Double) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: Float) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: Int8) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: Int16) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: Int32) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: UInt) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: UInt8) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: UInt16) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: UInt32) throws { throw CanonicalJSON.Unsupported() }
  func encode(_ value: UInt64) throws { throw CanonicalJSON.Unsupported() }
}

/// Stands where a class would encode its superclass; nothing that is kept is a class.
private struct Refusing: Encoder, SingleValueEncodingContainer {
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Fields<Key>(object: CanonicalJSON.Object()))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { Items(list: CanonicalJSON.List()) }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }
  func encodeNil() throws { throw CanonicalJSON.Unsupported() }
  func encode<Value: Encodable>(_ value: Value) throws { throw CanonicalJSON.Unsupported() }
}

// MARK: - Bytes

extension CanonicalJSON.Node {
  fileprivate func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .integer(let number): bytes.append(contentsOf: String(number).utf8)
    case .text(let text): Self.write(text, to: &bytes)
    case .list(let list):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in list.items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        item.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      for (index, entry) in object.entries.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(entry.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        entry.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Text in quotes, with the escapes that JSON asks for and no others (RFC 8259 §7).
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain { return bytes.append(contentsOf: text.utf8) }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x08: bytes.append(contentsOf: "\\b".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0C: bytes.append(contentsOf: "\\f".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
  }
}
