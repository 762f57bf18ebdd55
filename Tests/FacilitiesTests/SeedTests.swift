import Facilities
import Testing

@Suite("Seed tables")
struct SeedTests {
  private func table(_ text: String) -> SeedTable {
    SeedTable(name: "t", columns: ["a", "b"], bytes: Array(text.utf8))
  }

  @Test("Quotes, line ends, a byte order mark and empty lines are read after RFC 4180")
  func reads() throws {
    let records = try table("\u{feff}a,b\r\n1,\"x,\"\"y\"\"\nz\"\r\n\r\n2,\n").records()
    #expect(records.map(\.line) == [2, 5])
    #expect(records.count == 2)
  }

  @Test(
    "Faults are named with table and line",
    arguments: [
      ("a,b\n1\n", 2, SeedError.Rule.fieldCount(expected: 2, found: 1)),
      ("a,b\n1,2,3\n", 2, .fieldCount(expected: 2, found: 3)),
      ("a,b\n1,\"x", 2, .quoting),
      ("a,b\n1,\"x\"y\n", 2, .quoting),
      ("a,c\n", 1, .header(expected: "a,b", found: "a,c")),
      ("", 1, .header(expected: "a,b", found: "")),
    ])
  func faults(text: String, line: Int, rule: SeedError.Rule) {
    #expect(throws: SeedError(table: "t", line: line, column: "", rule: rule)) {
      try table(text).records()
    }
  }

  @Test("Bytes that are no UTF-8 are refused")
  func encoding() {
    let broken = SeedTable(
      name: "t", columns: ["a", "b"], bytes: Array("a,b\n1,".utf8) + [0xff, 0x0a])
    #expect(throws: SeedError.self) { try broken.records() }
  }

  @Test("The embedded data is whole and agrees with the published totals")
  func embedded() {
    let report = SeedVerification.run(Fixture.tables)
    #expect(!report.isBroken)
    #expect(report.comparisons.map(\.counted) == [44, 64, 121, 96, 11, 336])
    #expect(report.comparisons.map(\.published) == [44, 64, 121, 96, 11, 336])
    #expect(report.rows["facilities"] == 336)
    #expect(report.rows["other_hospitals"] == 89)
    #expect(report.rows["closed_facilities"] == 2)
    #expect(report.rows["retired_ids"] == 93)
    #expect(report.rows["towns"] == 401)
    #expect(report.rows["published_coverage"] == 6)
    #expect(report.rows["districts"] == 626)
    #expect(report.rows["villages"] == 7252)
    #expect(report.byBasis == [.reported: 37, .presumed: 299])
    #expect(report.byPrecision == [.site: 309, .village: 16, .district: 11])
    #expect(report.byKind == [.hospital: 107, .clinic: 66, .puskesmas: 163])
    #expect(report.byStatus == [.open: 48, .unknown: 288])
    let rules = report.findings.map(\.rule)
    #expect(rules.contains(.publisherDifference(printed: 4_694_054, computed: 4_694_064)))
    #expect(rules.contains(.publisherSum(date: "2022-11", printed: 395, summed: 393)))
  }

  /// A broken table and the finding it must lead to.
  struct Breakage: Sendable {
    var name: String
    var edit: @Sendable (inout SeedTables) -> Void
    var isFound: @Sendable (SeedReport.Rule) -> Bool
    var needsBorders = false
  }

  static let breakages: [Breakage] = rows + Self.rules

  private static let rows: [Breakage] = [
    Breakage(
      name: "an id stands twice",
      edit: { $0.facilities = Fixture.edited($0.facilities, "\nPLKK-61-002,", "\nPLKK-61-004,") },
      isFound: { $0 == .duplicate("PLKK-61-004") }),
    Breakage(
      name: "an id of another province",
      edit: { $0.facilities = Fixture.edited($0.facilities, "\nPLKK-61-002,", "\nPLKK-62-902,") },
      isFound: { $0 == .disagreement(field: "id", found: "62", expected: "61") }),
    Breakage(
      name: "a regency that is not its code's",
      edit: {
        $0.facilities = Fixture.edited(
          $0.facilities, "61.01,Kabupaten Sambas", "61.01,Kabupaten Sanggau")
      },
      isFound: {
        $0
          == .disagreement(
            field: "regency", found: "Kabupaten Sanggau", expected: "Kabupaten Sambas")
      }),
    Breakage(
      name: "a site in the Java sea",
      edit: {
        $0.facilities = Fixture.edited($0.facilities, ",1.361330,109.310000,", ",-7.0,110.0,")
      },
      isFound: { $0 == .outsideKalimantan("PLKK-61-002", latitude: -7, longitude: 110) }),
    Breakage(
      name: "a position that is no number",
      edit: { $0.facilities = Fixture.edited($0.facilities, ",1.361330,", ",nan,") },
      isFound: { if case .unreadable(let error) = $0 { error.column == "latitude" } else { false } }
    ),
    Breakage(
      name: "a site in another kabupaten",
      edit: {
        $0.facilities = Fixture.edited($0.facilities, ",1.361330,109.310000,", ",-3.3,114.59,")
      },
      isFound: {
        if case .outsideRegency("PLKK-61-002", "Kabupaten Sambas", let meters) = $0 {
          meters > 500_000
        } else {
          false
        }
      }, needsBorders: true),
    Breakage(
      name: "a row is missing",
      edit: {
        let text = String(decoding: $0.facilities.bytes, as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.filter { !$0.hasPrefix("PLKK-63-121,") }.joined(separator: "\n")
        $0.facilities = SeedTable(
          name: $0.facilities.name, columns: $0.facilities.columns, bytes: Array(kept.utf8))
      },
      isFound: { $0 == .countDiffers(area: "Kalimantan Selatan", counted: 120, published: 121) }),
    Breakage(
      name: "a village without its kecamatan",
      edit: { $0.villages = Fixture.edited($0.villages, "\n61.01.01.2001,", "\n61.01.99.2001,") },
      isFound: { $0 == .orphan("61.01.99.2001") }),
    Breakage(
      name: "an alias of nothing",
      edit: { $0.aliases = Fixture.edited($0.aliases, "\n62.02,Kotim", "\n62.99,Kotim") },
      isFound: { $0 == .orphan("62.99") }),
    Breakage(
      name: "an unknown word for the kind",
      edit: {
        $0.facilities = Fixture.edited($0.facilities, "RSUD Sambas,hospital", "RSUD Sambas,spital")
      },
      isFound: { if case .unreadable(let error) = $0 { error.column == "kind" } else { false } }),
    Breakage(
      name: "a reported site without its source's date",
      edit: { $0.facilities = Fixture.edited($0.facilities, ".html,2017-04", ".html,") },
      isFound: { if case .disagreement("basis_source", _, _) = $0 { true } else { false } }),
    Breakage(
      name: "an empty table",
      edit: {
        $0.districts = SeedTable(name: "districts", columns: $0.districts.columns, bytes: [])
      },
      isFound: { if case .unreadable(let error) = $0 { error.table == "districts" } else { false } }
    ),
  ]

  @Test("What is tried without borders is whole without them")
  func withoutBorders() {
    #expect(!SeedVerification.run(Fixture.tables, borders: false).isBroken)
  }

  @Test("Broken data is found", arguments: breakages.indices)
  func broken(_ place: Int) {
    let breakage = Self.breakages[place]
    var tables = Fixture.tables
    breakage.edit(&tables)
    let report = SeedVerification.run(tables, borders: breakage.needsBorders)
    #expect(report.findings.contains { breakage.isFound($0.rule) }, "\(breakage.name)")
    // A site in another kabupaten may be true; everything else must stop.
    #expect(report.isBroken || breakage.name == "a site in another kabupaten")
  }
}
