public import Formats

extension AuditReport {
  /// The report for a terminal: tables with small bars.
  ///
  /// - Parameters:
  ///   - language: Language.
  ///   - width: Columns to wrap notes at, 40 or more.
  ///   - bold: Marks a heading; leaves it as it is where nothing else is possible.
  public func text(
    _ language: ReportLanguage, width: Int = 100, bold: (String) -> String = { $0 }
  ) -> String {
    let document = ReportDocument(self, language)
    var text = bold(document.title) + "\n" + Self.wrap(document.subtitle, width)
    for warning in document.warnings { text += Self.wrap("! " + warning, width) }
    for section in document.sections {
      text += "\n" + bold(section.title) + "\n"
      if !section.rows.isEmpty { text += Self.table(section, document) }
      text += Self.wrap(section.method + " " + section.used, width)
      if !section.caveat.isEmpty { text += Self.wrap("* " + section.caveat, width) }
    }
    text += "\n" + bold(language.say(id: "Sumber", en: "Sources")) + "\n"
    for source in document.sources { text += Self.wrap("- " + source, width) }
    return text
  }

  /// Columns of numbers stand to the right, a bar of ten characters behind the row.
  private static func table(_ section: ReportDocument.Section, _ document: ReportDocument) -> String
  {
    let body = section.rows.map { $0.map(document.text) }
    let widths = section.columns.indices.map { column in
      ([section.columns] + body).map { $0[column].count }.max() ?? 0
    }
    let isNumber = section.columns.indices.map { column in
      section.rows.contains { $0[column].size != nil }
    }
    let sizes = section.barColumn.map { column in section.rows.map { $0[column].size } } ?? []
    let largest = sizes.compactMap { $0 }.max() ?? 0
    var text = ""
    for (place, row) in ([section.columns] + body).enumerated() {
      var line = "  "
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        line += (isNumber[column] ? space + cell : cell + space) + "  "
      }
      if place > 0, largest > 0, place <= sizes.count, let size = sizes[place - 1], size > 0 {
        line += bar(size / largest)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// A bar of up to ten characters in eighths.
  static func bar(_ share: Double) -> String {
    let eighths = Int(min(max(share, 0), 1) * 80 + 0.5)
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  private static func wrap(_ text: String, _ width: Int) -> String {
    var lines = ""
    var line = "  "
    for word in text.split(separator: " ") {
      if line.count > 2, line.count + 1 + word.count > max(width, 40) {
        lines += line + "\n"
        line = "    "
      }
      line += line.last == " " ? String(word) : " " + word
    }
    return lines + line + "\n"
  }
}
