import Geo
import Positions
import TestSupport
import Testing

@Suite("Every character of a text is accounted for")
struct AccountTests {
  @Test("the parts of a reading hold every character of the text")
  func parts() throws {
    for seed in SplitMix64.seeds {
      var generator = SpellingGenerator(seed: seed)
      for index in 0..<600 {
        let kind = Spelling.Kind.allCases[index % 5]
        let text = generator.next(kind).text
        guard case .position(let reading)? = try? PositionText.parse(text), !reading.parts.isEmpty
        else { continue }
        let held = reading.parts.map { Self.letters($0.text) }.joined()
        #expect(
          held == Self.letters(Self.withoutReferences(text)),
          "\(text.debugDescription) seed \(seed): \(reading.parts)")
      }
    }
  }

  static func withoutReferences(_ text: String) -> String {
    var bytes = Array(text.utf8)
    for name in ["&minus;", "&ndash;"] {
      let name = Array(name.utf8)
      while let at = bytes.indices.first(where: { bytes[$0...].starts(with: name) }) {
        bytes.removeSubrange(at..<(at + name.count))
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Letters and digits of ASCII: signs may have been written in other ways.
  static func letters(_ text: String) -> String {
    String(
      decoding: text.utf8.filter {
        ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A && $0 < 0x80)
      }, as: UTF8.self)
  }

  @Test("the coordinate read alone is the same place as within its text")
  func alone() throws {
    for seed in SplitMix64.seeds {
      var generator = SpellingGenerator(seed: seed)
      for _ in 0..<600 {
        let text = generator.next(.foreign).text
        guard case .position(let reading)? = try? PositionText.parse(text), !reading.parts.isEmpty
        else { continue }
        let core = reading.parts.filter { part in
          switch part.role {
          case .number, .sign, .hemisphere, .label, .unit, .separator, .code, .link: true
          default: false
          }
        }
        let alone = core.map(\.text).joined(separator: " ")
        guard case .position(let again)? = try? PositionText.parse(alone) else { continue }
        #expect(
          abs(again.position.latitude - reading.position.latitude) < 1e-9
            && abs(again.position.longitude - reading.position.longitude) < 1e-9,
          "\(text.debugDescription) and \(alone.debugDescription) seed \(seed)")
      }
    }
  }

  @Test("what the parts of a text are")
  func roles() throws {
    let found = try reading(
      "1. Camp 45: -2.2, 113.9 elevasi 25 m akurasi 5 m jam 14.30 WITA, tolong")
    #expect(
      found.parts.map(\.role) == [
        .listMark, .placeWord, .separator, .sign, .number, .separator, .number, .altitude,
        .accuracy,
        .time, .separator, .words,
      ])
    #expect(found.precisionMeters == 5)
    #expect(found.passedOver == ["1.", "Camp 45", "elevasi 25 m", "jam 14.30 WITA", "tolong"])
  }

  @Test(
    "a height beside a coordinate is a height",
    arguments: [
      "-3.3194,114.5908,25", "-3.3194, 114.5908, 0", "-3.3194;114.5908;25.5",
      "POINT Z (114.5908 -3.3194 25)",
      "-03.3194+114.5908+025/", "-3.3194 114.5908 25.0 4.5", "-3.3194 114.5908 0 0",
      "{\"latitude\":-3.3194,\"longitude\":114.5908,\"altitude\":12.3,\"accuracy\":4.5}",
      "<coordinates>114.5908,-3.3194,0</coordinates>", "-3.3194,114.5908 elevasi 25 meter",
    ])
  func heights(_ text: String) throws { try expect(text, at: -3.3194, 114.5908) }

  @Test(
    "a number that a colon joins to others is never left outside",
    arguments: [
      "12 113:1:11.37 E | 0:27:23.69 N.", "3.5 -0.414 111.408 25 mdpl",
      "jam 07.15 1.8683 115.1370 30",
    ])
  func joined(_ text: String) { #expect(fault(text) != nil) }

  @Test(
    "a number without a role is named",
    arguments: [
      ("-3.3 114.5 foo 3", "3"), ("-3.3194, 114.5908 LIMT 3", "3"),
      ("https://maps.google.com/?q=-3.3,114.5 LIMIT 3", "3"), ("50MKB3228432776 Sukamaju 9", "9"),
    ])
  func stray(_ text: String, _ number: String) throws {
    let error = try #require(fault(text))
    #expect(error.code == .strayNumber && error.excerpt == number, "\(error)")
  }

  @Test(
    "a refusal lists the right reading",
    arguments: [
      ("(0.5022), 117.1536", -0.5022, 117.1536), ("±0.5022, 117.1536", -0.5022, 117.1536),
      ("0.5022-, 117.1536", -0.5022, 117.1536), ("(-)0.5022, 117.1536", -0.5022, 117.1536),
      ("lat-3.3194 lon114.5908", -3.3194, 114.5908),
      ("Koordinat - 0.5022, 117.1536", -0.5022, 117.1536),
      ("1 0.5022 LS 117.1536 BT", -0.5022, 117.1536),
      ("117.1475 bujur - 2.0727 lintang", 2.0727, 117.1475),
      ("1 3 19.164 LS 114 35.448 BT", -3.3194, 114.5908),
      ("sel 0.5022, 117.1536", -0.5022, 117.1536),
      ("50N 232284 9632776", -3.319404, 114.590798), ("-33.194, 114.591", -3.3194, 114.591),
      ("3.3194 S 114.5908 B", -3.3194, 114.5908),
    ])
  func readings(_ text: String, _ latitude: Double, _ longitude: Double) throws {
    let error = try #require(fault(text))
    #expect(
      error.readings.contains {
        abs($0.position.latitude - latitude) < 1e-5 && abs($0.position.longitude - longitude) < 1e-5
      }, "\(text): \(error.code) \(error.readings.map(\.position))")
  }

  @Test(
    "one character more, fewer or other never moves a place of a marked coordinate across the equator"
  )
  func mutations() throws {
    let texts = [
      "0.5022 LS 117.1536 BT", "0°30'7.92\" LS 117°9'12.96\" BT", "S 0 30.132 E 117 9.216",
      "Lat: -0.5022, Long: 117.1536",
    ]
    let pieces = [
      "1", "0", ".", ",", "-", " ", "(", ")", "?", "~", "a", "\n", ":", "°", "'", "+", "\u{AD}",
    ].flatMap(\.unicodeScalars)
    for text in texts {
      let scalars = Array(text.unicodeScalars)
      for at in 0...scalars.count {
        for piece in pieces {
          var changed = scalars
          changed.insert(piece, at: at)
          var mutated = String.UnicodeScalarView()
          mutated.append(contentsOf: changed)
          guard case .position(let reading)? = try? PositionText.parse(String(mutated)) else {
            continue
          }
          #expect(reading.position.latitude <= 0, "\(String(mutated).debugDescription)")
        }
      }
    }
  }
}
