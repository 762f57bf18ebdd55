import Lists
import Facilities
import TestSupport
import Testing

@testable import Importing

@Suite("Hostile lists") struct HostileTests {
  private func sheet(_ rows: String, _ more: String = "") -> [UInt8] {
    let head = #"<row r="1"><c r="A1" t="inlineStr"><is><t>nama</t></is></c></row>"#
    return StoredArchive.workbook(
      sheet: Array("<worksheet><sheetData>\(head)\(rows)</sheetData>\(more)</worksheet>".utf8))
  }

  @Test(
    "Rows of a sheet that do not ascend, or have no number, are refused",
    arguments: [
      #"<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>"#,
      #"<row r="3"><c r="A3"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>"#,
      #"<row r="9223372036854775807"><c><v>1</v></c></row><row><c><v>2</v></c></row>"#,
      #"<row r="-5"><c><v>1</v></c></row>"#, #"<row r="x"><c><v>1</v></c></row>"#,
    ])
  func rowNumbers(rows: String) {
    #expect(Support.refusal(sheet(rows))?.code == .malformed(.xlsx))
  }

  @Test("Merged areas that lie over each other are not walked without end")
  func merges() {
    var limits = ImportLimits()
    limits.cells = 500
    let rows = (2...101).map { #"<row r="\#($0)"><c r="B\#($0)"><v>1</v></c></row>"# }.joined()
    let areas = (1...10).map { _ in #"<mergeCell ref="A1:A101"/>"# }.joined()
    let bytes = sheet(rows, "<mergeCells>\(areas)</mergeCells>")
    #expect(Support.refusal(bytes, limits: limits)?.code == .tooLarge(what: .cells, limit: 500))
    #expect(Support.refusal(bytes) == nil)
  }

  @Test("A tag or comment that Expat would have to hold whole is refused")
  func longTokens() {
    let long = String(repeating: "x", count: 3 << 20)
    for rows in [
      "<row r=\"2\"><c r=\"A2\" t=\"\(long)\"><v>1</v></c></row>", "<!-- \(long) -->",
      "<?\(long) ?>",
    ] {
      #expect(
        Support.refusal(sheet(rows))?.code
          == .tooLarge(what: .cellBytes, limit: ImportLimits.standard.cellBytes))
    }
  }

  @Test("Blank cells left of a filled one count as cells, in every format")
  func blanks() {
    var limits = ImportLimits()
    limits.cells = 2000
    let code = ImportError.Code.tooLarge(what: .cells, limit: 2000)
    let wide = String(repeating: ";", count: 200) + "x\n"
    let csv = "nama;kota\n" + String(repeating: wide, count: 20)
    #expect(Support.refusal(Array(csv.utf8), limits: limits)?.code == code)
    let names = (0..<200).map { "\"k\($0)\":1" }.joined(separator: ",")
    let json = "[{\(names)}" + String(repeating: ",{\"k199\":1}", count: 20) + "]"
    #expect(Support.refusal(Array(json.utf8), limits: limits)?.code == code)
    let rows = (2...21).map { #"<row r="\#($0)"><c r="GR\#($0)"><v>1</v></c></row>"# }.joined()
    #expect(Support.refusal(sheet(rows), limits: limits)?.code == code)
  }

  @Test("A line of nothing but separators is a blank line")
  func separators() throws {
    let text = "nama;kota\n" + String(repeating: ";", count: 30_000) + "\nRS A;Banjar\n"
    let table = try TableReader.table(Array(text.utf8))
    #expect(table.rows.map(\.line) == [1, 3])
  }

  @Test("An archive that says it has more parts than a workbook may is not opened")
  func parts() {
    var bytes = sheet("")
    let end = bytes.count - 22
    bytes[end + 8] = 0xff
    bytes[end + 9] = 0xff
    bytes[end + 10] = 0xff
    bytes[end + 11] = 0xff
    #expect(Support.refusal(bytes)?.code == .tooLarge(what: .parts, limit: 10_000))
  }

  @Test("Sheets that all name one part are not inflated without end")
  func repeatedSheets() {
    var limits = ImportLimits()
    limits.inflatedBytes = 1 << 20
    let blank = String(repeating: " ", count: 900_000)
    let entries = (1...50).map { #"<sheet name="S\#($0)" sheetId="\#($0)" r:id="rId1"/>"# }
    let book = "<workbook xmlns:r=\"r\"><sheets>\(entries.joined())</sheets></workbook>"
    let relations =
      #"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#
    let bytes = StoredArchive.bytes([
      ("xl/workbook.xml", Array(book.utf8)), ("xl/_rels/workbook.xml.rels", Array(relations.utf8)),
      (
        "xl/worksheets/sheet1.xml",
        Array("<worksheet><sheetData>\(blank)</sheetData></worksheet>".utf8)
      ),
    ])
    #expect(
      Support.refusal(bytes, limits: limits)?.code
        == .tooLarge(what: .inflatedBytes, limit: 1 << 20))
  }

  @Test("Rows of a JSON file on one line have numbers of their own")
  func jsonLines() throws {
    let list = try Support.list(
      #"[{"nama":"RS A","kota":"Banjar"},{"nama":"RS B","kota":"Banjar"}]"#)
    #expect(list.rows.map(\.line) == [1, 2])
  }
}
