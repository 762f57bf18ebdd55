import Facilities
import Geo
import Testing

@Suite("Gazetteer")
struct GazetteerTests {
  static let shared = Result { try Gazetteer(Fixture.tables) }
  private let gazetteer: Gazetteer

  init() throws { gazetteer = try Self.shared.get() }

  private func code(_ text: String) throws -> String? {
    if case .found(let region, _) = try gazetteer.lookUp(text) { region.code } else { nil }
  }

  @Test(
    "People's spellings lead to one place",
    arguments: [
      ("Satui, Tanah Bumbu", "63.10.04"), ("Kec. Satui, Kab. Tanah Bumbu, Kalsel", "63.10.04"),
      ("satui tanah bumbu", "63.10.04"), ("SATUI", "63.10.04"), ("Kecamatan Satui", "63.10.04"),
      ("Satui, Tanbu", "63.10.04"), ("bjb", "63.72"), ("Tala", "63.01"), ("IKN", "64.09.04"),
      ("Satui, Kal-Sel", "63.10.04"),
      ("Kota Banjarbaru", "63.72"), ("Banjarmasin", "63.71"), ("Kab. Banjar", "63.03"),
      ("Palangka Raya", "62.71"), ("Palangkaraya", "62.71"), ("P. Raya", "62.71"),
      ("Kotim", "62.02"), ("Kukar", "64.02"), ("PPU", "64.09"), ("Pangkalan Bun", "62.01.02"),
      ("Kec. Sintang", "61.05.01"), ("Kec. Sungai Raya, Kubu Raya", "61.12.01"),
      ("Batulicin, Tanah Bumbu", "63.10.01"),
    ])
  func spellings(text: String, code: String) throws {
    let found = try self.code(text)
    #expect(found == code)
  }

  @Test(
    "Names without commas, with inner prefixes, or copied from a map program are cut where they fit",
    arguments: [
      ("Satui Tanah Bumbu Kalimantan Selatan", "63.10.04"),
      ("satui tanah bumbu kalsel", "63.10.04"),
      ("Sungai Danau Satui Tanah Bumbu Kalsel", "63.10.04.2010"),
      ("Desa Sungai Danau Kec. Satui Kab. Tanah Bumbu", "63.10.04.2010"),
      ("Sungai Danau Satui, Tanah Bumbu", "63.10.04.2010"),
      ("Kecamatan Jorong Kabupaten Tanah Laut Provinsi Kalimantan Selatan", "63.01.02"),
      ("Banjarmasin, Kota Banjarmasin, Kalimantan Selatan", "63.71"),
      ("Banjarmasin City, South Kalimantan, Indonesia", "63.71"),
      ("Satui District, Tanah Bumbu Regency, South Kalimantan 72275, Indonesia", "63.10.04"),
      ("63.10.04", "63.10.04"), ("63.10.04.2010", "63.10.04.2010"),
    ])
  func splitNames(text: String, code: String) throws {
    let found = try self.code(text)
    #expect(found == code)
  }

  @Test("Words that are shortened on signs are read in full, and both readings count")
  func abbreviations() throws {
    for (text, code) in [
      ("Sei Danau", "63.10.04.2010"), ("Tj. Redeb", "64.03.05"), ("tg redeb", "64.03.05"),
      ("Kec. Sei Pinang, Samarinda", "64.72.08"),
    ] {
      guard case .found(let region, _) = try gazetteer.lookUp(text) else {
        Issue.record("\(text): \(try gazetteer.lookUp(text))")
        continue
      }
      #expect(region.code == code, "\(text)")
    }
    guard case .ambiguous(let regions) = try gazetteer.lookUp("Sei Pinang") else {
      Issue.record("one Sungai Pinang was picked")
      return
    }
    #expect(regions.contains { $0.name == "Sei Pinang" })
    #expect(regions.contains { $0.name == "Sungai Pinang" })
  }

  @Test("A name is not cut across a comma, nor where an area does not hold it")
  func badSplits() throws {
    #expect(try code("Sungai, Danau Satui") == nil)
    #expect(try code("Satui Kapuas Kalteng") == nil)
    #expect(try code("Satui Tanah Bumbu Kalteng") == nil)
    #expect(try code("Indonesia") == nil)
    #expect(try code("72275") == nil)
    #expect(try code(String(repeating: "a ", count: 99)) == nil)
  }

  @Test("A known name inside an unknown text is suggested")
  func innerSuggestions() throws {
    func suggested(_ text: String) throws -> [String] {
      guard case .unknown(let suggestions) = try gazetteer.lookUp(text) else { return [] }
      return suggestions.map(\.code)
    }
    #expect(try suggested("Satui Kalteng") == ["63.10.04"])
    #expect(try suggested("Satuy Tanah Bumbu").contains("63.10.04"))
    #expect(try suggested("Jl. Ahmad Yani km 36, Banjarmasin") == ["63.71"])
  }

