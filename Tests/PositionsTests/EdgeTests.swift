import Geo
import Positions
import Testing

@Suite("What touches a coordinate, and what stands before it")
struct EdgeTests {
  @Test(
    "a minus is never dropped, whatever stands between it and its number",
    arguments: [
      "-(0.0263, 109.3425)", "-[0.0263, 109.3425]", "-\"0.0263\", 109.3425", "-\n0.0263, 109.3425",
      "- lat 0.0263, 109.3425", "- sekitar 0.0263, 109.3425", "Lokasi - (0.0263, 109.3425)",
      "Samarinda -(0.0263, 109.3425)", "lokasi:- 0.0263, 109.3425", "109.3425, -lat 0.0263",
      "109.3425, -x0.0263", "109.3425 - (0.0263", "lat=(0.0263) lon=109.3425",
      "Sel. 0.0263, 109.3425", "Sel: 0.0263, 109.3425", "min. 0.0263, 109.3425",
      "Ã¢Ë†â€™0.0263, 109.3425", "â€\"0.0263, 109.3425", "<0.0263, 109.3425", "/0.0263, 109.3425",
      "*0.0263, 109.3425", "@0.0263, 109.3425", "@0.0263,109.3425", "&0.0263, 109.3425",
      "´0.0263, 109.3425",
      "·0.0263, 109.3425", "109.3425, /0.0263", "109.3425, =0.0263", "-kira2 0.0263, 109.3425",
      "https://maps.google.com/?q=-\"0.0263,109.3425",
      "https://www.google.com/maps/@-/0.0263,109.3425,17z",
      "https://www.google.com/maps/place/A/@-0.5,109.5,17z/data=!8m2!3d-\"0.0263!4d109.3425",
      "<-\"0.0263,+109.3425> +/- 5m", "-\"0.0263 109.3425 25.0 4.5",
      "s Latitude= 0.0263 Longitude= 109.3425", "https://example.org/?lat=0.0263&ns=S&lon=109.3425",
    ])
  func minus(_ text: String) { #expect(fault(text) != nil) }

  @Test(
    "a number that is torn is an error, and the list has it whole",
    arguments: [
      "-0.0263, 109x.3425", "-0.0263, 109.#3425", "-0.0263, 109.34#25", "-0.0263, 109.34jam25",
      "-0.0263, 109.34No.25", "-0.0263, 109.34(25", "-0.0263, 109derajat.3425",
    ])
  func torn(_ text: String) throws {
    let error = try #require(fault(text))
    #expect(
      error.readings.first.map { abs($0.position.longitude - 109.3425) < 1e-9 } ?? false,
      "\(error.readings.map(\.position))")
  }

  @Test(
    "what is left of a number never stands for the whole",
    arguments: [
      "3..3, 117.6", "2..2088LS | 113.9BT", "1HD.05LS\t113.05BT", "1.-05º S 113.05º E",
      "113.,05ºE dan 1.05ºS", "3. 3  117.6", "2* 0.0263 LS 109.3425 BT", "2~ 0.0263 LS 109.3425 BT",
      "2° 0.0263 LS 109.3425 BT", "3˚ 18' 8)  N\t117˚ 36' E", "2\u{200B}0.0263 LS 109.3425 BT",
      "1. 2 110.1", "-0.5022,117,1536", "1.2 dan 110.15/11/24", "0°1'34.68\"S 109°20alt'33\"E",
    ])
  func rest(_ text: String) { #expect(fault(text) != nil) }

  @Test(
    "of two places none is taken",
    arguments: [
      "6P8PMHJR+68 -3.33,114.6", "6P8PMHJR+68 6P8PMHJR+99", "geo:-3.3194,114.5908?q=-3.33,114.6",
      "https://maps.google.com/?q=-3.3194,114.5908 https://maps.google.com/?q=-3.33,114.6",
      "https://example.org/?lat=-3.3194&lon=114.5908&lat=-3.33",
    ])
  func two(_ text: String) throws {
    let error = try #require(fault(text))
    #expect(error.code == .ambiguous && error.readings.count == 2, "\(error)")
  }

  @Test("a receiver without a fix is refused, with the place it last knew")
  func withoutFix() throws {
    let error = try #require(
      fault("$GPRMC,061500,V,0319.1640,S,11435.4480,E,000.0,000.0,120324,,*11"))
    #expect(error.code == .noFix && error.readings.count == 1)
  }

