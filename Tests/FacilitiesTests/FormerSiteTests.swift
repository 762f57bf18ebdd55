import Facilities
import Geo
import Testing

@Suite("Closed houses and ids that were given up")
struct FormerSiteTests {
  @Test(
    "a closed hospital is found by id, name and short name, and says since when and who says so")
  func closed() throws {
    let directory = try Directory.embedded(Fixture.tables)
    for text in ["plkk-64-073", "RSU Haji Darjad", "RSHD", "haji darjad samarinda"] {
      let found = directory.searchFormer(text)
      #expect(found.map(\.id) == ["PLKK-64-073"], "\(text)")
      guard let site = found.first else { continue }
      guard case .closed("2025-05-07", _) = site.reason else {
        Issue.record("\(site.reason)")
        continue
      }
      #expect(site.source.hasPrefix("https://") && site.date == "2025-09-19")
    }
    #expect(directory.searchFormer("RS Islam Samarinda").map(\.name) == ["RS Islam Samarinda"])
    #expect(directory.former(id: "") == nil)
  }

  @Test("every id that was given up is told with its reason and is no facility; the present one is")
  func retired() throws {
    let directory = try Directory.embedded(Fixture.tables)
    let retired = directory.former.filter { !$0.id.isEmpty }
    #expect(retired.count == 93)
    for site in retired {
      #expect(directory.facility(id: site.id) == nil, "\(site.id)")
      #expect(directory.former(id: site.id.lowercased()) == site)
      if let now = site.nowID { #expect(directory.facility(id: now) != nil, "\(now)") }
    }
    #expect(directory.former(id: "PLKK-61-001")?.nowID == "RS-61-039")
    #expect(directory.former(id: "PLKK-61-003")?.reason == .left(.armyOrPolice))
  }

  @Test("none of them is ever ranked, listed or found as a facility")
  func neverRanked() throws {
    let directory = try Directory.embedded(Fixture.tables)
    let any = FacilityFilter()
    let names = Set(directory.former.filter { $0.nowID == nil }.map { NameKey.key($0.name) })
    let position = try #require(Position(latitude: -0.4966, longitude: 117.1451))
    let ranked = directory.nearest(to: position, limit: 1000, filter: any).map(\.facility)
    #expect(ranked.count == directory.facilities.count)
    for facility in ranked + directory.facilities(matching: any) + directory.search("samarinda") {
      #expect(!names.contains(NameKey.key(facility.name)), "\(facility.id) \(facility.name)")
    }
  }

  @Test("a facility that a source closes is found by name and never ranked, boxed or listed")
  func closedByStatus() throws {
    let open = Fixture.facility("A", -3.3, 114.6)
    let closed = Fixture.facility("B", -3.31, 114.61, status: .closed)
    let directory = Directory([open, closed])
    let position = try #require(Position(latitude: -3.31, longitude: 114.61))
    for bruteForce in [false, true] {
      let found = directory.nearest(
        to: position, limit: 5, filter: FacilityFilter(), bruteForce: bruteForce)
      #expect(found.map(\.facility.id) == ["A"])
    }
    let box = try #require(BoundingBox(south: -4, west: 114, north: -3, east: 115))
    #expect(directory.facilities(in: box, filter: FacilityFilter()).map(\.id) == ["A"])
    #expect(directory.facilities(matching: FacilityFilter()).map(\.id) == ["A"])
    #expect(directory.facility(id: "b")?.operationalStatus.word == .closed)
    #expect(directory.search("contoh b").map(\.id) == ["B"])
  }

  @Test("an id that a list uses again is a facility, not a former one")
  func usedAgain() throws {
    let former = try FormerSite.all(
      closed: Fixture.tables.closedFacilities, retired: Fixture.tables.retiredIDs)
    let directory = Directory([Fixture.facility("PLKK-61-001", 0, 109)], former: former)
    #expect(directory.former(id: "PLKK-61-001") == nil)
    #expect(directory.former.count == former.count - 1)
  }

  @Test("old, new and short names find a facility")
  func otherNames() throws {
    let directory = try Directory.embedded(Fixture.tables)
    for (text, id) in [
      ("Jusuf SK", "PLKK-65-008"), ("RSUD Sanggau", "PLKK-61-009"),
      ("RSUD Korpri", "RS-64-029"), ("Mayapada", "PLKK-64-102"),
    ] {
      #expect(
        directory.search(text).first?.id == id, "\(text): \(directory.search(text).map(\.id))")
    }
  }
}
