import Audit
import Exporting
import Facilities
import Formats
import Geo
import Testing

@Suite("Reports of an audit")
struct ReportPageTests {
  /// Kaltara, with proposals from every sixteenth of its villages.
  static func material() throws -> (report: AuditReport, boundaries: Boundaries) {
    try kaltara.get()
  }

  static func whole() throws -> AuditReport { try kalimantan.get() }

  // Made once for all tests.
  private static let kaltara = Result {
    let tables = SeedTables.embedded()
    let gazetteer = try Gazetteer(tables)
    var question = Auditor.Question(regionCode: "65", date: "2026-02-02")
    question.proposals = 2
    question.candidates = try gazetteer.villages.filter { $0.provinceCode == "65" }.enumerated()
      .compactMap { index, village in
        index % 16 == 0
          ? village.position.map { .init(code: village.code, name: village.name, position: $0) }
          : nil
      }
    let report = try Auditor(tables, gazetteer: gazetteer).audit(.embedded(tables), question)
    let boundaries = zip(gazetteer.regencies, gazetteer.boundaries).map {
      (code: $0.region.code, area: $1)
    }
    return (report: report, boundaries: boundaries)
  }

  private static let kalimantan = Result {
    let tables = SeedTables.embedded()
    return try Auditor(tables, gazetteer: Gazetteer(tables)).audit(
      .embedded(tables), .init(date: "2026-11-27"))
  }

  @Test("the page stands alone: no script, no address to load, every element closed")
  func page() throws {
    let (report, boundaries) = try Self.material()
    for language in Language.allCases {
      let page = report.html(language, boundaries: boundaries)
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      for word in ["<script", " src=", "<link", "@import", "url(http"] {
        #expect(!page.contains(word), "\(word)")
      }
      for element in [
        "section", "table", "svg", "figure", "tr", "td", "th", "text", "title", "div",
      ] {
        let opened = page.ranges(of: "<\(element) ").count + page.ranges(of: "<\(element)>").count
        #expect(opened == page.ranges(of: "</\(element)>").count, "\(element)")
      }
    }
  }

