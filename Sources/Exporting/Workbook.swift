internal import Formats

/// A spreadsheet file (XLSX, ECMA-376), written sheet by sheet.
///
/// Only what tables need: words, numbers, shares in per cent, bold headings. Words stand in the cells
/// themselves, and nothing that begins with `=` becomes a formula.
///
/// For example:
///
///     var workbook = Workbook()
///     workbook.add(
///       sheet: "PLKK",
///       rows: [[.heading("id"), .heading("beds")], [.text("PLKK-63-097"), .number(120)]])
///     let bytes = workbook.bytes()
public struct Workbook: Sendable {
  /// A cell.
  public enum Cell: Hashable, Sendable {
    /// Words.
    case text(String)
    /// Words in bold.
    case heading(String)
    /// A number as it is; what is not finite stays empty.
    case number(Double)
    /// A share 0 … 1, shown in per cent.
    case share(Double)
  }

  private var sheets: [(name: String, xml: String)] = []

  /// Starts without sheets.
  public init() {}

  /// Adds a sheet.
  ///
  /// - Parameters:
  ///   - sheet: Its name; signs that a sheet's name may not hold are dropped, it is cut to 31 signs, and
  ///     numbered where another has it already.
  ///   - rows: Rows of cells from the first on, at most 1,048,576.
  public mutating func add(sheet: String, rows: [[Cell]]) {
    let clean = String(sheet.filter { !"[]:*?/\\".contains($0) }.prefix(31))
    var name = clean.isEmpty ? "\(sheets.count + 1)" : clean
    var number = 2
    while sheets.contains(where: { $0.name.lowercased() == name.lowercased() }) {
      name = clean.prefix(27) + " (\(number))"
      number += 1
    }
    sheets.append((name, Self.worksheet(rows)))
  }

  /// The file; a workbook without sheets is given an empty one.
  public func bytes() -> [UInt8] {
    let sheets = sheets.isEmpty ? [("1", Self.worksheet([]))] : sheets
    var archive = ZipArchive()
    archive.add("[Content_Types].xml", Self.contentTypes(sheets.count))
    archive.add("_rels/.rels", Self.relationships([("officeDocument", "xl/workbook.xml")]))
    archive.add("xl/workbook.xml", Self.workbook(sheets.map(\.0)))
    archive.add(
      "xl/_rels/workbook.xml.rels",
      Self.relationships(
        sheets.indices.map { ("worksheet", "worksheets/sheet\($0 + 1).xml") }
          + [("styles", "styles.xml")]))
    archive.add("xl/styles.xml", Self.styles)
    for (index, sheet) in sheets.enumerated() {
      archive.add("xl/worksheets/sheet\(index + 1).xml", sheet.1)
    }
    return archive.bytes()
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func contentTypes(_ count: Int) -> String {
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    var text =
      head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(type)sheet.main+xml\"/>"
      + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(type)styles+xml\"/>"
    for number in 1...max(count, 1) {
      text += "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" "
      text += "ContentType=\"\(type)worksheet+xml\"/>"
    }
    return text + "</Types>"
  }

  private static func relationships(_ parts: [(type: String, target: String)]) -> String {
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return head + "<Relationships xmlns=\"\(package)\">"
      + parts.enumerated().map {
        "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.type)\" Target=\"\($1.target)\"/>"
      }.joined() + "</Relationships>"
  }

  private static func workbook(_ names: [String]) -> String {
    head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
      + names.enumerated().map {
        "<sheet name=\"\(Markup.escape($1))\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>"
      }.joined() + "</sheets></workbook>"
  }

  /// Cell formats: 0 plain, 1 bold, 2 per cent with one decimal.
  private static let styles =
    head + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" "
    + "formatCode=\"0.0%\"/></numFmts><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/>"
    + "</font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"2\"><fill>"
    + "<patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
    + "</fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
    + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"
    + "</cellStyleXfs><cellXfs count=\"3\">"
    + "<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
    + "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
    + "<xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" "
    + "applyNumberFormat=\"1\"/></cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" "
    + "xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"

  private static func worksheet(_ rows: [[Cell]]) -> String {
    var text = head + "<worksheet xmlns=\"\(main)\"><sheetData>"
    for (index, row) in rows.enumerated() {
      text += "<row r=\"\(index + 1)\">"
      for (column, cell) in row.enumerated() {
        let reference = " r=\"\(letters(column))\(index + 1)\""
        switch cell {
        case .text(let words):
          if !words.isEmpty { text += inline(words, reference) }
        case .heading(let words): text += inline(words, reference + " s=\"1\"")
        case .number(let value):
          if value.isFinite { text += "<c\(reference)><v>\(Self.digits(value))</v></c>" }
        case .share(let value):
          if value.isFinite { text += "<c\(reference) s=\"2\"><v>\(value)</v></c>" }
        }
      }
      text += "</row>"
    }
    return text + "</sheetData></worksheet>"
  }

  /// A number as others write it: a whole one without a decimal point.
  private static func digits(_ value: Double) -> String {
    Int(exactly: value).map { "\($0)" } ?? "\(value)"
  }

  private static func inline(_ words: String, _ attributes: String) -> String {
    "<c\(attributes) t=\"inlineStr\"><is><t xml:space=\"preserve\">\(Markup.escape(plain(words)))</t></is></c>"
  }

  /// Words in which `_x0041_` stays what it is and no escape (ECMA-376-1, 22.9.2.19).
  private static func plain(_ words: String) -> String {
    words.contains("_x") ? words.replacing("_x", with: "_x005F_x") : words
  }

  /// Name of a column: `A` to `Z`, then `AA` and on.
  private static func letters(_ column: Int) -> String {
    var (rest, name) = (column, "")
    repeat {
      let letter = UnicodeScalar(UInt8(ascii: "A") + UInt8(rest % 26))
      name = String(Character(letter)) + name
      rest = rest / 26 - 1
    } while rest >= 0
    return name
  }
}
