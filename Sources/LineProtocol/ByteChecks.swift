/// Whether bytes are UTF-8 after RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
  static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at < bytes.count {
      let lead = bytes[at]
      at += 1
      if lead < 0x80 { continue }
      // Allowed range of the second byte, and how many follow in all.
      let second: ClosedRange<UInt8>
      let following: Int
      switch lead {
      case 0xc2...0xdf: (second, following) = (0x80...0xbf, 1)
      case 0xe0: (second, following) = (0xa0...0xbf, 2)
      case 0xed: (second, following) = (0x80...0x9f, 2)
      case 0xe1...0xef: (second, following) = (0x80...0xbf, 2)
      case 0xf0: (second, following) = (0x90...0xbf, 3)
      case 0xf4: (second, following) = (0x80...0x8f, 3)
      case 0xf1...0xf3: (second, following) = (0x80...0xbf, 3)
      default: return false
      }
      guard at + following <= bytes.count, second.contains(bytes[at]) else { return false }
      for offset in 1..<3 where offset < following {
        guard bytes[at + offset] & 0xc0 == 0x80 else { return false }
      }
      at += following
    }
    return true
  }
}

/// Whether a line is one that a web browser sends, tricked into talking to this port
/// (cross-protocol attack): the words of its body must not be executed.
enum HTTPCheck {
  static func isHTTP(_ request: Request) -> Bool {
    // The first letters of our own verbs rule most lines out at once.
    let first = request.bytes(0)
    switch first[0] & 0xdf {
    case UInt8(ascii: "G"): return request.isWord(0, "GET")
    case UInt8(ascii: "P"):
      return request.isWord(0, "POST") || request.isWord(0, "PUT") || request.isWord(0, "PATCH")
        || request.isWord(0, "PRI") || request.isWord(0, "PROPFIND")
    case UInt8(ascii: "H"): return request.isWord(0, "HEAD") || isHost(first)
    case UInt8(ascii: "D"): return request.isWord(0, "DELETE")
    case UInt8(ascii: "O"): return request.isWord(0, "OPTIONS")
    case UInt8(ascii: "C"): return request.isWord(0, "CONNECT")
    case UInt8(ascii: "T"): return request.isWord(0, "TRACE")
    default: return false
    }
  }

  /// Whether a word is `Host:`, with or without the name after it.
  private static func isHost(_ word: UnsafeRawBufferPointer) -> Bool {
    guard word.count >= 5, word[4] == UInt8(ascii: ":") else { return false }
    let host: StaticString = "HOST"
    for at in 0..<4 where word[at] & 0xdf != host.utf8Start[at] { return false }
    return true
  }
}
