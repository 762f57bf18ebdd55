import Geo
import Positions
import TestSupport
import Testing

@Suite("No text crashes the reader or slips through it")
struct MutationTests {
  /// One text of each kind to start from.
  static let corpus = [
    "-2.2088, 113.9", "-2,2088 113,9", "-2,2088,113,9", "2 12 31.68 LS 113 54 0 BT",
    "02° 12′ 31,68″ LS 113° 54′ 0″ BT", "S2° 12.528' E113° 54.000'", "X=113.9 Y=-2.2",
    "2d12m31.68s S 113d54m0s E", "Lat: -2.2 Lon: 113.9", "113.9, -2.2", "49S 822597 9755545",
    "50 M 517.091 9.944.492", "Zona 50S X: 517091 Y: 9944492", "50S 517 091 9 944 492",
    "49M HT 22597 55545", "6P9MQWR2+F2", "QWR2+F2 Palangka Raya", "6P9M0000+",
    "geo:-2.2088,113.9;u=35;crs=wgs84", "geo:0,0?q=-2.2,113.9(Base camp)",
    "https://www.google.com/maps/place/R/@-2.2,113.9,17z/data=!3m1!8m2!3d-3.3!4d114.5",
    "https://maps.google.com/?q=-2.2%2C113.9", "Satui, Tanah Bumbu", "TM-3 49.2 223456 1234567",
    "https://www.openstreetmap.org/?mlat=-2.2&mlon=113.9#map=17/-2.3/113.8", "-2.2 113.9 ±5 m",
    "https://www.google.com/maps/embed?pb=!1m3!1d3986.4!2d113.9!3d-2.2", "\"-2.2, 113.9\"",
  ]

  private static let pieces = [
    "0", "9", "60", "1e400", "-", "+", ",", ".", ";", "°", "'", "\"", "''", "′", "″", " ", "\n",
    "\t",
    "S", "N", "E", "W", "LS", "LU", "BT", "BB", "T", "B", "U", "M", "X", "Y", "zona", "utm", "m",
    "o",
    "lat", "lon", "lintang", "selatan", "%", "%2C", "%FF", "!3d", "!4d", "@", "?q=", "&", "#map=",
    "(",
    ")", "geo:", ";u=", "https://", "tm3", "epsg:", "wgs", "0x", "nan", "±", "akurasi", "\u{200B}",
    "\u{FFFD}", "\u{0}", "２", "−", "Â°", "é", "👷", "A", "ZZ", "QWR2+F2", "+", "00",
    "999999999999999999999",
  ]

  @Test("mutated texts give a checked position, a name or a typed fault")
  func mutations() throws {
    for seed in SplitMix64.seeds {
      var generator = SplitMix64(seed: seed)
      for _ in 0..<6000 {
        let text = Self.mutated(&generator)
        check(text, seed)
      }
    }
  }

  private static func mutated(_ generator: inout SplitMix64) -> String {
    var scalars = Array((corpus.randomElement(using: &generator) ?? "").unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let at = Int.random(in: 0...scalars.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0:
        scalars.insert(
          contentsOf: (pieces.randomElement(using: &generator) ?? "").unicodeScalars, at: at)
      case 1 where at < scalars.count: scalars.remove(at: at)
      case 2 where at < scalars.count:
        scalars.replaceSubrange(
          at...at, with: (pieces.randomElement(using: &generator) ?? "").unicodeScalars)
      case 3: scalars = Array(scalars[at...] + scalars[..<at])
      default:
        let other = Array((corpus.randomElement(using: &generator) ?? "").unicodeScalars)
        scalars = Array(scalars[..<at]) + other.suffix(Int.random(in: 0...12, using: &generator))
      }
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  private func check(_ text: String, _ seed: UInt64) {
    do throws(PositionError) {
      switch try PositionText.parse(text) {
      case .position(let reading):
        #expect(reading.precisionMeters.isFinite && reading.precisionMeters >= 0, "\(text) \(seed)")
        #expect(
          abs(reading.position.latitude) > 1e-7 || abs(reading.position.longitude) > 1e-7,
          "\(text) \(seed)")
      case .place(let name):
        #expect(!name.isEmpty && name.utf8.count <= 4096, "\(text) \(seed)")
        #expect(!name.unicodeScalars.contains { $0.value < 0x20 }, "\(text) \(seed)")
      case .shortPlusCode(let code, let near):
        #expect(ShortPlusCode(code.text) == code)
        #expect(near.utf8.count <= 4096)
      }
    } catch {
      #expect(error.excerpt.unicodeScalars.count <= 61, "\(text) \(seed)")
      #expect(!error.excerpt.unicodeScalars.contains { $0.value < 0x20 }, "\(text) \(seed)")
      #expect(error.readings.count <= 8)
    }
  }

  @Test("every prefix and every suffix of every kind of text is survived")
  func truncations() {
    for text in Self.corpus {
      for index in text.indices {
        check(String(text[..<index]), 0)
        check(String(text[index...]), 0)
      }
    }
  }
}
