internal import Application
internal import CPostgres
internal import Foundation
internal import Sealing

/// What a statement gave: its rows, and what it says that it did.
struct PostgresRows: Sendable {
  let rows: [PostgresRow]
  /// The tag of the command, such as `COMMIT` or `DELETE 3`.
  let tag: String

  /// How many rows were changed, or read.
  var count: Int { Int(tag.split(separator: " ").last ?? "") ?? rows.count }

  /// Copies a result of libpq.
  init(_ result: OpaquePointer) {
    tag = PQcmdStatus(result).map { String(cString: $0) } ?? ""
    let width = PQnfields(result)
    var columns: [String: Int] = [:]
    var types: [UInt32] = []
    for column in 0..<width {
      types.append(PQftype(result, column))
      if let name = PQfname(result, column) { columns[String(cString: name)] = Int(column) }
    }
    let shape = PostgresRow.Shape(columns: columns, types: types)
    rows = (0..<PQntuples(result)).map { row in
      let cells = (0..<width).map { column -> Data? in
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column)
        else { return nil }
        return Data(bytes: start, count: Int(PQgetlength(result, row, column)))
      }
      return PostgresRow(shape: shape, cells: cells)
    }
  }
}

/// A row in PostgreSQL's binary form.
struct PostgresRow: StoredRow, Sendable {
  final class Shape: Sendable {
    let columns: [String: Int]
    let types: [UInt32]

    init(columns: [String: Int], types: [UInt32]) {
      self.columns = columns
      self.types = types
    }
  }

  let shape: Shape
  let cells: [Data?]

  private func cell(_ column: String) throws(StoreError) -> (type: UInt32, bytes: Data)? {
    guard let place = shape.columns[column] else { throw .inconsistent("no \(column)") }
    return cells[place].map { (shape.types[place], $0) }
  }

  func wholeIfAny(_ column: String) throws(StoreError) -> Int64? {
    guard let (type, bytes) = try cell(column) else { return nil }
    switch (type, bytes.count) {
    // bigint, integer, smallint: signed, highest byte first; boolean: one byte.
    case (20, 8), (23, 4), (21, 2):
      let first = Int64(Int8(bitPattern: bytes.first ?? 0))
      return bytes.dropFirst().reduce(first) { $0 << 8 | Int64($1) }
    case (16, 1): return Int64(bytes.first ?? 0)
    default: throw .inconsistent(column)
    }
  }

  func textIfAny(_ column: String) throws(StoreError) -> String? {
    guard let (_, bytes) = try cell(column) else { return nil }
    guard let text = String(data: bytes, encoding: .utf8) else { throw .inconsistent(column) }
    return text
  }

  func bytesIfAny(_ column: String) throws(StoreError) -> Data? { try cell(column)?.bytes }

  func hasColumn(_ column: String) -> Bool { shape.columns[column] != nil }
}
