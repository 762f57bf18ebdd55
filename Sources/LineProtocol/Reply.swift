/// One answer: lines only, the subset of RESP2 without bulk strings.
public enum Reply: Hashable, Sendable {
  /// `+text`: a line of text.
  case text(String)
  /// `-CODE text`: an error.
  case error(ErrorCode, String)
  /// `:integer`.
  case integer(Int)
  /// `*n` and n lines of the other kinds.
  case lines([Reply])

  /// Appends the reply's bytes, each line ended by CR LF.
  ///
  /// A text never breaks out of its line: bytes below 0x20 but the tab, and 0x7F, become spaces.
  ///
  /// - Precondition: `lines` holds no `lines`.
  public func append(to bytes: inout [UInt8]) {
    switch self {
    case .text(let text):
      bytes.append(UInt8(ascii: "+"))
      Self.append(text, to: &bytes)
    case .error(let code, let text):
      bytes.append(UInt8(ascii: "-"))
      Self.append(code.rawValue, to: &bytes, ending: false)
      bytes.append(UInt8(ascii: " "))
      Self.append(text, to: &bytes)
    case .integer(let number):
      bytes.append(UInt8(ascii: ":"))
      Self.append(String(number), to: &bytes)
    case .lines(let lines):
      bytes.append(UInt8(ascii: "*"))
      Self.append(String(lines.count), to: &bytes)
      for line in lines {
        if case .lines = line { preconditionFailure("a reply's lines do not nest") }
        line.append(to: &bytes)
      }
    }
  }

  /// The reply's bytes.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  private static func append(_ text: String, to bytes: inout [UInt8], ending: Bool = true) {
    for byte in text.utf8 {
      bytes.append((byte < 0x20 && byte != 0x09) || byte == 0x7f ? 0x20 : byte)
    }
    if ending {
      bytes.append(0x0d)
      bytes.append(0x0a)
    }
  }
}
