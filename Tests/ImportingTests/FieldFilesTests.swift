import Facilities
import Lists
import TestSupport
import Testing

@testable import Importing

/// Files as officers in the field send them: headers in two rows, columns of ticks, remarks on cells, phones in a heap.
@Suite("Files from the field") struct FieldFilesTests {
  let gazetteer: Gazetteer
  init() throws { gazetteer = try Support.gazetteer() }

  private func plan(_ list: OfficialList, accepted: Set<Int>? = []) throws -> ImportPlan {
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

  private func read(_ sheets: [Workbook.Sheet]) throws -> OfficialList {
    try OfficialList.read(
      Workbook(sheets: sheets).bytes, listDate: Support.listDate, gazetteer: gazetteer)
  }

  private func plan(_ rows: [[String]], accepted: Set<Int>? = []) throws -> ImportPlan {
    try plan(read([.init(name: "Sheet1", rows: rows)]), accepted: accepted)
  }

  private func doubts(_ plan: ImportPlan) -> [[String]] {
    plan.placements.map { $0.doubts.map(\.code) }
  }

  @Test(
    "A header in two rows, the upper one naming groups, says what one row with the whole names says"
  )
  func groups() throws {
    let columns: [(group: String, name: String, whole: String, value: String)] = [
      ("", "No", "No", "1"), ("", "Nama PLKK", "Nama PLKK", "Klinik CONTOH Satu"),
      ("", "Kabupaten", "Kabupaten", "Banjar"), ("PKS", "Nomor", "Nomor PKS", "PKS/1/2026"),
      ("PKS", "Mulai", "Tanggal Mulai", "01/01/2026"),
      ("PKS", "Berakhir", "Tanggal Berakhir", "31/12/2026"),
      ("Kontak", "Telp", "Telp", "0511-4772345"), ("Kontak", "HP", "No HP", "081250001111"),
      ("PIC", "Nama", "Nama PIC", "Bu CONTOH"), ("PIC", "HP", "No HP PIC", "081250002222"),
      ("Koordinat", "Lintang", "Lintang", "-3.4124"), ("Koordinat", "Bujur", "Bujur", "114.8451"),
    ]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<20 {
        // Whole groups in any order, each of them there or not; the first three always.
        var names: [String] = []
        for group in columns.map(\.group) where !group.isEmpty && !names.contains(group) {
          names.append(group)
        }
        names.shuffle(using: &random)
        names.removeLast(Int.random(in: 0..<names.count, using: &random))
        let chosen = columns[..<3] + names.flatMap { name in columns.filter { $0.group == name } }
        var upper: [String] = []
        for (place, column) in chosen.enumerated() {
          let isFirst = place == 0 || chosen[place - 1].group != column.group
          upper.append(column.group.isEmpty ? column.name : isFirst ? column.group : "")
        }
        let lower = chosen.map { $0.group.isEmpty ? "" : $0.name }
        let values = chosen.map(\.value)
        let one = try plan([chosen.map(\.whole), values])
        let two = try plan([upper, lower, values])
        let what: Comment = "seed \(seed), round \(round): \(upper) \(lower)"
        #expect(two.entries.count == 1 && two.waiting.isEmpty, what)
        #expect(two.entries.map(\.facility) == one.entries.map(\.facility), what)
        #expect(two.entries.map(\.agreement.number) == one.entries.map(\.agreement.number), what)
        #expect(two.entries.map(\.agreement.end) == one.entries.map(\.agreement.end), what)
        #expect(two.list.passed.count { $0.reason == .header } == 2, what)
        #expect(two.list.personalColumns.isEmpty == one.list.personalColumns.isEmpty, what)
      }
    }
    // Printed once more on the next page, both rows are the header's.
    let pages = try plan([
      ["Nama PLKK", "Kabupaten", "PKS"], ["", "", "Nomor", "Berakhir"],
      ["Klinik CONTOH Satu", "Banjar", "1", "31/12/2026"],
      ["Nama PLKK", "Kabupaten", "PKS"], ["", "", "Nomor", "Berakhir"],
      ["Klinik CONTOH Dua", "Banjar", "2", "31/12/2026"],
    ])
    #expect(pages.entries.map(\.agreement.number) == ["1", "2"])
    #expect(pages.list.passed.count == 4)
  }

  @Test("A letter's head above the columns is no group of them")
  func letterheads() throws {
    let plan = try plan([
      ["Jl. A. Yani 1", "Telp 0511-1", "Email: a@contoh.test"],
      ["Nama PLKK", "Kabupaten", "Keterangan", "Telepon"],
      ["Klinik CONTOH Satu", "Banjar", "baru", "0511-4772345"],
    ])
    #expect(plan.list.personalColumns.isEmpty)
    #expect(plan.entries.map(\.agreement.note) == ["baru"])
  }

