import Application
import Facilities
import Formats
import Foundation
import Geo
import Positions
import TestSupport
import Testing
import Wording

@testable import WebPage

/// The page reads texts as the native code does: positions, what is noticed, and refusals, word for word.
@Suite(.enabled(if: PageNode.isCurrent("reader"))) struct ReaderEqualityTests {
  struct Answer: Decodable, Equatable {
    struct Reading: Decodable, Equatable {
      var lat: Double
      var lon: Double
      var precision: Double
      var approximate: Bool
      var echo: [String]

      /// Two C libraries may differ in the last bit of a sine: a hundredth of a micrometre here.
      static func == (one: Reading, other: Reading) -> Bool {
        abs(one.lat - other.lat) < 1e-13 && abs(one.lon - other.lon) < 1e-13
          && one.precision == other.precision && one.approximate == other.approximate
          && one.echo == other.echo
      }
    }
    struct Refusal: Decodable, Equatable {
      var code: String
      var sentence: String
      var candidates: [String]
    }
    struct Early: Decodable, Equatable {
      var readings: [Reading]?
      var error: Refusal?
    }
    var readings: [Reading]?
    var error: Refusal?
    /// What was read before the names of places were there, where it was another answer.
    var early: Early?
  }

  private static let places = [
    "Satui, Tanah Bumbu", "Sungai Danau", "Banjarmasin", "Kalsel", "Kutai", "RSUD Ulin",
    "dekat RSUD Ulin", "RS Haji Darjad", "Sei Pinang", "Ds. Hiyung, Kec. Tapin Tengah", "Sampitt",
    "KM 38 jalan poros Sampit", "63.10.04", "MHJR+68 Banjarmasin", "MHJR+68",
    "Bandara Syamsudin Noor",
    "", "x", "LIMT 3", "-3.3194 114.5908 LIMT 3", "3.3194, 114.5908", "Pulau Derawan", "Kota Baru",
    "\u{1F3E5} Palangkaraya", "Kec. Satui [63.10.04]", "Kalsel, Banjarmasin",
  ]

  /// Texts as people write them, places, and random positions in every notation.
  private static func texts(_ seed: UInt64) -> [String] {
    var texts = WrittenTexts.lines.compactMap { line -> String? in
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      return parts.count == 4 ? String(parts[3]) : nil
    }
    texts += places
    var random = SplitMix64(seed: seed)
    // Land, sea and neighbours: what is noticed hangs on the boundaries.
    for _ in 0..<(isLong ? 100_000 : 400) {
      let position = Position(
        latitude: Double.random(in: -6...6.5, using: &random),
        longitude: Double.random(in: 106...121, using: &random))
      guard let position else { continue }
      let text: String? =
        switch Int.random(in: 0..<7, using: &random) {
        case 0: PositionFormat.decimal(position)
        case 1: PositionFormat.dms(position)
        case 2: PositionFormat.dms(position, hemispheres: .international, mark: ",")
        case 3: PositionFormat.dm(position)
        case 4: PositionFormat.utm(position)
        case 5: PositionFormat.mgrs(position)
        default: PositionFormat.plusCode(position)
        }
      if let text { texts.append(text) }
    }
    return texts
  }

  /// `PLKK_LONG=1`: 100,000 positions a seed.
  private static let isLong = ProcessInfo.processInfo.environment["PLKK_LONG"] != nil

  @Test(arguments: SplitMix64.seeds) func thePageReadsAsTheLocator(seed: UInt64) throws {
    let tables = SeedTables.embedded()
    let day = try #require(CivilDate(year: 2026, month: 11, day: 28))
    let locator = Locator(
      directory: try .embedded(tables), gazetteer: try Gazetteer(tables), day: day)
    let texts = Self.texts(seed)
    var json = JSONWriter()
    json.object { json in
      json.member("day", day.daysSince1970)
      json.member(
        "texts",
        array: { array in
          for (place, text) in texts.enumerated() {
            array.array { row in
              row.value(text)
              row.value(place % 4)
            }
          }
        })
    }
    let output = try PageNode.run("texts.mjs", try PageSiteTests.site.get(), json.text)
    let lines = output.split(separator: "\n")
    try #require(lines.count == texts.count)
    var read = 0
    for (place, (text, line)) in zip(texts, lines).enumerated() {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      let expected = native(text, place % 4, locator)
      #expect(answer == expected, "\(text.debugDescription)")
      if answer.readings != nil { read += 1 }
    }
    print("seed \(seed): \(texts.count) texts, \(read) read, \(texts.count - read) refused")
    #expect(read > 500)
  }

  private func native(_ text: String, _ kind: Int, _ locator: Locator) -> Answer {
    let language: Language = kind & 2 == 0 ? .indonesian : .english
    do {
      let readings =
        kind & 1 == 1 ? try locator.readings(of: text) : [try locator.understand(text)]
      return Answer(
        readings: readings.map {
          .init(
            lat: $0.position.latitude, lon: $0.position.longitude, precision: $0.precisionMeters,
            approximate: $0.isApproximate, echo: [language.readAs($0)] + language.notices($0))
        })
    } catch {
      let fault = language.fault(error, .page)
      return Answer(
        error: .init(
          code: error.code, sentence: fault.sentence,
          candidates: fault.choices.prefix(12).map(\.short)))
    }
  }
}
