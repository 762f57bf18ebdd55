import Application
import Facilities
import Formats
import Foundation
import Geo
import TestSupport
import Testing
import Wording

@testable import WebPage

/// The page answers as the native code does: the same sites in the same order, distances to 1 µm, and every
/// advisory in the same words.
@Suite(.enabled(if: PageNode.isCurrent("near"))) struct NearestEqualityTests {
  struct Answer: Decodable {
    var regency: String?
    var hospitals: [Hit]
    var plkk: [Hit]
    var advisories: [[String]]
  }

  struct Hit: Decodable {
    var id: String
    var meters: Double
    var bearing: Int
    var words: [String]

    init(from decoder: any Decoder) throws {
      var list = try decoder.unkeyedContainer()
      id = try list.decode(String.self)
      meters = try list.decode(Double.self)
      bearing = try list.decode(Int.self)
      words = [try list.decode(String.self), try list.decode(String.self)]
    }
  }

  struct Question {
    var position: Position
    var precision: Double
    /// Bit 0: an emergency; bit 1: English.
    var kind: Int
  }

  /// 1,000 positions; 100,000 with `PLKK_LONG=1`.
  private static let count =
    ProcessInfo.processInfo.environment["PLKK_LONG"] == "1" ? 100_000 : 1_000

  /// Nine in ten in Kalimantan, the rest on Earth; a few exactly on sites and on the corners of the map.
  private static func questions(_ seed: UInt64, _ directory: Directory) -> [Question] {
    var random = SplitMix64(seed: seed)
    let sites = directory.facilities.compactMap(\.position)
    return (0..<count).compactMap { place in
      var latitude = Double.random(in: -4.9...4.6, using: &random)
      var longitude = Double.random(in: 108...119.2, using: &random)
      switch place % 20 {
      case 0:
        latitude = Double.random(in: -90...90, using: &random)
        longitude = Double.random(in: -180...180, using: &random)
      case 1:
        let site = sites[Int.random(in: sites.indices, using: &random)]
        (latitude, longitude) = (site.latitude, site.longitude)
      case 2: (latitude, longitude) = (latitude.rounded(), longitude.rounded())
      default: break
      }
      return Position(latitude: latitude, longitude: longitude).map {
        Question(
          position: $0, precision: [1, 25, 3_000][place % 3],
          kind: Int.random(in: 0..<4, using: &random))
      }
    }
  }

  @Test(arguments: SplitMix64.seeds) func thePageAnswersAsTheLocator(seed: UInt64) throws {
    let tables = SeedTables.embedded()
    let day = try #require(CivilDate(year: 2026, month: 11, day: 28))
    let locator = Locator(
      directory: try .embedded(tables), gazetteer: try Gazetteer(tables), day: day)
    let site = try PageSiteTests.site.get()
    let questions = Self.questions(seed, locator.directory)
    let rows = questions.map {
      "[\($0.position.latitude),\($0.position.longitude),\($0.precision),\($0.kind)]"
    }
    let output = try PageNode.run(
      "nearest.mjs", site,
      "{\"day\":\(day.daysSince1970),\"positions\":[\(rows.joined(separator: ","))]}")
    let lines = output.split(separator: "\n")
    try #require(lines.count == questions.count)
    var farthest = 0.0
    for (question, line) in zip(questions, lines) {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      farthest = max(farthest, try check(answer, question, locator))
    }
    print("seed \(seed): \(questions.count) positions, largest difference \(farthest) m")
  }

  /// Compares one answer; gives the largest difference of its distances, metres.
  private func check(_ answer: Answer, _ question: Question, _ locator: Locator) throws -> Double {
    let language: Language = question.kind & 2 == 0 ? .indonesian : .english
    let request = NearestRequest(
      query: locator.understood(question.position, precision: question.precision))
    var native: [(hit: Application.Hit, page: Hit)] = []
    let advisories: [Advisory]
    let occasion: Occasion
    let place = "\(question.position) \(question.kind)"
    if question.kind & 1 == 1 {
      let found = try locator.emergency(request)
      try #require(found.hospitals.hits.count == answer.hospitals.count, "\(place)")
      try #require(found.plkk.hits.count == answer.plkk.count, "\(place)")
      native = Array(zip(found.hospitals.hits + found.plkk.hits, answer.hospitals + answer.plkk))
      (advisories, occasion) = (found.advisories, .emergency)
    } else {
      let found = try locator.nearest(request)
      try #require(found.hits.count == answer.plkk.count && answer.hospitals.isEmpty, "\(place)")
      native = Array(zip(found.hits, answer.plkk))
      (advisories, occasion) = (found.advisories, .ordinary)
    }
    var farthest = 0.0
    for (hit, page) in native {
      #expect(hit.facility.id == page.id, "\(place)")
      farthest = max(farthest, abs(hit.meters - page.meters))
      #expect(hit.wholeBearing == page.bearing, "\(place) \(page.id)")
      #expect(
        page.words == [language.distance(hit.meters), language.direction(hit.bearing)], "\(place)")
    }
    #expect(farthest <= 1e-6, "\(place)")
    #expect(
      advisories.map { [$0.code, language.advisory($0, occasion)] } == answer.advisories,
      "\(place)")
    #expect(request.query.whereabouts.regency?.code == answer.regency, "\(place)")
    return farthest
  }
}
