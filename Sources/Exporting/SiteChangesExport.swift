internal import Facilities
public import Formats
public import Lists
internal import Wording

/// What changed of the sites between two days, as files.
public struct SiteChangesExport: Sendable {
  private let changes: SiteChanges
  private let language: Language

  /// Names of the columns.
  public static let columns = ["id", "name", "regency_code", "regency", "field", "before", "after"]

  /// Takes changes.
  public init(_ changes: SiteChanges, language: Language) {
    self.changes = changes
    self.language = language
  }

  private var rows: [[String]] {
    changes.lines.flatMap { line in
      line.values.map { value in
        [
          line.facility.id, line.facility.name, line.facility.regencyCode, line.facility.regency,
          value.field.rawValue, value.before, value.after,
        ]
      }
    }
  }

  /// Separated values, a row for each value that changed.
  public func csv(_ dialect: CSVDialect) -> String {
    var csv = CSVWriter(dialect)
    csv.row(Self.columns)
    for row in rows { csv.row(row) }
    return csv.text
  }

  /// A workbook of the same rows.
  public func workbook() -> [UInt8] {
    var cells: [[Workbook.Cell]] = [Self.columns.map { Workbook.Cell.heading($0) }]
    for row in rows { cells.append(row.map { Workbook.Cell.text($0) }) }
    var book = Workbook()
    book.add(sheet: "\(changes.from) \(changes.to)", rows: cells)
    return book.bytes()
  }

  /// One JSON object: the two days and the rows under `changes`.
  public func json() -> String {
    var json = JSONWriter(indented: true)
    json.object { json in
      json.member("from", changes.from.description)
      json.member("to", changes.to.description)
      json.key("changes")
      json.array { json in
        for row in rows {
          json.object { json in
            for (column, value) in zip(Self.columns, row) { json.member(column, value) }
          }
        }
      }
    }
    return json.text + "\n"
  }

  /// For a person, a site a paragraph.
  public func table() -> String {
    var lines = [
      language.say(
        id:
          "Perubahan dari \(language.date(changes.from.description)) sampai \(language.date(changes.to.description)): "
          + "\(changes.lines.count) fasilitas",
        en:
          "Changes from \(language.date(changes.from.description)) to \(language.date(changes.to.description)): "
          + "\(changes.lines.count) sites")
    ]
    var regency = ""
    for line in changes.lines {
      if line.facility.regency != regency {
        regency = line.facility.regency
        lines += ["", regency]
      }
      lines.append("  \(line.facility.id) \(line.facility.name.shown())")
      for value in line.values {
        lines.append(
          "      \(language.field(value.field)): “\(value.before.shown())” → “\(value.after.shown())”"
        )
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
