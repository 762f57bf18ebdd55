import Facilities
import Geo
import Lists
import TestSupport
import Testing

@testable import Importing

/// Workbooks, JSON of services, and the columns of public files, made small.
@Suite("Files as they are published") struct SeenFilesTests {
  let gazetteer: Gazetteer
  let embedded: Directory

  init() throws {
    gazetteer = try Support.gazetteer()
    embedded = try Directory.embedded(SeedTables.embedded())
  }

  private func list(_ bytes: [UInt8], sheets: [String] = []) throws -> OfficialList {
    let list = try OfficialList.read(
      bytes, sheets: sheets, listDate: Support.listDate, gazetteer: gazetteer)
    #expect(list.isComplete)
    return list
  }

  private func plan(_ text: String) throws -> ImportPlan {
    let plan = try ImportPlan.make(
      list(Array(text.utf8)),
      request: ImportRequest(
        issuer: "KC", listDate: Support.listDate, sourceFile: "f", importedOn: Support.listDate),
      history: ListHistory(base: embedded), gazetteer: gazetteer)
    #expect(plan.sums.isBalanced)
    return plan
  }

  private static let head = ["Nama PLKK", "Jenis", "Kabupaten/Kota"]

  private static func sheet(_ name: String, _ site: String, state: String = "visible")
    -> Workbook.Sheet
  {
    .init(name: name, rows: [head, [site, "Klinik", "Kota Banjarmasin"]], state: state)
  }

