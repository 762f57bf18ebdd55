import Glibc

/// Reads lines from a terminal with editing, history and completion.
///
/// Keys: arrows, Home, End, Backspace, Delete, Ctrl-A -E -U -K -W -L, Tab; Ctrl-D on an empty line
/// ends, Ctrl-C drops the line. One line of the terminal; a longer line scrolls sideways.
struct LineEditor {
  private var history: [[Character]] = []
  private var text: [Character] = []
  private var cursor = 0
  private let complete: (String) -> [String]

  /// Lines that are remembered.
  private static let maximumHistory = 500

  /// Makes an editor.
  ///
  /// - Parameter complete: Completions of the last word of what stands before the cursor.
  init(complete: @escaping (String) -> [String]) { self.complete = complete }

  /// Reads one line; nil when the input is over.
  mutating func read(prompt: String) -> String? {
    var saved = termios()
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return readLine() }
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { return readLine() }
    defer { _ = tcsetattr(STDIN_FILENO, TCSADRAIN, &saved) }
    text = []
    cursor = 0
    var shown = history.count
    while true {
      draw(prompt)
      switch Key.next() {
      case .none: return ended(nil)
      case .character(let character): insert([character])
      case .enter:
        remember()
        return ended(String(text))
      case .end where text.isEmpty: return ended(nil)
      case .end, .delete: remove(cursor..<min(cursor + 1, text.count))
      case .interrupt:
        text = []
        cursor = 0
      case .backspace: remove(max(cursor - 1, 0)..<cursor)
      case .left: cursor = max(cursor - 1, 0)
      case .right: cursor = min(cursor + 1, text.count)
      case .first: cursor = 0
      case .last: cursor = text.count
      case .killBefore: remove(0..<cursor)
      case .killBehind: remove(cursor..<text.count)
      case .killWord: remove(wordStart()..<cursor)
      case .up: show(&shown, shown - 1)
      case .down: show(&shown, shown + 1)
      case .tab: completeWord()
      case .clear: Output.write("\u{1b}[H\u{1b}[2J")
      case .other: break
      }
    }
  }

  private func ended(_ line: String?) -> String? {
    Output.write("\r\n")
    return line
  }

  private mutating func insert(_ characters: [Character]) {
    text.insert(contentsOf: characters, at: cursor)
    cursor += characters.count
  }

  private mutating func remove(_ range: Range<Int>) {
    text.removeSubrange(range)
    cursor = range.lowerBound
  }

  private func wordStart() -> Int {
    var start = cursor
    while start > 0, text[start - 1] == " " { start -= 1 }
    while start > 0, text[start - 1] != " " { start -= 1 }
    return start
  }

  private mutating func remember() {
    guard !text.isEmpty, history.last != text else { return }
    history.append(text)
    if history.count > Self.maximumHistory { history.removeFirst() }
  }

  private mutating func show(_ shown: inout Int, _ wanted: Int) {
    guard (0...history.count).contains(wanted) else { return }
    shown = wanted
    text = wanted < history.count ? history[wanted] : []
    cursor = text.count
  }

  private mutating func completeWord() {
    let found = complete(String(text[..<cursor]))
    guard let first = found.first else { return }
    var common = Substring(first)
    for other in found.dropFirst() { common = Substring(common.commonPrefix(with: other)) }
    var start = cursor
    while start > 0, text[start - 1] != " " { start -= 1 }
    remove(start..<cursor)
    insert(Array(common))
    if found.count == 1 {
      insert([" "])
    } else {
      Output.write("\r\n" + found.joined(separator: "  ") + "\r\n")
    }
  }

  private func draw(_ prompt: String) {
    let room = max(Terminal.output.width - prompt.count - 1, 10)
    let start = max(0, cursor - room)
    let visible = text[start..<min(text.count, start + room)]
    Output.write("\r\u{1b}[K\(prompt)\(String(visible))\r\u{1b}[\(prompt.count + cursor - start)C")
  }
}

extension Substring {
  fileprivate func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

/// A key of the terminal.
enum Key {
  case character(Character)
  case enter, end, interrupt, backspace, delete, tab, clear
  case left, right, up, down, first, last
  case killBefore, killBehind, killWord
  case other

  /// Waits for a key; nil when the input is over.
  static func next() -> Key? {
    guard let byte = byte() else { return nil }
    switch byte {
    case 0x01: return .first
    case 0x03: return .interrupt
    case 0x04: return .end
    case 0x05: return .last
    case 0x08, 0x7f: return .backspace
    case 0x09: return .tab
    case 0x0a, 0x0d: return .enter
    case 0x0b: return .killBehind
    case 0x0c: return .clear
    case 0x15: return .killBefore
    case 0x17: return .killWord
    case 0x1b: return escape()
    case 0..<0x20: return .other
    default: return character(byte)
    }
  }

  /// The rest of an escape sequence (ECMA-48 CSI and SS3 as terminals send them).
  private static func escape() -> Key? {
    guard let second = byte() else { return nil }
    guard second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return .other }
    var digits: [UInt8] = []
    while let next = byte() {
      switch next {
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .first
      case UInt8(ascii: "F"): return .last
      case UInt8(ascii: "~"):
        switch digits.first {
        case UInt8(ascii: "1"), UInt8(ascii: "7"): return .first
        case UInt8(ascii: "3"): return .delete
        case UInt8(ascii: "4"), UInt8(ascii: "8"): return .last
        default: return .other
        }
      case 0x30...0x3b: digits.append(next)
      default: return .other
      }
    }
    return nil
  }

  private static func character(_ lead: UInt8) -> Key? {
    let following = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
    var bytes = [lead]
    for _ in 0..<following {
      guard let next = byte() else { return nil }
      bytes.append(next)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.first.map { .character($0) } ?? .other
  }

  private static func byte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return byte }
      if count == 0 || errno != EINTR { return nil }
    }
  }
}
