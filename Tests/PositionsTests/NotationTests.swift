import Geo
import Positions
import Testing

@Suite("Every notation of the field")
struct NotationTests {
  @Test(
    "reads decimal degrees of Palangka Raya",
    arguments: [
      "-2.2088, 113.9", "-2.2088 113.9", "-2.2088,113.9", "-2,2088 113,9", "-2,2088,113,9",
      "-2,2088; 113,9", "-2,2088, 113,9", "-2,2088/113,9", "-2.2088\n113.9", "-2.2088\t113.9000",
      "(-2.2088, 113.9)", "[-2.2088, 113.9]", "\"-2.2088, 113.9\"", "“-2.2088, 113.9”",
      "Lat: -2.2088 Lon: 113.9", "lat -2.2088, lng 113.9", "Latitude: -2.2088 Longitude: 113.9",
      "lintang -2,2088 bujur 113,9", "Lintang: 2.2088 LS, Bujur: 113.9 BT",
      "X=113.9 Y=-2.2088", "X: 113,9; Y: -2,2088", "x 113.9 y -2.2088",
      "2.2088 LS 113.9 BT", "2,2088 LS, 113,9 BT", "2.2088° LS 113.9° BT", "S 2.2088 E 113.9",
      "02.2088 S, 113.9 T", "T 113,9 S 2,2088", "2.2088S113.9E", "113.9E2.2088S",
      "LS 2.2088 BT 113.9", "B.T. 113.9 L.S. 2.2088", "113.9 BT 2.2088 LS",
      "2.2088 lintang selatan 113.9 bujur timur", "Lintang Selatan: 2.2088 Bujur Timur: 113.9",
      "2.2088 South, 113.9 East", "2.2088 south latitude 113.9 east longitude",
      "Koordinat: -2.2088, 113.9", "koordinat GPS (WGS84) -2.2088 113.9",
      "EPSG:4326 -2.2088,113.9", "{\"lat\": -2.2088, \"lon\": 113.9}",
      "{\"latitude\": \"-2.2088\", \"longitude\": \"113.9\"}", "lat=-2.2088&lon=113.9",
      "−2.2088, 113.9", "–2.2088, 113.9", "—2.2088, 113.9", "-\u{A0}2.2088, 113.9",
      "２．２０８８ＬＳ　１１３．９ＢＴ", "-2.2088,\u{A0}113.9", "\u{FEFF}-2.2088,\u{200B} 113.9\u{200E}",
      "-2.2088, 113.9.", "Kecelakaan di -2.2088, 113.9 dekat jembatan", "-٢.٢٠٨٨, ١١٣.٩",
      "+113.9 BT, 2.2088 LS", "-2.2088, 113.9 (akurasi 5 m)", "-2.2088, 113.9 ±5 m",
      "POINT(113.9 -2.2088)", "Lat.-2.2088 Long.113.9", "Lintang (Y) : -2,2088 Bujur (X) : 113,9",
      "-2.2088, 113.9, Jl. A. Yani Km 5, Palangka Raya 74874", "My location: -2.2088°, 113.9°",
      "Camp 45 (-2.2088, 113.9)", "2.2088 LS - 113.9 BT",
      "\"-2.2088\", \"113.9\"", "'-2.2088','113.9'", "“-2.2088”; “113.9”",
      "\"-2,2088\";\"113,9\"", "\"-2.2088\" \"113.9\"",
    ])
  func decimals(_ text: String) throws {
    try expect(text, at: -2.2088, 113.9)
    #expect(try reading(text).form == .decimal)
  }

