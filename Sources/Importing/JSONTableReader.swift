/// Reads the rows of a JSON list: an array of objects, or an object with such an array under `data`,
/// `rows`, `items`, `records` or `features` (GeoJSON, whose `properties` and point are taken).
///
/// Our own and not a general decoder: codes and phones written as numbers keep their digits, rows
/// keep their lines, and depth and size are bounded while reading (RFC 8259).
struct JSONTableReader {
  /// Names under which services wrap their rows.
  private static let wrappers: Set<String> = ["data", "rows", "items", "records", "features"]

  private let bytes: [UInt8]
  private let limits: ImportLimits
  private var place = 0
  private var line = 1
  private var columns: [String: Int] = [:]
  private var header: [RawCell] = []
  private var rows: [RawRow] = []
  private var cells = 0

  private init(_ bytes: [UInt8], limits: ImportLimits) {
    self.bytes = bytes
    self.limits = limits
  }

  /// The table, its first row made of the members' names.
  static func table(
    _ bytes: [UInt8], limits: ImportLimits, progress: ((Int) -> Void)? = nil
  ) throws(ImportError) -> RawTable {
    var reader = JSONTableReader(bytes, limits: limits)
    var found = false
    reader.skipSpace()
    if reader.peek == UInt8(ascii: "[") {
      try reader.readRows(progress)
      found = true
    } else {
      try reader.members(1) { (reader, name) throws(ImportError) in
        if !found, Self.wrappers.contains(name), reader.peek == UInt8(ascii: "[") {
          found = true
          try reader.readRows(progress)
        } else {
          try reader.skipValue(2)
        }
      }
    }
    reader.skipSpace()
    guard reader.place == bytes.count else { throw reader.malformed() }
    guard found, !reader.rows.isEmpty else { throw ImportError(.noRows) }
    let top = RawRow(line: 0, cells: reader.header)
    return RawTable(rows: [top] + reader.rows, format: .json)
  }

  private mutating func readRows(_ progress: ((Int) -> Void)?) throws(ImportError) {
    try elements(2) { (reader) throws(ImportError) in
      guard reader.peek == UInt8(ascii: "{") else { throw reader.malformed() }
      // Many rows of a JSON file may stand on one line; their place in the array tells them apart.
      reader.rows.append(RawRow(line: reader.rows.count + 1, cells: []))
      if reader.rows.count > reader.limits.rows {
        throw ImportError(.tooLarge(what: .rows, limit: reader.limits.rows), line: reader.line)
      }
      if reader.rows.count % 1000 == 0 { progress?(reader.place) }
      try reader.readObject(3)
    }
  }

  /// Takes the members of an object into the row that was begun last.
  private mutating func readObject(_ depth: Int) throws(ImportError) {
    try members(depth) { (reader, name) throws(ImportError) in
      switch reader.peek {
      case UInt8(ascii: "{") where name == "properties" || name == "geometry":
        try reader.readObject(depth + 1)
      case UInt8(ascii: "[") where name == "coordinates": try reader.readPoint(depth + 1)
      case UInt8(ascii: "{"), UInt8(ascii: "["): try reader.skipValue(depth + 1)
      default: try reader.put(reader.scalar(), under: name)
      }
    }
  }

  /// GeoJSON's longitude and latitude; other geometries are passed over.
  private mutating func readPoint(_ depth: Int) throws(ImportError) {
    var numbers: [RawCell] = []
    var isPoint = true
    try elements(depth) { (reader) throws(ImportError) in
      if reader.peek == UInt8(ascii: "[") || reader.peek == UInt8(ascii: "{") {
        isPoint = false
        try reader.skipValue(depth + 1)
      } else {
        numbers.append(try reader.scalar())
      }
    }
    if isPoint, numbers.count >= 2 {
      try put(numbers[0], under: "longitude")
      try put(numbers[1], under: "latitude")
    }
  }

  private mutating func put(_ cell: RawCell, under name: String) throws(ImportError) {
    if cell.isBlank { return }
    var column = columns[name]
    if column == nil {
      guard columns.count < limits.columns else {
        throw ImportError(.tooLarge(what: .columns, limit: limits.columns), line: line, value: name)
      }
      column = columns.count
      columns[name] = columns.count
      header.append(RawCell(name))
    }
    guard let column, let last = rows.indices.last else { return }
    cells += max(0, column + 1 - rows[last].cells.count)
    if cells > limits.cells {
      throw ImportError(.tooLarge(what: .cells, limit: limits.cells), line: line)
    }
    while rows[last].cells.count <= column { rows[last].cells.append(.blank) }
    rows[last].cells[column] = cell
  }

  // MARK: Grammar

