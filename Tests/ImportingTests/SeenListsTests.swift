import Facilities
import Geo
import Lists
import Testing

@testable import Importing

/// Shapes of lists that people really send, and what is right for each.
@Suite("Lists as they are sent") struct SeenListsTests {
  let gazetteer: Gazetteer
  let embedded: Directory

  init() throws {
    gazetteer = try Support.gazetteer()
    embedded = try Directory.embedded(SeedTables.embedded())
  }

  private func plan(
    _ bytes: [UInt8], history: ListHistory? = nil, accepted: Set<Int>? = [], sheets: [String] = [],
    codes: RegencyCodeSet? = nil
  ) throws -> ImportPlan {
    let list = try OfficialList.read(
      bytes, sheets: sheets, listDate: Support.listDate, gazetteer: gazetteer)
    #expect(list.isComplete)
    var request = ImportRequest(
      issuer: "KC Contoh", listDate: Support.listDate, sourceFile: "list",
      importedOn: Support.listDate, accepted: accepted)
    request.codeSet = codes
    let plan = try ImportPlan.make(
      list, request: request, history: history ?? ListHistory(base: embedded),
      gazetteer: gazetteer)
    #expect(plan.sums.isBalanced, "\(plan.sums)")
    return plan
  }

  private func plan(_ text: String, accepted: Set<Int>? = [], codes: RegencyCodeSet? = nil) throws
    -> ImportPlan
  {
    try plan(Array(text.utf8), accepted: accepted, codes: codes)
  }

  @Test(
    "A column that numbers the rows is no phone, and a known phone is not replaced by what is none")
  func numbering() throws {
    let known = try #require(embedded.facilities.first { $0.name.contains("Ulin") })
    let plan = try plan(
      """
      Nomor,Nama PLKK,Jenis,Kabupaten/Kota,Alamat
      1,RSUD Ulin Banjarmasin,Rumah Sakit,Kota Banjarmasin,Jl. A. Yani 43
      2,Klinik Uji Sehat,Klinik,Kab. Tanah Laut,Jl. X
      """)
    #expect(plan.entries.first { $0.facility.id == known.id }?.facility.phone == known.phone)
    #expect(plan.list.numberingColumns == ["Nomor"])
    for worse in ["belum ada data 2024", "21", "3252180"] {
      let plan = try self.plan(
        "Nama,Kabupaten,Telepon\nRSUD Ulin Banjarmasin,Kota Banjarmasin,\(worse)\n")
      #expect(plan.entries.first?.facility.phone == known.phone, "\(worse)")
      #expect((plan.list.issues + plan.issues).contains { $0.value.contains(worse) }, "\(worse)")
    }
  }

  /// A plan with no known facility beside it.
  private func alone(_ text: String) throws -> ImportPlan {
    try plan(Array(text.utf8), history: ListHistory(base: Directory([])))
  }