  @Test(
    "reads degrees, minutes and seconds",
    arguments: [
      "2 12 31.68 LS 113 54 0 BT", "02° 12′ 31,68″ LS 113° 54′ 0″ BT",
      "2°12'31.68\"S 113°54'0\"E", "2°12'31.68\" LS, 113°54'0.00\" BT",
      "S 2°12'31.68\" E 113°54'0\"", "LS : 2° 12' 31.68\" ; BT : 113° 54' 0\"",
      "2º12’31.68’’S, 113º54’00’’E", "2˚12‘31.68”S 113˚54‘0”E", "2o12'31.68\" LS 113o54'0\" BT",
      "2d12m31.68s S 113d54m0s E", "S 2d12m31.68s E 113d54m0s", "2*12'31.68\" LS 113*54'0\" BT",
      "2:12:31.68 S 113:54:0 E",
      "2 derajat 12 menit 31,68 detik LS 113 derajat 54 menit 0 detik BT",
      "2 deg 12 min 31.68 sec S, 113 deg 54 min 0 sec E", "2Â°12'31.68\" LS 113Â°54'0\" BT",
      "2.12.31,68 LS 113.54.00 BT", "2°12'31.68\"LS-113°54'0\"BT",
      "Koordinat : 2°12'31,68\" LS dan 113°54'0\" BT", "-2°12'31.68\" 113°54'0\"",
      "-2 12 31.68, 113 54 0", "Lintang 2°12'31.68\" Selatan Bujur 113°54'0\" Timur",
      "113°54'0\" BT 2°12'31.68\" LS", "Lokasi kejadian: 2°12'31.68\" S 113°54'0\" E (jembatan)",
      "2&deg;12'31.68\" LS 113&deg;54'0\" BT", "2,12,31.68,S,113,54,0,E",
    ])
  func seconds(_ text: String) throws {
    try expect(text, at: -2.2088, 113.9)
    let found = try reading(text)
    #expect(found.form == .dms)
    #expect(abs(found.precisionMeters - 0.309) < 0.001)
  }

  @Test(
    "reads degrees and decimal minutes",
    arguments: [
      "S2° 12.528' E113° 54.000'", "S 02 12.528 E 113 54.000", "2 12.528 LS, 113 54.000 BT",
      "2°12,528' LS 113°54,000' BT", "2°12.528′S 113°54.000′E", "-2°12.528' 113°54.000'",
      "2,12.528S 113,54.000E",
    ])
  func minutes(_ text: String) throws {
    try expect(text, at: -2.2088, 113.9)
    let found = try reading(text)
    #expect(found.form == .dm)
    #expect(abs(found.precisionMeters - 1.852) < 0.001)
  }

  @Test("B is barat, west; T is timur, east; U is utara, north; S is south in both languages")
  func letters() throws {
    try expect("2,5 U 117,1 T", at: 2.5, 117.1)
    try expect("2.5 LU 10.25 BB", at: 2.5, -10.25)
    try expect("S 2.5 B 10.25", at: -2.5, -10.25)
    try expect("40.7128 N 74.0060 W", at: 40.7128, -74.006)
    try expect("0,5 lintang utara 117,15 bujur timur", at: 0.5, 117.15)
    try expect("0,5 LS 10,5 bujur barat", at: -0.5, -10.5)
  }

  @Test("7,258150S 112,745900E, the reporter's decimal comma")
  func surabaya() throws {
    try expect("7,258150S 112,745900E", at: -7.25815, 112.7459)
    #expect(try reading("7,258150S 112,745900E").notices == [.outsideKalimantan])
  }

  @Test(
    "reads UTM, where 50S is zone 50 south",
    arguments: [
      "50S 517091 9944492", "50M 517091 9944492", "50 M 517091 9944492", "50 S 517091 9944492",
      "50s 517091,9944492", "50S 517.091 9.944.492", "50S 517,091 9,944,492",
      "50S 517 091 9 944 492", "50S 517,091,9,944,492", "50S 517091 mE 9944492 mN",
      "50S 517091mE 9944492mN", "Zona 50S X: 517091 Y: 9944492", "Zona 50S X=517.091 Y=9.944.492",
      "UTM 50S E 517091 N 9944492", "zona 50 Selatan 517091 9944492",
      "UTM zone 50 South 517091 9944492",
      "X 517091 Y 9944492 zona 50S", "517091 9944492 50S", "517091 9944492 LS zona 50",
      "zona 50 E 517091 N 9944492", "50 517091 9944492", "zona 50: 517091, 9944492",
      "Y 9944492 X 517091 zona 50S", "WGS 84 / UTM zone 50S 517091 9944492",
      "50S 517091.0 9944492.0", "50S 517091,0 9944492,0", "UTM 50 LS 517091 9944492",
    ])
  func utm(_ text: String) throws {
    try expect(text, at: -0.502196, 117.153598, within: 1e-6)
    let found = try reading(text)
    #expect(found.form == .utm)
    #expect(found.notices.isEmpty)
    #expect(found.precisionMeters == (text.contains(".0 ") || text.contains(",0 ") ? 0.1 : 1))
    #expect(found.utm == UTM(zone: 50, isSouth: true, easting: 517_091, northing: 9_944_492))
  }

