import Geo
import Positions
import Testing

/// A latitude without a sign, north of the equator by less than 3 km: what may have been a minus is refused.
@Suite("Messages of chats, tables and receivers are read as their writers mean them")
struct ChatTests {
  @Test(
    "reads what chats draw around a position, and their heads",
    arguments: [
      "*0.0263, 109.3425*", "_0.0263, 109.3425_", "*Lokasi:* 0.0263, 109.3425",
      "*Lokasi:* _0.0263, 109.3425_", "1️⃣ 0.0263, 109.3425", "a) 0.0263, 109.3425",
      "28/11/26 07.45 - Budi: 0.0263, 109.3425", "[28/11 07:45] Budi HSE: 0.0263, 109.3425",
      "Budi, [28/11/2026 7:45]\n0.0263, 109.3425", "Lat.: 0.0263 Long.: 109.3425",
      "titik koordinat (x,y): (109.3425, 0.0263)", "ST_Point(109.3425, 0.0263)",
      "unit HD785-7 terbalik di 0.0263, 109.3425", "korban 1 (32 th), 0.0263, 109.3425",
      "Nama: Budi\nNIK: 6371012345670001\nLokasi: 0.0263, 109.3425",
      "koordinat nya 0.0263 sama 109.3425",
    ])
  func messages(_ text: String) throws { try expect(text, at: 0.0263, 109.3425, within: 1e-7) }

  @Test(
    "does not take for drawing what may be a sign",
    arguments: [
      "*0.0263, 109.3425", "_0.0263, 109.3425", "- *0.0263, 109.3425*", "-*0.0263, 109.3425*",
      "s) 0.0263, 109.3425", "07.45 - 0.0263, 109.3425", "28/11/26 07.45 - 0.0263, 109.3425",
      "A_0.0263, 109.3425", "x) (0.0263), 109.3425",
    ])
  func doubtful(_ text: String) { #expect(fault(text) != nil, "\(text)") }

  @Test(
    "takes the cells that the titles of a table name",
    arguments: [
      "Titik\tLintang\tBujur\nA\t0.0263\t109.3425", "No;Lat;Long\n1;0,0263;109,3425",
      "No|Longitude|Latitude|Ket\n12|109.3425|0.0263|camp 45",
      "id,lat,lon\r\n7,0.0263,109.3425\r\n",
    ])
  func tables(_ text: String) throws {
    try expect(text, at: 0.0263, 109.3425, within: 1e-7)
    #expect(try reading(text).parts.first?.role == .label)
  }

  @Test(
    "leaves a table with a direction of its own, or with two rows",
    arguments: [
      "No;Lat;NS;Long\n1;0.0263;S;109.3425", "No;Lat;Long\n1;0.0263;109.3425\n2;0.0363;109.3525",
      "No;Lat;Lat;Long\n1;0.0263;0.0363;109.3425",
    ])
  func otherTables(_ text: String) { #expect(fault(text) != nil, "\(text)") }

  @Test("reads sentences of a receiver together, of a track none, and says when there is no fix")
  func receivers() throws {
    let place = "061500,A,0319.1640,S,11435.4480,E,000.0,000.0,120324,,"
    let fix = "$GPGGA,061500,0319.1640,S,11435.4480,E,1,08,0.9,545.4,M,46.9,M,,"
    for text in ["GPRMC,\(place)", "log: $GPRMC,\(place)", "\(fix)\n$GPRMC,\(place)"] {
      try expect(text, at: -3.3194, 114.5908, within: 1e-6)
    }
    let track = fault(fix + "\n" + fix.replacing("0319", with: "0320"))
    #expect(track?.code == .ambiguous && track?.readings.count == 2)
    for text in ["$GNRMC,\(place),N", "$GNRMC,\(place),S", fix.replacing(",E,1,", with: ",E,8,")] {
      #expect(fault(text)?.code == .noFix, "\(text)")
    }
  }

  @Test(
    "lists what a torn or spoken number means, and the position beside a number too many",
    arguments: [
      ("-3 koma 3194, 114 koma 5908", [-3.3194]), ("-3 titik 3194, 114 titik 5908", [-3.3194]),
      ("-3.3194 114.\n5908", [-3.3194]), ("-3.3194,114.5908 dkt pos satpam 3", [-3.3194]),
      ("3.3194 s/d 114.5908", [-3.3194, 3.3194]),
      ("https://example.id/?lat=3.3194&ns=S&lon=114.5908&ew=E", [-3.3194, 3.3194]),
    ])
  func lists(_ text: String, _ latitudes: [Double]) throws {
    let error = try #require(fault(text))
    #expect(error.readings.map { $0.position.latitude }.sorted() == latitudes, "\(text)")
    #expect(error.readings.allSatisfy { abs($0.position.longitude - 114.5908) < 1e-9 }, "\(text)")
  }

  @Test(
    "reads the tags of a picture with their references",
    arguments: [
      "GPS Latitude Ref : South\nGPS Latitude : 3 deg 19' 9.84\" S\nGPS Longitude Ref : East\n"
        + "GPS Longitude : 114 deg 35' 26.88\" E\nGPS Altitude : 25 m Above Sea Level\n"
        + "GPS Position : 3 deg 19' 9.84\" S, 114 deg 35' 26.88\" E",
      "GPSLatitudeRef: South\nGPSLatitude: 3.3194\nGPSLongitudeRef: East\nGPSLongitude: 114.5908",
      "GPSLatitude=3.3194;GPSLatitudeRef=S;GPSLongitude=114.5908;GPSLongitudeRef=E",
    ])
  func tags(_ text: String) throws { try expect(text, at: -3.3194, 114.5908, within: 1e-7) }

  @Test("leaves tags that contradict one another")
  func brokenTags() {
    for text in [
      "GPSLatitude=3.3194;GPSLatitude=3.4;GPSLongitude=114.5908",
      "GPSLatitude=3.3194\nGPSLongitude=114.5908\nGPSPosition=3.4 S, 114.5908 E",
    ] {
      #expect(fault(text) != nil, "\(text)")
    }
  }

  @Test("a zone before another one is a contradiction")
  func zones() throws {
    #expect(fault("50M 49M 232284 9632776")?.code == .contradictory)
    try expect("Camp 45, 50M 232284 9632776", at: -3.319404, 114.590798, within: 1e-5)
  }
}
