import Application
import Facilities
import Geo
import Positions
import Testing

@Suite("Place names as people write them")
struct PlaceNameTests {
  private let locator: Locator

  init() throws { locator = try LocatorTests.shared.get() }

  private func place(_ text: String) throws -> Place? {
    guard case .place(let place) = try locator.understand(text).readAs else { return nil }
    return place
  }

  @Test(
    "a town, a seat and a landmark stand for the point where people are",
    arguments: [
      ("Palangka Raya", "62.71", 5.0), ("Palangkaraya", "62.71", 5), ("Pangkalan Bun", "62.01", 5),
      ("Putussibau", "61.06", 5), ("Kuala Pembuang", "62.07", 5), ("Sanggau", "61.03", 8),
      ("Muara Teweh", "62.05", 5), ("Balikpapan", "64.71", 8), ("Sampit", "62.02", 5),
    ])
  func seats(text: String, regency: String, kilometers: Double) throws {
    let place = try #require(try place(text))
    #expect(place.region.regencyCode == regency)
    let point = try #require(place.position)
    // The government hospital of a town is in the town.
    let hospitals = locator.directory.facilities.filter {
      $0.kind == .hospital && $0.regencyCode == regency && $0.name.hasPrefix("RS")
    }
    let nearest = hospitals.compactMap(\.position).map { Geodesic.distance(from: point, to: $0) }
      .min()
    #expect((nearest ?? .infinity) < kilometers * 1000, "\(text): \(nearest ?? -1)")
  }

  @Test(
    "spoken, shortened, old and turned names lead to the place",
    arguments: [
      ("Kalsel, Banjarmasin", "63.71"), ("Kaltim Samarinda", "64.72"),
      ("Indonesia, Kalimantan Selatan, Banjarmasin", "63.71"), ("Kotamadya Banjarmasin", "63.71"),
      ("Ibu Kota Nusantara", "64.09.04"), ("IKN Nusantara", "64.09.04"), ("Pky", "62.71"),
      ("Bpp", "64.71"), ("Smd", "64.72"), ("Kab. Kutai", "64.02"), ("Ma. Teweh", "62.05"),
      ("Bukit Merdeka, Samboja", "64.02.20"), ("Malinau, Kaltim", "65.02"),
      ("dekat Banjarmasin", "63.71"), ("Kampung Long Pahangai", "64.11"),
      ("RT 05 RW 02, Sungai Danau, Satui", "63.10.04"), ("Kota Sampit", "62.02"),
      ("Kecamatan Satui, Kabupaten Tanah Bumbu, Kalimantan Selatan  [63.10.04]", "63.10.04"),
      ("Bandara Sepinggan", "64.71"), ("pelabuhan Trisakti", "63.71"), ("Supadio", "61.12"),
      ("[63.71.05.1002]", "63.71.05.1002"), ("Sampit pak", "62.02"),
      ("Sampit, tolong cepat", "62.02"), ("lokasi kejadian di Sampit", "62.02"),
      ("West Kotawaringin Regency", "62.01"), ("North Barito Regency, Central Kalimantan", "62.05"),
      ("South Hulu Sungai", "63.06"), ("Jl. Pangeran Antasari, Banjarmasin", "63.71"),
      ("Balikpapan, Kalimantan Timur, Indonesia 76114", "64.71"),
    ])
  func spellings(text: String, code: String) throws {
    let place = try #require(try place(text))
    #expect(place.region.code.hasPrefix(code), "\(text): \(place.region.code)")
  }

  @Test("words that name no place are told")
  func passedOver() throws {
    let understood = try locator.understand("dekat RT 05 RW 02 Sungai Danau, Satui")
    #expect(understood.passedOver == ["dekat", "RT 05", "RW 02"])
  }