  @Test("reads UTM north of the equator, and corrects easting and northing turned round")
  func utmNorth() throws {
    try expect("50N 540599.5 313638.0", at: 2.8375, 117.3653, within: 1e-6)
    try expect("50 540599 313638", at: 2.8375, 117.3653, within: 1e-5)
    try expect("50N 540.599 313.638", at: 2.8375, 117.3653, within: 1e-5)
    #expect(try reading("49S 9755545 822597").notices == [.swapped])
    try expect("49S 9755545 822597", at: -2.2088, 113.9, within: 1e-5)
  }

  @Test("reads MGRS from 1 m to 10 km, at the middle of the cell")
  func mgrs() throws {
    for text in [
      "49MHT2259755545", "49M HT 22597 55545", "49m ht 22597 55545",
      "MGRS: 49MHT 22597 55545", "49 M HT 22597 55545",
    ] {
      try expect(text, at: -2.2088, 113.9, within: 1e-5)
      #expect(try reading(text).form == .mgrs)
      #expect(try reading(text).precisionMeters == 1)
    }
    #expect(try reading("49MHT225555").precisionMeters == 100)
    #expect(try reading("49MHT2255").precisionMeters == 1000)
    #expect(try reading("49MHT25").precisionMeters == 10_000)
    #expect(fault("49MHT")?.readings.first?.precisionMeters == 100_000)
    // Band S is north: 32–40° N.
    try expect("50SNE0000028493", at: 35.5, 117, within: 1e-5)
  }

  @Test("reads full Plus Codes, in any case, with padding, at the middle of the cell")
  func plusCodes() throws {
    for text in [
      "6P9MQWR2+F2", "6p9mqwr2+f2", "6P9MQWR2+F2 Palangka Raya", "(6P9MQWR2+F2)", "6P9M QWR2+F2",
    ] {
      try expect(text, at: -2.2088, 113.9, within: 0.000_07)
      #expect(try reading(text).plusCode == "6P9MQWR2+F2")
    }
    #expect(abs(try reading("6P9MQWR2+F2").precisionMeters - 14) < 0.2)
    #expect(try reading("6P9MQW00+").precisionMeters == 5556)
    try expect("6P9MQW00+", at: -2.225, 113.925, within: 1e-9)
  }

  @Test("a short Plus Code keeps the place beside it")
  func shortCodes() throws {
    let short = try #require(ShortPlusCode("QWR2+F2"))
    for text in ["QWR2+F2 Palangka Raya", "Palangka Raya, QWR2+F2", "qwr2+f2, Palangka Raya"] {
      #expect(try PositionText.parse(text) == .shortPlusCode(short, near: "Palangka Raya"))
    }
    #expect(try PositionText.parse("QWR2+F2") == .shortPlusCode(short, near: ""))
    let near = try #require(short.recovered(near: try .at(-2.3, 113.8)))
    #expect(near.plusCode == "6P9MQWR2+F2")
    #expect(ShortPlusCode("6P9MQWR2+F2") == nil)
    #expect(ShortPlusCode("QWR1+F2") == nil)
  }

