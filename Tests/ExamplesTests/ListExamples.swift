import Application
import Audit
import Exporting
import Facilities
import Formats
import Geo
import Importing
import Lists
import Testing

/// Examples of official lists, exports and audits.
@Suite("Examples of lists")
struct ListExamples {
  private let tables = SeedTables.embedded()
  private let directory: Directory
  private let gazetteer: Gazetteer
  private let day: CivilDate

  init() throws {
    directory = try Directory.embedded(tables)
    gazetteer = try Gazetteer(tables)
    day = try #require(CivilDate(year: 2026, month: 11, day: 28))
  }

  @Test("an official list, read, planned and stored")
  func importing() throws {
    let bytes = Array(
      "Nama Faskes;Kabupaten/Kota;Alamat\nKlinik CONTOH Satu;Kota Banjarmasin;Jl. CONTOH 1\n".utf8)
    let store = MemoryListStore()
    // Example: Listing
    let listing = try Listing(base: directory, store: store)
    let snapshot = listing.history.snapshot(at: day)
    let calls = listing.workList(on: day, regionCode: "63.71")
    // End of example
    #expect(snapshot.date == day && !calls.lines.isEmpty)

    // Example: OfficialList
    let list = try OfficialList.read(bytes, listDate: day, gazetteer: gazetteer)
    // End of example

    // Example: ImportPlan
    let request = ImportRequest(
      issuer: "Banjarmasin", listDate: day, sourceFile: "list.csv", importedOn: day)
    let plan = try ImportPlan.make(
      list, request: request, history: listing.history, gazetteer: gazetteer)
    if plan.refusal(leavesOut: false, removing: nil) == nil {
      try store.append(plan.event, after: listing.version)
    }
    // End of example
    #expect(plan.rowCount == 1)
  }

  @Test("what changed between two days")
  func history() throws {
    let earlier = try #require(CivilDate(year: 2026, month: 2, day: 2))
    // Example: ListHistory
    let history = ListHistory(base: directory)
    let today = history.snapshot(at: day)
    let changes = SiteChanges(from: history.snapshot(at: earlier), to: today)
    // End of example
    #expect(changes.lines.allSatisfy { !$0.values.isEmpty })

    let snapshot = today
    // Example: DirectoryExport
    let export = DirectoryExport(snapshot, language: .indonesian)
    let map = export.geoJSON()
    let table = export.csv(.excel)
    // End of example
    #expect(map.contains("FeatureCollection") && table.contains(";"))
  }

  @Test("an audit of a province")
  func audit() throws {
    // Example: Auditor
    let auditor = try Auditor(tables, gazetteer: gazetteer)
    let question = Auditor.Question(regionCode: "63", date: "2026-11-28")
    let report = try auditor.audit(directory, question)
    let page = report.text(.indonesian)
    // End of example
    #expect(report.regionName == "Kalimantan Selatan" && !page.isEmpty)
  }

  @Test("the use case of an audit")
  func auditing() async throws {
    // Example: Auditing
    let auditing = Auditing(try Locator.embedded())
    let outcome = try await auditing.report(AuditRequest(regionCode: "63"))
    let sites = outcome.report.whole.count
    // End of example
    #expect(sites > 100)
  }

  @Test("where the next site serves most people")
  func siting() throws {
    let villages = [(-3.3, 114.6), (-3.3, 114.7), (-2.2, 113.9)]
      .compactMap { Position(latitude: $0, longitude: $1) }
    // Example: Siting
    let siting = Siting(
      .covering(meters: 25_000), demand: villages, weights: [4_000, 2_500, 9_000],
      meters: [.infinity, .infinity, .infinity], candidates: villages)
    let plan = siting.greedy(count: 1)
    // End of example
    #expect(plan.choices.map(\.candidate) == [2])
  }

  @Test("distances, reach and evenness of a network")
  func measures() throws {
    let villages = [(-3.3, 114.6), (-3.3, 114.7), (-2.2, 113.9)]
      .compactMap { Position(latitude: $0, longitude: $1) }
    let people = [4_000.0, 2_500, 9_000]
    let sites = [villages[0], villages[2]]
    // Example: NearestSites
    let ways = NearestSites(of: villages, among: GridIndex(sites))
    let meters = ways.meters.max()
    // End of example
    #expect(try #require(meters) < 12_000)

    // Example: CatchmentAccess
    let access = CatchmentAccess.all(
      demand: GridIndex(villages), weights: people, sites: sites, capacity: [1, 1])
    let mean = access.first?.mean
    // End of example
    #expect(try #require(mean) > 0)

    // Example: Inequality
    let evenness = Inequality(counts: [1, 1], weights: [6_500, 9_000], groups: ["63", "62"])
    let gini = evenness?.gini
    // End of example
    #expect((0..<1).contains(try #require(gini)))
  }

  @Test("a spreadsheet")
  func workbook() {
    // Example: Workbook
    var workbook = Workbook()
    workbook.add(
      sheet: "PLKK",
      rows: [[.heading("id"), .heading("beds")], [.text("PLKK-63-097"), .number(120)]])
    let bytes = workbook.bytes()
    // End of example
    #expect(bytes.starts(with: [0x50, 0x4b]))
  }
}
