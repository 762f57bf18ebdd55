internal import Lists

/// The grammar of RFC 8259, each value bounded while it is read.
extension JSONTableReader {
  var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

  func malformed() -> ImportError {
    let end = min(place + 20, bytes.count)
    return ImportError(
      .malformed(.json), line: line,
      value: TextBytes.clean(String(decoding: bytes[min(place, end)..<end], as: UTF8.self)))
  }

  mutating func skipSpace() {
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

  mutating func take(_ byte: UInt8) throws(ImportError) {
    guard peek == byte else { throw malformed() }
    place += 1
  }

  func check(_ depth: Int) throws(ImportError) {
    if depth > limits.depth {
      throw ImportError(.tooLarge(what: .depth, limit: limits.depth), line: line)
    }
  }

  mutating func members(
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

  mutating func elements(
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

  mutating func skipValue(_ depth: Int) throws(ImportError) {
    switch peek {
    case UInt8(ascii: "{"):
      try members(depth) { (reader, _) throws(ImportError) in try reader.skipValue(depth + 1) }
    case UInt8(ascii: "["):
      try elements(depth) { (reader) throws(ImportError) in try reader.skipValue(depth + 1) }
    default: _ = try scalar()
    }
  }

  mutating func scalar() throws(ImportError) -> RawCell {
    switch peek {
    case UInt8(ascii: "\""): return RawCell(TextBytes.clean(try string()))
    case UInt8(ascii: "t"): return try word("true")
    case UInt8(ascii: "f"): return try word("false")
    case UInt8(ascii: "n"):
      _ = try word("null")
      return .blank
    default:
      let number = try number()
      return RawCell(NumberText.plain(number) ?? number, origin: .number)
    }
  }

  mutating func word(_ word: String) throws(ImportError) -> RawCell {
    for byte in word.utf8 { try take(byte) }
    return RawCell(word)
  }

  mutating func number() throws(ImportError) -> String {
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

  mutating func digits() throws(ImportError) -> Int {
    let start = place
    while let byte = peek, (48...57).contains(byte) { place += 1 }
    guard place > start else { throw malformed() }
    return place - start
  }

  mutating func string() throws(ImportError) -> String {
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

  mutating func escape(into content: inout [UInt8]) throws(ImportError) {
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

  mutating func hex() throws(ImportError) -> UInt32 {
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