  @Test("turned-round order is put right with a notice, only where it can be nothing else")
  func swapped() throws {
    for text in [
      "113.9, -2.2", "113.9,-2.2", "113,9 -2,2", "113°54'0\", -2°12'00\"",
      "[113.9, -2.2]", "https://maps.google.com/?q=113.9,-2.2",
      "geo:113.9,-2.2",
    ] {
      try expect(text, at: -2.2, 113.9)
      #expect(try reading(text).notices == [.swapped], "\(text)")
    }
    #expect(try reading("-2.2, 113.9").notices.isEmpty)
    #expect(fault("113.9 LS 2.2 BT")?.code == .outOfRange)
    #expect(fault("113.9 52")?.code == .outOfRange)
  }

  @Test("reads the whole globe, poles and antimeridian too")
  func globe() throws {
    try expect("90,0.0", at: 90, 0)
    try expect("-90.0 -180", at: -90, -180)
    try expect("89°59'59.9\" N 180°0'0\" E", at: 89 + 3599.9 / 3600, 180)
    try expect("51.4778, -0.0015", at: 51.4778, -0.0015)
    try expect("0, 114.0", at: 0, 114)
    #expect(try reading("1.5533, 110.3593").notices.isEmpty)
    #expect(try reading("51.4778, -0.0015").notices == [.outsideIndonesia])
    #expect(try reading("-6.2, 106.8").notices == [.outsideKalimantan])
  }

  @Test("carries the precision of what was written")
  func precision() throws {
    for (text, meters) in [
      ("-3.0,114", 11_112.0), ("-2.21, 113.90", 1111.2), ("-2.209, 113.900", 111.12),
      ("-2.2088, 113.9", 11.112), ("2 12 32 LS 113 54 0 BT", 30.87),
      ("2°12' LS 113°54' BT", 1852), ("geo:-2.2088,113.9;u=35", 35),
      ("-2.2088 113.9 akurasi 12,5 m", 12.5),
      ("geo:-2.2088,113.9;u=0", 0), ("50S 517091.25 9944492.75", 0.01),
    ] {
      #expect(abs(try reading(text).precisionMeters - meters) <= meters * 1e-3, "\(text)")
    }
  }

  @Test("says what it assumed")
  func notices() throws {
    #expect(try reading("2.2088 LS 113.9").notices == [.assumedEast])
    #expect(try reading("-2.2088 LS 113.9 BT").notices == [.redundantSign])
    try expect("-2.2088 LS 113.9 BT", at: -2.2088, 113.9)
  }

  @Test(
    "a place name stays a place name",
    arguments: [
      "Satui", "Satui, Tanah Bumbu", "Jl. Sudirman No. 3, RT.02/RW.05, Kel. Melayu",
      "3,5 km dari Satui",
      "JL. DHARMA BAKTI NO.45C, TJ. NIAGA, NANGA PINOH 79672", "Long Nawang 1", "Satui 2", "KM 38",
      "KM 38 Batulicin", "12.10.21", "63.10",
      "63.10.05.2001", "Blok C12", "Blok B 12", "B 12", "Camp 45", "Desa Sungai Danau, Kec. Satui",
      "RT 05 RW 02 Desa Mekar Sari", "Jl. A. Yani Km 5,5 No. 12", "SP 3 Tanah Laut",
      "Karang Bintang II",
      "5 Jan 2024", "RS+Klinik Satui", "PT ABC 822597 9755545", "Telp 0511-3252180",
      "Mentewe (SP 4)",
      "Ma'rang", "Murung Raya", "Timur", "Barat 2", "Utara", "Kota Banjarbaru", "3 Dara",
      "S. Danau",
    ])
  func places(_ text: String) throws {
    #expect(try PositionText.parse(text) == .place(text))
  }

  @Test("a place name is trimmed, its blanks collapsed, its invisible characters gone")
  func trimmed() throws {
    #expect(try PositionText.parse("  Tanah \u{A0} Bumbu\u{200B}\n") == .place("Tanah Bumbu"))
    #expect(try PositionText.parse("'Satui'") == .place("Satui"))
  }
}
