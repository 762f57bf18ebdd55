import Geo
import Positions
import Testing

@Suite("What is no position says why")
struct FaultTests {
  @Test(
    "each fault has its code",
    arguments: [
      ("", PositionError.Code.empty), (" \n\u{200B}", .empty),
      ("-2.2\u{0}, 113", .brokenText), ("-2.2, 113\u{1B}[31m", .brokenText),
      ("Sat\u{FFFD}ui", .brokenText),
      ("???", .unreadable), ("Desa 2.2088 LS", .incomplete), ("2°12' Satui 113°54'", .strayNumber),
      ("-2.2088 – 113.9 – 5", .strayNumber), ("-2.2088 – 213.9", .unreadable),
      ("2.208.800, 113.900.000", .unreadable),
      ("0x1F 113", .unreadable), ("1e2,3", .unreadable), ("2.5° 12' LS 113 BT", .strayNumber),
      ("2 12 31.68 LS 113 54 0 BT 7 9", .unreadable), ("-2.2088 113.9 -3.3 114.5", .ambiguous),
      ("-2,2088,113,9,5", .unreadable),
      ("-2.2088", .incomplete), ("-3,3194", .incomplete), ("2.2088 LS", .incomplete),
      ("Lat -2.2088", .incomplete),
      ("2°12' LS", .incomplete), ("50S 517091", .incomplete), ("2°12'31\"", .incomplete),
      ("-2.2088 – 113.9", .ambiguous), ("-2,2088 - 113,9", .ambiguous), ("-2,2,113", .ambiguous),
      ("-2,2088,113", .ambiguous), ("3, 117.1536, -0.5022", .ambiguous),
      ("50S 517091 3944492", .ambiguous), ("zona 50 517091 3944492", .ambiguous),
      ("-2.2088 LU 113.9 BT", .contradictory), ("2.2 LS 3.3 LS", .contradictory),
      ("50M 540599 1313638", .contradictory), ("2.2 LS LU 113.9 BT", .contradictory),
      ("91,200", .outOfRange), ("-91.5 113.2", .outOfRange), ("2.2 LS 181 BT", .outOfRange),
      ("91 LS 113 BT", .outOfRange), ("61S 517091 9944492", .outOfRange),
      ("0S 517091 9944492", .outOfRange), ("50S 97091 9944492", .outOfRange),
      ("50S 517091 19944492", .outOfRange), ("geo:91,200", .outOfRange),
      ("geo:-2,113;u=-5", .outOfRange),
      ("2 72 31 LS 113 54 0 BT", .minutesOutOfRange), ("2°60' LS 113°54' BT", .minutesOutOfRange),
      ("2 12 71 LS 113 54 0 BT", .secondsOutOfRange),
      ("2°12'60\" LS 113°0'0\" BT", .secondsOutOfRange),
      ("2 12 31 113 54 0", .missingHemisphere), ("2°12'31\" 113°54'0\"", .missingHemisphere),
      ("2.2088, 113.9 BT", .missingHemisphere), ("113 54 0 2 12 31", .missingHemisphere),
      ("822597 9755545", .missingZone), ("X 822597 Y 9755545", .missingZone),
      ("https://maps.app.goo.gl/abcDEF123", .shortLink), ("goo.gl/maps/xyz", .shortLink),
      ("Lokasi saya https://maps.app.goo.gl/x?g_st=iw", .shortLink),
      ("https://www.google.com/maps", .linkWithoutPosition),
      ("https://example.org/", .linkWithoutPosition),
      ("geo:-2.2,113.9;crs=nad27", .unsupportedCRS), ("EPSG:23835 -2.2,113.9", .unsupportedCRS),
      ("200000 1500000", .tm3Survey), ("TM-3 zona 49.2 X 223456 Y 1234567", .tm3Survey),
      ("TM3 49.2 223456 1234567", .tm3Survey), ("X 231.456 Y 1.534.567", .tm3Survey),
      ("NaN", .notFinite), ("nan,113.9", .notFinite), ("inf inf", .notFinite),
      ("-inf, 113", .notFinite),
      ("1e400 113", .notFinite), ("Infinity Infinity", .notFinite),
      ("QWR2+F1 Palangka Raya", .invalidPlusCode), ("6P9MQWR2+F", .invalidPlusCode),
      ("6P9M0000+22", .invalidPlusCode), ("6P9M0000+", .tooCoarse),
      ("6P9M0W00+", .invalidPlusCode),
      ("XX9MQWR2+F2", .invalidPlusCode),
      ("49N AA 1 1 1", .invalidMGRS), ("49M XX 22597 55545", .invalidMGRS),
      ("61M HT 22597 55545", .invalidMGRS),
      ("49M HT 2259 55545", .invalidMGRS),
      ("0,0", .nullIsland), ("0.0000 0.0000", .nullIsland), ("-0, 0", .nullIsland),
      ("https://maps.google.com/?q=0,0", .nullIsland), ("geo:0,0", .nullIsland),
      ("0°0'0\" N 0°0'0\" E", .nullIsland),
    ])
  func codes(_ text: String, _ code: PositionError.Code) {
    #expect(fault(text)?.code == code, "\(text)")
  }

