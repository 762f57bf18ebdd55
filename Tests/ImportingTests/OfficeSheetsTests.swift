import Facilities
import Lists
import TestSupport
import Testing

@testable import Importing

/// Sheets as offices keep them: titles, tables side by side, counts, footnotes, codes beside names.
@Suite("Sheets as offices keep them") struct OfficeSheetsTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private func plan(
    _ sheets: [Workbook.Sheet], accepted: Set<Int>? = []
  ) throws -> ImportPlan {
    let list = try OfficialList.read(
      Workbook(sheets: sheets).bytes, listDate: Support.listDate, gazetteer: gazetteer)
    #expect(list.isComplete)
    let plan = try ImportPlan.make(
      list,
      request: ImportRequest(
        issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "f",
        importedOn: Support.listDate, accepted: accepted),
      history: ListHistory(base: Small.directory), gazetteer: gazetteer)
    #expect(plan.sums.isBalanced, "\(plan.sums)")
    return plan
  }

  private func plan(_ rows: [[String]], accepted: Set<Int>? = []) throws -> ImportPlan {
    try plan([.init(name: "Sheet1", rows: rows)], accepted: accepted)
  }

  private func doubts(_ plan: ImportPlan) -> [[String]] {
    plan.placements.map { $0.doubts.map(\.code) }
  }

  @Test(
    "Names of columns with remarks, several words for one thing, and the word for whose they are")
  func columnNames() {
    let meanings: [(String, ListField?)] = [
      ("Nama PLKK (sesuai PKS)", .name), ("NAMA FASKES\n(RS/Klinik)", .name),
      ("JENIS FASKES (RS/Klinik/PKM)", .kind), ("Kab./Kota :", .regency),
      ("Alamat Faskes", .address), ("Alamat Lengkap PLKK", .address), ("No. Telp/HP", .phone),
      ("HP / WA IGD", .phone), ("Tgl. Berlaku PKS s.d.", .validTo), ("Berakhir (s/d)", .validTo),
      ("Telp. (kode area)", .phone), ("Tanggal (mulai)", .validFrom), ("Nama/Alamat", nil),
      ("Nama (PIC)", nil), ("Kontak Person", nil), ("Total (PLKK)", nil),
    ]
    for (name, field) in meanings { #expect(Header.field(name) == field, "\(name)") }
    // Whatever stands in the brackets, the name before them is what it was.
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for (name, field) in meanings where !name.contains("(") && field != nil {
        let remark = ["wajib", "*", "lihat petunjuk", "mis. RSUD", "Alamat"].randomElement(
          using: &random)
        #expect(Header.field("\(name) (\(remark ?? ""))") == field, "seed \(seed): \(name)")
      }
    }
  }

  @Test("A row of values is no header, and a sheet that counts sites is no list")
  func values() throws {
    let plan = try plan([
      [
        "NO", "Nama Faskes (sesuai PKS)", "Jenis (RS/Klinik)", "Kab/Kota *)", "HP / WA", "Berakhir",
      ],
      ["#1", "#2", "#3", "#4", "#5", "#6"],
      ["#1", "Klinik CONTOH Satu", "Klinik", "Tanah Bumbu", "08123456789", "31/12/2026"],
    ])
    #expect(plan.list.headerLine == 1)
    #expect(plan.entries.map(\.facility.name) == ["Klinik CONTOH Satu"])
    let counted = try self.plan([
      .init(
        name: "Rekap", rows: [["Kabupaten", "Rumah Sakit", "Klinik"], ["Banjar", "#2", "#3"]]),
      .init(name: "Data", rows: [["Nama", "Kabupaten"], ["Klinik CONTOH Satu", "Banjar"]]),
    ])
    #expect(counted.list.sheets == ["Data"])
    #expect(counted.list.leftOutSheets.map(\.name) == ["Rekap"])
  }

  @Test("Tables side by side are read as two, unless the second name belongs to the row")
  func sideBySide() throws {
    let numbered = try plan([
      ["RUMAH SAKIT", "", "", "KLINIK"],
      ["No", "Nama RS", "Kab/Kota", "No", "Nama Klinik", "Kab/Kota", "Ket"],
      ["#1", "RS CONTOH Satu", "Banjar", "#1", "Klinik CONTOH Satu", "Tapin"],
      ["#2", "RS CONTOH Dua", "Banjar", "#2", "Klinik CONTOH Dua", "Tapin"],
      ["", "", "", "#3", "Klinik CONTOH Tiga", "Tapin", "hanya IGD"],
    ])
    #expect(
      Set(numbered.entries.map(\.facility.name)) == [
        "RS CONTOH Satu", "RS CONTOH Dua", "Klinik CONTOH Satu", "Klinik CONTOH Dua",
      ])
    #expect(numbered.list.sheets == ["Sheet1 A:C", "Sheet1 D:G"])
    #expect(numbered.list.sheetRows == [4, 5])
    // Five rows of the sheet, four of which are rows of both tables.
    #expect(numbered.sums.rows == 5 && numbered.sums.beside == 4)
    #expect(numbered.waiting.map { RowNumber.text($0.row.line) } == ["2:5"])
    #expect(Set(numbered.entries.map(\.facility.regencyCode)) == ["63.03", "63.05"])
    let apart = try plan([
      ["Nama", "Kabupaten", "", "Nama", "Kabupaten"],
      ["Klinik CONTOH Kiri", "Banjar", "", "Klinik CONTOH Kanan", "Tapin"],
    ])
    #expect(apart.entries.count == 2)
    // A hospital that a clinic sends its patients to is none of the list's own.
    let referring = try plan([
      ["Nama Klinik", "Kabupaten", "Nama RS", "Kabupaten"],
      ["Klinik CONTOH Satu", "Banjar", "RS CONTOH Dua", "Tapin"],
    ])
    #expect(referring.entries.isEmpty)
    #expect(doubts(referring) == [["second_value"]])
  }

  @Test(
    "Two random tables read side by side are what each is alone, and no cell is in both or neither")
  func anyTwoTables() throws {
    let columns = ["No", "Nama", "Kabupaten", "Telepon"]
    let values = [
      ["1", "2", "", "A"],
      [
        "Klinik CONTOH A", "RS CONTOH B", "Total", "KAB. BANJAR", "", "Wilayah Utara",
        "Klinik CONTOH C *)",
      ],
      ["Banjar", "Tapin", "", "Jakarta"], ["0511-3252180", "", "1"],
    ]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<20 {
        func table() -> [[String]] {
          (0..<Int.random(in: 1...8, using: &random)).map { _ in
            values.map { $0.randomElement(using: &random) ?? "" }
          }
        }
        let (left, right) = (table(), table())
        let both =
          [columns + [""] + columns]
          + (0..<max(left.count, right.count)).map { row in
            let blank = ["", "", "", ""]
            return (row < left.count ? left[row] : blank) + [""]
              + (row < right.count ? right[row] : blank)
          }
        func read(_ rows: [[String]]) throws -> OfficialList? {
          do {
            return try OfficialList.read(
              Workbook(sheets: [.init(name: "X", rows: rows)]).bytes, listDate: Support.listDate,
              gazetteer: gazetteer)
          } catch let error as ImportError where error.code == .noRows || error.code == .noHeader {
            return nil
          }
        }
        func outcome(_ lists: [OfficialList]) -> [String] {
          lists.flatMap { list in
            list.rows.map { "\($0.name)|\($0.regency)|\($0.phones)|\($0.doubts)" }
              + list.passed.map { "\($0.reason)" } + list.brokenLines.map { _ in "broken" }
          }.sorted()
        }
        let alone = try [left, right].map { try read([columns] + $0) }
        guard let one = alone[0], let two = alone[1], let joined = try read(both) else { continue }
        #expect(
          outcome([joined]) == outcome([one, two]), "seed \(seed), round \(round): \(both)")
        #expect(joined.isComplete && joined.filledRows == one.filledRows + two.filledRows)
        // What a person counts: rows of the sheet, those of each table, and those that both have.
        func isFilled(_ row: ArraySlice<String>) -> Bool { row.contains { !$0.isEmpty } }
        let halves = both.map { (isFilled($0[..<4]), isFilled($0[5...])) }
        #expect(joined.sheetRows == [halves.count { $0.0 }, halves.count { $0.1 }])
        #expect(joined.besideRows == halves.count { $0.0 && $0.1 })
        #expect(joined.filledRows - joined.besideRows == halves.count { $0.0 || $0.1 })
      }
    }
  }

  @Test("A column of names for each kind: each is read, and several names in one cell wait")
  func crosstab() throws {
    let plan = try plan([
      ["KAB/KOTA", "RUMAH SAKIT", "KLINIK", "PUSKESMAS"],
      ["Kab. Banjar", "RS CONTOH Satu", "Sehat CONTOH", "-"],
      ["Kab. Tapin", "", "", "Puskesmas CONTOH A; Puskesmas CONTOH B"],
      ["Kab. Balangan"],
    ])
    #expect(Set(plan.entries.map(\.facility.name)) == ["RS CONTOH Satu", "Sehat CONTOH"])
    #expect(Set(plan.entries.map(\.facility.kind)) == [.hospital, .clinic])
    #expect(plan.waiting.map { $0.doubts.map(\.code) } == [["several_names"]])
    #expect(plan.list.passed.contains { $0.text == "Kab. Balangan" })
    // The header belongs to all three, the row of Banjar to two.
    #expect(plan.sums.rows == 4 && plan.sums.beside == 3 && plan.list.sheetRows == [3, 2, 2])
  }

  @Test("Cells that hold several names, and names that only look so")
  func severalNames() {
    for several in [
      "1. RSUD Satu 2. RS Dua", "RSUD Satu; RS Dua", "Klinik Satu, Klinik Dua",
      "Puskesmas Gambut Puskesmas Aluh-Aluh", "Klinik A dan Klinik B", "RS Satu / RS Dua",
    ] { #expect(NameCell(several).holdsSeveral, "\(several)") }
    for one in [
      "Klinik Pratama RS Bhayangkara", "RSUD dr. H. Soemarno, Kapuas",
      "RSUD Hasan Basry / Kandangan",
      "Puskesmas Satui dan jaringannya", "Klinik Medika 2", "RS Ibu & Anak", "Klinik Klinik",
      "Klinik Baru ex Klinik Lama",
    ] { #expect(!NameCell(one).holdsSeveral, "\(one)") }
  }

  @Test("Numbers, codes and signs beside a name are told apart from it")
  func besideNames() {
    let cells: [(String, String, String, String?)] = [
      ("1601R003 - RSUD ULIN", "RSUD ULIN", "1601R003", nil),
      ("0170R001 RSUD Ulin", "RSUD Ulin", "0170R001", nil),
      ("[1701001] Klinik Kode", "Klinik Kode", "1701001", nil),
      ("KLINIK DUA (170B002)", "KLINIK DUA", "170B002", nil),
      ("4. Klinik Bernomor", "Klinik Bernomor", "", nil),
      ("5) 17010101 : Klinik Kurung", "Klinik Kurung", "17010101", nil),
      ("Klinik Bintang *)", "Klinik Bintang", "", "*"), ("RS Dua**", "RS Dua", "", "**"),
      ("Klinik 24 Jam Sehat", "Klinik 24 Jam Sehat", "", nil),
      ("Klinik Satu (0511325)", "Klinik Satu (0511325)", "", nil),
      ("Klinik Dua (Banjarmasin)", "Klinik Dua (Banjarmasin)", "", nil),
      ("623 Batalyon", "623 Batalyon", "", nil), ("*", "*", "", nil),
    ]
    for (text, name, code, sign) in cells {
      let cell = NameCell(text)
      #expect(cell.name == name && cell.code == code && cell.footnote == sign, "\(text): \(cell)")
    }
    // Nothing of a cell is lost: what is taken off stands in one of the parts.
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<200 {
        let text = (0..<Int.random(in: 1...5, using: &random)).map { _ in
          ["Klinik", "RSUD", "1601R003", "2.", "(", ")", "*", "-", "A", "170B002", "[", "]", " "]
            .randomElement(using: &random) ?? ""
        }.joined(separator: Bool.random(using: &random) ? " " : "")
        let cell = NameCell(text)
        func letters(_ text: String) -> [Character] { text.filter(\.isLetter).sorted() }
        #expect(!cell.name.isEmpty || text.isEmpty, "seed \(seed), round \(round): \(text)")
        #expect(
          letters(cell.name + cell.code) == letters(text), "seed \(seed), round \(round): \(text)")
      }
    }
  }

  @Test("Footnotes go with the names that bear their sign")
  func footnotes() throws {
    let plan = try plan(
      [
        ["No", "Nama", "Kabupaten", "Keterangan"],
        ["#1", "Klinik CONTOH Satu *)", "Banjar", "baru"],
        ["#2", "Klinik CONTOH Dua **", "Banjar"],
        ["#3", "Klinik CONTOH Tiga (TUTUP)", "Banjar"],
        ["#4", "Klinik CONTOH Yonif (Batalyon 623)", "Banjar"],
        ["", "*) masih dalam proses perpanjangan"],
        ["", "** hari kerja"],
      ], accepted: nil)
    let rows = plan.placements
    #expect(doubts(plan) == [["note_ends"], ["note_limits"], ["note_ends"], []])
    #expect(rows[0].row.note == "baru; *) masih dalam proses perpanjangan")
    #expect(rows[1].row.note == "** hari kerja")
    #expect(plan.list.passed.filter { $0.reason == .strayLine }.count == 2)
  }

  @Test("Titles with counts, bare names of kabupaten, and lines that may begin another part")
  func titles() throws {
    let plan = try plan([
      ["No", "Nama", "Alamat"], ["KALIMANTAN SELATAN (4 PLKK)"], ["", "KOTA BANJARMASIN : 1"],
      ["#1", "RSUD Ulin"], ["", "KAB. BANJAR", "#2"], ["#1", "Klinik CONTOH Satu", "Jl. A"],
      ["", "", "Martapura"], ["#2", "Klinik CONTOH Dua", "Jl. B"], ["TANAH LAUT"],
      ["#1", "Klinik CONTOH Tiga", "Jl. C"], ["", "Wilayah Utara"],
      ["#2", "Klinik CONTOH Empat", "Jl. D"],
      ["Sumber: CONTOH"],
    ])
    let codes = Dictionary(
      plan.placements.map { ($0.row.name, $0.regency?.code ?? "") }, uniquingKeysWith: { a, _ in a }
    )
    #expect(codes["RSUD Ulin"] == "63.71")
    #expect(codes["Klinik CONTOH Satu"] == "63.03")
    #expect(codes["Klinik CONTOH Tiga"] == "63.01")
    let waiting = plan.waiting.filter { $0.doubts.contains { $0.code == "section_unclear" } }
    #expect(waiting.map(\.row.name) == ["Klinik CONTOH Dua", "Klinik CONTOH Empat"])
  }

  @Test("A sheet's name or a title says the kabupaten of its rows; a bare name is asked about")
  func sheetNames() throws {
    let header = ["No", "Nama", "Jenis"]
    let plan = try plan([
      .init(name: "Kab. Banjar", rows: [header, ["#1", "Klinik CONTOH Satu", "Klinik"]]),
      .init(name: "Tapin", rows: [header, ["#1", "Klinik CONTOH Dua", "Klinik"]]),
      .init(
        name: "Data",
        rows: [
          ["DAFTAR PLKK KABUPATEN BALANGAN"], header, ["#1", "Klinik CONTOH Tiga", "Klinik"],
        ]),
      .init(name: "Lain", rows: [["KOTABARU"], header, ["#1", "Klinik CONTOH Empat", "Klinik"]]),
    ])
    #expect(plan.entries.map(\.facility.regencyCode) == ["63.03"])
    let proposed = plan.waiting.map { "\($0.regency?.code ?? "")\($0.doubts.map(\.code))" }
    #expect(
      proposed == [
        #"63.05["section_unclear"]"#, #"63.11["section_unclear"]"#, #"["regency_unknown"]"#,
      ])
  }

  @Test(
    "The telephone of a person is no site's; a site's own is kept, in as many columns as there are")
  func persons() throws {
    let plan = try plan([
      ["Nama", "Kabupaten", "Telepon", "WA IGD", "Kontak Person", "No. HP", "Email"],
      [
        "Klinik CONTOH Satu", "Banjar", "0511-3252180", "081250001111", "Ibu CONTOH",
        "0812 0000 1111",
      ],
    ])
    #expect(plan.entries.first?.facility.phone == "+625113252180 / +6281250001111")
    #expect(plan.list.personalColumns == ["Kontak Person", "No. HP", "Email"])
    #expect(plan.list.fields[.phone] == "Telepon, WA IGD")
  }

  @Test(
    "Without an address two equal rows wait: accepted they are one, and the first is taken in any case"
  )
  func twins() throws {
    let header = ["Nama", "Kabupaten", "Telepon", "Kecamatan", "Tgl Berakhir", "Alamat"]
    let first = ["Klinik CONTOH Farma", "Banjar", "0511-3301234", "Gambut", "31/12/2026", ""]
    func second(
      _ first: [String] = first, accepted: Set<Int>? = [], _ change: (inout [String]) -> Void
    ) throws -> ImportPlan {
      var row = first
      change(&row)
      return try plan([header, first, row], accepted: accepted)
    }
    for change: (inout [String]) -> Void in [
      { _ in }, { $0[4] = "31/12/2027" }, { $0[0] = "KLINIK  CONTOH FARMA." },
    ] {
      #expect(try doubts(second { change(&$0) }) == [[], ["same_as_row"]])
      let one = try second(accepted: nil) { change(&$0) }
      #expect(one.entries.count == 1 && one.sums.merged == 1)
    }
    for (column, other) in [(2, "0511-3305678"), (3, "Martapura")] {
      #expect(try doubts(second { $0[column] = other }) == [[], ["same_as_row"]], "\(other)")
      #expect(try second(accepted: nil) { $0[column] = other }.entries.count == 2, "\(other)")
    }
    // With an equal address they are one at once.
    let there = first.dropLast() + ["Jl. A. Yani 5"]
    #expect(try second(Array(there)) { $0[5] = "Jalan A. Yani No 5" }.sums.merged == 1)
    // So it is with a facility that is known: the first row has it, and can be taken.
    let known = ["Puskesmas Satui", "Tanah Bumbu", "", "", "", ""]
    let twice = try second(known) { _ in }
    #expect(doubts(twice) == [[], ["same_as_row"]])
    #expect(twice.entries.map(\.facility.name) == ["Puskesmas Satui"])
  }
}