  @Test("What a list of ambiguous places prints can be typed back")
  func listedNamesLeadBack() throws {
    var checked = 0
    for name in [
      "Makmur", "Sumber Makmur", "Ketapang", "Nunukan", "Malinau", "Tanjung", "Kotabaru",
    ] {
      guard case .ambiguous(let regions) = try gazetteer.lookUp(name) else {
        Issue.record("\(name) is not ambiguous")
        continue
      }
      for region in regions {
        let own =
          switch region.level {
          case .province, .regency: region.name
          case .district: "Kecamatan " + region.name
          case .village: (region.isKelurahan ? "Kelurahan " : "Desa ") + region.name
          }
        let parents = try gazetteer.parents(of: region).map {
          $0.level == .district ? "Kec. " + $0.name : $0.name
        }
        let text = ([own] + parents).joined(separator: ", ")
        #expect(try code(text) == region.code, "\(text)")
        checked += 1
      }
    }
    #expect(checked > 20)
  }

  @Test("Apostrophes of every shape, or none, mean the same village")
  func apostrophes() throws {
    let codes = try ["Pa' Padi", "Pa’ Padi", "Pa` Padi", "pa padi", "PAPADI"].map(code)
    #expect(Set(codes).count == 1)
    #expect(codes[0] != nil)
  }

  @Test("Roman and Arabic numerals mean the same village")
  func numerals() throws {
    let villages = try gazetteer.villages
    let roman = try #require(villages.first { $0.name.hasSuffix(" II") })
    let name = String(roman.name.dropLast(3)) + " 2"
    let district = try #require(try gazetteer.region(code: roman.districtCode))
    let regency = try #require(try gazetteer.region(code: roman.regencyCode))
    let found = try code("\(name), \(district.name), \(regency.name)")
    #expect(found == roman.code)
  }

  @Test(
    "Names that several places bear are listed, never picked",
    arguments: ["Sungai Raya", "Kampung Baru", "Batu Ampar", "Simpang Empat", "Kapuas", "Sintang"])
  func ambiguous(text: String) throws {
    guard case .ambiguous(let regions) = try gazetteer.lookUp(text) else {
      Issue.record("\(text) was not ambiguous")
      return
    }
    #expect(regions.count > 1)
    #expect(Set(regions.map(\.code)).count == regions.count)
  }

  @Test("Kampung Baru stands 13 times")
  func kampungBaru() throws {
    guard case .ambiguous(let regions) = try gazetteer.lookUp("Kampung Baru") else {
      Issue.record("not ambiguous")
      return
    }
    #expect(regions.count { $0.name == "Kampung Baru" } == 13)
  }

  @Test("Every area is found by its full name, or is one of several of that very name")
  func complete() throws {
    var ambiguous = 0
    for region in try gazetteer.districts + gazetteer.villages {
      let parents = try gazetteer.parents(of: region)
      let level = region.level == .district ? "Kec." : region.isKelurahan ? "Kel." : "Desa"
      let text = ([level + " " + region.name] + parents.map(\.name)).joined(separator: ", ")
      switch try gazetteer.lookUp(text) {
      case .found(let found, _):
        #expect(found.code == region.code, "\(text) led to \(found.code)")
      case .ambiguous(let regions):
        ambiguous += 1
        #expect(regions.contains(region), "\(text)")
      case .unknown: Issue.record("\(text) was not found")
      }
    }
    // Villages of one name in one kecamatan: only a code tells them apart.
    #expect(ambiguous <= 20, "\(ambiguous) names are ambiguous in full")
  }

  @Test("A place in the wrong parent is unknown, not somewhere else")
  func wrongParent() throws {
    guard case .unknown = try gazetteer.lookUp("Satui, Kutai Timur") else {
      Issue.record("a wrong parent was accepted")
      return
    }
  }

  @Test(
    "Near misses are suggested",
    arguments: [
      ("Satuj", "63.10.04"), ("Palngka Raya", "62.71"), ("Banjarmasn", "63.71"),
      ("Sampti", "62.02.06"),
    ])
  func suggestions(text: String, code: String) throws {
    guard case .unknown(let suggestions) = try gazetteer.lookUp(text) else {
      Issue.record("\(text) was found")
      return
    }
    #expect(suggestions.contains { $0.code == code }, "\(suggestions.map(\.name))")
    #expect(suggestions.count <= 5)
  }