  @Test("the first page says in five sentences what may be concluded and what not")
  func conclusions() throws {
    let report = try Self.whole()
    let page = report.html(.indonesian, boundaries: [])
    let front = try #require(page.ranges(of: "<ol>").first).upperBound
    let end = try #require(page.ranges(of: "</ol>").first).lowerBound
    #expect(page[front..<end].ranges(of: "<li>").count == 5)
    for words in [
      "Yang pasti", "3.302.762 dari 7.996.826 pekerja (41,30 %) terdaftar",
      "bahwa jumlahnya cocok bukan bukti", "Belum boleh disimpulkan", "Gini 0,2310",
    ] { #expect(page[front..<end].contains(words), "\(words)") }
    for words in ["aktif menurut", "peserta aktif", "rakus", "ditahan"] {
      #expect(!page.contains(words), "\(words)")
    }
  }

  @Test("that the totals agree is said to be by construction, and that no official list is")
  func byConstruction() throws {
    let report = try Self.whole()
    let page = report.html(.indonesian, boundaries: [])
    #expect(page.ranges(of: "<td>cocok karena diisi</td>").count == 6)
    var facilities = try Directory.embedded(SeedTables.embedded()).facilities
    for index in facilities.indices { facilities[index].basis = .official }
    let tables = SeedTables.embedded()
    let official = try Auditor(tables, gazetteer: Gazetteer(tables)).audit(
      Directory(facilities), .init(date: "2026-11-27"))
    #expect(official.confirmed == nil && !official.restsOnPresumed)
    let text = official.text(.english)
    #expect(!text.contains("equal by construction") && !text.contains("†"))
  }

  @Test("every table about kabupaten has the confirmed sites beside the list, caveats above")
  func beside() throws {
    let (report, boundaries) = try Self.material()
    let page = report.html(.indonesian, boundaries: boundaries)
    for section in page.split(separator: "<section id=").dropFirst() {
      guard let table = section.ranges(of: "<table>").first else { continue }
      let names = ["summary", "density", "workers", "distance", "farthest", "without", "loss"]
      let names2 = ["access", "relative", "clustering", "proposals"]
      if (names + names2).contains(where: { section.hasPrefix("\"\($0)\"") }) {
        #expect(
          section[table.lowerBound...].contains("†")
            || section[table.lowerBound...].contains("resmi/diberitakan"), "\(section.prefix(40))")
        let caveat = try #require(
          section.ranges(of: "class=\"caveat\"").first, "\(section.prefix(40))")
        #expect(caveat.lowerBound < table.lowerBound)
      }
      #expect(!section[table.upperBound...].contains("class=\"caveat\""))
    }
  }

  @Test("presumed sites are never shown without saying so, in both languages")
  func presumed() throws {
    let (report, boundaries) = try Self.material()
    let presumed = report.listed.presumed
    #expect(presumed > 0)
    #expect(
      report.text(.indonesian, width: 300).contains("\(presumed) dari 11 lokasi baru DIDUGA PLKK"))
    #expect(report.text(.english, width: 300).contains("\(presumed) of 11 sites are only PRESUMED"))
    #expect(report.svg(.map, .english, boundaries: boundaries).contains("presumed, not confirmed"))
    #expect(report.json().contains("\"presumed_sites\": \(presumed)"))
    #expect(report.text(.english, width: 300).lowercased().contains("straight line"))
  }

  @Test("page, map, text and curves name the days of totals, facilities and list")
  func dates() throws {
    let (report, boundaries) = try Self.material()
    let days = "Jumlah PLKK diumumkan 02-02-2026 · data fasilitas 20"
    #expect(report.html(.indonesian, boundaries: boundaries).contains("content:\"\(days)"))
    for text in [report.text(.indonesian, width: 120)]
      + ReportPicture.allCases.map({ report.svg($0, .indonesian, boundaries: boundaries) })
    {
      #expect(text.contains(days), "\(text.prefix(200))")
    }
  }

  @Test("the map hatches nothing and shows the number of each of the ten farthest villages")
  func map() throws {
    let (report, boundaries) = try Self.material()
    let map = report.svg(.map, .indonesian, boundaries: boundaries)
    #expect(!map.contains("pattern") && !map.contains("tanpa PLKK"))
    for number in 1...10 { #expect(map.contains(">\(number)</text>"), "\(number)") }
  }

  @Test("machine formats have the same figures whatever the language, and none is null or empty")
  func machine() throws {
    let (report, _) = try Self.material()
    #expect(report.csv().split(separator: "\n").count == 1 + 1 + 1 + 5)
    #expect(report.json().contains("\"confirmed\": {"))
    #expect(!report.json().contains(": nan"))
    #expect(!report.json().contains(": inf"))
  }

  @Test("a chapter's table is CSV with the rows of the page; for Excel with ; , and a mark")
  func tables() throws {
    let (report, _) = try Self.material()
    for section in ReportSection.allCases where section != .referrals {
      let csv = report.csv(section, .indonesian, .standard)
      let excel = report.csv(section, .indonesian, .excel)
      #expect(excel.unicodeScalars.first == "\u{FEFF}", "\(section)")
      #expect(csv.split(separator: "\n").count == excel.split(separator: "\n").count)
    }
    let csv = report.csv(.density, .english, .standard)
    #expect(csv.contains("Kabupaten Malinau,"))
    let excel = report.csv(.density, .indonesian, .excel)
    #expect(excel.contains("Kabupaten Malinau;") && excel.contains("1,43"))
  }

  @Test("the workbook holds every table")
  func workbook() throws {
    let (report, _) = try Self.material()
    let bytes = report.workbook(.indonesian)
    #expect(bytes.starts(with: [0x50, 0x4B, 3, 4]))
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.ranges(of: "<worksheet ").count == ReportSection.allCases.count + 2)
    #expect(text.contains("Kabupaten Malinau"))
    #expect(report.workbook(.indonesian) == bytes)
  }

  @Test("no line of a terminal is wider than it, but for an address", arguments: [60, 80, 120])
  func width(columns: Int) throws {
    for report in [try Self.material().report, try Self.whole()] {
      for language in Language.allCases {
        for line in report.text(language, width: columns).split(separator: "\n") {
          #expect(line.count <= columns || line.contains("/"), "\(line)")
        }
      }
    }
  }

  @Test("one chapter can be had alone")
  func section() throws {
    let (report, boundaries) = try Self.material()
    let text = report.text(.indonesian, section: .density)
    #expect(text.contains("Kepadatan") && !text.contains("Pemerataan"))
    let page = report.html(.english, section: .loss, boundaries: boundaries)
    #expect(page.ranges(of: "<section id=").count == 1)
    let names = ReportSection.allCases.flatMap { [$0.rawValue, $0.indonesian] }
    #expect(Set(names).count == names.count)
  }

  @Test("names cannot break out of the page")
  func escaping() throws {
    var (report, boundaries) = try Self.material()
    report.listed.farthest[0].name = "<script>alert('x')</script> & \"y\""
    let page = report.html(.indonesian, boundaries: boundaries)
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"))
    boundaries = []
    #expect(report.svg(.map, .english, boundaries: boundaries).hasSuffix("</svg>\n"))
  }

  @Test("every published figure of the page has a source that the page names")
  func sourcesAreNamed() throws {
    let page = try Self.whole().html(.indonesian, boundaries: [])
    let cited = Set(page.matches(of: #/<td>\[(\d+)\]</td>/#).map { $0.1 })
    let named = Set(page.matches(of: #/<li>\[(\d+)\] /#).map { $0.1 })
    #expect(!cited.isEmpty && cited == named)
    #expect(page.contains("Kalimantan (5 provinsi)") && !page.contains("5 provinces"))
    #expect(!page.contains("February") && page.contains("2 Februari 2026"))
  }

  @Test("numbers follow the language")
  func numbers() throws {
    let (report, _) = try Self.material()
    #expect(report.text(.indonesian).contains("1,43"))
    #expect(report.text(.english).contains("1.43"))
    #expect(!report.text(.english).contains("1,43 "))
  }

  @Test("figures from referrals are shown with their numbers, withheld ones are not")
  func referrals() throws {
    var (report, boundaries) = try Self.material()
    #expect(report.text(.indonesian, width: 200).contains("Tidak ada rujukan yang dapat dibaca"))
    report.referrals = ReferralFigures(
      asOf: "2026-11-23T00:00:00Z",
      measures: [
        .init(
          name: "acceptance", unit: .share, total: .shown(0.75, of: 40),
          provinces: ["65": .suppressed, "64": .shown(0.8, of: 30)]),
        .init(name: "answer_p90_s", unit: .seconds, total: .unbounded(of: 40), provinces: [:]),
        .init(name: "bypass", unit: .share, total: .none, provinces: [:]),
      ], reasons: ["penuh-ruang": .shown(6, of: 6)])
    let text = report.text(.indonesian)
    #expect(text.contains("75,0 % (n 40)"))
    #expect(text.contains("tidak ditampilkan (< 5)"))
    #expect(text.contains("ditolak: ruang penuh"))
    #expect(report.text(.english).contains("refused: no bed"))
    #expect(report.html(.english, boundaries: boundaries).contains("never (n 40)"))
    let json = report.json()
    #expect(json.contains("\"state\": \"suppressed\""))
    #expect(json.contains("\"value\": 0.75"))
  }

  @Test("every section says how much of its material was used")
  func used() throws {
    let (report, boundaries) = try Self.material()
    let page = report.html(.english, boundaries: boundaries)
    #expect(
      page.ranges(of: "<span class=\"used\">n = ").count == page.ranges(of: "<section id=").count)
    #expect(page.contains("482/482 villages"))
    #expect(page.contains("those across the border do not"))
  }
}
