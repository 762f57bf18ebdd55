import Lists
import Facilities
import Geo
import Testing

@testable import Importing

@Suite struct TableReaderTests {
  private func rows(_ text: String) throws -> [[String]] {
    try TableReader.table(Array(text.utf8)).rows.map { $0.cells.map(\.text) }
  }

  @Test(
    "A table is the same whatever separates it",
    arguments: [
      "nama,alamat,kota\nRSUD A,\"Jl. X, no 1\",Banjar\n",
      "nama;alamat;kota\r\nRSUD A;Jl. X, no 1;Banjar\r\n",
      "nama\talamat\tkota\rRSUD A\tJl. X, no 1\tBanjar",
      "\u{feff}nama;alamat;kota\nRSUD A;\"Jl. X,\n no 1\";Banjar",
      "sep=;\nnama;alamat;kota\nRSUD A;Jl. X, no 1;Banjar",
    ])
  func separators(text: String) throws {
    #expect(try rows(text).last == ["RSUD A", "Jl. X, no 1", "Banjar"])
  }

  @Test("Quotes, empty fields and line numbers follow RFC 4180")
  func quotes() throws {
    let table = try TableReader.table(
      Array("nama,kota,note\n\n\"A \"\"B\"\"\",,\"x\ny\"\nC \"D\",E,\n".utf8))
    #expect(table.rows.map(\.line) == [1, 3, 5])
    #expect(table.rows[1].cells.map(\.text) == ["A \"B\"", "", "x y"])
    #expect(table.rows[2].cells.map(\.text) == ["C \"D\"", "E"])
  }

  @Test("A broken quote spoils its own line and no other")
  func brokenQuote() throws {
    let table = try TableReader.table(
      Array("nama,kota\nA,B\n\"C,D\nE,F\n\"G\"x,H\nI,J\n".utf8))
    #expect(table.rows.map(\.line) == [1, 2, 3, 4, 5, 6])
    #expect(table.rows.map { $0.fault != nil } == [false, false, true, false, true, false])
    #expect(table.rows[5].cells.map(\.text) == ["I", "J"])
  }