  @Test("Texts that are no names find nothing", arguments: ["", ",,,", "   ", "qqqqqqqq", "'"])
  func nothing(text: String) throws {
    guard case .unknown(let suggestions) = try gazetteer.lookUp(text) else {
      Issue.record("found something")
      return
    }
    #expect(suggestions.isEmpty)
  }

  @Test("A very long text is refused at once")
  func long() throws {
    let match = try gazetteer.lookUp(String(repeating: "Satui ", count: 10_000))
    #expect(match == .unknown(suggestions: []))
  }

  @Test(
    "Regions are found by dotted and plain codes and by name",
    arguments: [
      ("63", "63"), ("63.10", "63.10"), ("6310", "63.10"), ("631004", "63.10.04"),
      ("Kalsel", "63"), ("South Kalimantan", "63"), ("Tanah Bumbu", "63.10"), ("Sintang", "61.05"),
    ])
  func regions(text: String, code: String) throws {
    guard case .found(let region, _) = try gazetteer.lookUpRegion(text) else {
      Issue.record("\(text) was not found")
      return
    }
    #expect(region.code == code)
  }

  @Test(
    "Towns lie in their kabupaten",
    arguments: [
      (-2.2088, 113.9000, "62.71"), (-3.3194, 114.5908, "63.71"), (-0.5022, 117.1536, "64.72"),
      (-0.0263, 109.3425, "61.71"), (2.8375, 117.3653, "65.01"), (-1.2379, 116.8529, "64.71"),
      (-3.4422, 114.8310, "63.72"), (3.3000, 117.6333, "65.71"),
    ])
  func whereabouts(latitude: Double, longitude: Double, code: String) throws {
    let position = try #require(Position(latitude: latitude, longitude: longitude))
    let found = gazetteer.whereabouts(position)
    #expect(found.regency?.code == code)
    #expect(found.isInKalimantan)
    #expect(found.province?.code == String(code.prefix(2)))
  }

  @Test("Abroad and at sea no kabupaten is claimed")
  func outside() throws {
    for (latitude, longitude, isInIndonesia) in [
      (1.55, 110.36, true), (-6.2, 106.8, true), (35.0, 139.0, false), (-4.9, 112.0, true),
      (90.0, 0.0, false),
    ] {
      let position = try #require(Position(latitude: latitude, longitude: longitude))
      let found = gazetteer.whereabouts(position)
      #expect(!found.isInKalimantan)
      #expect(found.isInIndonesia == isInIndonesia)
    }
  }

  @Test("A jetty just off the coast is told by the nearest kabupaten and the metres")
  func nearShore() throws {
    let position = try #require(Position(latitude: -1.30, longitude: 116.87))
    let found = gazetteer.whereabouts(position)
    #expect(found.regency?.code == "64.71")
    #expect(found.metersOutside > 0 && found.metersOutside < Gazetteer.nearShoreMeters)
  }

  @Test("Villages lie in their own kabupaten, but for centroids at its edge")
  func hierarchy() throws {
    var elsewhere = 0
    for village in try gazetteer.villages {
      guard let position = village.position else { continue }
      let found = gazetteer.whereabouts(position)
      if found.regency?.code != village.regencyCode || found.metersOutside > 0 { elsewhere += 1 }
    }
    // Boundaries are generalised to 11 m and simplified; a centroid may fall outside a bent village.
    #expect(elsewhere < 7252 / 50, "\(elsewhere) of 7,252")
  }

  @Test("The nearest village is one of the kabupaten asked for")
  func nearestVillage() throws {
    let position = try #require(Position(latitude: -3.3194, longitude: 114.5908))
    let found = try #require(try gazetteer.nearestVillage(to: position, in: "63.71"))
    #expect(found.village.regencyCode == "63.71")
    #expect(found.district?.code == found.village.districtCode)
    #expect(found.meters < 2000)
  }

  @Test("The box of Kalimantan holds every boundary and the sea in which the nearest area is told")
  func box() throws {
    let box = BoundingBox.kalimantan
    let vertices = gazetteer.boundaries.flatMap { $0.rings.joined() }
    for (bearing, outward) in [
      (0.0, { $0.latitude }), (90, { $0.longitude }), (180, { -$0.latitude }),
      (270, { -$0.longitude }),
    ] as [(Double, (Position) -> Double)] {
      let vertex = try #require(vertices.max { outward($0) < outward($1) })
      let shore = Geodesic.destination(
        from: vertex, bearing: bearing, meters: Gazetteer.nearShoreMeters)
      #expect(box.contains(shore), "\(vertex)")
    }
    #expect(
      BoundingBox.indonesia.contains(try #require(Position(latitude: 6.077, longitude: 95.1))))
    #expect(
      BoundingBox.indonesia.contains(try #require(Position(latitude: -11.008, longitude: 122.9))))
  }
}
