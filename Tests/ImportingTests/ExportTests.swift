import Exporting
import Facilities
import Formats
import Geo
import Lists
import Testing

@testable import Importing

@Suite struct ExportTests {
  private func export(_ filter: FacilityFilter = .plkk) throws -> DirectoryExport {
    let date = Support.listDate
    var site = Small.facility(
      "PLKK-63-L0001", "Klinik \"CONTOH\" & <Anak>", .clinic, "63.10", basis: .official)
    site.regency = "Kabupaten Tanah Bumbu"
    site.phone = "+6251870000"
    let end = CivilDate(year: 2026, month: 12, day: 31)
    let list = ListImport(
      issuer: "KC Contoh", listDate: date, sourceFile: "a.xlsx", importedOn: date,
      entries: [
        ListEntry(
          facility: site,
          agreement: Agreement(
            facilityID: site.id, issuer: "KC Contoh", end: end, sourceFile: "a.xlsx",
            listDate: date, verified: date))
      ])
    let history = ListHistory(base: Small.directory, events: [.list(list)])
    return DirectoryExport(history.snapshot(at: date), filter: filter, language: .english)
  }

  @Test("CSV comes back through the reader with every mark")
  func csv() throws {
    let table = try TableReader.table(Array(try export().csv().utf8))
    #expect(table.rows.map(\.cells.count).max() == DirectoryExport.columns.count + 1)
    let header = table.rows[0].cells.map(\.text)
    func value(_ id: String, _ column: String) -> String? {
      guard let place = header.firstIndex(of: column) else { return nil }
      return table.rows.first { $0[0].text == id }?[place].text
    }
    #expect(table.rows.count == 6)
    #expect(value("PLKK-63-L0001", "name") == "Klinik \"CONTOH\" & <Anak>")
    #expect(value("PLKK-63-L0001", "plkk_basis") == "official")
    #expect(value("PLKK-63-L0001", "plkk_status") == "valid")
    #expect(value("PLKK-63-L0001", "agreement_end") == "2026-12-31")
    #expect(value("PLKK-63-L0001", "latitude") == "")
    #expect(value("PLKK-63-001", "plkk_basis") == "presumed")
    #expect(value("PLKK-64-001", "position_precision") == "district")
    #expect(value("PLKK-63-001", "as_of") == "2026-01-31")
    #expect(value("PLKK-63-001", "credits")?.contains("MIT") == true)
  }

  @Test("JSON comes back through the reader")
  func json() throws {
    let text = try export().json()
    let table = try TableReader.table(
      Array(
        text.replacing("\"results\"", with: "\"rows\"").replacing("\"sources\"", with: "\"s\"").utf8
      ))
    #expect(table.rows.count == 6)
    #expect(text.contains("\"issuer\": \"KC Contoh\""))
    #expect(text.contains("\"as_of\": \"2026-01-31\""))
  }

  @Test("GeoJSON puts longitude first and gives no geometry to unknown positions")
  func geoJSON() throws {
    let text = try export().geoJSON()
    let flat = text.filter { $0 != " " && $0 != "\n" }
    #expect(flat.contains("\"coordinates\":[115.990000,-3.440000]"))
    #expect(flat.contains("\"id\":\"PLKK-63-L0001\",\"geometry\":null"))
    #expect(try TableReader.table(Array(text.utf8)).rows.count == 6)
  }

  @Test("GPX and KML are XML with marked names, credits, and a count of what is left out")
  func maps() throws {
    let export = try export()
    for text in [export.gpx(), export.kml()] {
      let names = try XMLProbe.texts(of: "name", in: text)
      #expect(names.contains("? RSUD dr. H. Andi CONTOH Noor"))
      #expect(names.contains("? ~ Puskesmas Muara Wahau II"))
      #expect(!names.contains { $0.contains("Anak") })
      #expect(text.contains("1 facilities without a position") && text.contains("MIT"))
      #expect(text.contains("31 Jan 2026") && text.contains("KC Contoh"))
    }
    #expect(export.gpx().contains("<wpt lat=\"-3.440000\" lon=\"115.990000\">"))
    #expect(export.kml().contains("<coordinates>115.990000,-3.440000</coordinates>"))
  }

  @Test("The sheet lists one kabupaten by distance from its seat, unknown positions last")
  func sheet() throws {
    let gazetteer = try Support.gazetteer()
    let regency = try #require(gazetteer.regencies.first { $0.region.code == "63.10" })
    let text = try export().sheet(regency: regency)
    let order = ["Andi CONTOH", "Puskesmas Satui", "&lt;Anak&gt;"].map { part in
      text.range(of: part) ?? -1
    }
    #expect(order == order.sorted() && order[0] > 0)
    #expect(text.contains("size: A4") && text.contains("Kabupaten Tanah Bumbu"))
    #expect(text.contains("agreement in force until 31 Dec 2026"))
    #expect(text.contains("Not certain to be a PLKK"))
    #expect(text.contains("MIT") && !text.contains("Muara Wahau") && !text.contains("http://"))
  }

  @Test("Sheets of a province stand on pages of their own, with the sources once")
  func sheets() throws {
    let gazetteer = try Support.gazetteer()
    let regencies = gazetteer.regencies.filter { $0.region.code.hasPrefix("63.") }
    let text = try export().sheets(regencies, of: "Kalimantan Selatan")
    func count(_ part: String) -> Int { text.ranges(of: part).count }
    #expect(count("<section>") == regencies.count && count("</section>") == regencies.count)
    #expect(count("<footer>") == 1 && count("break-before: page") == 1)
    #expect(regencies.allSatisfy { text.contains("\($0.region.name)</h1>") })
    #expect(text.contains("Andi CONTOH") && !text.contains("Muara Wahau"))
  }

  @Test("The workbook comes back through the reader of spreadsheets with every mark")
  func workbook() throws {
    let table = try TableReader.table(try export().workbook())
    let header = table.rows[0].cells.map(\.text)
    #expect(header == DirectoryExport.columns)
    #expect(table.rows.count == 6)
    #expect(table.rows.contains { $0.cells.contains { $0.text == "Klinik \"CONTOH\" & <Anak>" } })
  }

  @Test("The sheet says whom to call, from which point it measures, and what is approximate")
  func sheetWords() throws {
    let gazetteer = try Support.gazetteer()
    let regency = try #require(gazetteer.regencies.first { $0.region.code == "63.10" })
    let text = try export().sheet(regency: regency)
    #expect(text.contains("Emergency: 119") && text.contains("175"))
    #expect(text.contains("Straight line from ~ \(regency.seat.name)"))
    #expect(text.contains("PLKK totals published") && !text.contains("±"))
  }
}

/// Reads element texts with the importer's own parser.
enum XMLProbe {
  static func texts(of element: String, in text: String) throws -> [String] {
    var found: [String] = []
    var current: [UInt8] = []
    let stream = try XMLStream(place: "test", limits: .standard)
    stream.onStart = { [unowned stream] name, _ in
      stream.wantsText = name == element
      current = []
    }
    stream.onText = { current += $0 }
    stream.onEnd = { name in
      if name == element { found.append(String(decoding: current, as: UTF8.self)) }
    }
    try Array(text.utf8).withUnsafeBytes { _ = try stream.feed($0, isLast: true) }
    return found
  }
}

extension String {
  /// Where a part begins, in bytes, or `nil`.
  fileprivate func range(of part: String) -> Int? {
    let (text, part) = (Array(utf8), Array(part.utf8))
    return text.indices.first { text[$0...].starts(with: part) }
  }
}
