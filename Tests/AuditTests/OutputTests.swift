import Formats
import Audit
import Facilities
import Geo
import Testing

@Suite("Outputs")
struct OutputTests {
  static func material(
    _ filter: FacilityFilter = .plkk
  ) throws -> (report: AuditReport, boundaries: AuditReport.Boundaries) {
    let tables = SeedTables.embedded()
    let gazetteer = try Gazetteer(tables)
    var question = Auditor.Question(regionCode: "65", date: "2026-02-02")
    question.filter = filter
    question.proposals = 2
    question.candidates = try ReportTests.candidates(gazetteer)
    let report = try Auditor(tables, gazetteer: gazetteer).audit(.embedded(tables), question)
    let boundaries = zip(gazetteer.regencies, gazetteer.boundaries).map {
      (code: $0.region.code, area: $1)
    }
    return (report, boundaries)
  }

  @Test("the page stands alone: no script, no address to load, every element closed")
  func page() throws {
    let (report, boundaries) = try Self.material()
    for language in ReportLanguage.allCases {
      let page = report.html(language, boundaries: boundaries)
      #expect(page.hasPrefix("<!DOCTYPE html>"))
      for word in ["<script", " src=", "<link", "@import", "url(http"] {
        #expect(!page.contains(word), "\(word)")
      }
      for element in ["section", "table", "svg", "figure", "tr", "td", "th", "text", "title"] {
        let opened = page.ranges(of: "<\(element) ").count + page.ranges(of: "<\(element)>").count
        #expect(opened == page.ranges(of: "</\(element)>").count, "\(element)")
      }
    }
  }

  @Test("presumed sites are never shown without saying so, in both languages")
  func presumed() throws {
    let (report, boundaries) = try Self.material()
    #expect(report.text(.indonesian).contains("DIDUGA PLKK dan belum dipastikan"))
    #expect(report.text(.english).contains("only PRESUMED to be PLKK, not confirmed"))
    #expect(report.svg(.map, .english, boundaries: boundaries).contains("presumed, not confirmed"))
    #expect(report.json().contains("\"presumed_sites\": 10"))
    #expect(report.text(.english).contains("straight lines"))
  }

  @Test("machine formats have the same figures whatever the language, and none is null or empty")
  func machine() throws {
    let (report, _) = try Self.material(FacilityFilter(bases: [.reported]))
    #expect(report.csv().split(separator: "\n").count == 1 + 1 + 1 + 5)
    let tidung = try #require(report.csv().split(separator: "\n").first { $0.hasPrefix("65.04,") })
    #expect(tidung.split(separator: ",", omittingEmptySubsequences: false)[10] == "")
    #expect(report.json().contains("\"km2_per_plkk\": null"))
    #expect(!report.json().contains(": nan"))
    #expect(!report.json().contains(": inf"))
  }

  @Test("a unit without a site is said in words, in no case as a number of km²")
  func none() throws {
    let (report, _) = try Self.material(FacilityFilter(bases: [.reported]))
    #expect(
      report.unitsWithoutSite.map(\.name) == [
        "Kabupaten Bulungan", "Kabupaten Malinau", "Kabupaten Nunukan", "Kabupaten Tana Tidung",
      ])
    let line = try #require(
      report.text(.indonesian).split(separator: "\n").first { $0.contains("Tana Tidung") })
    #expect(line.contains("tidak ada"))
  }

  @Test("names cannot break out of the page")
  func escaping() throws {
    var (report, boundaries) = try Self.material()
    report.farthest[0].name = "<script>alert('x')</script> & \"y\""
    let page = report.html(.indonesian, boundaries: boundaries)
    #expect(!page.contains("<script>"))
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"))
    boundaries = []
    #expect(report.svg(.map, .english, boundaries: boundaries).hasSuffix("</svg>\n"))
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
    #expect(report.text(.indonesian).contains("tidak ada rujukan yang dapat dibaca"))
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
    #expect(text.contains("ditahan"))
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
      page.ranges(of: "<span class=\"used\">n = ").count == page.ranges(of: "<h2>").count - 1)
    #expect(page.contains("482/482 villages"))
    #expect(page.contains("those across the border do not"))
  }
}
