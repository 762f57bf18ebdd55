import Facilities
import Lists
import TestSupport
import Testing

@testable import Importing

/// Random lists in every format: whatever is in them, each row is taken, waits, is broken or passed over.
@Suite("No row is lost") struct SumTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private static let columns = [
    "Nama PLKK", "Jenis", "Kabupaten", "Kecamatan", "Alamat", "Telepon", "Kode Faskes",
    "Masa Berlaku",
    "Latitude", "Longitude", "Keterangan", "Hobi",
  ]
  private static let values: [[String]] = [
    [
      "RS Satu", "Klinik Dua (Cabang)", "Puskesmas Satui", "Total", "", "KABUPATEN BANJAR", "1",
      "Jumlah 3", "=A1", "'=x", "RSUD Ulin", "Klinik \"Tiga\"", "A. RUMAH SAKIT", "Klinik, Empat",
      "Nama PLKK", "Klinik\nLima",
    ],
    ["RS", "Klinik", "", "entah"], ["Banjar", "", "Tanah Bumbu", "Pontianak", "Jakarta", "6371"],
    ["Satui", "", "Pelaihari"], ["Jl. A, No 1", "", "Jl. \"B\"\nKm 2", "Jl. B;C"],
    ["0511-3252180", "", "1", "0812O", "6281234567890.0"], ["", "001", "1,2E+5", "001"],
    ["31/12/2026", "", "2026", "01/01/2026-31/12/2026", "12/31/2026"],
    ["-3.3", "", "x", "0", "3,3"], ["115", "", "-115"],
    ["", "putus kontrak", "hanya IGD"], ["", "x"],
  ]

  private func rows(_ random: inout SplitMix64) -> [[String]] {
    (0..<Int.random(in: 0...14, using: &random)).map { _ in
      Self.values.map { choices in
        Int.random(in: 0..<4, using: &random) == 0
          ? "" : choices.randomElement(using: &random) ?? ""
      }
    }
  }

  /// How many rows have something in them, counted by the test itself.
  private func filled(_ rows: [[String]]) -> Int {
    rows.count { $0.contains { !$0.isEmpty } }
  }

  private func check(
    _ bytes: [UInt8], rows: Int, _ what: String, leftOut: Int = 0
  ) throws {
    let list: OfficialList
    do {
      list = try OfficialList.read(bytes, listDate: Support.listDate, gazetteer: gazetteer)
    } catch let error as ImportError {
      // A refusal of the whole loses nothing silently.
      #expect(error.code == .noRows || error.code == .noHeader, "\(what): \(error)")
      return
    }
    #expect(list.isComplete, "\(what)")
    for accepted in [Set<Int>(), nil] {
      let plan = try ImportPlan.make(
        list,
        request: ImportRequest(
          issuer: "KC", listDate: Support.listDate, sourceFile: "f",
          importedOn: Support.listDate, accepted: accepted),
        history: ListHistory(base: Small.directory), gazetteer: gazetteer)
      #expect(plan.sums.isBalanced, "\(what): \(plan.sums)")
      #expect(plan.sums.rows == rows + leftOut, "\(what): \(plan.sums), not \(rows)")
      #expect(plan.entries.count == plan.sums.taken)
    }
  }

  private func quoted(_ text: String, _ separator: String) -> String {
    text.contains(where: { "\"\n\r".contains($0) }) || text.contains(separator)
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  @Test("CSV, XLSX, JSON and bullets")
  func all() throws {
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<60 {
        let rows = rows(&random)
        let what = "seed \(seed), round \(round)"
        let separator = [",", ";", "\t"].randomElement(using: &random) ?? ","
        let end = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        let csv = ([Self.columns] + rows).map { row in
          row.map { quoted($0, separator) }.joined(separator: separator)
        }.joined(separator: end)
        try check(Array(csv.utf8), rows: filled(rows) + 1, "CSV, \(what)")

        let half = rows.count / 2
        let book = Workbook(sheets: [
          .init(name: "A", rows: [Self.columns] + rows[..<half]),
          .init(name: "Alt", rows: [Self.columns] + rows, state: "hidden"),
          .init(name: "B", rows: [Self.columns] + rows[half...]),
        ])
        try check(
          book.bytes, rows: filled(rows) + 2, "XLSX, \(what)", leftOut: filled(rows) + 1)

        let objects = rows.map { row in
          "{"
            + zip(Self.columns, row).map { name, value in
              let text = value.replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
              return "\"\(name)\":\"\(text)\""
            }.joined(separator: ",") + "}"
        }
        let json = "{\"results\":[" + (objects + ["7"]).joined(separator: ",") + "]}"
        if !rows.isEmpty {
          try check(Array(json.utf8), rows: rows.count + 1, "JSON, \(what)")
        }

        let bullets = (0..<Int.random(in: 1...9, using: &random)).map {
          "\($0 + 1). Klinik \($0) (Satui-Tanah Bumbu)"
        }
        try check(
          Array(bullets.joined(separator: end).utf8), rows: bullets.count, "bullets, \(what)")
      }
    }
  }
}
