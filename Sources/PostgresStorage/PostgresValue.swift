internal import Foundation

/// A parameter of a statement, sent in PostgreSQL's binary form.
enum PostgresValue: Hashable, Sendable {
  case null
  case whole(Int64)
  case number(Double?)
  case flag(Bool)
  case text(String)
  case bytes(Data)
  case wholes([Int64?])
  case texts([String?])
  case blobs([Data?])
  case flags([Bool])

  init(_ whole: Int64?) { self = whole.map { .whole($0) } ?? .null }
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }

  /// The number of its type in the catalogue of types; 0 lets the server choose.
  var type: UInt32 {
    switch self {
    case .null: 0
    case .whole: 20
    case .number: 701
    case .flag: 16
    case .text: 25
    case .bytes: 17
    case .wholes: 1016
    case .texts: 1009
    case .blobs: 1001
    case .flags: 1000
    }
  }

  /// Its bytes; nil for NULL.
  var binary: [UInt8]? {
    switch self {
    case .null: nil
    case .whole(let number): Self.bytes(number)
    case .number(let number): number.map { Self.bytes(Int64(bitPattern: $0.bitPattern)) }
    case .flag(let flag): [flag ? 1 : 0]
    case .text(let text): Array(text.utf8)
    case .bytes(let bytes): Array(bytes)
    case .wholes(let all): Self.array(of: 20, all.map { $0.map(Self.bytes) })
    case .texts(let all): Self.array(of: 25, all.map { $0.map { Array($0.utf8) } })
    case .blobs(let all): Self.array(of: 17, all.map { $0.map { Array($0) } })
    case .flags(let all): Self.array(of: 16, all.map { [$0 ? 1 : 0] })
    }
  }

  private static func bytes(_ number: Int64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
  }

  private static func bytes(_ number: Int32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  /// One dimension, counted from 1; each element with its length, -1 for NULL.
  private static func array(of type: Int32, _ elements: [[UInt8]?]) -> [UInt8] {
    let hasNull = elements.contains { $0 == nil }
    var all = bytes(Int32(elements.isEmpty ? 0 : 1)) + bytes(Int32(hasNull ? 1 : 0)) + bytes(type)
    if elements.isEmpty { return all }
    all.reserveCapacity(20 + elements.reduce(0) { $0 + 4 + ($1?.count ?? 0) })
    all += bytes(Int32(elements.count)) + bytes(Int32(1))
    for element in elements {
      all += bytes(Int32(element?.count ?? -1))
      if let element { all += element }
    }
    return all
  }
}

/// A statement with its parameters, `$1`, `$2` ….
struct PostgresStatement: Sendable {
  let sql: String
  let values: [PostgresValue]
  /// Whether it runs so often that the server should keep its plan.
  let isKept: Bool

  init(_ sql: String, _ values: [PostgresValue] = [], isKept: Bool = false) {
    self.sql = sql
    self.values = values
    self.isKept = isKept
  }
}
