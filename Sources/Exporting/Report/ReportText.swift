internal import Audit
internal import Formats
internal import Wording

/// The report for a terminal: tables with small bars, no wider than it.
struct ReportText {
  let document: ReportDocument
  /// Columns of the terminal, 40 or more.
  let width: Int
  /// Marks a heading; leaves it as it is where nothing else is possible.
  let bold: (String) -> String

  func text(only section: ReportSection? = nil) -> String {
    var text = headline(document.title) + wrap(document.dates)
    if section == nil {
      for fact in document.facts where !fact.value.hasPrefix("…") {
        text += wrap("\(fact.name): \(fact.value)")
      }
      text +=
        "\n"
        + headline(
          document.say(
            "Yang boleh dan tidak boleh disimpulkan", "What may be concluded and what not"))
      for (index, sentence) in document.conclusions.enumerated() {
        text += wrap("\(index + 1). \(sentence)")
      }
    }
    for part in document.sections where section == nil || part.id == section {
      text += "\n" + headline(part.title)
      if !part.meaning.isEmpty { text += wrap(part.meaning) }
      text += wrap(part.method + " " + part.used)
      for caveat in part.caveats { text += wrap("! " + caveat) }
      if !part.rows.isEmpty { text += table(part) }
    }
    text += "\n" + headline(document.say("Sumber", "Sources"))
    for source in document.sources { text += wrap("- " + source) }
    return text
  }

  private func headline(_ text: String) -> String {
    TextTable.lines(text, max(width, 40)).map { bold($0) + "\n" }.joined()
  }

  private func table(_ section: ReportDocument.Section) -> String {
    let sizes = section.barColumn.map { column in section.rows.map { $0[column].size } } ?? []
    let largest = sizes.compactMap { $0 }.max() ?? 0
    return TextTable(
      head: section.columns, rows: section.rows.map { $0.map(document.text) },
      isNumber: section.columns.indices.map { column in
        section.rows.contains { $0[column].size != nil }
      },
      tails: section.rows.indices.map { row in
        guard largest > 0, row < sizes.count, let size = sizes[row], size > 0 else { return "" }
        return Self.bar(size / largest)
      }
    ).text(width: max(width, 40))
  }

  /// A bar of up to ten characters in eighths.
  static func bar(_ share: Double) -> String {
    let eighths = Int(min(max(share, 0), 1) * 80 + 0.5)
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private func wrap(_ text: String) -> String {
    let lines = TextTable.lines(text, max(width, 40) - 4)
    return lines.enumerated().map { ($0 == 0 ? "  " : "    ") + $1 + "\n" }.joined()
  }
}
