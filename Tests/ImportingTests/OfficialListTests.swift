import Lists
import Facilities
import Geo
import Testing

@testable import Importing

@Suite struct OfficialListTests {
  private func rules(_ list: OfficialList, _ line: Int) -> Set<RowIssue.Rule> {
    Set(list.issues.filter { $0.line == line }.map(\.rule))
  }

  @Test("A branch's workbook is read as it stands in the field")
  func branch() throws {
    let list = try OfficialList.read(
      Support.fixture("branch.xlsx"), listDate: Support.listDate, gazetteer: Support.gazetteer())
    #expect(list.headerLine == 3)
    #expect(list.personalColumns == ["NPWP"])
    #expect(list.ignoredColumns.isEmpty)
    #expect(list.rows.map(\.line) == [5, 6, 7, 9, 11])
    #expect(list.isComplete)
    #expect(list.totalLines == [12])
    #expect(list.sections == [4: "KABUPATEN TANAH BUMBU", 8: "RUMAH SAKIT"])
    #expect(list.rows.map(\.kind) == [.hospital, .clinic, .puskesmas, .hospital, .clinic])
    #expect(list.rows[1].phones.first?.e164 == "+6281234567890")
    #expect(list.rows[1].position == Position(latitude: -3.4415, longitude: 115.995))
    #expect(list.rows[2].position == Position(latitude: -3.76, longitude: 115.45))
    #expect(list.rows[2].wasSwapped)
    #expect(list.rows[0].agreementNumber == "PKS/1/2025")
    #expect(list.rows[3].validTo == CivilDate(year: 2027, month: 2, day: 28))
    #expect(rules(list, 6).isSuperset(of: [.leadingZeroLost, .carriedDown]))
    #expect(rules(list, 7).contains(.coordinatesSwapped))
    #expect(rules(list, 10) == [.formula])
    #expect(rules(list, 11) == [.twoDigitYear])
    #expect(list.brokenLines == [10])
  }

  @Test("Only a name is required; the four columns of a real branch are enough")
  func fourColumns() throws {
    let list = try Support.list(
      "jenis,kota,nama,alamat\nRS,Kab. Banjar,RSUD Ratu Zalecha,Martapura\n")
    #expect(list.rows.first?.kind == .hospital)
    #expect(list.rows.first?.regency == "Kab. Banjar")
    #expect(list.issues.isEmpty)
    #expect(try Support.list("nama\nRSUD Satui\n").rows.first?.name == "RSUD Satui")
  }

  @Test(
    "Header aliases are blind to case, spaces and signs",
    arguments: [
      "NAMA_PLKK", "Nama Faskes", "nama rs *", "Rumah Sakit:", "RSTC", "Trauma.Center", "provider",
    ])
  func aliases(name: String) throws {
    #expect(try Support.list("no;\(name);kab/kota\n1;RS CONTOH;Banjar\n").rows.count == 1)
  }

  @Test("The header may stand in row 20 but not below")
  func lateHeader() throws {
    let prose = { (lines: Int) in String(repeating: "Daftar;x\n", count: lines) }
    let table = "nama;kota\nRS CONTOH;Banjar\n"
    #expect(try Support.list(prose(19) + table).headerLine == 20)
    #expect(throws: ImportError(.noHeader)) { try Support.list(prose(20) + table) }
  }

