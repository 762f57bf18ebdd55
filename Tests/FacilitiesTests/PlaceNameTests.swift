import Facilities
import Geo
import Testing

@Suite("Names of areas and towns")
struct PlaceNameTests {
  private let gazetteer: Gazetteer

  init() throws { gazetteer = try GazetteerTests.shared.get() }

  @Test("all 626 kecamatan are found by seven spellings, in and out of their order")
  func districts() throws {
    for district in try gazetteer.districts {
      let parents = try gazetteer.parents(of: district)
      let (regency, province) = (parents[0].name, parents[1].name)
      let name = district.name
      for text in [
        "Kec. \(name), \(regency)", "kecamatan \(name) \(regency) \(province)",
        "\(province), \(regency), Kec. \(name)", "Kec \(name.uppercased()), \(regency), Indonesia",
        "di Kec. \(name), \(regency)", "Kec. \(name), \(regency)  [\(district.code)]",
        "RT 01 Kec. \(name), \(regency)",
      ] {
        guard case .found(let place, _, _, _) = try gazetteer.lookUpPlace(text) else {
          Issue.record("\(text): \(try gazetteer.lookUpPlace(text))")
          continue
        }
        #expect(place.region == district, "\(text): \(place.region.code)")
      }
    }
  }

  @Test("every seat and town is found by its name and kabupaten, and stands within its kecamatan")
  func towns() throws {
    for record in try Town.all(in: Fixture.tables.towns) {
      let regency = try #require(try gazetteer.region(code: record.regencyCode))
      let text = "\(record.name), \(regency.name)"
      switch try gazetteer.lookUpPlace(text) {
      case .found(let place, let namesakes, _, _):
        let all = [place] + namesakes
        #expect(
          all.contains { $0.region.code.hasPrefix(record.regencyCode) }, "\(text): \(place.name)")
      case .ambiguous(let places):
        #expect(places.contains { $0.name == record.name }, "\(text)")
      case .road, .unknown, .wide: Issue.record("\(text) was not found")
      }
    }
    for regency in gazetteer.regencies {
      guard case .found(let place, _, _, _) = try gazetteer.lookUpPlace(regency.region.name) else {
        Issue.record("\(regency.region.name)")
        continue
      }
      #expect(place.position == regency.seat.position, "\(regency.region.name)")
    }
  }

  @Test("what is suggested or listed is accepted with its code behind it")
  func pastedBack() throws {
    var checked = 0
    for name in ["Makmur", "Sungai Raya", "Kampung Baru", "Batu Ampar", "Tanjung Harapan"] {
      guard case .ambiguous(let places) = try gazetteer.lookUpPlace(name) else { continue }
      for place in places where place.kind == .area {
        let text = "\(place.name) [\(place.region.code)]"
        guard case .found(let found, _, _, _) = try gazetteer.lookUpPlace(text) else {
          Issue.record("\(text)")
          continue
        }
        #expect(found.region == place.region)
        checked += 1
      }
    }
    #expect(checked > 20)
    guard case .unknown = try gazetteer.lookUpPlace("Satui [63.71]") else {
      Issue.record("a code that is not the place's was accepted")
      return
    }
  }

  @Test("the kecamatan that holds a position is told by its boundary, as the kabupaten is")
  func districtByBoundary() throws {
    for district in try gazetteer.districts {
      let record = try #require(district.position)
      guard let found = try gazetteer.district(at: record) else { continue }
      #expect(gazetteer.whereabouts(record).regency?.code == found.regencyCode)
    }
    let ulin = try #require(Position(latitude: -3.32, longitude: 114.6))
    #expect(try gazetteer.district(at: ulin)?.regencyCode == "63.71")
    let sea = try #require(Position(latitude: -4.9, longitude: 112))
    #expect(try gazetteer.district(at: sea) == nil)
  }

  @Test(
    "A name that several kabupaten share or belonged to means all of them",
    arguments: [
      ("Kutai", ["64.02", "64.07", "64.08", "64.74"]),
      ("Kab. Hulu Sungai", ["63.06", "63.07", "63.08"]), ("Kotawaringin", ["62.01", "62.02"]),
      ("Kab. Barito", ["62.04", "62.05", "62.13", "63.04"]),
      ("Barito, Kalimantan Tengah", ["62.04", "62.05", "62.13"]),
    ])
  func wide(text: String, codes: [String]) throws {
    guard case .wide(let parts) = try gazetteer.lookUpPlace(text) else {
      Issue.record("\(text): \(try gazetteer.lookUpPlace(text))")
      return
    }
    #expect(parts.map(\.region.code) == codes)
  }

  @Test("A kecamatan of such a name is not picked silently")
  func wideOrNarrow() throws {
    guard case .ambiguous(let places) = try gazetteer.lookUpPlace("Hulu Sungai") else {
      Issue.record("\(try gazetteer.lookUpPlace("Hulu Sungai"))")
      return
    }
    #expect(places.map(\.region.code) == ["63.06", "63.07", "63.08", "61.04.19"])
  }

  @Test("A name that differs by one letter is told, in the area that was named, numbers apart")
  func alike() throws {
    func alike(_ text: String) throws -> [String] {
      guard case .found(_, _, let alike, _) = try gazetteer.lookUpPlace(text) else { return [] }
      return alike.map(\.region.code)
    }
    #expect(try alike("Sanipah").contains("64.01.02.2015"))
    #expect(try alike("Sanipah, Kutai Kartanegara") == [])
    #expect(try alike("Banjarmasin") == [])
    for name in ["Palangka Raya", "Pontianak", "Samarinda", "Satui", "Sampit"] {
      #expect(try alike(name) == [], "\(name)")
    }
  }

  @Test("A city elsewhere is no slip of a village here: who misses two letters has the first")
  func elsewhere() throws {
    for city in ["Jakarta", "Bandung", "Yogyakarta", "Denpasar", "Kupang", "Manado"] {
      guard case .unknown(let suggestions) = try gazetteer.lookUpPlace(city) else { continue }
      let key = NameKey.key(city)
      for name in suggestions.map({ NameKey.key($0.region.name) }) {
        #expect(
          name.first == key.first || NameKey.isOneSlip(name, key), "\(city): \(name)")
      }
    }
    guard case .unknown(let none) = try gazetteer.lookUpPlace("Jakarta") else {
      Issue.record("\(try gazetteer.lookUpPlace("Jakarta"))")
      return
    }
    #expect(none.isEmpty)
  }

  @Test("One slip of a name is one step of its distance")
  func slips() throws {
    let keys = Array(Set(try gazetteer.districts.map { NameKey.key($0.name) })).sorted()
    var slips = 0
    for a in keys {
      for b in keys {
        let isOne = NameKey.distance(Array(a.utf8), Array(b.utf8), atMost: 1) == 1
        if isOne { slips += 1 }
        #expect(NameKey.isOneSlip(a, b) == isOne, "\(a) \(b)")
      }
    }
    #expect(slips > 0)
    for (a, b) in [("abc", "abc"), ("", ""), ("ab", "ba"), ("abcd", "badc"), ("a", ""), ("", "ab")]
    {
      let isOne = NameKey.distance(Array(a.utf8), Array(b.utf8), atMost: 1) == 1
      #expect(NameKey.isOneSlip(a, b) == isOne, "\(a) \(b)")
    }
  }
}