  @Test("Windows-1252 and UTF-16 are understood")
  func encodings() throws {
    let latin =
      Array("nama;kota\nKlinik ".utf8) + [0x93, 0x44, 0xe9, 0x94, 0x96] + Array(";X".utf8)
    #expect(try TableReader.table(latin).rows[1][0].text == "Klinik “Dé”–")
    let utf16 = "nama\tkota\nKlinik Dé\tX".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try TableReader.table([0xff, 0xfe] + utf16).rows[1][0].text == "Klinik Dé")
  }

  @Test("A workbook gives its best sheet with dates, numbers, formulas and merged cells")
  func workbook() throws {
    let table = try TableReader.table(Support.fixture("branch.xlsx"))
    #expect(table.sheet == "Data PLKK")
    #expect(table.format == .xlsx)
    let first = try #require(table.rows.first { $0.line == 5 })
    #expect(first[6] == RawCell("2025-01-01", origin: .date))
    #expect(first[7] == RawCell("2027-12-31", origin: .date))
    let second = try #require(table.rows.first { $0.line == 6 })
    #expect(second[1] == RawCell("Tanah Bumbu", origin: .merged))
    #expect(second[5] == RawCell("81234567890", origin: .number))
    #expect(table.rows.first { $0.line == 7 }?[3].text == "Puskesmas")
    #expect(table.rows.first { $0.line == 10 }?[2].origin == .formula)
  }

  @Test("A sheet can be asked for by name")
  func sheetByName() throws {
    let bytes = Support.fixture("branch.xlsx")
    #expect(try TableReader.table(bytes, sheets: ["Instruksi"]).rows.count == 2)
    #expect(throws: ImportError(.noSheet(available: ["Instruksi", "Data PLKK"]))) {
      try TableReader.table(bytes, sheets: ["data"])
    }
  }

  @Test("JSON comes as an array, wrapped, or as GeoJSON, and keeps the digits of numbers")
  func json() throws {
    for text in [
      #"[{"nama":"A","kode":1234567890123456789},{"kota":"B","nama":"C\u00e9","x":{"y":[1,{}]}}]"#,
      #"{"meta":{"n":[1,2]},"data":[{"nama":"A","kode":1234567890123456789},{"kota":"B","nama":"Cé"}]}"#,
    ] {
      let table = try TableReader.table(Array(text.utf8))
      #expect(table.rows[0].cells.prefix(3).map(\.text) == ["nama", "kode", "kota"])
      #expect(table.rows[1][1] == RawCell("1234567890123456789", origin: .number))
      #expect(
        table.rows[2].cells.map(\.text) == ["Cé", "", "B"]
          + table.rows[2].cells.dropFirst(3).map(\.text))
    }
    let geo =
      #"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"nama":"RS A"},"geometry":{"type":"Point","coordinates":[114.5,-3.3]}}]}"#
    let list = try Support.list(geo)
    #expect(list.rows.first?.position == Position(latitude: -3.3, longitude: 114.5))
  }

  @Test("Bullets of a press release give name, locality and kabupaten")
  func bullets() throws {
    let text = """
      Berikut daftar PLKK:
      1. RSUD Contoh (Sangatta Utara-Kutai Timur)
      2) Klinik CONTOH (Bontang)
      • Puskesmas Muara Wahau 2 (Muara Wahau – Kutai Timur);
      """
    let table = try TableReader.table(Array(text.utf8))
    #expect(table.format == .bullets)
    #expect(
      table.rows.dropFirst(2).map { $0.cells.map(\.text) } == [
        ["RSUD Contoh", "Sangatta Utara", "Kutai Timur"],
        ["Klinik CONTOH", "", "Bontang"],
        ["Puskesmas Muara Wahau 2", "Muara Wahau", "Kutai Timur"],
      ])
  }

  @Test(
    "Other formats are told by their content, whatever their name",
    arguments: [
      (Array("%PDF-1.7".utf8), ImportError.Code.unsupported(.pdf)),
      ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], .unsupported(.xlsOrEncrypted)),
      (Array("<html><table></table></html>".utf8), .unsupported(.markup)),
      ([0x1f, 0x8b, 8, 0], .unsupported(.binary)),
      (Array("nama\0kota".utf8), .unsupported(.binary)),
      ([], .empty), (Array(" \n\t\n".utf8), .empty), (Array("[1]".utf8), .noRows),
      (Array("[]".utf8), .noRows), (Array("{\"a\":[]}".utf8), .noRows),
      (Array("PK\u{3}\u{4}rubbish".utf8), .malformed(.xlsx)),
    ])
  func foreign(bytes: [UInt8], code: ImportError.Code) {
    #expect(Support.refusal(bytes)?.code == code)
  }

  @Test("Hostile workbooks are refused")
  func hostile() {
    #expect(Support.refusal(Support.fixture("entities.xlsx"))?.code == .documentType)
    #expect(
      Support.refusal(Support.fixture("bomb.xlsx"))?.code
        == .tooLarge(what: .inflationRatio, limit: 250))
    #expect(
      Support.refusal(Support.fixture("wide.xlsx"))?.code == .tooLarge(what: .columns, limit: 256))
    #expect(
      Support.refusal(Support.fixture("opendocument.xlsx"))?.code == .unsupported(.openDocument))
  }

  @Test("Every bound refuses what is beyond it and says which")
  func bounds() {
    func code(_ text: String, _ tighten: (inout ImportLimits) -> Void) -> ImportError.Code? {
      var limits = ImportLimits()
      tighten(&limits)
      return Support.refusal(Array(text.utf8), limits: limits)?.code
    }
    let csv = "nama,kota\nA,B\nC,D\n"
    let json = #"[{"nama":"A","kota":"B"},{"nama":"C"}]"#
    for text in [csv, json] {
      #expect(code(text) { $0.fileBytes = 8 } == .tooLarge(what: .fileBytes, limit: 8))
      #expect(code(text) { $0.rows = 1 } == .tooLarge(what: .rows, limit: 1))
      #expect(code(text) { $0.columns = 1 } == .tooLarge(what: .columns, limit: 1))
      #expect(code(text) { $0.cells = 2 } == .tooLarge(what: .cells, limit: 2))
    }
    #expect(
      code("nama\n" + String(repeating: "x", count: 40)) { $0.cellBytes = 30 }
        == .tooLarge(what: .cellBytes, limit: 30))
    let deep = String(repeating: "[", count: 100_000)
    #expect(code("{\"x\":" + deep) { _ in } == .tooLarge(what: .depth, limit: 64))
    var limits = ImportLimits()
    limits.rows = 3
    #expect(
      Support.refusal(Support.fixture("branch.xlsx"), limits: limits)?.code
        == .tooLarge(what: .rows, limit: 3))
    limits = ImportLimits()
    limits.sharedTextBytes = 20
    #expect(
      Support.refusal(Support.fixture("branch.xlsx"), limits: limits)?.code
        == .tooLarge(what: .sharedTextBytes, limit: 20))
  }

  @Test("Number formats are dates when they show days or years")
  func dateFormats() {
    for code in ["dd/mm/yyyy", "[$-421]d mmmm yyyy", "yyyy", "\"tgl\" d"] {
      #expect(XLSXReader.isDate(code), "\(code)")
    }
    for code in ["General", "0.00", "\"d\"0", "[Red]0", "\\d0", "hh:mm"] {
      #expect(!XLSXReader.isDate(code), "\(code)")
    }
  }
}