  @Test("Sheets of the same columns are one list, and their rows keep their sheet")
  func sheets() throws {
    let book = Workbook(sheets: [
      Self.sheet("RS", "RS Satu"), Self.sheet("KLINIK", "Klinik Dua"),
      Self.sheet("PUSKESMAS", "Puskesmas Tiga"),
    ])
    let all = try list(book.bytes)
    #expect(all.rows.map(\.name) == ["RS Satu", "Klinik Dua", "Puskesmas Tiga"])
    #expect(all.sheets == ["RS", "KLINIK", "PUSKESMAS"])
    #expect(all.rows.map { RowNumber.text($0.line) } == ["2", "2:2", "3:2"])
    #expect(all.rows.map { RowNumber.read(RowNumber.text($0.line)) } == all.rows.map(\.line))
    let one = try list(book.bytes, sheets: ["KLINIK"])
    #expect(one.rows.map(\.name) == ["Klinik Dua"])
    #expect(
      one.leftOutSheets == [
        LeftOutSheet(name: "RS", reason: .notAsked, rows: 2),
        LeftOutSheet(name: "PUSKESMAS", reason: .notAsked, rows: 2),
      ])
  }

  @Test("Sheets that may both be the list are asked about; hidden ones are named and never read")
  func choice() throws {
    let other = Workbook.Sheet(
      name: "Lama",
      rows: [["Nama", "Alamat", "Telepon", "Kota"], ["RS X", "Jl. 1", "1", "Banjar"]])
    let book = Workbook(sheets: [Self.sheet("Baru", "RS Satu"), other])
    #expect(throws: ImportError(.severalLists(sheets: ["Baru", "Lama"]))) { try list(book.bytes) }
    for state in ["hidden", "veryHidden"] {
      var old = other
      old.state = state
      let hiding = Workbook(sheets: [old, Self.sheet("Baru", "RS Satu")])
      let read = try list(hiding.bytes)
      #expect(read.rows.map(\.name) == ["RS Satu"])
      #expect(read.leftOutSheets == [LeftOutSheet(name: "Lama", reason: .hidden, rows: 2)])
      #expect(throws: ImportError(.hiddenSheet, place: "Lama")) {
        try list(hiding.bytes, sheets: ["Lama"])
      }
    }
  }

  @Test("Packages that spreadsheets open are opened, wherever their parts stand")
  func packages() throws {
    var book = Workbook(sheets: [Self.sheet("Data", "RS Satu")])
    var books = [book]
    book.workbookName = "workbook2.xml"
    books.append(book)
    book.folder = ""
    books.append(book)
    book.folder = "xl/"
    book.workbookName = "Workbook.xml"
    book.sharedName = "texts/SharedWords.xml"
    books.append(book)
    book.separator = "\\"
    books.append(book)
    book.types = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
    books.append(book)
    for (number, book) in books.enumerated() {
      #expect(try list(book.bytes).rows.map(\.name) == ["RS Satu"], "\(number)")
    }
  }

  @Test("A workbook's escapes are read, and its numbers keep every digit in any notation")
  func values() throws {
    let book = Workbook(sheets: [
      .init(
        name: "Data",
        rows: [
          ["Nama", "Kabupaten", "Kode Faskes", "No Telp", "Latitude", "Longitude"],
          ["RSUD Ulin_x000D_ Banjarmasin", "Kota Banjarmasin", "#1.6010001E7", "#5.11325218E9"],
          ["Klinik Uji", "Kota Pontianak", "", "", "#-2.63E-2", "#109.3425"],
          ["Klinik _x005F_x", "Kota Pontianak"],
        ])
    ])
    let rows = try list(book.bytes).rows
    #expect(rows.map(\.name) == ["RSUD Ulin Banjarmasin", "Klinik Uji", "Klinik _x"])
    #expect(rows[0].officialCode == "16010001")
    #expect(rows[0].phones.map(\.e164) == ["+625113252180"])
    #expect(rows[1].position == Position(latitude: -0.0263, longitude: 109.3425))
  }

  @Test(
    "The rows of a service are found under any name and in any depth",
    arguments: [
      #"{"count":1,"results":[{"nama":"RS A","kabupaten":"Banjar"}]}"#,
      #"{"faskes":[{"nama":"RS A","kabupaten":"Banjar"}],"sumber":[{"url":"x"}]}"#,
      #"{"status":true,"result":{"data":[{"attributes":{"nama":"RS A","kota":"Banjar"}}]}}"#,
      #"{"organisationUnits":[{"id":"x","displayName":"RS A","parent":{"name":"Banjar"}}]}"#,
      #"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Location","name":"RS A","address":{"line":["Jl. 1"],"city":"Banjar"},"telecom":[{"system":"phone","value":"0511-3252180"}],"position":{"longitude":114.85,"latitude":-3.41}}}]}"#,
      #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[114.85,-3.41]},"properties":{"Nama":"RS A","Kabupaten":"Banjar","Kategori":"Rumah Sakit"}}],"numberMatched":1}"#,
    ])
  func wrappers(text: String) throws {
    let read = try list(Array(text.utf8))
    #expect(read.rows.map(\.name) == ["RS A"])
    #expect(read.rows.map(\.regency) == ["Banjar"])
    #expect(read.rows.map(\.kind) == [.hospital])
  }

  @Test("GeoJSON's own types are no kinds, and what is no point is named")
  func geoJSON() throws {
    let read = try list(
      Array(
        #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,2],[3,4],[5,6],[1,2]]]},"properties":{"name":"Sehat Uji","kind":"clinic"}},7]}"#
          .utf8))
    #expect(read.rows.map(\.kind) == [.clinic])
    #expect(read.ignoredColumns.contains("geometry"))
    #expect(read.passed.map(\.reason) == [.noObject])
  }

  @Test(
    "The Ministry's hospital list: one name in another kabupaten is proposed, foreign rows wait")
  func ministry() throws {
    let plan = try plan(
      """
      id,nama,alamat,wilayah,provinsi,lokasi.lat,lokasi.lon
      6271015,RS UMUM DAERAH DR DORIS SYLVANUS PALANGKA RAYA,JL TAMBUN BUNGAI,"MURUNG RAYA, KALIMANTAN TENGAH",,,
      6202013,RS UMUM DAERAH DR MURJANI SAMPIT,JL H M ARSYAD,"BARITO TIMUR, KALIMANTAN TENGAH",,,
      6371011,RSUD ULIN BANJARMASIN,JL A YANI,"KOTA BANJARMASIN, KALIMANTAN SELATAN",,,
      3171011,RS UMUM PUSAT DR CIPTO,JL DIPONEGORO,"JAKARTA PUSAT, DKI JAKARTA",,,
      """)
    #expect(plan.sums.taken == 1 && plan.sums.waiting == 3 && plan.sums.rows == 5)
    let known = plan.waiting.prefix(2).map { placement -> String in
      guard case .knownElsewhere(_, let code)? = placement.doubts.first else { return "" }
      return code
    }
    #expect(known == ["62.71", "62.02"])
  }

  @Test("A list of health facilities with coordinates and no kabupaten has one proposed")
  func coordinatesOnly() throws {
    let plan = try plan(
      """
      No;Nama Faskes;Latitude;Longitude
      1;P6103100101 - KUALA BEHE;0.65;109.83
      2;KLINIK UJI;-3.3194;114.5908
      3;KLINIK JAKARTA;-6.2;106.8
      """)
    #expect(plan.sums.waiting == 3)
    #expect(plan.waiting.map { $0.regency?.code } == ["61.08", "63.71", nil])
    #expect(plan.waiting[0].row.officialCode == "P6103100101")
    #expect(plan.waiting[0].doubts.allSatisfy { $0.canBeAccepted })
  }

  @Test("Columns of open data portals are understood")
  func portals() throws {
    let read = try list(
      Array(
        """
        id,kode_provinsi,nama_provinsi,bps_kode_kabupaten_kota,bps_nama_kabupaten_kota,nama_kabupaten_kota,nama_puskesmas,kategori
        1,63,KALIMANTAN SELATAN,6310,X,TANAH BUMBU,SATUI,Puskesmas
        """.utf8))
    #expect(read.rows.map(\.regency) == ["TANAH BUMBU"] && read.rows.map(\.kind) == [.puskesmas])
    let unit = try list(
      Array("kode_kab,kode_instansi,unit_kerja\n6371,001,RSUD Ulin Banjarmasin\n".utf8))
    #expect(unit.rows.map(\.officialCode) == ["001"])
    let health = try list(
      Array("lat,lon,amenity,name,contact_number\n-3.3,114.6,clinic,Uji,0511-3252180\n".utf8))
    #expect(health.rows.map(\.kind) == [.clinic] && health.rows[0].phones.count == 1)
  }

  @Test("A list without one usable row, or that removes more than a fifth, has to be confirmed")
  func collapse() throws {
    func plan(_ names: [String], _ history: ListHistory) throws -> ImportPlan {
      let text =
        "nama;kabupaten;lat;lon\n" + names.map { "Klinik CONTOH \($0);Banjar;;\n" }.joined()
      return try ImportPlan.make(
        list(Array(text.utf8)),
        request: ImportRequest(
          issuer: "KC", listDate: Support.listDate, sourceFile: "f",
          importedOn: Support.listDate), history: history, gazetteer: gazetteer)
    }
    let names = [
      "Aman", "Bakti", "Citra", "Damai", "Elok", "Fajar", "Gemilang", "Harapan", "Insan", "Jaya",
    ]
    var history = ListHistory(base: Small.directory)
    let first = try plan(names, history)
    #expect(first.removalToConfirm == nil)
    history.append(first.event)
    #expect(try plan(Array(names.dropLast(2)), history).removalToConfirm == nil)
    #expect(try plan(Array(names.dropLast(3)), history).removalToConfirm == 3)
    let broken = try ImportPlan.make(
      list(Array("nama;kabupaten;lat;lon\n=A1;Banjar;;\n".utf8)),
      request: ImportRequest(
        issuer: "KC", listDate: Support.listDate, sourceFile: "f", importedOn: Support.listDate),
      history: history, gazetteer: gazetteer)
    #expect(broken.removalToConfirm == 10 && broken.sums.broken == 1)
    // Taken back, the list is as if it had never come.
    let undo = try #require(history.undo(of: "kc", on: Support.listDate, actor: "A"))
    history.append(.undo(undo))
    #expect(try plan(names, history).added.count == 10)
    #expect(history.undo(of: "KC", on: Support.listDate, actor: "A") == nil)
    #expect(history.lists.map(\.isUndone) == [true])
  }
}