  @Test("a kilometre of a road is refused with what the rest may mean")
  func roads() {
    #expect {
      _ = try locator.understand("Jl. Soekarno-Hatta KM 38, Balikpapan")
    } throws: { error in
      guard case .placeOnRoad("KM 38", let near)? = error as? LocateError else { return false }
      return near.contains { $0.region.code == "64.71" }
    }
  }

  @Test("a province is refused with its parts")
  func tooWide() {
    #expect {
      _ = try locator.understand("Kalimantan Utara")
    } throws: { error in
      guard case .placeTooWide(_, let parts)? = error as? LocateError else { return false }
      return parts.map(\.region.code) == ["65.01", "65.02", "65.03", "65.04", "65.71"]
    }
  }

  @Test("every facility is a place by its name, or one of a few of that name")
  func facilities() throws {
    var found = 0
    for facility in locator.directory.facilities {
      do {
        let place = try place(facility.name)
        // A name that an area bears too means the area: "Global Farma" is none.
        if case .facility(let id)? = place?.named.kind {
          #expect(id == facility.id, "\(facility.name)")
          #expect(place?.position == facility.position)
        }
        found += 1
      } catch LocateError.placeAmbiguous(_, let places) {
        #expect(places.contains { $0.named.kind == .facility(facility.id) }, "\(facility.name)")
        found += 1
      } catch {
        Issue.record("\(facility.name): \(error)")
      }
    }
    #expect(found == locator.directory.facilities.count)
  }

  @Test("a part of a facility's name does, with words before it; a closed one says that it closed")
  func partsOfFacilities() throws {
    for text in ["RSUD Ulin", "dekat RSUD Ulin", "rsud ulin banjarmasin"] {
      #expect(try place(text)?.named.kind == .facility("PLKK-63-097"), "\(text)")
    }
    #expect {
      _ = try locator.understand("RSU Haji Darjad")
    } throws: { error in
      guard case .facilityFormer(let site, _)? = error as? LocateError else { return false }
      return site.id == "PLKK-64-073"
    }
  }

  @Test("suggestions stay within the parent that was named")
  func suggestions() {
    #expect {
      _ = try locator.understand("Pulau Kembong, Kecamatan Tamban, Barito Kuala")
    } throws: { error in
      guard case .placeUnknown(_, let near)? = error as? LocateError else { return false }
      return !near.isEmpty && near.allSatisfy { $0.region.code.hasPrefix("63.04") }
    }
  }

  @Test("of every area the share counts each village once, and a coordinate has none")
  func share() throws {
    let villages = try locator.gazetteer.villages.filter { $0.position != nil }
    for regency in locator.gazetteer.regencies.prefix(12) {
      let understood = try locator.understand(regency.region.name)
      let share = try #require(try locator.share(of: understood, filter: .plkk))
      #expect(share.villages == villages.count { $0.regencyCode == regency.region.code })
      #expect(share.same + share.others.reduce(0) { $0 + $1.villages } == share.villages)
      let nearest = locator.directory.nearest(to: understood.position, limit: 1)
      #expect(share.nearest == nearest.first?.facility)
      #expect(!share.others.contains { $0.facility.id == share.nearest.id })
    }
    let point = try locator.understand("-3.3194,114.5908")
    #expect(try locator.share(of: point, filter: .plkk) == nil)
    let facility = try locator.understand("RSUD Ulin")
    #expect(try locator.share(of: facility, filter: .plkk)?.isEnough == true)
  }

  @Test("whether the first two are nearly equally far does not hang on the limit")
  func limit() throws {
    let understood = try locator.understand("Palangka Raya")
    var codes = Set<Bool>()
    for limit in 1...5 {
      codes.insert(
        try locator.nearest(NearestRequest(query: understood, limit: limit)).advisories
          .contains(.nearlyEqual))
    }
    #expect(codes.count == 1)
  }

  @Test("a suggestion lies in the area that was named, and is understood when pasted back")
  func pastedSuggestions() throws {
    for (text, area) in [("Kalsel, Satuii", "63"), ("Satuii, Tanah Bumbu", "63.10")] {
      do throws(LocateError) {
        _ = try locator.understand(text)
        Issue.record("\(text) is a place")
      } catch {
        guard case .placeUnknown(_, let places) = error else {
          Issue.record("\(text): \(error)")
          continue
        }
        #expect(!places.isEmpty, "\(text)")
        for place in places {
          #expect(place.region.code.hasPrefix(area), "\(text): \(place.region.name)")
          let holders = place.parents.map(\.name).joined(separator: ", ")
          let line = "\(place.region.name), \(holders)  [\(place.region.code)]"
          let again = try #require(try self.place(line))
          #expect(again.region == place.region, "\(line)")
        }
      }
    }
  }

  @Test("a facility is understood by its id and by the line that names it")
  func facilitiesByID() throws {
    for facility in locator.directory.facilities.filter({ $0.position != nil }).prefix(60) {
      let byID = try #require(try place(facility.id))
      #expect(byID.named.kind == .facility(facility.id))
      let holders = byID.parents.map { $0.level == .district ? "Kec. " + $0.name : $0.name }
      let line =
        facility.name + ", " + holders.joined(separator: ", ") + "  [\(byID.region.code)]"
      guard !facility.name.contains(",") else { continue }
      let again = try #require(try place(line), "\(line)")
      #expect(again.named.kind == .facility(facility.id), "\(line)")
    }
  }

  @Test("the sites of an employer are places, and no others become so")
  func ownSites() throws {
    let position = try #require(Position(latitude: -2.2088, longitude: 113.9))
    let today = try #require(CivilDate(iso: "2026-11-28"))
    let named = locator.with(sites: [
      OwnSite(name: "Camp 45", position: position, precisionMeters: 11, since: today)
    ])
    for text in ["Camp 45", "camp45", "di Camp 45", "lokasi CAMP-45"] {
      let understood = try named.understand(text)
      #expect(understood.position == position && !understood.isApproximate, "\(text)")
    }
    #expect(throws: LocateError.self) { try named.understand("Camp 46") }
    #expect(throws: LocateError.self) { try locator.understand("Camp 45") }
    #expect(try named.on(today).understand("Camp 45").position == position)
  }

  @Test("a short Plus Code with six digits needs no more than a province")
  func wideShortCodes() throws {
    let understood = try locator.understand("8PMHJR+68 Kalsel")
    #expect(understood.reading?.plusCode == "6P8PMHJR+68")
  }

  @Test(
    "a word that is an option, a verb or one of their values is named",
    arguments: [
      "-3.3194, 114.5908 LIMT 3", "limit 3 -3.3194, 114.5908", "nearest -3.3194, 114.5908",
      "-3.3194, 114.5908 emergensi", "-3.3194, 114.5908 jsn", "-3.3194, 114.5908 hospital",
      "-3.3194, 114.5908 withdist",
    ])
  func options(text: String) {
    #expect {
      _ = try locator.understand(text)
    } throws: { error in
      if case .strayWord? = error as? LocateError { true } else { false }
    }
  }
}