  @Test("Ticks in columns of kinds and of states count; what contradicts them or is no tick waits")
  func ticks() throws {
    let header = [
      "No", "Nama Faskes", "RS", "Klinik", "Puskesmas", "Kab/Kota", "Aktif", "Tidak Aktif",
    ]
    let read = try plan([
      header, ["#1", "Sehat CONTOH", "", "√", "", "Banjar", "√"],
      ["#2", "Waras CONTOH", "v", "", "", "Banjar", "", "√"],
      ["#3", "Puskesmas CONTOH Tiga", "", "", "✓", "Tapin"],
      ["#4", "Klinik CONTOH Empat", "v", "", "", "Tapin", "√"],
      ["#5", "CONTOH Lima", "v", "√", "", "Tapin", "√", "√"],
    ])
    #expect(
      read.placements.map(\.row.kind) == [.clinic, .hospital, .puskesmas, .clinic, .hospital])
    #expect(
      read.placements.map(\.row.status) == [.usable, .notUsable, .unknown, .usable, .unknown])
    #expect(
      doubts(read) == [[], [], [], ["second_value"], ["second_value", "status_unclear"]])
    #expect(read.list.ignoredColumns.isEmpty)
    #expect(read.list.fields[.kind] == "RS, Klinik, Puskesmas")
    #expect(!read.list.issues.contains { $0.rule == .kindUnknown })
    // A count of sites is no tick.
    let counted = try plan([
      ["Nama", "Kabupaten", "Klinik Utama"], ["Klinik CONTOH", "Banjar", "3"],
    ])
    #expect(counted.placements.map(\.row.kind) == [.clinic])
    for (text, status) in [("√", ListedStatus.usable), ("v", .usable), ("-", .unknown)] {
      #expect(StatusWords.status(text) == status, "\(text)")
    }
    for text in ["x", "✖", "×"] { #expect(StatusWords.status(text) == nil, "\(text)") }
  }

  @Test("Remarks on cells are counted, and the end of an agreement in one makes its row wait")
  func remarks() throws {
    let sheet = Workbook.Sheet(
      name: "Data",
      rows: [
        ["Nama", "Kabupaten"], ["Klinik CONTOH Satu", "Banjar"], ["Klinik CONTOH Dua", "Banjar"],
      ],
      remarks: ["A2": "PKS sudah putus per 1 Jan", "B3": "cek alamat", "D9": "lihat surat"])
    let plan = try plan(read([sheet]))
    #expect(doubts(plan) == [["note_ends"], []])
    #expect(plan.list.cellRemarks == 3)
    #expect(plan.entries.map(\.agreement.note) == [""])
  }

  @Test("Numbers in a heap come apart: each can be dialled, in its order")
  func phones() {
    let numbers = [
      "0511-3252180", "(0511) 325 2180", "+62 811-5005-000", "0812 3456 7890", "08115005001",
    ]
    let betweens = [" ", "\n", " - ", " HP. ", " / ", ", ", " atau ", " Telp: ", "-", "  WA "]
    for seed in SplitMix64.seeds {
      var random = SplitMix64(seed: seed)
      for round in 0..<200 {
        let parts = (0..<Int.random(in: 2...4, using: &random)).compactMap { _ in
          numbers.randomElement(using: &random)
        }
        var text = parts[0]
        for part in parts.dropFirst() {
          text += (betweens.randomElement(using: &random) ?? " ") + part
        }
        let reading = PhoneText.read(text)
        let alone = parts.compactMap { PhoneText.read($0).phones.first?.e164 }
        #expect(
          reading.phones.compactMap(\.e164) == alone && reading.leftOut.isEmpty,
          "seed \(seed), round \(round): \(text)")
      }
    }
    // The number of a fax beside one is kept as written, and the other one is dialled.
    let fax = PhoneText.read("Telp (0511) 3252180 Fax (0511) 3252181")
    #expect(fax.phones.map(\.e164) == ["+625113252180", nil])
    // Nobody knows what twenty digits are.
    #expect(PhoneText.read("0511325218005113252").phones.map(\.e164) == [nil])
    #expect(
      PhoneText.read("(0967) 533616 EXT. 533781").phones.map(\.kept) == ["+62967533616 ext. 533781"]
    )
  }

  @Test(
    "The names of columns of every sheet are told, and those that an English list has are known")
  func names() throws {
    let list = try read([
      .init(name: "RS", rows: [["Nama RS", "Kabupaten"], ["RS CONTOH Satu", "Banjar"]]),
      .init(
        name: "Klinik", rows: [["Kabupaten", "Nama Klinik"], ["Tapin", "Klinik CONTOH Dua"]]),
    ])
    #expect(list.fields[.name] == "Nama RS, Nama Klinik" && list.rows.count == 2)
    let english: [(String, ListField)] = [
      ("Provider Name", .name), ("Provider Type", .kind), ("City/District", .regency),
      ("Provider Address", .address), ("Contact No.", .phone), ("Agreement Start", .validFrom),
      ("Agreement Expiry", .validTo), ("Remarks", .note),
    ]
    for (name, field) in english { #expect(Header.field(name) == field, "\(name)") }
  }
}
