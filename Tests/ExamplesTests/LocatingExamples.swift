import Application
import Facilities
import Formats
import Geo
import Positions
import Schema
import Testing
import Wording

/// Examples of positions, searches and the use cases of locating.
@Suite("Examples of locating")
struct LocatingExamples {
  private let banjarmasin: Position
  private let palangkaRaya: Position
  private let banjarbaru: Position

  init() throws {
    banjarmasin = try #require(Position(latitude: -3.3194, longitude: 114.5908))
    palangkaRaya = try #require(Position(latitude: -2.2088, longitude: 113.9))
    banjarbaru = try #require(Position(latitude: -3.4457, longitude: 114.8405))
  }

  @Test("a path and its middle")
  func geodesic() {
    // Example: Geodesic
    let meters = Geodesic.distance(from: banjarmasin, to: palangkaRaya)
    let bearing = Geodesic.inverse(from: banjarmasin, to: palangkaRaya).initialBearing
    let halfway = Geodesic.destination(from: banjarmasin, bearing: bearing, meters: meters / 2)
    // End of example
    #expect(abs(Geodesic.distance(from: halfway, to: palangkaRaya) - meters / 2) < 0.001)
  }

  @Test("the nearest of some points")
  func grid() {
    let sites = [palangkaRaya, banjarbaru, banjarmasin]
    let here = banjarmasin
    // Example: GridIndex
    let index = GridIndex(sites)
    let nearest = index.nearest(to: here, limit: 2, within: 200_000)
    let positions = nearest.map { sites[$0.index] }
    // End of example
    #expect(positions == [banjarmasin, banjarbaru])
  }

  @Test("an area with a border")
  func polygon() {
    let corners = [palangkaRaya, banjarmasin, banjarbaru]
    let here = palangkaRaya
    // Example: MultiPolygon
    let area = MultiPolygon(rings: [corners])
    let isInside = area.contains(here)
    let meters = area.distanceToBorder(from: here)
    // End of example
    #expect(!isInside && meters < 1)
  }

  @Test("a position as people write it")
  func positionText() throws {
    // Example: PositionText
    var position: Position?
    if case .position(let reading) = try PositionText.parse("3°19'10\" LS 114°35'27\" BT") {
      position = reading.position
    }
    // End of example
    #expect(Geodesic.distance(from: try #require(position), to: banjarmasin) < 30)
  }

  @Test("a position for people")
  func positionFormat() {
    let position = banjarmasin
    // Example: PositionFormat
    let spoken = PositionFormat.dms(position)
    let written = PositionFormat.utm(position) ?? PositionFormat.decimal(position)
    // End of example
    #expect(spoken.hasSuffix("BT") && written.hasPrefix("50S"))
  }

  @Test("a list of facilities")
  func directory() throws {
    let here = banjarmasin
    // Example: Directory
    let directory = try Directory.embedded(.embedded())
    let hospitals = directory.nearest(to: here, limit: 3, filter: .anyHospital)
    let ulin = directory.facility(id: "PLKK-63-097")
    // End of example
    #expect(hospitals.count == 3 && ulin?.kind == .hospital)
  }

  @Test("the tables, verified")
  func seeds() {
    // Example: SeedVerification
    let report = SeedVerification.run(.embedded(), borders: false)
    let broken = report.findings.filter { $0.severity == .broken }
    // End of example
    #expect(broken.isEmpty && !report.findings.isEmpty)
  }

  @Test("areas by position and by name")
  func gazetteer() throws {
    let here = banjarmasin
    // Example: Gazetteer
    let gazetteer = try Gazetteer(.embedded())
    let regency = gazetteer.whereabouts(here).regency?.name
    let satui = try gazetteer.lookUpPlace("Satui, Tanah Bumbu")
    // End of example
    #expect(regency == "Kota Banjarmasin")
    guard case .found(let place, _, _, _) = satui else {
      Issue.record("Satui is \(satui)")
      return
    }
    #expect(place.name == "Satui")
  }

  @Test("a question, its answer and what must be said of it")
  func locator() throws {
    // Example: Locator
    let locator = try Locator.embedded()
    let query = try locator.understand("-3.3194, 114.5908")
    let answer = try locator.nearest(NearestRequest(query: query, limit: 3))
    let names = answer.hits.map(\.facility.name)
    // End of example
    #expect(names.count == 3)

    // Example: AnswerRecord
    var json = JSONWriter()
    json.object { $0.members(AnswerRecord.fields(answer)) }
    // End of example
    #expect(json.text.hasPrefix("{\"query\":{"))

    // Example: advisory
    let sentences = answer.advisories.map { Language.english.advisory($0) }
    // End of example
    #expect(sentences.count == answer.advisories.count)
  }

  @Test("a place that an employer named")
  func ownSite() throws {
    let locator = try Locator.embedded()
    let position = banjarbaru
    let day = try #require(CivilDate(year: 2026, month: 11, day: 28))
    // Example: OwnSite
    let camp = OwnSite(name: "Camp CONTOH 7", position: position, precisionMeters: 50, since: day)
    let query = try locator.with(sites: [camp]).understand("camp contoh 7")
    // End of example
    #expect(query.position == position)
  }

  @Test("one question for many positions")
  func batch() throws {
    let locator = try Locator.embedded()
    let lines = ["-3.3194,114.5908", "-2.2088,113.9"]
    // Example: BatchSearch
    let search = BatchSearch(locator, limit: 1, within: 50_000, filter: .plkk)
    var found: [Neighbor] = []
    var ids: [String] = []
    for line in lines {
      let checks = search.nearest(try search.read(line), into: &found)
      if checks.contains(.outsideIndonesia) { continue }
      ids += found.map { search.sites.facilities[$0.index].id }
    }
    // End of example
    #expect(ids.count == 2)
  }
}
