import Geo
import Positions
import Testing

@Suite("Map links are read without a network")
struct LinkTests {
  @Test(
    "the place meant",
    arguments: [
      "https://www.google.com/maps/place/RSUD/@-2.9,113.1,17z/data=!3m1!4b1!4m6!3m5!1s0x0:0x0!8m2!3d-2.2!4d113.9!16s",
      "https://www.google.co.id/maps/place/2%C2%B012'00.0%22S+113%C2%B054'00.0%22E/@-2.9,113.8,17z",
      "https://www.google.com/maps/place/-2.2,113.9/@-2.9,113.1,17z",
      "https://maps.google.com/?q=-2.2,113.9", "maps.google.com/?q=-2.2,113.9",
      "https://maps.google.com/maps?q=-2.2%2C113.9&z=17&hl=id",
      "https://maps.google.com/?q=-2.2, 113.9", "https://maps.google.com/maps?q=loc:-2.2,113.9",
      "https://maps.google.com/maps?q=loc:-2.2+113.9", "https://maps.google.com/maps?q=-2.2,+113.9",
      "https://maps.google.com/?q=-2.2,113.9(Base+camp)",
      "https://maps.google.com/?q=Camp@-2.2,113.9",
      "https://maps.google.com/?q=2.2%20LS%20113.9%20BT", "https://maps.google.com/?q=-2,2+113,9",
      "https://www.google.com/maps/search/?api=1&query=-2.2%2C113.9",
      "https://www.google.com/maps/search/?api=1&query=-2.2,113.9&query_place_id=ChIJ",
      "https://www.google.com/maps/search/-2.2,+113.9?entry=tts",
      "https://www.google.com/maps/dir/?api=1&destination=-2.2%2C113.9&origin=-1,110",
      "https://www.google.com/maps/dir/-3.3,114.5/-2.2,113.9/@-2.5,114,9z",
      "https://www.google.com/maps/dir//-2.2,113.9",
      "https://www.google.com/maps/dir/A/B/@-2.5,114,9z/data=!4m9!4m8!1m5!1m1!1s0x0!2m2!1d110!2d-1!1m0!1m5!1m1!1s0x1!2m2!1d113.9!2d-2.2!3e0",
      "https://maps.google.com/maps?saddr=-1,110&daddr=-2.2,113.9",
      "Lokasi saya: https://maps.google.com/?q=-2.2,113.9 tolong cepat",
      "Saya di sini (https://maps.google.com/?q=-2.2,113.9).",
      "https://maps.google.com/?q=113.9,-2.2",
      "google.navigation:q=-2.2,113.9", "comgooglemaps://?q=-2.2,113.9",
      "https://consent.google.com/m?continue=https%3A%2F%2Fmaps.google.com%2F%3Fq%3D-2.2%2C113.9&gl=ID",
      "https://waze.com/ul?ll=-2.2%2C113.9&navigate=yes",
      "https://www.waze.com/live-map/directions?to=ll.-2.2%2C113.9",
      "waze://?ll=-2.2,113.9", "https://maps.apple.com/?ll=-2.2,113.9&q=Pin",
      "https://maps.apple.com/place?coordinate=-2.2,113.9&name=X",
      "https://www.openstreetmap.org/?mlat=-2.2&mlon=113.9#map=17/-2.3/113.8",
      "https://example.org/peta?lat=-2.2&lng=113.9", "HTTPS://MAPS.GOOGLE.COM/?Q=-2.2,113.9",
      "https://maps.app.goo.gl/?link=https://maps.google.com/?q%3D-2.2,113.9",
      "-2.2,113.9 https://maps.app.goo.gl/abc",
      "geo:-2.2,113.9", "GEO:-2.2,113.9", "geo:-2.2,113.9,25;u=35", "geo:-2.2,113.9;crs=WGS84;u=35",
      "geo:0,0?q=-2.2,113.9(Base camp)", "geo:-2.2,113.9?z=17", "Titik: geo:-2.2,113.9;u=35 ya",
      "geo:0,0?q=-2.2%2C113.9%28Base%20camp%29",
      "https://wa.me/?text=-2.2%2C113.9", "wa.me/6281234567890?text=Lokasi:+-2.2,113.9",
      "https://wa.me/?text=https%3A%2F%2Fmaps.google.com%2F%3Fq%3D-2.2%2C113.9",
      "https://api.whatsapp.com/send?phone=6281234567890&text=2.2%20LS%20113.9%20BT",
      "whatsapp://send?text=Saya%20di%20sini%20https%3A%2F%2Fmaps.google.com%2F%3Fq%3D-2.2%252C113.9",
    ])
  func pins(_ text: String) throws {
    try expect(text, at: -2.2, 113.9)
    #expect(!(try reading(text).notices.contains(.mapCenter)), "\(text)")
  }

  @Test(
    "a map's centre is said to be one",
    arguments: [
      "https://www.google.com/maps/@-2.2,113.9,17z",
      "https://www.google.com/maps/@-2.2,113.9,1500m/data=!3m1!1e3",
      "https://www.google.com/maps/place/RSUD+Ulin/@-2.2,113.9,17z",
      "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3986.4!2d113.9!3d-2.2!2m3!1f0!2f0",
      "https://www.google.com/maps/@?api=1&map_action=map&center=-2.2%2C113.9&zoom=12",
      "https://www.google.com/maps/@?api=1&map_action=pano&viewpoint=-2.2%2C113.9",
      "https://maps.google.com/?ll=-2.2,113.9&z=12",
      "https://www.openstreetmap.org/#map=17/-2.2/113.9",
      "https://www.bing.com/maps?cp=-2.2~113.9&lvl=12",
    ])
  func centres(_ text: String) throws {
    try expect(text, at: -2.2, 113.9)
    #expect(try reading(text).notices == [.mapCenter])
  }