  private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func malformed() -> ImportError {
    let end = min(place + 20, bytes.count)
    return ImportError(
      .malformed(.json), line: line,
      value: TextBytes.clean(String(decoding: bytes[min(place, end)..<end], as: UTF8.self)))
  }

  private mutating func skipSpace() {
    while place < bytes.count {
      switch bytes[place] {
      case 0x0a:
        line += 1
        place += 1
      case 0x20, 0x09, 0x0d: place += 1
      default: return
      }
    }
  }

  private mutating func take(_ byte: UInt8) throws(ImportError) {
    guard peek == byte else { throw malformed() }
    place += 1
  }

  private func check(_ depth: Int) throws(ImportError) {
    if depth > limits.depth {
      throw ImportError(.tooLarge(what: .depth, limit: limits.depth), line: line)
    }
  }

  private mutating func members(
    _ depth: Int, _ body: (inout JSONTableReader, String) throws(ImportError) -> Void
  ) throws(ImportError) {
    try check(depth)
    try take(UInt8(ascii: "{"))
    skipSpace()
    if peek == UInt8(ascii: "}") { return place += 1 }
    while true {
      skipSpace()
      let name = try string()
      skipSpace()
      try take(UInt8(ascii: ":"))
      skipSpace()
      try body(&self, name)
      skipSpace()
      if peek == UInt8(ascii: ",") {
        place += 1
        continue
      }
      return try take(UInt8(ascii: "}"))
    }
  }

  private mutating func elements(
    _ depth: Int, _ body: (inout JSONTableReader) throws(ImportError) -> Void
  ) throws(ImportError) {
    try check(depth)
    try take(UInt8(ascii: "["))
    skipSpace()
    if peek == UInt8(ascii: "]") { return place += 1 }
    while true {
      skipSpace()
      try body(&self)
      skipSpace()
      if peek == UInt8(ascii: ",") {
        place += 1
        continue
      }
      return try take(UInt8(ascii: "]"))
    }
  }

  private mutating func skipValue(_ depth: Int) throws(ImportError) {
    switch peek {
    case UInt8(ascii: "{"):
      try members(depth) { (reader, _) throws(ImportError) in try reader.skipValue(depth + 1) }
    case UInt8(ascii: "["):
      try elements(depth) { (reader) throws(ImportError) in try reader.skipValue(depth + 1) }
    default: _ = try scalar()
    }
  }

  private mutating func scalar() throws(ImportError) -> RawCell {
    switch peek {
    case UInt8(ascii: "\""): return RawCell(TextBytes.clean(try string()))
    case UInt8(ascii: "t"): return try word("true")
    case UInt8(ascii: "f"): return try word("false")
    case UInt8(ascii: "n"):
      _ = try word("null")
      return .blank
    default: return RawCell(try number(), origin: .number)
    }
  }

  private mutating func word(_ word: String) throws(ImportError) -> RawCell {
    for byte in word.utf8 { try take(byte) }
    return RawCell(word)
  }

  private mutating func number() throws(ImportError) -> String {
    let start = place
    if peek == UInt8(ascii: "-") { place += 1 }
    let whole = try digits()
    if whole > 1, bytes[place - whole] == UInt8(ascii: "0") { throw malformed() }
    if peek == UInt8(ascii: ".") {
      place += 1
      _ = try digits()
    }
    if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
      place += 1
      if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { place += 1 }
      _ = try digits()
    }
    guard place - start <= limits.cellBytes else {
      throw ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), line: line)
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() throws(ImportError) -> Int {
    let start = place
    while let byte = peek, (48...57).contains(byte) { place += 1 }
    guard place > start else { throw malformed() }
    return place - start
  }

  private mutating func string() throws(ImportError) -> String {
    try take(UInt8(ascii: "\""))
    var content: [UInt8] = []
    while true {
      guard let byte = peek, byte >= 0x20 else { throw malformed() }
      place += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &content) } else { content.append(byte) }
      if content.count > limits.cellBytes {
        throw ImportError(.tooLarge(what: .cellBytes, limit: limits.cellBytes), line: line)
      }
    }
  }

  private mutating func escape(into content: inout [UInt8]) throws(ImportError) {
    guard let byte = peek else { throw malformed() }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"):
      content.append(0x20)
    case UInt8(ascii: "u"):
      var code = try hex()
      if (0xd800..<0xdc00).contains(code) {
        try take(UInt8(ascii: "\\"))
        try take(UInt8(ascii: "u"))
        let low = try hex()
        guard (0xdc00..<0xe000).contains(low) else { throw malformed() }
        code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw malformed() }
      content.append(contentsOf: String(Character(scalar)).utf8)
    default: throw malformed()
    }
  }

  private mutating func hex() throws(ImportError) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw malformed()
      }
      code = code << 4 | UInt32(digit)
      place += 1
    }
    return code
  }
}