  @Test("Each broken row is reported with line, column, value and rule, and the good ones stay")
  func brokenRows() throws {
    let list = try Support.list(
      """
      nama;kode faskes;telp;tanggal mulai;tanggal akhir;lat;lon;kota
      RS A;0012;0511-3252180;1/1/2025;31/12/2026;;;Banjar
      RS B;6,28E+12;;;;;;Banjar
      RS C;;6.28123E+12;;;;;Banjar
      RS D;;;1/1/2026;31/12/2025;;;Banjar
      RS E;;;;31/12/26;;;Banjar
      RS F;;;;;abc;115;Banjar
      RS G;;;;;-3;;Banjar
      ;1;;;;;;Banjar
      =RS H;;;;;;;Banjar
      RS I;;;;31/12/2025;;;Banjar
      RS J;;garbage 12;;;;;Banjar
      """)
    #expect(list.rows.map(\.name) == ["RS A", "RS E", "RS F", "RS G", "RS I", "RS J"])
    #expect(list.rows[1].doubts == [.dateUnclear(column: "tanggal akhir", "31/12/26")])
    #expect(list.isComplete)
    #expect(list.rows.first?.officialCode == "0012")
    func issue(_ line: Int) -> RowIssue? {
      list.issues.first { $0.line == line && $0.rule != .kindInferred }
    }
    #expect(
      issue(3)
        == RowIssue(
          line: 3, column: "kode faskes", value: "6,28E+12", rule: .scientificNotation))
    #expect(issue(4)?.rule == .scientificNotation)
    #expect(issue(5)?.rule == .endBeforeStart)
    #expect(
      issue(6) == RowIssue(line: 6, column: "tanggal akhir", value: "31/12/26", rule: .twoDigitYear)
    )
    #expect(issue(7)?.rule == .unreadableCoordinates)
    #expect(issue(8)?.rule == .halfCoordinates)
    #expect(issue(9)?.rule == .nameMissing)
    #expect(issue(10)?.rule == .formula)
    #expect(issue(11)?.rule == .expired)
    #expect(issue(12)?.rule == .phoneLeftOut)
    #expect(list.brokenLines == [3, 4, 5, 9, 10])
  }

  @Test("Sections carry kabupaten and kind down; totals and stray lines are no sites")
  func sections() throws {
    let list = try Support.list(
      """
      No,Nama,Alamat
      KABUPATEN KUTAI TIMUR,,
      A. RUMAH SAKIT,,
      1,RS CONTOH Satu,Jl. 1
      B,PUSKESMAS,
      2,Muara Wahau 2,Jl. 2
      Sub Total,,2
      KOTA BONTANG,,
      3,Klinik CONTOH,Jl. 3
      Jumlah,3,
      """)
    #expect(list.rows.map(\.name) == ["RS CONTOH Satu", "Muara Wahau 2", "Klinik CONTOH"])
    #expect(
      list.rows.map(\.regency) == [
        "Kabupaten Kutai Timur", "Kabupaten Kutai Timur", "Kota Bontang",
      ])
    #expect(list.rows.map(\.kind) == [.hospital, .puskesmas, .clinic])
    #expect(list.totalLines == [7, 10])
  }

  @Test("Columns with personal or bank data are dropped and named")
  func personalColumns() throws {
    let list = try Support.list(
      "nama plkk;kota;NPWP;No. Rekening;Nama PIC;No KPJ;Hobi\nRS A;Banjar;1;2;Budi;3;x\n")
    #expect(list.personalColumns == ["NPWP", "No. Rekening", "Nama PIC", "No KPJ"])
    #expect(list.ignoredColumns == ["Hobi"])
  }

  @Test("Claims and participant data are refused, by columns or by the numbers in them")
  func claims() {
    #expect(
      throws: ImportError(
        .personalData(columns: ["NIK", "Nama Peserta", "Diagnosa"]), line: 1)
    ) {
      try Support.list("NIK,Nama Peserta,Rumah Sakit,Diagnosa\n1,B,RS A,S82\n")
    }
    let rows = (1...5).map { "RS \($0),637101410190000\($0)" }.joined(separator: "\n")
    #expect(throws: ImportError(.personalData(columns: ["NIK"]))) {
      try Support.list("nama rs,nomor\n" + rows)
    }
  }

  @Test("A NIK in a note is not kept")
  func noteIsCleared() throws {
    let list = try Support.list("nama,keterangan\nRS A,hub 6371014101900001 Budi\n")
    #expect(list.rows.first?.note == "hub Budi")
    #expect(list.issues.contains { $0.rule == .personalNumberDropped && $0.value.isEmpty })
  }

  @Test("Progress is told on long lists")
  func progress() throws {
    let text = "nama,kota\n" + (1...3500).map { "RS CONTOH \($0),Banjar\n" }.joined()
    var told: [Int] = []
    let list = try OfficialList.read(
      Array(text.utf8), listDate: Support.listDate, gazetteer: Support.gazetteer(),
      progress: { told.append($0) })
    #expect(list.rows.count == 3500)
    #expect(told == [1000, 2000, 3000])
  }

  @Test(
    "A second column of one field counts where the first is blank, and JSON carries nothing down")
  func secondColumns() throws {
    let json =
      #"[{"nama":"RS A","kabupaten":"Tanbu"},{"nama":"RS B","kota":"Kotabaru"},{"nama":"RS C"}]"#
    #expect(try Support.list(json).rows.map(\.regency) == ["Tanbu", "Kotabaru", ""])
    let csv =
      "nama;kota;kabupaten;telp;hp pic\nRS A;Banjarbaru;;0511-1;\nRS B;;Banjar;;\nRS C;;;;\n"
    let rows = try Support.list(csv).rows
    #expect(rows.map(\.regency) == ["Banjarbaru", "Banjar", "Banjar"])
  }

  @Test("A long text is read to its end, behind the rows that its header is sought in")
  func long() throws {
    let count = TableReader.firstRows + 700
    let text = "nama;kota\n" + (1...count).map { "RS \($0);Banjar\n" }.joined()
    let list = try Support.list(text)
    #expect(list.rows.count == count && list.rows.last?.line == count + 1)
  }
}
