/// Reads comma-separated values after RFC 4180 from bytes, one record at a time.
///
/// Small on purpose: it serves the embedded tables at start-up, where a general reader would cost
/// Foundation and milliseconds.
struct CSVBytes {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    // A byte order mark is no data.
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
  }

  /// The next record with the line on which it starts, or `nil` at the end.
  ///
  /// Empty lines are skipped.
  mutating func next(table: String) throws(SeedError) -> (line: Int, fields: [String])? {
    while place < bytes.count, bytes[place] == 0x0a || bytes[place] == 0x0d {
      if bytes[place] == 0x0a { line += 1 }
      place += 1
    }
    guard place < bytes.count else { return nil }
    let start = line
    var fields: [String] = []
    while true {
      fields.append(try field(table: table))
      guard place < bytes.count else { return (start, fields) }
      let end = bytes[place]
      place += 1
      if end == UInt8(ascii: ",") { continue }
      if end == 0x0d, place < bytes.count, bytes[place] == 0x0a { place += 1 }
      line += 1
      return (start, fields)
    }
  }

  /// One field; leaves `place` on the comma, line end or end of bytes after it.
  private mutating func field(table: String) throws(SeedError) -> String {
    guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else {
      let start = place
      while place < bytes.count, !isEnd(bytes[place]) { place += 1 }
      return try text(bytes[start..<place], table)
    }
    var content: [UInt8] = []
    place += 1
    while true {
      guard place < bytes.count else { throw fault(table, .quoting) }
      let byte = bytes[place]
      place += 1
      if byte == UInt8(ascii: "\"") {
        guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") else { break }
        place += 1
      } else if byte == 0x0a {
        line += 1
      }
      content.append(byte)
    }
    guard place == bytes.count || isEnd(bytes[place]) else { throw fault(table, .quoting) }
    return try text(content[...], table)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == 0x0a || byte == 0x0d
  }

  private func text(_ bytes: ArraySlice<UInt8>, _ table: String) throws(SeedError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw fault(table, .encoding) }
    return text
  }

  private func fault(_ table: String, _ rule: SeedError.Rule) -> SeedError {
    SeedError(table: table, line: line, column: "", rule: rule)
  }
}
