/// Text that others wrote, made harmless once, where it comes in, and once more where it is shown.
///
/// Harmful is what steers a terminal (C0, C1, DEL), turns or hides what is read (direction marks,
/// zero-width characters, byte order marks), and a line end where one line is meant: after it a text
/// could go on as another field of a form.
public enum ForeignText {
  /// What a character does in a text of one line.
  private enum Role { case kept, blank, lineEnd, hidden }

  private static func role(_ scalar: Unicode.Scalar) -> Role {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: .lineEnd
    case 0x20, 0x09, 0xA0, 0x2007, 0x202F: .blank
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0xFEFF, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0xFFF9...0xFFFB, 0xE0000...0xE007F:
      .hidden
    default: .kept
    }
  }

  /// Whether a text is one line of nothing but what is seen.
  public static func isPlain(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch role(scalar) {
      case .kept: true
      case .blank: scalar != "\t"
      case .lineEnd, .hidden: false
      }
    }
  }

  /// A text as one line: every line end and run of blanks one space, none at its ends, nothing hidden.
  public static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    var isApart = false
    for scalar in text.unicodeScalars {
      switch role(scalar) {
      case .hidden: continue
      case .blank, .lineEnd: isApart = !result.isEmpty
      case .kept:
        if isApart { result.append(" ") }
        isApart = false
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A text as it may be written to a terminal or a row of a file: as it is, but for what steers, turns
  /// or hides, and for line ends.
  public static func shown(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch role(scalar) {
      case .kept, .blank: result.append(scalar)
      case .lineEnd, .hidden: continue
      }
    }
    return String(result)
  }

  /// A text as lines, ended by a line feed alone, each as `line` gives it; empty ones at its ends go.
  public static func lines(_ text: String) -> String {
    var rows = [String.UnicodeScalarView()]
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if role(scalar) == .lineEnd {
        // A carriage return and a line feed are one end.
        if !(scalar == "\n" && last == "\r") { rows.append(String.UnicodeScalarView()) }
      } else {
        rows[rows.count - 1].append(scalar)
      }
      last = scalar
    }
    let clean = rows.map { line(String($0)) }
    let kept = clean.drop { $0.isEmpty }
    let end = kept.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? kept.startIndex
    return kept[kept.startIndex..<end].joined(separator: "\n")
  }
}