  @Test("Two columns of phones, an extension and a second number in one cell are all kept")
  func phones() throws {
    let plan = try plan(
      """
      Nama,Kabupaten,No Telp,No HP
      RSUD Ulin Banjarmasin,Kota Banjarmasin,(0511) 3252180,0811-500-5000
      Klinik Uji,Kota Banjarmasin,,081234567890
      Klinik Dua,Kota Banjarmasin,(0967) 533616 EXT. 533781,
      """)
    let phones = plan.entries.map(\.facility.phone).sorted()
    #expect(
      phones == [
        "+625113252180 / +628115005000", "+6281234567890", "+62967533616 ext. 533781",
      ])
    let three = try self.plan(
      "Nama,Kabupaten,Kode Area,Nomor,Ext\nKlinik Tiga,Kota Banjarmasin,0511,3252180,12\n")
    #expect(three.entries.first?.facility.phone == "+625113252180 ext. 12")
  }

  @Test(
    "Codes of BPS are told from those of Kemendagri; where name and code disagree the row waits")
  func codes() throws {
    let text = """
      Kode Kabupaten,Kabupaten,Nama Faskes,Jenis
      6501,Malinau,Klinik Uji Malinau,Klinik
      6502,Bulungan,Klinik Uji Bulungan,Klinik
      6208,Seruyan,Klinik Uji Seruyan,Klinik
      6403,Kutai Kartanegara,Klinik Uji Kukar,Klinik
      6108,Kapuas Hulu,Klinik Uji Kapuas Hulu,Klinik
      """
    let plan = try plan(text)
    #expect(plan.entries.isEmpty && plan.waiting.count == 5)
    let proposed = plan.waiting.map { $0.regency?.code ?? "" }
    #expect(proposed == ["65.02", "65.01", "62.07", "64.02", "61.06"])
    for placement in plan.waiting {
      guard case .regencyProposed(let code, let evidence)? = placement.doubts.first else {
        Issue.record("\(placement.doubts)")
        continue
      }
      #expect(evidence.contains { $0.source == .codeBPS && $0.code == code })
    }
    #expect(try self.plan(text, codes: .bps).entries.count == 5)
    #expect(
      try self.plan(text.replacing("Kode Kabupaten", with: "bps_kode_kabupaten_kota"))
        .entries.count == 5)
  }

  @Test("Numbers of members are figures of a provider, and their columns are named as not used")
  func members() throws {
    let plan = try plan(
      """
      Kode Faskes,Nama Faskes,Jenis Faskes,Kabupaten,Jumlah Peserta PBI,Jumlah Peserta Non PBI
      16010001,Klinik Uji,Klinik,Kota Banjarmasin,1200,3400
      """)
    #expect(plan.entries.count == 1)
    #expect(plan.list.ignoredColumns == ["Jumlah Peserta PBI", "Jumlah Peserta Non PBI"])
  }

  @Test("Words that end an agreement wait, in a note or a status, and the words are kept")
  func notes() throws {
    let text = """
      Nama PLKK,Jenis,Kabupaten/Kota,Status,Keterangan
      RSUD Ulin Banjarmasin,Rumah Sakit,Kota Banjarmasin,,Tidak diperpanjang
      RSU Sari Mulia,Rumah Sakit,Kota Banjarmasin,,PUTUS KONTRAK per 1 Jan 2026
      RSU Suaka Insan,Rumah Sakit,Kota Banjarmasin,,Aktif
      Klinik Uji Satu,Klinik,Kota Banjarmasin,entah,
      Klinik Uji Dua,Klinik,Kota Banjarmasin,Belum Diperpanjang,
      Klinik Uji Tiga,Klinik,Kota Banjarmasin,Tdk Aktif,
      Klinik Uji Empat,Klinik,Kota Banjarmasin,,Hanya rawat jalan
      """
    let plan = try plan(text)
    #expect(plan.waiting.map(\.row.line) == [2, 3, 5, 8])
    let accepted = try self.plan(text, accepted: nil)
    let status = Dictionary(
      uniqueKeysWithValues: accepted.entries.map { ($0.agreement.line, $0.agreement) })
    for line in [2, 3, 6, 7] {
      #expect(status[line]?.plkkStatus(on: Support.listDate) == .expired(lastDay: nil), "\(line)")
    }
    #expect(status[3]?.note == "PUTUS KONTRAK per 1 Jan 2026")
    #expect(status[8]?.plkkStatus(on: Support.listDate) == .unknownEnd)
    var history = ListHistory(base: embedded)
    history.append(accepted.event)
    let site = history.snapshot(at: Support.listDate).facility(
      id: try #require(status[8]).facilityID)
    #expect(site?.standing?.note == "Hanya rawat jalan")
  }

  @Test("A clinic may be called Total; a row of totals is one that has nothing but figures")
  func totals() throws {
    let plan = try plan(
      """
      Nama PLKK,Jenis,Kabupaten/Kota
      Total Medika Klinik,Klinik,Kota Balikpapan
      Total E&P Indonesie Clinic,Klinik,Kota Balikpapan
      Klinik Total,Klinik,Kota Balikpapan
      Total,,
      """)
    #expect(plan.entries.count == 3)
    #expect(plan.list.totalLines == [5])
  }

  @Test("Kinds are told however an office writes them, and the known hospital is recognised")
  func kinds() throws {
    let hospitals = [
      "R.S.U.D. Ulin Banjarmasin", "RSUD.ULIN", "RS.Bhayangkara", "UPTD RSUD Uji", "BLUD RSUD Dua",
      "UOBK RSUD Taman Husada", "RSGM Gusti Hasan Aman", "Rumkit TK III Soeharsono", "RSKIA Annisa",
      "RSAB Uji", "RST Uji", "Siloam Hospitals Banjarmasin",
    ]
    for name in hospitals { #expect(KindWords.prefix(ofName: name) == .hospital, "\(name)") }
    for name in [
      "PUSK. ALALAK TENGAH", "Pusk Kayu Tangi", "UPT. PKM Uji",
      "Unit Pelaksana Teknis Puskesmas Uji",
    ] { #expect(KindWords.prefix(ofName: name) == .puskesmas, "\(name)") }
    for name in ["Klnik Salah Ketik", "Poli Klinik Uji", "Total E&P Indonesie Clinic"] {
      #expect(KindWords.prefix(ofName: name) == .clinic, "\(name)")
    }
    #expect(KindWords.prefix(ofName: "Laboratorium Klinik Prodia") == .other)
    let known = try #require(embedded.facilities.first { $0.name.contains("Ulin") })
    for name in ["R.S.U.D. Ulin Banjarmasin", "RSUD.ULIN", "UPTD RSUD Ulin"] {
      let plan = try plan("Nama,Kabupaten\n\(name),Kota Banjarmasin\n")
      #expect(plan.entries.map(\.facility.id) == [known.id], "\(name)")
    }
  }

  @Test("Lines end at CR as well")
  func carriageReturns() throws {
    let plan = try plan(
      "1. RSUD Satui (Satui-Tanah Bumbu)\r2. Klinik Uji (Pelaihari-Tanah Laut)\r"
        + "3. Puskesmas X (Kintap-Tanah Laut)")
    #expect(plan.rowCount == 3)
    #expect(try self.plan("sep=;\rnama;kota\rRS A;Banjar\r").rowCount == 1)
  }

  @Test("One bad byte does not spoil the other rows, and is named with its own")
  func badByte() throws {
    var bytes = Array("Nama,Kabupaten,Alamat\nRS Uji – Café,Kota Banjarmasin,Jl. Ñ\nKlinik ".utf8)
    bytes += [0xff] + Array(" Dua,Kota Banjarmasin,Jl. A\n".utf8)
    let plan = try plan(bytes)
    #expect(plan.entries.map(\.facility.name) == ["RS Uji – Café"])
    #expect(plan.waiting.map(\.row.line) == [3])
    #expect(plan.waiting.first?.doubts == [.badByte(column: "Nama")])
  }

  @Test("A province off Kalimantan is believed, and one that contradicts the kabupaten waits")
  func provinces() throws {
    let plan = try plan(
      """
      Nama,Jenis,Kabupaten,Provinsi
      RSUD Kota Banjar,Rumah Sakit,Kota Banjar,Jawa Barat
      RS Mitra Idaman,Rumah Sakit,Banjar,Jawa Barat
      RSUD Ratu Zalecha,Rumah Sakit,Kab. Banjar,Kalimantan Selatan
      Klinik Uji,Klinik,Tanah Laut,Kalimantan Timur
      Klinik Utara,Klinik,Kota Tarakan,Kalimantan Timur
      """, accepted: [5])
    #expect(plan.waiting.map(\.row.line) == [2, 3])
    #expect(
      plan.waiting.flatMap(\.doubts) == Array(repeating: .provinceElsewhere("Jawa Barat"), count: 2)
    )
    #expect(plan.entries.map(\.facility.regencyCode).sorted() == ["63.01", "63.03", "65.71"])
  }

  @Test("A blank kabupaten is not filled against the kecamatan, and never in a workbook")
  func blanks() throws {
    let plan = try plan(
      """
      Nama,Jenis,Kabupaten,Kecamatan
      Klinik Satu,Klinik,Kota Banjarmasin,Banjarmasin Tengah
      Klinik Dua,Klinik,,Pelaihari
      Klinik Tiga,Klinik,,Batulicin
      Klinik Empat,Klinik,,
      """)
    #expect(plan.waiting.map(\.row.line) == [3, 4])
    #expect(plan.waiting.map { $0.regency?.code } == ["63.01", "63.10"])
    let book = Workbook(sheets: [
      .init(name: "Data", rows: [["nama", "kabupaten"], ["RS A", "Banjar"], ["RS B", ""]])
    ])
    let rows = try self.plan(book.bytes)
    #expect(rows.waiting.map(\.row.line) == [3])
  }

  @Test("Sites that differ in code, in kind word, or in address are not made one")
  func chains() throws {
    let brackets = try alone(
      """
      Nama,Jenis,Kabupaten,Alamat
      Klinik Kimia Farma (A. Yani),Klinik,Kota Banjarmasin,Jl. A. Yani km 5
      Klinik Kimia Farma (Sutoyo),Klinik,Kota Banjarmasin,Jl. Sutoyo S
      Klinik Kimia Farma (Gatot Subroto),Klinik,Kota Banjarmasin,Jl. Gatot Subroto
      """)
    #expect(brackets.entries.count + brackets.waiting.count == 3)
    let words = try alone(
      """
      Nama,Jenis,Kabupaten,Alamat
      RSU Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Panglima Batur 1
      RSIA Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Lain 99
      Klinik Pratama Sehat,Klinik,Kota Banjarbaru,
      Klinik Utama Sehat,Klinik,Kota Banjarbaru,
      Praktek dr. Ahmad,Klinik,Kota Banjarbaru,
      Praktek drg. Ahmad,Klinik,Kota Banjarbaru,
      """)
    #expect(words.entries.count == 6)
    let codes = try alone(
      """
      Kode Faskes,Nama,Jenis,Kabupaten,Alamat
      0161001,RSU Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Satu
      0161002,RSIA Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Dua
      0161003,Klinik Kimia Farma,Klinik,Kota Banjarbaru,Jl. Tiga
      0161004,Klinik Kimia Farma,Klinik,Kota Banjarbaru,Jl. Empat
      """)
    #expect(codes.entries.count == 4)
    let addresses = try alone(
      """
      Nama,Jenis,Kabupaten,Alamat
      Klinik Kimia Farma,Klinik,Kota Samarinda,Jl. Basuki Rahmat 10
      Klinik Kimia Farma,Klinik,Kota Samarinda,Jl. Pahlawan 22
      Klinik Kimia Farma,Klinik,Kota Samarinda,Jl. Juanda 5
      """)
    #expect(addresses.sums.taken == 1 && addresses.sums.waiting == 2)
    #expect(addresses.waiting.first?.doubts == [.sameAsRow(2, proposesMerge: false)])
  }

  @Test("Every site of a chain is found again when the same list comes once more")
  func again() throws {
    let text = """
      Kode Faskes,Nama,Jenis,Kabupaten,Alamat
      ,Klinik Kimia Farma (A. Yani),Klinik,Kota Banjarmasin,Jl. A. Yani km 5
      ,Klinik Kimia Farma (Sutoyo),Klinik,Kota Banjarmasin,Jl. Sutoyo S
      ,RSU Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Panglima Batur 1
      ,RSIA Kenanga Uji,Rumah Sakit,Kota Banjarbaru,Jl. Lain 99
      0161003,Klinik Kimia Farma,Klinik,Kota Banjarbaru,Jl. Tiga
      0161004,Klinik Kimia Farma,Klinik,Kota Banjarbaru,Jl. Empat
      """
    var history = ListHistory(base: Directory([]))
    let first = try plan(Array(text.utf8), history: history)
    #expect(first.entries.count == 6)
    history.append(first.event)
    let second = try plan(Array(text.utf8), history: history)
    #expect(second.unchangedCount == 6 && second.added.isEmpty && second.removed.isEmpty)
    // Without the codes equal names and addresses tell them apart.
    let plain = text.replacing("016100", with: "").replacing("\n3,", with: "\n,")
      .replacing("\n4,", with: "\n,")
    #expect(try plan(Array(plain.utf8), history: history).removed.isEmpty)
  }

  @Test("Rows that a stray quote swallowed are a doubt with their number")
  func strayQuotes() throws {
    let plan = try plan(
      """
      Nama PLKK,Jenis,Kabupaten/Kota,Alamat,Telepon
      RS A Uji,Rumah Sakit,Kota Banjarmasin,"Jl. X,0511
      Klinik Hilang Satu,Klinik,Kota Banjarmasin,Jl. B,0511
      Klinik Hilang Dua,Klinik,Kota Banjarmasin,Jl. C",0511
      Klinik Akhir,Klinik,Kota Banjarmasin,"Jl. D
      belakang pasar",0511
      """)
    #expect(plan.waiting.map(\.row.line) == [2])
    #expect(plan.waiting.first?.doubts == [.rowsSwallowed(lines: 2)])
    #expect(plan.entries.map(\.facility.address) == ["Jl. D belakang pasar"])
  }

  @Test("Of a position outside its kabupaten whose mirror is inside, the sign is proposed")
  func signs() throws {
    let plan = try plan(
      """
      Nama,Jenis,Kabupaten,Latitude,Longitude
      Klinik A,Klinik,Kota Banjarmasin,3.3194,114.5908
      Klinik B,Klinik,Kota Banjarmasin,"-3,3194","114,5908"
      Klinik C,Klinik,Kota Banjarmasin,114.5908,-3.3194
      Klinik F,Klinik,Kota Pontianak,0.0263,109.3425
      Klinik G,Klinik,Kota Pontianak,-2.63E-02,109.3425
      Klinik H,Klinik,Kota Banjarmasin,0,0
      """)
    #expect(plan.waiting.map(\.row.line) == [2])
    #expect(plan.waiting.first?.doubts == [.signLost(latitude: -3.3194)])
    #expect(plan.waiting.first?.position?.latitude == -3.3194)
    let placed = Dictionary(
      uniqueKeysWithValues: plan.entries.map { ($0.agreement.line, $0.facility) })
    #expect(placed[4]?.position?.latitude == -3.3194)
    #expect(placed[6]?.position?.latitude == -0.0263)
    #expect(placed[7]?.position == nil)
  }

  @Test("An old name is today's kabupaten, and a name that two may bear is asked about")
  func oldNames() throws {
    let plan = try plan(
      """
      Nama,Jenis,Kabupaten,Provinsi
      Klinik A,Klinik,Pontianak,Kalimantan Barat
      Klinik B,Klinik,KAB. PONTIANAK,KALIMANTAN BARAT
      Klinik C,Klinik,Kabupaten Kotawaringin,Kalimantan Tengah
      Klinik D,Klinik,Barito,Kalimantan Tengah
      Klinik E,Klinik,"Banjarmasin, Kalimantan Selatan",
      Klinik F,Klinik,"KOTA BANJARMASIN, KALIMANTAN SELATAN",
      Klinik G,Klinik,Pasir,Kalimantan Timur
      """)
    #expect(plan.waiting.map(\.row.line) == [2, 4, 5])
    #expect(
      plan.entries.map(\.facility.regencyCode).sorted() == ["61.02", "63.71", "63.71", "64.01"])
  }
}
