/// A table of characters that fits a width: columns as wide as they need, else text wrapped in its
/// column, else each row as a list of its cells with the names of their columns.
struct TextTable {
  let head: [String]
  let rows: [[String]]
  /// Which columns stand to the right.
  let isNumber: [Bool]
  /// What stands after each row where there is room, such as a bar.
  let tails: [String]

  /// Narrower than this no column of words becomes.
  private static let narrowest = 12
  private static let tailWidth = 10

  /// The table, every line within the width as far as a single word allows.
  func text(width: Int) -> String {
    guard let widths = widths(within: width - 2) else { return list(width) }
    let used = widths.reduce(2) { $0 + $1 + 2 }
    let hasTails = tails.contains { !$0.isEmpty } && used + Self.tailWidth <= width
    var text = block(head, widths, tail: "")
    for (row, tail) in zip(rows, tails) { text += block(row, widths, tail: hasTails ? tail : "") }
    return text
  }

  /// A width for each column; `nil` where the columns cannot stand side by side.
  private func widths(within room: Int) -> [Int]? {
    let natural = head.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    // A heading may be wrapped between its words.
    let least = head.indices.map { column in
      max(
        Self.longestWord(head[column]),
        isNumber[column]
          ? natural[column]
          : max(
            min(natural[column], Self.narrowest),
            rows.map { Self.longestWord($0[column]) }.max() ?? 0))
    }
    var widths = head.indices.map { max(natural[$0], least[$0], min(head[$0].count, 16)) }
    func excess() -> Int { widths.reduce(0) { $0 + $1 + 2 } - 2 - room }
    // First the headings give way, then the columns of words.
    for column in head.indices where excess() > 0 {
      widths[column] = max(natural[column], least[column])
    }
    while excess() > 0 {
      let shrinkable = widths.indices.filter { widths[$0] > least[$0] }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= min(excess(), widths[widest] - least[widest])
    }
    return widths
  }

  private func block(_ cells: [String], _ widths: [Int], tail: String) -> String {
    let wrapped = cells.indices.map { Self.lines(cells[$0], widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    var text = ""
    for line in 0..<max(height, 1) {
      var out = "  "
      for (column, lines) in wrapped.enumerated() {
        let cell = line < lines.count ? lines[line] : ""
        let space = String(repeating: " ", count: max(widths[column] - cell.count, 0))
        out += (isNumber[column] ? space + cell : cell + space) + "  "
      }
      if line == 0 { out += tail }
      while out.last == " " { out.removeLast() }
      text += out + "\n"
    }
    return text
  }

  /// One row after the other: its first cell, and under it the others with the names of their columns.
  private func list(_ width: Int) -> String {
    var text = ""
    for row in rows {
      let cells = row.indices.dropFirst().filter { !row[$0].isEmpty }.map { column in
        // A cell stays on one line as far as it fits.
        "\(head[column]): \(row[column])".replacing(" ", with: "\u{A0}")
      }
      for line in Self.lines(row.first ?? "", width - 2) { text += "  " + line + "\n" }
      let joined = cells.joined(separator: "; ")
      for line in Self.lines(joined, width - 4) {
        for part in Self.lines(line.replacing("\u{A0}", with: " "), width - 4) {
          text += "    " + part + "\n"
        }
      }
    }
    return text
  }

  /// A text broken at spaces; a longer word stands alone on its line.
  static func lines(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " " + word
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func longestWord(_ text: String) -> Int {
    text.split(separator: " ").map(\.count).max() ?? 0
  }
}
