internal import Audit
internal import Formats
internal import Wording

extension ReportDocument {
  /// A chapter's table as CSV: shares 0 … 1, distances in kilometres, none empty.
  func csv(_ section: Section, _ dialect: CSVDialect) -> String {
    var csv = CSVWriter(dialect)
    guard !section.columns.isEmpty else { return csv.text }
    csv.row(section.columns)
    for row in section.rows {
      csv.row(
        fields: row.map { cell in
          switch cell {
          case .text(let text): .text(text)
          case .number(let value, let decimals): .number(value, decimals: decimals)
          case .share(let value): .number(value, decimals: 6)
          case .distance(let value): .number(value.map { $0 / 1000 }, decimals: 3)
          }
        })
    }
    return csv.text
  }

  /// All tables as a workbook, the title page first and the sources last.
  func workbook() -> [UInt8] {
    var workbook = Workbook()
    var front: [[Workbook.Cell]] = [[.heading(title)], [.text(dates)]]
    front += facts.map { [.text($0.name), .text($0.value)] }
    front += [
      [],
      [
        .heading(
          say("Yang boleh dan tidak boleh disimpulkan", "What may be concluded and what not"))
      ],
    ]
    front += conclusions.map { [.text($0)] }
    workbook.add(sheet: say("Halaman depan", "Front page"), rows: front)
    for section in sections {
      var rows: [[Workbook.Cell]] = [[.heading(section.title)], [.text(dates)]]
      rows += ([section.meaning, section.method + " " + section.used] + section.caveats)
        .filter { !$0.isEmpty }.map { [.text($0)] }
      rows += [[], section.columns.map { .heading($0) }]
      rows += section.rows.map { $0.map(Self.cell) }
      workbook.add(sheet: section.title, rows: rows)
    }
    workbook.add(sheet: say("Sumber", "Sources"), rows: sources.map { [.text($0)] })
    return workbook.bytes()
  }

  private static func cell(_ cell: Cell) -> Workbook.Cell {
    switch cell {
    case .text(let text): .text(text)
    case .number(let value, _): value.map { .number($0) } ?? .text("")
    case .share(let value): value.map { .share($0) } ?? .text("")
    case .distance(let value): value.map { .number($0 / 1000) } ?? .text("")
    }
  }
}
