import Facilities
import Geo
import Positions
import Application
import Testing

@Suite("Use cases of locating")
struct LocatorTests {
  static let shared = Result { try Locator.embedded() }
  private let locator: Locator

  init() throws { locator = try Self.shared.get() }

  @Test(
    "One place in every notation is one position",
    arguments: [
      "-2.2088, 113.9000", "-2,2088 113,9000", "2°12'31.68\" LS 113°54'0.00\" BT",
      "49S 822597.5 9755545.2", "6P9MQWR2+F2", "QWR2+F2 Palangka Raya", "geo:-2.2088,113.9;u=35",
      "https://www.google.com/maps/@-2.2088,113.9,17z", "113.9000, -2.2088",
    ])
  func notations(text: String) throws {
    let understood = try locator.understand(text)
    let expected = try #require(Position(latitude: -2.2088, longitude: 113.9))
    #expect(Geodesic.distance(from: understood.position, to: expected) < 15)
    #expect(understood.whereabouts.regency?.code == "62.71")
  }

  @Test(
    "A word behind a coordinate that is nearly an option is an error (S16)",
    arguments: [
      ("-2.2 113.9 OPNE", "OPNE"), ("-2.2,113.9 limit", "limit"), ("-2.2 113.9 LIMT 3", "LIMT"),
      ("6P9MQWR2+F2 regoin", "regoin"), ("geo:-2.2,113.9 withn", "withn"),
      ("2.2 LS 113.9 BT jenis klinik", "jenis"),
    ])
  func strayWord(text: String, word: String) {
    #expect(throws: LocateError.strayWord(word)) { try locator.understand(text) }
  }

  @Test("Other words around a coordinate are passed over and shown")
  func passedOver() throws {
    let text = "Camp 45: -2.2, 113.9 mohon bantuan"
    #expect(try locator.understand(text).passedOver == ["Camp 45", "mohon bantuan"])
    #expect(try locator.understand("-2.2, 113.9").passedOver.isEmpty)
    #expect(try locator.understand("geo:-2.2,113.9 cepat sekali").passedOver == ["cepat sekali"])
  }

  @Test(
    "Outside Kalimantan, what one slip of the pen would put inside is named",
    arguments: [
      ("3.3194,114.5908", PositionHint.Slip.latitudeSign, -3.3194, 114.5908),
      ("-3.3194,-114.5908", .longitudeSign, -3.3194, 114.5908),
      ("-2.8375, 117.3653", .latitudeSign, 2.8375, 117.3653),
      // Samarinda without its minus lies in Kutai Timur.
      ("0.5022 117.1536", .latitudeSign, -0.5022, 117.1536),
      ("Camp 7: 0.5022, 117.1536", .latitudeSign, -0.5022, 117.1536),
    ])
  func hints(_ text: String, _ slip: PositionHint.Slip, _ latitude: Double, _ longitude: Double)
    throws
  {
    let hint = try #require(try locator.understand(text).hint)
    #expect(hint.slip == slip)
    #expect(hint.position == Position(latitude: latitude, longitude: longitude))
    for text in [
      "-3.3194,114.5908", "0.5022 LU 117.1536 BT", "+0.5022, 117.1536", "0°30'8\" LU 117°9'13\" BT",
      "geo:0.5022,117.1536", "3.3000 117.6333",
    ] {
      #expect(try locator.understand(text).hint == nil, "\(text)")
    }
    #expect(try locator.understand("51.5, -0.12").hint == nil)
  }

  @Test("A short Plus Code beside a wide kabupaten lists the cells that it touches")
  func wideShortCode() throws {
    do throws(LocateError) {
      let found = try locator.understand("MCCJ+22 Kabupaten Kutai Kartanegara")
      Issue.record("read as \(found.position)")
    } catch {
      guard case .position(let error) = error else { throw error }
      #expect(error.code == .ambiguous && error.readings.count > 1)
      #expect(error.readings.contains { abs($0.position.longitude - 117.43) < 0.001 })
    }
  }

  @Test(
    "Units, directions and the place beside a short Plus Code are no stray words",
    arguments: [
      "2.2 lintang selatan 113.9 bujur timur",
      "2 derajat 12 menit 31 detik lintang selatan 113 derajat 54 menit 0 detik bujur timur",
      "-2.2088, 113.9 (Camp Rungan)", "QWR2+F2 Banjarmasin",
    ])
  func meaningfulWords(text: String) throws {
    _ = try locator.understand(text)
  }

