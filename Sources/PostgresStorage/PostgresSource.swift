internal import Application
internal import Foundation
internal import Sealing

/// The tables as of one moment, in a transaction that reads alone.
struct PostgresSource: RowSource {
  /// Rows that are fetched at once of a long answer.
  private static let batch = 2_000

  let connection: PostgresConnection

  init(_ connection: PostgresConnection) { self.connection = connection }

  func all(_ sql: String, _ arguments: [StoredArgument]) throws -> [PostgresRow] {
    let values = arguments.map { argument -> PostgresValue in
      switch argument {
      case .whole(let number): .whole(number)
      case .text(let text): .text(text)
      case .bytes(let bytes): .bytes(bytes)
      }
    }
    return try connection.run(Self.numbered(sql), values, isKept: true).rows
  }

  func each(_ sql: String, _ body: (PostgresRow) throws -> Void) throws {
    let name = "c\(UInt64.random(in: 0 ... .max))"
    try connection.run("DECLARE \(name) NO SCROLL CURSOR FOR \(sql)")
    while true {
      let rows = try connection.run("FETCH \(Self.batch) FROM \(name)").rows
      for row in rows { try body(row) }
      if rows.count < Self.batch { break }
    }
    try connection.run("CLOSE \(name)")
  }

  func words(_ error: any Error) -> String {
    if case PostgresFault.refused(let state) = error { return "state \(state)" }
    return "unreadable"
  }

  /// Each `?` as `$1`, `$2` …; none of our statements has one in a text.
  static func numbered(_ sql: String) -> String {
    var count = 0
    return sql.split(separator: "?", omittingEmptySubsequences: false).reduce("") { text, part in
      defer { count += 1 }
      return count == 0 ? String(part) : "\(text)$\(count)\(part)"
    }
  }
}
