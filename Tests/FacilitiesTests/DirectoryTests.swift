import Facilities
import Geo
import Testing

@Suite("Directory")
struct DirectoryTests {
  static let embedded = Result { try Directory.embedded(Fixture.tables) }
  private let directory: Directory

  init() throws { directory = try Self.embedded.get() }

  @Test("Ids are found in any case, and nothing else is")
  func byID() {
    #expect(directory.facility(id: "plkk-63-097")?.name == "RSUD Ulin Banjarmasin")
    #expect(directory.facility(id: "PLKK-63-999") == nil)
    #expect(directory.facility(id: "") == nil)
    #expect(directory.facilities.count == 425)
  }

  @Test("The grid answers as measuring every facility does, with every filter")
  func twin() throws {
    let filters = [
      FacilityFilter.plkk, .anyHospital, FacilityFilter(),
      FacilityFilter(kinds: [.clinic], bases: [.reported]), FacilityFilter(regionCode: "65"),
      FacilityFilter(kinds: [.hospital], regionCode: "63.71"),
    ]
    var answered = 0
    for north in stride(from: -6.0, through: 6, by: 1.5) {
      for east in stride(from: 105.0, through: 121, by: 2) {
        let position = try #require(Position(latitude: north, longitude: east))
        for filter in filters {
          for limit in [1, 3, 500] {
            let fast = directory.nearest(to: position, limit: limit, filter: filter)
            let slow = directory.nearest(
              to: position, limit: limit, filter: filter, bruteForce: true)
            #expect(fast == slow)
            #expect(fast.allSatisfy { filter.accepts($0.facility) })
            answered += fast.count
          }
        }
      }
    }
    #expect(answered > 10_000)
  }

  @Test("Facilities at one point come in the order of their ids")
  func ties() throws {
    let here = try #require(Position(latitude: -3.3, longitude: 114.6))
    let directory = Directory(
      ["X-3", "X-1", "X-2"].map { Fixture.facility($0, -3.31, 114.61) })
    #expect(
      directory.nearest(to: here, limit: 3).map(\.facility.id) == ["X-1", "X-2", "X-3"])
    #expect(directory.nearest(to: here, limit: 2).map(\.facility.id) == ["X-1", "X-2"])
  }

  @Test("A facility without a position is never ranked but can be listed")
  func withoutPosition() throws {
    let here = try #require(Position(latitude: -3.3, longitude: 114.6))
    let directory = Directory([
      Fixture.facility("X-1", nil), Fixture.facility("X-2", -3.4, 114.6),
    ])
    #expect(directory.nearest(to: here, limit: 9).map(\.facility.id) == ["X-2"])
    #expect(directory.facilities(matching: .plkk).map(\.id) == ["X-1", "X-2"])
    #expect(directory.facility(id: "X-1") != nil)
  }

  @Test("Hospitals off the list are left out unless asked for")
  func basis() throws {
    let here = try #require(Position(latitude: -2.2088, longitude: 113.9))
    let usual = directory.nearest(to: here, limit: 20)
    #expect(usual.allSatisfy { $0.facility.basis != PLKKBasis.none })
    let hospitals = directory.nearest(to: here, limit: 5, filter: .anyHospital)
    #expect(hospitals.allSatisfy { $0.facility.kind == .hospital })
    #expect(hospitals.contains { $0.facility.basis == PLKKBasis.none })
  }

  @Test("A radius is inclusive and nothing lies beyond it")
  func radius() throws {
    let here = try #require(Position(latitude: -3.3194, longitude: 114.5908))
    let all = directory.nearest(to: here, limit: 500)
    let fifth = all[4].meters
    #expect(directory.nearest(to: here, limit: 500, within: fifth).count == 5)
    #expect(directory.nearest(to: here, limit: 500, within: fifth.nextDown).count == 4)
  }

  @Test("A box holds what is in it, in the order of ids")
  func box() throws {
    let box = try #require(BoundingBox(south: -3.5, west: 114.4, north: -3.2, east: 114.8))
    let found = directory.facilities(in: box)
    #expect(!found.isEmpty)
    #expect(found.map(\.id) == found.map(\.id).sorted())
    let expected = directory.facilities.filter {
      $0.basis != .none && $0.position.map(box.contains) == true
    }
    #expect(found == expected)
  }

  @Test("Search wants every word, prefers the name, and is blind to case and signs")
  func search() {
    #expect(directory.search("ULIN banjarmasin").first?.id == "PLKK-63-097")
    #expect(directory.search("plkk 63 097").map(\.id) == ["PLKK-63-097"])
    #expect(directory.search("ulin qqq").isEmpty)
    #expect(directory.search("  ,;  ").isEmpty)
    let clinics = directory.search("klinik", filter: FacilityFilter(kinds: [.clinic]))
    #expect(clinics.allSatisfy { $0.kind == .clinic } && !clinics.isEmpty)
  }

  @Test("A misspelt search suggests what is nearly named so, and nonsense suggests nothing")
  func nearlyNamed() throws {
    let directory = try Directory.embedded(Fixture.tables)
    #expect(directory.search("ulln").isEmpty)
    #expect(directory.nearlyNamed("rsud ulln").first?.id == "PLKK-63-097")
    #expect(directory.nearlyNamed("qqqqqq").isEmpty)
    #expect(directory.nearlyNamed("...").isEmpty)
    #expect(directory.nearlyNamed("puskesmaz", limit: 3).count == 3)
  }
}