  @Test("three comma fields list both readings")
  func threeFields() throws {
    let error = try #require(fault("-2,2,113"))
    #expect(
      error.readings.map(\.position) == [try .at(-2.2, 113), try .at(-2, 2.113)])
    #expect(error.excerpt == "-2,2,113")
  }

  @Test("a missing hemisphere lists south and north")
  func hemispheres() throws {
    let error = try #require(fault("2 12 36 113 54 0"))
    #expect(error.readings.map(\.position) == [try .at(-2.21, 113.9), try .at(2.21, 113.9)])
  }

  @Test("a missing zone lists zones 49 and 50")
  func zones() throws {
    let error = try #require(fault("822597 9755545"))
    #expect(error.readings.map { $0.utm?.zone } == [49, 50])
    #expect(error.readings.allSatisfy { $0.position.latitude < 0 })
    let both = try #require(fault("517091 4944492"))
    #expect(both.readings.count == 4)
  }

  @Test("band S and zone south are both listed where the northing fits both")
  func bandS() throws {
    let error = try #require(fault("50S 517091 3944492"))
    #expect(error.readings.map { $0.position.latitude < 0 } == [true, false])
    #expect(try reading("zona 50 selatan 517091 3944492").position.latitude < -50)
  }

  @Test("a range fault names the quantity and its range")
  func ranges() throws {
    #expect(fault("91,200")?.allowed == .init(.latitude, -90, 90))
    #expect(fault("-2,200")?.allowed == .init(.longitude, -180, 180))
    #expect(fault("2 72 31 LS 113 54 0 BT")?.allowed == .init(.minutes, 0, 60))
    #expect(fault("50S 97091 9944492")?.allowed == .init(.easting, 100_000, 900_000))
    #expect(fault("61S 517091 9944492")?.allowed == .init(.zone, 1, 60))
  }

  @Test("more than 4,096 bytes are refused whole, 4,096 are read")
  func length() throws {
    let long = try #require(fault(String(repeating: "9", count: 1_000_000)))
    #expect(long.code == .tooLong)
    #expect(long.allowed == .init(.bytes, 0, 4096))
    #expect(long.excerpt.count <= 61)
    let padding = String(repeating: " ", count: 4096 - "-2.2088,113.9".utf8.count)
    try expect(padding + "-2.2088,113.9", at: -2.2088, 113.9)
    #expect(fault(padding + " -2.2088,113.9")?.code == .tooLong)
    // Bytes, not characters: each of these is three.
    #expect(fault(String(repeating: "′", count: 1366))?.code == .tooLong)
  }

  @Test(
    "four thousand digits are out of range, not a crash",
    arguments: ["9", "1.", "1,", "-1 ", "°", "''", "2°"])
  func monotonous(_ unit: String) {
    let text = String(repeating: unit, count: 4000 / unit.utf8.count)
    #expect(fault(text) != nil)
  }

  @Test("an excerpt cannot steer a terminal and is short")
  func excerpt() throws {
    let error = try #require(fault("-2.2\u{1B}[2J\u{202E}113" + String(repeating: "9", count: 200)))
    #expect(!error.excerpt.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(error.excerpt.count <= 61)
  }
}