  @Test("A short Plus Code without its place asks for one")
  func shortCodeAlone() throws {
    #expect(throws: LocateError.plusCodeNeedsPlace("QWR2+F2")) {
      try locator.understand("qwr2+f2")
    }
  }

  @Test("A place name carries the precision of its area")
  func place() throws {
    let understood = try locator.understand("Satui, Tanah Bumbu")
    #expect(understood.precisionMeters > 1000)
    #expect(understood.reading == nil)
  }

  @Test("A village without a position stands at its kecamatan, with that precision")
  func villageWithoutPosition() throws {
    let understood = try locator.understand("Desa Sido Rejo, Satui, Tanah Bumbu")
    guard case .place(let place) = understood.readAs else {
      Issue.record("not read as a place")
      return
    }
    let district = try #require(try locator.gazetteer.region(code: "63.10.04"))
    #expect(place.region.code == "63.10.04.2027")
    #expect(understood.position == district.position)
    #expect(understood.precisionMeters == district.radiusMeters)
  }

  @Test("A province is no position")
  func tooWide() {
    #expect {
      try locator.understand("Kalimantan Selatan")
    } throws: { error in
      if case .placeTooWide? = error as? LocateError { true } else { false }
    }
  }

  @Test("Candidates within the precision of the position are called nearly equally far")
  func nearlyEqual() throws {
    let exact = try locator.understand("-3.3194000, 114.5908000")
    let rough = try locator.understand("-3.3, 114.6")
    #expect(try !locator.nearest(NearestRequest(query: exact)).advisories.contains(.nearlyEqual))
    #expect(try locator.nearest(NearestRequest(query: rough)).advisories.contains(.nearlyEqual))
    // It does not hang on how many are asked for.
    let one = try locator.nearest(NearestRequest(query: rough, limit: 1))
    #expect(one.hits.count == 1 && one.advisories.contains(.nearlyEqual))
  }

  @Test("Outside Kalimantan the answer comes with a caution")
  func outside() throws {
    let kuching = try locator.nearest(
      NearestRequest(query: try locator.understand("1.5535, 110.3593")))
    #expect(kuching.advisories.contains(.outsideKalimantan) && kuching.hits.count == 3)
    let tokyo = try locator.nearest(
      NearestRequest(query: try locator.understand("35.68, 139.69")))
    #expect(
      tokyo.advisories.contains(.outsideIndonesia) && tokyo.advisories.contains { $0.code == "far" }
    )
  }

  @Test("A number of results outside 1 … 1000 is refused", arguments: [0, -1, 1001, 1_000_000_000])
  func limits(limit: Int) throws {
    let query = try locator.understand("-3.3194, 114.5908")
    #expect(throws: LocateError.limitOutOfRange(limit)) {
      try locator.nearest(NearestRequest(query: query, limit: limit))
    }
  }

  @Test("An emergency names hospitals of any kind, whatever the filter")
  func emergency() throws {
    let query = try locator.understand("-2.2088, 113.9")
    let answer = try locator.emergency(
      NearestRequest(query: query, filter: FacilityFilter(kinds: [.clinic], bases: [.presumed])))
    #expect(answer.hospitals.hits.allSatisfy { $0.facility.kind == .hospital })
    #expect(answer.hospitals.hits.contains { $0.facility.basis == PLKKBasis.none })
    #expect(answer.plkk.hits.allSatisfy { $0.facility.kind == .clinic })
  }

  @Test("An unknown id names likely ones")
  func unknownFacility() {
    #expect {
      try locator.show("ulin")
    } throws: { error in
      guard case .facilityUnknown("ulin", let near)? = error as? LocateError else { return false }
      return near.contains { $0.id == "PLKK-63-097" }
    }
  }

  @Test(
    "Distances need a unit and a sensible size",
    arguments: [
      ("50km", 50_000), ("800 m", 800), ("12,5 KM", 12_500), ("0m", 0), ("50", nil), ("-5km", nil),
      ("km", nil), ("1e9km", nil), ("20101km", nil), ("5 mil", nil), ("1.2.3km", nil), ("", nil),
      ("infkm", nil), ("nankm", nil), ("1.000 m", nil), ("12,500km", nil), ("0.500km", 500),
      ("1.25km", 1250),
    ] as [(String, Double?)])
  func distances(text: String, meters: Double?) {
    #expect(DistanceText.meters(text) == meters)
  }
}
