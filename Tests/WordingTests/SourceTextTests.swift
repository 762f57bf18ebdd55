import Facilities
import Formats
import Testing

@testable import Wording

@Suite("Sources in words")
struct SourceTextTests {
  @Test("Every source of the tables has words in Indonesian, beside names of pages and houses")
  func sources() throws {
    let tables = SeedTables.embedded()
    let directory = try Directory.embedded(tables)
    let gazetteer = try Gazetteer(tables)
    let language = Language.indonesian
    var checked = 0
    // Remarks that one row alone carries stay in the words of the table, behind a lead that is said.
    func check(_ text: String, _ mark: String) {
      checked += 1
      if mark.contains("http") { return }
      let own = text.split(separator: ";").first.map(String.init) ?? text
      let words = own.lowercased().split { !$0.isLetter }.map(String.init)
      for word in ["centroid", "median", "list", "last", "seen", "points", "health", "position"] {
        #expect(!words.contains(word), "\(mark): \(text)")
      }
    }
    for regency in gazetteer.regencies {
      check(language.positionSource(regency.seat.source), regency.seat.source)
    }
    for town in try Town.all(in: tables.towns) {
      check(language.positionSource(town.source), town.source)
    }
    for facility in directory.facilities {
      let mark = facility.positionSource
      if mark.hasPrefix("village centroid; ") {
        #expect(
          SourceRemarks.isKnown(String(mark.dropFirst("village centroid; ".count))), "\(mark)")
      }
      if !facility.positionSource.hasPrefix("point of Nusantara") {
        check(language.positionSource(facility.positionSource), facility.positionSource)
      }
      check(language.basisSource(facility.basisSource), facility.basisSource)
      // Not as a list shouts or shortens them.
      let owner = language.owner(facility.ownership)
      #expect(
        !owner.contains("/") && !owner.contains("Pemp") && !owner.hasPrefix("Pemk"), "\(owner)")
      check(language.status(facility.operationalStatus), facility.operationalStatus.source)
    }
    #expect(checked > 1000)
    // Machine formats keep the marks; English reads as before.
    #expect(Language.english.basisSource("https://x.example/1") == "https://x.example/1")
  }

  @Test("Days are written as each language writes them, in every sentence about a site")
  func days() throws {
    let directory = try Directory.embedded(.embedded())
    let iso = /[0-9]{4}-[0-9]{2}-[0-9]{2}/
    for facility in directory.facilities {
      for language in Language.allCases {
        let lines =
          [language.basis(facility, .ordinary)]
          + language.membership(facility, on: CivilDate(year: 2026, month: 11, day: 28), .ordinary)
        for line in lines { #expect(line.firstMatch(of: iso) == nil, "\(line)") }
      }
    }
    for former in directory.former {
      let phrase = former.sentence(now: nil)
      #expect(phrase.id.firstMatch(of: /sejak [0-9]{4}-/) == nil, "\(phrase.id)")
    }
  }
}
