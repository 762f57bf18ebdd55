/// How replies are written: as the request came, and as `HELLO` settled it.
public enum ReplyStyle: Hashable, Sendable {
  /// Lines only, for people, scripts and clients that send requests as lines.
  case lines
  /// RESP2: texts are bulk strings, maps are arrays of names and values in turn.
  case resp2
  /// RESP3: as RESP2, with maps and pushes of their own.
  case resp3
}

/// One answer.
public enum Reply: Hashable, Sendable {
  /// `+word`: a word of the protocol such as `OK`, the same in every style.
  case status(String)
  /// A line of text; a bulk string in RESP.
  case text(String)
  /// Bytes that are given back as they came; only in RESP, where a length stands before them.
  case bytes([UInt8])
  /// Lines that belong together; one bulk string in RESP, each line ended by CR LF.
  case block([String])
  /// `-CODE text`: an error.
  case error(ErrorCode, String)
  /// `:integer`.
  case integer(Int)
  /// `*n` and n replies of the other kinds.
  case lines([Reply])
  /// Names with their values: `%n` in RESP3, else `*2n`, names and values in turn.
  case map([Member])
  /// Sent without a request: `>n` in RESP3, else `*n`.
  case push([Reply])

  /// A name with its value.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value: a text, a number or, in RESP, an array.
    public let value: Reply

    /// Puts them together.
    public init(_ name: String, _ value: Reply) {
      self.name = name
      self.value = value
    }
  }

  /// Appends the reply's bytes, each line ended by CR LF.
  ///
  /// A text never breaks out of its line: bytes below 0x20 but the tab, and 0x7F, become spaces.
  ///
  /// - Precondition: In the style `lines` what stands in `lines`, `map` or `push` is one line each.
  public func append(to out: inout [UInt8], style: ReplyStyle = .lines) {
    switch self {
    case .status(let word): Self.append("+", word, to: &out)
    case .text(let text):
      style == .lines ? Self.append("+", text, to: &out) : Self.bulk(Self.cleaned(text), to: &out)
    case .bytes(let bytes):
      precondition(style != .lines, "bytes have no place in a line")
      Self.bulk(bytes, to: &out)
    case .block(let lines):
      if style == .lines {
        Self.append(lines.map { .text($0) }, mark: "*", to: &out, style)
      } else {
        Self.bulk(lines.flatMap { Self.cleaned($0) + [0x0d, 0x0a] }, to: &out)
      }
    case .error(let code, let text): Self.append("-", "\(code.rawValue) \(text)", to: &out)
    case .integer(let number): Self.append(":", String(number), to: &out)
    case .lines(let replies): Self.append(replies, mark: "*", to: &out, style)
    case .push(let replies):
      Self.append(replies, mark: style == .resp3 ? ">" : "*", to: &out, style)
    case .map(let members):
      let isMap = style == .resp3
      Self.append(isMap ? "%" : "*", String(members.count * (isMap ? 1 : 2)), to: &out)
      for member in members {
        Reply.text(member.name).append(to: &out, style: style)
        member.value.append(to: &out, style: style)
      }
    }
  }

  /// The reply's bytes as lines.
  public var bytes: [UInt8] { bytes(.lines) }

  /// The reply's bytes.
  public func bytes(_ style: ReplyStyle) -> [UInt8] {
    var out: [UInt8] = []
    append(to: &out, style: style)
    return out
  }

  private static func append(
    _ replies: [Reply], mark: String, to out: inout [UInt8], _ style: ReplyStyle
  ) {
    append(mark, String(replies.count), to: &out)
    for reply in replies {
      switch (style, reply) {
      case (.lines, .lines), (.lines, .map), (.lines, .push), (.lines, .block):
        preconditionFailure("a reply's lines do not nest")
      default: reply.append(to: &out, style: style)
      }
    }
  }

  private static func append(_ mark: String, _ text: String, to out: inout [UInt8]) {
    out += mark.utf8
    out += cleaned(text)
    out += [0x0d, 0x0a]
  }

  private static func bulk(_ bytes: [UInt8], to out: inout [UInt8]) {
    append("$", String(bytes.count), to: &out)
    out += bytes
    out += [0x0d, 0x0a]
  }

  private static func cleaned(_ text: String) -> [UInt8] {
    text.utf8.map { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7f ? 0x20 : $0 }
  }
}