  @Test(
    "notations that programs and people have",
    arguments: [
      "-0319.164+11435.448/", "-031909.84+1143526.88/", "-03.3194+114.5908CRSWGS_84/",
      "3/1,19/1,984/100 S 114/1,35/1,2688/100 E", "3.3194 ± 0.0001 S, 114.5908 ± 0.0001 E",
      "exif:GPSLatitude=\"3,19.164S\" exif:GPSLongitude=\"114,35.448E\"", "-3.3194±5m, 114.5908",
      "[14.30, 12/3/2024] Budi: -3.3194, 114.5908", "L: -3.3194 B: 114.5908",
      "Location[fused -3,319400,114,590800 acc=12 et=+5h]", "-3,3194E0 114,5908",
      "-3.3194, 114.5908 Altitude:25.0m", "2024-03-12 14:30:22 3°19'9.84\"S 114°35'26.88\"E 128°SE",
      "DIRECTION 128 deg(T) 3.3194°S 114.5908°E", "B 1234 XY 3.3194 LS 114.5908 BT",
      "03.19.164 S 114.35.448 E", "-3․3194, 114․5908", "-3•3194, 114•5908", "-3。3194，114。5908",
      "-33.194×10^-1, 114.5908", "-3.3194, 114.5908 [63.71]",
      "Hulu Sungai Selatan -3.3194 114.5908",
      "https://maps.google.com/?q=Camp+45+(-3.3194,114.5908)", "om://-3.3194,114.5908",
      "https://www.openstreetmap.org/directions?route=-3.5,114.7;-3.3194,114.5908",
      "https://www.bing.com/maps?rtp=pos.-3.5_114.7~pos.-3.3194_114.5908",
      "-\u{A0}3.3194, 114.5908",
      "3° 19, 164' S 114° 35, 448' E", "3°19' 9, 84\" LS, 114°35' 26, 88\" BT",
      "@-3.3194,114.5908,17z", "-3.3194,114.5908,17z", "ll=-3.3194,114.5908", "q=-3.3194,114.5908",
      "#map=15/-3.3194/114.5908", "`-3.3194, 114.5908`", "- -3.3194, 114.5908",
      "-3.3194:114.5908", "kode pos 70111, 3.3194 LS 114.5908 BT", "TPS 05 3.3194 LS 114.5908 BT",
      "Titik api 1 3.3194 LS 114.5908 BT", "Lt -3.3194 Bj 114.5908", "lt=-3.3194;bj=114.5908",
      "LT: -3.3194 BJ: 114.5908",
      "SRID=4326;POINT(114.5908 -3.3194)", "MULTIPOINT((114.5908 -3.3194))",
      "https://firms.modaps.eosdis.nasa.gov/map/#d:24hrs;@114.5908,-3.3194,10.0z",
      "https://wego.here.com/p/s-eyJsYXQiOi0zLjMxOTQsImxvbiI6MTE0LjU5MDh9",
    ])
  func notations(_ text: String) throws { try expect(text, at: -3.3194, 114.5908, within: 1e-5) }

  @Test("metres behind their labels, the zone last")
  func labelledMetres() throws {
    try expect(
      "Easting: 232284 Northing: 9632776 Zona: 50 S", at: -3.319404, 114.590798, within: 1e-5)
    try expect(
      "zone: 50 hemisphere: S easting: 232284 northing: 9632776", at: -3.319404, 114.590798,
      within: 1e-5)
    try expect(
      "SRID=32750;POINT(232284 9632776)", at: -3.319404, 114.590798, within: 1e-5)
  }

  @Test(
    "the reason is the true one",
    arguments: [
      ("-3.3194, 114.5908 U", PositionError.Code.contradictory, 2),
      ("-3.3194, 1145.908", .outOfRange, 1),
      ("-3.3194, 11.45908", .ambiguous, 2), ("thn 2024 0.5022 LS 117.1536 BT", .strayNumber, 1),
      ("6P8PMHJR68", .invalidPlusCode, 1), ("datum ID74 -3.3194, 114.5908", .unsupportedCRS, 0),
      ("Lat,Lon: 114.5908, -3.3194", .contradictory, 1),
      ("6P000000+ Banjarmasin", .tooCoarse, 1),
      ("50MKC", .tooCoarse, 1), ("geohash:qq", .tooCoarse, 1), ("GPS: no fix", .noFix, 0),
      ("lat: - lon: -", .noFix, 0), ("$GPGGA,061500,,,,,0,00,99.9,,M,,M,,", .noFix, 0),
      ("(0.5022), 117.1536 x", .unknownSign, 2),
      ("03° 19, 164 S / 114° 35, 448 E", .secondsOutOfRange, 1),
    ])
  func reasons(_ text: String, _ code: PositionError.Code, _ readings: Int) throws {
    let error = try #require(fault(text))
    #expect(error.code == code && error.readings.count == readings, "\(error)")
  }
}
