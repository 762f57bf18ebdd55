import Glibc

/// What standard output is connected to, asked once.
struct Terminal: Sendable {
  /// Columns to wrap at.
  let width: Int
  /// Whether to use colour and bold.
  let hasStyle: Bool

  /// Standard output as it is: on a terminal its width and style, elsewhere 100 columns and plain.
  static let output = Terminal(
    descriptor: STDOUT_FILENO, environment: { name in getenv(name).map { String(cString: $0) } })

  init(width: Int, hasStyle: Bool) {
    self.width = width
    self.hasStyle = hasStyle
  }

  /// Asks a descriptor.
  ///
  /// `NO_COLOR` (any value but the empty one, no-color.org) and `TERM=dumb` switch style off.
  init(descriptor: Int32, environment: (String) -> String?) {
    guard isatty(descriptor) == 1 else {
      self.init(width: 100, hasStyle: false)
      return
    }
    var size = winsize()
    let asked = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : 0
    let columns = asked > 0 ? asked : environment("COLUMNS").flatMap { Int($0) } ?? 80
    let plain = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    self.init(
      width: min(max(columns, 40), 120), hasStyle: !plain && environment("TERM") != "dumb")
  }

  func bold(_ text: String) -> String { styled(text, "1") }
  func dim(_ text: String) -> String { styled(text, "2") }
  func warning(_ text: String) -> String { styled(text, "33") }
  func alarm(_ text: String) -> String { styled(text, "1;31") }

  private func styled(_ text: String, _ code: String) -> String {
    hasStyle ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }

  /// Breaks a text into lines at spaces; a longer word stands alone on its line.
  func wrapped(_ text: String, indent: Int) -> [String] {
    let room = max(width - indent, 20)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > room {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty { lines.append(line) }
    let margin = String(repeating: " ", count: indent)
    return lines.map { margin + $0 }
  }
}