  @Test("a link may hold a name or a Plus Code instead")
  func names() throws {
    #expect(
      try PositionText.parse("https://maps.google.com/?q=RSUD+Ulin%2C+Banjarmasin")
        == .place("RSUD Ulin, Banjarmasin"))
    #expect(
      try PositionText.parse("https://www.google.com/maps/place/Pelaihari/") == .place("Pelaihari"))
    #expect(try PositionText.parse("geo:0,0?q=Satui") == .place("Satui"))
    for link in [
      "https://maps.google.com/?q=6P9MQWR2%2BF2", "https://maps.google.com/?q=6P9MQWR2+F2",
      "https://plus.codes/6P9MQWR2+F2", "https://www.google.com/maps/place/6P9MQWR2%2BF2/",
    ] {
      #expect(try reading(link).plusCode == "6P9MQWR2+F2", "\(link)")
    }
    let short = try #require(ShortPlusCode("QWR2+F2"))
    #expect(
      try PositionText.parse("QWR2+F2 Palangka Raya https://maps.app.goo.gl/abc")
        == .shortPlusCode(short, near: "Palangka Raya"))
  }

  @Test("two different pins are not chosen from")
  func twoPins() throws {
    let error = try #require(
      fault("https://www.google.com/maps/x/data=!3d-2.2!4d113.9!5m1!3d-3.3!4d114.5"))
    #expect(error.code == .ambiguous)
    #expect(error.readings.map(\.position) == [try .at(-2.2, 113.9), try .at(-3.3, 114.5)])
  }

  @Test("a link's coordinate out of range is an error and not a map centre")
  func range() {
    #expect(fault("https://maps.google.com/?q=-95.2,113.9")?.code == .outOfRange)
    #expect(fault("https://www.google.com/maps/@-95.2,113.9,17z")?.code == .outOfRange)
    #expect(fault("https://maps.google.com/?q=-2.2")?.code == .incomplete)
    #expect(fault("https://maps.google.com/?q=%FF%FE")?.code == .brokenText)
    #expect(fault("geo:")?.code == .unreadable)
    #expect(fault("geo:-2.2")?.code == .unreadable)
    #expect(fault("geo:x,y")?.code == .unreadable)
    #expect(fault("geo:-2.2,113.9;u=nan")?.code == .outOfRange)
  }

  @Test("a geo URI's uncertainty becomes the precision")
  func uncertainty() throws {
    let found = try reading("geo:-2.2088,113.9;u=35.5")
    #expect(found.precisionMeters == 35.5)
    #expect(found.form == .geoURI)
  }

  @Test(
    "a Plus Code and its place in one segment of a link",
    arguments: [
      "https://plus.codes/QWR2+F2,Palangka+Raya", "plus.codes/QWR2+F2,Palangka%20Raya",
      "https://plus.codes/QWR2%2BF2,%20Palangka%20Raya",
      "https://wa.me/?text=QWR2%2BF2%20Palangka%20Raya",
    ])
  func plusCodePlace(_ text: String) throws {
    guard case .shortPlusCode(let code, let near) = try PositionText.parse(text) else {
      Issue.record("\(text)")
      return
    }
    #expect(code.text == "QWR2+F2" && near == "Palangka Raya", "\(text): \(near)")
  }

  @Test("a chat link without a position in its message has none, whatever its telephone number")
  func emptyMessages() {
    for text in [
      "https://wa.me/6281234567890", "https://wa.me/6281234567890?text=Halo+pak",
      "https://api.whatsapp.com/send?phone=628111139032",
    ] {
      #expect(fault(text)?.code == .linkWithoutPosition, "\(text)")
    }
  }

  @Test(
    "a marker goes before the middle of the map, and two are two places",
    arguments: [
      "https://maps.google.com/?center=-3.6,114.9&markers=-3.3194,114.5908",
      "https://maps.googleapis.com/maps/api/staticmap?center=-3.6,114.9&markers=color:red|-3.3194,114.5908",
      "https://opentopomap.org/#marker=15/-3.3194/114.5908",
      "https://example.go.id/?koordinat=-3.3194,114.5908",
      "https://wikimapia.org/#lang=id&lat=-3.3194&lon=114.5908&z=12&m=w",
      "https://geohack.toolforge.org/geohack.php?params=3.3194_S_114.5908_E_type:landmark",
    ])
  func markers(_ text: String) throws {
    try expect(text, at: -3.3194, 114.5908, within: 1e-7)
    #expect(try !reading(text).notices.contains(.mapCenter))
  }

  @Test("the middle of a map is not taken where another parameter has a position")
  func otherParameters() {
    let unknown = fault("https://example.id/?center=-3.6,114.9&tkp=-3.3194,114.5908")
    #expect(unknown?.code == .ambiguous && unknown?.readings.count == 2)
    let two = fault("https://maps.google.com/?markers=-3.3194,114.5908|-3.4,114.6")
    #expect(two?.code == .ambiguous && two?.readings.count == 2)
  }
}
